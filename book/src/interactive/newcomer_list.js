// The ten films that a newcomer is offered, each with its prediction and how far off that typically is.

import { animate, element, number, shape } from "./parts.js";

// The ends of the scale, in stars.
const LOWEST = 1;
const HIGHEST = 6;

// A film that is pressed is handed to `choose`.
export function listOf(choose) {
    const films = element("ol", { class: "recommended", "aria-label": "Your list" });
    const node = element("div", {}, scale(), films);
    let rows = new Map();
    let stop = () => {};

    function show(list) {
        stop();
        const before = [...rows.keys()];
        const tops = new Map([...rows].map(([film, row]) => [film, row.node.offsetTop]));
        rows = new Map(list.map((listed, rank) => {
            const row = rows.get(listed.film) ?? rowOf(listed, () => choose(listed.film));
            row.show(listed, rank, before);
            return [listed.film, row];
        }));
        films.replaceChildren(...[...rows.values()].map((row) => row.node));
        // A film that was not on the list comes from below it.
        const bottom = films.offsetTop + films.offsetHeight;
        const moves = [...rows].map(([film, row]) => (
            [row.node, (tops.get(film) ?? bottom) - row.node.offsetTop]));
        stop = before.length === 0 ? () => {} : animate(450, (share) => {
            moves.forEach(([row, by]) => {
                row.style.translate = share < 1 ? `0 ${by * (1 - share) ** 2}px` : "";
            });
        });
    }

    return {
        node,
        show,
        choose: (chosen) => rows.forEach((row, film) => row.press(film === chosen)),
        // Begins anew, without a list to compare with.
        forget: () => {
            rows = new Map();
        },
    };
}

function rowOf({ title }, press) {
    const rank = element("span");
    const predicted = element("span");
    const moved = element("span", { class: "moved" });
    const line = shape("line", { class: "stroke series-1", y1: 7, y2: 7, "stroke-width": 2 });
    const dot = shape("circle", { class: "fill series-1", cy: 7, r: 5 });
    const first = shape("line", { class: "stroke", y1: 0, y2: 14, "stroke-width": 2 });
    const svg = shape("svg", { class: "workbook-figure range", "aria-hidden": true }, line, first, dot);
    const button = element("button", { type: "button", click: press },
        rank, element("span", {}, title), " ", predicted, " ", moved, svg);
    return {
        node: element("li", {}, button),
        press: (isPressed) => button.setAttribute("aria-pressed", isPressed),
        show: (listed, place, before) => {
            rank.textContent = `${place + 1}. `;
            const error = number(listed.typical_error, 2, 2);
            predicted.textContent = `${number(listed.predicted, 2, 2)} ± ${error}`;
            moved.textContent = movedBy(before.indexOf(listed.film), place, before.length);
            line.setAttribute("x1", across(listed.predicted - listed.typical_error));
            line.setAttribute("x2", across(listed.predicted + listed.typical_error));
            dot.setAttribute("cx", across(listed.predicted));
            first.setAttribute("x1", across(listed.at_first));
            first.setAttribute("x2", across(listed.at_first));
        },
    };
}

function movedBy(from, to, before) {
    if (before === 0 || from === to) {
        return "";
    }
    return from === -1 ? "new" : from > to ? `up ${from - to}` : `down ${to - from}`;
}

function scale() {
    const marks = [1, 2, 3, 4, 5].map((stars) => (
        shape("text", { x: across(stars), y: 13, "font-size": 14, "text-anchor": "middle" },
            stars === 5 ? "5 stars" : stars)));
    return shape("svg", { class: "workbook-figure range", "aria-hidden": true }, ...marks);
}

function across(stars) {
    const share = (stars - LOWEST) / (HIGHEST - LOWEST);
    return `${(3 + 94 * share).toFixed(2)}%`;
}

// Five films that rank themselves by a viewer's taste in three sliders.

import {
    animate, button, drawing, element, interactive, number, shape, slider, status, text,
} from "./parts.js";

// The top of the first film and the height of each; the place of a sum of 0, and how long 1 is.
const TOP = 30;
const ROW = 56;
const ZERO = 230;
const ONE = 74;
const LANE = 7;

interactive("taste", ({ place, facts }) => {
    const { factors, films } = facts;
    const svg = drawing(TOP + films.length * ROW + 16);
    const said = status();
    const sliders = factors.map((name, i) => slider(name, {
        min: -1, max: 1, step: 0.1, value: facts.viewer[i], say: (value) => number(value, 1), change,
    }));
    const rows = films.map(([title, ...has], index) => rowOf(title, has, TOP + index * ROW));
    let stop = () => {};

    function change() {
        const viewer = sliders.map((each) => each.value());
        rows.forEach((row) => row.show(viewer));
        // Films of equal scores keep their order.
        const ranked = [...rows].sort((a, b) => b.score - a.score);
        const [first, last] = [ranked[0], ranked.at(-1)];
        said.say(first.score - last.score < 1e-9
            ? "All five films suit this viewer equally."
            : `${first.title} suits this viewer best, with ${sayScore(first)}, and ${last.title} worst.`);
        const names = ranked.map((row, index) => `${index + 1}. ${row.title}: ${sayScore(row)}.`);
        svg.setAttribute("aria-label", `The films, best first. ${names.join(" ")}`);
        stop();
        const moves = ranked.map((row, index) => [row, row.top, TOP + index * ROW]);
        stop = animate(400, (share) => {
            moves.forEach(([row, from, to]) => row.moveTo(from + (to - from) * share));
        });
    }

    function start(viewer) {
        sliders.forEach((each, i) => each.set(viewer[i]));
        change();
    }

    svg.append(...legend(factors), ...scale(films.length), ...rows.map(({ node }) => node));
    place.append(
        element("p", {},
            "Now you are the viewer. Move the three sliders, and the films find their places. Each bar " +
            "goes on where the one above it ends, so the third one ends at the film’s dot product."),
        element("div", { class: "controls" },
            ...sliders.map(({ node }) => node),
            button("Reverse this taste", () => start(sliders.map((each) => -each.value()))),
            button("Start again", () => start(facts.viewer))),
        said.node, svg,
    );
    change();
});

function sayScore({ score }) {
    return number(score, 3, 3);
}

// A film: its title, the three terms of its dot product in digits, and as bars below.
function rowOf(title, has, top) {
    const sum = text("", 460, 11, { "text-anchor": "end" });
    const end = { class: "stroke", "stroke-width": 2, y1: 17, y2: 21 + 3 * LANE };
    const mark = shape("line", end);
    const bars = has.map((_, i) => (
        shape("rect", { class: `fill series-${i + 1}`, y: 19 + i * LANE, height: LANE })
    ));
    const node = shape("g", {}, text(title, 0, 11, { "font-weight": "bold" }), sum, ...bars, mark);
    const row = { title, node, top, score: 0 };
    row.show = (viewer) => {
        const terms = has.map((x, i) => viewer[i] * x);
        row.score = 0;
        terms.forEach((term, i) => {
            bars[i].setAttribute("x", ZERO + ONE * Math.min(row.score, row.score + term));
            bars[i].setAttribute("width", ONE * Math.abs(term));
            row.score += term;
        });
        mark.setAttribute("x1", ZERO + ONE * row.score);
        mark.setAttribute("x2", ZERO + ONE * row.score);
        const [first, ...others] = terms.map((term) => number(term));
        const signed = others.map((term) => (term.startsWith("−") ? ` − ${term.slice(1)}` : ` + ${term}`));
        sum.textContent = `${first}${signed.join("")} = ${sayScore(row)}`;
    };
    row.moveTo = (place) => {
        row.top = place;
        node.setAttribute("transform", `translate(0 ${place.toFixed(1)})`);
    };
    return row;
}

// The bars' colours, in the order in which they lie below each other.
function legend(factors) {
    const places = [0, 150, 240];
    return factors.flatMap((name, i) => [
        shape("rect", { class: `fill series-${i + 1}`, x: places[i], y: 3, width: 20, height: LANE }),
        text(name, places[i] + 26, 12),
    ]);
}

function scale(count) {
    const bottom = TOP + count * ROW - 6;
    return [-2, -1, 0, 1, 2].flatMap((sum) => {
        const x = ZERO + ONE * sum;
        const look = { class: "stroke", opacity: sum === 0 ? 0.6 : 0.16 };
        return [
            shape("line", { ...look, x1: x, x2: x, y1: TOP + 16, y2: bottom }),
            text(number(sum), x, bottom + 16, { "text-anchor": "middle" }),
        ];
    });
}

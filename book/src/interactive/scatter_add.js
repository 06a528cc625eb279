// Where the gradients of the copies land: each is added to the row that its copy came from.

import { animate, choice, drawing, element, interactive, shape, status, text } from "./parts.js";

const ROW = 38;
const TOP = 46;
// Where the gradients of the copies end and the rows of the table begin.
const LEFT = 108;
const RIGHT = 198;

interactive("scatter_add", ({ place, facts }) => {
    const { gradients } = facts;
    const rows = Array.from({ length: facts.rows }, (_, row) => row);
    const came = [...facts.came_from];
    let adds = true;
    let stop = () => {};
    const said = status();
    const svg = drawing(TOP + ROW * (rows.length - 1) + 22);
    const moving = text("", 0, 5, { class: "series-2", "font-weight": "bold", "text-anchor": "middle" });
    const y = (row) => TOP + ROW * row;

    // A gradient that is written over is lost.
    const isKept = (copy) => adds || came.lastIndexOf(came[copy]) === copy;

    function show() {
        const lines = gradients.map((_, copy) => {
            const [from, to] = [y(copy), y(came[copy])];
            return shape("path", {
                class: isKept(copy) ? "stroke series-1" : "stroke series-2 dotted", "stroke-width": 2,
                d: `M${LEFT},${from} C${LEFT + 45},${from} ${RIGHT - 55},${to} ${RIGHT - 10},${to}`,
            });
        });
        const sums = rows.map((row) => {
            const copies = gradients.map((_, copy) => copy).filter((copy) => came[copy] === row);
            const of = (some) => some.map((copy) => gradients[copy]);
            return sayRow(of(copies.filter(isKept)), of(copies.filter((copy) => !isKept(copy))));
        });
        svg.replaceChildren(
            text("copy", 0, 14), text("gradient", LEFT - 4, 14, { "text-anchor": "end" }),
            text("row, and its gradient in the table", RIGHT, 14), ...lines,
            ...gradients.flatMap((gradient, copy) => [
                text(String(copy), 8, y(copy) + 5),
                text(pair(gradient), LEFT - 6, y(copy) + 5, { "text-anchor": "end" }),
            ]),
            ...rows.flatMap((row) => [
                text(String(row), RIGHT, y(row) + 5), text(sums[row], RIGHT + 24, y(row) + 5),
            ]),
        );
        const words = rows.map((row) => `Row ${row}: ${sums[row]}.`).join(" ");
        said.say(words);
        svg.setAttribute("aria-label", words);
    }

    // The gradient of a copy goes to its row.
    function move(copy) {
        stop();
        moving.textContent = pair(gradients[copy]);
        svg.append(moving);
        stop = animate(500, (share) => {
            const down = y(copy) + share * (y(came[copy]) - y(copy));
            moving.setAttribute("transform", `translate(${LEFT - 30 + share * 140} ${down})`);
            if (share === 1) {
                moving.remove();
            }
        });
    }

    const names = rows.map((row) => [row, `row ${row}`]);
    place.append(
        element("p", {},
            "Say of which row each copy was made, and see where its gradient goes. Then let a gradient be " +
            "written over what is there, and look for what is lost."),
        ...gradients.map((_, copy) => choice(`Copy ${copy} is of`, names, came[copy], (row) => {
            came[copy] = row;
            show();
            move(copy);
        })),
        choice("A gradient is", [[true, "added"], [false, "written over"]], adds, (option) => {
            adds = option;
            show();
        }),
        said.node, svg,
    );
    show();
});

function pair(gradient) {
    return `(${gradient.join(", ")})`;
}

function sayRow(kept, lost) {
    const sum = kept.reduce((sum, gradient) => sum.map((x, i) => x + gradient[i]), [0, 0]);
    const words = kept.length < 2 ? pair(sum) : `${kept.map(pair).join(" + ")} = ${pair(sum)}`;
    return lost.length === 0 ? words : `${words}, without ${lost.map(pair).join(" and ")}`;
}

// Rows of a table, fetched by the product of one-hot vectors and the table.

import {
    animate, button, drawing, element, interactive, keepArrows, number, shape, status, text,
} from "./parts.js";

const CELL = 32;
const TOP = 24;
const GAP = 32;
const NAMES = ["one-hot", "table", "result"];
const MOST_PICKS = 5;
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

interactive("one_hot", ({ place, facts }) => {
    const { table, picks } = facts;
    const said = status();
    const product = productDrawing();
    let now;

    function show(picked, words) {
        now = picked;
        back.disabled = now.length === 1;
        pick.forEach((each) => (each.disabled = now.length === MOST_PICKS));
        product.show(now.map((row) => oneHot(row, table.length)), table);
        const useful = now.length * table[0].length;
        said.say(`${words} Of ${useful * table.length} multiplications, ${useful} have a 1 in them.`);
    }

    const pick = table.map((_, row) => button(`Row ${row}`, () => {
        show([...now, row], `Row ${row} comes out at place ${now.length}.`);
        product.move(row, now.length - 1);
    }));
    const back = button("Take the last one back", () => show(now.slice(0, -1), "The last row is gone."));
    const start = () => show(picks, `Rows ${picks.join(" and ")} come out.`);
    place.append(
        element("p", {},
            "Ask for more rows, or for the same row twice. Then choose a number of the result, and read " +
            "below the drawing how it came about."),
        element("div", { class: "controls" }, ...pick, back, button("Start again", start)),
        said.node, product.svg, product.terms,
    );
    start();
});

function say(value) {
    return number(value, 2, 2);
}

function oneHot(row, length) {
    return Array.from({ length }, (_, i) => Number(i === row));
}

// The product of two matrices. One number of the result is chosen, by pointer or by arrow keys, and its terms
// are written out.
function productDrawing() {
    const svg = drawing(0, { role: "group" });
    const terms = element("p", { class: "terms" });
    const frames = shape("g", { class: "stroke series-2", "stroke-width": 2, "pointer-events": "none" });
    const chosen = { row: 0, column: 0 };
    let matrices;
    let spots;
    let cells;

    function show(left, middle) {
        const result = left.map((row) => middle[0].map((_, column) => (
            row.reduce((sum, x, i) => sum + x * middle[i][column], 0))));
        matrices = [left, middle, result];
        const height = CELL * Math.max(left.length, middle.length);
        spots = spotsOf(matrices, height);
        svg.setAttribute("viewBox", `-6 -6 472 ${TOP + height + 12}`);
        svg.setAttribute("aria-label", "One-hot vectors times the table. Choose a number of the result.");
        svg.replaceChildren();
        spots.forEach((spot, i) => svg.append(text(NAMES[i], spot.x, 10), ...signAndRows(spot, i, height)));
        [[left, String], [middle, say]].forEach(([matrix, say], i) => matrix.forEach((row, r) => (
            svg.append(...row.map((x, c) => cellOf(spots[i], r, c, say(x), x === 1))))));
        cells = result.map((row, r) => row.map((x, c) => {
            const cell = cellOf(spots[2], r, c, say(x));
            cell.setAttribute("role", "button");
            cell.setAttribute("aria-label", `${say(x)}, row ${r}, column ${c} of the result`);
            cell.addEventListener("click", () => choose(r, c));
            cell.addEventListener("keydown", byArrows);
            svg.append(cell);
            return cell;
        }));
        svg.append(frames);
        choose(Math.min(chosen.row, left.length - 1), chosen.column);
    }

    function choose(row, column) {
        Object.assign(chosen, { row, column });
        const [left, middle, result] = matrices;
        cells.flat().forEach((cell) => {
            const isChosen = cell === cells[row][column];
            cell.setAttribute("tabindex", isChosen ? 0 : -1);
            cell.setAttribute("aria-pressed", isChosen);
        });
        frames.replaceChildren(
            frameOf(spots[0], row, 0, 1, left[0].length), frameOf(spots[1], 0, column, middle.length, 1),
            frameOf(spots[2], row, column, 1, 1),
        );
        const bracketed = (x) => (x < 0 ? `(${say(x)})` : say(x));
        const words = left[row].flatMap((x, i) => {
            const term = `${x} × ${bracketed(middle[i][column])}`;
            return [i === 0 ? "" : " + ", x === 1 ? element("strong", {}, term) : term];
        });
        terms.replaceChildren(...words, ` = ${say(result[row][column])}`);
    }

    function byArrows(event) {
        const [down, right] = ARROWS[event.key] ?? [0, 0];
        const cell = cells[chosen.row + down]?.[chosen.column + right];
        if (event.key in ARROWS) {
            event.preventDefault();
            if (cell) {
                choose(chosen.row + down, chosen.column + right);
                cell.focus();
            }
        }
        keepArrows(event);
    }

    // A row of the middle matrix goes to its place in the result.
    function move(from, to) {
        choose(to, chosen.column);
        const row = shape("g", { class: "series-2", "font-weight": "bold", "pointer-events": "none" });
        matrices[1][from].forEach((x, c) => row.append(cellOf({ ...spots[1], y: 0 }, 0, c, say(x))));
        svg.append(row);
        const [start, end] = [spots[1].y + from * CELL, spots[2].y + to * CELL];
        animate(600, (share) => {
            const across = share * (spots[2].x - spots[1].x);
            row.setAttribute("transform", `translate(${across} ${start + share * (end - start)})`);
            if (share === 1) {
                row.remove();
            }
        });
    }

    return { svg, terms, show, move };
}

// Where the three matrices stand: side by side, in the middle of the drawing's height.
function spotsOf(matrices, height) {
    let x = 0;
    return matrices.map((matrix, i) => {
        const width = i === 0 ? 24 : 44;
        const spot = { x, y: TOP + (height - matrix.length * CELL) / 2, width, rows: matrix.length };
        x += matrix[0].length * width + GAP;
        return spot;
    });
}

// The sign before a matrix, and the numbers of its rows.
function signAndRows(spot, i, height) {
    if (i === 0) {
        return [];
    }
    const numbers = Array.from({ length: spot.rows }, (_, row) => (
        text(row, spot.x - 4, spot.y + row * CELL + 20, { "font-size": 12, "text-anchor": "end" })));
    return [text(["×", "="][i - 1], spot.x - GAP + 6, TOP + height / 2 + 5), ...numbers];
}

function cellOf(spot, row, column, words, isOne = false) {
    const [x, y] = [spot.x + column * spot.width, spot.y + row * CELL];
    const box = { x: x + 1, y: y + 1, width: spot.width - 2, height: CELL - 2, rx: 3 };
    const look = isOne ? { class: "fill cell" } : { class: "stroke", opacity: 0.3, "pointer-events": "all" };
    return shape("g", {},
        shape("rect", { ...box, ...look }),
        text(words, x + spot.width / 2, y + CELL / 2 + 5, {
            "text-anchor": "middle", class: isOne && "on-strong", "font-weight": isOne && "bold",
        }));
}

function frameOf(spot, row, column, rows, columns) {
    const [x, y] = [spot.x + column * spot.width, spot.y + row * CELL];
    return shape("rect", { x, y, width: columns * spot.width, height: rows * CELL, rx: 4 });
}

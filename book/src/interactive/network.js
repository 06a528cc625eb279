// The network of chapter 8, drawn to scale, with its parameters counted. Where there is an engine, it trains.

import {
    button, choice, drawing, element, interactive, number, numbersTable, shape, slider, status, text,
} from "./parts.js";
import { networkTraining } from "./network_training.js";

const MIDDLE = 230;
// A number of a layer or of an embedding is one unit wide, and so many rows of a table are one unit high.
const ROWS = 20;
// The bottom of the tables, the height of a row of numbers, and from one such row to the next.
const TABLES = 102;
const STRIP = 12;
const LAYER = 56;

interactive("network", ({ place, facts, engine }) => {
    const { users, films, side: sideInputs } = facts;
    const said = status();
    const svg = drawing(0);
    const counts = numbersTable(["part", "shape or sum", "numbers"]);
    counts.node.classList.add("counts");
    const shownSizes = element("div", { class: "controls" });
    const whole = (name, min, max, step, value) => slider(name, { min, max, step, value, change });
    const userWidth = whole("width of users", 1, 150, 1, users.width);
    const filmWidth = whole("width of films", 1, 200, 1, films.width);
    const layers = whole("hidden layers", 0, 3, 1, 1);
    const sizes = facts.sizes.map((size, i) => whole(`layer ${i + 1}`, 10, 200, 10, size));
    const side = choice("side features", [[false, "without"], [true, "all nine"]], false, (option) => {
        hasSide = option;
        change();
    });
    let hasSide = false;
    const training = engine === undefined ? undefined : networkTraining(facts, () => ({
        users: userWidth.value(), films: filmWidth.value(), layers: hiddenSizes().join(", "), side: hasSide,
    }), () => start(facts.presets[0]));

    function hiddenSizes() {
        return sizes.slice(0, layers.value()).map((each) => each.value());
    }

    function change() {
        training?.change();
        const hidden = hiddenSizes();
        if (shownSizes.childElementCount !== hidden.length) {
            shownSizes.replaceChildren(...sizes.slice(0, hidden.length).map(({ node }) => node));
        }
        const tables = [
            { name: "users", rows: users.rows, width: userWidth.value() },
            { name: "films", rows: films.rows, width: filmWidth.value() },
            ...(hasSide ? sideInputs.tables.map(([rows, width]) => ({ name: "side", rows, width })) : []),
        ];
        const numbers = hasSide ? sideInputs.numbers : 0;
        const inputs = sum(tables.map(({ width }) => width)) + numbers;
        const widths = [inputs, ...hidden, 1];
        const parts = partsOf(tables, widths);
        const all = sum(parts.map(({ count }) => count));
        const percent = 100 * sum(parts.filter(({ isTable }) => isTable).map(({ count }) => count)) / all;
        const words = `Together ${number(all)} parameters. The tables hold ${number(percent, 1)} % of them.`;
        said.say(words);
        const rows = [...parts, { name: "together", sum: "", count: all }];
        counts.show(rows.map(({ name, sum, count }) => [name, sum, number(count)]));
        draw(svg, tables, numbers, widths, parts);
        svg.setAttribute("aria-label", `A network of the widths ${widths.join(", ")}. ${words}`);
    }

    // One of the book's networks: so many hidden layers, and what its recipe has of its own.
    function start({ layers: hidden, recipe }) {
        userWidth.set(users.width);
        filmWidth.set(films.width);
        layers.set(hidden);
        sizes.forEach((each, i) => each.set(facts.sizes[i]));
        side.querySelector("input").checked = true;
        hasSide = false;
        training?.restart(recipe);
        change();
    }

    const presets = facts.presets.map((preset) => (
        button(`[${facts.sizes.slice(0, preset.layers).join(", ")}]`, () => start(preset))));
    place.append(
        element("p", {},
            "Build a network of your own, and see where its parameters are. The blocks are drawn to scale, " +
            "the width of a row by how many numbers it has."),
        element("div", { class: "controls" }, userWidth.node, filmWidth.node, layers.node, side),
        shownSizes,
        element("div", { class: "controls" }, ...presets),
        said.node, svg, counts.node, ...(training === undefined ? [] : [training.node]),
    );
    change();
});

function sum(numbers) {
    return numbers.reduce((total, each) => total + each, 0);
}

// The parts with parameters: the tables, those of the side features as one, and the dense layers.
function partsOf(tables, widths) {
    const [users, films, ...side] = tables;
    const count = (some) => sum(some.map(({ rows, width }) => rows * width));
    const say = (some) => some.map(({ rows, width }) => `${number(rows)} × ${width}`).join(" + ");
    const table = (name, some) => ({ name, sum: say(some), count: count(some), isTable: true });
    const layers = widths.slice(1).map((outputs, i) => ({
        name: i === widths.length - 2 ? "last layer" : `hidden layer ${i + 1}`,
        sum: `${widths[i]} × ${outputs} + ${outputs}`,
        count: widths[i] * outputs + outputs,
    }));
    const sides = side.length > 0 ? [table("side tables", side)] : [];
    return [table("users’ table", [users]), table("films’ table", [films]), ...sides, ...layers];
}

function draw(svg, tables, numbers, widths, parts) {
    const height = TABLES + STRIP + (widths.length - 1) * LAYER + 8;
    svg.setAttribute("viewBox", `-6 -6 472 ${height + 12}`);
    svg.replaceChildren();
    let x = MIDDLE - widths[0] / 2;
    tables.forEach(({ name, rows, width }, i) => {
        const series = `series-${Math.min(i + 1, 3)}`;
        const high = Math.max(3, rows / ROWS);
        svg.append(block(x, TABLES - high, width, high, series), block(x, TABLES + 2, width, STRIP, series));
        // The names stand on either side of the border between the two large tables.
        if (name === "users") {
            svg.append(text(name, x + width - 3, TABLES - high - 6, { "text-anchor": "end" }));
        } else if (name === "films") {
            svg.append(text(name, x + 3, TABLES - high - 6));
        }
        x += width;
    });
    if (numbers > 0) {
        svg.append(block(x, TABLES + 2, numbers, STRIP, "series-4"));
        svg.append(text("side", x + numbers + 5, TABLES + 13));
    }
    const layers = parts.filter(({ isTable }) => !isTable);
    layers.forEach((layer, i) => {
        const [top, bottom] = [TABLES + 3 + STRIP + i * LAYER, TABLES + 1 + (i + 1) * LAYER];
        const [wide, narrow] = [widths[i] / 2, Math.max(widths[i + 1], 3) / 2];
        svg.append(
            shape("path", {
                class: "fill series-5", opacity: 0.22,
                d: `M${MIDDLE - wide},${top} h${2 * wide} L${MIDDLE + narrow},${bottom} h${-2 * narrow} z`,
            }),
            block(MIDDLE - narrow, bottom + 1, 2 * narrow, STRIP, "series-5"),
            text(`${layer.name}: ${layer.sum} = ${number(layer.count)}`, MIDDLE, (top + bottom) / 2 + 5, {
                "text-anchor": "middle",
            }),
            text(i < layers.length - 1 ? "ReLU" : "score", MIDDLE + narrow + 6, bottom + STRIP),
        );
    });
}

function block(x, y, width, height, series) {
    return shape("rect", { class: `fill ${series}`, x, y, width: Math.max(width - 1, 1), height });
}

// Training and validation losses by epoch, in a panel each: the recorded run as a wide grey line, the latest
// run of the reader in front of it, and the earlier ones faintly.

import { element, shape, text } from "./parts.js";
import { chart } from "./chart.js";

const TRAINING = [0, 0.5, 1, 1.5, 2];
// The axes of validation losses. They begin below the noise floor of the built-in ratings, and the first
// reaches as far as a model that has learned much by heart.
const FINE = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2];
const COARSE = [0.6, 0.8, 1, 1.2, 1.4, 1.6];
// What a name at the end of a line takes up.
const LINE_HEIGHT = 15;
const NAME_WIDTH = 48;

// `nodes` are the two panels. `draw` gets the recorded run and those of the reader, the latest first, each
// with a `name`, its `settings`, and its `train` and `valid` losses.
export function lossCharts(floor, recorded) {
    const highest = Math.max(...recorded.flatMap(({ valid }) => valid));
    const marks = highest < FINE.at(-1) ? FINE : COARSE;
    const training = { name: "training loss", height: 190, marks: TRAINING, dash: "dashed", way: -1 };
    const validation = { name: "validation loss", height: 300, marks, dash: "", way: 1, floor };
    const nodes = [element("div"), element("div")];
    return {
        nodes,
        draw(book, runs) {
            const all = [book, ...runs];
            const epochs = Math.max(...all.map(({ settings }) => settings.epochs));
            const begun = all.filter(({ valid }) => valid.length > 0);
            const lines = (kind) => begun.map((run) => ({
                name: run.name, losses: run[kind], isBook: run === book, isLatest: run === runs[0],
            }));
            nodes[0].replaceChildren(drawn(training, epochs, lines("train")));
            nodes[1].replaceChildren(drawn(validation, epochs, lines("valid")));
        },
    };
}

function drawn({ name, height, marks, dash, floor, way }, epochs, lines) {
    const panel = chart({
        height,
        // With room for the names at the ends of the lines.
        across: { name: "epoch", from: -0.3, to: 1.17 * epochs - 0.87, marks: [...Array(epochs).keys()] },
        up: { name, from: marks[0], to: marks.at(-1), marks },
    });
    const said = (losses) => losses.map((loss) => loss.toFixed(4)).join(", ");
    const words = lines.map(({ name, losses }) => `${name}: ${said(losses)}.`);
    const below = floor === undefined ? "" : ` The noise floor lies at ${floor.toFixed(4)}.`;
    panel.draw(
        `The ${name} by epoch. ${words.join(" ")}${below}`,
        ...(floor === undefined ? [] : floorLine(panel, floor, epochs)),
        ...lines.filter(({ isLatest }) => !isLatest).flatMap((line) => shapesOf(panel, line, dash)),
        ...names(panel, lines, marks, way),
        // On top of all.
        ...lines.filter(({ isLatest }) => isLatest).flatMap((line) => shapesOf(panel, line, dash)),
    );
    return panel.svg;
}

function floorLine(panel, floor, epochs) {
    return [
        panel.line([[-1, floor], [2 * epochs, floor]], { class: "stroke dotted", "stroke-width": 2 }),
        text(`noise floor ${floor.toFixed(4)}`, panel.x(-0.2), panel.y(floor) + 17),
    ];
}

function shapesOf(panel, line, dash) {
    const points = line.losses.map((loss, epoch) => [epoch, loss]);
    const look = `stroke ${lookOf(line)}`;
    if (line.isBook) {
        return [panel.line(points, { class: look, "stroke-width": 9, opacity: 0.35 })];
    }
    if (!line.isLatest) {
        return [panel.line(points, { class: `${look} ${dash}`, "stroke-width": 1.6, opacity: 0.6 })];
    }
    const dots = points.map(([epoch, loss]) => shape("circle", {
        class: `fill ${lookOf(line)}`, cx: panel.x(epoch), cy: panel.y(loss), r: 3.5,
    }));
    return [panel.line(points, { class: `${look} ${dash}`, "stroke-width": 2.6 }), ...dots];
}

// The names at the ends of the lines. Where two would overlap, one gives `way`, down (1) or up (-1).
function names(panel, lines, marks, way) {
    const [top, bottom] = [panel.y(marks.at(-1)) + LINE_HEIGHT, panel.y(marks[0]) - 4];
    const ends = lines.map((line) => ({
        ...line,
        x: panel.x(line.losses.length - 1) + 9,
        y: Math.min(Math.max(panel.y(line.losses.at(-1)) + 5, top), bottom),
    }));
    ends.sort((a, b) => way * (a.y - b.y));
    const placed = [];
    for (const end of ends) {
        const near = placed.filter(({ x }) => Math.abs(x - end.x) < NAME_WIDTH);
        const y = way * Math.max(way * end.y, ...near.map((other) => way * other.y + LINE_HEIGHT));
        placed.push({ ...end, y });
    }
    const beyond = ({ losses }) => (losses.at(-1) > marks.at(-1) ? " ↑" : "");
    return placed.map((line) => text(line.name + beyond(line), line.x, line.y, {
        class: `name ${lookOf(line)}`, "font-weight": line.isLatest ? 700 : 400,
    }));
}

function lookOf({ isBook, isLatest }) {
    if (isBook) {
        return "series-6";
    }
    return isLatest ? "series-1" : "series-2";
}

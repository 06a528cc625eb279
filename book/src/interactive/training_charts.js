// Training and validation losses by epoch, in a panel each: the recorded run as a wide grey line, the latest
// run of the reader in front of it, and the earlier ones faintly.

import { element, text } from "./parts.js";
import { chart } from "./chart.js";
import { runLines } from "./run_lines.js";

const TRAINING = [0, 0.5, 1, 1.5, 2];
// The axes of validation losses. They begin below the noise floor of the built-in ratings, and the first
// reaches as far as a model that has learned much by heart.
const FINE = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2];
const COARSE = [0.6, 0.8, 1, 1.2, 1.4, 1.6];

// `nodes` are the two panels. `draw` gets the runs, of which one may be the recorded one and one the latest, each
// with a `name`, its `settings`, and its `train` and `valid` losses.
export function lossCharts({ floor, recorded }) {
    const training = { name: "training loss", height: 190, dash: "dashed", way: -1 };
    const validation = { name: "validation loss", height: 300, dash: "", way: 1, floor };
    const nodes = [element("div"), element("div")];
    const losses = (runs, kind) => runs.flatMap((run) => run[kind]);
    const isCoarse = Math.max(...losses(recorded, "valid")) >= FINE.at(-1);
    const marksOf = (runs) => (recorded.length > 0
        ? [TRAINING, isCoarse ? COARSE : FINE]
        : ["train", "valid"].map((kind) => roundMarks(losses(runs, kind))));
    return {
        nodes,
        draw(runs, book, latest) {
            const epochs = Math.max(1, ...runs.map(({ settings }) => settings.epochs));
            const begun = runs.filter(({ valid }) => valid.length > 0);
            const marks = marksOf(begun);
            const lines = (kind) => begun.map((run) => ({
                name: run.name, values: run[kind], isBook: run === book, isLatest: run === latest,
            }));
            nodes[0].replaceChildren(drawn({ ...training, marks: marks[0] }, epochs, lines("train")));
            nodes[1].replaceChildren(drawn({ ...validation, marks: marks[1] }, epochs, lines("valid")));
        },
    };
}

// About five round numbers around some losses. A loss far above the others may leave the axis.
function roundMarks(losses) {
    if (losses.length === 0) {
        return [0, 0.5, 1];
    }
    const lowest = Math.min(...losses);
    const highest = Math.min(Math.max(...losses), 3 * lowest);
    const rough = Math.max(highest - lowest, 0.2 * lowest, 1e-12) / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * [1, 2, 5, 10].find((times) => times * power >= rough);
    const [from, to] = [Math.floor(lowest / step), Math.ceil(highest / step)];
    return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(6)));
}

function drawn({ name, height, marks, dash, floor, way }, epochs, lines) {
    const panel = chart({
        height,
        // With room for the names at the ends of the lines.
        across: { name: "epoch", from: -0.3, to: 1.17 * epochs - 0.87, marks: [...Array(epochs).keys()] },
        up: { name, from: marks[0], to: marks.at(-1), marks },
    });
    const said = (losses) => losses.map((loss) => loss.toFixed(4)).join(", ");
    const words = lines.map(({ name, values }) => `${name}: ${said(values)}.`);
    const below = floor === undefined ? "" : ` The noise floor lies at ${floor.toFixed(4)}.`;
    panel.draw(
        `The ${name} by epoch. ${words.join(" ")}${below}`,
        ...(floor === undefined ? [] : floorLine(panel, floor, epochs)),
        ...runLines(panel, lines, { marks, dash, way }),
    );
    return panel.svg;
}

function floorLine(panel, floor, epochs) {
    return [
        panel.line([[-1, floor], [2 * epochs, floor]], { class: "stroke dotted", "stroke-width": 2 }),
        text(`noise floor ${floor.toFixed(4)}`, panel.x(-0.2), panel.y(floor) + 17),
    ];
}

// Ratings a second along one of the settings: the model's line, the measured points, and the reader's own, which
// can be dragged.

import { chart } from "./chart.js";
import { element, number, shape } from "./parts.js";
import { handle } from "./handle.js";
import { isByHand, isMeasuredWith, speedOf } from "./cost_model_costs.js";

const AXES = {
    ratings: { name: "millions of ratings", unit: 1e6, marks: [0.01, 0.1, 1, 10, 100, 1000] },
    factors: { name: "factors", unit: 1, marks: [1, 2, 5, 10, 20, 50, 100, 200] },
    batch: { name: "ratings in a batch (1 means by hand)", unit: 1, marks: [1, 64, 512, 4096, 65536] },
    cores: { name: "cores", unit: 1, marks: [1, 2, 4, 8, 16] },
};
const POINTS = 100;

// `draw` shows the speeds along a setting; `change(setting, value)` is called where the reader's point is dragged.
export function speedChart({ points, model }, change) {
    const node = element("div");
    let along;
    let plot;
    let own;

    // A chart along another setting.
    function turn(to) {
        along = to;
        const { name, unit, marks } = AXES[along];
        plot = chart({
            height: 300,
            across: { name, from: 0.8 * marks[0], to: 1.25 * marks.at(-1), marks, log: true },
            up: { name: "million ratings a second", from: 0.1, to: 1000, marks: [0.1, 1, 10, 100, 1000], log: true },
        });
        const even = (scale) => (power) => scale(10 ** power);
        own = handle({ svg: plot.svg, x: even(plot.x), y: even(plot.y) }, (power) => change(along, unit * 10 ** power));
        // The reader's point lies under the measured ones.
        plot.svg.lastChild.previousSibling.before(plot.svg.lastChild);
        node.replaceChildren(plot.svg);
    }

    // The model's line, solid only between points that were measured.
    function lines(settings, measured) {
        const { unit, marks } = AXES[along];
        const isTape = along === "batch";
        const reach = measured.filter((point) => !isTape || !isByHand(point)).map((point) => point[along]);
        const [from, to] = [isTape ? marks[1] : marks[0] * unit, marks.at(-1) * unit];
        const [first, last] = reach.length > 1 ? [Math.min(...reach), Math.max(...reach)] : [to, to];
        return [[from, first, "dashed"], [first, last, ""], [last, to, "dashed"]]
            .filter(([start, end]) => start < end)
            .map(([start, end, look]) => plot.line(between(start, end).map((value) => (
                [value / unit, speedOf({ ...settings, [along]: value }, model) / 1e6])), {
                class: `stroke series-1 ${look}`,
            }));
    }

    // A ring is one of the points that the model was fitted to.
    function mark(point) {
        const isFitted = Math.abs(speedOf(point, model) / point.speed - 1) < 1e-6;
        const look = isFitted ? { class: "stroke series-2", fill: "none", "stroke-width": 2 } : { class: "fill series-2" };
        const place = { cx: plot.x(point[along] / AXES[along].unit), cy: plot.y(point.speed / 1e6) };
        return shape("circle", { ...look, ...place, r: isFitted ? 5 : 4.5 });
    }

    function draw(settings, to) {
        if (to !== along) {
            turn(to);
        }
        const measured = points.filter((point) => isMeasuredWith(settings, point, along));
        const { name, unit } = AXES[along];
        const words = measured.map((point) => (
            `${number(point[along] / unit)}: ${number(point.speed / 1e6, 1)}, by the model ` +
            `${number(speedOf(point, model) / 1e6, 1)}`));
        plot.draw(
            `Million ratings a second by ${name}. ` + (words.length === 0
                ? "Nothing was measured with your other settings."
                : `Measured at ${words.join("; ")}.`),
            ...lines(settings, measured), ...measured.map(mark),
        );
        own.move(Math.log10(settings[along] / unit), Math.log10(speedOf(settings, model) / 1e6));
    }

    return { node, draw };
}

// Values along a scale of powers.
function between(from, to) {
    return Array.from({ length: POINTS + 1 }, (_, i) => from * (to / from) ** (i / POINTS));
}

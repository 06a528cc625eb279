// The loss of one weight, which is an error and a price on size, and where it is lowest. The strength of the
// price and the weight are in the reader's hand.

import { button, element, interactive, number, numbersTable, shape, slider, status, text } from "./parts.js";
import { arrow } from "./arrow.js";
import { chart } from "./chart.js";
import { handle } from "./handle.js";

const LEAST = -1;
const MOST = 4;
const HIGHEST = 10;
// The parts of the loss, with their looks in the drawing.
const PARTS = [["error", "series-2 dashed"], ["penalty", "series-3 dotted"], ["loss", "series-1"]];

// `wanted` is where the error alone is lowest, `strength` that of the price, and `rate` the learning rate.
interactive("lowest_point", ({ place, facts: { wanted, strength, rate } }) => {
    const curve = chart({
        height: 320,
        across: { name: "weight p", from: LEAST, to: MOST, marks: [-1, 0, 1, 2, 3, 4] },
        up: { name: "loss", from: -0.5, to: HIGHEST, marks: [0, 2, 4, 6, 8, 10] },
    });
    const said = status();
    const hundredths = { say: (value) => number(value, 2), change: begin };
    const wd = slider("strength wd", { ...hundredths, min: 0, max: 3, step: 0.05, value: strength });
    const weight = slider("weight p", { ...hundredths, min: LEAST, max: MOST, step: 0.01, value: wanted });
    const dot = handle(curve, (p) => {
        weight.set(p);
        begin();
    });
    const table = numbersTable(["part", "at the weight p", "gradient"]);
    // Where the weight has been since the reader moved anything, and where it is. The slider rounds it.
    let way = [wanted];

    function begin() {
        way = [weight.value()];
        show();
    }

    function take(steps) {
        for (let i = 0; i < steps; i += 1) {
            const p = way.at(-1);
            way.push(p - rate * at(p).loss.slope);
        }
        weight.set(way.at(-1));
        show();
    }

    // What the parts come to at a weight, and how steep they are there.
    function at(p) {
        const error = { value: (p - wanted) ** 2, slope: 2 * (p - wanted) };
        const penalty = { value: wd.value() * p ** 2, slope: 2 * wd.value() * p };
        return { error, penalty, loss: { value: error.value + penalty.value, slope: error.slope + penalty.slope } };
    }

    function show() {
        const p = way.at(-1);
        const [now, lowest] = [at(p), wanted / (1 + wd.value())];
        const words = `The loss is lowest at ${number(lowest)}. ${sayWay(way)}`;
        said.say(words);
        // A dot that left the chart could not be taken back.
        dot.move(p, Math.min(now.loss.value, HIGHEST));
        table.show(PARTS.map(([part]) => [part, number(now[part].value), number(now[part].slope)]));
        curve.draw(
            `Error, penalty and loss by weight, at a strength of ${number(wd.value())}. ${words}`,
            curve.line([[lowest, -1], [lowest, at(lowest).loss.value]], { class: "stroke", "stroke-width": 1 }),
            ...PARTS.map(([part, look]) => (
                curve.line(places().map((p) => [p, at(p)[part].value]), { class: `stroke ${look}` }))),
            ...way.slice(0, -1).map((p) => shape("circle", {
                class: "fill series-1", cx: curve.x(p), cy: curve.y(at(p).loss.value), r: 4, opacity: 0.5,
            })),
            ...pull(curve, p, now.error.slope, now.loss.value + 0.3, "series-2"),
            ...pull(curve, p, now.penalty.slope, now.loss.value - 0.3, "series-3"),
            ...legend(curve),
        );
    }

    place.append(
        element("p", {},
            "Raise the strength, and watch the lowest point of the loss. Then take steps towards it, or drag " +
            "the weight. The arrows show how the error and the penalty pull. Where do the two cancel out?"),
        element("div", { class: "controls" }, wd.node, weight.node),
        element("div", { class: "controls" },
            button("Step", () => take(1)),
            button("Ten steps", () => take(10)),
            button("Start again", () => {
                wd.set(strength);
                weight.set(wanted);
                begin();
            })),
        said.node, curve.svg, table.node,
    );
    show();
});

function sayWay(way) {
    const steps = way.length - 1;
    const where = `the weight is at ${number(way.at(-1))}`;
    if (steps === 0) {
        return `Now ${where}.`;
    }
    return `After ${steps === 1 ? "one step" : `${steps} steps`} ${where}.`;
}

function places() {
    return Array.from({ length: 101 }, (_, i) => LEAST + ((MOST - LEAST) * i) / 100);
}

// An arrow against a gradient, a quarter as long.
function pull(curve, p, slope, level, look) {
    return slope === 0 ? [] : [arrow(curve, p, p - slope / 4, level, look)];
}

function legend(curve) {
    return PARTS.flatMap(([part, look], i) => {
        const [left, level] = [curve.x(0.6), curve.y(HIGHEST) + 18 + 18 * i];
        return [
            shape("line", {
                class: `stroke ${look}`, "stroke-width": 2.2, x1: left, x2: left + 28, y1: level - 5, y2: level - 5,
            }),
            text(part, left + 36, level, { class: "name" }),
        ];
    });
}

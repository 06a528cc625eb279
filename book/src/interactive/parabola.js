// The price wd · p² of a weight: the strength of the penalty and three weights in the reader's hand.

import { button, element, interactive, number, numbersTable, slider, status } from "./parts.js";
import { arrow } from "./arrow.js";
import { chart } from "./chart.js";
import { handle } from "./handle.js";

const MOST = 3.4;

interactive("parabola", ({ place, facts }) => {
    const curve = chart({
        height: 300,
        across: { name: "weight p", from: -MOST, to: MOST, marks: [-3, -2, -1, 0, 1, 2, 3] },
        up: { name: "penalty, wd · p²", from: -0.15, to: 3, marks: [0, 1, 2, 3] },
    });
    const said = status();
    const strength = slider("strength wd", {
        min: 0, max: 0.3, step: 0.01, value: facts.strength, say: (value) => number(value, 2), change,
    });
    const weights = facts.weights.map((value, i) => slider(`weight ${i + 1}`, {
        min: -3, max: 3, step: 0.1, value, say: (value) => number(value, 1), change,
    }));
    const handles = weights.map((weight) => handle(curve, (p) => {
        weight.set(p);
        change();
    }));
    const table = numbersTable(["weight p", "pays wd · p²", "gradient 2 · wd · p"]);

    function change() {
        const wd = strength.value();
        const paid = weights.map((weight) => at(weight.value(), wd));
        const sum = paid.reduce((sum, { price }) => sum + price, 0);
        const dearest = paid.reduce((a, b) => (b.price > a.price ? b : a));
        const words = `The three weights pay ${number(sum)}, and ${number(dearest.price)} of that is for ` +
            `the weight ${number(dearest.p)}.`;
        said.say(words);
        paid.forEach(({ p, price }, i) => handles[i].move(p, price));
        table.show(paid.map(({ p, price, slope }) => [p, price, slope].map((value) => number(value))));
        curve.draw(
            `The penalty at a strength of ${number(wd)}. ${words}`,
            curve.line(places().map((p) => [p, at(p, wd).price])),
            // As long as its gradient, towards 0.
            ...paid.filter(({ slope }) => slope !== 0)
                .map(({ p, price, slope }) => arrow(curve, p, p - slope, price, "series-2")),
        );
    }

    place.append(
        element("p", {},
            "Change the strength, and the valley gets wider or narrower. Then drag a weight. Twice as far " +
            "out, it pays four times as much. The arrows are as long as the gradients and point to where a " +
            "step goes."),
        element("div", { class: "controls" },
            strength.node, ...weights.map(({ node }) => node),
            button("Start again", () => {
                strength.set(facts.strength);
                weights.forEach((weight, i) => weight.set(facts.weights[i]));
                change();
            })),
        said.node, curve.svg, table.node,
    );
    change();
});

function at(p, wd) {
    return { p, price: wd * p ** 2, slope: 2 * wd * p };
}

function places() {
    return Array.from({ length: 81 }, (_, i) => MOST * (i / 40 - 1));
}

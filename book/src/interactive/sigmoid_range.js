// The curve of `sigmoid_range`, with its two ends and the score in the reader's hand.

import { button, element, interactive, number, slider, status, text } from "./parts.js";
import { chart } from "./chart.js";
import { handle } from "./handle.js";

const MOST_SCORE = 8;
// How far the ends can be moved: to where one star or five are out of reach.
const LOWS = { min: -1, max: 2 };
const HIGHS = { min: 4, max: 7 };

interactive("sigmoid_range", ({ place, facts }) => {
    const curve = chart({
        height: 310,
        across: { name: "score x", from: -MOST_SCORE, to: MOST_SCORE, marks: [-8, -4, 0, 4, 8] },
        up: { name: "prediction", from: LOWS.min - 0.4, to: HIGHS.max + 0.4, marks: [0, 1, 2, 3, 4, 5, 6] },
    });
    const said = status();
    const tenths = { step: 0.1, say: (value) => number(value, 1), change };
    const low = slider("low", { ...tenths, ...LOWS, value: facts.low });
    const high = slider("high", { ...tenths, ...HIGHS, value: facts.high });
    const score = slider("score x", { ...tenths, min: -MOST_SCORE, max: MOST_SCORE, value: facts.score });
    const drag = (control, to) => handle(curve, (x, y) => {
        control.set(to(x, y));
        change();
    });
    const handles = {
        low: drag(low, (_, y) => y),
        high: drag(high, (_, y) => y),
        score: drag(score, (x) => x),
    };

    function change() {
        const range = { low: low.value(), high: high.value() };
        const now = at(score.value(), range);
        const five = scoreOf(5, range);
        handles.low.move(-7.4, range.low);
        handles.high.move(7.4, range.high);
        handles.score.move(now.score, now.prediction);
        const words = `${sayPoint(now, at(0, range))} ${sayFive(five)}`;
        said.say(words);
        curve.draw(
            `The curve from ${number(range.low)} to ${number(range.high)}. ${words}`,
            ...endLines(curve, range), ...fiveStars(curve, five),
            curve.line(scores().map((x) => [x, at(x, range).prediction])),
            curve.line([-1.6, 1.6].map((by) => [now.score + by, now.prediction + by * now.slope]), {
                class: "stroke series-2",
            }),
            text(`prediction ${number(now.prediction)}`, curve.x(-7.6), curve.y(3.2)),
            text(`slope ${number(now.slope)}`, curve.x(-7.6), curve.y(2.5), { class: "series-2" }),
        );
    }

    function start(range) {
        low.set(range.low);
        high.set(range.high);
        change();
    }

    place.append(
        element("p", {},
            "Drag the point along the curve, or the two ends up and down, or use the sliders. The line " +
            "through the point is as steep as the curve is there. Then let the range end at 5, and look " +
            "for the score of five stars."),
        element("div", { class: "controls" },
            score.node, low.node, high.node,
            button("End at 5", () => start({ low: low.value(), high: 5 })),
            button("Start again", () => {
                score.set(facts.score);
                start(facts);
            })),
        said.node, curve.svg,
    );
    change();
});

function at(score, { low, high }) {
    const share = 1 / (1 + Math.exp(-score));
    return { score, prediction: low + (high - low) * share, slope: (high - low) * share * (1 - share) };
}

// The score that predicts so many stars, or `null` where none does.
function scoreOf(stars, { low, high }) {
    return stars < high ? Math.log((stars - low) / (high - stars)) : null;
}

function scores() {
    return Array.from({ length: 20 * MOST_SCORE + 1 }, (_, i) => i / 10 - MOST_SCORE);
}

function sayPoint({ score, prediction, slope }, middle) {
    return `A score of ${number(score)} predicts ${number(prediction)}. A gradient of 1 comes back from ` +
        `there as ${number(slope)}, and from the middle as ${number(middle.slope)}.`;
}

function sayFive(five) {
    return five === null ? "No score predicts five stars." : `Five stars have the score ${number(five)}.`;
}

function endLines(curve, range) {
    const look = { class: "stroke dotted", "stroke-width": 1.5 };
    const across = (y) => curve.line([[-MOST_SCORE, y], [MOST_SCORE, y]], look);
    return [
        across(range.low), across(range.high),
        text(`high ${number(range.high)}`, curve.x(6.8), curve.y(range.high) - 8, { "text-anchor": "end" }),
        text(`low ${number(range.low)}`, curve.x(-6.8), curve.y(range.low) + 17),
    ];
}

// The line of five stars, and from where it meets the curve down to the score.
function fiveStars(curve, five) {
    const look = { class: "stroke series-3 dashed", "stroke-width": 1.5 };
    const end = five === null ? [[MOST_SCORE, 5]] : [[five, 5], [five, -9]];
    const words = five === null ? "5 stars, never reached" : `5 stars at ${number(five)}`;
    return [
        curve.line([[-MOST_SCORE, 5], ...end], look),
        text(words, curve.x(Math.min(five ?? 0, 3.4)) + 6, curve.y(-0.9), { class: "series-3" }),
    ];
}

// How far off the predictions for a newcomer typically are, after each rating.

import { chart } from "./chart.js";
import { element, number, shape } from "./parts.js";

// `floor` is the typical error for users with a row of their own.
export function curveOf(floor) {
    const known = number(floor, 2, 2);
    const plotted = element("div");
    const node = element("div", {},
        element("p", {},
            element("strong", {}, "How sure it is. "),
            "The typical error over all films, in stars, shrinks with each film that you rate. The dashed " +
            `line, at ${known}, is where it lies for users with a row of their own.`),
        plotted);

    // Errors after 0, 1, 2, … ratings.
    function show(errors) {
        const last = errors.length - 1;
        const to = Math.max(10, last);
        const step = Math.ceil(to / 10);
        const marks = [...Array(Math.floor(to / step) + 1).keys()].map((mark) => mark * step);
        const plot = chart({
            height: 190,
            across: { name: "films that you have rated", from: 0, to, marks },
            up: { name: "typically off by", from: 0.85, to: 1.25, marks: [0.9, 1, 1.1, 1.2] },
        });
        const points = errors.map((error, rated) => [rated, error]);
        const dots = points.map(([rated, error]) => (
            shape("circle", { class: "fill series-1", cx: plot.x(rated), cy: plot.y(error), r: 3.5 })));
        const dashed = { class: "stroke series-2 dashed" };
        plot.draw(
            `The typical error is ${number(errors[0], 2, 2)} stars without a rating and ` +
            `${number(errors[last], 2, 2)} after ${last}. For users with a row of their own it is ${known}.`,
            plot.line([[0, floor], [to, floor]], dashed), plot.line(points), ...dots);
        plotted.replaceChildren(plot.svg);
    }

    return { node, show };
}

// Where feedback loops stand by round, in two panels like those of the static figure: how far the ratings
// gather on few films, and how many films all lists hold.

import { element } from "./parts.js";
import { chart } from "./chart.js";
import { runLines } from "./run_lines.js";

const SHARE = {
    name: "share of ratings, %", said: "share of the ratings, in %, that go to the most rated tenth",
    of: ({ share }) => 100 * share, digits: 1,
};
const FILMS = {
    name: "distinct films", said: "number of distinct films in all top tens", of: ({ films }) => films, digits: 0,
};

// `nodes` are the two panels. `draw` gets the recorded loops and those of the reader, the latest first, each
// with a `name`, its `settings`, and its `rounds`, of which the first is how it stood before all rounds.
export function feedbackCharts() {
    const nodes = [element("div"), element("div")];
    return {
        nodes,
        draw(books, runs) {
            const most = Math.max(...[...books, ...runs].map(({ settings }) => settings.rounds));
            [SHARE, FILMS].forEach((shown, i) => nodes[i].replaceChildren(drawn(shown, most, books, runs)));
        },
    };
}

function drawn({ name, said, of, digits }, most, books, runs) {
    const begun = [...books, ...runs].filter(({ rounds }) => rounds.length > 0);
    const lines = begun.map((run) => ({
        name: run.name, values: run.rounds.map(of), isBook: books.includes(run), isLatest: run === runs[0],
    }));
    const marks = marksAround(lines.flatMap(({ values }) => values));
    const panel = chart({
        height: 230,
        // With room for the names at the ends of the lines.
        across: { name: "round", from: -0.08 * most, to: 1.2 * most, marks: [...Array(most + 1).keys()] },
        up: { name, from: marks[0], to: marks.at(-1), marks },
    });
    const words = lines.map(({ name, values, isBook }) => (
        `${isBook ? "book, " : ""}${name}: ${values.map((value) => value.toFixed(digits)).join(", ")}.`));
    panel.draw(`The ${said}, by round. ${words.join(" ")}`, ...runLines(panel, lines, { marks, dash: "", way: 1 }));
    return panel.svg;
}

// Round numbers from below the values to above them, at most seven.
function marksAround(values) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const step = [1, 2, 5, 10, 20, 50, 100, 200].find((step) => high - low <= 5 * step);
    const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
    return Array.from({ length: last - first + 1 }, (_, i) => step * (first + i));
}

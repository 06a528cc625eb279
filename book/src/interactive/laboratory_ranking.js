// The rankers in their order, each with a bar: the recorded run pale behind, and what was trained here in
// front of it.

import { animate, element, number, shape } from "./parts.js";

// If rankers pass others more often than this, the whole order is said instead.
const MOST_PASSES = 4;

// `trained` has, by the name of a ranker, what was trained here. `show(measure, stop, heading)` puts the
// rankers in their order by a measure, against the negatives of a stop of the slider, and returns their names.
export function rankingOf(rankers, trained) {
    const rows = new Map(rankers.map((ranker) => [ranker.name, rowOf(ranker)]));
    const list = element("ol", { class: "rankers" });
    const title = element("p", { class: "heading" });
    let stopMoving = () => {};

    function show(measure, stop, heading) {
        stopMoving();
        const at = (values) => values?.[`expected_${measure}`][stop];
        const standing = rankers.map((recorded) => {
            const here = trained.get(recorded.name);
            return { name: recorded.name, recorded: at(recorded), here: at(here), epochs: here?.epochs };
        });
        standing.sort((a, b) => (b.here ?? b.recorded) - (a.here ?? a.recorded));
        standing.forEach((each) => rows.get(each.name).show(each));
        title.textContent = `${heading}:`;
        list.setAttribute("aria-label", heading);

        const nodes = standing.map(({ name }) => rows.get(name).node);
        const tops = nodes.map((node) => node.offsetTop);
        list.replaceChildren(...nodes);
        const moves = nodes.map((node, i) => [node, tops[i] - node.offsetTop]);
        stopMoving = animate(350, (share) => moves.forEach(([node, by]) => {
            node.style.translate = share < 1 ? `0 ${by * (1 - share) ** 2}px` : "";
        }));
        return standing.map(({ name }) => name);
    }

    return { node: element("div", {}, title, list, legend()), show };
}

function rowOf({ name, epochs: usual }) {
    const note = element("span", { class: "note" });
    const value = element("span", { class: "value" });
    const recordedBar = bar("series-6", 0, 16);
    const hereBar = bar("series-1", 4, 8);
    const node = element("li", {},
        element("span", {}, name, " ", note), " ", value,
        shape("svg", { class: "workbook-figure range", "aria-hidden": true }, recordedBar, hereBar));
    recordedBar.setAttribute("opacity", 0.35);
    const show = ({ recorded, here, epochs }) => {
        recordedBar.setAttribute("width", `${100 * recorded}%`);
        hereBar.setAttribute("width", `${100 * (here ?? 0)}%`);
        value.textContent = number(here ?? recorded, 4, 4);
        note.textContent = here === undefined ? "" : noteOn(epochs, usual);
        node.classList.toggle("here", here !== undefined);
    };
    return { node, show };
}

function bar(series, y, height) {
    return shape("rect", { class: `fill ${series}`, y, height });
}

// Whether what was trained here had the epochs of the recorded run.
function noteOn(epochs, usual) {
    return epochs === usual ? "trained here" : `trained here, ${epochs} of ${usual} epochs`;
}

function legend() {
    const sample = (series, attributes) => shape("svg", {
        class: "workbook-figure sample", viewBox: "0 0 30 16", "aria-hidden": true,
    }, shape("rect", { class: `fill ${series}`, width: 30, ...attributes }));
    return element("p", { class: "legend" },
        sample("series-6", { height: 16, opacity: 0.35 }), " recorded ",
        sample("series-1", { y: 4, height: 8 }), " trained here");
}

// In words, who leads, and who has passed whom between two orders.
export function passesIn(before, after) {
    const passes = after.map((name, place) => {
        const passed = after.slice(place + 1).filter((other) => before.indexOf(other) < before.indexOf(name));
        return [name, passed];
    }).filter(([, passed]) => passed.length > 0);
    if (passes.length === 0) {
        return `${after[0]} leads, and no ranker has changed its place.`;
    }
    if (passes.flatMap(([, passed]) => passed).length > MOST_PASSES) {
        return `the order is now ${inWords(after)}.`;
    }
    const words = passes.map(([name, passed]) => `${name} has passed ${inWords(passed)}`);
    return `${after[0]} leads; ${words.join("; ")}.`;
}

function inWords(names) {
    return names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

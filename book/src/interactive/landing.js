// The journey on the first page: the reader picks a chapter and watches its model learn to guess ratings that
// it has never seen.

import { animate, choice, element, interactive, shape, status } from "./parts.js";

const WIDTH = 460;
const HEIGHT = 258;
const LEFT = 44;
const RIGHT = 376; // a label follows
const TOP = 10;
const BOTTOM = 210;
const LOWEST = 0.8;
const HIGHEST = 1; // the dot product begins above
const TICKS = [0.8, 0.85, 0.9, 0.95, 1];
const DRAWING = 1800; // milliseconds

interactive("landing", ({ place, facts }) => {
    const epochs = facts.models[0].valid.length;
    const x = (epoch) => LEFT + 14 + ((RIGHT - LEFT - 28) * epoch) / (epochs - 1);
    const y = (loss) => BOTTOM - ((BOTTOM - TOP) * (loss - LOWEST)) / (HIGHEST - LOWEST);
    const points = (losses) => losses.map((loss, epoch) => `${x(epoch)},${y(loss).toFixed(1)}`).join(" ");

    // What is seen of the picked line, which appears from left to right, and of the others.
    const seen = shape("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP });
    const picked = shape("g", { "clip-path": "url(#landing-seen)" });
    const others = shape("g", { "clip-path": "url(#landing-frame)", opacity: 0.25 });
    const label = shape("text", { x: RIGHT + 8, "font-size": 16, "font-weight": 600, class: "fill series-1" });
    const drawing = shape(
        "svg",
        { class: "workbook-figure", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" },
        shape("clipPath", { id: "landing-seen" }, seen),
        shape("clipPath", { id: "landing-frame" }, seen.cloneNode()),
        axes(x, y, epochs),
        dottedLine(y(facts.means)),
        others,
        picked,
        label,
    );

    const said = status();
    let stop = () => {};

    function show(model, isNew) {
        stop();
        const rest = facts.models.filter((other) => other !== model);
        others.replaceChildren(...rest.map((other) => line(points(other.valid), "stroke", 1.5)));
        picked.replaceChildren(line(points(model.valid), "stroke series-1", 3.5));
        label.textContent = "";
        drawing.setAttribute("aria-label", `${model.name}: ${sentence(model, facts.means)}`);
        const finish = () => {
            label.setAttribute("y", y(model.valid.at(-1)) + 5);
            label.textContent = model.valid.at(-1).toFixed(4);
        };
        if (isNew) {
            stop = animate(DRAWING, (share) => {
                seen.setAttribute("width", (RIGHT - LEFT) * share);
                if (share === 1) {
                    finish();
                }
            });
            said.say(`Chapter ${model.chapter}, ${model.name}: ${sentence(model, facts.means)}`);
        } else {
            finish();
        }
    }

    const pick = choice(
        "Chapter",
        facts.models.map((model) => [model.chapter, `${model.chapter}, ${model.name}`]),
        facts.models[0].chapter,
        (chapter) => show(facts.models.find((model) => model.chapter === chapter), true),
    );
    place.append(
        element("p", {}, "Pick a chapter and watch its model learn. It goes over 80,000 ratings five times, and " +
            "each time it then guesses 20,000 others that it has never seen. The lower its line, the closer " +
            "the guesses. The grey lines are the other chapters, and the dotted one is as far as means get."),
        element("div", { class: "controls" }, pick),
        drawing,
        said.node,
    );
    show(facts.models[0], false);
});

function line(points, look, width) {
    return shape("polyline", { points, class: look, "stroke-width": width });
}

function text(at, words, more = {}) {
    return shape("text", { x: at[0], y: at[1], "font-size": 14, ...more }, words);
}

function axes(x, y, epochs) {
    const grid = TICKS.flatMap((tick) => [
        shape("line", {
            x1: LEFT, x2: RIGHT, y1: y(tick), y2: y(tick), class: "stroke", "stroke-width": 1, opacity: 0.16,
        }),
        text([LEFT - 8, y(tick) + 5], tick.toFixed(2), { "text-anchor": "end" }),
    ]);
    const numbers = Array.from({ length: epochs }, (_, epoch) =>
        text([x(epoch), BOTTOM + 18], String(epoch + 1), { "text-anchor": "middle" }));
    const name = text([(LEFT + RIGHT) / 2, BOTTOM + 40], "times over its ratings", { "text-anchor": "middle" });
    return shape("g", {}, ...grid, ...numbers, name);
}

function dottedLine(at) {
    return shape("line", { x1: LEFT, x2: RIGHT, y1: at, y2: at, class: "stroke dotted", "stroke-width": 2 });
}

// How the model fares on ratings that it has never seen.
function sentence(model, means) {
    const end = model.valid.at(-1);
    const best = Math.min(...model.valid);
    const course = end - best > 0.005
        ? `best after ${model.valid.indexOf(best) + 1} times with ${best.toFixed(4)}, then worse, ` +
          `${end.toFixed(4)} at the end`
        : `${end.toFixed(4)} at the end, its best or close to it`;
    return `${course}. Means alone get ${means.toFixed(4)}.`;
}

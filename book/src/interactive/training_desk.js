// Where a reader trains something: the buttons, what is said, and the runs. What they take is loaded at the
// first press.

import { button, element, number, slider, status } from "./parts.js";

// Where the sliders of a recipe stop.
const STOPS = {
    weight_decay: [0, 0.003, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 1],
    factors: [1, 2, 5, 10, 20, 50, 100],
    lr: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 1, 10, 100],
    epochs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
};

const NAMES = { weight_decay: "weight decay", factors: "factors", lr: "learning rate", epochs: "epochs" };

// `engine` is the name of one, `settings()` are those in the reader's hand, `question(settings)` asks the engine
// to train with them, and `restart()` takes them back to the book's. Of the result, `node` is for the page,
// `change()` tells of new settings, and `use({ facts, engine })` goes over to other ratings, or back without any.
export function trainingDesk(facts, { engine, settings, question, restart }) {
    const { node: line, say } = status();
    const train = button("Train", press);
    const progress = element("progress", { max: 1, value: 0, "aria-label": "Training done" });
    const place = element("div");
    let [builtin, other, runs] = [];

    async function press() {
        try {
            const [{ trainingRuns }, { connect }] =
                await Promise.all([import("./training_runs.js"), import("./engine.js")]);
            if (runs === undefined) {
                builtin ??= { facts, engine: connect(engine) };
                runs = trainingRuns(other ?? builtin, question, { train, progress, say });
                place.replaceChildren(runs.node);
            }
            runs.press(settings());
        } catch (error) {
            say(`The training cannot be loaded: ${error.message}`);
        }
    }

    function startAgain() {
        restart();
        progress.value = 0;
        runs?.restart();
        say("The settings are the book’s again.");
    }

    function use(ratings) {
        runs?.restart();
        [other, runs] = [ratings];
        progress.value = 0;
        place.replaceChildren();
        say("");
    }

    const buttons = element("div", { class: "controls" }, train, button("Start again", startAgain), progress);
    return { node: element("div", { class: "desk" }, buttons, line, place), change: () => runs?.change(settings()), use };
}

// A slider for a setting of a recipe. Its `set` moves it without calling `change`.
export function settingSlider(key, value, change) {
    const stops = STOPS[key];
    const { node, set } = slider(NAMES[key], {
        min: 0, max: stops.length - 1, step: 1, value: stops.indexOf(value),
        say: (stop) => number(stops[stop], 4), change: (stop) => change(stops[stop]),
    });
    return { node, set: (to) => set(stops.indexOf(to)) };
}

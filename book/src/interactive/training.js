// A model that trains in the page, with its settings in the reader's hand. What this takes is loaded when it
// is first asked to train.

import { button, choice, element, interactive, number, slider, status } from "./parts.js";

// Where the sliders stop.
const STOPS = {
    weight_decay: [0, 0.003, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 1],
    factors: [1, 2, 5, 10, 20, 50, 100],
    lr: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 1, 10, 100],
    epochs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
};

const NAMES = { weight_decay: "weight decay", factors: "factors", lr: "learning rate", epochs: "epochs" };

interactive("training", ({ place, facts, engine }) => {
    if (engine === undefined) {
        return;
    }
    let settings = facts.settings;
    let runs;

    const { node: line, say } = status();
    const train = button("Train", press);
    const progress = element("progress", { max: 1, value: 0, "aria-label": "Training done" });
    const controls = facts.hand.map((key) => controlOf(key, facts, (value) => {
        settings = { ...settings, [key]: value };
        runs?.change(settings);
    }));

    async function press() {
        try {
            const { trainingRuns } = await import("./training_runs.js");
            if (runs === undefined) {
                runs = trainingRuns(facts, { train, progress, say });
                place.append(runs.node);
            }
            runs.press(settings);
        } catch (error) {
            say(`The training cannot be loaded: ${error.message}`);
        }
    }

    function restart() {
        settings = facts.settings;
        progress.value = 0;
        controls.forEach((control) => control.restart());
        runs?.restart();
        say("The settings are the book’s again.");
    }

    place.append(
        element("p", {}, facts.task),
        element("div", { class: "controls" }, ...controls.map(({ node }) => node)),
        element("div", { class: "controls" }, train, button("Start again", restart), progress),
        line,
    );
});

// A control for a setting. Its `restart` takes it back to where the page begins, without calling `change`.
function controlOf(key, { models, settings }, change) {
    if (key === "model") {
        const node = choice("model", models, settings.model, change);
        const restart = () => {
            node.querySelector(`[value="${settings.model}"]`).checked = true;
        };
        return { node, restart };
    }
    const stops = STOPS[key];
    const start = stops.indexOf(settings[key]);
    const { node, set } = slider(NAMES[key], {
        min: 0, max: stops.length - 1, step: 1, value: start,
        say: (stop) => number(stops[stop], 4), change: (stop) => change(stops[stop]),
    });
    return { node, restart: () => set(start) };
}

// The feedback loop in the page, with what is shown in the reader's hand. What it takes is loaded when it is
// first asked to run.

import { button, element, interactive, slider, status } from "./parts.js";

interactive("feedback", ({ place, facts, engine }) => {
    if (engine === undefined) {
        return;
    }
    let runs;

    const { node: line, say } = status();
    const run = button("Run the loop", press);
    const progress = element("progress", { max: 1, value: 0, "aria-label": "Trainings done" });
    const { places, random, rounds } = facts.settings;
    const change = () => chance.set(chance.value());
    const films = slider("films a round", { min: 10, max: 40, step: 10, value: places, change });
    // In tenths, so that it goes with any number of films.
    const chance = slider("left to chance", {
        min: 0, max: 10, step: 1, value: tenths(random, places), say: sayChance, change: () => {},
    });
    const length = slider("rounds", { min: 1, max: 8, step: 1, value: rounds, change: () => {} });
    const settings = () => ({
        places: films.value(), random: randomOf(chance.value()), rounds: length.value(),
    });

    function randomOf(tenths) {
        return (tenths * films.value()) / 10;
    }

    function sayChance(tenths) {
        return `${randomOf(tenths)} of ${films.value()}`;
    }

    async function press() {
        try {
            const { feedbackRuns } = await import("./feedback_runs.js");
            if (runs === undefined) {
                runs = feedbackRuns(facts, { run, progress, say });
                place.append(runs.node);
            }
            runs.press(settings());
        } catch (error) {
            say(`The loop cannot be loaded: ${error.message}`);
        }
    }

    function restart() {
        films.set(places);
        chance.set(tenths(random, places));
        length.set(rounds);
        progress.value = 0;
        runs?.restart();
        say("The settings are the book’s again.");
    }

    place.append(
        element("p", {}, facts.task),
        element("div", { class: "controls" }, films.node, chance.node, length.node),
        element("div", { class: "controls" }, run, button("Start again", restart), progress),
        line,
    );
});

function tenths(random, places) {
    return (10 * random) / places;
}

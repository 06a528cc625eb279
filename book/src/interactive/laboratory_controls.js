// What to train in the laboratory, and the button for it. The engine is loaded when it is first asked.

import { button, element, slider } from "./parts.js";

const ALL = "all, one after the other";

// `first` is the ranker that is chosen at first. `trained` gets what comes out, by the name of the ranker, and
// `show` is called when it has changed. The result is a list of elements.
export function trainingControls({ first, negatives, rankers, trained, say, show }) {
    const progress = element("progress", { max: 1, value: 0, "aria-label": "Training done" });
    const train = button("Train", press);
    const names = [...rankers.map(({ name }) => name), ALL];
    const select = element("select", { change: choose },
        ...names.map((name) => element("option", { value: name, selected: name === first }, name)));
    const epochs = element("div", { class: "epochs" });
    let epochsSlider;
    let isRunning = false;
    let trainer;

    // Only what learns in epochs has a slider for them.
    function choose() {
        const usual = usualOf(select.value);
        epochsSlider = usual === undefined ? undefined : slider("epochs", {
            min: 1, max: usual, step: 1, value: usual, change: () => {},
        });
        epochs.replaceChildren(...(epochsSlider === undefined ? [] : [epochsSlider.node]));
    }

    function usualOf(name) {
        return rankers.find((ranker) => ranker.name === name)?.epochs;
    }

    async function press() {
        if (isRunning) {
            // What is still being loaded ends before it begins.
            isRunning = trainer !== undefined;
            trainer?.stop();
            return;
        }
        const queue = select.value === ALL
            ? rankers.map(({ name }) => ({ name, epochs: usualOf(name) }))
            : [{ name: select.value, epochs: epochsSlider?.value() }];
        isRunning = true;
        train.textContent = "Stop";
        try {
            trainer ??= await load();
            for (const [i, wanted] of isRunning ? queue.entries() : []) {
                trained.set(wanted.name, await trainer.fit({ ...wanted, before: queue[i - 1]?.name }));
                show();
            }
        } catch (error) {
            // The reader may have started again.
            if (isRunning) {
                say(error.message);
            }
        }
        isRunning = false;
        train.textContent = "Train";
        progress.value = 0;
    }

    async function load() {
        const { trainerOf } = await import("./laboratory_training.js");
        return trainerOf({ negatives, rankers, progress, say });
    }

    function restart() {
        isRunning = false;
        trainer?.stop();
        trained.clear();
        show();
        say("All rankers are the recorded ones again.");
    }

    choose();
    return [
        element("div", { class: "controls" }, element("label", {}, "ranker", select), epochs),
        element("div", { class: "controls" }, train, button("Start again", restart), progress),
    ];
}

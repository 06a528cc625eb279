// The runs of a reader who trains a model in the page: with which settings, how they went, and how they
// compare with the recorded run of the book.

import { element, number, numbersTable } from "./parts.js";
import { connect } from "./engine.js";
import { lossCharts } from "./training_charts.js";

// Earlier runs that stay in sight.
const EARLIER = 3;

// How a run is called by a setting.
const CALLED = {
    weight_decay: (value) => `weight decay\u00a0${value}`,
    factors: (value) => (value === 1 ? "1\u00a0factor" : `${value}\u00a0factors`),
    lr: (value) => `learning rate\u00a0${value}`,
    epochs: (value) => (value === 1 ? "1\u00a0epoch" : `${value}\u00a0epochs`),
};

// `train` is the button that trains and stops, `progress` a bar, and `say` is for words on what happens. The
// `node` of the result shows the runs. `press(settings)` begins or stops one, `change(settings)` shows the
// recorded run with these settings if there is one, and `restart` forgets all.
export function trainingRuns(facts, { train, progress, say }) {
    const trainer = connect();
    const charts = lossCharts(facts.floor, facts.recorded);
    const table = numbersTable(["run", "best epoch", "validation loss", "above the noise floor"]);
    table.node.classList.add("runs");
    const recorded = facts.recorded.map((run) => (
        { ...run, name: "book", settings: { ...facts.settings, ...run.settings } }));
    const recordedAs = (settings) => recorded.find((run) => (
        Object.entries(run.settings).every(([key, value]) => settings[key] === value)));
    const bookFor = (settings) => recordedAs(settings) ?? recorded[0];
    let runs = [];
    let trained = 0;
    let running = false;
    let book = recorded[0];

    async function learn(settings) {
        trained += 1;
        const run = { name: `run ${trained}`, settings, train: [], valid: [] };
        runs = [run, ...runs.slice(0, EARLIER)];
        running = true;
        progress.value = 0;
        book = bookFor(settings);
        say("The model is learning …");
        show();
        try {
            await ask(run);
        } catch (error) {
            // Whatever state the engine is in, the next training gets a new one.
            trainer.stop();
            run.ended = error.message === "stopped" ? "stopped" : "failed";
            // The reader may have started again.
            if (runs.includes(run)) {
                say(sayFailure(run, error.message));
            }
        }
        if (runs.includes(run)) {
            runs = runs.filter(({ valid }) => valid.length > 0);
            running = false;
            show();
        }
    }

    async function ask(run) {
        const { model, ...recipe } = run.settings;
        const began = performance.now();
        await trainer.ask({ kind: "train", model, recipe }, (event) => {
            if (event.kind === "step") {
                progress.value = event.done / event.of;
            } else if (event.kind === "epoch") {
                run.train.push(event.train_loss);
                run.valid.push(event.valid_loss);
                say(`Epoch ${event.epoch} ends at a validation loss of ${digits(event.valid_loss)} …`);
                show();
            }
        });
        say(sayEnd(run, recordedAs(run.settings), facts.floor, (performance.now() - began) / 1000));
    }

    // The settings of a run. The first in the reader's hand is what the page is about; the others are said
    // if they are not the book's.
    function called(settings) {
        const told = facts.hand.filter((key, i) => i === 0 || settings[key] !== facts.settings[key]);
        const models = new Map(facts.models);
        const call = { ...CALLED, model: (model) => models.get(model) };
        return told.map((key) => call[key](settings[key])).join(", ");
    }

    function show() {
        train.textContent = running ? "Stop" : "Train";
        charts.draw(book, runs);
        table.show([book, ...runs].map((run) => [
            `${run.name}: ${called(run.settings)}${run.ended === undefined ? "" : `, ${run.ended}`}`,
            ...lossesOf(run.valid, facts.floor),
        ]));
    }

    return {
        node: element("div", {}, ...charts.nodes, table.node),
        press: (settings) => (running ? trainer.stop() : learn(settings)),
        change(settings) {
            if (!running) {
                book = bookFor(settings);
                show();
            }
        },
        restart() {
            runs = [];
            trained = 0;
            if (running) {
                running = false;
                trainer.stop();
            }
            book = recorded[0];
            show();
        },
    };
}

// A loss with the digits of the book.
function digits(loss) {
    return number(loss, 4, 4);
}

// The best epoch, the loss at the end and how far it is above the noise floor.
function lossesOf(valid, floor) {
    if (valid.length === 0) {
        return ["", "", ""];
    }
    const best = valid.indexOf(Math.min(...valid));
    return [`${best}, with ${digits(valid[best])}`, digits(valid.at(-1)), digits(valid.at(-1) - floor)];
}

function sayEnd({ valid }, book, floor, seconds) {
    const loss = digits(valid.at(-1));
    return `Trained here in ${number(seconds, 1, 1)} s to a validation loss of ${loss}, ` +
        `${digits(valid.at(-1) - floor)} above the noise floor. ${verdict(loss, book)}`;
}

function verdict(loss, book) {
    if (book === undefined) {
        return "No run of the book has these settings.";
    }
    const recorded = digits(book.valid.at(-1));
    return `The recorded run ended at ${loss === recorded ? "the same number" : recorded}.`;
}

function sayFailure({ valid }, message) {
    const when = `in epoch ${valid.length}`;
    if (message === "stopped") {
        return `Stopped ${when}.`;
    }
    if (message.includes("loss became")) {
        return `The training has exploded ${when}. The steps were so large that the loss is no longer a ` +
            "number. Try a lower learning rate.";
    }
    return `The training failed ${when}: ${message}`;
}

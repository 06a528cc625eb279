// The runs of a reader who trains a model in the page: with which settings, how they went, and how they
// compare with the recorded run of the book.

import { element, number, numbersTable } from "./parts.js";
import { readerRuns } from "./reader_runs.js";
import { lossCharts } from "./training_charts.js";

// How a run is called by a setting.
const CALLED = {
    weight_decay: (value) => `weight decay\u00a0${value}`,
    factors: (value) => (value === 1 ? "1\u00a0factor" : `${value}\u00a0factors`),
    lr: (value) => `learning rate\u00a0${value}`,
    epochs: (value) => (value === 1 ? "1\u00a0epoch" : `${value}\u00a0epochs`),
    layers: (sizes) => (sizes === "" ? "no\u00a0hidden\u00a0layer" : `[${sizes}]`),
    users: (width) => `users\u00a0${width}`,
    films: (width) => `films\u00a0${width}`,
    side: (has) => (has ? "side\u00a0features" : "no\u00a0side\u00a0features"),
};

// `facts` are those of the page, and `engine` trains when it is asked the `question(settings)`. Where there is
// no recorded run and no noise floor, runs are only compared with each other. `train` is the button that trains
// and stops, `progress` a bar, and `say` is for words on what happens. The `node` of the result shows the runs.
// `press(settings)` begins or stops one, `change(settings)` shows the recorded run with these settings if there
// is one, and `restart` forgets all.
export function trainingRuns({ facts, engine }, question, { train, progress, say }) {
    const { floor } = facts;
    const digits = digitsOf(facts.unit ?? 1);
    const charts = lossCharts(facts);
    const above = floor === undefined ? [] : ["above the noise floor"];
    const table = numbersTable(["run", "best epoch", "validation loss", ...above]);
    table.node.classList.add("runs");
    const recorded = facts.recorded.map((run) => (
        { ...run, name: "book", settings: { ...facts.settings, ...run.settings } }));
    const recordedAs = (settings) => recorded.find((run) => (
        Object.entries(run.settings).every(([key, value]) => settings[key] === value)));
    const bookFor = (settings) => recordedAs(settings) ?? recorded[0];
    const node = element("div", {}, ...charts.nodes, table.node);
    let book = recorded[0];
    const runs = readerRuns(engine, {
        empty: () => ({ train: [], valid: [] }),
        ask,
        hasBegun: ({ valid }) => valid.length > 0,
        fail: (run, message) => say(sayFailure(run, message)),
        show,
    });

    async function ask(run) {
        progress.value = 0;
        book = bookFor(run.settings);
        say("The model is learning …");
        show();
        const began = performance.now();
        await engine.ask(question(run.settings), (event) => {
            if (event.kind === "step") {
                progress.value = event.done / event.of;
            } else if (event.kind === "epoch") {
                run.train.push(event.train_loss);
                run.valid.push(event.valid_loss);
                say(`Epoch ${event.epoch} ends at a validation loss of ${digits(event.valid_loss)} …`);
                show();
            }
        });
        say(sayEnd(run, (performance.now() - began) / 1000));
    }

    function sayEnd({ valid, settings }, seconds) {
        const loss = digits(valid.at(-1));
        const trained = `Trained here in ${number(seconds, 1, 1)} s to a validation loss of ${loss}`;
        if (floor === undefined) {
            return `${trained}.`;
        }
        const run = recordedAs(settings);
        const same = run !== undefined && digits(run.valid.at(-1));
        const verdict = run === undefined
            ? "No run of the book has these settings."
            : `The recorded run ended at ${loss === same ? "the same number" : same}.`;
        return `${trained}, ${digits(valid.at(-1) - floor)} above the noise floor. ${verdict}`;
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
        train.textContent = runs.isRunning() ? "Stop" : "Train";
        const all = book === undefined ? runs.all() : [book, ...runs.all()];
        node.hidden = all.length === 0;
        charts.draw(all, book, runs.all()[0]);
        table.show(all.map((run) => [
            `${run.name}: ${called(run.settings)}${run.ended === undefined ? "" : `, ${run.ended}`}`,
            ...lossesOf(run.valid),
        ]));
    }

    // The best epoch, the loss at the end and how far it is above the noise floor.
    function lossesOf(valid) {
        if (valid.length === 0) {
            return ["", "", ...above.map(() => "")];
        }
        const best = valid.indexOf(Math.min(...valid));
        const last = valid.at(-1);
        return [`${best}, with ${digits(valid[best])}`, digits(last), ...above.map(() => digits(last - floor))];
    }

    return {
        node,
        press: runs.press,
        change(settings) {
            if (!runs.isRunning()) {
                book = bookFor(settings);
                show();
            }
        },
        restart() {
            book = recorded[0];
            runs.restart();
        },
    };
}

// Shows losses with the digits of the book, four decimals for stars. On other scales the losses grow with the
// square of the unit that corresponds to a star.
function digitsOf(unit) {
    const decimals = Math.min(Math.max(4 - Math.round(2 * Math.log10(unit)), 0), 20);
    return (loss) => number(loss, decimals, decimals);
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
    return `The training failed ${when}: ${message}.`;
}

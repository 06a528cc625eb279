// The feedback loops that a reader has run in the page, and how they compare with those of the book.

import { element, number, numbersTable } from "./parts.js";
import { connect } from "./engine.js";
import { feedbackCharts } from "./feedback_charts.js";
import { readerRuns } from "./reader_runs.js";

// `run` is the button that runs and stops, `progress` a bar, and `say` is for words on what happens. The
// `node` of the result shows the runs, `press(settings)` begins or stops one, and `restart` forgets all.
export function feedbackRuns({ recipe, settings, recorded }, { run: start, progress, say }) {
    const trainer = connect("ratings");
    const charts = feedbackCharts();
    const table = numbersTable(["loop", "most rated tenth", "distinct films", "stars of what is shown"]);
    table.node.classList.add("runs");
    const books = recorded.map(({ shares, films, ...book }) => (
        { ...book, isBook: true, rounds: shares.map((share, i) => ({ share, films: films[i] })) }));
    const runs = readerRuns(trainer, {
        empty: () => ({ rounds: [] }),
        ask,
        hasBegun: ({ rounds }) => rounds.length > 0,
        fail: (run, message) => say(sayFailure(run, message)),
        show,
    });

    async function ask(run) {
        progress.value = 0;
        say("The loop begins with the model that stands for the truth …");
        show();
        const began = performance.now();
        await trainer.ask({ kind: "feedback", recipe, ...run.settings }, (event) => {
            if (event.kind === "step") {
                progress.value = event.done / event.of;
            } else if (event.kind === "round") {
                const { top_tenth: share, distinct_films: films, rating_of_shown: stars } = event;
                run.rounds.push({ share, films, stars });
                say(`${sayRound(run)} …`);
                show();
            }
        });
        progress.value = 1;
        say(sayEnd(run, books, (performance.now() - began) / 1000));
    }

    function show() {
        start.textContent = runs.isRunning() ? "Stop" : "Run the loop";
        charts.draw(books, runs.all());
        table.show([...books, ...runs.all()].map((run) => {
            const { share, films, stars } = run.rounds.at(-1) ?? {};
            const numbers = [share && percent(share), films, stars && number(stars, 2, 2)];
            return [called(run, settings.rounds), ...numbers.map((each) => String(each ?? "–"))];
        }));
    }

    show();
    return { node: element("div", {}, ...charts.nodes, table.node), press: runs.press, restart: runs.restart };
}

// A loop by its name and settings. The rounds are said if there are not as many as in the book.
function called({ name, isBook, settings, rounds, ended }, usual) {
    const { places, random } = settings;
    const done = Math.max(0, rounds.length - 1);
    const length = done === usual ? "" : `, ${done === 1 ? "1 round" : `${done} rounds`}`;
    const end = ended === undefined ? "" : `, ${ended}`;
    return `${isBook ? "book" : name}: ${random} of ${places} random${length}${end}`;
}

function percent(share) {
    return `${number(100 * share, 1, 1)}\u00a0%`;
}

// Where a loop stands.
function stands({ share, films }) {
    return `${percent(share)} of the ratings go to the most rated tenth, and all lists together hold ${films} films`;
}

function sayRound({ rounds, settings }) {
    const round = rounds.length - 1;
    const when = round === 0 ? "Before the first round" : `After round ${round} of ${settings.rounds}`;
    return `${when}, ${stands(rounds.at(-1))}`;
}

function sayEnd(run, books, seconds) {
    const { settings: { places, random }, rounds } = run;
    const book = books.find(({ settings }) => settings.places === places && settings.random === random);
    return `${sayRound(run)}. That took ${number(seconds, 0)} s. ${verdict(rounds, book)}`;
}

function verdict(rounds, book) {
    if (book === undefined) {
        return "No loop of the book has these settings.";
    }
    const last = Math.min(rounds.length, book.rounds.length) - 1;
    const [ours, recorded] = [rounds, book.rounds].map((rounds) => stands(rounds[last]));
    return `The recorded loop has ${ours === recorded ? "the same numbers" : "other numbers"} in round ${last}.`;
}

function sayFailure({ rounds }, message) {
    const when = rounds.length === 0 ? "before the first round" : `in round ${rounds.length}`;
    return message === "stopped" ? `Stopped ${when}.` : `The loop failed ${when}: ${message}`;
}

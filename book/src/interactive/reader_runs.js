// What a reader has run in the page, the latest run first. One goes on at a time, and it can be stopped.

// Earlier runs that stay in sight.
const EARLIER = 3;

// A run has a `name`, its `settings`, what `empty()` makes, and how it `ended` if it did so early.
// `ask(run)` promises its end: it asks the `trainer` of engine.js and fills the run, which `hasBegun(run)` is
// true of from some moment on. `fail(run, message)` hears of a run that ended early, and `show` is called
// when there is something new to show.
export function readerRuns(trainer, { empty, ask, hasBegun, fail, show }) {
    let runs = [];
    let begun = 0;
    let running = false;

    async function begin(settings) {
        begun += 1;
        const run = { name: `run ${begun}`, settings, ...empty() };
        runs = [run, ...runs.slice(0, EARLIER)];
        running = true;
        try {
            await ask(run);
        } catch (error) {
            // Whatever state the engine is in, the next run gets a new one.
            trainer.stop();
            run.ended = error.message === "stopped" ? "stopped" : "failed";
            // The reader may have started again.
            if (runs.includes(run)) {
                fail(run, error.message);
            }
        }
        if (runs.includes(run)) {
            runs = runs.filter(hasBegun);
            running = false;
            show();
        }
    }

    return {
        all: () => runs,
        isRunning: () => running,
        press: (settings) => (running ? trainer.stop() : begin(settings)),
        // Forgets all.
        restart() {
            runs = [];
            begun = 0;
            if (running) {
                running = false;
                trainer.stop();
            }
            show();
        },
    };
}

// The engine of the pages: the crate that the chapters print, compiled to WebAssembly, in a worker of its
// own, so that a training never holds up the page. Nothing is loaded before the first question.

// An engine, by the name of its program in book/page/src/bin. `ask(question, hear)` promises the answer to an
// object such as `{ kind: "train", model: "dot_product_bias", recipe: { epochs: 3 } }`, and calls `hear` with
// each event on the way; what may be asked is in that program. `stop()` ends whatever is going on; what was
// trained is forgotten.
export function connect(name) {
    let worker;
    let questions = 0;
    const waiting = new Map();

    function start() {
        worker = new Worker(new URL(`./worker.js?${name}`, import.meta.url), { type: "module" });
        worker.addEventListener("message", ({ data: { id, event, answer, error } }) => {
            const { hear, resolve, reject } = waiting.get(id);
            if (event !== undefined) {
                hear(event);
                return;
            }
            waiting.delete(id);
            if (error === undefined) {
                resolve(answer);
            } else {
                reject(new Error(error));
            }
        });
        worker.addEventListener("error", () => end("the engine could not be started"));
    }

    function end(why) {
        worker?.terminate();
        worker = undefined;
        for (const { reject } of waiting.values()) {
            reject(new Error(why));
        }
        waiting.clear();
    }

    function ask(question, hear = () => {}) {
        if (worker === undefined) {
            start();
        }
        questions += 1;
        const id = questions;
        return new Promise((resolve, reject) => {
            waiting.set(id, { hear, resolve, reject });
            worker.postMessage({ id, question });
        });
    }

    return { ask, stop: () => end("stopped") };
}

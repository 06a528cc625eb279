// The worker behind engine.js: one engine, which answers one question after the other.

import init, { PageEngine } from "../engine/page.js";

const ready = init();
let engine;
let turn = Promise.resolve();

addEventListener("message", ({ data }) => {
    turn = turn.then(() => answer(data));
});

async function answer({ id, question }) {
    try {
        await ready;
        engine ??= new PageEngine();
        const hear = (event) => postMessage({ id, event: JSON.parse(event) });
        postMessage({ id, answer: JSON.parse(engine[question.kind](question, hear)) });
    } catch (error) {
        const isBroken = error instanceof WebAssembly.RuntimeError;
        postMessage({ id, error: isBroken ? "the engine broke down; reload the page" : String(error) });
    }
}

// The worker behind engine.js: one engine, which answers one question after the other. The address of this
// script ends in the engine's name: worker.js?ratings.

const ready = start(location.search.slice(1));
let turn = Promise.resolve();

addEventListener("message", ({ data }) => {
    turn = turn.then(() => answer(data));
});

async function start(name) {
    const { default: init, PageEngine } = await import(`../engine/${name}.js`);
    await init();
    return new PageEngine();
}

async function answer({ id, question }) {
    try {
        const engine = await ready;
        const hear = (event) => postMessage({ id, event: JSON.parse(event) });
        const answer = engine[question.kind](await withContents(question), hear);
        postMessage({ id, answer: typeof answer === "string" ? JSON.parse(answer) : answer });
    } catch (error) {
        const isBroken = error instanceof WebAssembly.RuntimeError;
        postMessage({ id, error: isBroken ? "the engine broke down; reload the page" : String(error) });
    }
}

// A question whose files have their contents. They are read here, where that holds up no page.
async function withContents({ files, ...question }) {
    if (files === undefined) {
        return question;
    }
    const contents = files.map(async (file) => ({ name: file.name, content: await contentOf(file) }));
    return { ...question, files: await Promise.all(contents) };
}

async function contentOf(file) {
    try {
        return new Uint8Array(await file.arrayBuffer());
    } catch {
        throw `${file.name} cannot be opened; is it a folder, or has it changed since it was picked?`;
    }
}

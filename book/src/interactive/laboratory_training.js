// A training in the laboratory, and what is said of it.

import { number } from "./parts.js";
import { connect } from "./engine.js";

// How long, in milliseconds, nothing new is said while a training goes on.
const PAUSE = 5000;

// `fit({ name, epochs, before })` promises what a ranker is worth; it fails with words for the reader. `before`
// is the ranker whose end was said last, if one follows the other. `stop` ends it.
export function trainerOf({ negatives, rankers, progress, say }) {
    const engine = connect("rankers");

    async function fit({ name, epochs, before }) {
        const began = performance.now();
        const seconds = () => (performance.now() - began) / 1000;
        let done = 0;
        let spoke = began;
        progress.removeAttribute("value");
        const begins = before === undefined ? "Now" : `Now that ${before} is done,`;
        say(`${begins} ${name} is ${epochs === undefined ? "being fitted" : "learning"} …`);
        const hear = (event) => {
            if (event.kind === "step") {
                progress.value = event.done / event.of;
                return;
            }
            done = event.epoch + 1;
            if (performance.now() - spoke > PAUSE && done < epochs) {
                spoke = performance.now();
                const left = Math.ceil(seconds() / done * (epochs - done));
                say(`${name}: ${done} of ${epochs} epochs are done, and the rest will take some ${left} s.`);
            }
            if (done === epochs) {
                progress.removeAttribute("value");
            }
        };
        try {
            const question = { kind: "rank", ranker: recordedOf(name).model, epochs, negatives };
            const ranked = await engine.ask(question, hear);
            say(ending(name, epochs, ranked, seconds()));
            return { ...ranked, epochs };
        } catch (error) {
            engine.stop();
            const when = epochs === undefined ? "" : ` in epoch ${done}`;
            const why = error.message === "stopped" ? "was stopped" : "failed";
            throw new Error(`The training of ${name} ${why}${when}${why === "failed" ? `: ${error.message}` : ""}.`);
        }
    }

    function recordedOf(name) {
        return rankers.find((ranker) => ranker.name === name);
    }

    // What a ranker is worth by the protocol of the table, and whether the recorded run says the same.
    function ending(name, epochs, ranked, seconds) {
        const recorded = recordedOf(name);
        const [hits, gain, hitsOfAll, gainOfAll] = digits(ranked);
        const words = `Here ${name} took ${number(seconds, 1, 1)} s. HR@10 is ${hits} and NDCG@10 ${gain} ` +
            `against the 99 films of the recorded sample, and ${hitsOfAll} and ${gainOfAll} against all films.`;
        if (epochs !== recorded.epochs) {
            return `${words} The recorded run took ${recorded.epochs} epochs.`;
        }
        const theirs = digits(recorded);
        const isSame = digits(ranked).join() === theirs.join();
        return `${words} The recorded run has ${isSame ? "the same four numbers" : theirs.join(", ")}.`;
    }

    return { fit, stop: engine.stop };
}

function digits({ hr10_99, ndcg10_99, hr10_all, ndcg10_all }) {
    return [hr10_99, ndcg10_99, hr10_all, ndcg10_all].map((value) => number(value, 4, 4));
}

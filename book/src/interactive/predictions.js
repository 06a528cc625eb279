// All predictions that the reader has made, page by page, and a button that deletes them.

import { button, element, interactive, status } from "./parts.js";
import { distance, forget, guessesOf, nameOf, shown } from "./guesses.js";

const ROOT = new URL("../", import.meta.url);

function link({ page, title }, fragment = "") {
    return element("a", { href: new URL(page + fragment, ROOT) }, title);
}

// What was predicted on a page.
function section(page, guesses) {
    const entries = page.questions.filter(({ id }) => guesses.has(id)).flatMap((question) => {
        const guess = guesses.get(question.id);
        const why = link({ page: page.page, title: "The passage" }, question.where);
        why.setAttribute("aria-label", `The passage about: ${question.ask}`);
        return [
            element("dt", {}, question.ask),
            element(
                "dd", {},
                `You said ${shown(question, guess)}; the record says ${shown(question, question.truth)}. `,
                element("strong", {}, distance(question, guess)), " ", why, ".",
            ),
        ];
    });
    const count = `, ${guesses.size} of ${page.questions.length}`;
    return [element("h2", {}, link(page), count), element("dl", {}, ...entries)];
}

function summary(pages, made) {
    const all = pages.reduce((sum, { questions }) => sum + questions.length, 0);
    const verdicts = pages.flatMap(({ questions }, at) => questions
        .filter(({ id }) => made[at].has(id))
        .map((question) => distance(question, made[at].get(question.id))));
    const starting = (word) => verdicts.filter((verdict) => verdict.startsWith(word)).length;
    const [right, close] = [starting("Right"), starting("Close")];
    const count = `You have made ${verdicts.length} of ${all} predictions`;
    return verdicts.length === 0
        ? `${count}.`
        : `${count}: ${right} right, ${close} close, ${verdicts.length - right - close} further off.`;
}

interactive("predictions", ({ place, facts }) => {
    const line = status();
    const list = element("div");
    const remove = button("Delete all my predictions", () => {
        if (confirm("Delete all your predictions from this browser?")) {
            const done = forget();
            show();
            line.say(done ? "Your predictions are deleted." : "This browser lets no page delete them.");
        }
    });
    const show = () => {
        const made = facts.pages.map(({ page, questions }) => guessesOf(nameOf(page), questions));
        const open = facts.pages.filter((page, at) => made[at].size === 0);
        const started = facts.pages.flatMap((page, at) => made[at].size > 0 ? section(page, made[at]) : []);
        const others = open.flatMap((page, at) => at === 0 ? [link(page)] : [", ", link(page)]);
        const rest = [element("h2", {}, "Still to predict"), element("p", {}, ...others, ".")];
        list.replaceChildren(
            element("p", {}, summary(facts.pages, made)),
            ...started,
            ...(open.length > 0 ? rest : []),
        );
        remove.disabled = started.length === 0;
    };
    show();
    addEventListener("storage", show);
    place.append(list, remove, line.node);
});

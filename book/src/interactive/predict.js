// The questions below a Predict box. The reader commits to an answer, and then sees what the records say,
// how far off the answer is, and where the page explains it.

import { animate, button, choice, element, interactive, keepArrows, status } from "./parts.js";
import { distance, guessesOf, keep, nameOf, shown } from "./guesses.js";

const PAGE = nameOf(location.href);
// From this length on, a scale counts in powers of ten.
const LONG = 10000;

const places = [];
interactive("predict", (found) => places.push(found));
const questions = places.flatMap(({ facts }) => facts.questions);
const made = guessesOf(PAGE, questions);

// The fields below fill in an answer. `read` returns it, or in words what is missing; `lock` shows a guess
// that can no longer be changed.

function numberField({ ask, unit, min, max }) {
    const input = element("input", {
        type: "number", min, max, step: "any", autocomplete: "off", keydown: keepArrows,
    });
    const label = element("label", {}, element("span", { class: "ask" }, ask), input, unit ?? "");
    const read = () => {
        const guess = input.valueAsNumber;
        const isMissing = !(min <= guess && guess <= max);
        input.setAttribute("aria-invalid", String(isMissing));
        const range = `from ${shown({}, min)} to ${shown({ unit }, max)}`;
        return isMissing ? { missing: `Give a number ${range}.` } : { guess };
    };
    return { node: label, read, lock: () => label.replaceWith(element("span", { class: "ask" }, ask)) };
}

function choiceField({ ask, choices }) {
    let guess;
    const node = choice(ask, choices.map((text) => [text, text]), undefined, (option) => {
        guess = option;
    });
    const lock = (made) => {
        node.disabled = true;
        node.querySelectorAll("input").forEach((input) => {
            input.checked = input.value === made;
        });
    };
    return { node, read: () => guess === undefined ? { missing: "Choose an answer." } : { guess }, lock };
}

// Buttons that are pressed one after the other. One that is pressed again leaves the order.
function orderField({ ask, items }, { say }) {
    const order = [];
    const buttons = items.map((item) => button(item, () => {
        const at = order.indexOf(item);
        order.splice(at < 0 ? order.length : at, 1, ...(at < 0 ? [item] : []));
        update();
        say(order.length > 0 ? `Your order: ${order.join(", ")}.` : "No order yet.");
    }));
    const update = () => buttons.forEach((node, index) => {
        const place = order.indexOf(items[index]) + 1;
        node.setAttribute("aria-pressed", String(place > 0));
        node.textContent = (place > 0 ? `${place}. ` : "") + items[index];
    });
    update();
    const legend = element("legend", {}, `${ask}. Press them in your order, and again to change it.`);
    const node = element("fieldset", { class: "choice" }, legend, ...buttons);
    const read = () => order.length < items.length ? { missing: "Press all of them." } : { guess: order };
    return { node, read, lock: () => node.replaceWith(element("span", { class: "ask" }, ask)) };
}

function field(question, line) {
    if (question.choices !== undefined) {
        return choiceField(question);
    }
    return question.items === undefined ? numberField(question) : orderField(question, line);
}

// The guess and the truth on the scale of the answers. `truthAt` moves the truth from the guess, at 0, to
// its place, at 1.
function scale(question, guess) {
    const { min, max, truth } = question;
    const inPowers = max - min >= LONG;
    const from = (number) => inPowers ? Math.log10(1 + number - min) : number - min;
    const at = (number) => from(number) / from(max);
    const mark = (name, number, text) => {
        const node = element("span", { class: name }, element("span", {}, text));
        node.style.setProperty("--at", at(number));
        return node;
    };
    const record = mark("truth", truth, "record");
    const track = element("span", { class: "track" }, mark("guess", guess, "you"), record);
    if (inPowers) {
        track.style.setProperty("--powers", from(max));
    }
    const [low, high, you, said] = [min, max, guess, truth].map((number) => shown(question, number));
    const drawing = {
        class: "scale", role: "img",
        "aria-label": `On a scale${inPowers ? " in powers of ten" : ""} from ${low} to ${high}: `
            + `you ${you}, the record ${said}.`,
    };
    const truthAt = (way) => record.style.setProperty("--at", at(guess) + way * (at(truth) - at(guess)));
    return { node: element("div", drawing, low, track, high), truthAt };
}

// The passage of the page that explains the answer.
function passage({ where }) {
    const heading = document.getElementById(where.slice(1)).textContent;
    return element("a", { href: where }, `Where the page explains it: ${heading}`);
}

function ask(question) {
    const line = status();
    const answer = field(question, line);
    const commit = element("button", { type: "submit", keydown: keepArrows }, "Commit");
    const form = element("form", { class: "question", novalidate: true }, answer.node, commit, line.node);

    // Shows what the records say about a guess. Returns the words, the link to the passage and, of a number,
    // its scale.
    const settle = (guess) => {
        const drawn = question.min === undefined ? undefined : scale(question, guess);
        const link = passage(question);
        answer.lock(guess);
        commit.remove();
        if (drawn !== undefined) {
            line.node.before(drawn.node);
        }
        form.append(link);
        const words = `You said ${shown(question, guess)}; the record says `
            + `${shown(question, question.truth)}. ${distance(question, guess)}`;
        return { words, link, drawn };
    };

    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const { guess, missing } = answer.read();
        if (missing !== undefined) {
            line.say(missing);
            return;
        }
        const isKept = keep(PAGE, questions, question.id, guess);
        const { words, link, drawn } = settle(guess);
        line.say(isKept ? words : `${words} (This browser does not keep it.)`);
        link.focus();
        if (drawn !== undefined) {
            animate(700, drawn.truthAt);
        }
    });
    if (made.has(question.id)) {
        // No one needs to hear it again.
        line.node.textContent = settle(made.get(question.id)).words;
    }
    return form;
}

const all = new URL("../back/predictions.html", import.meta.url);
for (const { place, facts } of places) {
    place.append(
        element(
            "p", {},
            "Commit to your answers before you read on. They stay in this browser, in the list of ",
            element("a", { href: all }, "your predictions"), ".",
        ),
        ...facts.questions.map(ask),
    );
}

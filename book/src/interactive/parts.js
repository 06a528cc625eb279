// What the interactive parts of the pages share: finding their places, controls that every hand can
// reach, a line that screen readers hear, and the shapes of a drawing.
//
// Each module calls `interactive("its name", start)`. The tool has put an empty place on the page, below
// the static figure, with the facts that the module works from.

const SVG = "http://www.w3.org/2000/svg";

// Fills the places of a name on this page. `start({ place, facts, engine })` gets the element to fill, what
// the page says, and the folder of the engine or `undefined` if the book was built without one.
export function interactive(name, start) {
    for (const place of document.querySelectorAll(`[data-interactive="${name}"]`)) {
        const facts = JSON.parse(place.querySelector("script").textContent);
        start({ place, facts, engine: place.dataset.engine });
    }
}

// An HTML element. Attributes whose values are functions listen to events; children may be texts.
export function element(tag, attributes = {}, ...children) {
    return filled(document.createElement(tag), attributes, children);
}

// An SVG element, likewise.
export function shape(tag, attributes = {}, ...children) {
    return filled(document.createElementNS(SVG, tag), attributes, children);
}

// A drawing in the look of the figures, 460 units wide. Its name says what it shows, for those who cannot
// see it; one that holds controls is a group, because nothing inside an image can be reached.
export function drawing(height, { role = "img", name = "" } = {}) {
    return shape("svg", {
        class: "workbook-figure", viewBox: `-6 -6 472 ${height + 12}`, role, "aria-label": name,
    });
}

// A text in a drawing.
export function text(words, x, y, attributes = {}) {
    return shape("text", { x, y, "font-size": 14, ...attributes }, words);
}

// A table of numbers that change. `show` gets the cells of its rows, of which the first is a heading.
export function numbersTable(heads) {
    const body = element("tbody");
    const cells = (row) => row.map((cell, i) => (
        i === 0 ? element("th", { scope: "row" }, cell) : element("td", {}, cell)));
    const head = element("tr", {}, ...heads.map((name) => element("th", { scope: "col" }, name)));
    return {
        node: element("table", { class: "numbers" }, element("thead", {}, head), body),
        show: (rows) => body.replaceChildren(...rows.map((row) => element("tr", {}, ...cells(row)))),
    };
}

// A number as the book prints it, with at most so many decimals, and at least so many.
export function number(value, most = 3, least = 0) {
    const digits = { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: "negative" };
    // A sum such as 1.5075 may lie a little below itself in binary. It is rounded as on paper.
    const rounded = Number(value.toPrecision(12));
    return rounded.toLocaleString("en-GB", digits).replace("-", "−");
}

function filled(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function") {
            node.addEventListener(name, value);
        } else if (value !== undefined && value !== false) {
            node.setAttribute(name, value === true ? "" : value);
        }
    }
    node.append(...children);
    return node;
}

// A slider with its name and its value. `say` turns a value into text, `change` is called with each new one.
// Its `set` moves it without calling `change`.
export function slider(name, { min, max, step, value, say = String, change }) {
    const shown = element("output");
    const input = element("input", { type: "range", min, max, step });
    const update = () => {
        shown.textContent = say(Number(input.value));
        input.setAttribute("aria-valuetext", shown.textContent);
    };
    const set = (to) => {
        input.value = to;
        update();
    };
    input.addEventListener("input", () => {
        update();
        change(Number(input.value));
    });
    // These keys turn mdBook's pages elsewhere.
    input.addEventListener("keydown", keepArrows);
    set(value);
    const label = element("label", { class: "slider" }, element("span", {}, name), input, shown);
    return { node: label, set, value: () => Number(input.value) };
}

// A button.
export function button(text, click) {
    return element("button", { type: "button", click, keydown: keepArrows }, text);
}

// One of several, by radio buttons. `options` are pairs of a value and its name.
export function choice(name, options, value, change) {
    const group = `choice-${(choices += 1)}`;
    const radios = options.map(([option, text]) => {
        const input = element("input", {
            type: "radio", name: group, value: option, checked: option === value,
            change: () => change(option), keydown: keepArrows,
        });
        return element("label", {}, input, text);
    });
    return element("fieldset", { class: "choice" }, element("legend", {}, name), ...radios);
}
let choices = 0;

// A line of text that screen readers hear when it changes, after things have been still for a moment.
export function status() {
    const node = element("output", { class: "status", "aria-live": "polite" });
    let waiting;
    const say = (text) => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
            node.textContent = text;
        }, 150);
    };
    return { node, say };
}

// Keeps the arrow keys, which turn mdBook's pages elsewhere.
export function keepArrows(event) {
    if (["ArrowLeft", "ArrowRight"].includes(event.key)) {
        event.stopPropagation();
    }
}

// Whether the reader has asked for less motion.
export function lessMotion() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Calls `frame(share)` while `share` grows from 0 to 1; at once with 1 if the reader wants less motion.
// The function that it returns stops it.
export function animate(milliseconds, frame) {
    if (lessMotion()) {
        frame(1);
        return () => {};
    }
    const start = performance.now();
    let next = requestAnimationFrame(function step(now) {
        // The first frame may have begun before.
        const share = Math.min(1, Math.max(0, (now - start) / milliseconds));
        frame(share);
        if (share < 1) {
            next = requestAnimationFrame(step);
        }
    });
    return () => cancelAnimationFrame(next);
}

// Films with stars to press, and the bars of what a rating adds.

import { button, element, keepArrows, number, shape } from "./parts.js";

const STAR = "M12 2.6 14.9 9 21.8 9.7 16.6 14.4 18.1 21.2 12 17.7 5.9 21.2 7.4 14.4 2.2 9.7 9.1 9Z";

// A film that is not rated yet, and what else can be done with it.
export function offerRow(title, rate, ...others) {
    return element("li", {}, element("span", {}, title), starsFor(title, 0, rate), ...others);
}

// A film that is rated. Its `pull` shows what the rating adds, beside the longest of all.
export function ratedRow(title, stars, { rate, remove }) {
    const bar = shape("rect", { class: "fill", y: 3, height: 12 });
    const middle = shape("line", { class: "stroke", x1: "50%", x2: "50%", y1: 0, y2: 18 });
    const added = element("span", { class: "added" });
    const cross = button("×", remove);
    cross.className = "remove";
    cross.setAttribute("aria-label", `Remove ${title}`);
    const node = element("li", { class: "rated" },
        element("span", {}, title), starsFor(title, stars, rate),
        shape("svg", { class: "workbook-figure pull", "aria-hidden": true }, bar, middle), added, cross);
    const pull = (adds, longest) => {
        const width = 49 * Math.abs(adds) / longest;
        bar.setAttribute("class", `fill series-${adds < 0 ? 2 : 1}`);
        bar.setAttribute("x", `${adds < 0 ? 50 - width : 50}%`);
        bar.setAttribute("width", `${width}%`);
        added.textContent = signed(adds);
    };
    return { node, pull };
}

// Five stars. Tab reaches the group, and the arrow keys go from star to star.
function starsFor(title, stars, rate) {
    const buttons = [1, 2, 3, 4, 5].map((value) => element("button", {
        type: "button", "aria-label": starsOf(value),
        click: () => {
            show(value);
            rate(value);
        },
    }, shape("svg", { viewBox: "0 0 24 24", "aria-hidden": true }, shape("path", { d: STAR }))));
    const show = (given) => buttons.forEach((each, i) => {
        each.setAttribute("aria-pressed", i + 1 === given);
        each.classList.toggle("on", i < given);
        each.tabIndex = i + 1 === Math.max(given, 1) ? 0 : -1;
    });
    show(stars);
    const move = (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step !== undefined) {
            buttons[buttons.indexOf(document.activeElement) + step]?.focus();
        }
        keepArrows(event);
    };
    return element("span", { class: "stars", role: "group", "aria-label": title, keydown: move }, ...buttons);
}

export function starsOf(value) {
    return value === 1 ? "1 star" : `${value} stars`;
}

// What a rating adds, with its sign.
export function signed(adds) {
    return (adds < 0 ? "" : "+") + number(adds, 3, 3);
}

// A small box above a dot that says what it is. Screen readers hear it from the dot itself.

import { element } from "./parts.js";

// Distance from the dot, in pixels.
const APART = 12;

// Its `show(text, at)` places it within `frame`, above a place of the screen; without a text it is hidden.
export function tipIn(frame) {
    const node = element("div", { class: "map-tip", "aria-hidden": true });
    const show = (text, at) => {
        node.hidden = text === null;
        if (text !== null) {
            node.textContent = text;
            const around = frame.getBoundingClientRect();
            const left = at.x - around.left - node.offsetWidth / 2;
            const room = around.width - node.offsetWidth;
            node.style.left = `${Math.max(0, Math.min(left, room))}px`;
            node.style.top = `${at.y - around.top - node.offsetHeight - APART}px`;
        }
    };
    frame.append(node);
    return { show };
}

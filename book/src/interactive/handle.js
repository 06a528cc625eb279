// A dot on a chart that can be dragged.

import { shape } from "./parts.js";

// `change` gets the numbers on the two axes, which must be even, where the dot is held. Beside it there must
// be a slider, for those who cannot drag.
export function handle({ svg, x, y }, change) {
    const node = shape("g", { class: "handle series-1" },
        shape("circle", { r: 18, opacity: 0, class: "fill" }),
        shape("circle", { r: 7, class: "fill" }));
    const number = (place, at) => (place - at(0)) / (at(1) - at(0));
    node.addEventListener("pointerdown", (event) => node.setPointerCapture(event.pointerId));
    // A finger on the dot does not scroll the page. (Within a drawing, browsers ignore `touch-action`.)
    node.addEventListener("touchstart", (event) => event.preventDefault());
    node.addEventListener("pointermove", (event) => {
        if (node.hasPointerCapture(event.pointerId)) {
            const held = new DOMPoint(event.clientX, event.clientY);
            const place = held.matrixTransform(svg.getScreenCTM().inverse());
            change(number(place.x, x), number(place.y, y));
        }
    });
    svg.append(node);
    return { move: (a, b) => node.setAttribute("transform", `translate(${x(a)} ${y(b)})`) };
}

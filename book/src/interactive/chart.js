// The frame of a chart in the look of the figures: two axes, and a place for what changes.

import { drawing, shape, text } from "./parts.js";

const LEFT = 52;
const RIGHT = 448;
const TOP = 8;

// An axis is `{ name, from, to, marks }`, and `log: true` if equal steps along it multiply. The chart has
// `x` and `y`, which say where a number lies, `line` for a line through points, and `draw` for everything
// that changes. What leaves the axes is cut off.
export function chart({ height, across, up }) {
    const bottom = height - 42;
    const x = (value) => LEFT + (RIGHT - LEFT) * share(across, value);
    const y = (value) => bottom - (bottom - TOP) * share(up, value);
    const size = { width: RIGHT - LEFT, height: bottom - TOP };
    const inside = shape("svg", {
        x: LEFT, y: TOP, ...size, viewBox: `${LEFT} ${TOP} ${size.width} ${size.height}`,
    });
    const svg = drawing(height);
    const axis = { class: "stroke", "stroke-width": 1, opacity: 0.45 };
    for (const mark of up.marks) {
        const grid = { ...axis, x1: LEFT, x2: RIGHT, y1: y(mark), y2: y(mark), opacity: 0.16 };
        svg.append(shape("line", grid), text(sayMark(mark), LEFT - 8, y(mark) + 5, { "text-anchor": "end" }));
    }
    for (const mark of across.marks) {
        const tick = { ...axis, x1: x(mark), x2: x(mark), y1: bottom, y2: bottom + 4 };
        const below = text(sayMark(mark), x(mark), bottom + 19, { "text-anchor": "middle" });
        svg.append(shape("line", tick), below);
    }
    svg.append(
        shape("polyline", { ...axis, points: `${LEFT},${TOP} ${LEFT},${bottom} ${RIGHT},${bottom}` }),
        text(across.name, (LEFT + RIGHT) / 2, height, { "text-anchor": "middle" }),
        text(up.name, 0, 0, {
            "text-anchor": "middle", transform: `translate(5 ${(TOP + bottom) / 2}) rotate(-90)`,
        }),
        inside,
    );
    return {
        svg,
        x,
        y,
        line(points, attributes) {
            const places = points.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(" ");
            const look = { class: "stroke series-1", "stroke-width": 2.2, ...attributes };
            return shape("polyline", { ...look, points: places });
        },
        // Replaces what was drawn, and its name in words.
        draw(name, ...shapes) {
            svg.setAttribute("aria-label", name);
            inside.replaceChildren(...shapes);
        },
    };
}

function share({ from, to, log }, value) {
    return log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

function sayMark(mark) {
    const plain = String(mark);
    return (plain.length > 7 ? mark.toExponential() : plain).replace("-", "−");
}

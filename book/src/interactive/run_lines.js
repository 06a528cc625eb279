// The lines of several runs in a panel: recorded ones wide and grey, the latest run of the reader in front of
// them, and the earlier ones faintly.

import { shape, text } from "./parts.js";

// What a name at the end of a line takes up.
const LINE_HEIGHT = 15;
const NAME_WIDTH = 48;

// A line is `{ name, values, isBook, isLatest }`, whose values lie at 0, 1, 2 and so on. `marks` are those of
// the panel's vertical axis, and `dash` is a class for the reader's lines. Where two names would overlap, one
// gives `way`, down (1) or up (-1).
export function runLines(panel, lines, { marks, dash, way }) {
    return [
        ...lines.filter(({ isLatest }) => !isLatest).flatMap((line) => shapesOf(panel, line, dash)),
        ...names(panel, lines, marks, way),
        // On top of all.
        ...lines.filter(({ isLatest }) => isLatest).flatMap((line) => shapesOf(panel, line, dash)),
    ];
}

function shapesOf(panel, line, dash) {
    const points = line.values.map((value, i) => [i, value]);
    const look = `stroke ${lookOf(line)}`;
    if (line.isBook) {
        return [panel.line(points, { class: look, "stroke-width": 9, opacity: 0.35 })];
    }
    if (!line.isLatest) {
        return [panel.line(points, { class: `${look} ${dash}`, "stroke-width": 1.6, opacity: 0.6 })];
    }
    const dots = points.map(([i, value]) => shape("circle", {
        class: `fill ${lookOf(line)}`, cx: panel.x(i), cy: panel.y(value), r: 3.5,
    }));
    return [panel.line(points, { class: `${look} ${dash}`, "stroke-width": 2.6 }), ...dots];
}

// The names at the ends of the lines.
function names(panel, lines, marks, way) {
    const [top, bottom] = [panel.y(marks.at(-1)) + LINE_HEIGHT, panel.y(marks[0]) - 4];
    const ends = lines.map((line) => ({
        ...line,
        x: panel.x(line.values.length - 1) + 9,
        y: Math.min(Math.max(panel.y(line.values.at(-1)) + 5, top), bottom),
    }));
    ends.sort((a, b) => way * (a.y - b.y));
    const placed = [];
    for (const end of ends) {
        const near = placed.filter(({ x }) => Math.abs(x - end.x) < NAME_WIDTH);
        const y = way * Math.max(way * end.y, ...near.map((other) => way * other.y + LINE_HEIGHT));
        placed.push({ ...end, y });
    }
    const beyond = ({ values }) => (values.at(-1) > marks.at(-1) ? " ↑" : "");
    return placed.map((line) => text(line.name + beyond(line), line.x, line.y, {
        class: `name ${lookOf(line)}`, "font-weight": line.isLatest ? 700 : 400,
    }));
}

function lookOf({ isBook, isLatest }) {
    if (isBook) {
        return "series-6";
    }
    return isLatest ? "series-1" : "series-2";
}

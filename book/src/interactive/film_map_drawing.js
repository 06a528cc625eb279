// The moving map: a dot for each film, the names of some, and the way that one of them has come.

import { shape } from "./parts.js";
import { placeUnder } from "./map_nearest.js";
import { writeNames } from "./map_names.js";

// The edges of the plot.
const [LEFT, TOP, SIDE] = [44, 8, 400];
const [RIGHT, BOTTOM] = [LEFT + SIDE, TOP + SIDE];

// `shares` are the parts of the variance along the two axes, and `reach` is how far the plot goes from its
// middle; it grows if a film needs it.
export function drawingOf(shares, reach) {
    const trail = shape("polyline", { class: "stroke series-2 dashed", "stroke-width": 1.5 });
    const marks = shape("g");
    const look = { class: "workbook-figure", viewBox: "0 0 460 456", role: "img" };
    const node = shape("svg", look, marks, trail);
    let [dots, followed, ends, now] = [[], 0, [], []];

    function start(names) {
        const dotOf = (name) => ({ name, circle: shape("circle"), text: shape("text", { class: "own" }) });
        dots = names.map(dotOf);
        node.append(...dots.map(({ circle }) => circle), ...dots.map(({ text }) => text));
    }

    // Names the films that lie farthest out.
    function nameEnds(points) {
        const films = [...points.keys()];
        const along = (axis) => [...films].sort((a, b) => points[a][axis] - points[b][axis]);
        ends = [along(0), along(1)].flatMap((order) => [order[0], order.at(-1)]);
    }

    // Draws the films at their places. `before` holds the frames that came before.
    function draw(points, before) {
        now = points;
        reach = Math.max(reach, ...points.flat().map((x) => 1.05 * Math.abs(x)));
        const across = (x) => LEFT + (SIDE / 2) * (1 + x / reach);
        const up = (y) => TOP + (SIDE / 2) * (1 - y / reach);
        dots.forEach((dot, film) => {
            [dot.x, dot.y] = [across(points[film][0]), up(points[film][1])];
            dot.circle.setAttribute("cx", dot.x);
            dot.circle.setAttribute("cy", dot.y);
            dot.circle.setAttribute("class", `fill series-${film === followed ? 2 : 1}`);
            dot.circle.setAttribute("r", film === followed ? 5 : 3.2);
            dot.text.textContent = "";
        });
        const way = [...before.map((frame) => frame.points[followed]), points[followed]];
        trail.setAttribute("points", way.map(([x, y]) => `${across(x)},${up(y)}`).join(" "));
        writeNames([...new Set([followed, ...ends])].map((film) => dots[film]), [LEFT, TOP, RIGHT, BOTTOM]);
        marks.replaceChildren(...axes(across, up, shares));
    }

    const follow = (film) => (followed = film);
    const placeOfFollowed = () => now[followed];
    // The film at a place of the screen.
    const filmAt = (at) => placeUnder(dots.map(({ circle }) => {
        const { left, top, width, height } = circle.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
    }), at);
    return { node, start, nameEnds, draw, follow, placeOfFollowed, filmAt };
}

// The frame, the lines through zero, and what lies along them.
function axes(across, up, shares) {
    const text = (attributes, words) => shape("text", { "font-size": 14, ...attributes }, words);
    const path = (d, opacity) => shape("path", { d, class: "stroke", opacity });
    const label = (index) => `component ${index + 1} (${(100 * shares[index]).toFixed(1)} %)`;
    return [
        path(`M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}`, 0.45),
        path(`M${across(0)} ${TOP}V${BOTTOM}M${LEFT} ${up(0)}H${RIGHT}`, 0.16),
        ...[-1, 0, 1].flatMap((mark) => {
            const shown = String(mark).replace("-", "−");
            return [
                text({ x: across(mark), y: BOTTOM + 18, "text-anchor": "middle" }, shown),
                text({ x: LEFT - 6, y: up(mark) + 5, "text-anchor": "end" }, shown),
            ];
        }),
        text({ x: LEFT + SIDE / 2, y: BOTTOM + 40, "text-anchor": "middle" }, label(0)),
        text({ transform: `translate(12 ${TOP + SIDE / 2}) rotate(-90)`, "text-anchor": "middle" }, label(1)),
    ];
}

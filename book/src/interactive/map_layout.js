// One layout of a map: its dots, the names beside them, and the lines to the nearest films.

import { shape } from "./parts.js";
import { writeNames } from "./map_names.js";

export function layoutOf(layer, films) {
    const unmoved = { a: 1, e: 0, f: 0 };
    const { a: scale, e: right, f: down } = layer.transform.baseVal.consolidate()?.matrix ?? unmoved;
    const dots = [...layer.querySelectorAll("circle")];
    const points = dots.map((dot, film) => {
        const { said, ratings, name } = films[film];
        dot.setAttribute("role", "option");
        dot.setAttribute("aria-label", `${said}, ${ratings} ratings`);
        // It stands in for the printed name when the map is zoomed or some films stand out.
        const text = shape("text", { class: "own" });
        layer.append(text);
        const [x, y, r] = [dot.cx, dot.cy, dot.r].map(({ baseVal }) => baseVal.value);
        return { dot, text, name, x, y, r };
    });
    const lines = shape("g");
    dots[0].before(lines);

    // `here` is the film pointed at, `chosen` the one that lines lead from, `last` the one that Tab reaches;
    // `names` has what to write beside those that stand out, and is nothing if none does.
    function draw({ zoom, here, chosen, last, names }) {
        points.forEach(({ dot, text, r }, film) => {
            const isHere = film === here || film === chosen;
            dot.setAttribute("r", (isHere ? 1.6 : 1) * r / zoom);
            dot.setAttribute("tabindex", film === last ? 0 : -1);
            dot.setAttribute("aria-selected", film === chosen);
            dot.classList.toggle("here", isHere);
            dot.classList.toggle("faint", names !== null && !names.has(film));
            text.textContent = "";
        });
        const { x, y, width, height } = layer.ownerSVGElement.viewBox.baseVal;
        const isPrinted = zoom === 1 && names === null;
        layer.classList.toggle("renamed", !isPrinted);
        const shown = names === null ? points : [...names].map(([film, name]) => ({ ...points[film], name }));
        if (!isPrinted) {
            const [left, top] = [(x - right) / scale, (y - down) / scale];
            const bounds = [left, top, left + width / scale, top + height / scale];
            writeNames(shown, bounds, { zoom, areFew: names !== null });
        }
        const ends = chosen === null ? [] : shown.slice(1);
        lines.replaceChildren(...ends.map(({ x, y }) => shape("line", {
            x1: shown[0].x, y1: shown[0].y, x2: x, y2: y, class: "stroke series-2",
        })));
    }

    // Where the dots lie in the units of the drawing.
    const places = points.map(({ x, y }) => ({ x: scale * x + right, y: scale * y + down }));
    return { layer, dots, places, draw };
}

// A whole as a bar in its parts, and how large it is on a scale of powers beside what the reader knows.

import { drawing, shape, text } from "./parts.js";
import { sum } from "./cost_model_costs.js";

const WIDTH = 460;
const LOOKS = ["series-1", "series-2", "series-3", "series-4"];

// `marks` are pairs of a name and a size, along a scale `from` and `to`; `say` puts a size into words.
export function partsBar({ name, from, to, marks, say }) {
    const svg = drawing(132);
    const title = text("", 0, 12, { "font-weight": 600 });
    const inside = shape("g");
    const x = (size) => (WIDTH * Math.log(Math.min(Math.max(size, from), to) / from)) / Math.log(to / from);
    svg.append(title, inside, shape("line", { class: "stroke", opacity: 0.45, x1: 0, x2: WIDTH, y1: 104, y2: 104 }));
    marks.forEach(([mark, size]) => svg.append(
        shape("line", { class: "stroke", opacity: 0.45, x1: x(size), x2: x(size), y1: 99, y2: 109 }),
        text(mark, x(size), 126, { "text-anchor": "middle" }),
    ));

    return {
        node: svg,
        draw(allParts) {
            const parts = allParts.filter(([, size]) => size > 0);
            const all = sum(parts);
            title.textContent = `${name}: ${say(all)}`;
            const words = parts.map(([part, size]) => `${part} ${say(size)}`);
            svg.setAttribute("aria-label", `${title.textContent}. ${words.join(", ")}.`);
            let left = 0;
            inside.replaceChildren(...parts.flatMap(([, size], i) => {
                const width = (WIDTH * size) / all;
                const [column, level] = [232 * (i % 2), 56 + 20 * Math.floor(i / 2)];
                left += width;
                return [
                    shape("rect", { class: `fill ${LOOKS[i]}`, x: left - width, y: 20, width: gapped(width), height: 18 }),
                    shape("rect", { class: `fill ${LOOKS[i]}`, x: column, y: level - 10, width: 10, height: 10 }),
                    text(words[i], column + 17, level),
                ];
            }), shape("path", { class: "fill series-1", d: `M${x(all)},102 l-6,-10 h12 z` }));
        },
    };
}

// A little less, so that a part does not touch the next.
function gapped(width) {
    return Math.max(width - 1.5, 0.5);
}

// An arrow on a chart.

import { shape } from "./parts.js";

// It goes from one number to another on the horizontal axis, at a level of the vertical one.
export function arrow({ x, y }, from, to, level, look) {
    const [start, end, height] = [x(from), x(to), y(level)];
    const tip = Math.sign(start - end) * Math.min(8, Math.abs(end - start));
    return shape("path", {
        class: `stroke ${look}`, "stroke-width": 2.5,
        d: `M${start},${height} H${end} m${tip},-5 L${end},${height} l${tip},5`,
    });
}

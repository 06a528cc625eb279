// Names beside dots, none over another.

// Height of the letters; how far a name lies from its dot, also where few names stand; and from other dots.
const SIZE = 14;
const BESIDE = [4.2];
const ALSO = [4.2, 14];
const OTHERS = 9;
// Which way a name lies from its dot, the best first.
const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];

const pen = document.createElement("canvas").getContext("2d");

// Writes the names of dots, `{ x, y, name, text }`, into their SVG texts. The first come first, and those
// without room within `bounds` stay out. Letters keep their size when the drawing is zoomed.
export function writeNames(dots, bounds, { zoom = 1, areFew = true } = {}) {
    const around = (x, y) => [x - OTHERS, y - OTHERS, x + OTHERS, y + OTHERS];
    const taken = dots.map(({ x, y }) => around(x * zoom, y * zoom));
    const [left, top, right, bottom] = bounds.map((edge) => edge * zoom);
    dots.forEach(({ x, y, name, text }, own) => {
        pen.font = `${SIZE}px ${getComputedStyle(text).fontFamily}`;
        const width = pen.measureText(name).width + 4;
        const boxes = (areFew ? ALSO : BESIDE).flatMap((away) => SIDES.map(([across, down]) => {
            const x0 = x * zoom + away * across + (width * (across - 1)) / 2;
            const y0 = y * zoom + away * down + (SIZE * (down - 1)) / 2;
            return [x0, y0, x0 + width, y0 + SIZE];
        }));
        const box = boxes.find(([x0, y0, x1, y1]) => (
            x0 >= left && y0 >= top && x1 <= right && y1 <= bottom
            && taken.every(([a, b, c, d], other) => other === own || x1 <= a || x0 >= c || y1 <= b || y0 >= d)
        ));
        text.textContent = box ? name : "";
        if (box) {
            taken.push(box);
            text.setAttribute("x", (box[0] + 2) / zoom);
            text.setAttribute("y", (box[3] - 0.23 * SIZE) / zoom);
            text.setAttribute("font-size", SIZE / zoom);
            text.setAttribute("stroke-width", 3 / zoom);
        }
    });
}

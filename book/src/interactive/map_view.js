// Which part of a drawing is shown, and where its places lie on the screen.

const MOST_ZOOM = 8;

// `changed` is called after each change.
export function viewOf(svg, changed) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    const view = { zoom: 1, x: x + width / 2, y: y + height / 2, to, move, onScreen, shows };

    // Zooms, with a place in the middle as far as the edges of the drawing allow.
    function to(zoom, middle = view) {
        view.zoom = clamp(zoom, 1, MOST_ZOOM);
        const [wide, high] = [width / view.zoom, height / view.zoom];
        const left = clamp(middle.x - wide / 2, x, x + width - wide);
        const top = clamp(middle.y - high / 2, y, y + height - high);
        [view.x, view.y] = [left + wide / 2, top + high / 2];
        svg.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
        svg.classList.toggle("zoomed", view.zoom > 1);
        changed();
    }

    // Zooms by a factor, and what lay at one place of the screen then lies at another.
    function move(factor, from, there) {
        const held = inDrawing(from);
        to(view.zoom * factor);
        const now = inDrawing(there);
        to(view.zoom, { x: view.x + held.x - now.x, y: view.y + held.y - now.y });
    }

    function onScreen({ x, y }) {
        return new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
    }

    function inDrawing({ x, y }) {
        return new DOMPoint(x, y).matrixTransform(svg.getScreenCTM().inverse());
    }

    function shows(place) {
        const isNear = (a, b, length) => Math.abs(a - b) <= (0.48 * length) / view.zoom;
        return isNear(place.x, view.x, width) && isNear(place.y, view.y, height);
    }

    return view;
}

function clamp(x, least, most) {
    return Math.min(Math.max(x, least), most);
}

// Mouse, wheel and fingers on a map. One finger and the wheel alone scroll the page, as everywhere. Two
// fingers zoom, and so does the wheel with Ctrl or ⌘, which is also how browsers report a pinch on a pad.

// How far a mouse may move during a click, in pixels.
const STILL = 4;

// `point(at)` hears where a mouse is, or `null` when it leaves; `press(at)` of clicks and taps;
// `move(factor, from, to)` of zooming and dragging.
export function onGestures(svg, { point, press, move }) {
    let [drag, hasDragged, fingers] = [null, false, null];
    const isMouse = ({ pointerType }) => pointerType !== "touch";

    svg.addEventListener("pointerdown", (event) => {
        hasDragged = false;
        drag = isMouse(event) ? at(event) : null;
    });
    svg.addEventListener("pointermove", (event) => {
        const now = at(event);
        if (drag !== null && (hasDragged || apart(drag, now) > STILL)) {
            svg.setPointerCapture(event.pointerId);
            hasDragged = true;
            move(1, drag, now);
            drag = now;
        } else if (isMouse(event)) {
            point(now);
        }
    });
    svg.addEventListener("pointerleave", (event) => isMouse(event) && point(null));
    svg.addEventListener("click", (event) => hasDragged || press(at(event)));
    for (const end of ["pointerup", "pointercancel"]) {
        svg.addEventListener(end, () => (drag = null));
    }

    svg.addEventListener("wheel", (event) => {
        if (event.ctrlKey || event.metaKey) {
            event.preventDefault();
            const turned = Math.min(Math.max(event.deltaY, -60), 60);
            move(2 ** (-turned / 100), at(event), at(event));
        }
    }, { passive: false });

    svg.addEventListener("touchstart", ({ touches }) => {
        fingers = touches.length === 2 ? between(...touches) : null;
    }, { passive: true });
    svg.addEventListener("touchmove", (event) => {
        if (fingers !== null) {
            event.preventDefault();
            const now = between(...event.touches);
            move(now.apart / fingers.apart, fingers, now);
            fingers = now;
        }
    }, { passive: false });
    for (const end of ["touchend", "touchcancel"]) {
        svg.addEventListener(end, () => (fingers = null));
    }
}

function at({ clientX, clientY }) {
    return { x: clientX, y: clientY };
}

function apart(a, b) {
    return Math.hypot(a.x - b.x, a.y - b.y);
}

function between(one, other) {
    const [a, b] = [at(one), at(other)];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: apart(a, b) };
}

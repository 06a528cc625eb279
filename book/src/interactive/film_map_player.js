// Plays the frames of a training. They come when it has ended, because only then the axes are known.

import { animate, button, element, lessMotion, slider } from "./parts.js";
import { drawingOf } from "./film_map_drawing.js";

// How long a whole training takes when it is played.
const MILLISECONDS = 8000;

// Its `node` is the drawing, `hear` takes the events of the engine, and `finish`, when all have come, plays
// them once and returns the controls. `say` is for words on what is shown.
export function movingMap({ recipe: { epochs }, shares, reach }, say) {
    const drawing = drawingOf(shares, reach);
    const frames = [];
    let [names, moment, stop] = [[], 0, null];

    const play = button("Play", () => (stop === null ? start() : pause()));
    const scrub = slider("Epochs", {
        min: 0, max: epochs, step: epochs / 200, value: 0, say: (epoch) => epoch.toFixed(1),
        change: (epoch) => {
            pause();
            show(epoch);
            tell();
        },
    });
    const select = element("select", { change: () => follow(Number(select.value)) });
    const choice = element("label", {}, "Follow ", select);

    function hear(event) {
        if (event.kind === "films") {
            names = event.films.map(({ title }) => shortName(title));
            drawing.start(names);
            select.append(...names.map((name, film) => element("option", { value: film }, name)));
        } else if (event.kind === "map") {
            frames.push(event);
        }
    }

    function finish() {
        drawing.nameEnds(frames.at(-1).points);
        drawing.node.addEventListener("click", (event) => {
            follow(drawing.filmAt({ x: event.clientX, y: event.clientY }));
        });
        if (lessMotion()) {
            show(epochs);
            return [scrub.node, choice];
        }
        start();
        return [play, scrub.node, choice];
    }

    function follow(film) {
        if (film !== null) {
            select.value = film;
            drawing.follow(film);
            show(moment);
            tell();
        }
    }

    // Shows the films after some epochs, between two frames if need be.
    function show(epoch) {
        moment = epoch;
        scrub.set(epoch);
        const last = frames.at(-1).step;
        const step = Math.min((last * epoch) / epochs, last);
        const next = Math.max(1, frames.findIndex((frame) => frame.step >= step));
        const [from, to] = [frames[next - 1], frames[next]];
        const share = (step - from.step) / (to.step - from.step);
        const between = (place, film) => place.map((x, axis) => x + share * (to.points[film][axis] - x));
        drawing.draw(from.points.map(between), frames.slice(0, next));
        const label = `${names.length} films on a map, after ${epoch.toFixed(1)} epochs`;
        drawing.node.setAttribute("aria-label", label);
    }

    function start() {
        const from = moment < epochs ? moment : 0;
        play.textContent = "Pause";
        stop = animate(MILLISECONDS * (1 - from / epochs), (share) => {
            show(from + share * (epochs - from));
            if (share === 1) {
                pause();
                tell();
            }
        });
    }

    function pause() {
        stop?.();
        stop = null;
        play.textContent = "Play";
    }

    function tell() {
        const [x, y] = drawing.placeOfFollowed().map((x) => x.toFixed(2).replace("-", "−"));
        const when = `After ${moment.toFixed(1)} of ${epochs} epochs`;
        say(`${when}, ${names[select.value]} lies at (${x},\u00a0${y}).`);
    }

    return { node: drawing.node, hear, finish };
}

// A title without its year and other brackets, its article first.
function shortName(title) {
    return title.replace(/(?<=.) \(.*$/, "").replace(/^(.*), (The|An?)$/, "$2 $1");
}

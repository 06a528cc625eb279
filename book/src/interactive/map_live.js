// A map of films: point, search, zoom, go from dot to dot, see which films are nearest.

import { button, element, status } from "./parts.js";
import { onGestures } from "./map_gestures.js";
import { layoutOf } from "./map_layout.js";
import { cheapest, nextPlace, placeUnder } from "./map_nearest.js";
import { filmsNamed } from "./map_search.js";
import { tipIn } from "./map_tip.js";
import { viewOf } from "./map_view.js";

const HINT = matchMedia("(pointer: coarse)").matches
    ? "Tap a dot for its title and its nearest films. Two fingers zoom the map and move it."
    : "Point at a dot for its title, and click for its nearest films. The arrow keys go from dot to dot. "
        + "Ctrl or ⌘ with the wheel zooms, and then you can drag the map.";

// `films` are `{ said, name, ratings, near }` in the order of the dots, where `near` has the numbers of the
// nearest. The drawing has two layouts, for wide screens and narrow ones; the style sheet shows one.
export function bringToLife(svg, films) {
    // The film pointed at or in focus, the one whose nearest are shown, those that were searched for, and
    // the one that the Tab key comes back to.
    let [here, chosen, found, last] = [null, null, null, 0];

    svg.setAttribute("role", "listbox");
    const layouts = [...svg.querySelectorAll("g.narrow, g.wide")].map((layer) => layoutOf(layer, films));
    const layout = () => layouts.find(({ layer }) => getComputedStyle(layer).display !== "none");
    const places = () => layout().places;
    const placeOf = (film) => places()[film];
    const labelOf = (film) => layout().dots[film].getAttribute("aria-label");
    const view = viewOf(svg, draw);

    const search = element("input", {
        type: "search", placeholder: "Find a film", "aria-label": "Find a film on the map",
        input: () => find(search.value), keydown: searchKey,
    });
    const zoom = (factor) => view.to(view.zoom * factor, here === null ? view : placeOf(here));
    const closer = button("+", () => zoom(1.5));
    const wider = button("−", () => zoom(1 / 1.5));
    closer.setAttribute("aria-label", "Zoom in");
    wider.setAttribute("aria-label", "Zoom out");
    const controls = element("div", { class: "controls" }, search, closer, wider, button("Whole map", reset));
    const line = status();
    const frame = element("div", { class: "interactive map-view" });
    svg.replaceWith(frame);
    frame.append(controls, svg, line.node);
    const tip = tipIn(frame);

    function draw() {
        layout().draw({ zoom: view.zoom, here, chosen, last, names: standingOut() });
        // The name of the chosen one is written beside it.
        const hasTip = here !== null && here !== chosen && view.shows(placeOf(here));
        tip.show(hasTip ? labelOf(here) : null, hasTip && view.onScreen(placeOf(here)));
    }

    // The films that others fade behind, and what to write beside them; nothing if none stands out.
    function standingOut() {
        if (chosen === null) {
            return found && new Map(found.map((film) => [film, films[film].name]));
        }
        const near = films[chosen].near.map((film, index) => [film, `${index + 1} ${films[film].name}`]);
        return new Map([[chosen, films[chosen].name], ...near]);
    }

    function update() {
        draw();
        const names = (of) => of.map((film) => films[film].name).join(", ");
        if (here !== null && here !== chosen) {
            line.say(labelOf(here));
        } else if (chosen !== null) {
            line.say(`${labelOf(chosen)}. Nearest in all dimensions: ${names(films[chosen].near)}.`);
        } else if (found !== null) {
            line.say(`${found.length} of ${films.length} films found. ${names(found.slice(0, 3))}`);
        } else {
            line.say(HINT);
        }
    }

    function point(film) {
        if (film !== here) {
            here = film;
            update();
        }
    }

    // Shows the films nearest to one; the second time, no longer.
    function choose(film) {
        chosen = film === chosen ? null : film;
        if (chosen !== null && !films[chosen].near.every((near) => view.shows(placeOf(near)))) {
            view.to(1);
        }
        update();
    }

    function find(text) {
        found = filmsNamed(films, text);
        chosen = null;
        update();
    }

    // Elsewhere the arrow keys turn pages, and "s" opens mdBook's own search.
    function searchKey(event) {
        event.stopPropagation();
        if (event.key === "Enter" && found?.length > 0) {
            choose(found[0]);
            goTo(found[0]);
        } else if (event.key === "Escape") {
            reset();
        }
    }

    function reset() {
        search.value = "";
        [chosen, found] = [null, null];
        view.to(1);
        update();
    }

    // Whether there is such a film.
    function goTo(film) {
        if (film === null) {
            return false;
        }
        if (!view.shows(placeOf(film))) {
            view.to(view.zoom, placeOf(film));
        }
        layout().dots[film].focus();
        return true;
    }

    const step = (dx, dy) => goTo(nextPlace(places(), placeOf(last), [dx, dy]));
    const keys = {
        ArrowLeft: () => step(-1, 0),
        ArrowRight: () => step(1, 0),
        ArrowUp: () => step(0, -1),
        ArrowDown: () => step(0, 1),
        Home: () => goTo(cheapest(places(), ({ x }) => x)),
        End: () => goTo(cheapest(places(), ({ x }) => -x)),
        Enter: () => choose(last),
        " ": () => choose(last),
        Escape: reset,
    };
    svg.addEventListener("keydown", (event) => {
        if (event.key in keys && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.stopPropagation();
            // Beyond the last film, the page scrolls.
            if (keys[event.key]() !== false) {
                event.preventDefault();
            }
        }
    });
    // On the frame, because browsers let an SVG with such listeners have the focus itself.
    frame.addEventListener("focusin", ({ target }) => {
        const film = layout().dots.indexOf(target);
        if (film >= 0) {
            last = film;
            point(film);
        }
    });
    frame.addEventListener("focusout", () => point(null));
    const under = (at) => placeUnder(places().map(view.onScreen), at);
    onGestures(svg, {
        move: view.move,
        point: (at) => point(at && under(at)),
        press: (at) => {
            choose(under(at));
            if (chosen !== null) {
                layout().dots[chosen].focus({ preventScroll: true });
            }
        },
    });
    addEventListener("resize", draw);
    update();
}

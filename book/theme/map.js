// Makes the maps of films interactive: hover, tap, search, zoom, drag and arrow keys. Without this
// script they are ordinary figures.
//
// A map is a figure followed by its points, `{"films": [{"title", "said", "ratings", …}]}`, in the
// order in which their dots are drawn. It has two layouts, for wide screens and for narrow ones, of
// which the style sheet shows one.

"use strict";

(() => {
    const MOST_ZOOM = 8;
    // Distances on the map, in its units: how near a name is to its dot, and how far from others.
    const BESIDE = 4.2;
    const OTHERS = 9;
    const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    for (const data of document.querySelectorAll("figure.plot > script.points")) {
        const svg = data.parentElement.querySelector("svg");
        const films = JSON.parse(data.textContent).films;
        const layers = [...svg.querySelectorAll("g.narrow, g.wide")];
        if (layers.length > 0 && layers.every((layer) => layer.querySelectorAll("circle").length === films.length)) {
            makeInteractive(svg, films, layers.map((layer) => layoutOf(layer, films)));
        }
    }

    function makeInteractive(svg, films, layouts) {
        const whole = svg.viewBox.baseVal;
        const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
        const view = { x: home.x + home.width / 2, y: home.y + home.height / 2, zoom: 1 };
        let current = null;
        let found = null;
        const { tools, search, status, hint } = toolsFor();
        const { frame, tip } = frameFor(svg, films.length);
        frame.before(tools);

        const layout = () => layouts.find(({ layer }) => getComputedStyle(layer).display !== "none");
        // Where a film lies in the units of the whole figure.
        const placeOf = (film) => layout().inFigure(layout().points[film]);

        // Dots and names keep their size on the screen, so zooming makes room between them, and names
        // that had none appear.
        function draw() {
            const width = home.width / view.zoom;
            const height = home.height / view.zoom;
            view.x = clamp(view.x, home.x + width / 2, home.x + home.width - width / 2);
            view.y = clamp(view.y, home.y + height / 2, home.y + home.height - height / 2);
            const [left, top] = [view.x - width / 2, view.y - height / 2];
            svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
            svg.classList.toggle("zoomed", view.zoom > 1);
            layout().draw(view.zoom, { left, top, right: left + width, bottom: top + height });
            for (const { points } of layouts) {
                points.forEach(({ dot, text }, film) => {
                    const isFaint = found !== null && !found.includes(film);
                    dot.classList.toggle("faint", isFaint);
                    dot.classList.toggle("here", film === current);
                    text.classList.toggle("faint", isFaint);
                });
            }
            svg.classList.toggle("searching", found !== null);
            drawTip();
        }

        // The title of the current film, beside its dot.
        function drawTip() {
            tip.hidden = current === null || !isInView(placeOf(current), 0.5);
            if (tip.hidden) {
                return;
            }
            const { said, title, ratings } = films[current];
            tip.textContent = `${said ?? title} · ${ratings} ratings`;
            const at = onScreen(placeOf(current));
            const around = frame.getBoundingClientRect();
            const [x, y] = [at.x - around.left, at.y - around.top];
            const left = clamp(x - tip.offsetWidth / 2, 0, Math.max(0, around.width - tip.offsetWidth));
            const above = y - tip.offsetHeight - 12;
            tip.style.left = `${left}px`;
            tip.style.top = `${above >= 0 ? above : y + 12}px`;
        }

        function onScreen({ x, y }) {
            return new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
        }

        function inFigure(x, y) {
            return new DOMPoint(x, y).matrixTransform(svg.getScreenCTM().inverse());
        }

        function zoomTo(zoom, x = view.x, y = view.y) {
            Object.assign(view, { zoom: clamp(zoom, 1, MOST_ZOOM), x, y });
            draw();
        }

        // Goes to a film, or away from all. The screen reader hears of it.
        function goTo(film) {
            if (film !== current) {
                current = film;
                say();
                draw();
            }
        }

        function say() {
            if (current !== null) {
                const { said, title, ratings } = films[current];
                status.textContent = `${said ?? title}, ${ratings} ratings`;
            } else if (found !== null) {
                const some = found.slice(0, 3).map((film) => films[film].said ?? films[film].title);
                const more = found.length > some.length ? " …" : "";
                status.textContent = found.length === 0 ? "No film on the map has that name" : `${found.length} films: ${some.join(", ")}${more}`;
            } else {
                status.textContent = hint;
            }
        }

        // Brings a film into view if the map is zoomed.
        function show(film) {
            const place = placeOf(film);
            if (!isInView(place, 0.45)) {
                zoomTo(view.zoom, place.x, place.y);
            }
        }

        // Whether a place lies within this share of the view around its middle.
        function isInView({ x, y }, share) {
            const [width, height] = [home.width / view.zoom, home.height / view.zoom];
            return Math.abs(x - view.x) < share * width && Math.abs(y - view.y) < share * height;
        }

        function find(text) {
            const wanted = normalised(text);
            const names = ({ title, said }) => [normalised(said ?? title), plain(title)];
            const fits = (film) => names(films[film]).some((name) => name.includes(wanted) || name.includes(plain(text)));
            found = wanted === "" ? null : [...films.keys()].filter(fits);
            current = found?.length === 1 ? found[0] : null;
            say();
            draw();
        }

        function reset() {
            search.value = "";
            find("");
            zoomTo(1);
        }

        search.addEventListener("input", () => find(search.value));
        search.addEventListener("keydown", (event) => {
            if (event.key === "Enter" && found?.length > 0) {
                goTo(found[0]);
                const { x, y } = placeOf(found[0]);
                zoomTo(Math.max(view.zoom, 3), x, y);
            } else if (event.key === "Escape") {
                reset();
            }
            // Elsewhere the arrow keys turn pages, and "s" opens mdBook's own search.
            event.stopPropagation();
        });
        tools.addEventListener("keydown", (event) => {
            if (event.key in ARROWS) {
                event.stopPropagation();
            } else if (event.key === "Escape") {
                reset();
            }
        });
        const presses = { closer: () => zoomTo(view.zoom * 1.5), wider: () => zoomTo(view.zoom / 1.5), whole: () => zoomTo(1) };
        for (const [name, press] of Object.entries(presses)) {
            tools.querySelector(`.${name}`).addEventListener("click", press);
        }

        // The film nearest to a place in a direction: one that lies ahead, rather than aside.
        function nextFilm([dx, dy]) {
            const from = current === null ? view : placeOf(current);
            const cost = (film) => {
                const { x, y } = placeOf(film);
                const ahead = (x - from.x) * dx + (y - from.y) * dy;
                const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
                if (current === null) {
                    return Math.hypot(ahead, aside);
                }
                return film === current || ahead <= 0 ? Infinity : ahead + 2 * aside;
            };
            const best = films.map((_, film) => film).reduce((a, b) => (cost(b) < cost(a) ? b : a));
            return cost(best) < Infinity ? best : current;
        }

        frame.addEventListener("keydown", (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) {
                return;
            }
            if (event.key in ARROWS) {
                const film = nextFilm(ARROWS[event.key]);
                goTo(film);
                show(film);
            } else if (event.key === "+" || event.key === "Enter") {
                const { x, y } = current === null ? view : placeOf(current);
                zoomTo(view.zoom * 1.5, x, y);
            } else if (event.key === "-") {
                zoomTo(view.zoom / 1.5);
            } else if (event.key === "Escape") {
                reset();
            } else {
                return;
            }
            event.preventDefault();
            event.stopPropagation();
        });
        frame.addEventListener("blur", () => goTo(null));

        function nearest(event, reach) {
            const away = (film) => {
                const { x, y } = onScreen(placeOf(film));
                return Math.hypot(x - event.clientX, y - event.clientY);
            };
            const film = films.map((_, index) => index).reduce((a, b) => (away(b) < away(a) ? b : a));
            return away(film) < reach ? film : null;
        }

        // A mouse points, and drags a map that is zoomed.
        let dragged = null;
        svg.addEventListener("pointerdown", (event) => {
            if (view.zoom > 1 && event.pointerType !== "touch") {
                dragged = { x: event.clientX, y: event.clientY };
                svg.setPointerCapture(event.pointerId);
            }
        });
        for (const end of ["pointerup", "pointercancel"]) {
            svg.addEventListener(end, () => (dragged = null));
        }
        svg.addEventListener("pointermove", (event) => {
            if (dragged) {
                const scale = svg.getScreenCTM().a;
                const [x, y] = [view.x - (event.clientX - dragged.x) / scale, view.y - (event.clientY - dragged.y) / scale];
                dragged = { x: event.clientX, y: event.clientY };
                zoomTo(view.zoom, x, y);
            } else if (event.pointerType !== "touch") {
                goTo(nearest(event, 24));
            }
        });
        svg.addEventListener("pointerleave", (event) => {
            if (event.pointerType !== "touch") {
                goTo(null);
            }
        });
        svg.addEventListener("click", (event) => goTo(nearest(event, 28)));
        svg.addEventListener("dblclick", (event) => {
            const { x, y } = inFigure(event.clientX, event.clientY);
            zoomTo(view.zoom * 2, x, y);
        });

        // One finger scrolls the page, as everywhere; two zoom the map and move it.
        let pinch = null;
        const fingers = ({ touches: [a, b] }) => ({
            x: (a.clientX + b.clientX) / 2,
            y: (a.clientY + b.clientY) / 2,
            apart: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
        });
        svg.addEventListener("touchstart", (event) => {
            pinch = event.touches.length === 2 ? fingers(event) : null;
        }, { passive: true });
        svg.addEventListener("touchmove", (event) => {
            if (event.touches.length !== 2 || pinch === null) {
                return;
            }
            event.preventDefault();
            const now = fingers(event);
            const held = inFigure(pinch.x, pinch.y);
            zoomTo((view.zoom * now.apart) / pinch.apart);
            // What was between the fingers stays there.
            const moved = inFigure(now.x, now.y);
            zoomTo(view.zoom, view.x + held.x - moved.x, view.y + held.y - moved.y);
            pinch = now;
        }, { passive: false });
        svg.addEventListener("touchend", () => (pinch = null));

        window.addEventListener("resize", draw);
    }

    // One layout: its dots and names, and how to draw them when the map is zoomed.
    function layoutOf(layer, films) {
        const dots = [...layer.querySelectorAll("circle")];
        const points = dots.map((dot, film) => ({
            dot,
            name: shortName(films[film].said ?? films[film].title),
            x: dot.cx.baseVal.value,
            y: dot.cy.baseVal.value,
            r: dot.r.baseVal.value,
            // Where its name stands while the whole map is shown, if it has room.
            placed: null,
        }));
        // The names are written in the order of the points, but not every point has one.
        let next = 0;
        let size = 14;
        for (const text of layer.querySelectorAll("circle ~ text")) {
            const written = text.textContent.replace(/…$/, "").trimEnd();
            while (next < points.length - 1 && !plain(points[next].name).startsWith(plain(written))) {
                next += 1;
            }
            const attributes = ["x", "y", "text-anchor"].map((name) => [name, text.getAttribute(name)]);
            Object.assign(points[next], { text, placed: { written: text.textContent, attributes } });
            size = Number(text.getAttribute("font-size"));
            next = Math.min(next + 1, points.length - 1);
        }
        for (const point of points) {
            if (!point.text) {
                point.text = document.createElementNS("http://www.w3.org/2000/svg", "text");
                point.text.setAttribute("visibility", "hidden");
                layer.append(point.text);
            }
        }
        const matrix = layer.transform.baseVal.consolidate()?.matrix ?? { a: 1, e: 0, f: 0 };
        const inFigure = ({ x, y }) => ({ x: matrix.a * x + matrix.e, y: matrix.a * y + matrix.f });
        const pen = document.createElement("canvas").getContext("2d");

        function draw(zoom, window) {
            points.forEach(({ dot, r }) => dot.setAttribute("r", r / zoom));
            if (zoom === 1) {
                points.forEach(asDrawn);
                return;
            }
            const bounds = {
                left: (window.left - matrix.e) / matrix.a,
                right: (window.right - matrix.e) / matrix.a,
                top: (window.top - matrix.f) / matrix.a,
                bottom: (window.bottom - matrix.f) / matrix.a,
            };
            pen.font = `${size}px ${getComputedStyle(layer).fontFamily}`;
            const taken = [];
            // Names that were there before the zoom come first.
            for (const point of [...points.filter((p) => p.placed), ...points.filter((p) => !p.placed)]) {
                const place = freePlace(point, zoom, bounds, taken);
                point.text.setAttribute("visibility", place ? "visible" : "hidden");
                if (place) {
                    taken.push(place);
                    point.text.textContent = point.name;
                    point.text.setAttribute("text-anchor", "middle");
                    point.text.setAttribute("x", (place.left + place.right) / 2);
                    point.text.setAttribute("y", (place.top + place.bottom) / 2 + (0.27 * size) / zoom);
                    point.text.setAttribute("font-size", size / zoom);
                }
            }
        }

        function asDrawn({ text, placed }) {
            text.setAttribute("visibility", placed ? "visible" : "hidden");
            if (placed) {
                text.textContent = placed.written;
                text.setAttribute("font-size", size);
                for (const [name, value] of placed.attributes) {
                    if (value === null) {
                        text.removeAttribute(name);
                    } else {
                        text.setAttribute(name, value);
                    }
                }
            }
        }

        // The first place beside the point that covers no name and keeps clear of the dots of others.
        function freePlace(point, zoom, bounds, taken) {
            const width = (pen.measureText(point.name).width + 4) / zoom;
            const height = size / zoom;
            const reach = BESIDE / zoom;
            const others = OTHERS / zoom;
            for (const [across, down] of SIDES) {
                const left = point.x + reach * across + (width * (across - 1)) / 2;
                const top = point.y + reach * down + (height * (down - 1)) / 2;
                const place = { left, top, right: left + width, bottom: top + height };
                const isIn = place.left >= bounds.left && place.right <= bounds.right && place.top >= bounds.top && place.bottom <= bounds.bottom;
                const isClear = points.every(
                    (other) => other === point || other.x + others <= left || other.x - others >= place.right || other.y + others <= top || other.y - others >= place.bottom,
                );
                const isFree = taken.every(
                    (other) => other.right <= left || other.left >= place.right || other.bottom <= top || other.top >= place.bottom,
                );
                if (isIn && isClear && isFree) {
                    return place;
                }
            }
            return null;
        }

        return { layer, points, inFigure, draw };
    }

    // The focusable frame around the drawing, with the read-out that stands beside a dot.
    function frameFor(svg, count) {
        const frame = document.createElement("div");
        frame.className = "map-view";
        frame.tabIndex = 0;
        frame.setAttribute("role", "application");
        frame.setAttribute("aria-label", `Map of ${count} films. The arrow keys go from film to film, plus and minus zoom, Escape shows the whole map.`);
        svg.replaceWith(frame);
        const tip = document.createElement("div");
        tip.className = "map-tip";
        tip.setAttribute("aria-hidden", "true");
        tip.hidden = true;
        frame.append(svg, tip);
        return { frame, tip };
    }

    function toolsFor() {
        const isTouch = matchMedia("(hover: none)").matches;
        const hint = isTouch
            ? "Tap a dot for its title. Two fingers zoom the map and move it."
            : "Point at a dot for its title, or go from dot to dot with the arrow keys. Zoom in for more names, and drag the map.";
        const tools = document.createElement("div");
        tools.className = "map-tools";
        tools.innerHTML =
            '<input type="search" placeholder="Find a film" aria-label="Find a film on the map">' +
            '<button type="button" class="closer" title="Zoom in" aria-label="Zoom in">+</button>' +
            '<button type="button" class="wider" title="Zoom out" aria-label="Zoom out">−</button>' +
            '<button type="button" class="whole">Whole map</button>' +
            '<output aria-live="polite"></output>';
        const status = tools.querySelector("output");
        status.textContent = hint;
        return { tools, search: tools.querySelector("input"), status, hint };
    }

    // A title without its year and other brackets.
    function shortName(title) {
        const end = title.indexOf(" (");
        return end > 0 ? title.slice(0, end) : title;
    }

    // Letters and digits only, in lower case and without accents.
    function plain(text) {
        const letters = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
        return letters.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    }

    // The same with the article first: "the godfather" for "Godfather, The".
    function normalised(text) {
        return plain(text.trim().replace(/^(.*), (the|an?|l[ae]s?|l'|une?|il|el|los|das|der|die)$/i, "$2 $1"));
    }

    function clamp(x, least, most) {
        return Math.min(Math.max(x, least), most);
    }
})();

// Makes the maps of films interactive: hover, search, zoom and drag. Without this script they are
// ordinary figures.
//
// A map is a figure followed by its points, `{"films": [{"title", "ratings", …}]}`, in the order in
// which their dots are drawn.

"use strict";

(() => {
    const MOST_ZOOM = 8;

    for (const data of document.querySelectorAll("figure.plot > script.points")) {
        const svg = data.parentElement.querySelector("svg");
        const films = JSON.parse(data.textContent).films;
        const dots = [...svg.querySelectorAll("circle")];
        if (films.length === dots.length) {
            makeInteractive(svg, films, dots);
        }
    }

    function makeInteractive(svg, films, dots) {
        const whole = svg.viewBox.baseVal;
        const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
        const view = { x: home.x + home.width / 2, y: home.y + home.height / 2, zoom: 1 };
        const points = films.map((film, i) => ({
            film,
            dot: dots[i],
            x: dots[i].cx.baseVal.value,
            y: dots[i].cy.baseVal.value,
            r: dots[i].r.baseVal.value,
        }));
        const names = namesOf(svg, points);
        const { tools, search, status } = toolsFor();
        svg.parentElement.insertBefore(tools, svg);

        // Dots and names keep their size on the screen, so zooming makes room between them.
        function draw() {
            const width = home.width / view.zoom;
            const height = home.height / view.zoom;
            view.x = clamp(view.x, home.x + width / 2, home.x + home.width - width / 2);
            view.y = clamp(view.y, home.y + height / 2, home.y + home.height - height / 2);
            svg.setAttribute("viewBox", `${view.x - width / 2} ${view.y - height / 2} ${width} ${height}`);
            svg.classList.toggle("zoomed", view.zoom > 1);
            for (const { dot, r } of points) {
                dot.setAttribute("r", r / view.zoom);
            }
            for (const { text, point, dx, dy, size } of names) {
                text.setAttribute("x", point.x + dx / view.zoom);
                text.setAttribute("y", point.y + dy / view.zoom);
                text.setAttribute("font-size", size / view.zoom);
            }
        }

        function zoomTo(zoom, x = view.x, y = view.y) {
            view.zoom = clamp(zoom, 1, MOST_ZOOM);
            view.x = x;
            view.y = y;
            draw();
        }

        function describe(point) {
            points.forEach((other) => other.dot.classList.toggle("here", other === point));
            const { title, ratings } = point.film;
            status.textContent = `${title}, ${ratings} ratings`;
        }

        function find(text) {
            const wanted = text.trim().toLowerCase();
            const found = points.filter(({ film }) => film.title.toLowerCase().includes(wanted));
            const fades = (point) => wanted !== "" && !found.includes(point);
            points.forEach((point) => point.dot.classList.toggle("faint", fades(point)));
            names.forEach(({ text, point }) => text.classList.toggle("faint", fades(point)));
            if (wanted === "") {
                status.textContent = "";
            } else if (found.length === 1) {
                describe(found[0]);
            } else {
                status.textContent = found.length === 0 ? "No film on the map has that name" : `${found.length} films`;
            }
            return wanted === "" ? [] : found;
        }

        search.addEventListener("input", () => find(search.value));
        search.addEventListener("keydown", (event) => {
            if (event.key === "Enter") {
                const [first] = find(search.value);
                if (first) {
                    describe(first);
                    zoomTo(Math.max(view.zoom, 3), first.x, first.y);
                }
            } else if (event.key === "Escape") {
                search.value = "";
                find("");
            }
            // Elsewhere the arrow keys turn pages, and "s" opens mdBook's own search.
            event.stopPropagation();
        });
        const presses = { closer: () => zoomTo(view.zoom * 1.5), wider: () => zoomTo(view.zoom / 1.5), whole: () => zoomTo(1) };
        for (const [name, press] of Object.entries(presses)) {
            tools.querySelector(`.${name}`).addEventListener("click", press);
        }

        let dragged = null;
        svg.addEventListener("pointerdown", (event) => {
            if (view.zoom > 1) {
                dragged = { x: event.clientX, y: event.clientY };
                svg.setPointerCapture(event.pointerId);
            }
        });
        svg.addEventListener("pointerup", () => (dragged = null));
        svg.addEventListener("pointercancel", () => (dragged = null));
        svg.addEventListener("pointermove", (event) => {
            const scale = svg.getScreenCTM().a;
            if (dragged) {
                view.x -= (event.clientX - dragged.x) / scale;
                view.y -= (event.clientY - dragged.y) / scale;
                dragged = { x: event.clientX, y: event.clientY };
                draw();
                return;
            }
            const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
            const away = (point) => Math.hypot(point.x - at.x, point.y - at.y);
            const nearest = points.reduce((a, b) => (away(b) < away(a) ? b : a));
            if (away(nearest) * scale < 24) {
                describe(nearest);
            }
        });
        svg.addEventListener("dblclick", (event) => {
            const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
            zoomTo(view.zoom * 2, at.x, at.y);
        });
    }

    // The names on the map, each with its point and its place beside it. They are written in the order
    // of the points, but not every point has a name.
    function namesOf(svg, points) {
        let next = 0;
        return [...svg.querySelectorAll("circle ~ text")].map((text) => {
            // A name is a title without its year, or the start of one.
            const name = text.textContent;
            const start = name.endsWith("…") ? name.slice(0, -1) : `${name} (`;
            while (!`${points[next].film.title} (`.startsWith(start)) {
                next += 1;
            }
            const point = points[next];
            next += 1;
            return {
                text,
                point,
                dx: Number(text.getAttribute("x")) - point.x,
                dy: Number(text.getAttribute("y")) - point.y,
                size: Number(text.getAttribute("font-size")),
            };
        });
    }

    function toolsFor() {
        const tools = document.createElement("div");
        tools.className = "map-tools";
        tools.innerHTML =
            '<input type="search" placeholder="Find a film" aria-label="Find a film on the map">' +
            '<button type="button" class="closer" title="Zoom in" aria-label="Zoom in">+</button>' +
            '<button type="button" class="wider" title="Zoom out" aria-label="Zoom out">−</button>' +
            '<button type="button" class="whole">Whole map</button>' +
            '<output aria-live="polite">Point at a dot, or zoom in and drag the map</output>';
        return { tools, search: tools.querySelector("input"), status: tools.querySelector("output") };
    }

    function clamp(x, least, most) {
        return Math.min(Math.max(x, least), most);
    }
})();

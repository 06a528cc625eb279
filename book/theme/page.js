// Small things that a style sheet cannot do: what scrolls sideways says so and can be scrolled by
// keyboard, columns of numbers are aligned, and long code in a line of text breaks at its spaces only.

"use strict";

(() => {
    const main = document.querySelector("main");
    if (main === null) {
        return;
    }

    // Listings and tables that are wider than the page.
    const scrollers = [...main.querySelectorAll("pre > code, .table-wrapper, math[display=block]")];
    const nameOf = (scroller) => {
        const kinds = { CODE: "Code", DIV: "Table" };
        return `${kinds[scroller.tagName] ?? "Formula"}, wider than the page`;
    };

    function update(scroller) {
        const room = scroller.scrollWidth - scroller.clientWidth;
        if (room > 1) {
            const more = [];
            if (scroller.scrollLeft > 1) {
                more.push("before");
            }
            if (scroller.scrollLeft < room - 1) {
                more.push("after");
            }
            scroller.dataset.more = more.join(" ");
            scroller.tabIndex = 0;
            if (scroller.tagName !== "math") {
                scroller.setAttribute("role", "group");
            }
            scroller.setAttribute("aria-label", nameOf(scroller));
        } else if (scroller.hasAttribute("tabindex")) {
            delete scroller.dataset.more;
            scroller.removeAttribute("tabindex");
            scroller.removeAttribute("role");
            scroller.removeAttribute("aria-label");
        }
    }

    // It also notices a folded part that opens.
    const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));
    for (const scroller of scrollers) {
        sizes.observe(scroller);
        scroller.addEventListener("scroll", () => update(scroller), { passive: true });
        scroller.addEventListener("keydown", (event) => {
            // Elsewhere these keys turn pages.
            if (scroller.hasAttribute("tabindex") && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
                event.stopPropagation();
            }
        });
    }

    // A font that arrives late makes lines longer, but no box larger.
    document.fonts.addEventListener("loadingdone", () => scrollers.forEach(update));

    // Columns of nothing but numbers, with or without a unit or an error, and of gaps to be filled.
    const number = /^\?$|^[+\u2212-]?\d[\d,. \u00a0]*(±[\d. \u00a0]+)?( ?(%|s|ms|µs|MB|KB|GB|min|×))?$/u;
    for (const table of main.querySelectorAll("table")) {
        const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
        const width = Math.max(0, ...rows.map((row) => row.cells.length));
        for (let column = 1; column < width; column += 1) {
            const cells = rows.map((row) => row.cells[column]).filter((cell) => cell?.textContent.trim());
            if (cells.length > 0 && cells.every((cell) => number.test(cell.textContent.trim()))) {
                for (const row of table.rows) {
                    row.cells[column]?.classList.add("number");
                }
            }
        }
        // A heading that is a formula has no text for those who cannot see it.
        for (const formula of table.querySelectorAll("th > math:only-child")) {
            formula.setAttribute("aria-label", formula.textContent.trim());
        }
    }

    // Long code in a line of text.
    const LONG = 28;
    for (const code of main.querySelectorAll(":not(pre) > code")) {
        if (code.textContent.length > LONG && code.childElementCount === 0) {
            const words = code.textContent.split(" ").map((word) => {
                const span = document.createElement("span");
                // A word that is too long for a phone may break, because nothing else is left to do.
                span.textContent = word;
                return word.length > LONG ? document.createTextNode(word) : span;
            });
            code.classList.add("long");
            code.replaceChildren(...words.flatMap((word, index) => (index === 0 ? [word] : [" ", word])));
        }
    }
})();

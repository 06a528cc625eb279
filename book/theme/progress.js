// Beside each chapter in the sidebar, how many of its predictions the reader has made. They are kept by
// src/interactive/guesses.js.

"use strict";

(() => {
    const nameOf = (address) => new URL(address).pathname.split("/").pop().replace(/\.html$/, "");
    const links = [...document.querySelectorAll("mdbook-sidebar-scrollbox .chapter-link-wrapper > a[href]")];

    // How many predictions of a page are made, of how many. Anything may have been written there.
    function progress(pages, name) {
        const { of, made } = pages?.[name] ?? {};
        const count = Math.min(Object.keys(made ?? {}).length, of);
        return Number.isInteger(of) && count > 0 ? { of, count } : undefined;
    }

    function mark({ of, count }) {
        const node = document.createElement("span");
        node.className = "predicted";
        node.setAttribute("role", "img");
        node.setAttribute("aria-label", `predicted, ${count} of ${of}`);
        node.style.setProperty("--share", count / of);
        node.textContent = `${count}/${of}`;
        return node;
    }

    function update() {
        let pages;
        try {
            pages = JSON.parse(localStorage.getItem("workbook-predictions"));
        } catch {
            // Nothing that can be shown.
        }
        document.querySelectorAll(".predicted").forEach((node) => node.remove());
        for (const link of links) {
            const made = progress(pages, nameOf(link.href));
            if (made !== undefined) {
                link.after(mark(made));
            }
        }
    }

    update();
    addEventListener("storage", update);
})();

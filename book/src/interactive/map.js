// Brings a map of films to life when the reader comes near it; what that takes is loaded only then. A map
// is a figure followed by its points: see map_live.js.

const near = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
        near.unobserve(target);
        import("./map_live.js").then(({ bringToLife }) => {
            const points = JSON.parse(target.querySelector("script.points").textContent);
            bringToLife(target.querySelector("svg"), points.films);
        });
    }
}, { rootMargin: "100%" });

document.querySelectorAll("figure.plot:has(> script.points)").forEach((map) => near.observe(map));

// Something that is loaded only when the reader comes near it.

// Calls `start` once, when the node is less than a screen away.
export function whenNear(node, start) {
    const near = new IntersectionObserver((entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
            near.disconnect();
            start();
        }
    }, { rootMargin: "100%" });
    near.observe(node);
}

// Which of several places is meant: by pointing near it, or by an arrow key.

// How near one must point, in pixels of the screen.
const REACH = 28;

// The number of the place with the lowest cost, or nothing if all cost too much.
export function cheapest(places, cost, limit = Infinity) {
    const costs = places.map(cost);
    const lowest = Math.min(...costs);
    return lowest < limit ? costs.indexOf(lowest) : null;
}

// The place that one points at.
export function placeUnder(places, at) {
    return cheapest(places, ({ x, y }) => Math.hypot(x - at.x, y - at.y), REACH);
}

// The nearest place in a direction, ahead rather than aside.
export function nextPlace(places, from, [dx, dy]) {
    return cheapest(places, ({ x, y }) => {
        const [right, down] = [x - from.x, y - from.y];
        const ahead = right * dx + down * dy;
        return ahead > 0 ? ahead + 2 * Math.abs(right * dy + down * dx) : Infinity;
    });
}

// Brings a map of films to life when the reader comes near it; what that takes is loaded only then. A map
// is a figure followed by its points: see map_live.js.

import { whenNear } from "./near.js";

document.querySelectorAll("figure.plot:has(> script.points)").forEach((map) => whenNear(map, async () => {
    const { bringToLife } = await import("./map_live.js");
    const points = JSON.parse(map.querySelector("script.points").textContent);
    bringToLife(map.querySelector("svg"), points.films);
}));

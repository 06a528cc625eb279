// Trains the network that the reader has built.

import { element } from "./parts.js";
import { settingSlider, trainingDesk } from "./training_desk.js";

// `sizes()` are those of the network: `{ users, films, layers, side }`, with the sizes of the hidden layers as text.
// `startAgain` is called when the reader wants the book's network back. Of the result, `node` is for the page,
// `change()` tells that the sizes have changed, and `restart(recipe)` sets what of the recipe is not as usual.
export function networkTraining(facts, sizes, startAgain) {
    let recipe = facts.settings;
    const hand = ["weight_decay", "epochs"];
    const sliders = hand.map((key) => settingSlider(key, recipe[key], (value) => {
        recipe = { ...recipe, [key]: value };
        desk.change();
    }));
    const desk = trainingDesk(facts, {
        engine: "network",
        settings: () => ({ ...recipe, ...sizes() }),
        question: ({ users, films, layers, side, ...recipe }) => ({
            kind: "train", users, films, hidden: layers === "" ? [] : layers.split(", ").map(Number), side, recipe,
        }),
        restart: startAgain,
    });
    return {
        node: element("div", {},
            element("p", {}, facts.task),
            element("div", { class: "controls" }, ...sliders.map(({ node }) => node)), desk.node),
        change: desk.change,
        restart(others) {
            recipe = { ...facts.settings, ...others };
            sliders.forEach(({ set }, i) => set(recipe[hand[i]]));
        },
    };
}

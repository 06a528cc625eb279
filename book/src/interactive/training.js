// A model that trains in the page, with its settings in the reader's hand, on the built-in ratings or on the
// reader's own.

import { button, choice, element, interactive } from "./parts.js";
import { settingSlider, trainingDesk } from "./training_desk.js";

interactive("training", ({ place, facts, engine }) => {
    if (engine === undefined) {
        return;
    }
    let settings = facts.settings;
    const controls = facts.hand.map((key) => {
        const control = key === "model" ? modelChoice : settingSlider;
        const { node, set } = control(key, settings[key], (value) => {
            settings = { ...settings, [key]: value };
            desk.change();
        }, facts.models);
        return { node, restart: () => set(facts.settings[key]) };
    });
    const desk = trainingDesk(facts, {
        engine: "ratings",
        settings: () => settings,
        question: ({ model, ...recipe }) => ({ kind: "train", model, recipe }),
        restart() {
            settings = facts.settings;
            controls.forEach(({ restart }) => restart());
        },
    });

    const task = element("p", {}, facts.task);
    const own = element("div", { class: "own-ratings" }, button("Use your own ratings", async () => {
        try {
            const { ownRatings } = await import("./own_ratings.js");
            ownRatings(own, facts, (ratings) => {
                task.hidden = ratings !== undefined;
                desk.use(ratings);
            });
        } catch (error) {
            own.append(` This cannot be loaded: ${error.message}`);
        }
    }));

    place.append(
        task,
        element("div", { class: "controls" }, ...controls.map(({ node }) => node)),
        own,
        desk.node,
    );
});

function modelChoice(_, model, change, models) {
    const node = choice("model", models, model, change);
    return { node, set: (to) => (node.querySelector(`[value="${to}"]`).checked = true) };
}

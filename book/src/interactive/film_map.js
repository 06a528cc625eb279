// The map of the films while the model learns. It trains here, and the dots move from where random
// numbers put them to where the recorded map has them. What this takes is loaded when it is asked for.

import { button, element, interactive, status } from "./parts.js";

interactive("film_map", ({ place, facts, engine }) => {
    if (engine === undefined) {
        return;
    }
    const line = status();
    const train = button("Train", learn);
    const controls = element("div", { class: "controls" }, train);
    place.append(
        element("p", {}, "Let the model learn the built-in films here, and watch their map take shape. At "
            + "the start, random numbers have put all films in one heap. After how many epochs is the map as "
            + "good as done?"),
        controls,
        line.node,
    );

    async function learn() {
        train.disabled = true;
        line.say("The model is learning …");
        try {
            const [{ connect }, { movingMap }] =
                await Promise.all([import("./engine.js"), import("./film_map_player.js")]);
            const player = movingMap(facts, line.say);
            const { recipe, map } = facts;
            const began = performance.now();
            const trainer = connect("ratings");
            let loss;
            await trainer.ask({ kind: "train", model: "dot_product_bias", recipe, map }, (event) => {
                if (event.kind === "epoch") {
                    loss = event.valid_loss;
                    line.say(`Epoch ${event.epoch + 1} of ${recipe.epochs} is done …`);
                }
                player.hear(event);
            });
            trainer.stop();
            const seconds = (performance.now() - began) / 1000;
            controls.before(player.node);
            controls.replaceChildren(...player.finish());
            // The button that had the focus is gone.
            if (document.activeElement === document.body) {
                controls.querySelector("button, input").focus({ preventScroll: true });
            }
            line.say(`Trained in ${seconds.toFixed(1)} s to a validation loss of ${loss.toFixed(4)}, and the `
                + `recorded run to ${facts.valid_loss.toFixed(4)}. The slider goes back to any moment.`);
        } catch (error) {
            train.disabled = false;
            line.say(`The training failed: ${error.message}`);
        }
    }
});

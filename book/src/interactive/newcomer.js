// A newcomer's list, which changes with every rating while nothing is trained. The model learns once, when
// it is asked to; what this takes is loaded then.

import { button, element, interactive, status } from "./parts.js";

const HOW = "07_newcomers.html#fifty-one-unknowns";

interactive("newcomer", ({ place, facts, engine }) => {
    if (engine === undefined) {
        return;
    }
    const line = status();
    const train = button("Train a model to rate for", learn);
    const bar = element("progress", { "aria-label": "Training", value: 0, max: 1, hidden: true });
    const controls = element("div", { class: "controls" }, train, bar);
    place.append(
        element("p", {},
            "Be the newcomer yourself. The model of chapter 5 learns here once. Then " +
            (facts.asks ? "the questionnaire names one film after the other" : "you rate films") +
            ", and each rating is folded in by the library, as in ",
            element("a", { href: HOW }, "Fifty-one unknowns"),
            ". The films are those of the built-in data, with invented titles, so make up a taste for them" +
            (facts.asks ? "." : " or begin with that of someone else.")),
        controls, line.node,
    );

    async function learn() {
        train.disabled = true;
        bar.hidden = false;
        line.say("The model is learning …");
        try {
            const [{ connect }, { deskOf }] =
                await Promise.all([import("./engine.js"), import("./newcomer_desk.js")]);
            const trainer = connect("ratings");
            const training = { kind: "train", model: "dot_product_bias", recipe: facts.recipe };
            const trained = await trainer.ask(training, (event) => {
                if (event.kind === "step") {
                    bar.value = event.done / event.of;
                }
            });
            const desk = deskOf({
                facts,
                films: await trainer.ask({ kind: "films" }),
                // What a user's own row in the table would bring.
                floor: Math.sqrt(trained.valid_losses.at(-1)),
                ask: (ratings, unknown = []) => trainer.ask({ kind: "newcomer", ratings, unknown }),
                say: line.say,
            });
            await desk.start();
            controls.replaceWith(desk.above);
            line.node.after(desk.below);
            desk.above.querySelector("button, input").focus({ preventScroll: true });
        } catch (error) {
            train.disabled = false;
            bar.hidden = true;
            line.say(`The training failed: ${error.message}`);
        }
    }
});

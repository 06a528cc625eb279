// The laboratory of chapter 9: a slider says how many films the right one has to beat, and the rankers change
// places. They stand as the recorded run left them, until the reader trains one here.

import { choice, element, interactive, number, slider, status } from "./parts.js";
import { passesIn, rankingOf } from "./laboratory_ranking.js";
import { trainingControls } from "./laboratory_controls.js";

const MEASURES = [["hr10", "HR@10"], ["ndcg10", "NDCG@10"]];
// A slider is still when it has not moved for so many milliseconds.
const STILL = 250;

interactive("laboratory", ({ place, facts, engine }) => {
    const { negatives, rankers } = facts;
    const usual = negatives.indexOf(99);
    const said = (stop) => (stop === negatives.length - 1 ? "all films" : number(negatives[stop]));
    const { node: line, say } = status();
    const trained = new Map();
    const ranking = rankingOf(rankers, trained);
    let measure = "hr10";
    let heard;
    let waiting;

    const negativesSlider = slider("negatives", {
        min: 0, max: negatives.length - 1, step: 1, value: usual, say: said, change: moved,
    });
    const measureChoice = choice("measure", MEASURES, measure, (chosen) => {
        measure = chosen;
        moved();
    });

    // Shows the order, and says which rankers have changed places since it was last said.
    function moved() {
        const order = show();
        clearTimeout(waiting);
        waiting = setTimeout(() => {
            say(`${headline()}: ${passesIn(heard, order)}`);
            heard = order;
        }, STILL);
    }

    function show() {
        const stop = negativesSlider.value();
        return ranking.show(measure, stop, `${headline()}, in expectation`);
    }

    function headline() {
        const stop = negativesSlider.value();
        const name = new Map(MEASURES).get(measure);
        return `${name} against ${said(stop)}${stop === negatives.length - 1 ? "" : " negatives"}`;
    }

    place.append(
        element("p", {}, facts.task),
        element("div", { class: "controls" }, negativesSlider.node, measureChoice),
        ranking.node,
    );
    if (engine !== undefined) {
        const afterTraining = () => {
            heard = show();
        };
        const controls = trainingControls({ ...facts, trained, say, show: afterTraining });
        place.append(element("p", {}, facts.training), ...controls);
    }
    place.append(line);
    heard = show();
});

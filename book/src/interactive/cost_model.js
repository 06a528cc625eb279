// The cost model of chapter 10 in the reader's hand: ratings, factors, batch and cores, what they need of memory
// and time, and the measured points beside the model's line. The chart is loaded when the reader comes near it.

import { button, element, interactive, number, shape, slider, status } from "./parts.js";
import { partsBar } from "./cost_model_bars.js";
import {
    fillsBatch, isByHand, isMeasuredWith, memoryOf, programOf, sayBytes, sayCount, saySeconds, speedOf, sum, tapeOf,
    timeOf,
} from "./cost_model_costs.js";
import { whenNear } from "./near.js";

const ROUND = [1e4, 1e5, 1e6, 1e7, 1e8].flatMap((power) => [power, 2 * power, 3 * power, 5 * power]);
const STOPS = {
    ratings: [...ROUND, 25e6, 1e9].sort((a, b) => a - b),
    factors: [1, 2, 5, 10, 16, 20, 30, 40, 50, 64, 80, 100, 128, 150, 200],
    batch: [1, ...Array.from({ length: 11 }, (_, i) => 64 * 2 ** i)],
    cores: [1, 2, 3, 4, 6, 8, 12, 16],
};
const SAID = {
    ratings: sayCount,
    factors: String,
    batch: (batch) => (isByHand({ batch }) ? "by hand" : number(batch)),
    cores: String,
};

// Points by hand are `[ratings, factors, cores, ratings a second, megabytes]`. Those of the tape are
// `[batch, ratings a second]`, all with its `ratings` and `factors`, and the model meets two of its batches.
interactive("cost_model", ({ place, facts: { start, costs, points: byHand, tape } }) => {
    const points = [
        ...byHand.map(([ratings, factors, cores, speed, peak]) => ({ ratings, factors, batch: 1, cores, speed, peak })),
        ...tape.points.map(([batch, speed]) => (
            { ratings: tape.ratings, factors: tape.factors, batch, cores: 1, speed })),
    ];
    const met = tape.meets.map((batch) => points.find((point) => point.batch === batch));
    const model = {
        ...costs, program: programOf(points[0]), tape: { ...tapeOf(met), factors: tape.factors },
    };
    const hand = ["ratings", "factors", "batch", "cores"];
    let settings = start;
    let along = "ratings";

    const said = status();
    const sliders = hand.map((key) => slider(key, {
        min: 0, max: STOPS[key].length - 1, step: 1, value: STOPS[key].indexOf(settings[key]),
        say: (stop) => SAID[key](STOPS[key][stop]), change: (stop) => change(key, STOPS[key][stop]),
    }));
    const memory = partsBar({
        name: "Memory at the peak", from: 1e6, to: 4e12, say: sayBytes,
        marks: [["10 MB", 1e7], ["1 GB", 1e9], ["laptop, 16 GB", 16e9], ["server, 1 TB", 1e12]],
    });
    const time = partsBar({
        name: "Ten epochs", from: 1e-3, to: 1e6, say: saySeconds,
        marks: [["a second", 1], ["a minute", 60], ["an hour", 3600], ["a day", 86400]],
    });
    const plotted = element("div", { class: "speeds" });
    let speeds;

    function set(key, value) {
        sliders[hand.indexOf(key)].set(STOPS[key].indexOf(value));
        change(key, value);
    }

    function change(key, value) {
        settings = { ...settings, [key]: value };
        along = key;
        show();
    }

    function show() {
        said.say(wordsOn(settings, model, points));
        memory.draw(memoryOf(settings, model.program));
        time.draw(timeOf(settings, model));
        speeds?.draw(settings, along);
    }

    place.append(
        element("p", {},
            "Choose a set and a machine with the sliders, or drag the dot. The chart shows the effect of the " +
            "setting that you moved last. The line is the model, dashed where nothing was measured."),
        element("div", { class: "controls" }, ...sliders.map(({ node }) => node),
            button("Start again", () => {
                hand.forEach((key) => set(key, start[key]));
                change("ratings", start.ratings);
            })),
        said.node, memory.node, time.node, plotted, legend(),
    );
    show();
    whenNear(plotted, async () => {
        try {
            const { speedChart } = await import("./cost_model_chart.js");
            speeds = speedChart({ points, model }, (key, value) => set(key, nearest(STOPS[key], value)));
            plotted.append(speeds.node);
            show();
        } catch (error) {
            plotted.append(`The chart cannot be loaded: ${error.message}`);
        }
    });
});

// What the settings need, in a few sentences.
function wordsOn(settings, model, points) {
    const { ratings, factors, batch, cores } = settings;
    if (!fillsBatch(settings)) {
        return `${sayCount(ratings)} ratings leave too few for training to fill a batch of ${number(batch)}.`;
    }
    const bytes = memoryOf(settings, model.program);
    const seconds = sum(timeOf(settings, model));
    const measured = points.find((point) => isMeasuredWith(settings, point));
    const how = isByHand(settings)
        ? `By hand on ${cores === 1 ? "one core" : `${cores} cores`}`
        : `Through the tape in batches of ${number(batch)}, with two cores at hand` +
            (factors === model.tape.factors ? "" : ` and the speed of ${model.tape.factors} factors`);
    return `${sayCount(ratings)} ratings with ${factors === 1 ? "one factor" : `${factors} factors`} fill ` +
        `${sayBytes(sum(bytes.slice(0, -1)))}, and ${sayBytes(sum(bytes))} at the peak. ${how}, a second is ` +
        `enough for ${sayCount(speedOf(settings, model))} and ten epochs take ${saySeconds(seconds)}. ` +
        (measured === undefined ? "This was not measured." : `Measured: ${sayMeasured(measured)}.`);
}

function sayMeasured({ speed, peak }) {
    return `${sayCount(speed)} a second${peak === undefined ? "" : `, ${sayBytes(1e6 * peak)}`}`;
}

function nearest(stops, value) {
    const far = (stop) => Math.abs(Math.log(stop / value));
    return stops.reduce((a, b) => (far(b) < far(a) ? b : a));
}

function legend() {
    const line = ["path", { class: "stroke series-1", "stroke-width": 2.2, d: "M0,8 h30" }];
    const dot = (series, r) => ["circle", { class: `fill ${series}`, cx: 15, cy: 8, r }];
    const ring = ["circle", { class: "stroke series-2", fill: "none", "stroke-width": 2, cx: 15, cy: 8, r: 5 }];
    const samples = [
        [line, "model"], [dot("series-1", 7), "your settings"], [dot("series-2", 4.5), "measured"],
        [ring, "measured and fitted"],
    ];
    return element("p", { class: "legend" }, ...samples.flatMap(([[tag, look], words]) => {
        const view = { class: "workbook-figure sample", viewBox: "0 0 30 16", "aria-hidden": true };
        return [element("span", {}, shape("svg", view, shape(tag, look)), words), " "];
    }));
}

// The cost model of chapter 10: what a training needs of memory and of time, in parts. Times are for ten
// epochs, in seconds.

import { number } from "./parts.js";

const EPOCHS = 10;
// The share of the ratings that is trained on.
const TRAINED = 0.8;
// Threads start for each of the 32 rounds of an epoch, and to validate.
const STARTS = 33;
// Two shapes of MovieLens, between and beyond which generated sets keep to a curve of powers.
const SMALL = { ratings: 1e5, users: 943, films: 1682 };
const FULL = { ratings: 25e6, users: 162541, films: 59047 };
// Bytes of a rating as it was read. A number has four, and a group has eight numbers.
const READ = 12;
const NUMBER = 4;
const GROUP = 8 * NUMBER;
// Units of time, with the seconds from which they are used.
const UNITS = [[7200, 3600, "hours"], [120, 60, "minutes"], [0.1, 1, "seconds"], [0, 0.001, "milliseconds"]];

// Whether settings are for the training by hand, in which every rating is a step.
export function isByHand({ batch }) {
    return batch === 1;
}

// Whether there are enough ratings to train on for a batch.
export function fillsBatch({ ratings, batch }) {
    return batch <= TRAINED * ratings;
}

// Rows of users and films, with a row 0 each.
export function rowsOf(ratings) {
    const way = Math.log(ratings / SMALL.ratings) / Math.log(FULL.ratings / SMALL.ratings);
    const between = (side) => Math.round(SMALL[side] * (FULL[side] / SMALL[side]) ** way);
    return between("users") + between("films") + 2;
}

// Bytes, as pairs of a name and a number. The last part is not ratings and rows: what is there only for a while,
// and what the program takes by itself.
export function memoryOf(settings, program) {
    const { ratings, factors, batch } = settings;
    const rows = rowsOf(ratings);
    const weights = rows * (factors + 1) * NUMBER;
    const held = program + (1 - TRAINED) * READ * ratings + weights;
    return isByHand(settings) ? [
        ["ratings as read", READ * ratings],
        ["ratings in blocks", 8 * ratings],
        ["rows", rows * GROUP * (groupsOf(factors) + 1)],
        ["program and copies", held],
    ] : [
        ["ratings as read", READ * ratings],
        ["rows and their means", 3 * weights],
        // Some nine tensors of a batch are there at a time.
        ["tape of a batch", 9 * batch * (factors + 1) * NUMBER],
        // The rows are copied once more when they go back to the model, and an epoch has its order of the ratings.
        ["program and copies", held + weights + 8 * TRAINED * ratings],
    ];
}

// What the program takes by itself, if a point is met exactly.
export function programOf(point) {
    return 1e6 * point.peak - sum(memoryOf(point, 0));
}

// Seconds, likewise. `model` has what a rating, a group of factors and a start cost by hand, and what a rating
// and a step cost through the tape, in nanoseconds.
export function timeOf(settings, model) {
    const { ratings, factors, batch, cores } = settings;
    const trained = EPOCHS * TRAINED * ratings * 1e-9;
    return isByHand(settings) ? [
        ["factors", (trained * model.group * groupsOf(factors)) / cores],
        ["rest of a rating", (trained * model.rating) / cores],
        ["starting threads", EPOCHS * STARTS * model.start * (cores - 1) * 1e-9],
    ] : [
        ["each rating", trained * model.tape.rating],
        ["each step", (trained * model.tape.step) / batch],
    ];
}

// Ratings a second.
export function speedOf(settings, model) {
    return (EPOCHS * TRAINED * settings.ratings) / sum(timeOf(settings, model));
}

// What a rating and a step cost through the tape, if points with two sizes of batches are met exactly.
export function tapeOf([small, large]) {
    const [a, b] = [small, large].map(({ speed }) => 1e9 / speed);
    const step = (a - b) / (1 / small.batch - 1 / large.batch);
    return { step, rating: b - step / large.batch };
}

// Whether a point was measured with these settings, but for one of them. Those of the tape all had two cores.
export function isMeasuredWith(settings, point, except) {
    const keys = isByHand(point) ? ["ratings", "factors", "batch", "cores"] : ["ratings", "factors", "batch"];
    return keys.every((key) => key === except || point[key] === settings[key]);
}

export function sum(parts) {
    return parts.reduce((total, [, part]) => total + part, 0);
}

export function sayCount(count) {
    const [unit, name] = [[1e9, " billion"], [1e6, " million"]].find(([unit]) => count >= unit) ?? [1, ""];
    return `${number(Number((count / unit).toPrecision(3)))}${name}`;
}

export function sayBytes(bytes) {
    return bytes < 1e9 ? `${number(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB` : `${number(bytes / 1e9, 1)} GB`;
}

export function saySeconds(seconds) {
    const [, unit, name] = UNITS.find(([from]) => seconds >= from);
    const count = seconds / unit;
    // Two digits, 3.0 and 0.25.
    const decimals = Math.max(0, 1 - Math.floor(Math.log10(count)));
    return `${number(count, decimals, decimals)} ${name}`;
}

function groupsOf(factors) {
    return Math.ceil(factors / 8);
}

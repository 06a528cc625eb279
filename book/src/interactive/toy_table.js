// The toy table of two users and two films, step by step, with the learning rate in the reader's hand.

import {
    animate, button, drawing, element, interactive, number, numbersTable, shape, slider, status, text,
} from "./parts.js";
import { chart } from "./chart.js";

const MOST_STEPS = 40;
// Beyond these the loss leaves the chart: it has settled, or it has exploded.
const LEAST_LOSS = 1e-5;
const MOST_LOSS = 1000;

interactive("toy_table", ({ place, facts }) => {
    let table;
    let losses;
    let running = false;
    let stop = () => {};

    const rate = slider("learning rate", {
        min: -2, max: 0, step: 0.05, value: Math.log10(facts.rate), say: (power) => number(10 ** power),
        change: show,
    });
    // As it is shown, so that a reader who checks a step comes to the same numbers.
    const rateNow = () => Number((10 ** rate.value()).toFixed(3));
    const step = button("Step", () => take(1));
    const ten = button("Ten steps", () => take(10));
    const run = button("Run", () => (running ? halt() : take(MOST_STEPS)));
    const again = button("Start again", restart);
    const said = status();
    const stars = starsDrawing(facts);
    const curve = chart({
        height: 200,
        across: { name: "step", from: 0, to: MOST_STEPS + 0.5, marks: [0, 10, 20, 30, 40] },
        up: { name: "loss", from: LEAST_LOSS, to: MOST_LOSS, marks: [0.0001, 0.01, 1, 100], log: true },
    });
    const numbers = numbersTable(["user or film", "now", "gradient", "after the next step"]);

    function restart() {
        table = { users: facts.users.map(([, ...row]) => row), films: facts.films.map(([, ...row]) => row) };
        losses = [lossOf(table, facts.ratings)];
        said.say(`Before the first step the loss is ${say(losses[0])}.`);
        halt();
    }

    function halt() {
        stop();
        running = false;
        show();
    }

    // Takes one step, drawn on its way, and the others after it.
    function take(count) {
        stop();
        const before = table;
        table = moved(table, gradientsOf(table, facts.ratings), -rateNow());
        losses.push(lossOf(table, facts.ratings));
        const [name, film] = [facts.users[0][0], facts.films[1][0]];
        said.say(sayStep(losses, `${name}’s prediction for ${film} is now ${say(predict(table, 0, 1))}`));
        running = count > 1 && !isOver() && losses.at(-1) > LEAST_LOSS;
        show();
        stop = animate(running ? 180 : 400, (share) => {
            stars.draw(between(before, table, share));
            if (share === 1 && running) {
                take(count - 1);
            }
        });
    }

    const isOver = () => losses.length > MOST_STEPS || losses.at(-1) > MOST_LOSS;

    function show() {
        step.disabled = ten.disabled = isOver() || running;
        run.disabled = isOver();
        run.textContent = running ? "Stop" : "Run";
        stars.draw(table);
        drawLosses(curve, losses);
        showNumbers();
    }

    // The factors, their gradients, and where the next step takes them if there is one.
    function showNumbers() {
        const gradients = gradientsOf(table, facts.ratings);
        const next = [gradients, moved(table, gradients, -rateNow())];
        const pair = ({ users, films }, i) => `(${[...users, ...films][i].map(say).join(", ")})`;
        numbers.show([...facts.users, ...facts.films].map(([name], i) => [
            name, pair(table, i), ...next.map((each) => (losses.at(-1) > MOST_LOSS ? "–" : pair(each, i))),
        ]));
    }

    place.append(
        element("p", {},
            "Take the step of the table yourself, and then go on. Start again with a larger learning rate, " +
            "and then with one that is larger still. From some point on the loss never settles, and beyond " +
            "another it explodes."),
        element("div", { class: "controls" }, rate.node, step, ten, run, again),
        said.node, stars.svg, curve.svg, numbers.node,
    );
    restart();
});

// Three decimals are noise once a number has run away.
function say(value) {
    return number(value, Math.abs(value) < 100 ? 3 : 0);
}

function predict(table, user, film) {
    return table.users[user].reduce((sum, x, i) => sum + x * table.films[film][i], 0);
}

function lossOf(table, ratings) {
    const squares = ratings.map(([user, film, stars]) => (predict(table, user, film) - stars) ** 2);
    return squares.reduce((sum, square) => sum + square, 0) / ratings.length;
}

function gradientsOf(table, ratings) {
    const zeros = (rows) => rows.map((row) => row.map(() => 0));
    const gradients = { users: zeros(table.users), films: zeros(table.films) };
    for (const [user, film, stars] of ratings) {
        const slope = (2 / ratings.length) * (predict(table, user, film) - stars);
        // Added, because a row may be looked up more than once.
        gradients.users[user] = plus(gradients.users[user], table.films[film], slope);
        gradients.films[film] = plus(gradients.films[film], table.users[user], slope);
    }
    return gradients;
}

function plus(row, other, times) {
    return row.map((x, i) => x + times * other[i]);
}

// A table plus so much of another.
function moved(table, other, times) {
    const rows = (kind) => table[kind].map((row, i) => plus(row, other[kind][i], times));
    return { users: rows("users"), films: rows("films") };
}

function between(before, after, share) {
    return moved(moved(before, before, -share), after, share);
}

function sayStep(losses, unrated) {
    const [last, loss] = losses.slice(-2);
    const name = `Step ${losses.length - 1}: the loss`;
    if (loss > MOST_LOSS) {
        return `${name} is beyond ${say(MOST_LOSS)}. It has exploded. Start again with a smaller rate.`;
    }
    const sayLoss = (x) => (x < 0.0005 ? "less than 0.001" : say(x));
    if (loss > losses[0]) {
        return `${name} is ${sayLoss(loss)}, more than before the first step. The steps are too large.`;
    }
    if (loss > last) {
        return `${name} rose from ${sayLoss(last)} to ${sayLoss(loss)}. This step went too far.`;
    }
    const change = last < 0.0005 ? "is" : `fell from ${sayLoss(last)} to`;
    return `${name} ${change} ${sayLoss(loss)}, and ${unrated}.`;
}

// The predictions on the scale of stars, and the ratings that they should come to.
function starsDrawing({ users, films, ratings }) {
    const [left, star, bottom] = [118, 40, 142];
    const svg = drawing(180);
    const inside = shape("g");
    const x = (stars) => left + star * stars;
    const [middle, end] = [{ "text-anchor": "middle" }, { "text-anchor": "end" }];
    svg.append(text("prediction", 386, 12, end), text("error", 458, 12, end));
    for (const mark of [0, 1, 2, 3, 4, 5]) {
        const place = { x1: x(mark), x2: x(mark), y1: 20, y2: bottom };
        svg.append(shape("line", { class: "stroke", opacity: 0.16, ...place }));
        svg.append(text(mark, x(mark), bottom + 16, middle));
    }
    svg.append(text("stars", x(2.5), bottom + 34, middle), inside);
    const pairs = films.flatMap(([film], item) => users.map(([name], user) => ({
        user, item, name: `${name}, ${film}`, rating: ratings.find(([a, b]) => a === user && b === item)?.[2],
    })));

    function row({ name, rating }, stars, y) {
        const at = x(Math.min(Math.max(stars, -0.4), 5.4));
        const look = { class: "stroke series-2", "stroke-width": 2 };
        const marks = rating === undefined ? [] : [
            shape("line", { ...look, "stroke-dasharray": "7 4", x1: at, x2: x(rating), y1: y, y2: y }),
            shape("circle", { ...look, cx: x(rating), cy: y, r: 8 }),
            text("rated", x(rating), y - 12, middle),
        ];
        // An arrow at the edge stands for what lies beyond it.
        const tip = Math.sign(stars) * 9;
        const [dot, arrow] = ["m-5,0 a5,5 0 1 0 10,0 a5,5 0 1 0 -10,0", `m0,-6 l${tip},6 l${-tip},6 z`];
        return [
            ...marks,
            shape("path", { class: "fill series-1", d: `M${at},${y} ${x(stars) === at ? dot : arrow}` }),
            text(name, 0, y + 5), text(say(stars), 386, y + 5, end),
            text(rating === undefined ? "not rated" : say(stars - rating), 458, y + 5, end),
        ];
    }

    return {
        svg,
        draw(table) {
            const stars = pairs.map(({ user, item }) => predict(table, user, item));
            inside.replaceChildren(...pairs.flatMap((pair, i) => row(pair, stars[i], 36 + 30 * i)));
            const words = pairs.map(({ name, rating }, i) => (
                `${name}: ${say(stars[i])}, ${rating === undefined ? "not rated" : `rated ${rating}`}.`));
            svg.setAttribute("aria-label", `Predictions. ${words.join(" ")}`);
        },
    };
}

function drawLosses(curve, losses) {
    const last = losses.length - 1;
    const loss = Math.max(losses[last], Number.MIN_VALUE);
    curve.draw(
        `The loss by step, on a logarithmic axis. After ${last} steps it is ${say(loss)}.`,
        curve.line([0, MOST_STEPS + 1].map((step) => [step, losses[0]]), { class: "stroke dotted" }),
        curve.line(losses.map((each, index) => [index, Math.max(each, Number.MIN_VALUE)])),
        shape("circle", { class: "fill series-1", cx: curve.x(last), cy: curve.y(loss), r: 4 }),
    );
}

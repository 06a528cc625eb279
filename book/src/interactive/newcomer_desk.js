// Where a newcomer rates films and sees what comes of it.

import { button, element, number } from "./parts.js";
import { filmsNamed } from "./map_search.js";
import { curveOf } from "./newcomer_curve.js";
import { listOf } from "./newcomer_list.js";
import { offerRow, ratedRow, signed, starsOf } from "./newcomer_rows.js";

const OFFERED = 4;

// `ask(ratings, unknown)` promises the engine's advice, and `floor` is the typical error for known users.
// The desk has two parts, `above` and `below` the line of `say`.
export function deskOf({ facts, films, floor, ask, say }) {
    const named = films.map((film) => ({ ...film, said: film.title }));
    const byTitle = new Map(films.map((film) => [film.title, film]));
    let rated = [];
    let unknown = [];
    let advice;
    let chosen;
    let turns = 0;
    const errors = new Map();

    const search = element("input", {
        type: "search", placeholder: "Find a film", "aria-label": "Find a film", input: offer,
    });
    const offers = element("ul", { class: "film-rows", "aria-label": "Films to rate" });
    const list = listOf(choose);
    const ratings = element("ul", { class: "film-rows", "aria-label": "Your ratings" });
    const pulled = element("p");
    const curve = curveOf(floor);
    const starts = (facts.newcomers ?? []).map(([name, given]) => button(name, () => {
        const rows = given.map(([title, stars]) => rowOf(byTitle.get(title), stars));
        startWith(rows, `${rows.length} ratings are in.`);
    }));
    const again = button("Start again", () => startWith([], "You have not rated anything yet."));
    const above = element("div", {},
        element("div", { class: "controls" }, ...starts, again),
        element("p", {}, ...(facts.asks
            ? [element("strong", {}, "Do you know this film?"), " If so, how many stars do you give it?"]
            : [element("strong", {}, "Films to rate."), " The most rated come first."])),
        facts.asks ? "" : search,
        offers);
    const below = element("div", {},
        element("p", {},
            element("strong", {}, "Your list. "),
            "A dot is a predicted rating, the line through it how far off it typically is, and the short " +
            "stroke what was predicted before your first rating. Press a film to see what has moved it."),
        list.node, pulled, ratings, curve.node);

    function rowOf(film, stars) {
        const row = ratedRow(film.title, stars, {
            rate: (changed) => {
                row.stars = changed;
                update(`${film.title} now has ${starsOf(changed)}.`);
            },
            remove: () => {
                rated = rated.filter((other) => other !== row);
                update(`${film.title} is no longer rated.`);
            },
        });
        return Object.assign(row, { film: film.film, stars });
    }

    function add(film, stars) {
        // A second press may come before the first has been answered.
        rated = [...rated.filter((row) => row.film !== film.film), rowOf(film, stars)];
        search.value = "";
        return update(`${film.title} has ${starsOf(stars)}.`);
    }

    function pass({ film, title }) {
        unknown = [...unknown, film];
        return update(`You do not know ${title}, so nothing changes.`);
    }

    function startWith(rows, words) {
        rated = rows;
        unknown = [];
        chosen = undefined;
        list.forget();
        return update(words);
    }

    async function update(words) {
        const turn = (turns += 1);
        const rows = rated;
        const given = rows.map(({ film, stars }) => [film, stars]);
        const lengths = [...Array(given.length + 1).keys()];
        const [answer, ...line] = await Promise.all([
            ask(given, unknown), ...lengths.map((length) => errorAfter(given.slice(0, length))),
        ]);
        if (turn !== turns) {
            return; // another rating has come in meanwhile
        }
        const focused = document.activeElement;
        advice = { ...answer, rows };
        ratings.replaceChildren(...rows.map(({ node }) => node));
        list.show(advice.list);
        choose(advice.list.find(({ film }) => film === chosen)?.film ?? advice.list[0].film);
        offer();
        curve.show(line);
        const [first] = advice.list;
        const error = number(advice.typical_error, 2, 2);
        say(`${words} A prediction for you is typically off by ${error} stars. ` +
            `First on your list: ${first.title}, ${number(first.predicted, 2, 2)}.`);
        // What had the focus has moved, or is gone.
        if (document.activeElement === document.body) {
            const next = focused.isConnected ? focused : offers.querySelector("button");
            next?.focus({ preventScroll: true });
        }
    }

    // It depends on which films are rated, and not on the stars.
    function errorAfter(given) {
        const key = given.map(([film]) => film).join();
        if (!errors.has(key)) {
            errors.set(key, ask(given).then(({ typical_error }) => typical_error));
        }
        return errors.get(key);
    }

    // The films that can be rated next: the one that is asked about, or those that are searched for.
    function offer() {
        if (facts.asks) {
            const { next } = advice;
            const passes = button("I don’t know it", () => pass(next));
            offers.replaceChildren(next
                ? offerRow(next.title, (stars) => add(next, stars), passes)
                : element("li", {}, "There is no further film to ask about."));
            return;
        }
        const isRated = new Set(rated.map(({ film }) => film));
        const found = filmsNamed(named, search.value) ?? [...films.keys()];
        const open = found.map((index) => films[index]).filter(({ film }) => !isRated.has(film));
        const rows = open.slice(0, OFFERED).map((film) => offerRow(film.title, (stars) => add(film, stars)));
        offers.replaceChildren(...(rows.length > 0 ? rows : [element("li", {}, "No film has these words.")]));
    }

    // Shows what has moved a film of the list.
    function choose(film) {
        chosen = film;
        list.choose(film);
        const { title, predicted, at_first, adds } = advice.list.find((listed) => listed.film === film);
        const longest = Math.max(...advice.list.flatMap((listed) => listed.adds.map(Math.abs)));
        advice.rows.forEach((row, i) => row.pull(adds[i], longest));
        const sum = adds.reduce((total, each) => total + each, 0);
        const [from, to] = [at_first, predicted].map((stars) => number(stars, 2, 2));
        pulled.replaceChildren(
            element("strong", {}, "Your ratings. "),
            adds.length === 0
                ? "None yet, so this is the list for the mean taste of all users."
                : `Together they add ${signed(sum)} to the score of ${title}, and its prediction goes from ` +
                  `${from} to ${to} stars. Bars to the right pull it up, bars to the left down.`);
    }

    return { above, below, start: () => startWith([], "The model has learned.") };
}

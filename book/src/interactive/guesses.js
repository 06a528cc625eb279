// The reader's predictions: kept in this browser and nowhere else, and compared in words with what the
// records say. For each page they are
//
//     { "00_first_look": { "of": 3, "made": { "filled": 12 } } }
//
// with the number of its questions and the guesses by their ids. A guess is a number, one of the choices,
// or the items in an order. The sidebar shows how many there are: see theme/progress.js.

const KEY = "workbook-predictions";
// Closer than this share of the truth is close.
const CLOSE = 0.1;
// From this on, a guess is so many times the truth.
const TIMES = 1.5;
// The most decimals of a guess that are shown.
const MOST_DIGITS = 4;

// The name of a page, under which its guesses are kept, from its address.
export function nameOf(address) {
    return new URL(address, location.href).pathname.split("/").pop().replace(/\.html$/, "");
}

// All that is kept, which may be anything, because any program may have written it.
function kept() {
    try {
        const pages = JSON.parse(localStorage.getItem(KEY));
        return typeof pages === "object" && !Array.isArray(pages) ? pages ?? {} : {};
    } catch {
        return {};
    }
}

function suits(guess, { choices, items, min, max }) {
    if (choices !== undefined) {
        return choices.includes(guess);
    }
    if (items !== undefined) {
        return Array.isArray(guess) && guess.length === items.length
            && items.every((item) => guess.includes(item));
    }
    return Number.isFinite(guess) && min <= guess && guess <= max;
}

// The guesses that were made on a page, by the ids of its questions. What suits no question is left out.
export function guessesOf(page, questions) {
    const made = kept()[page]?.made;
    const guesses = questions.map((question) => [question.id, made?.[question.id], question]);
    return new Map(guesses.filter(([, guess, question]) => suits(guess, question)));
}

// Keeps a guess with the others of its page. Says whether the browser has done so.
export function keep(page, questions, id, guess) {
    const made = Object.fromEntries(guessesOf(page, questions).set(id, guess));
    return changed(() => {
        const pages = { ...kept(), [page]: { of: questions.length, made } };
        localStorage.setItem(KEY, JSON.stringify(pages));
    });
}

// Deletes all guesses.
export function forget() {
    return changed(() => localStorage.removeItem(KEY));
}

function changed(change) {
    try {
        change();
    } catch {
        return false;
    }
    // Browsers tell the other windows only.
    dispatchEvent(new StorageEvent("storage", { key: KEY }));
    return true;
}

function written(number, digits) {
    const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return number.toLocaleString("en-GB", format);
}

function withUnit(text, unit) {
    if (unit === undefined) {
        return text;
    }
    return `${text}\u00a0${text === "1" ? unit.replace(/s$/, "") : unit}`;
}

// The guess or the truth as the book would write it.
export function shown({ choices, items, truth, unit, digits = 0 }, answer) {
    if (choices !== undefined) {
        return `“${answer}”`;
    }
    if (items !== undefined) {
        return answer.join(", ");
    }
    const typed = Math.min(String(answer).split(".")[1]?.length ?? 0, MOST_DIGITS);
    return withUnit(written(answer, answer === truth ? digits : typed), unit);
}

// How far off a guess is, in words.
export function distance(question, guess) {
    const { choices, items, truth } = question;
    if (choices !== undefined) {
        return guess === truth ? "Right." : "Not so.";
    }
    return items === undefined ? difference(question, guess) : disorder(truth, guess);
}

function difference({ truth, unit, digits = 0 }, guess) {
    const off = written(Math.abs(guess - truth), digits);
    if (off === written(0, digits)) {
        return "Right, to the digits shown.";
    }
    const side = guess > truth ? "too high" : "too low";
    const by = withUnit(off, unit === "%" ? "percentage points" : unit);
    if (Math.abs(guess - truth) <= CLOSE * Math.abs(truth)) {
        return `Close: ${side} by ${by}.`;
    }
    const times = guess > truth ? guess / truth : truth / guess;
    if (times < TIMES || times === Infinity) {
        return `${capital(side)} by ${by}.`;
    }
    const factor = Number(times.toPrecision(2)).toLocaleString("en-GB");
    const share = guess > truth ? `${factor} times the truth` : `the truth is ${factor} times as much`;
    return `${capital(side)} by ${by}; ${share}.`;
}

function capital(text) {
    return text[0].toUpperCase() + text.slice(1);
}

// Of how many pairs the guess has the wrong one first.
function disorder(truth, guess) {
    const pairs = truth.flatMap((first, at) => truth.slice(at + 1).map((second) => [first, second]));
    const wrong = pairs.filter(([first, second]) => guess.indexOf(first) > guess.indexOf(second));
    if (wrong.length === 0) {
        return "Right, every one in its place.";
    }
    const are = wrong.length === 1 ? "is" : "are";
    return `${wrong.length} of the ${pairs.length} pairs ${are} the other way round.`;
}

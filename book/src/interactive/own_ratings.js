// Ratings of the reader's own: files that are picked or dropped, read by the library in a worker, and trained on
// in the page. Nothing of them is sent anywhere.

import { button, element, number, status } from "./parts.js";
import { connect } from "./engine.js";

// An engine holds the files, and what it reads from them.
const LARGEST = 500e6;

// Fills a frame with what picks files. `use({ facts, engine })` is called with what was read, and `use()` to go
// back to the built-in ratings.
export function ownRatings(frame, facts, use) {
    const { node: line, say } = status();
    // Without the files of before, a file that was mended can be picked again.
    const input = element("input", {
        type: "file", multiple: true, click: () => (input.value = ""), change: () => read([...input.files]),
    });
    const back = button("Back to the built-in ratings", goBack);
    back.hidden = true;
    let [reader, trainer, name] = [];

    async function read(files) {
        if (files.length === 0) {
            return;
        }
        const names = listed(files.map((file) => file.name));
        const size = files.reduce((sum, file) => sum + file.size, 0);
        if (size > LARGEST) {
            say(`${names}: ${number(size / 1e6, 0)} MB are more than this page can hold. Up to ` +
                `${number(LARGEST / 1e6, 0)} MB can be read here, and the examples of the book read files of any ` +
                `size. ${now()}`);
            return;
        }
        say(`Reading ${names} …`);
        reader?.stop();
        const mine = (reader = connect("files"));
        try {
            const found = await mine.ask({ kind: "read", files });
            const columns = await mine.ask({ kind: "columns" });
            trainer?.stop();
            trainer = trainerOf(columns);
            name = names;
            back.hidden = false;
            use({ facts: { ...facts, recorded: [], floor: undefined, unit: found.unit }, engine: trainer });
            say(sayFound(names, found));
        } catch (error) {
            // Other files were picked meanwhile, or the built-in ratings.
            if (error.message !== "stopped") {
                say(`Nothing was read. ${sentence(error.message)} ${now()}`);
            }
        } finally {
            mine.stop();
        }
    }

    function now() {
        return `You still train on ${name ?? "the built-in ratings"}.`;
    }

    function goBack() {
        reader?.stop();
        trainer.stop();
        [trainer, name] = [];
        input.value = "";
        back.hidden = true;
        use();
        say("You train on the built-in ratings again.");
        input.focus();
    }

    function drop(event) {
        event.preventDefault();
        frame.classList.remove("over");
        input.value = "";
        read([...event.dataTransfer.files]);
    }

    frame.addEventListener("drop", drop);
    frame.addEventListener("dragleave", () => frame.classList.remove("over"));
    frame.addEventListener("dragover", (event) => {
        event.preventDefault();
        frame.classList.add("over");
    });
    frame.replaceChildren(
        element("label", {}, element("span", {}, "Files with ratings"), input),
        element("p", {},
            "Pick a file or drop it here: MovieLens’s ", code("u.data"), ", ", code("ratings.dat"), " or ",
            code("ratings.csv"), ", packed or not, or a text that begins with a line such as ",
            code("user,item,rating"), ". With several files, the titles in ", code("u.item"), " or ",
            code("movies.dat"), " count as well. They are read in this page, and nothing of them leaves your machine."),
        line, back,
    );
    input.focus();
}

// An engine that gets the ratings before its first question. Once stopped, it needs them again.
function trainerOf(columns) {
    const engine = connect("ratings");
    let holds = false;
    return {
        async ask(question, hear) {
            if (!holds) {
                await engine.ask({ kind: "hold", ...columns });
                holds = true;
            }
            return engine.ask(question, hear);
        },
        stop() {
            holds = false;
            engine.stop();
        },
    };
}

function sayFound(names, { format, ratings, valid, users, films, lowest, highest, notes }) {
    const noted = notes.length > 0 ? ` Note: ${notes.join("; ")}.` : "";
    return `Read ${names}, ${format}: ${number(ratings)} ratings from ${lowest} to ${highest}, by ` +
        `${counted(users, "user")} of ${counted(films, "film")}. ${number(valid)} of the ratings ` +
        `${valid === 1 ? "is" : "are"} held back for validation.${noted}`;
}

function counted(count, name) {
    return `${number(count)} ${name}${count === 1 ? "" : "s"}`;
}

function listed(names) {
    return new Intl.ListFormat("en-GB").format(names);
}

// Some messages end in a question.
function sentence(message) {
    return message.endsWith("?") ? message : `${message}.`;
}

function code(text) {
    return element("code", {}, text);
}

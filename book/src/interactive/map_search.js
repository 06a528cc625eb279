// Films by a part of their title.

// The numbers of the films that have all the words, or nothing if there are no words. Their order does not
// matter, because some know the film as "Godfather, The".
export function filmsNamed(films, text) {
    const words = plain(text).split(" ");
    const fits = (film) => words.every((word) => plain(films[film].said).includes(word));
    return plain(text) === "" ? null : [...films.keys()].filter(fits);
}

// Letters and digits only, in lower case and without accents.
function plain(text) {
    const letters = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return letters.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

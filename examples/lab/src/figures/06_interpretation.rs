//! Chapter 6: the films on a map.

use charts::{Drawing, Figure, map};

/// Films by title on two principal components, whose labels are given.
pub fn film_map(films: &[(String, f64, f64)], (x_label, y_label): (&str, &str)) -> Drawing {
    let figure = Figure::new(
        "06_map",
        "The best known films on a map",
        "Films as points on two principal components of their learned factors: films that the same \
         people like lie close to each other.",
    );
    let points = films.iter().map(|(title, x, y)| (short_name(title), (*x, *y)));
    map(&figure, x_label, y_label, points)
}

/// Articles that MovieLens moves to the end of a title.
const ARTICLES: [&str; 22] = [
    "The", "A", "An", "Le", "La", "Les", "L'", "Un", "Une", "Il", "Lo", "I", "El", "Los", "Las",
    "Der", "Die", "Das", "Den", "Det", "O", "Os",
];

/// A title as people say it: "The Godfather (1972)" for "Godfather, The (1972)".
pub fn article_first(title: &str) -> String {
    let (name, rest) = match title.find(" (") {
        Some(end) => title.split_at(end),
        None => (title, ""),
    };
    match name.rsplit_once(", ") {
        Some((name, article)) if ARTICLES.contains(&article) => {
            let space = if article.ends_with('\'') { "" } else { " " };
            format!("{article}{space}{name}{rest}")
        }
        _ => title.to_owned(),
    }
}

/// The title without its year and other brackets, which would take a quarter of the room of a name.
pub fn short_name(title: &str) -> String {
    let title = article_first(title);
    match title.find(" (") {
        None | Some(0) => title,
        Some(end) => title[..end].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_come_first_and_other_words_after_a_comma_stay() {
        for (written, said) in [
            ("Godfather, The (1972)", "The Godfather (1972)"),
            ("American in Paris, An (1951)", "An American in Paris (1951)"),
            ("Appartement, L' (1996)", "L'Appartement (1996)"),
            (
                "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
                "The City of Lost Children (Cité des enfants perdus, La) (1995)",
            ),
            ("Good, The Bad and The Ugly, The (1966)", "The Good, The Bad and The Ugly (1966)"),
            (
                "I, Worst of All (Yo, la peor de todas) (1990)",
                "I, Worst of All (Yo, la peor de todas) (1990)",
            ),
            ("Fear and Loathing, Part A", "Fear and Loathing, Part A"),
            ("", ""),
        ] {
            assert_eq!(article_first(written), said);
        }
    }

    #[test]
    fn a_short_name_has_no_brackets() {
        assert_eq!(short_name("Independence Day (ID4) (1996)"), "Independence Day");
        assert_eq!(short_name("Silence of the Lambs, The (1991)"), "The Silence of the Lambs");
        assert_eq!(short_name("(1994)"), "(1994)");
    }
}

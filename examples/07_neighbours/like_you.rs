//! People like a user, and what they would recommend.

use crate::fitted::Fitted;
use crate::method::Method;
use lab::{Report, Row, shown};
use serde_json::json;
use workbook::data::{Dataset, Rating, Ratings, Touched};
use workbook::interpret::{Catalogue, highest, nearest};

const LISTED: usize = 5;
const FILMS: usize = 10;
/// How many rows the two kinds of neighbours are compared for.
const COMPARED: usize = 200;

/// The users most like a user, and their list beside that of the dot product.
pub fn show(fitted: &Fitted, data: &Dataset, train: &Ratings, user: usize, report: &mut Report) {
    let likeness = fitted.users.likeness(user);
    let like_you = most_alike(&likeness, LISTED);
    let known = Touched::new(train, data.n_users(), data.n_items());
    let of_user = known.by(user);
    let in_common =
        |other: usize| known.by(other).iter().filter(|film| of_user.contains(film)).count();
    report.say(format_args!(
        "The users most like user {}, by how their ratings of the same films differ from what the\n\
         baseline expects:",
        shown(data.users.name(user))
    ));
    report.table(
        &["user", "likeness", "films in common"],
        like_you.iter().enumerate().map(|(place, &other)| {
            let name = data.users.name(other);
            Row::new(format!("like you, {}", place + 1), name)
                .number("likeness", likeness[other], 3)
                .hidden("user", name)
                .hidden("in_common", in_common(other))
                .cell(in_common(other).to_string())
        }),
    );
    let catalogue =
        Catalogue::new(train, Touched::new(&data.ratings, data.n_users(), data.n_items()));
    let eligible = catalogue.unseen_by(user);
    let unseen: Vec<usize> = (1..data.n_items()).filter(|&film| eligible[film]).collect();
    let mut pairs = Ratings::default();
    unseen.iter().for_each(|&item| pairs.push(Rating { user, item, value: 0.0 }));
    let mut lists: Vec<Vec<&str>> = Vec::new();
    for (method, whose) in [
        (Method::Users, "People like you would recommend"),
        (Method::Films, "Films like those you liked"),
        (Method::DotProduct, "The dot product would recommend"),
    ] {
        let mut scores = vec![f64::NEG_INFINITY; data.n_items()];
        for (&film, score) in unseen.iter().zip(fitted.predict(method, &pairs)) {
            scores[film] = score;
        }
        let best = highest(&scores, catalogue.seen.by(user), FILMS.min(unseen.len()));
        let titles: Vec<&str> = best.iter().map(|film| data.items.name(film.item)).collect();
        report.say(format_args!("{whose}:"));
        let voters = |film| fitted.users.voters(&likeness, user, film);
        report.list(
            &["film", "predicted", "neighbours with a say"],
            best.iter().zip(&titles).map(|(film, title)| {
                let predicted = data.scale().prediction(film.score);
                [(*title).to_owned(), predicted, voters(film.item).len().to_string()]
            }),
        );
        report.values(
            &format!("list, {}", method.name()),
            json!({
                "films": titles,
                "predicted": best.iter().map(|film| film.score).collect::<Vec<_>>(),
                "voters": best.iter().map(|film| voters(film.item).len()).collect::<Vec<_>>(),
            }),
        );
        lists.push(titles);
    }
    let shared = |a: &[&str], b: &[&str]| a.iter().filter(|title| b.contains(title)).count();
    let (users, films, factors) = (&lists[0], &lists[1], &lists[2]);
    report.find(
        "shared",
        json!({"users_and_factors": shared(users, factors), "films_and_factors": shared(films, factors)}),
        format_args!(
            "Films on the dot product's list that are on the first, too: {}. On the second: {}.",
            shared(users, factors),
            shared(films, factors),
        ),
    );
}

/// How many of the ten most alike rows are among the ten with the nearest factors.
pub fn by_factors(fitted: &Fitted, report: &mut Report) {
    let sides = [
        ("users", &fitted.users, &fitted.model.user_factors),
        ("films", &fitted.films, &fitted.model.item_factors),
    ];
    report.say(
        "Of the ten most alike by their ratings, how many are among the ten nearest by their factors:",
    );
    report.table(
        &["", "of ten", "by chance"],
        sides.into_iter().map(|(name, neighbours, factors)| {
            let n = factors.nrows();
            let shared = |row: usize| {
                let by_ratings = most_alike(&neighbours.likeness(row), 10);
                let by_factors = nearest(factors, row, 10, |other| other != 0);
                by_factors.iter().filter(|near| by_ratings.contains(&near.row)).count()
            };
            let compared = (n - 1).min(COMPARED);
            let sum: usize = (1..=compared).map(shared).sum();
            Row::new(format!("agreement, {name}"), name)
                .number("of_ten", sum as f64 / compared as f64, 2)
                .number("by_chance", (100.0 / (n as f64 - 1.0)).min(10.0), 2)
        }),
    );
}

/// The rows with the highest likeness above 0. Among equals, the lower row comes first.
fn most_alike(likeness: &[f64], n: usize) -> Vec<usize> {
    let best = highest(likeness, &[], n);
    best.into_iter().filter(|row| row.score > 0.0).map(|row| row.item).collect()
}

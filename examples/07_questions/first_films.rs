//! The films that each policy asks about first.

use lab::{Report, Row};
use workbook::data::{Dataset, Ratings};
use workbook::interpret::Learned;
use workbook::interpret::questions::{Policy, Questions, known_to};

/// How many films are listed.
const FIRST: usize = 10;

/// The first questions of each policy to someone who can answer them all, with the share of the users who
/// have rated the film.
pub fn list(model: &Learned, data: &Dataset, train: &Ratings, seed: u64, report: &mut Report) {
    let prior = model.mean_taste_in(train);
    let questions = Questions::new(model, &prior, model.taste_ridge(), train);
    let shares = known_to(data, train);
    report.say(format_args!(
        "The first {FIRST} questions of each policy to someone who can answer them all, and the share \
         of the users\nwho have rated the film:"
    ));
    for policy in Policy::ALL {
        let plan = policy.plan(model, data, train, seed);
        let mut interview = questions.interview();
        let mut rows = Vec::new();
        while rows.len() < FIRST
            && let Some(film) = plan.next(&interview)
        {
            interview.answer(film);
            let title = data.items.name(film);
            let run = format!("{}, question {}", policy.name(), rows.len() + 1);
            rows.push(Row::new(run, title).hidden("film", title).percent(
                "known_to",
                100.0 * shares[film],
                1,
            ));
        }
        report.table(&[policy.name(), "known to"], rows);
    }
}

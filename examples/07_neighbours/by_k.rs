//! How many neighbours it takes.

use crate::method::Method;
use crate::round::Round;
use lab::{Report, Row, figures};
use workbook::learn::Spread;
use workbook::models::Neighbours;

/// The numbers of neighbours that are tried.
const KS: [usize; 7] = [1, 3, 10, 20, 40, 80, 160];

/// The error with each number of neighbours.
pub fn show(rounds: &[Round], report: &mut Report) {
    let with_k = |neighbours: &Neighbours, k: usize| {
        let mut neighbours = neighbours.clone();
        neighbours.settings.k = k;
        neighbours
    };
    let of_users = |round: &Round, k| with_k(&round.fitted.users, k).predict(&round.valid);
    let of_films =
        |round: &Round, k| with_k(&round.fitted.films, k).predict(&round.valid.mirrored());
    let spread = |k, predict: &dyn Fn(&Round, usize) -> Vec<f64>| {
        Spread::from_values(rounds.iter().map(|round| round.error(&predict(round, k))))
    };
    let errors: Vec<[Spread; 2]> =
        KS.iter().map(|&k| [spread(k, &of_users), spread(k, &of_films)]).collect();
    report.say("How many neighbours? The error when at most k of them have a say:");
    report.table(
        &["k", "user neighbours", "film neighbours"],
        KS.iter().zip(&errors).map(|(k, [users, films])| {
            Row::new(format!("k={k}"), k.to_string())
                .spread("users", *users)
                .spread("films", *films)
        }),
    );
    let of =
        |method| Spread::from_values(rounds.iter().map(|round| round.error(round.of(method)))).mean;
    let levels = [Method::Baseline, Method::DotProduct].map(|method| (method.name(), of(method)));
    report.figure(&figures::by_k(&KS, &errors, &levels));
}

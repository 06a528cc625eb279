//! What the survey found, as tables and as a figure.

use crate::survey::{ASKED, BEST_OF_THEIRS, JUDGED, NAMED, Round};
use lab::{Report, Row, figures};
use serde_json::json;
use workbook::interpret::questions::Outcome;
use workbook::learn::Spread;

/// The place of ten questions among the numbers of questions asked.
const TEN: usize = 2;

/// Pairs of ways to ask, each with a number of questions.
const PAIRS: [[(&str, usize); 2]; 8] = [
    [("most rated", 10), ("random", 10)],
    [("most rated", 10), ("most disputed", 10)],
    [("most rated", 10), ("spread over the map", 10)],
    [("most rated", 10), ("shrinks × known", 10)],
    [("shrinks × known", 10), ("shrinks most", 10)],
    [(NAMED, 10), ("most rated", 10)],
    [(NAMED, 5), ("most rated", 30)],
    [(BEST_OF_THEIRS, 10), (NAMED, 10)],
];

/// Reports the rounds. `noise` is the mean squared error of a model for users that it knows.
pub fn report(rounds: &[Round], noise: f64, report: &mut Report) {
    let ways: Vec<&str> = rounds[0].outcomes.iter().map(|(name, _)| *name).collect();
    let people: usize = rounds.iter().map(|round| round.people).sum();
    let spread = |way: usize, value: &dyn Fn(&Outcome) -> f64| {
        Spread::from_values(rounds.iter().map(|round| value(&round.outcomes[way].1)))
    };
    let errors: Vec<Vec<Spread>> = (0..ways.len())
        .map(|way| (0..ASKED.len()).map(|i| spread(way, &|outcome| outcome.mse[i])).collect())
        .collect();
    let before = spread(0, &|outcome| outcome.mse[0]);
    report.find(
        "survey",
        json!({"people": people, "judged": JUDGED, "asked": ASKED, "mse_before": before.mean}),
        format_args!(
            "{people} newcomers are asked; {JUDGED} ratings of each are set aside to judge what was \
             learned. The mean\nsquared error on these is {before} before the first question, and \
             after so many:"
        ),
    );
    report.table(
        &["policy", "5", "10", "20", "30"],
        ways.iter().enumerate().map(|(way, name)| {
            let row = Row::new(format!("asked, {name}"), *name)
                .hidden("mse", errors[way].iter().map(|mse| mse.mean).collect::<Vec<_>>());
            errors[way].iter().skip(1).map(Spread::to_string).fold(row, Row::cell)
        }),
    );
    report.say(
        "After ten questions: how many of the films were known; of two films set aside with different \
         ratings, how\noften the prediction is higher for the one with the higher rating; and the mean \
         squared error that the\nridge itself promises:",
    );
    report.table(
        &["policy", "known", "in order", "promised"],
        ways.iter().enumerate().map(|(way, name)| {
            Row::new(format!("after ten, {name}"), *name)
                .spread("known", spread(way, &|outcome| outcome.known[TEN]))
                .spread("in_order", spread(way, &|outcome| outcome.in_order[TEN]))
                .spread("promised", spread(way, &|outcome| noise * (1.0 + outcome.variance[TEN])))
        }),
    );
    report.paired(PAIRS.map(|[first, second]| {
        let gains = rounds.iter().map(|round| round.mse(second) - round.mse(first));
        (format!("{} over {}", name(first), name(second)), gains.collect())
    }));
    let lines: Vec<(&str, Vec<Spread>)> = ways.into_iter().zip(errors).collect();
    report.figure(&figures::questions(&lines, &ASKED));
}

impl Round {
    /// The mean squared error of a way to ask after a number of questions.
    fn mse(&self, (way, asked): (&str, usize)) -> f64 {
        let outcome = self.outcomes.iter().find(|(name, _)| *name == way);
        let place = ASKED.iter().position(|&n| n == asked);
        outcome.expect("a way to ask").1.mse[place.expect("a number of questions")]
    }
}

fn name((way, asked): (&str, usize)) -> String {
    format!("{way} ({asked})")
}

//! The feedback loop with places of every list left to chance, and with balanced ratings.

use crate::Round;
use crate::loops::{LOOPS, Loops, ROUNDS, run};
use lab::{ModelOptions, Report, Result, Row, figures};
use serde_json::json;
use workbook::data::Dataset;
use workbook::interpret::feedback::Standing;
use workbook::learn::Spread;

/// What the loops do in a simulated world, where the truth is known.
pub fn show(
    options: &ModelOptions,
    data: &Dataset,
    rounds: &[Round],
    report: &mut Report,
) -> Result<()> {
    let splits = rounds.iter().map(|round| run(options, data, round));
    let splits = splits.collect::<Result<Vec<Loops>>>()?;
    let mean = |place: usize, round: usize, value: Value| {
        Spread::from_values(splits.iter().map(|loops| value(&loops[place][round]))).mean
    };
    report.say(format_args!(
        "The feedback loop after {ROUNDS} rounds, by what is shown: the share of the most rated tenth of\n\
         the films, the distinct films in everyone's top tens, the mean squared error against the\n\
         truth on all pairs of a user and a film, and the mean true rating of what was shown in\n\
         the last round, and of everyone's ten best:"
    ));
    let header = ["shown", "top tenth", "films", "error", "rating of shown", "of best"];
    let row = |name: &str, place: usize, round: usize| {
        let row = Row::new(format!("loop, {name}"), name)
            .percent("top_tenth", mean(place, round, TOP_TENTH), 1)
            .number("films", mean(place, round, FILMS), 0)
            .number("error", mean(place, round, ERROR), 4);
        let row = match round {
            0 => row.cell(""),
            _ => row.number("shown", mean(place, round, SHOWN), 3),
        };
        row.number("best", mean(place, round, BEST), 3)
    };
    let ends = LOOPS.iter().enumerate().map(|(place, (name, ..))| row(name, place, ROUNDS));
    report.table(&header, std::iter::once(row("before", 0, 0)).chain(ends));
    if splits.len() > 1 {
        report.say(
            "What each does better than showing the best, after the last round: a lower error, a\n\
             higher rating of what is shown (over all rounds), a higher rating of the ten best:",
        );
        report.paired(LOOPS.iter().enumerate().skip(1).flat_map(|(place, (name, ..))| {
            let gains = |gain: fn(&[Standing], &[Standing]) -> f64| {
                splits.iter().map(|loops| gain(&loops[0], &loops[place])).collect()
            };
            [
                (format!("error, {name}"), gains(|a, b| ERROR(&a[ROUNDS]) - ERROR(&b[ROUNDS]))),
                (format!("shown, {name}"), gains(|a, b| mean_shown(b) - mean_shown(a))),
                (format!("best, {name}"), gains(|a, b| BEST(&b[ROUNDS]) - BEST(&a[ROUNDS]))),
            ]
        }));
    }
    let by_round = |place: usize, from: usize, value: Value| -> Vec<f64> {
        (from..=ROUNDS).map(|round| mean(place, round, value)).collect()
    };
    for (place, (name, ..)) in LOOPS.iter().enumerate() {
        let values = json!({
            "top_tenth": by_round(place, 0, TOP_TENTH), "films": by_round(place, 0, FILMS),
            "error": by_round(place, 0, ERROR), "shown": by_round(place, 1, SHOWN),
        });
        report.values(&format!("by round, {name}"), values);
    }
    let lines = LOOPS.iter().enumerate().map(|(place, (name, ..))| {
        (*name, by_round(place, 0, TOP_TENTH), by_round(place, 1, SHOWN))
    });
    report.figure(&figures::exploring(&lines.collect::<Vec<_>>()));
    Ok(())
}

/// A number of a standing.
type Value = fn(&Standing) -> f64;

const TOP_TENTH: Value = |standing| 100.0 * standing.top_tenth;
const FILMS: Value = |standing| standing.distinct_items as f64;
const ERROR: Value = |standing| standing.catalogue_error;
const SHOWN: Value = |standing| standing.rating_of_shown.expect("something was shown");
const BEST: Value = |standing| standing.rating_of_best.expect("there are items");

/// The mean true rating of what was shown in all rounds.
fn mean_shown(standings: &[Standing]) -> f64 {
    Spread::from_values(standings[1..].iter().map(SHOWN)).mean
}

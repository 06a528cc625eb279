//! What a ranker gains from knowing what it could not know.

use crate::judged::{Judged, K, mean};
use crate::options::{Kind, NetworkOptions};
use crate::rankers::Settings;
use crate::round::Round;
use lab::{Report, Result, Row};
use workbook::data::{HoldOut, Ratings};
use workbook::interpret::SAMPLED_NEGATIVES;

/// Holds out a random interaction in place of the latest, and lets negatives avoid what is held out.
/// `results` are those without a leak.
pub fn compare(
    interactions: &Ratings,
    rounds: &[Round],
    results: &[Judged],
    options: &NetworkOptions,
    report: &mut Report,
) -> Result<()> {
    let at_random: Vec<Round> = (rounds.iter())
        .map(|round| Round::new(round.data, interactions, HoldOut::Random, round.seed))
        .collect::<Result<_>>()?;
    let mut rows = Vec::new();
    for kind in [Kind::Popularity, Kind::Ease, Kind::Ials, Kind::Gmf] {
        let mut ranker = kind.ranker(options);
        let Some(honest) = results.iter().find(|result| result.name == ranker.name) else {
            continue;
        };
        let (leak, rounds) = match &mut ranker.settings {
            Settings::Network(network) => {
                network.spare_held_out = true;
                ("the latest, never a negative", rounds)
            }
            _ => ("a random one", &at_random[..]),
        };
        rows.push(row("the latest", honest));
        rows.extend(Judged::all(&[ranker], rounds, report)?.iter().map(|leaky| row(leak, leaky)));
    }
    report.say(
        "Two leaks. A random interaction held out leaves later ones to learn from; and negatives that \
         avoid what is\nheld out tell which film it is:",
    );
    report.table(&["ranker", "held out", "HR@10 (99)", "HR@10 (all)"], rows);
    Ok(())
}

fn row(held_out: &str, judged: &Judged) -> Row {
    // In expectation over the samples, because the differences are small.
    Row::new(format!("{}, {held_out}", judged.name), &judged.name)
        .cell(held_out)
        .spread("expected_hr10_99", judged.expected_hit_ratio(SAMPLED_NEGATIVES))
        .spread("hr10_all", judged.spread(|placings| mean(&placings.all, |p| p.hit_ratio(K))))
}

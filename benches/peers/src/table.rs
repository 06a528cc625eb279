//! What came out, as tables.

use crate::contestant::Contestant;
use crate::outcome::Outcome;
use crate::set::Source;

/// Prints one table in Markdown, each figure with its ratio to ours by hand, and the settings below.
pub fn print(source: Source, target: Option<f64>, outcomes: &[(Contestant, Outcome)]) {
    let ours = outcomes.iter().find(|(contestant, _)| *contestant == Contestant::ByHand);
    let ours = ours.map(|(_, outcome)| outcome);
    println!("## {}\n", source.name());
    let to_loss = target.map_or_else(
        || format!("seconds to {}'s final loss", source.measure().name()),
        |target| format!("seconds to {target:.4} ({}'s final loss)", source.measure().name()),
    );
    println!(
        "| | million ratings/s | peak memory, MB | {to_loss} | final loss | passes | seconds |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (contestant, outcome) in outcomes {
        let cell = |decimals: usize, value: &dyn Fn(&Outcome) -> Option<f64>| {
            with_ratio(decimals, value(outcome), ours.and_then(value))
        };
        let speed = cell(2, &|outcome| Some(outcome.ratings_per_second() / 1e6));
        let memory = cell(0, &|outcome| outcome.peak_memory_mb);
        let seconds_to = cell(2, &|outcome| outcome.seconds_to(target?));
        let name = contestant.name();
        let (full, passes) = (outcome.full, outcome.full.passes);
        println!(
            "| {name} | {speed} | {memory} | {seconds_to} | {:.4} | {passes} | {:.2} |",
            full.loss, full.seconds
        );
    }
    println!();
    for (contestant, outcome) in outcomes {
        println!("- {}: {}.", contestant.name(), outcome.settings);
    }
    println!();
}

/// A figure, and how many times ours it is.
fn with_ratio(decimals: usize, value: Option<f64>, ours: Option<f64>) -> String {
    match (value, ours) {
        (None, _) => "–".to_owned(),
        (Some(value), None) => format!("{value:.decimals$}"),
        (Some(value), Some(ours)) => format!("{value:.decimals$} ({:.2}x)", value / ours),
    }
}

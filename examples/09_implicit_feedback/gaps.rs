//! What comes at once, and what comes later.

use crate::judged::{Judged, K};
use crate::round::Round;
use lab::{Report, Row};

/// How the hits depend on how soon after the last interaction in training the one held out came.
pub fn show(results: &[Judged], rounds: &[Round], report: &mut Report) {
    const SHOWN: [&str; 4] = ["popularity", "EASE", "EASE in order", "GMF"];
    const GAPS: [(&str, i64); 4] = [
        ("at the same second", 0),
        ("within a minute", 60),
        ("within a day", 86_400),
        ("later", i64::MAX),
    ];
    let shown = |result: &&Judged| SHOWN.contains(&result.name.as_str());
    let results: Vec<&Judged> = results.iter().filter(shown).collect();
    let Some(gaps) = rounds.iter().map(Round::gaps).collect::<Option<Vec<_>>>() else { return };
    let mut shortest = -1;
    let mut rows = Vec::new();
    for (name, longest) in GAPS {
        let is_in = |gap: i64| (shortest + 1..=longest).contains(&gap);
        let users = gaps.iter().flatten().filter(|gap| is_in(**gap)).count() as f64;
        let mut row = Row::new(format!("gap, {name}"), name).percent(
            "share",
            100.0 * users / gaps.iter().flatten().count() as f64,
            1,
        );
        for result in &results {
            let pairs = result
                .rounds
                .iter()
                .zip(&gaps)
                .flat_map(|(placings, gaps)| placings.all.iter().zip(gaps));
            let hits =
                pairs.filter(|(_, gap)| is_in(**gap)).map(|(placing, _)| placing.hit_ratio(K));
            let hits = hits.sum::<f64>();
            row =
                if users > 0.0 { row.number(&result.name, hits / users, 4) } else { row.cell("") };
        }
        shortest = longest;
        rows.push(row);
    }
    report.say("HR@10 among all films by when the film held out was watched, after the last one in training:");
    let names = results.iter().map(|result| result.name.as_str());
    let header: Vec<&str> = ["watched", "users"].into_iter().chain(names).collect();
    report.table(&header, rows);
}

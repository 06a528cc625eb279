//! NDCG by the natural logarithm.

use crate::round::{K, mean};
use lab::Report;
use serde_json::json;
use std::f64::consts::LN_2;
use workbook::interpret::Placing;

/// What the NCF notebook of Microsoft's Recommenders prints as NDCG@10.
const PRINTED: f64 = 0.401_163;

/// The notebook's formula with any logarithm: `1 / log(rank + 1)` for a rank from 1, and nothing beyond
/// the list.
fn gain(rank: usize, log: fn(f64) -> f64) -> f64 {
    if rank <= K { 1.0 / log(rank as f64 + 1.0) } else { 0.0 }
}

/// What a first place scores, what the printed value is by the usual logarithm, and a ranker by both.
pub fn show(placings: &[Placing], report: &mut Report) {
    let first_place = gain(1, f64::ln);
    let corrected = PRINTED * LN_2;
    // As in the notebook, an item comes last among those of equal scores.
    let rank = |placing: &Placing| placing.higher + placing.equal + 1;
    let [natural, base_2] =
        [f64::ln, f64::log2].map(|log| mean(placings, |placing| gain(rank(placing), log)));
    report.find(
        "logarithm",
        json!({
            "first_place": first_place, "printed": PRINTED, "corrected": corrected,
            "ease_natural": natural, "ease_base_2": base_2,
        }),
        format_args!(
            "3. NDCG by the natural logarithm: a first place scores {first_place:.4}. The printed \
             {PRINTED:.4} is {corrected:.4} to the base 2.\n\
             EASE on these data, among all films: {natural:.4} by the natural logarithm, {base_2:.4} to \
             the base 2."
        ),
    );
}

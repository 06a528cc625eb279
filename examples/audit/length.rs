//! NDCG@10 below NDCG@5, which a single held-out film rules out.

use crate::round::mean;
use lab::{Report, Row};
use serde_json::json;
use workbook::interpret::Placing;

/// HR@5, HR@10, NDCG@5 and NDCG@10 on MovieLens 100K as printed in table 3 of Liu et al., 2022,
/// <https://doi.org/10.1155/2022/9593957>.
const PRINTED: [(&str, [f64; 2], [f64; 2]); 6] = [
    ("Pop", [0.2031, 0.3712], [0.0718, 0.0786]),
    ("Item-KNN", [0.3160, 0.4730], [0.0976, 0.1067]),
    ("BPR-MF", [0.2874, 0.4380], [0.0971, 0.1088]),
    ("NCF", [0.6002, 0.7540], [0.2662, 0.2641]),
    ("DMF", [0.6458, 0.7667], [0.2672, 0.2692]),
    ("EINMF", [0.6978, 0.8038], [0.3163, 0.3092]),
];

/// The lowest NDCG@10 to go with these, if one film is held out for each user: a hit that the first five
/// miss comes in tenth at worst, where it is worth `1 / log2(11)`.
fn lowest_ndcg10([hr5, hr10]: [f64; 2], ndcg5: f64) -> f64 {
    ndcg5 + (hr10 - hr5) / 11.0_f64.log2()
}

/// A real ranker's measures as the list grows, and the printed ones.
pub fn show(placings: &[Placing], report: &mut Report) {
    let falls = placings.iter().filter(|placing| placing.ndcg(10) < placing.ndcg(5)).count();
    let [hr5, hr10] = [5, 10].map(|k| mean(placings, |placing| placing.hit_ratio(k)));
    let [ndcg5, ndcg10] = [5, 10].map(|k| mean(placings, |placing| placing.ndcg(k)));
    report.find(
        "list length",
        json!({
            "users": placings.len(), "falls": falls,
            "hr5": hr5, "hr10": hr10, "ndcg5": ndcg5, "ndcg10": ndcg10,
        }),
        format_args!(
            "5. A longer list: from 5 films to 10, EASE's NDCG falls for {falls} of {} users; the mean \
             rises from {ndcg5:.4} to {ndcg10:.4}.\n\
             The lowest NDCG@10 to go with its hits, and with printed ones:",
            placings.len(),
        ),
    );
    let ease = ("EASE, these data", [hr5, hr10], [ndcg5, ndcg10]);
    report.table(
        &["ranker", "HR@5", "HR@10", "NDCG@5", "NDCG@10", "at least"],
        [ease].into_iter().chain(PRINTED).map(|(name, hits, [ndcg5, ndcg10])| {
            Row::new(format!("list length, {name}"), name)
                .number("hr5", hits[0], 4)
                .number("hr10", hits[1], 4)
                .number("ndcg5", ndcg5, 4)
                .number("ndcg10", ndcg10, 4)
                .number("lowest_ndcg10", lowest_ndcg10(hits, ndcg5), 4)
        }),
    );
}

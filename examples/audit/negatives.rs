//! Negatives that are drawn with replacement, from films that include the positive.

use crate::round::{K, mean};
use lab::Report;
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::json;
use workbook::interpret::{Placing, SAMPLED_NEGATIVES};

/// Films of MovieLens 20M, and negatives for each user, in MLPerf's first benchmark of recommenders.
const FILMS: usize = 26_744;
const NEGATIVES: usize = 999;
/// Users who were found to have the positive among their negatives, and all users.
const REPORTED: (usize, usize) = (5_172, 138_493);
/// How many users are simulated.
const USERS: usize = 20_000;

/// How many different films `draws` draws with replacement from `n` bring on average.
fn expected_distinct(n: f64, draws: usize) -> f64 {
    n * (1.0 - (1.0 - 1.0 / n).powf(draws as f64))
}

/// Draws negatives for each user. Returns the share of the users who drew the positive, and how many
/// different films a user drew on average.
fn simulate(rng: &mut StdRng) -> (f64, f64) {
    let mut last_drawn_for = vec![usize::MAX; FILMS];
    let (mut distinct, mut positive_drawn) = (0, 0);
    for user in 0..USERS {
        for _ in 0..NEGATIVES {
            let film = rng.gen_range(0..FILMS);
            distinct += usize::from(last_drawn_for[film] != user);
            last_drawn_for[film] = user;
        }
        // All films are alike, so let the positive be the first.
        positive_drawn += usize::from(last_drawn_for[0] == user);
    }
    (positive_drawn as f64 / USERS as f64, distinct as f64 / USERS as f64)
}

/// How often the positive is among the negatives, how many repeat, and what that is worth to a ranker.
pub fn show(placings: &[Placing], seed: u64, report: &mut Report) {
    let expected = 1.0 - (1.0 - 1.0 / FILMS as f64).powf(NEGATIVES as f64);
    let reported = REPORTED.0 as f64 / REPORTED.1 as f64;
    let distinct = expected_distinct(FILMS as f64, NEGATIVES);
    let (share, mean_distinct) = simulate(&mut StdRng::seed_from_u64(seed));

    let untouched = mean(placings, |placing| placing.others as f64 + 1.0);
    let fewer = expected_distinct(untouched, SAMPLED_NEGATIVES).round() as usize;
    let [honest, eased] = [SAMPLED_NEGATIVES, fewer]
        .map(|negatives| mean(placings, |placing| placing.expected_hit_ratio(K, negatives)));
    report.find(
        "negatives",
        json!({
            "expected": expected, "simulated": share, "reported": reported,
            "expected_distinct": distinct, "simulated_distinct": mean_distinct,
            "distinct_of_99": fewer, "hr10_99": honest, "hr10_distinct": eased,
        }),
        format_args!(
            "7. {NEGATIVES} negatives drawn with replacement from {FILMS} films, the positive among them: \
             it is drawn for {:.2} % of the users\n\
             (simulated: {:.2} %; reported: {:.2} %), and {distinct:.1} of the films are different \
             (simulated: {mean_distinct:.1}).\n\
             What that is worth on these data: of {SAMPLED_NEGATIVES} draws about {fewer} are different, \
             and EASE's HR@10 is {eased:.4} instead of {honest:.4}.",
            100.0 * expected,
            100.0 * share,
            100.0 * reported,
        ),
    );
}

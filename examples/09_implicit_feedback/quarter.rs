//! The split of a published table: a random quarter of each user's interactions held out, and the whole
//! catalogue ranked.

use crate::cores::on_all_cores;
use crate::judged::K;
use crate::options::NetworkOptions;
use crate::rankers::{Ranker, Settings};
use crate::round::Round;
use lab::{ProgressBar, Report, Result, Row};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use workbook::data::{Dataset, LeaveOneOut, Ratings};
use workbook::interpret::{highest, ndcg_of_list};
use workbook::learn::Spread;
use workbook::models::OrderSettings;

/// The share of each user's interactions that is held out.
const SHARE: f64 = 0.25;

/// The rankers' lists of ten, judged by all that is held out.
pub fn compare(
    data: &Dataset,
    interactions: &Ratings,
    seeds: impl Iterator<Item = u64>,
    options: &NetworkOptions,
    mut report: Report,
) -> Result<()> {
    let rounds: Vec<Round> = seeds
        .map(|seed| Round::from_split(data, interactions, split(data, interactions, seed), seed))
        .collect::<Result<_>>()?;
    let rankers = Ranker::all(options, &rounds[0].touched, &mut report)?;
    let rankers: Vec<Ranker> = rankers.into_iter().map(in_no_order).collect();
    let bars: Vec<ProgressBar> =
        rankers.iter().map(|ranker| report.progress_bar(&ranker.name)).collect();
    let qualities = on_all_cores(rankers.len(), |i| {
        let of_round = |round| Ok(quality(round, rankers[i].fit(round, &bars[i])?.scores));
        rounds.iter().map(of_round).collect::<Result<Vec<_>>>()
    });
    let qualities = qualities.into_iter().collect::<Result<Vec<_>>>()?;
    report.say(format_args!(
        "A random quarter of each user's interactions is held out. How good the lists of {K} films are, \
         chosen\namong all that the user has not touched in training:"
    ));
    report.table(
        &["ranker", "NDCG@10", "precision@10"],
        rankers.iter().zip(&qualities).map(|(ranker, qualities)| {
            let spread =
                |part: usize| Spread::from_values(qualities.iter().map(|q: &[f64; 2]| q[part]));
            Row::new(format!("quarter, {}", ranker.name), &ranker.name)
                .spread("ndcg10", spread(0))
                .spread("precision10", spread(1))
        }),
    );
    report.finish()
}

/// What is held out at random did not come last, so a user's latest interactions should count no more
/// than the others.
fn in_no_order(ranker: Ranker) -> Ranker {
    match ranker.settings {
        Settings::EaseInOrder(settings) => {
            let settings = OrderSettings { recency: 1.0, ever: 0.0, ..settings };
            let name = "EASE, near pairs".to_owned();
            Ranker { name, settings: Settings::EaseInOrder(settings) }
        }
        _ => ranker,
    }
}

/// Holds out a random quarter of each user's interactions.
fn split(data: &Dataset, interactions: &Ratings, seed: u64) -> LeaveOneOut {
    let rng = &mut StdRng::seed_from_u64(seed);
    let mut of_user = vec![Vec::new(); data.n_users()];
    for (i, &user) in interactions.users.iter().enumerate() {
        of_user[user as usize].push(i);
    }
    let mut is_held_out = vec![false; interactions.len()];
    for rows in &mut of_user {
        rows.shuffle(rng);
        let held_out = (rows.len() as f64 * SHARE).round() as usize;
        rows[..held_out].iter().for_each(|&row| is_held_out[row] = true);
    }
    let (held_out, train): (Vec<usize>, Vec<usize>) =
        (0..interactions.len()).partition(|&i| is_held_out[i]);
    let [train, held_out] = [train, held_out].map(|rows| interactions.select(rows));
    LeaveOneOut { train, held_out, not_judged: 0 }
}

/// The means of NDCG and precision over the users.
fn quality(round: &Round, scores: impl Fn(usize) -> Vec<f64>) -> [f64; 2] {
    let mut sums = [0.0; 2];
    let mut users = 0.0;
    let mut relevant = vec![Vec::new(); round.data.n_users()];
    for (user, item) in round.split.held_out.pairs() {
        relevant[user].push(item);
    }
    for (user, relevant) in relevant.iter().enumerate().filter(|(_, relevant)| !relevant.is_empty())
    {
        let best = highest(&scores(user), round.known.by(user), K);
        let list: Vec<usize> = best.iter().map(|film| film.item).collect();
        let found = list.iter().filter(|item| relevant.contains(item)).count();
        sums[0] += ndcg_of_list(&list, relevant);
        sums[1] += found as f64 / K as f64;
        users += 1.0;
    }
    sums.map(|sum| sum / users)
}

//! The methods as makers of lists: how high they place what a user watched next.

use crate::fitted::Fitted;
use crate::method::Method;
use crate::round::{self, Round};
use crate::scores::scores;
use lab::{ModelOptions, Report, Result, Row};
use workbook::Error;
use workbook::data::{Dataset, HoldOut, SPLIT_SEED, Touched, VALID_SHARE};
use workbook::interpret::{Judge, Placing, SAMPLED_NEGATIVES};
use workbook::learn::Spread;
use workbook::models::Popularity;

/// The length of a list.
const K: usize = 10;
/// How many scores of a method are there at a time: those of as many users as fit in 16 MB.
const SCORES_AT_ONCE: usize = 1 << 21;

/// What is measured, in each round.
struct Measures {
    hit_ratio: Spread,
    ndcg: Spread,
}

/// Where each ranker places what was held out.
type Placings = Vec<(&'static str, Vec<Placing>)>;

/// Holds out the latest film of every user, as chapter 9 does, and lets every method rank it among all
/// that the user has not touched.
pub fn compare(options: &ModelOptions, data: &Dataset, report: &mut Report) -> Result<()> {
    let seeds = options.experiment.all_seeds();
    let rounds: Vec<Placings> =
        seeds.map(|seed| placings(options, data, seed)).collect::<Result<_>>()?;
    let ranker = |i: usize| {
        let mean = |value: fn(&Placing, usize) -> f64| {
            Spread::from_values(rounds.iter().map(|round| {
                let (_, placings) = &round[i];
                placings.iter().map(|placing| value(placing, K)).sum::<f64>()
                    / placings.len() as f64
            }))
        };
        (
            rounds[0][i].0,
            Measures { hit_ratio: mean(Placing::hit_ratio), ndcg: mean(Placing::ndcg) },
        )
    };
    report.say(format_args!(
        "Each user's latest film held out and ranked among all films that the user never touched, by what\n\
         each method predicts (learned from the other ratings):"
    ));
    report.table(
        &["ranker", "HR@10", "NDCG@10"],
        (0..rounds[0].len()).map(ranker).map(|(name, Measures { hit_ratio, ndcg })| {
            Row::new(format!("ranked, {name}"), name)
                .spread("hr10", hit_ratio)
                .spread("ndcg10", ndcg)
        }),
    );
    Ok(())
}

/// One round.
fn placings(options: &ModelOptions, data: &Dataset, seed: u64) -> Result<Placings> {
    let interactions = data.interactions();
    let split = data.leave_one_out(&interactions, HoldOut::Latest, seed);
    if split.held_out.is_empty() {
        return Err(Error::Settings("no user has two ratings, one to hold out".to_owned()).into());
    }
    // The weights of the mix come from ratings that are held out once more.
    let known = Dataset { ratings: split.train.clone(), ..data.clone() };
    let inner = known.split_random(VALID_SHARE, SPLIT_SEED.wrapping_add(seed))?;
    let inner = Round::new(round::fit(options, &known, &inner, seed)?, &known, inner, seed);
    let mixed = inner.fitted.available(&Method::MIXED);
    let mix = inner.weights(&mixed, |_| true);

    let fitted = options.train(data, (&split.train, &split.held_out), data.n_users(), seed)?;
    let fitted = Fitted::new(fitted, data, &split.train);
    let popularity = Popularity::fit(&split.train, data.n_items()).counts;
    let touched = Touched::new(&interactions, data.n_users(), data.n_items());
    let mut placings: Placings = Vec::new();
    for part in split.held_out.chunks((SCORES_AT_ONCE / data.n_items()).max(1)) {
        let judge = Judge::new(&part, &touched, SAMPLED_NEGATIVES, seed);
        for (place, (name, scores)) in
            scores(&fitted, &mixed, &mix, &popularity, &part).into_iter().enumerate()
        {
            let mut rows = scores.chunks_exact(data.n_items());
            let placed = judge.place(|_| rows.next().expect("a row for each user").to_vec())?;
            if placings.len() == place {
                placings.push((name, Vec::new()));
            }
            placings[place].1.extend(placed.all);
        }
    }
    Ok(placings)
}

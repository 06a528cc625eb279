//! A newcomer: recommendations from a handful of ratings, without training, and how good they are.

use crate::lists;
use lab::{ModelOptions, Report, Result, Row, figures};
use serde_json::json;
use std::collections::BTreeSet;
use workbook::Error;
use workbook::data::{Dataset, Ratings};
use workbook::interpret::cold_start::{Method, Newcomers, compare};
use workbook::interpret::{Catalogue, FoldIn, Learned, best_unseen};
use workbook::learn::Spread;

/// How many ratings of each newcomer are known.
const GIVEN: [usize; 4] = [0, 1, 5, 10];

/// The first ten ratings of a user, each as a film and its rating.
pub fn first_ratings(data: &Dataset, user: usize) -> Vec<(usize, f64)> {
    let ratings = &data.ratings;
    let of_user = ratings.iter().filter(|rating| rating.user == user);
    of_user.map(|rating| (rating.item, f64::from(rating.value))).take(10).collect()
}

/// Films for a newcomer who has given these ratings.
pub fn recommend(
    model: &Learned,
    data: &Dataset,
    train: &Ratings,
    catalogue: &Catalogue,
    ratings: &[(usize, f64)],
    report: &mut Report,
) {
    let known: BTreeSet<usize> = train.pairs().map(|(user, _)| user).collect();
    let mean = model.mean_taste(&known.into_iter().collect::<Vec<_>>());
    let fold_in = FoldIn::fit(model, ratings, &mean, model.taste_ridge());
    let eligible = catalogue.without(ratings.iter().map(|(film, _)| *film));
    let best = best_unseen(model, &fold_in.taste, &eligible, 10);
    let titles = lists::list(&best, data, report);
    report.values("newcomer", json!({"ratings": ratings.len(), "films": titles}));

    let Some(top) = best.first() else { return };
    report.say(format_args!(
        "What each rating adds to the score of {}, before sigmoid_range:",
        lab::shown(data.items.name(top.item))
    ));
    let parts = ratings.iter().zip(fold_in.contributions(model, top.item));
    report.list(
        &["rated", "rating", "adds"],
        parts.map(|(&(film, rating), part)| {
            // In the file's precision; in double precision 0.7 would get many digits.
            let rating = rating as f32;
            [data.items.name(film).to_owned(), rating.to_string(), format!("{part:+.3}")]
        }),
    );
}

/// A fifth of the users comes back as newcomers; how well is the rest of their ratings predicted?
pub fn cold_start(options: &ModelOptions, data: &Dataset, report: &mut Report) -> Result<()> {
    let [.., most] = GIVEN;
    let mut by_seed = Vec::new();
    for seed in options.experiment.all_seeds() {
        let newcomers = Newcomers::hold_out(data, 0.2, seed);
        if newcomers.users.iter().all(|(_, ratings)| ratings.len() <= most) {
            let message = format!("no user held out has more than {most} ratings");
            return Err(Error::Settings(message).into());
        }
        let ratings = (&newcomers.known, &newcomers.unknown);
        let model = options.train(data, ratings, data.n_users(), seed)?;
        by_seed.push(compare(&model, data, &newcomers, &GIVEN));
    }
    let methods: Vec<Method> = by_seed[0].iter().map(|(method, _)| *method).collect();
    let reference = methods.iter().position(|method| *method == Method::MeanTaste);
    let reference = reference.expect("the mean taste is always among the methods");
    let error = |method: usize| spreads(by_seed.iter().map(|errors| errors[method].1.clone()));
    // Each seed holds out different users, some harder to predict whatever the method. So the gain of
    // a method over the mean taste is taken seed by seed, on the same users.
    let gain = |method: usize| {
        spreads(by_seed.iter().map(|errors| {
            let pairs = errors[reference].1.iter().zip(&errors[method].1);
            pairs.map(|(reference, error)| reference - error).collect()
        }))
    };
    let errors: Vec<(Method, Vec<Spread>)> =
        methods.iter().enumerate().map(|(m, method)| (*method, error(m))).collect();
    report.say(
        "The cold start: a fifth of the users held out, and the ratings after their tenth predicted \
         (mean squared\nerror) when this many of their first ten are known:",
    );
    report.table(
        &["method", "0", "1", "5", "10"],
        errors.iter().enumerate().map(|(m, (method, errors))| {
            let gains = gain(m);
            let row = Row::new(format!("cold start, {}", method.name()), method.name())
                .hidden("given", GIVEN.to_vec())
                .hidden("mse", means(errors))
                .hidden("sd", sds(errors))
                .hidden("gain", means(&gains))
                .hidden("gain_sd", sds(&gains));
            errors.iter().fold(row, |row, error| row.cell(error.to_string()))
        }),
    );
    report.figure(&figures::cold_start(&errors, &GIVEN));
    Ok(())
}

/// Mean and standard deviation over the seeds, after each number of ratings given.
fn spreads(by_seed: impl Iterator<Item = Vec<f64>> + Clone) -> Vec<Spread> {
    (0..GIVEN.len()).map(|i| Spread::from_values(by_seed.clone().map(|errors| errors[i]))).collect()
}

fn means(spreads: &[Spread]) -> Vec<f64> {
    spreads.iter().map(|spread| spread.mean).collect()
}

fn sds(spreads: &[Spread]) -> Vec<Option<f64>> {
    spreads.iter().map(|spread| spread.sd).collect()
}

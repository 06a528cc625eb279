//! The cold start, measured.

use serde_json::json;
use workbook::Result;
use workbook::cli::{ModelOptions, Report};
use workbook::data::Dataset;
use workbook::interpret::cold_start::{Method, Newcomers, compare};
use workbook::learn::Spread;
use workbook::plot::chapters;

/// A fifth of the users comes back as newcomers; how well is the rest of their ratings predicted?
pub fn measure(options: &ModelOptions, data: &Dataset, report: &mut Report) -> Result<()> {
    const GIVEN: [usize; 4] = [0, 1, 5, 10];
    let most = GIVEN[GIVEN.len() - 1];
    let mut by_seed: Vec<Vec<(Method, Vec<f64>)>> = Vec::new();
    for seed in options.training.all_seeds() {
        let newcomers = Newcomers::hold_out(data, 0.2, seed);
        if newcomers.users.iter().all(|(_, ratings)| ratings.len() <= most) {
            return report.say(format_args!(
                "The cold start is left out: no user held out has more than {most} ratings."
            ));
        }
        let sides = (&newcomers.known, &newcomers.unknown);
        let model = super::train(options, data, sides, data.n_users(), seed)?;
        by_seed.push(compare(&model, data, &newcomers, &GIVEN));
    }
    let errors: Vec<(Method, Vec<Spread>)> = (by_seed[0].iter().enumerate())
        .map(|(m, (method, _))| {
            let spread = |g: usize| Spread::of(by_seed.iter().map(|errors| errors[m].1[g]));
            (*method, (0..GIVEN.len()).map(spread).collect())
        })
        .collect();
    report.say(
        "The cold start: a fifth of the users held out, and the ratings after their tenth predicted \
         (mean squared\nerror) when so many of the first ten are known:",
    )?;
    report.table(
        &["method", "0", "1", "5", "10"],
        errors.iter().map(|(method, errors)| {
            let numbers = errors.iter().map(ToString::to_string);
            std::iter::once(method.name().to_owned()).chain(numbers).collect::<Vec<_>>()
        }),
    )?;
    let reference = (by_seed[0].iter()).position(|(method, _)| *method == Method::MeanTaste);
    let reference = reference.expect("the mean taste is always among the methods");
    for (m, (method, errors)) in errors.iter().enumerate() {
        // Every seed holds out other users, some harder to predict and some easier whatever the
        // method. What a method gains over the mean taste is therefore taken on the same users.
        let gain = |g: usize| {
            Spread::of(by_seed.iter().map(|errors| errors[reference].1[g] - errors[m].1[g]))
        };
        let gains: Vec<Spread> = (0..GIVEN.len()).map(gain).collect();
        let means = |spreads: &[Spread]| spreads.iter().map(|s| s.mean).collect::<Vec<f64>>();
        let sds = |spreads: &[Spread]| spreads.iter().map(|s| s.sd).collect::<Vec<_>>();
        let summary = json!({
            "given": GIVEN, "mse": means(errors), "sd": sds(errors),
            "gain": means(&gains), "gain_sd": sds(&gains),
        });
        report.summary(&format!("cold start, {}", method.name()), summary)?;
    }
    report.figure(&chapters::cold_start(&errors, &GIVEN)?)
}

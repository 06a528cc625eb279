//! Chapter 8: how far down the loss can go, with factors that are drawn instead of fitted.
//!
//! cargo run --example 08_best_model

mod averages;
mod draws;
mod folds;
mod models;
mod options;
mod size;

use averages::Kept;
use lab::{Report, Result, Row, figures};
use models::Outcome;
use options::Args;
use std::process::ExitCode;
use workbook::data::{Dataset, builtin};
use workbook::learn::Spread;
use workbook::models::Knowledge;

fn main() -> ExitCode {
    lab::main("The lowest loss in this workbook: Bayesian factors that use all that is known", run)
}

fn run(args: Args) -> Result<()> {
    let first_seed = u64::from(args.seed);
    let mut report = Report::new("08_best_model", &args.output, Some(first_seed));
    if args.folds.folds {
        folds::compare(&args, &mut report)?;
        return report.finish();
    }
    let (data, split) = args.data.load()?;
    lab::check_save(args.save.as_deref(), &data)?;
    report.data(&data, &split);

    let bayesian = bayesian_models(&data, &mut report);
    let asks_for_no_time = |(_, known): &(_, Vec<Knowledge>)| !known.contains(&Knowledge::Time);
    let best = bayesian.iter().rposition(asks_for_no_time).expect("the first knows nothing");
    if args.save.is_some() {
        size::announce(&args, &data, &mut report)?;
    }
    let mut kept = args.save.as_ref().map(|_| Kept::new(bayesian[best].0, first_seed));
    let mut by_seed = Vec::new();
    for seed in (first_seed..).take(args.seeds) {
        let mut outcomes = Vec::from(models::dot_products((&data, &split), seed, &report)?);
        for (i, (name, known)) in bayesian.iter().enumerate() {
            let kept = kept.as_mut().filter(|_| i == best && seed == first_seed);
            let data = (&data, &split);
            outcomes.push(models::sample(name, known, &args, data, seed, &report, kept));
        }
        by_seed.push(outcomes);
    }

    let over_seeds = |model: usize, value: fn(&Outcome) -> f64| {
        Spread::from_values(by_seed.iter().map(|outcomes| value(&outcomes[model])))
    };
    report.table(
        &["model", "MSE", "RMSE", "seconds"],
        by_seed[0].iter().enumerate().map(|(model, Outcome { name, .. })| {
            Row::new(name, name)
                .spread("mse", over_seeds(model, Outcome::mse))
                .spread("rmse", over_seeds(model, |outcome| outcome.mse().sqrt()))
                .number("seconds", over_seeds(model, |outcome| outcome.seconds).mean, 1)
        }),
    );
    report.say(
        "The ratings held back are used for this table and the figure only. The settings were chosen \
         on a part of\nMovieLens 100K's training ratings, and how large the numbers of each kind may \
         be is drawn with them. A random\nsplit lets a model see a user's other ratings of the same \
         minute, even later ones. So knowing the time fills gaps;\nit does not forecast.",
    );
    let last = by_seed[args.seeds - 1].last().expect("a model");
    draws::compare(last, &mut report);
    if let (Some(path), Some(kept)) = (&args.save, kept) {
        kept.save(path, &data, &split, &mut report);
    }
    let means = (0..by_seed[0].len()).map(|model| over_seeds(model, Outcome::mse).mean);
    let lowest = means.fold(f64::INFINITY, f64::min);
    report.noise_floor(builtin::noise_floor(&data, &split), "the best of the models", lowest);
    report.figure(&figures::averaging(&last.losses));
    report.finish()
}

/// The Bayesian models, each with what it knows: only who rated what how, and then more and more.
fn bayesian_models(data: &Dataset, report: &mut Report) -> Vec<(&'static str, Vec<Knowledge>)> {
    let mut known = Vec::new();
    let mut models = vec![("Bayesian factors", Vec::new())];
    for (name, more) in [
        ("+ who rated what", Knowledge::WhoRatedWhat),
        ("+ people and films", Knowledge::Records),
        ("+ time", Knowledge::Time),
    ] {
        if more.is_in(data) {
            known.push(more);
            models.push((name, known.clone()));
        } else {
            report.say(format_args!("{} does not say what the model `{name}` needs.", data.name));
        }
    }
    models
}

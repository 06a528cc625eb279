//! Where the journey begins and where it ends: losses without training, and the lowest of all.

use lab::Report;
use lab::figures::Step;
use serde_json::json;
use workbook::data::{Dataset, Split};
use workbook::learn::Spread;
use workbook::models::{Baseline, BayesianFactors, Knowledge, Parties};

/// What to compare the models with: the mean rating for everyone, and biases alone.
pub fn marks(data: &Dataset, split: &Split, report: &mut Report) -> Vec<Step> {
    let biases = Baseline::fit(&split.train, data.n_users(), data.n_items());
    let by_biases = biases.mean_squared_error(&split.valid);
    let offsets = |n| vec![0.0; n];
    let (user_offsets, item_offsets) = (offsets(data.n_users()), offsets(data.n_items()));
    let by_mean =
        Baseline { user_offsets, item_offsets, ..biases }.mean_squared_error(&split.valid);
    report.say(format_args!(
        "Without any training: the mean rating for everyone {by_mean:.4}, biases alone {by_biases:.4}."
    ));
    report.values("mean alone", json!({"valid_loss": by_mean}));
    report.values("baseline", json!({"valid_loss": by_biases}));
    let marks = [("knows nothing: the mean", by_mean), ("baseline: biases alone", by_biases)];
    let mark = |(name, loss): (&str, f64)| (name.to_owned(), Spread::from_values([loss]));
    marks.map(mark).map(|(name, loss)| Step { name, loss, is_mark: true }).into()
}

/// The loss of the detour's best model that asks for no time: the mean of many draws, seed by seed.
pub fn best(data: &Dataset, split: &Split, seeds: &[u64], report: &mut Report) -> Spread {
    const FACTORS: usize = 20;
    const SWEEPS: usize = 150;
    const WARM_UP: usize = SWEEPS / 10;
    let known = [Knowledge::WhoRatedWhat, Knowledge::Records];
    let known: Vec<Knowledge> = known.into_iter().filter(|more| more.is_in(data)).collect();
    let parties = Parties::new(data, split, &known);
    let [low, high] = [data.scale().lowest, data.scale().highest].map(f64::from);
    let bar = report.progress_bar("best model");
    bar.set_length((seeds.len() * SWEEPS) as u64);
    let of_seed = |&seed: &u64| {
        let mut model = BayesianFactors::new(&parties, &split.train.values, FACTORS, seed);
        let mut sums = vec![0.0; split.valid.len()];
        for sweep in 0..SWEEPS {
            model.sweep();
            if sweep >= WARM_UP {
                sums.iter_mut()
                    .zip(model.predict())
                    .for_each(|(sum, prediction)| *sum += prediction);
            }
            bar.inc(1);
        }
        let draws = (SWEEPS - WARM_UP) as f64;
        let errors = sums.iter().zip(&split.valid.values);
        let squares =
            errors.map(|(sum, &r)| ((sum / draws).clamp(low, high) - f64::from(r)).powi(2));
        squares.sum::<f64>() / split.valid.len() as f64
    };
    let loss = Spread::from_values(seeds.iter().map(of_seed));
    bar.finish_and_clear();
    report.find(
        "best model",
        json!({"final_valid_loss": {"mean": loss.mean, "sd": loss.sd}, "seeds": seeds}),
        format_args!("The best model of the detour in chapter 8: {loss}."),
    );
    loss
}

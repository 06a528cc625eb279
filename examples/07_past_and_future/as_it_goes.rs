//! What a service would do: it learns from every rating as soon as it is given.

use crate::judged::{Judged, spread};
use crate::ladder::Place;
use crate::rungs::Rung;
use crate::stages::{Stage, parts};
use lab::{ExperimentOptions, Report, Result, Row, figures, fit};
use workbook::data::{Dataset, Split, VALID_SHARE};
use workbook::interpret::Learned;
use workbook::learn::{Learner, Recipe, Spread};
use workbook::models::{Baseline, DotProductBias};

/// How often a model that is trained again is trained, at equal numbers of ratings.
const TRAININGS: usize = 4;

/// Ways to go on after the split.
const WAYS: [&str; 6] = [
    "biases, fixed",
    "biases, learning",
    "model, fixed",
    "model, trained again",
    "model, folding in",
    "model, both",
];

/// Two ways each, of which the first is expected to have the lower loss.
const PAIRS: [[usize; 2]; 4] = [[4, 2], [4, 1], [3, 2], [5, 4]];

/// Splits at the moments of the trainings, the earliest first.
pub fn splits(data: &Dataset) -> workbook::Result<Vec<Split>> {
    let share = |left: usize| VALID_SHARE * left as f64 / TRAININGS as f64;
    (1..=TRAININGS).rev().map(|left| data.split_by_time(share(left))).collect()
}

/// The predictions of every way, for one seed.
fn predict(
    options: &ExperimentOptions,
    data: &Dataset,
    splits: &[Split],
    seed: u64,
    report: &Report,
) -> Result<[Vec<f64>; WAYS.len()]> {
    let all = &splits[0];
    let biases = Baseline::fit(&all.train, data.n_users(), data.n_items());
    let recipe = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, seed, ..options.recipe };
    let train = |split: &Split| -> Result<Learned> {
        let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, seed);
        let model = model.with_y_range(data.y_range());
        let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
        fit(&mut learner, &report.progress_bar("as it goes"))?;
        Ok(Learned::from_model(&learner.model))
    };
    let models = splits.iter().map(train).collect::<Result<Vec<_>>>()?;
    let mut again = vec![0.0; all.valid.len()];
    let mut both = again.clone();
    for (i, (split, model)) in splits.iter().zip(&models).enumerate() {
        let stage = Stage::new(data, all, split, splits.get(i + 1));
        let predictions = stage.fixed(model).into_iter().zip(stage.folding_in(model));
        for (&place, (fixed, folded)) in stage.places.iter().zip(predictions) {
            (again[place], both[place]) = (fixed, folded);
        }
    }
    let whole = Stage::new(data, all, all, None);
    let [fixed, folded] = [whole.fixed(&models[0]), whole.folding_in(&models[0])];
    let learning = whole.biases_learning(&biases);
    Ok([biases.predictions(&all.valid), learning, fixed, again, folded, both])
}

pub fn report(
    options: &ExperimentOptions,
    data: &Dataset,
    splits: &[Split],
    random: &Place,
    report: &mut Report,
) -> Result<()> {
    let valid = &splits[0].valid;
    let mut judged = Judged::default();
    for seed in options.all_seeds() {
        judged.add(&predict(options, data, splits, seed, report)?, valid);
    }
    let parts = parts(valid);
    let n_parts = parts.iter().max().map_or(0, |last| last + 1);
    let of_part = |way: usize, part: usize| spread(judged.losses_where(way, |i| parts[i] == part));
    let by_part = |way: usize| (0..n_parts).map(|part| of_part(way, part).mean).collect::<Vec<_>>();
    let gain_at_random = spread(random.gains(Rung::Decayed, Rung::Mean)).mean;
    let of_mean = |&rating: &f32| (f64::from(rating) - splits[0].train.mean()).powi(2);
    let loss_of_mean = Spread::from_values(valid.values.iter().map(of_mean)).mean;
    report.say(format_args!(
        "Learning goes on after the split, from each rating or at {TRAININGS} moments. The losses then, \
         and the share\nthat is left of what the model gains at random:"
    ));
    report.table(
        &["split by time", "share left", "all", "known users", "new users"],
        WAYS.iter().enumerate().map(|(way, name)| {
            let all = spread(judged.losses(way));
            let row =
                Row::new(format!("as it goes, {name}"), *name).hidden("by_part", by_part(way));
            // Where nothing was gained, nothing can be left of it.
            let row = match gain_at_random > 0.0 {
                true => row.percent("left", 100.0 * (loss_of_mean - all.mean) / gain_at_random, 0),
                false => row.cell(""),
            };
            // Some data have no users of one kind.
            [("known", false), ("new", true)].into_iter().fold(
                row.spread("all", all),
                |row, (key, is_new)| {
                    let loss =
                        spread(judged.losses_where(way, |i| (valid.users[i] == 0) == is_new));
                    if loss.mean.is_nan() { row.cell("") } else { row.spread(key, loss) }
                },
            )
        }),
    );
    report.paired(PAIRS.map(|[way, over]| {
        (format!("{} over {}", WAYS[way], WAYS[over]), judged.gains(way, over))
    }));
    report.figure(&figures::as_it_goes(&[1, 2, 4].map(|way| (WAYS[way], by_part(way)))));
    Ok(())
}

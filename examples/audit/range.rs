//! The dot product without a range, beside what was printed for it.

use lab::{Report, Result, Row};
use workbook::data::{Dataset, Split};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProduct;

/// Training and validation losses after the fifth epoch, as chapter 8 of fastai's book prints
/// them.
const PRINTED: [(&str, f64, f64); 3] = [
    ("printed, without a range", 0.361_314, 0.884_209),
    ("printed, with a range", 0.377_866, 0.877_610),
    ("another version, without a range", 0.781_661, 0.876_511),
];

/// Trains the dot product without a range and with one.
pub fn show(
    data: &Dataset,
    split: &Split,
    recipe: Recipe,
    seeds: &[u64],
    report: &mut Report,
) -> Result<()> {
    report.say("2. The dot product without a range:");
    let model = |seed| DotProduct::new(data.n_users(), data.n_items(), recipe.factors, seed);
    let recipe = |seed| Recipe { seed, ..recipe };
    let plain = report.train("without a range", seeds.iter().copied(), |seed| {
        Learner::new(model(seed), &split.train, &split.valid, recipe(seed))
    })?;
    let ranged = report.train("with a range", seeds.iter().copied(), |seed| {
        let model = model(seed).with_y_range(data.y_range());
        Learner::new(model, &split.train, &split.valid, recipe(seed))
    })?;
    let printed = PRINTED.map(|(name, train, valid)| (name.to_owned(), train, valid));
    let trained = [plain, ranged].map(|trained| {
        let runs = trained.runs;
        (format!("here, {}", runs.name), runs.final_train().mean, runs.final_valid().mean)
    });
    report.say("The printed losses are those of MovieLens 100K:");
    report.table(
        &["dot product", "train", "valid"],
        printed.into_iter().chain(trained).map(|(name, train, valid)| {
            Row::new(&name, &name).number("train", train, 4).number("valid", valid, 4)
        }),
    );
    Ok(())
}

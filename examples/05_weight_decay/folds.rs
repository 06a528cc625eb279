//! The strengths of weight decay on the official folds of MovieLens 100K.

use lab::{ExperimentOptions, Report, Result, RmseByFold};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

/// Trains with each strength on each fold, and compares the errors.
pub fn compare(
    experiment: &ExperimentOptions,
    weight_decay: &[f64],
    report: &mut Report,
) -> Result<()> {
    let (data, splits) = experiment.data.load_folds()?;
    let mut errors = RmseByFold::default();
    for (fold, split) in (1..).zip(&splits) {
        for &weight_decay in weight_decay {
            let name = format!("wd={weight_decay}");
            let trained =
                report.train(&format!("{name}, u{fold}"), experiment.all_seeds(), |seed| {
                    let recipe = Recipe { weight_decay, seed, ..experiment.recipe };
                    let model =
                        DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, seed);
                    let model = model.with_y_range(data.y_range());
                    Learner::new(model, &split.train, &split.valid, recipe)
                })?;
            let ends = trained.runs.histories.iter().map(|history| history.last().valid_loss);
            errors.add(&name, ends.map(f64::sqrt));
        }
    }
    errors.report(report);
    Ok(())
}

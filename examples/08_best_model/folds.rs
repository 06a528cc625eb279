//! The models on the official folds of MovieLens 100K.

use crate::models::{self, Outcome};
use crate::options::Args;
use lab::{Report, Result, RmseByFold};

/// Trains or draws every model on each fold, and compares the errors.
pub fn compare(args: &Args, report: &mut Report) -> Result<()> {
    let (data, splits) = args.data.load_folds()?;
    let bayesian = crate::bayesian_models(&data, report);
    let first_seed = u64::from(args.seed);
    let mut errors = RmseByFold::default();
    for split in &splits {
        let data = (&data, split);
        let mut by_seed = Vec::new();
        for seed in (first_seed..).take(args.seeds) {
            let mut outcomes = Vec::from(models::dot_products(data, seed, report)?);
            for (name, known) in &bayesian {
                outcomes.push(models::sample(name, known, args, data, seed, report, None));
            }
            by_seed.push(outcomes);
        }
        for (model, Outcome { name, .. }) in by_seed[0].iter().enumerate() {
            errors.add(name, by_seed.iter().map(|outcomes| outcomes[model].mse().sqrt()));
        }
    }
    errors.report(report);
    Ok(())
}

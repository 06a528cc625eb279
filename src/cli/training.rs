//! Reporting on trainings: progress while they run, losses epoch by epoch, several runs compared.

use super::{Report, TrainingOptions};
use crate::Result;
use crate::learn::{History, Progress, Runs, Spread};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

impl Report {
    /// Runs a training once for each seed and reports it. `fit` trains with the seed it is given
    /// and passes progress on to its second argument.
    ///
    /// # Errors
    /// Those of `fit`, and those of writing to standard output.
    pub fn train(
        &self,
        name: &str,
        options: &TrainingOptions,
        mut fit: impl FnMut(u64, &mut dyn FnMut(Progress)) -> Result<History>,
    ) -> Result<Runs> {
        let bar = self.progress_bar(name);
        let mut histories = Vec::new();
        for seed in options.all_seeds() {
            let history = fit(seed, &mut |progress| {
                if let Progress::Step { done, of } = progress {
                    bar.set_length(of as u64);
                    bar.set_position(done as u64);
                }
            })?;
            for epoch in &history.epochs {
                self.json_line(json!({
                    "example": self.example, "run": name, "seed": seed, "epoch": epoch.epoch,
                    "train_loss": epoch.train_loss, "valid_loss": epoch.valid_loss,
                    "seconds": epoch.seconds,
                }))?;
            }
            histories.push(history);
        }
        bar.finish_and_clear();
        let runs = Runs { name: name.to_owned(), histories };
        self.epochs(&runs)?;
        self.summarise(&runs, options)?;
        Ok(runs)
    }

    /// A table that sets the runs side by side.
    pub fn compare(&self, runs: &[Runs]) -> Result<()> {
        self.table(
            &["run", "last train", "last valid", "best valid", "last - best"],
            runs.iter().map(|run| {
                [
                    run.name.clone(),
                    show(run.final_train()),
                    show(run.final_valid()),
                    show(run.best_valid()),
                    show(run.overfit()),
                ]
            }),
        )
    }

    fn progress_bar(&self, name: &str) -> ProgressBar {
        if self.json {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len} steps")
            .expect("the template is well-formed");
        ProgressBar::no_length().with_style(style).with_message(name.to_owned())
    }

    /// The losses epoch by epoch, means over the seeds.
    fn epochs(&self, runs: &Runs) -> Result<()> {
        let rows = (runs.train_losses().into_iter())
            .zip(runs.valid_losses())
            .zip(runs.seconds())
            .enumerate();
        self.table(
            &[&runs.name, "epoch", "train", "valid", "seconds"],
            rows.map(|(epoch, ((train, valid), seconds))| {
                [
                    String::new(),
                    epoch.to_string(),
                    show(train),
                    show(valid),
                    format!("{:.2}", seconds.mean),
                ]
            }),
        )
    }

    fn summarise(&self, runs: &Runs, options: &TrainingOptions) -> Result<()> {
        let seeds: Vec<u64> = options.all_seeds().collect();
        let spread = |spread: Spread| json!({"mean": spread.mean, "sd": spread.sd});
        self.summary(
            &runs.name,
            json!({
                "seeds": seeds,
                "final_train_loss": spread(runs.final_train()),
                "final_valid_loss": spread(runs.final_valid()),
                "best_valid_loss": spread(runs.best_valid()),
                "overfit": spread(runs.overfit()),
            }),
        )
    }
}

/// A mean with four decimals, and the standard deviation where there is one.
fn show(spread: Spread) -> String {
    match spread.sd {
        Some(sd) => format!("{:.4} ± {sd:.4}", spread.mean),
        None => format!("{:.4}", spread.mean),
    }
}

//! Reporting on trainings: progress while they run, losses epoch by epoch, several runs compared.

use super::{ModelOptions, Report, TrainingOptions};
use crate::Result;
use crate::data::{Dataset, Split};
use crate::interpret::Learned;
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

    /// Trains the model of chapter 5 once for each seed, reports it as any other training, and returns
    /// what each has learned.
    ///
    /// # Errors
    /// Those of training, of the device, and of writing to standard output.
    pub fn train_biased(
        &self,
        options: &ModelOptions,
        data: &Dataset,
        split: &Split,
    ) -> Result<Vec<Learned>> {
        let mut learned = Vec::new();
        let training = &options.training;
        self.train(&format!("wd={}", options.weight_decay), training, |seed, progress| {
            let mut learner = options
                .learner(data, &split.train, &split.valid, data.n_users(), seed)?
                .on_progress(progress);
            let history = learner.fit_one_cycle(training.epochs, training.lr)?;
            learned.push(Learned::of(learner.model()));
            Ok(history)
        })?;
        Ok(learned)
    }

    /// A table that sets the runs side by side.
    pub fn compare(&self, runs: &[Runs]) -> Result<()> {
        self.table(
            &["run", "last train", "last valid", "best valid", "last - best"],
            runs.iter().map(|run| {
                [
                    run.name.clone(),
                    run.final_train().to_string(),
                    run.final_valid().to_string(),
                    run.best_valid().to_string(),
                    run.overfit().to_string(),
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
                    train.to_string(),
                    valid.to_string(),
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

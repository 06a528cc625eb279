//! Reporting on trainings: progress while they run, losses epoch by epoch, several runs compared.

use crate::{Report, Result, Row, shown};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use serde_json::json;
use std::fmt;
use workbook::learn::{History, Learner, Progress, Runs, Spread};
use workbook::models::Model;

/// The same training with several seeds.
pub struct Trained<'a, M> {
    /// The losses of every run.
    pub runs: Runs,
    /// The learners with their trained models, one for each seed.
    pub learners: Vec<Learner<'a, M>>,
}

impl Report {
    /// Trains the learner that `new` makes for each seed, and reports the losses.
    ///
    /// # Errors
    /// Those of [`Learner::fit_one_cycle`], and those of writing to standard output.
    pub fn train<'a, M: Model>(
        &mut self,
        name: &str,
        seeds: impl IntoIterator<Item = u64>,
        mut new: impl FnMut(u64) -> Learner<'a, M>,
    ) -> Result<Trained<'a, M>> {
        let mut runs = Runs { name: name.to_owned(), histories: Vec::new() };
        let mut learners = Vec::new();
        for seed in seeds {
            let mut learner = new(seed);
            let history = fit(&mut learner, &self.progress_bar(name))?;
            // Reported at once, so that a later seed that fails takes nothing away.
            self.epochs(name, seed, &history);
            self.check_output()?;
            runs.histories.push(history);
            learners.push(learner);
        }
        let seeds: Vec<u64> = learners.iter().map(|learner| learner.recipe.seed).collect();
        self.runs(&runs, &seeds);
        self.check_output()?;
        Ok(Trained { runs, learners })
    }

    /// The losses of one seed, epoch by epoch, for programs.
    pub fn epochs(&mut self, name: &str, seed: u64, history: &History) {
        for epoch in &history.epochs {
            let line = json!({
                "example": self.example, "run": name, "seed": seed, "epoch": epoch.epoch,
                "train_loss": epoch.train_loss, "valid_loss": epoch.valid_loss,
                "seconds": epoch.seconds,
            });
            self.json_line(&line);
        }
    }

    /// The losses as means over the seeds: epoch by epoch for people, at the end for programs.
    pub fn runs(&mut self, runs: &Runs, seeds: &[u64]) {
        let losses = runs.train_losses().into_iter().zip(runs.valid_losses());
        self.list(
            &[&runs.name, "epoch", "train", "valid", "seconds"],
            losses.zip(runs.seconds()).enumerate().map(|(epoch, ((train, valid), seconds))| {
                [
                    String::new(),
                    epoch.to_string(),
                    train.to_string(),
                    valid.to_string(),
                    format!("{:.2}", seconds.mean),
                ]
            }),
        );
        let summary = Row::new(&runs.name, "")
            .spread("final_train_loss", runs.final_train())
            .spread("final_valid_loss", runs.final_valid())
            .spread("best_valid_loss", runs.best_valid())
            .spread("overfit", runs.overfit())
            .hidden("seeds", seeds);
        self.values(&runs.name, summary.values.into());
    }

    /// A table that compares the runs, for people; programs have the numbers from each training. What
    /// decides comes first, where a narrow page shows it.
    pub fn compare<'a>(&mut self, runs: impl IntoIterator<Item = &'a Runs>) {
        self.list(
            &["run", "last valid", "best valid", "last - best", "last train"],
            runs.into_iter().map(|run| {
                let (last, best) = (run.final_valid(), run.best_valid());
                // What a reader gets who subtracts the two columns before.
                let printed =
                    Spread { mean: rounded(last.mean) - rounded(best.mean), ..run.overfit() };
                [
                    run.name.clone(),
                    last.to_string(),
                    best.to_string(),
                    printed.to_string(),
                    run.final_train().to_string(),
                ]
            }),
        );
    }

    /// A bar on standard error, for people; it shows how many of the steps are done.
    pub fn progress_bar(&self, name: &str) -> ProgressBar {
        self.bar(name, "{msg} {bar:40} {pos}/{len} steps")
    }

    /// A bar on standard error, for people; it shows how many ratings were learned from, how many that is a
    /// second, and how much time is left.
    pub fn ratings_bar(&self, name: &str) -> ProgressBar {
        self.bar(name, "{msg} {bar:40} {percent}% {per_sec}, {eta} left")
    }

    fn bar(&self, name: &str, template: &str) -> ProgressBar {
        if self.json {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template(template)
            .expect("the template is well-formed")
            .with_key("per_sec", |state: &ProgressState, text: &mut dyn fmt::Write| {
                let _ = write!(text, "{:.2} million/s", state.per_sec() / 1e6);
            });
        let bar = ProgressBar::no_length().with_style(style).with_message(shown(name));
        // Several may be at work at once.
        self.bars.add(bar)
    }
}

/// A loss as it is printed, with four decimals.
pub(crate) fn rounded(loss: f64) -> f64 {
    (loss * 1e4).round() / 1e4
}

/// Trains a learner, and shows on a bar how many of its steps are done.
///
/// # Errors
/// Those of [`Learner::fit_one_cycle`].
pub fn fit<M: Model>(learner: &mut Learner<M>, bar: &ProgressBar) -> workbook::Result<History> {
    let steps = bar.clone();
    learner.on_progress(move |progress| {
        if let Progress::Step { done, of } = progress {
            steps.set_length(of as u64);
            steps.set_position(done as u64);
        }
    });
    let history = learner.fit_one_cycle();
    bar.finish_and_clear();
    history
}

//! Reporting on trainings: progress while they run, losses epoch by epoch, several runs compared.

use super::kept::{Kept, Trained, Used};
use super::{ModelOptions, Report, TrainingOptions};
use crate::Result;
use crate::data::{Dataset, Split};
use crate::files::{ModelFile, Origin};
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
        fit: impl FnMut(u64, &mut dyn FnMut(Progress)) -> Result<History>,
    ) -> Result<Runs> {
        self.train_seeds(name, &options.all_seeds().collect::<Vec<_>>(), fit)
    }

    fn train_seeds(
        &self,
        name: &str,
        seeds: &[u64],
        mut fit: impl FnMut(u64, &mut dyn FnMut(Progress)) -> Result<History>,
    ) -> Result<Runs> {
        let bar = self.progress_bar(name);
        let mut histories = Vec::new();
        for &seed in seeds {
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
        self.summarise(&runs, seeds)?;
        Ok(runs)
    }

    /// Gets the model of chapter 5 once for each seed, reports each as any other training, and returns
    /// what it has learned. What an earlier run has trained and kept is not trained again, and with
    /// `--model` the model is the given one.
    ///
    /// # Errors
    /// Those of training, of the device, of model files, and of writing to standard output.
    pub fn train_biased(
        &self,
        options: &ModelOptions,
        data: &Dataset,
        split: &Split,
    ) -> Result<Vec<Learned>> {
        let kept = Kept::new(&options.models, data, split);
        if let Some(path) = &options.model {
            let (learned, origin, used) = kept.load(path)?;
            let Origin { settings, history, .. } = origin;
            let name = format!("wd={}", settings.weight_decay);
            self.train_seeds(&name, &[settings.seed], |_, _| Ok(history.clone()))?;
            self.models(&[used])?;
            return Ok(vec![learned]);
        }
        let (mut learned, mut used) = (Vec::new(), Vec::new());
        let training = &options.training;
        self.train(&format!("wd={}", options.weight_decay), training, |seed, progress| {
            let settings = training.settings(options.weight_decay, seed);
            if let Some((model, origin, file)) = kept.find(&settings)? {
                learned.push(model);
                used.push(file);
                return Ok(origin.history);
            }
            let mut learner = options
                .learner(data, &split.train, &split.valid, data.n_users(), seed)?
                .on_progress(progress);
            let history = learner.fit_one_cycle(training.epochs, training.lr)?;
            let origin = Origin::new(data, split, settings, history.clone());
            used.push(kept.keep(&ModelFile::of(learner.model(), origin))?);
            learned.push(Learned::of(learner.model()));
            Ok(history)
        })?;
        self.models(&used)?;
        Ok(learned)
    }

    /// Says which models are used.
    fn models(&self, used: &[Used]) -> Result<()> {
        let lines: Vec<String> = used.iter().map(ToString::to_string).collect();
        self.say(lines.join("\n"))?;
        let models: Vec<_> = (used.iter())
            .map(|used| {
                let trained = if used.trained == Trained::Now { "now" } else { "before" };
                json!({
                    "seed": used.seed, "trained": trained, "file": used.path.display().to_string(),
                    "same_ratings": used.trained != Trained::OnOtherRatings,
                })
            })
            .collect();
        self.summary("model", json!({"models": models}))
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

    /// A bar on standard error, for people; it shows how many of the steps are done.
    pub fn progress_bar(&self, name: &str) -> ProgressBar {
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

    fn summarise(&self, runs: &Runs, seeds: &[u64]) -> Result<()> {
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

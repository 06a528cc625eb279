//! The model that chapters 6 and 7 read, trained with chapter 5's best weight decay or loaded.

use crate::{ExperimentOptions, Report, Result, check_save, not_negative};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};
use workbook::Error;
use workbook::data::{Dataset, Examples, Ratings, Split};
use workbook::interpret::Learned;
use workbook::learn::{Learner, Loss, Recipe, Runs};
use workbook::models::DotProductBias;
use workbook::saved::{About, ModelFile};

/// The options of an example that trains one model and then reads it.
#[derive(Args, Clone, Debug)]
pub struct ModelOptions {
    /// What to train on and how.
    #[command(flatten)]
    pub experiment: ExperimentOptions,

    /// Decoupled weight decay; chapter 5 finds the default best.
    #[arg(
        long, value_name = "X", default_value_t = Recipe::BEST_WEIGHT_DECAY,
        value_parser = not_negative, help_heading = "Training"
    )]
    weight_decay: f64,

    /// Use the model of this file instead of training one. Other models that the example
    /// trains still follow the options above.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["seeds", "save"], help_heading = "Training")]
    model: Option<PathBuf>,

    /// Save the trained model, that of the first seed, in this file (safetensors).
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    save: Option<PathBuf>,
}

impl ModelOptions {
    /// Whether the model is trained, and not read from a file.
    pub fn trains(&self) -> bool {
        self.model.is_none()
    }

    /// One model for each seed, trained and reported like any other, or loaded; at least one.
    ///
    /// # Errors
    /// Those of training, of model files, and of writing to standard output.
    pub fn models(
        &self,
        seeds: impl IntoIterator<Item = u64>,
        data: &Dataset,
        split: &Split,
        report: &mut Report,
    ) -> Result<Vec<Learned>> {
        if let Some(path) = &self.model {
            return Ok(vec![load(path, data, report)?]);
        }
        check_save(self.save.as_deref(), data)?;
        let name = format!("wd={}", self.weight_decay);
        let trained = report.train(&name, seeds, |seed| {
            self.learner(data, (&split.train, &split.valid), data.n_users(), seed)
        })?;
        if let Some(path) = &self.save {
            let learner = &trained.learners[0];
            let about = About::new(data, learner.recipe, trained.runs.histories[0].clone());
            let seed = learner.recipe.seed;
            report.save(
                &ModelFile::new(&learner.model, about),
                path,
                json!({"seed": seed}),
                format_args!("The model of seed {seed} is saved as {}", path.display()),
            );
        }
        Ok(trained.learners.iter().map(|learner| Learned::from_model(&learner.model)).collect())
    }

    /// A model with the same settings, trained on other ratings, on ratings dealt in another way, or for
    /// more users, without a report.
    ///
    /// # Errors
    /// Those of [`Learner::fit_one_cycle`].
    pub fn train<'a>(
        &self,
        data: &Dataset,
        (train, valid): (impl Examples + 'a, &'a Ratings),
        n_users: usize,
        seed: u64,
    ) -> Result<Learned> {
        let mut learner = self.learner(data, (train, valid), n_users, seed);
        learner.fit_one_cycle()?;
        Ok(Learned::from_model(&learner.model))
    }

    fn learner<'a>(
        &self,
        data: &Dataset,
        (train, valid): (impl Examples + 'a, &'a Ratings),
        n_users: usize,
        seed: u64,
    ) -> Learner<'a, DotProductBias> {
        let recipe = Recipe { weight_decay: self.weight_decay, seed, ..self.experiment.recipe };
        let model = DotProductBias::new(n_users, data.n_items(), recipe.factors, seed);
        let model = model.with_y_range(data.y_range());
        Learner::from_examples(model, train, valid, recipe, Loss::SquaredError)
    }
}

/// The model of a file, reported with the losses of its own training.
fn load(path: &Path, data: &Dataset, report: &mut Report) -> Result<Learned> {
    let file = ModelFile::load(path)?;
    let model: DotProductBias = file.model()?;
    let about = file.about;
    let name = about.data.escape_debug();
    if let Some(difference) = about.difference(data) {
        return Err(Error::Data {
            place: path.display().to_string(),
            problem: format!("the model does not belong to the data: {difference}"),
            remedy: format!("it was trained on `{name}` (--data); leave out --model to train one"),
        }
        .into());
    }
    report.find(
        "loaded",
        json!({"file": path.to_string_lossy(), "data": about.data}),
        format_args!(
            "The model of {}, trained on {name}; the losses are those of its own training.",
            path.display()
        ),
    );
    let runs =
        Runs { name: format!("wd={}", about.recipe.weight_decay), histories: vec![about.history] };
    report.epochs(&runs.name, about.recipe.seed, &runs.histories[0]);
    report.runs(&runs, &[about.recipe.seed]);
    Ok(Learned::from_model(&model))
}

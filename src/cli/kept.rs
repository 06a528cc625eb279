//! Trained models, kept from one run to the next.

use crate::data::{Dataset, Split};
use crate::files::{Fingerprint, ModelFile, Origin, Settings, fingerprint_of};
use crate::interpret::Learned;
use crate::models::DotProductBias;
use crate::{Error, Result};
use dfdx::prelude::Cpu;
use std::fmt;
use std::path::{Path, PathBuf};

/// What decides the numbers that come out of a training, besides data and settings. Whoever changes
/// it, to see what happens, must not be shown a model from before; `Cargo.lock` stands for dfdx.
const CODE: [&str; 19] = [
    include_str!("../../Cargo.lock"),
    include_str!("../data/batches.rs"),
    include_str!("../data/dataset.rs"),
    include_str!("../learn/adam.rs"),
    include_str!("../learn/denormals.rs"),
    include_str!("../learn/lazy/mod.rs"),
    include_str!("../learn/lazy/step.rs"),
    include_str!("../learn/lazy/table.rs"),
    include_str!("../learn/lazy/visitors.rs"),
    include_str!("../learn/learner.rs"),
    include_str!("../learn/one_cycle.rs"),
    include_str!("../learn/optimiser.rs"),
    include_str!("../models/batch.rs"),
    include_str!("../models/dot_product_bias.rs"),
    include_str!("../nn/embedding.rs"),
    include_str!("../nn/ids.rs"),
    include_str!("../nn/parameters.rs"),
    include_str!("../nn/sigmoid_range.rs"),
    include_str!("../files/stored.rs"),
];

/// The folder of the models that were trained on one split of one data set.
pub(super) struct Kept<'a> {
    folder: &'a Path,
    data: &'a Dataset,
    /// The fingerprint of data and split.
    ratings: String,
}

/// A model file that a run uses.
#[derive(Debug)]
pub(super) struct Used {
    /// The seed that the model was trained with.
    pub(super) seed: u64,
    /// Where the file lies.
    pub(super) path: PathBuf,
    /// When the model was trained, and on what.
    pub(super) trained: Trained,
}

/// When a model was trained, and on what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trained {
    /// In this run.
    Now,
    /// Earlier, on the same ratings.
    Before,
    /// Earlier, on other ratings of the same users and films.
    OnOtherRatings,
}

impl<'a> Kept<'a> {
    /// The models in `folder` that belong to `data` and its split.
    pub(super) fn new(folder: &'a Path, data: &'a Dataset, split: &Split) -> Self {
        Self { folder, data, ratings: fingerprint_of(data, split).to_string() }
    }

    /// The model trained with these settings, if there is one.
    ///
    /// # Errors
    /// If there is a file that cannot be used; it should be deleted.
    pub(super) fn find(&self, settings: &Settings) -> Result<Option<(Learned, Origin, Used)>> {
        let path = self.path(settings);
        if !path.exists() {
            return Ok(None);
        }
        let (learned, origin, used) = self.load(&path).map_err(|error| delete_it(&path, error))?;
        if origin.settings != *settings || used.trained != Trained::Before {
            let problem = "it holds another model than its name says";
            let error = Error::data(path.display().to_string(), problem, "");
            return Err(delete_it(&path, error));
        }
        Ok(Some((learned, origin, used)))
    }

    /// Keeps a model that has just been trained.
    ///
    /// # Errors
    /// If its file cannot be written.
    pub(super) fn keep(&self, file: &ModelFile) -> Result<Used> {
        let settings = &file.origin.settings;
        let path = self.path(settings);
        file.save(&path)?;
        Ok(Used { seed: settings.seed, path, trained: Trained::Now })
    }

    /// The model of a file.
    ///
    /// # Errors
    /// If the file cannot be used, or its users or films are not those of the data.
    pub(super) fn load(&self, path: &Path) -> Result<(Learned, Origin, Used)> {
        let file = ModelFile::load(path)?;
        let model: DotProductBias<Cpu> = file.model(&Cpu::default())?;
        if let Some(difference) = file.origin.difference(self.data) {
            return Err(Error::data(
                path.display().to_string(),
                format!("the model does not belong to the data: {difference}"),
                format!(
                    "it was trained on `{}` (--data); leave out --model to train one",
                    file.origin.data.escape_debug()
                ),
            ));
        }
        let same = file.origin.ratings == self.ratings;
        let used = Used {
            seed: file.origin.settings.seed,
            path: path.to_owned(),
            trained: if same { Trained::Before } else { Trained::OnOtherRatings },
        };
        Ok((Learned::of(&model), file.origin, used))
    }

    /// The file of the model with these settings. Its name tells them; the fingerprint at the end
    /// covers the ratings, their split, and the code.
    fn path(&self, settings: &Settings) -> PathBuf {
        let mut fingerprint = Fingerprint::default();
        for text in [&self.data.name, &self.ratings].into_iter().map(String::as_str).chain(CODE) {
            fingerprint.add(text.as_bytes());
        }
        // The model of chapter 5 knows no dropout.
        let Settings { factors, epochs, lr, batch_size, weight_decay, dropout: _, seed } = settings;
        let factors = factors.map_or_else(String::new, |n| format!("_factors{n}"));
        self.folder.join(format!(
            "{}{factors}_epochs{epochs}_lr{lr:e}_batch{batch_size}_wd{weight_decay:e}\
             _seed{seed}_{}_{fingerprint}.safetensors",
            stem(&self.data.name),
            env!("CARGO_PKG_VERSION"),
        ))
    }
}

/// `model: trained now, kept as …`
impl fmt::Display for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.trained {
            Trained::Now => write!(f, "model: trained now, kept as {path}"),
            Trained::Before => write!(f, "model: {path}, trained before"),
            Trained::OnOtherRatings => write!(
                f,
                "model: {path}, trained before, on other ratings of these users and films: the \
                 losses are those of its own training"
            ),
        }
    }
}

/// A data set's name, or the last part of its path, as the start of a file name.
fn stem(name: &str) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    stem.chars().map(plain).take(40).collect()
}

/// The same error with the remedy for a kept file.
fn delete_it(path: &Path, error: Error) -> Error {
    let remedy = "delete this file, and the model is trained again".to_owned();
    match error {
        Error::Data { problem, .. } => Error::data(path.display().to_string(), problem, remedy),
        Error::Io { path, source, .. } => Error::Io { path, source, remedy },
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{SPLIT_SEED, VALID_SHARE, read_csv};

    const CSV: &str = "user,item,rating\na,x,1\na,y,2\nb,x,3\nb,y,4\nc,x,5\nc,y,1\n";

    fn name(data: &str, csv: &str, split_seed: u64, settings: &Settings) -> String {
        let data = read_csv(data, csv.as_bytes()).expect("readable");
        let split = data.split_random(VALID_SHARE, split_seed).expect("a split");
        let kept = Kept::new(Path::new("models"), &data, &split);
        kept.path(settings).to_str().expect("plain letters").to_owned()
    }

    #[test]
    fn the_name_of_a_file_tells_what_it_holds() {
        let name = name("some/Films & more.csv", CSV, SPLIT_SEED, &Settings::default());
        let expected = "models/Films---more_factors50_epochs5_lr5e-3_batch64_wd1e-2_seed0_";
        assert!(name.starts_with(expected) && name.ends_with(".safetensors"), "{name}");
    }

    #[test]
    fn whatever_changes_the_training_changes_the_name() {
        let plain = Settings::default();
        let mut names = vec![
            name("a.csv", CSV, SPLIT_SEED, &plain),
            name("b/a.csv", CSV, SPLIT_SEED, &plain),
            name("a.csv", CSV, SPLIT_SEED + 2, &plain),
            name("a.csv", &CSV.replace("c,y,1", "c,y,2"), SPLIT_SEED, &plain),
            name("a.csv", &CSV.replace('c', "d"), SPLIT_SEED, &plain),
            name("a.csv", &CSV.replace("b,x,3\nb,y,4", "b,y,4\nb,x,3"), SPLIT_SEED, &plain),
        ];
        for settings in [
            Settings { factors: Some(51), ..plain },
            Settings { epochs: 6, ..plain },
            Settings { lr: 5.000_000_000_000_001e-3, ..plain },
            Settings { batch_size: 65, ..plain },
            Settings { weight_decay: 0.0, ..plain },
            Settings { seed: 1, ..plain },
        ] {
            names.push(name("a.csv", CSV, SPLIT_SEED, &settings));
        }
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{names:#?}");
        assert!(names.iter().all(|name| name.len() < 200), "{names:#?}");
    }
}

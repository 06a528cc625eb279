//! The command-line options that examples share. Every example has [`DataOption`] and
//! [`OutputOptions`]; those that train by a recipe have [`ExperimentOptions`], and those that read
//! chapter 5's model have [`ModelOptions`](crate::ModelOptions).

use crate::Report;
use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser};
use std::path::PathBuf;
use workbook::data::{self, Columns, Dataset, N_FOLDS, SPLIT_SEED, Split, VALID_SHARE, builtin};
use workbook::learn::Recipe;
use workbook::repository;

/// Which ratings.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Data")]
pub struct DataOption {
    /// Ratings to use: `builtin`; `ml-100k` or another release of MovieLens; or the path of its folder
    /// or of a text file with a header such as `user,item,rating`, also as a .gz or in a .zip.
    #[arg(long, default_value = builtin::NAME, value_name = "DATA")]
    pub data: String,

    /// The columns of a text file without a header, in their order. They need a user, an item and a
    /// rating, and may have a timestamp; any other name is passed over.
    #[arg(long, value_name = "user,item,rating")]
    columns: Option<Columns>,
}

impl DataOption {
    /// Opens the data set.
    ///
    /// # Errors
    /// See [`Dataset::open`].
    pub fn open(&self) -> workbook::Result<Dataset> {
        match &self.columns {
            None => Dataset::open(&self.data),
            Some(columns) => Dataset::open_columns(&self.data, columns),
        }
    }
}

/// Which ratings, and which of them to hold back.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Data")]
pub struct SplitOptions {
    /// Which ratings.
    #[command(flatten)]
    pub data: DataOption,

    /// Hold back these ratings for validation: a file with one zero-based row number of the
    /// ratings file on each line. Otherwise a random fifth is held back, always the same one.
    #[arg(long, value_name = "FILE")]
    valid_rows: Option<PathBuf>,

    /// Hold back an official fold of MovieLens 100K, 1 for u1 to 5 for u5.
    #[arg(long, value_name = "N", value_parser = count(N_FOLDS as u64), conflicts_with = "valid_rows")]
    fold: Option<usize>,
}

impl SplitOptions {
    /// Opens the data set and splits it.
    ///
    /// # Errors
    /// See [`Dataset::open`], [`data::read_valid_rows`] and [`data::official_fold`].
    pub fn load(&self) -> workbook::Result<(Dataset, Split)> {
        let data = self.data.open()?;
        let split = match (&self.valid_rows, self.fold) {
            (Some(file), _) => {
                data.split_by_rows(&data::read_valid_rows(file, data.ratings.len())?)?
            }
            (None, Some(fold)) => self.fold(&data, fold)?,
            (None, None) => data.split_random(VALID_SHARE, SPLIT_SEED)?,
        };
        Ok((data, split))
    }

    /// Opens the data set and splits it by each of the official folds of MovieLens 100K.
    ///
    /// # Errors
    /// See [`Dataset::open`] and [`data::official_fold`].
    pub fn load_folds(&self) -> workbook::Result<(Dataset, Vec<Split>)> {
        let data = self.data.open()?;
        let splits = (1..=N_FOLDS).map(|fold| self.fold(&data, fold)).collect::<Result<_, _>>()?;
        Ok((data, splits))
    }

    /// Opens the data set and splits it `rounds` times: first as [`load`](Self::load) does, and then with
    /// another random share held back each time, unless a file or a fold says which ratings to hold back.
    ///
    /// # Errors
    /// See [`load`](Self::load).
    pub fn load_rounds(&self, rounds: usize) -> workbook::Result<(Dataset, Vec<Split>)> {
        let (data, first) = self.load()?;
        let is_random = self.valid_rows.is_none() && self.fold.is_none();
        let split = |round: usize| match is_random && round > 0 {
            true => data.split_random(VALID_SHARE, SPLIT_SEED + round as u64),
            false => Ok(first.clone()),
        };
        let splits = (0..rounds).map(split).collect::<Result<_, _>>()?;
        Ok((data, splits))
    }

    /// The split of an official fold, counted from 1.
    fn fold(&self, data: &Dataset, fold: usize) -> workbook::Result<Split> {
        data.split_by_rows(&data::official_fold(&self.data.data, fold)?)
    }
}

/// Whether to go through the official folds.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Data")]
pub struct FoldsOption {
    /// Go through all five official folds of MovieLens 100K, and compare their root mean squared errors.
    #[arg(long, conflicts_with_all = ["valid_rows", "fold"])]
    pub folds: bool,
}

/// Where the results go.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
pub struct OutputOptions {
    /// Folder for the figures.
    #[arg(long, value_name = "DIR", default_value_os_t = repository().join("target/figures"))]
    pub figures: PathBuf,

    /// Write one JSON object per line on standard output, and nothing else.
    #[arg(long)]
    pub json: bool,

    /// Write text on standard output, and one JSON object per line in a file.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub json_file: Option<PathBuf>,
}

/// Which ratings, how to train on them and how often, and where the results go.
#[derive(Args, Clone, Debug)]
pub struct ExperimentOptions {
    /// Which ratings, and which of them to hold back.
    #[command(flatten)]
    pub data: SplitOptions,

    /// How to train.
    #[command(flatten)]
    pub recipe: Recipe,

    /// Repeat every training with N seeds, `--seed` and the ones after it.
    #[arg(
        long, value_name = "N", default_value_t = 1, value_parser = count(1000),
        help_heading = "Training"
    )]
    pub seeds: usize,

    /// Where the results go.
    #[command(flatten)]
    pub output: OutputOptions,
}

impl ExperimentOptions {
    /// The seeds to train with.
    pub fn all_seeds(&self) -> impl Iterator<Item = u64> + use<> {
        (self.recipe.seed..).take(self.seeds)
    }

    /// A report of the named example.
    pub fn report(&self, example: &'static str) -> Report {
        Report::new(example, &self.output, Some(self.recipe.seed))
    }
}

/// All options of an example that trains with one strength of weight decay.
#[derive(Parser, Clone, Debug)]
pub struct TrainingArgs {
    /// What to train on and how.
    #[command(flatten)]
    pub experiment: ExperimentOptions,

    /// Decoupled weight decay.
    #[arg(
        long, value_name = "X", default_value_t = Recipe::default().weight_decay,
        value_parser = not_negative, help_heading = "Training"
    )]
    weight_decay: f64,
}

impl TrainingArgs {
    /// The seeds to train with.
    pub fn all_seeds(&self) -> impl Iterator<Item = u64> + use<> {
        self.experiment.all_seeds()
    }

    /// How to train with this seed.
    pub fn recipe(&self, seed: u64) -> Recipe {
        let weight_decay = self.weight_decay;
        Recipe { weight_decay, seed, ..self.experiment.recipe }
    }
}

/// Parses a count from 1 to `most`.
pub fn count(most: u64) -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..=most)
}

/// Parses a finite number that is not negative.
///
/// # Errors
/// Says what is expected instead.
pub fn not_negative(text: &str) -> Result<f64, String> {
    number(text, |x| x >= 0.0, "a number that is not negative")
}

/// Parses a probability below 1.
///
/// # Errors
/// Says what is expected instead.
pub fn probability(text: &str) -> Result<f64, String> {
    number(text, |p| (0.0..1.0).contains(&p), "a probability from 0 to below 1")
}

/// Parses a finite number above 0.
///
/// # Errors
/// Says what is expected instead.
pub fn above_zero(text: &str) -> Result<f64, String> {
    number(text, |x| x > 0.0, "a number above 0")
}

/// Parses a share: above 0, and at most 1.
///
/// # Errors
/// Says what is expected instead.
pub fn share(text: &str) -> Result<f64, String> {
    number(text, |share| share > 0.0 && share <= 1.0, "a share above 0, up to 1")
}

fn number(text: &str, fits: impl Fn(f64) -> bool, expected: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if x.is_finite() && fits(x) => Ok(x),
        _ => Err(format!("expected {expected}")),
    }
}

/// Parses two whole numbers from 1 to 4096, separated by a comma: `74,102`.
///
/// # Errors
/// Says what is expected instead.
pub fn two_counts(text: &str) -> Result<(usize, usize), String> {
    let parsed = text.split_once(',').and_then(|(a, b)| Some((one_count(a)?, one_count(b)?)));
    parsed.ok_or_else(|| "expected two numbers from 1 to 4096, such as 74,102".to_owned())
}

fn one_count(text: &str) -> Option<usize> {
    text.trim().parse().ok().filter(|n| (1..=4096).contains(n))
}

/// Parses two different components, counted from 1: `1,3`.
///
/// # Errors
/// Says what is expected instead.
pub fn two_components(text: &str) -> Result<(usize, usize), String> {
    match two_counts(text) {
        Ok((a, b)) if a != b => Ok((a, b)),
        _ => Err("expected two different components, such as 1,3".to_owned()),
    }
}

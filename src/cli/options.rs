//! The options, the same for all examples.

use crate::Result;
use crate::data::{self, Dataset, Ratings, SPLIT_SEED, Split, VALID_SHARE, builtin};
use crate::files::Settings;
use crate::learn::{Learner, recipe};
use crate::models::DotProductBias;
use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser};
use dfdx::prelude::AutoDevice;
use std::path::PathBuf;

/// Which ratings.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Data")]
pub struct DataOption {
    /// Ratings to use: `builtin`, `ml-100k`, a folder in MovieLens 100K's format, or a .csv file
    /// with the header `user,item,rating[,timestamp]`.
    #[arg(long, default_value = builtin::NAME, value_name = "DATA")]
    pub data: String,
}

impl DataOption {
    /// Loads the data set.
    ///
    /// # Errors
    /// See [`data::load`].
    pub fn load(&self) -> Result<Dataset> {
        data::load(&self.data)
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
    pub valid_rows: Option<PathBuf>,
}

impl SplitOptions {
    /// Loads the data set and splits it.
    ///
    /// # Errors
    /// See [`data::load`] and [`data::read_valid_rows`].
    pub fn load(&self) -> Result<(Dataset, Split)> {
        let data = self.data.load()?;
        let split = match &self.valid_rows {
            Some(file) => data.split_by_rows(&data::read_valid_rows(file, data.ratings.len())?)?,
            None => data.split_random(VALID_SHARE, SPLIT_SEED)?,
        };
        Ok((data, split))
    }
}

/// Where the results go.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
pub struct OutputOptions {
    /// Folder for the figures.
    #[arg(long, value_name = "DIR", default_value = "target/figures")]
    pub figures: PathBuf,

    /// Write one JSON object a line on standard output, and nothing else.
    #[arg(long)]
    pub json: bool,
}

/// How to train.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Training")]
pub struct TrainingOptions {
    /// Passes over the training ratings.
    #[arg(long, value_name = "N", default_value_t = recipe::EPOCHS, value_parser = count(1000))]
    pub epochs: usize,

    /// Highest learning rate of the cycle.
    #[arg(long, value_name = "X", default_value_t = recipe::LR_MAX, value_parser = positive)]
    pub lr: f64,

    /// Factors of each user and item.
    #[arg(long, value_name = "N", default_value_t = recipe::FACTORS, value_parser = count(4096))]
    pub factors: usize,

    /// Ratings in a batch.
    #[arg(long, value_name = "N", default_value_t = recipe::BATCH_SIZE, value_parser = count(1 << 24))]
    pub batch_size: usize,

    /// Seed of the first weights and of the shuffle.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32))]
    pub seed: u32,

    /// Repeat every training with N seeds, `--seed` and the ones after it.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = count(1000))]
    pub seeds: usize,
}

impl TrainingOptions {
    /// The seeds to train with.
    pub fn all_seeds(&self) -> impl Iterator<Item = u64> {
        (u64::from(self.seed)..).take(self.seeds)
    }

    /// The settings of the training with `seed`.
    pub fn settings(&self, weight_decay: f64, seed: u64) -> Settings {
        Settings {
            factors: Some(self.factors),
            epochs: self.epochs,
            lr: self.lr,
            batch_size: self.batch_size,
            weight_decay,
            dropout: 0.0,
            seed,
        }
    }
}

/// All options of an example that trains with one strength of weight decay.
#[derive(Parser, Clone, Debug)]
pub struct TrainingArgs {
    /// Which ratings, and which of them to hold back.
    #[command(flatten)]
    pub data: SplitOptions,

    /// How to train.
    #[command(flatten)]
    pub training: TrainingOptions,

    /// Decoupled weight decay.
    #[arg(
        long, value_name = "X", default_value_t = recipe::WEIGHT_DECAY, value_parser = not_negative,
        help_heading = "Training"
    )]
    pub weight_decay: f64,

    /// Where the results go.
    #[command(flatten)]
    pub output: OutputOptions,
}

/// The options of an example that trains one model and then reads it.
#[derive(Args, Clone, Debug)]
pub struct ModelOptions {
    /// Which ratings, and which of them to hold back.
    #[command(flatten)]
    pub data: SplitOptions,

    /// How to train.
    #[command(flatten)]
    pub training: TrainingOptions,

    /// Decoupled weight decay; chapter 5 finds the default best.
    #[arg(
        long, value_name = "X", default_value_t = recipe::BEST_WEIGHT_DECAY,
        value_parser = not_negative, help_heading = "Training"
    )]
    pub weight_decay: f64,

    /// Use the model of this file instead of training one. What is trained besides it still follows
    /// the options above.
    #[arg(long, value_name = "FILE", conflicts_with = "seeds", help_heading = "Training")]
    pub model: Option<PathBuf>,

    /// Where the results go.
    #[command(flatten)]
    pub output: OutputOptions,

    /// Folder in which trained models are kept for the next run.
    #[arg(long, value_name = "DIR", default_value = "target/models", help_heading = "Output")]
    pub models: PathBuf,
}

impl ModelOptions {
    /// A learner for the model of chapter 5, with `n_users` rows in its user tables.
    ///
    /// # Errors
    /// If there is no usable device.
    pub fn learner<'a>(
        &self,
        data: &Dataset,
        train: &'a Ratings,
        valid: &'a Ratings,
        n_users: usize,
        seed: u64,
    ) -> Result<Learner<'a, AutoDevice, DotProductBias<AutoDevice>>> {
        let factors = self.training.factors;
        let device = super::device()?;
        let model = DotProductBias::new(&device, n_users, data.n_items(), factors, seed);
        Ok(Learner::new(model.with_y_range(data.y_range()), train, valid)
            .seed(seed)
            .batch_size(self.training.batch_size)
            .weight_decay(self.weight_decay))
    }
}

/// Parses `TITLE=RATING,TITLE=RATING`. A title may hold commas.
///
/// # Errors
/// Says what is expected instead.
pub fn title_ratings(text: &str) -> std::result::Result<TitleRatings, String> {
    let mut ratings = Vec::new();
    let mut pending = String::new();
    for part in text.split(',') {
        pending += part;
        let rated = pending.rsplit_once('=').and_then(|(title, rating)| {
            let rating = rating.trim().parse::<f64>().ok().filter(|rating| rating.is_finite())?;
            Some((title.trim().to_owned(), rating)).filter(|(title, _)| !title.is_empty())
        });
        match rated {
            Some(rated) => {
                ratings.push(rated);
                pending.clear();
            }
            // The comma was part of the title.
            None => pending.push(','),
        }
    }
    if pending.is_empty() {
        Ok(TitleRatings(ratings))
    } else {
        Err("expected TITLE=RATING,TITLE=RATING".to_owned())
    }
}

/// Parses two different components, counted from 1: `1,3`.
///
/// # Errors
/// Says what is expected instead.
pub fn two_components(text: &str) -> std::result::Result<(usize, usize), String> {
    let parsed = text.split_once(',').and_then(|(a, b)| {
        let (a, b) = (a.trim().parse().ok()?, b.trim().parse().ok()?);
        (a != b && a > 0 && b > 0).then_some((a, b))
    });
    parsed.ok_or_else(|| "expected two different components, such as 1,3".to_owned())
}

/// Parses the widths of the users' and the items' embeddings: `74,102`.
///
/// # Errors
/// Says what is expected instead.
pub fn two_widths(text: &str) -> std::result::Result<(usize, usize), String> {
    let width = |text: &str| text.trim().parse().ok().filter(|width| (1..=4096).contains(width));
    let parsed = text.split_once(',').and_then(|(a, b)| Some((width(a)?, width(b)?)));
    parsed.ok_or_else(|| "expected two widths from 1 to 4096, such as 74,102".to_owned())
}

/// Parses a probability below 1.
///
/// # Errors
/// Says what is expected instead.
pub fn probability(text: &str) -> std::result::Result<f64, String> {
    number(text, |p| (0.0..1.0).contains(&p), "a probability from 0 to below 1")
}

/// Titles, or parts of them, each with a rating.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleRatings(pub Vec<(String, f64)>);

/// Parses a finite number that is not negative.
///
/// # Errors
/// Says what is expected instead.
pub fn not_negative(text: &str) -> std::result::Result<f64, String> {
    number(text, |x| x >= 0.0, "a number that is not negative")
}

fn positive(text: &str) -> std::result::Result<f64, String> {
    number(text, |x| x > 0.0, "a number above 0")
}

fn number(
    text: &str,
    fits: impl Fn(f64) -> bool,
    expected: &str,
) -> std::result::Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if x.is_finite() && fits(x) => Ok(x),
        _ => Err(format!("expected {expected}")),
    }
}

/// Parses a count from 1 to `most`.
pub fn count(most: u64) -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..=most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_may_hold_commas_and_equals_signs() {
        let parsed = title_ratings("Misérables, Les (1995)=4, a=b =2.5").unwrap().0;
        let expected = [("Misérables, Les (1995)".to_owned(), 4.0), ("a=b".to_owned(), 2.5)];
        assert_eq!(parsed, expected);
    }

    #[test]
    fn what_is_no_list_of_ratings_is_refused() {
        for text in ["", "Alien", "Alien=", "=4", "Alien=4,", "Alien=4,Brazil", "Alien=NaN"] {
            assert!(title_ratings(text).is_err(), "{text}");
        }
    }
}

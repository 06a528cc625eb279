//! Where the ratings come from: generated in memory, or read from a file.

use clap::Args;
use lab::{Report, Result};
use std::ops::Range;
use workbook::data::synthetic::{Shape, of_shape};
use workbook::data::{Dataset, RatingScale, Ratings, SPLIT_SEED, VALID_SHARE, builtin};

/// The seed of the generated ratings.
const SEED: u64 = 10;

/// Which ratings.
#[derive(Args)]
#[command(next_help_heading = "Data")]
pub struct Source {
    /// Generate this many ratings, in the shape of MovieLens: 25,000,000 are by 162,541 users of 59,047
    /// films.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    #[arg(value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(10_000..=1_000_000_000))]
    pub ratings: usize,
    /// Use these ratings instead: `builtin`, `ml-1m` or another release of MovieLens, or a path.
    #[arg(long, value_name = "DATA", conflicts_with = "ratings")]
    data: Option<String>,
}

/// Ratings to learn from and to validate on.
pub struct TrainingSet {
    pub train: Ratings,
    pub valid: Ratings,
    pub n_users: usize,
    pub n_items: usize,
    pub y_range: Range<f32>,
    /// The error of the truth itself on the validation ratings, where it is known.
    pub floor: Option<f64>,
}

impl Source {
    /// Makes or reads the ratings, and describes them.
    ///
    /// # Errors
    /// See [`Dataset::open`].
    pub fn load(&self, report: &mut Report) -> Result<TrainingSet> {
        let Some(name) = &self.data else { return Ok(self.generated(report)) };
        let data = Dataset::open(name)?;
        let split = data.split_random(VALID_SHARE, SPLIT_SEED)?;
        report.data(&data, &split);
        let floor = builtin::noise_floor(&data, &split);
        let (n_users, n_items, y_range) = (data.n_users(), data.n_items(), data.y_range());
        Ok(TrainingSet { train: split.train, valid: split.valid, n_users, n_items, y_range, floor })
    }

    fn generated(&self, report: &mut Report) -> TrainingSet {
        let (set, floor) = generate(self.ratings);
        let (ratings, users, films) = (self.ratings, set.n_users - 1, set.n_items - 1);
        let (train, valid) = (set.train.len(), set.valid.len());
        report.find(
            "data",
            serde_json::json!({
                "name": "generated", "ratings": ratings, "users": users, "films": films,
                "train": train, "valid": valid, "noise_floor": floor,
            }),
            format_args!(
                "{ratings} generated ratings by {users} users of {films} films: {train} for training, {valid} \
                 for\nvalidation. Their noise floor is {floor:.4}.",
            ),
        );
        set
    }
}

/// A set of this many ratings, and its noise floor.
pub fn generate(ratings: usize) -> (TrainingSet, f64) {
    let shape = Shape::with_ratings(ratings);
    let (mut train, truth) = of_shape(shape, SEED);
    // They come in random order, so the last fifth is a random fifth.
    let n_train = ratings - (ratings as f64 * VALID_SHARE).round() as usize;
    let valid = train.select(n_train..ratings);
    train.users.truncate(n_train);
    train.items.truncate(n_train);
    train.values.truncate(n_train);
    let floor = truth.noise_floor(&valid);
    let y_range = RatingScale::new(&train.values).y_range();
    let (n_users, n_items) = (shape.users + 1, shape.films + 1);
    (TrainingSet { train, valid, n_users, n_items, y_range, floor: Some(floor) }, floor)
}

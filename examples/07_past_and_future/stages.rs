//! The time after the split, in stages: what a model has learned from by then, and what comes next.

use workbook::data::{Dataset, Rating, Ratings, Split};
use workbook::interpret::{Learned, Taste, predict_then_learn};
use workbook::models::Baseline;

/// Into how many parts the validation ratings are cut for the figure, at most.
const PARTS: usize = 10;

/// Ratings to predict after a training.
pub struct Stage {
    /// The ratings that come next, by their users' own rows. Films without a training rating have row 0.
    next: Ratings,
    /// The place of each of them among all validation ratings.
    pub places: Vec<usize>,
    /// How many training ratings each user has.
    known: Vec<usize>,
}

impl Stage {
    /// What comes after the training ratings of `split` and is not held back by `later`, the split of the
    /// stage after it. Places count from the first rating that `all` holds back.
    pub fn new(data: &Dataset, all: &Split, split: &Split, later: Option<&Split>) -> Self {
        let is_later = |row: &usize| later.is_some_and(|l| l.valid_rows.binary_search(row).is_ok());
        let rows = split.valid_rows.iter().enumerate().filter(|(_, row)| !is_later(row));
        let (indices, rows): (Vec<usize>, Vec<usize>) = rows.unzip();
        let place =
            |row: &usize| all.valid_rows.binary_search(row).expect("it was held back first");
        let places = rows.iter().map(place).collect();
        let users = data.ratings.select(rows).users;
        let mut known = vec![0; data.n_users()];
        split.train.users.iter().for_each(|&user| known[user as usize] += 1);
        Self { next: Ratings { users, ..split.valid.select(indices) }, places, known }
    }

    /// What a model knows of a user before this stage: its row, or row 0 for someone it has never met.
    fn prior(&self, model: &Learned, user: usize) -> Taste {
        model.taste(if self.known[user] > 0 { user } else { 0 })
    }

    /// Predictions of a model that learns nothing in this stage.
    pub fn fixed(&self, model: &Learned) -> Vec<f64> {
        let predict = |rating: Rating| model.predict(&self.prior(model, rating.user), rating.item);
        self.next.iter().map(predict).collect()
    }

    /// Predictions of a model that folds every rating in.
    pub fn folding_in(&self, model: &Learned) -> Vec<f64> {
        predict_then_learn(model, &self.next, |user| self.prior(model, user))
    }

    /// Predictions of biases alone, where each user's follows what they have rated so far.
    pub fn biases_learning(&self, biases: &Baseline) -> Vec<f64> {
        let mut predictions = vec![0.0; self.next.len()];
        let mut counts: Vec<f64> =
            self.known.iter().map(|&n| n as f64 + Baseline::SHRINKAGE).collect();
        let mut offsets = biases.user_offsets.clone();
        for moment in self.next.moments() {
            for &i in &moment {
                let Rating { user, item, .. } = self.next.get(i);
                predictions[i] = biases.mean + biases.item_offsets[item] + offsets[user];
            }
            for i in moment {
                let Rating { user, value, .. } = self.next.get(i);
                counts[user] += 1.0;
                offsets[user] += (f64::from(value) - predictions[i]) / counts[user];
            }
        }
        predictions
    }
}

/// The part that each rating belongs to, when they are cut into equal parts in the order of time.
pub fn parts(ratings: &Ratings) -> Vec<usize> {
    let times = ratings.timestamps.as_ref().expect("they are split by time");
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by_key(|&i| times[i]);
    let n_parts = PARTS.min(times.len());
    let mut parts = vec![0; times.len()];
    order.iter().enumerate().for_each(|(place, &i)| parts[i] = place * n_parts / times.len());
    parts
}

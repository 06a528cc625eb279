//! Each user's latest interaction held out, and where a ranker places it.

use lab::Result;
use workbook::Error;
use workbook::data::{Dataset, HoldOut, LeaveOneOut, Touched};
use workbook::interpret::{Judge, Placing, SAMPLED_NEGATIVES};
use workbook::models::Ease;

/// The length of a list.
pub const K: usize = 10;
/// The penalty of EASE that chapter 9 chooses.
const LAMBDA: f64 = 400.0;

/// Interactions split in two.
pub struct Round<'a> {
    pub data: &'a Dataset,
    pub split: LeaveOneOut,
    /// What the training interactions touch.
    pub known: Touched,
    /// What all interactions touch, those held out included.
    pub touched: Touched,
    pub seed: u64,
}

impl<'a> Round<'a> {
    pub fn new(data: &'a Dataset, seed: u64) -> Result<Self> {
        let interactions = data.interactions();
        let split = data.leave_one_out(&interactions, HoldOut::Latest, seed);
        if split.held_out.is_empty() {
            let message = format!("no user of {} has two interactions to hold one out", data.name);
            return Err(Error::Settings(message).into());
        }
        let touched = |interactions| Touched::new(interactions, data.n_users(), data.n_items());
        let (known, touched) = (touched(&split.train), touched(&interactions));
        Ease::check(&touched)?;
        Ok(Self { data, split, known, touched, seed })
    }

    /// Where each held-out item stands among all that its user has not touched.
    pub fn place(&self, scores: impl FnMut(usize) -> Vec<f64>) -> Result<Vec<Placing>> {
        let judge = Judge::new(&self.split.held_out, &self.touched, SAMPLED_NEGATIVES, self.seed);
        Ok(judge.place(scores)?.all)
    }

    /// The same by EASE.
    pub fn place_by_ease(&self) -> Result<Vec<Placing>> {
        let ease = Ease::fit(&self.known, LAMBDA);
        self.place(|user| ease.scores(self.known.by(user)))
    }
}

/// The mean of a value over the users.
pub fn mean(placings: &[Placing], value: impl Fn(&Placing) -> f64) -> f64 {
    placings.iter().map(value).sum::<f64>() / placings.len() as f64
}

//! Squared errors, kept one by one so that any part of the ratings can be judged.

use workbook::data::Ratings;
use workbook::learn::Spread;

/// The squared error of each rating, by seed and method.
#[derive(Default)]
pub struct Judged {
    by_seed: Vec<Vec<Vec<f64>>>,
}

impl Judged {
    /// Adds the predictions of each method, made with one more seed.
    pub fn add(&mut self, predictions: &[Vec<f64>], ratings: &Ratings) {
        let square = |(prediction, &rating): (&f64, &f32)| (f64::from(rating) - prediction).powi(2);
        let squares =
            |of_method: &Vec<f64>| of_method.iter().zip(&ratings.values).map(square).collect();
        self.by_seed.push(predictions.iter().map(squares).collect());
    }

    /// The loss of a method with every seed, on the ratings for which `counts` holds.
    pub fn losses_where(&self, method: usize, counts: impl Fn(usize) -> bool) -> Vec<f64> {
        let of_seed = |squares: &Vec<Vec<f64>>| {
            let squares = squares[method].iter().copied().enumerate();
            let counted = squares.filter(|&(i, _)| counts(i)).map(|(_, square)| square);
            Spread::from_values(counted).mean
        };
        self.by_seed.iter().map(of_seed).collect()
    }

    /// The loss of a method with every seed.
    pub fn losses(&self, method: usize) -> Vec<f64> {
        self.losses_where(method, |_| true)
    }

    /// By how much a method beats another with every seed, on the ratings for which `counts` holds.
    pub fn gains_where(
        &self,
        method: usize,
        over: usize,
        counts: impl Fn(usize) -> bool,
    ) -> Vec<f64> {
        let losses = self.losses_where(over, &counts).into_iter();
        losses.zip(self.losses_where(method, &counts)).map(|(over, loss)| over - loss).collect()
    }

    /// By how much a method beats another with every seed.
    pub fn gains(&self, method: usize, over: usize) -> Vec<f64> {
        self.gains_where(method, over, |_| true)
    }
}

/// The mean of some values and their standard deviation, which nothing has that is the same every time.
pub fn spread(values: impl IntoIterator<Item = f64>) -> Spread {
    let values: Vec<f64> = values.into_iter().collect();
    let is_constant = values.iter().all(|value| value == &values[0]);
    Spread::from_values(values.into_iter().take(if is_constant { 1 } else { usize::MAX }))
}

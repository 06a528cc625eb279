//! The same training repeated with several seeds.

use super::History;
use std::fmt;

/// A mean with its sample standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Arithmetic mean.
    pub mean: f64,
    /// Sample standard deviation (divided by n - 1); `None` for a single value.
    pub sd: Option<f64>,
}

impl Spread {
    /// Mean and standard deviation of some values; NaN if there are none.
    pub fn from_values(values: impl IntoIterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.into_iter().collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
        Self { mean, sd: (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt()) }
    }
}

/// The mean with four decimals, and the standard deviation where there is one; in powers of ten where
/// four decimals would show nothing but zeros, or a number too long to read.
impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.mean.abs();
        if (size > 0.0 && size < 5e-5) || size >= 1e9 {
            return match self.sd {
                Some(sd) => write!(f, "{:.3e} ± {sd:.3e}", self.mean),
                None => write!(f, "{:.3e}", self.mean),
            };
        }
        match self.sd {
            Some(sd) => write!(f, "{:.4} ± {sd:.4}", self.mean),
            None => write!(f, "{:.4}", self.mean),
        }
    }
}

/// The histories of one training under several seeds; all have the same number of epochs.
#[derive(Clone, Debug)]
pub struct Runs {
    /// What sets this training apart from the others it is compared with: `wd=0.1`.
    pub name: String,
    /// One history for each seed; never empty.
    pub histories: Vec<History>,
}

impl Runs {
    /// Training loss by epoch.
    pub fn train_losses(&self) -> Vec<Spread> {
        self.by_epoch(|history, epoch| history.epochs[epoch].train_loss)
    }

    /// Validation loss by epoch.
    pub fn valid_losses(&self) -> Vec<Spread> {
        self.by_epoch(|history, epoch| history.epochs[epoch].valid_loss)
    }

    /// Seconds by epoch.
    pub fn seconds(&self) -> Vec<Spread> {
        self.by_epoch(|history, epoch| history.epochs[epoch].seconds)
    }

    /// Validation loss after the last epoch.
    pub fn final_valid(&self) -> Spread {
        self.over_seeds(|history| history.last().valid_loss)
    }

    /// Training loss of the last epoch.
    pub fn final_train(&self) -> Spread {
        self.over_seeds(|history| history.last().train_loss)
    }

    /// Validation loss of each run's best epoch.
    pub fn best_valid(&self) -> Spread {
        self.over_seeds(|history| history.best().valid_loss)
    }

    /// How far the last epoch lies above the best (see [`History::overfit`]).
    pub fn overfit(&self) -> Spread {
        self.over_seeds(History::overfit)
    }

    fn over_seeds(&self, value: impl Fn(&History) -> f64) -> Spread {
        Spread::from_values(self.histories.iter().map(value))
    }

    fn by_epoch(&self, value: impl Fn(&History, usize) -> f64) -> Vec<Spread> {
        (0..self.histories[0].epochs.len())
            .map(|epoch| self.over_seeds(|history| value(history, epoch)))
            .collect()
    }
}

//! Training: the recipe of fastai's `fit_one_cycle`, on dfdx.

mod adam;
mod clock;
mod denormals;
mod ensemble;
mod history;
mod lazy;
mod learner;
mod one_cycle;
mod optimiser;
mod runs;

pub mod recipe;

pub use adam::{Adam, WeightDecay};
pub use ensemble::ensemble_loss;
pub use history::{EpochRecord, History};
pub use learner::{Learner, Progress};
pub use one_cycle::OneCycle;
pub use runs::{Runs, Spread};

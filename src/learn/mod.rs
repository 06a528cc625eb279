//! Training: the recipe of fastai's `fit_one_cycle`, on dfdx.

mod adam;
pub(crate) mod clock;
mod denormals;
mod ensemble;
mod fused_adam;
mod history;
mod lazy_adam;
mod learner;
mod loss;
mod one_cycle;
mod optimiser;
mod recipe;
mod runs;
mod unknown;

pub use adam::{EPSILON, SQUARE_MOMENTUM, WeightDecay};
pub use ensemble::ensemble_loss;
pub use fused_adam::FusedAdam;
pub use history::{EpochRecord, History};
pub use learner::{Learner, Progress};
pub use loss::Loss;
pub use one_cycle::OneCycle;
pub use recipe::Recipe;
pub use runs::{Runs, Spread};

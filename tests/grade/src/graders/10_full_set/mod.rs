//! Grades the exercises of chapter 10.

mod biased_gradient;
mod block_schedule;
mod mend_biased_step;
mod missed_decay;
mod ratings_that_fit;

pub use biased_gradient::biased_gradient;
pub use block_schedule::block_schedule;
pub use mend_biased_step::mend_biased_step;
pub use missed_decay::missed_decay;
pub use ratings_that_fit::ratings_that_fit;

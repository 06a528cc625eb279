//! What to ask a newcomer: which films belong in the questionnaire at sign-up.
//!
//! A [`Policy`] makes a [`Plan`], which names one film after the other; an [`Interview`] keeps account of
//! what the answers leave uncertain; and a [`survey`] puts the questions to people whose answers are known.

mod interview;
mod plan;
mod survey;

pub use interview::{Interview, Questions};
pub use plan::{Plan, Policy, known_to};
pub use survey::{Outcome, Person, survey};

//! The examples as a reader runs them: what they print, and how they answer bad input.

mod audit;
mod bayesian;
mod data;
mod degenerate;
mod early;
mod folds;
mod hostile;
mod implicit;
mod learned;
mod networks;
mod refusals;
#[path = "../common/releases.rs"]
mod releases;
mod runs;
mod saved;
mod support;

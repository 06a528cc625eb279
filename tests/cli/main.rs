//! The examples as a reader runs them: what they print, and how they answer bad input.

mod audit;
mod bayesian;
mod beyond;
mod data;
mod degenerate;
mod early;
mod folds;
mod full_set;
mod hostile;
mod implicit;
mod learned;
mod neighbours;
mod networks;
mod new_films;
mod questions;
mod refusals;
#[path = "../common/releases.rs"]
mod releases;
mod runs;
mod saved;
mod support;
mod your_program;

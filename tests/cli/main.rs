//! The examples as a reader runs them: what they print, and how they answer bad input.

mod bayesian;
mod learned;
mod networks;
mod refusals;
mod runs;
mod saved;
mod support;

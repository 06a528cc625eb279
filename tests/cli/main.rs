//! The examples as a reader runs them: what they print, and how they answer bad input.

mod audit;
mod bayesian;
mod implicit;
mod learned;
mod networks;
mod refusals;
mod runs;
mod saved;
mod support;

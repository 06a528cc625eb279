//! The options of this example.

use clap::Parser;
use lab::{FoldsOption, OutputOptions, SplitOptions};
use std::path::PathBuf;

#[derive(Parser)]
pub struct Args {
    #[command(flatten)]
    pub data: SplitOptions,
    /// Factors of the Bayesian models.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = lab::count(1000), help_heading = "Training")]
    pub factors: usize,
    /// Sweeps of the Bayesian models: how often each number is drawn.
    #[arg(long, value_name = "N", default_value_t = 150, value_parser = lab::count(100_000), help_heading = "Training")]
    pub sweeps: usize,
    /// Seed of all that is random.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Training")]
    pub seed: u32,
    /// Repeat everything with N seeds, `--seed` and the ones after it.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = lab::count(1000), help_heading = "Training")]
    pub seeds: usize,
    /// Save the best of the models that ask for no time, with the first seed, in this file
    /// (safetensors): the mean of its draws, as one dot product.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub save: Option<PathBuf>,
    #[command(flatten)]
    pub folds: FoldsOption,
    #[command(flatten)]
    pub output: OutputOptions,
}

//! # From One-Hot to Neural
//!
//! A workbook on collaborative filtering: learn how recommenders work by building one.
//!
//! There is a module for each step, in the order in which data flow through them. Each uses only those
//! before it:
//!
//! - [`data`] reads ratings, splits them and deals them out in batches. It brings an invented set
//!   ([`data::builtin`]) whose true factors are known.
//! - [`nn`] has the building blocks: tables that learn, dense layers, and `sigmoid_range`.
//! - [`models`] puts them together; each model reads like its equation.
//! - [`learn`] trains a model: Adam, one cycle, weight decay.
//! - [`scale`] trains the biased dot product without a tape, on all cores, on millions of ratings.
//! - [`interpret`] reads what a model learned, recommends, and takes newcomers in.
//! - `saved` keeps trained models on disk, for this crate and for Python (feature `files`).
//!
//! [`text`] makes names and titles fit to print.
//!
//! Every model but the Bayesian one learns through [dfdx](https://docs.rs/dfdx), on the CPU or, with
//! the feature `cuda`, on an NVIDIA GPU. Without the default features the crate builds for
//! WebAssembly, because it then touches no files. It starts threads only where the machine runs several.

mod crew;
pub mod data;
mod error;
pub mod interpret;
pub mod learn;
pub mod models;
pub mod nn;
#[cfg(feature = "files")]
mod repository;
#[cfg(feature = "files")]
pub mod saved;
pub mod scale;
pub mod text;
#[cfg(feature = "files")]
mod write;

pub use error::{Error, Result, Suspect};
#[cfg(feature = "files")]
pub use repository::repository;
#[cfg(feature = "files")]
pub use write::{check_file, check_folder, write_whole};

//! # From One-Hot to Neural
//!
//! A workbook on collaborative filtering: learn how recommenders work by building one.
//!
//! The house has one room for each step, and data flow through them one way:
//!
//! - [`data`] reads ratings, splits them and deals them out in batches. No ratings at hand? It
//!   brings an invented set ([`data::builtin`]) whose truth is known.
//! - [`nn`] has the building blocks: tables that learn, and `sigmoid_range`.
//! - [`models`] puts them together; each model reads as its equation.
//! - [`learn`] trains a model: Adam, one cycle, weight decay.
//! - [`interpret`] reads what was learned, recommends, and takes newcomers in.
//! - `files` keeps trained models on disk, for this crate and for Python (feature `files`).
//! - `plot` draws what came out (feature `plot`), and `cli` is what the examples share to talk to
//!   the reader (feature `cli`).
//!
//! All models but the Bayesian one learn through [dfdx](https://docs.rs/dfdx), on the CPU or, with
//! the feature `cuda`, on an NVIDIA GPU. Without the default features the rest builds for
//! WebAssembly: it touches no files and no threads of its own accord.
#![deny(missing_docs, unsafe_code)]

#[cfg(feature = "cli")]
pub mod cli;
pub mod data;
mod error;
#[cfg(feature = "files")]
pub mod files;
pub mod interpret;
pub mod learn;
pub mod models;
pub mod nn;
#[cfg(feature = "plot")]
pub mod plot;
#[cfg(any(feature = "files", feature = "plot"))]
mod write;

pub use error::{Error, Result};

//! The building blocks of the models: tables that learn, dense layers, and `sigmoid_range`.
//!
//! dfdx can check shapes at compile time. A one-hot vector times a table of 5 rows and 3 columns is
//! one of its rows:
//!
//! ```
//! use dfdx::prelude::*;
//!
//! let device = Cpu::default();
//! let table: Tensor<Rank2<5, 3>, f32, _> = device.sample_normal();
//! let third: Tensor<Rank1<5>, f32, _> = device.tensor([0.0, 0.0, 1.0, 0.0, 0.0]);
//! let row: Tensor<Rank1<3>, f32, _> = third.matmul(table);
//! ```
//!
//! and a vector of the wrong length does not compile:
//!
//! ```compile_fail
#![doc = include_str!("wrong_shape.rs")]
//! ```
//!
//! dfdx's own layers need their sizes at compile time. A data set's sizes are known only at run time,
//! so the layers here are built on dfdx's tensors with run-time shapes.

mod add_bias;
mod device;
mod embedding;
mod ids;
mod linear;
mod parameters;
mod product;
mod sigmoid_range;
#[cfg(all(any(test, target_family = "wasm"), not(feature = "cuda")))]
mod vectorised;

pub use device::{Device, check_device};
pub use embedding::{Bias, Embedding, INIT_STD};
pub use ids::Ids;
pub use linear::Linear;
pub use parameters::{Parameter, ParameterTensor};
pub use sigmoid_range::sigmoid_range;

use dfdx::prelude::*;

/// A batch of numbers, one for each rating, shape `(batch,)`; while training it carries a tape.
pub type Column<T = NoneTape> = Tensor<(usize,), f32, Device, T>;

/// A batch of rows of a table, shape `(batch, width)`; while training it carries a tape.
pub type Rows<T = NoneTape> = Tensor<(usize, usize), f32, Device, T>;

//! Building blocks of the models: tables that learn, and the squashing of a number into a range.
//!
//! dfdx can know shapes at compile time. A one-hot vector times a table of 5 rows and 3 columns is
//! a row of it:
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
//! dfdx's own layers need their sizes at compile time. Those of a data set are known at run time
//! only, so what is here is written on dfdx's tensors with run-time shapes.

mod embedding;
mod ids;
mod linear;
mod parameters;
mod sigmoid_range;

pub use embedding::{Bias, Embedding, INIT_STD};
pub use ids::Ids;
pub use linear::Linear;
pub use parameters::{ParameterVisitor, Parameters, TableOf, parameter_shapes};
pub use sigmoid_range::{STARS, sigmoid_range};

use dfdx::prelude::*;

/// A batch of numbers, one for each rating, shape `(batch,)`; it carries a tape while training.
pub type Column<D, T = NoneTape> = Tensor<(usize,), f32, D, T>;

/// A batch of rows of a table, shape `(batch, width)`; it carries a tape while training.
pub type Rows<D, T = NoneTape> = Tensor<(usize, usize), f32, D, T>;

//! Building blocks of the models: tables that learn, and the squashing of a number into a range.
//!
//! dfdx's own layers fix their sizes at compile time. The sizes of a data set are known at run time
//! only, so these are written on dfdx's tensors with run-time shapes.

mod embedding;
mod parameters;
mod sigmoid_range;

pub use embedding::{Bias, Embedding, INIT_STD};
pub use parameters::{ParameterVisitor, Parameters};
pub use sigmoid_range::{STARS, sigmoid_range};

use dfdx::prelude::*;

/// A batch of row numbers, shape `(batch,)`.
pub type Ids<D> = Tensor<(usize,), usize, D>;

/// A batch of numbers, one for each rating, shape `(batch,)`; it carries a tape while training.
pub type Column<D, T = NoneTape> = Tensor<(usize,), f32, D, T>;

/// A batch of rows of a table, shape `(batch, width)`; it carries a tape while training.
pub type Rows<D, T = NoneTape> = Tensor<(usize, usize), f32, D, T>;

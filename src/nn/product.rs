//! The product of a batch and the weights of a layer.

#[cfg(not(target_family = "wasm"))]
use super::{Device, Rows};
#[cfg(not(target_family = "wasm"))]
use dfdx::prelude::*;

/// The product of a batch of rows, shape `(batch, inputs)`, and `weight`, shape `(inputs, outputs)`.
#[cfg(not(target_family = "wasm"))]
pub(super) fn product<T: Tape<f32, Device>>(
    rows: Rows<T>,
    weight: &Tensor<(usize, usize), f32, Device>,
) -> Rows<T> {
    rows.matmul(weight.clone().put_tape(T::default()))
}

#[cfg(target_family = "wasm")]
pub(super) use super::vectorised::product;

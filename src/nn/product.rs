//! The product of a batch and the weights of a layer.

use super::{Device, Rows};
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
pub(super) use vectorised as product;

/// The same product for WebAssembly, where the one of dfdx does not use vector instructions and nalgebra's
/// does.
#[cfg(all(any(test, target_family = "wasm"), not(feature = "cuda")))]
pub(super) fn vectorised<T: Tape<f32, Device>>(
    rows: Rows<T>,
    weight: &Tensor<(usize, usize), f32, Device>,
) -> Rows<T> {
    let (rows, mut tape) = rows.split_tape();
    let (batch, inputs) = *rows.shape();
    let outputs = weight.shape().1;
    // What is stored row by row is, to nalgebra, the transpose stored column by column, so factors change
    // places: (X W)ᵀ = Wᵀ Xᵀ.
    let (x, w) = (rows.as_vec(), weight.as_vec());
    let product = transposed(&w, outputs) * transposed(&x, inputs);
    let product: Rows = rows.device().tensor_from_vec(product.data.into(), (batch, outputs));

    let (of_product, of_rows, of_weight) = (product.ghost(), rows.ghost(), weight.ghost());
    tape.add_backward_op(move |gradients| {
        let of_product = gradients.get_or_alloc_mut(&of_product)?.clone();
        let of_product = transposed(&of_product, outputs);
        let add = |gradient: &mut Vec<f32>, more: nalgebra::DMatrix<f32>| {
            gradient.iter_mut().zip(&more).for_each(|(gradient, more)| *gradient += more);
        };
        // Only whole products use vector instructions, not those that transpose a factor on the way.
        let of_rows_more = transposed(&w, outputs).transpose() * of_product;
        add(gradients.get_or_alloc_mut(&of_rows)?, of_rows_more);
        let of_weight_more = of_product * transposed(&x, inputs).transpose();
        add(gradients.get_or_alloc_mut(&of_weight)?, of_weight_more);
        Ok(())
    });
    product.put_tape(tape)
}

/// Rows of `width` numbers, as columns.
#[cfg(all(any(test, target_family = "wasm"), not(feature = "cuda")))]
fn transposed(rows: &[f32], width: usize) -> nalgebra::DMatrixView<'_, f32> {
    nalgebra::DMatrixView::from_slice(rows, width, rows.len() / width)
}

#[cfg(all(test, not(feature = "cuda")))]
mod tests {
    use super::*;

    #[test]
    fn products_and_gradients_are_those_of_dfdx() {
        let device = Device::seed_from_u64(0);
        for (batch, inputs, outputs) in [(64, 177, 100), (3, 5, 1), (1, 1, 7)] {
            let rows: Rows = device.sample_normal_like(&(batch, inputs));
            let weight: Rows = device.sample_normal_like(&(inputs, outputs));
            // The rows are used twice, so that gradients have to be added up.
            let results = [true, false].map(|ours| {
                let product = if ours {
                    vectorised(rows.leaky_trace(), &weight)
                } else {
                    rows.leaky_trace().matmul(weight.leaky_trace())
                };
                let twice = product.square().sum::<Rank0, _>() + rows.leaky_trace().sum();
                let loss = twice.as_vec();
                let gradients = twice.backward();
                [loss, gradients.get(&rows).as_vec(), gradients.get(&weight).as_vec()]
            });
            for (ours, theirs) in results[0].iter().zip(&results[1]) {
                let size = theirs.iter().map(|x| x.abs()).fold(0.0, f32::max);
                assert_eq!(ours.len(), theirs.len());
                for (ours, theirs) in ours.iter().zip(theirs) {
                    assert!((ours - theirs).abs() <= 1e-5 * size, "{ours}, {theirs}");
                }
            }
        }
    }
}

//! The product of a batch and the weights of a layer in WebAssembly.

use super::{Device, Rows};
use dfdx::prelude::*;
use nalgebra::{DMatrixView, DMatrixViewMut};

/// The product of a batch of rows, shape `(batch, inputs)`, and `weight`, shape `(inputs, outputs)`. The one
/// of dfdx does not use WebAssembly's vector instructions, and nalgebra's does.
pub(super) fn product<T: Tape<f32, Device>>(
    rows: Rows<T>,
    weight: &Tensor<(usize, usize), f32, Device>,
) -> Rows<T> {
    let (rows, mut tape) = rows.split_tape();
    let (batch, inputs) = *rows.shape();
    let outputs = weight.shape().1;
    // What is stored row by row is, to nalgebra, the transpose stored column by column, so factors change
    // places: (X W)ᵀ = Wᵀ Xᵀ.
    let (x, w) = (numbers(&rows), numbers(weight));
    let product = transposed(&w, outputs) * transposed(&x, inputs);
    let product: Rows = rows.device().tensor_from_vec(product.data.into(), (batch, outputs));

    let (of_product, of_rows, of_weight) = (product.ghost(), rows.ghost(), weight.ghost());
    tape.add_backward_op(move |gradients| {
        let of_product = gradients.get_or_alloc_mut(&of_product)?.clone();
        let of_product = transposed(&of_product, outputs);
        let of_rows = gradients.get_or_alloc_mut(&of_rows)?;
        DMatrixViewMut::from_slice(of_rows, inputs, batch).gemm(
            1.0,
            &transposed(&w, outputs).transpose(),
            &of_product,
            1.0,
        );
        // The batch is not copied to be turned. A first factor with strides would not do: where nalgebra
        // leaves small products to loops of its own, version 0.35 reads beyond its end.
        let x = DMatrixView::from_slice_with_strides(&x, batch, inputs, inputs, 1);
        let of_weight = gradients.get_or_alloc_mut(&of_weight)?;
        DMatrixViewMut::from_slice(of_weight, outputs, inputs).gemm(1.0, &of_product, &x, 1.0);
        Ok(())
    });
    product.put_tape(tape)
}

/// The numbers of a tensor that is stored row by row, as batches and weights are.
fn numbers(tensor: &Rows) -> Vec<f32> {
    // This copies the memory as it is, whereas `as_vec` finds every number by its two indices.
    let mut numbers = vec![0.0; tensor.shape().num_elements()];
    tensor.copy_into(&mut numbers);
    numbers
}

/// Rows of `width` numbers, as columns.
fn transposed(rows: &[f32], width: usize) -> DMatrixView<'_, f32> {
    DMatrixView::from_slice(rows, width, rows.len() / width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_gradients_are_those_of_dfdx() {
        let device = Device::seed_from_u64(0);
        for (batch, inputs, outputs) in [(64, 177, 100), (9, 4, 7), (3, 5, 1), (1, 1, 7)] {
            let rows: Rows = device.sample_normal_like(&(batch, inputs));
            let weight: Rows = device.sample_normal_like(&(inputs, outputs));
            // The rows are used twice, so that gradients have to be added up.
            let results = [true, false].map(|ours| {
                let product = if ours {
                    super::product(rows.leaky_trace(), &weight)
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

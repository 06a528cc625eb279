//! Adds a bias to every row of a batch.

use super::{Device, Rows};
use dfdx::prelude::*;

/// A product of matrices with `bias` added to each of its rows. Nothing else may use the product.
///
/// dfdx adds a tensor that is broadcast number by number, each through an index of its own, and that takes
/// a sixth of the training of a network. On a CPU this does the same sums row by row.
#[cfg(not(feature = "cuda"))]
pub(super) fn add_bias<T: Tape<f32, Device>>(
    product: Rows<T>,
    bias: &Tensor<(usize,), f32, Device>,
) -> Rows<T> {
    let (mut sums, mut tape) = product.split_tape();
    let (batch, outputs) = *sums.shape();
    let rows = sums.device().tensor_from_vec(bias.as_vec().repeat(batch), (batch, outputs));
    sums.axpy(1.0, &rows, 1.0);
    // The sums are still the same tensor to the tape, so their gradient is the product's, as it should be.
    // What is left to do is the gradient of the bias: that of the sums, added up over the rows.
    let (of_sums, of_bias) = (sums.ghost(), bias.ghost());
    tape.add_backward_op(move |gradients| {
        let mut total = vec![0.0; outputs];
        for row in gradients.get_or_alloc_mut(&of_sums)?.chunks_exact(outputs) {
            total.iter_mut().zip(row).for_each(|(total, gradient)| *total += gradient);
        }
        let gradient = gradients.get_or_alloc_mut(&of_bias)?;
        gradient.iter_mut().zip(&total).for_each(|(gradient, total)| *gradient += total);
        Ok(())
    });
    sums.put_tape(tape)
}

/// A product of matrices with `bias` added to each of its rows.
#[cfg(feature = "cuda")]
pub(super) fn add_bias<T: Tape<f32, Device>>(
    product: Rows<T>,
    bias: &Tensor<(usize,), f32, Device>,
) -> Rows<T> {
    let shape = *product.shape();
    product + bias.clone().put_tape(T::default()).broadcast_like::<_, Axis<0>>(&shape)
}

#[cfg(all(test, not(feature = "cuda")))]
mod tests {
    use super::*;

    #[test]
    fn sums_and_gradients_are_those_of_a_broadcast_sum() {
        let device = Device::seed_from_u64(0);
        let x: Rows = device.sample_normal_like(&(7, 3));
        let weight: Rows = device.sample_normal_like(&(3, 5));
        let bias: Tensor<(usize,), f32, Device> = device.sample_normal_like(&(5,));
        let product = || x.leaky_trace().matmul(weight.leaky_trace());
        let ours = add_bias(product(), &bias);
        let broadcast = product() + bias.leaky_trace().broadcast_like::<_, Axis<0>>(&(7, 5));
        assert_eq!(ours.as_vec(), broadcast.as_vec());
        // The bias is used twice, so that its gradients have to be added up.
        let [ours, broadcast] = [
            add_bias(ours.relu().matmul(device.ones_like(&(5, 5))), &bias).square().sum(),
            (broadcast.relu().matmul(device.ones_like(&(5, 5)))
                + bias.leaky_trace().broadcast_like::<_, Axis<0>>(&(7, 5)))
            .square()
            .sum(),
        ]
        .map(|loss: Tensor<Rank0, f32, Device, OwnedTape<f32, Device>>| loss.backward());
        assert_eq!(ours.get(&x).as_vec(), broadcast.get(&x).as_vec());
        assert_eq!(ours.get(&weight).as_vec(), broadcast.get(&weight).as_vec());
        let bias = [&ours, &broadcast].map(|gradients| gradients.get(&bias).as_vec());
        for (ours, broadcast) in bias[0].iter().zip(&bias[1]) {
            assert!((ours - broadcast).abs() < 1e-5 * broadcast.abs(), "{ours}, {broadcast}");
        }
    }
}

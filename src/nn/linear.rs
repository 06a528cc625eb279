//! A dense layer.

use super::Rows;
use dfdx::prelude::*;
use rand::Rng;

// ANCHOR: linear
/// A dense layer: every output is a weighted sum of all inputs plus a bias.
#[derive(Clone, Debug)]
pub struct Linear<D: Device<f32>> {
    /// Shape `(inputs, outputs)`; the transpose of PyTorch's.
    pub weight: Tensor<(usize, usize), f32, D>,
    /// Shape `(outputs,)`.
    pub bias: Tensor<(usize,), f32, D>,
}

impl<D: Device<f32>> Linear<D> {
    /// A layer of random weights and biases between `±1/sqrt(inputs)`, as PyTorch starts its own.
    pub fn new(device: &D, inputs: usize, outputs: usize, rng: &mut impl Rng) -> Self {
        let bound = 1.0 / (inputs as f32).sqrt();
        let mut draw = |n: usize| (0..n).map(|_| rng.gen_range(-bound..bound)).collect::<Vec<_>>();
        let (weight, bias) = (draw(inputs * outputs), draw(outputs));
        Self {
            weight: device.tensor_from_vec(weight, (inputs, outputs)),
            bias: device.tensor_from_vec(bias, (outputs,)),
        }
    }

    /// The outputs for a batch of inputs, shape `(batch, outputs)`.
    ///
    /// # Panics
    /// If the inputs are not as many as the layer takes.
    pub fn forward<T: Tape<f32, D>>(&self, inputs: Rows<D, T>) -> Rows<D, T> {
        let (batch, outputs) = (inputs.shape().0, self.bias.shape().0);
        let bias = self.bias.clone().put_tape(T::default());
        inputs.matmul(self.weight.clone().put_tape(T::default()))
            + bias.broadcast_like::<_, Axis<0>>(&(batch, outputs))
    }
}
// ANCHOR_END: linear

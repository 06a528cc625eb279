//! A dense layer.

use super::add_bias::add_bias;
use super::product::product;
use super::{Device, Parameter, Rows};
use dfdx::prelude::*;
use rand::Rng;

// ANCHOR: linear
/// A dense layer: every output is a weighted sum of all inputs plus a bias.
#[derive(Clone, Debug)]
pub struct Linear {
    /// Shape `(inputs, outputs)`; the transpose of PyTorch's.
    pub weight: Tensor<(usize, usize), f32, Device>,
    /// Shape `(outputs,)`.
    pub bias: Tensor<(usize,), f32, Device>,
}

impl Linear {
    /// A layer of random weights and biases between `±1/sqrt(inputs)`, PyTorch's default.
    pub fn new(device: &Device, inputs: usize, outputs: usize, rng: &mut impl Rng) -> Self {
        let bound = 1.0 / (inputs as f32).sqrt();
        let mut draw = |n: usize| (0..n).map(|_| rng.gen_range(-bound..bound)).collect::<Vec<_>>();
        let weight = draw(inputs * outputs);
        let bias = draw(outputs);
        Self {
            weight: device.tensor_from_vec(weight, (inputs, outputs)),
            bias: device.tensor_from_vec(bias, (outputs,)),
        }
    }

    /// The outputs for a batch of inputs, shape `(batch, outputs)`.
    ///
    /// # Panics
    /// If the width of the inputs is not the layer's.
    pub fn forward<T: Tape<f32, Device>>(&self, inputs: Rows<T>) -> Rows<T> {
        add_bias(product(inputs, &self.weight), &self.bias)
    }
}
// ANCHOR_END: linear

impl Linear {
    /// The weights and the bias as parameters of a model that calls the layer `name`.
    pub fn parameters(&mut self, name: &str) -> [Parameter<'_>; 2] {
        [
            Parameter::new(format!("{name}.weight"), &mut self.weight),
            Parameter::new(format!("{name}.bias"), &mut self.bias),
        ]
    }
}

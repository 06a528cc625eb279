//! The optimiser: Adam, stepping tensors of any shape through dfdx's fused kernels.

use crate::nn::{ParameterVisitor, Parameters};
use dfdx::prelude::{AdamConfig, Device, Gradients, Shape, Tensor};

// ANCHOR: weight_decay
/// How the weights are kept small.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightDecay {
    /// Every step first shrinks every weight: `p *= 1 - lr * wd` (AdamW, Loshchilov and Hutter,
    /// 2019, <https://arxiv.org/abs/1711.05101>). fastai's way, and the default.
    Decoupled(f64),
    /// The loss gets `wd * sum(p^2)` added, that is, every gradient gets `2 * wd * p`. Under Adam
    /// this is another thing: the addition is then scaled like the gradient itself.
    L2(f64),
}
// ANCHOR_END: weight_decay

/// Adam (Kingma and Ba, 2015, <https://arxiv.org/abs/1412.6980>) with weight decay.
///
/// It keeps two running means for every parameter and nothing else: of the gradient (momentum) and
/// of its square.
#[derive(Debug)]
pub struct Adam<D: Device<f32>> {
    weight_decay: WeightDecay,
    steps_done: i32,
    mean: Gradients<f32, D>,
    mean_square: Gradients<f32, D>,
}

impl<D: Device<f32>> Adam<D> {
    /// How slowly the mean of the squared gradient forgets.
    pub const SQUARE_MOMENTUM: f64 = 0.99;
    /// Keeps the step finite where the gradient has always been zero.
    pub const EPSILON: f64 = 1e-5;

    /// An optimiser that has not stepped yet.
    pub fn new(weight_decay: WeightDecay) -> Self {
        Self {
            weight_decay,
            steps_done: 0,
            mean: Gradients::leaky(),
            mean_square: Gradients::leaky(),
        }
    }

    // ANCHOR: step
    /// Moves every parameter of `model` one step against its gradient. A parameter without a
    /// gradient counts as having a gradient of zero.
    ///
    /// # Panics
    /// If the device fails, for want of memory, say.
    pub fn step(
        &mut self,
        model: &mut impl Parameters<D>,
        gradients: &mut Gradients<f32, D>,
        lr: f64,
        momentum: f64,
    ) {
        self.steps_done += 1;
        let config = AdamConfig {
            lr,
            betas: [momentum, Self::SQUARE_MOMENTUM],
            eps: Self::EPSILON,
            weight_decay: Some(match self.weight_decay {
                WeightDecay::Decoupled(wd) => dfdx::prelude::WeightDecay::Decoupled(wd),
                // dfdx adds wd * p to the gradient; the derivative of wd * p^2 is twice that.
                WeightDecay::L2(wd) => dfdx::prelude::WeightDecay::L2(2.0 * wd),
            }),
        };
        model.visit(&mut Step { adam: self, gradients, config });
    }
    // ANCHOR_END: step
}

/// One step, on its way from parameter to parameter.
struct Step<'a, D: Device<f32>> {
    adam: &'a mut Adam<D>,
    gradients: &'a mut Gradients<f32, D>,
    config: AdamConfig,
}

impl<D: Device<f32>> ParameterVisitor<D> for Step<'_, D> {
    fn visit<S: Shape>(&mut self, name: &str, parameter: &mut Tensor<S, f32, D>) {
        let Self { adam, gradients, config } = self;
        let mut update = || {
            let mean = adam.mean.get_or_alloc_mut(parameter)?;
            let mean_square = adam.mean_square.get_or_alloc_mut(parameter)?;
            let gradient = gradients.get_or_alloc_mut(parameter)?;
            config.try_update(adam.steps_done, parameter, mean, mean_square, gradient)
        };
        if let Err(error) = update() {
            panic!("stepping {name} failed on the device: {error:?}");
        }
    }
}

//! Adam by dfdx's fused kernels, which step a whole tensor at once on any device.

use super::WeightDecay;
use super::adam::{EPSILON, SQUARE_MOMENTUM};
use crate::nn::{Device, Parameter, ParameterTensor};
use dfdx::prelude::{AdamConfig, Gradients, HasErr, Shape, Tensor};

/// How many steps tiny means may shrink until they are set to zero. They become denormal after more than that.
#[cfg(target_family = "wasm")]
const STEPS_BETWEEN_ZEROS: i32 = 64;

/// Adam as in `adam.rs`, except that every number of every parameter moves in every step.
#[derive(Debug)]
pub struct FusedAdam {
    weight_decay: WeightDecay,
    steps_done: i32,
    mean: Gradients<f32, Device>,
    mean_square: Gradients<f32, Device>,
}

impl FusedAdam {
    /// An optimiser that has not stepped yet.
    pub fn new(weight_decay: WeightDecay) -> Self {
        Self {
            weight_decay,
            steps_done: 0,
            mean: Gradients::leaky(),
            mean_square: Gradients::leaky(),
        }
    }

    /// Moves every parameter one step against its gradient. A parameter without a gradient counts as
    /// having a gradient of zero.
    ///
    /// # Panics
    /// If the device fails, for example because it runs out of memory.
    pub fn step<'a>(
        &mut self,
        parameters: impl IntoIterator<Item = Parameter<'a>>,
        gradients: &mut Gradients<f32, Device>,
        lr: f64,
        momentum: f64,
    ) {
        self.steps_done += 1;
        let config = AdamConfig {
            lr,
            betas: [momentum, SQUARE_MOMENTUM],
            eps: EPSILON,
            weight_decay: Some(match self.weight_decay {
                WeightDecay::Decoupled(wd) => dfdx::prelude::WeightDecay::Decoupled(wd),
                // dfdx adds wd * p to the gradient; the derivative of wd * p^2 is twice that.
                WeightDecay::L2(wd) => dfdx::prelude::WeightDecay::L2(2.0 * wd),
            }),
        };
        for Parameter { name, tensor, .. } in parameters {
            let stepped = match tensor {
                ParameterTensor::Matrix(tensor) => self.step_tensor(&config, tensor, gradients),
                ParameterTensor::Vector(tensor) => self.step_tensor(&config, tensor, gradients),
            };
            if let Err(error) = stepped {
                panic!("stepping {name} failed on the device: {error:?}");
            }
        }
    }

    fn step_tensor<S: Shape>(
        &mut self,
        config: &AdamConfig,
        tensor: &mut Tensor<S, f32, Device>,
        gradients: &mut Gradients<f32, Device>,
    ) -> Result<(), <Device as HasErr>::Err> {
        let mean = self.mean.get_or_alloc_mut(tensor)?;
        let mean_square = self.mean_square.get_or_alloc_mut(tensor)?;
        let gradient = gradients.get_or_alloc_mut(tensor)?;
        config.try_update(self.steps_done, tensor, mean, mean_square, gradient)?;
        // Those of an output that ReLU has set to 0 for good only shrink.
        #[cfg(target_family = "wasm")]
        if self.steps_done % STEPS_BETWEEN_ZEROS == 0 {
            super::denormals::zero_tiny(mean);
            super::denormals::zero_tiny(mean_square);
        }
        Ok(())
    }
}

//! The two forms of weight decay are what their formulas say.

use dfdx::prelude::*;
use workbook::learn::{FusedAdam, WeightDecay as Decay};
use workbook::nn::{Device, Parameter};

/// Four weights to start from.
const START: [f32; 4] = [1.5, -0.7, 0.02, -3.0];
const LR: f64 = 0.01;

/// Twenty steps on the loss `sum((p - 1)^2) + penalty * sum(p^2)`.
fn train(penalty: f32, decay: Decay) -> Vec<f32> {
    let mut weights = start();
    let mut optimiser = FusedAdam::new(decay);
    for _ in 0..20 {
        let errors = (weights.leaky_trace() - 1.0).square().sum::<Rank0, _>();
        let squares = weights.leaky_trace().square().sum::<Rank0, _>();
        let mut gradients = (errors + squares * penalty).backward();
        optimiser.step([Parameter::new("weights", &mut weights)], &mut gradients, LR, 0.9);
    }
    weights.as_vec()
}

fn start() -> Tensor<(usize,), f32, Device> {
    Device::default().tensor_from_vec(START.to_vec(), (4,))
}

#[test]
fn l2_in_the_optimiser_is_the_penalty_in_the_loss() {
    for strength in [0.0, 0.05, 0.4] {
        let in_the_loss = train(strength, Decay::Decoupled(0.0));
        let in_the_optimiser = train(0.0, Decay::L2(f64::from(strength)));
        for (a, b) in in_the_loss.iter().zip(&in_the_optimiser) {
            assert!((a - b).abs() < 1e-5, "wd {strength}: {in_the_loss:?}, {in_the_optimiser:?}");
        }
    }
    assert_ne!(train(0.4, Decay::Decoupled(0.0)), train(0.0, Decay::Decoupled(0.4)));
}

#[test]
fn decoupled_decay_shrinks_every_weight_alike() {
    let mut weights = start();
    let mut optimiser = FusedAdam::new(Decay::Decoupled(0.1));
    // No parameter has a gradient, so decay is all that moves them.
    for _ in 0..3 {
        let parameter = Parameter::new("weights", &mut weights);
        optimiser.step([parameter], &mut Gradients::leaky(), LR, 0.9);
    }
    let kept = (1.0 - LR * 0.1).powi(3) as f32;
    for (end, start) in weights.as_vec().into_iter().zip(START) {
        assert!((end - start * kept).abs() <= 1e-6 * start.abs(), "{start} became {end}");
    }
}

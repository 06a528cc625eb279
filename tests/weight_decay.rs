//! The two forms of weight decay are what their formulas say.

use dfdx::prelude::*;
use workbook::learn::{Adam, WeightDecay as Decay};
use workbook::nn::{ParameterVisitor, Parameters};

/// A model of four numbers.
struct Weights(Tensor<Rank1<4>, f32, Cpu>);

impl Parameters<Cpu> for Weights {
    fn visit(&mut self, visitor: &mut impl ParameterVisitor<Cpu>) {
        visitor.visit("weights", &mut self.0);
    }
}

const START: [f32; 4] = [1.5, -0.7, 0.02, -3.0];
const LR: f64 = 0.01;

/// Twenty steps on the loss `sum((p - 1)^2) + penalty * sum(p^2)`.
fn train(penalty: f32, decay: Decay) -> [f32; 4] {
    let mut weights = Weights(Cpu::default().tensor(START));
    let mut optimiser = Adam::new(decay);
    for _ in 0..20 {
        let errors = (weights.0.leaky_trace() - 1.0).square().sum::<Rank0, _>();
        let squares = weights.0.leaky_trace().square().sum::<Rank0, _>();
        let mut gradients = (errors + squares * penalty).backward();
        optimiser.step(&mut weights, &mut gradients, LR, 0.9);
    }
    weights.0.array()
}

#[test]
fn l2_in_the_optimiser_is_the_penalty_in_the_loss() {
    for strength in [0.0, 0.05, 0.4] {
        let in_the_loss = train(strength, Decay::Decoupled(0.0));
        let in_the_optimiser = train(0.0, Decay::L2(f64::from(strength)));
        for (a, b) in in_the_loss.into_iter().zip(in_the_optimiser) {
            assert!((a - b).abs() < 1e-5, "wd {strength}: {in_the_loss:?}, {in_the_optimiser:?}");
        }
    }
    assert_ne!(train(0.4, Decay::Decoupled(0.0)), train(0.0, Decay::Decoupled(0.4)));
}

#[test]
fn decoupled_decay_shrinks_every_weight_alike() {
    let mut weights = Weights(Cpu::default().tensor(START));
    let mut optimiser = Adam::new(Decay::Decoupled(0.1));
    // No parameter has a gradient, so decay is all that moves them.
    for _ in 0..3 {
        optimiser.step(&mut weights, &mut Gradients::leaky(), LR, 0.9);
    }
    let kept = (1.0 - LR * 0.1).powi(3) as f32;
    for (end, start) in weights.0.array().into_iter().zip(START) {
        assert!((end - start * kept).abs() <= 1e-6 * start.abs(), "{start} became {end}");
    }
}

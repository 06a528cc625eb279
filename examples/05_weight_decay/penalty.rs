//! Decay as a penalty and as a multiplication, and what Adam does to each.

use dfdx::prelude::*;
use lab::Report;
use workbook::learn::{FusedAdam, WeightDecay};
use workbook::nn::{Device, Parameter};

/// The penalty in the loss, and in the gradient.
pub fn two_forms(report: &mut Report) {
    let (weights, wd) = ([0.5_f32, -2.0, 3.0], 0.1);
    // ANCHOR: penalty
    let p = Device::default().tensor(weights);
    let from_the_loss = (p.leaky_trace().square().sum() * wd).backward().get(&p).array();
    let by_hand = weights.map(|p| 2.0 * wd * p);
    // ANCHOR_END: penalty
    report.say(
        "Two ways to keep weights small. The first adds a penalty to the loss, wd * sum(p²). Its \
         gradient is\n2 * wd * p, here with wd=0.1:",
    );
    report.list(
        &["weight", "gradient of the penalty", "2 * wd * p"],
        (0..weights.len())
            .map(|i| [weights[i], from_the_loss[i], by_hand[i]].map(|number| number.to_string())),
    );
}

/// Where Adam takes a weight with the penalty in its gradient, and with decoupled decay.
pub fn under_adam(report: &mut Report) {
    report.say(
        "The second multiplies every weight by 1 - lr * wd, and is called decoupled. A weight of 1 after \
         100 steps\nof Adam with a constant gradient:",
    );
    let ways = [WeightDecay::L2(0.0), WeightDecay::L2(0.1), WeightDecay::Decoupled(0.1)];
    report.list(
        &["gradient", "no decay", "wd=0.1 in the gradient", "wd=0.1 decoupled"],
        [1.0, 0.01, 0.0].map(|gradient| {
            let ends = ways.map(|way| format!("{:.4}", after_100_steps(gradient, way)));
            [vec![gradient.to_string()], ends.to_vec()].concat()
        }),
    );
    report.say(
        "Adam divides every gradient by its usual size. With the penalty in the gradient, a weight with \
         a large\ngradient hardly feels it, while one without any moves at full speed. Decoupled, all \
         shrink by the same share.",
    );
}

/// Where Adam takes a weight of 1 in 100 steps at a learning rate of 0.005.
fn after_100_steps(gradient: f32, weight_decay: WeightDecay) -> f32 {
    let mut weight = Device::default().tensor_from_vec(vec![1.0], (1,));
    let mut adam = FusedAdam::new(weight_decay);
    for _ in 0..100 {
        let mut gradients = (weight.leaky_trace().sum() * gradient).backward();
        adam.step([Parameter::new("weight", &mut weight)], &mut gradients, 0.005, 0.9);
    }
    weight.as_vec()[0]
}

//! Wrong answers to the exercises of chapter 3.

use super::{WrongAnswer, wrong};
use grade::graders::_03_sigmoid_range as graders;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(sigmoid_range: "the plain sigmoid", |x, _, _| sigmoid(x)),
        wrong!(sigmoid_range: "begins at `low`", |x, low, high| (high - low) * sigmoid(x)),
        wrong!(sigmoid_range: "stretched by `high`", |x, low, high| high * sigmoid(x) + low),
        wrong!(sigmoid_range: "`low` is left out", |x, _, high| high * sigmoid(x)),
        wrong!(sigmoid_range: "the sigmoid rises", |x, low, high| {
            low + (high - low) / (1.0 + x.exp())
        }),
        wrong!(sigmoid_range: "x is clamped", |x, low, high| x.clamp(low, high)),
        wrong!(sigmoid_range: "tanh is steeper", |x, low, high| {
            low + (high - low) * (x.tanh() + 1.0) / 2.0
        }),
        wrong!(sigmoid_range: "divided by infinity", |x, low, high| {
            low + (high - low) * x.exp() / (1.0 + x.exp())
        }),
        wrong!(sigmoid_range_gradient: "slope of the plain sigmoid", |x, _, _| {
            sigmoid(x) * (1.0 - sigmoid(x))
        }),
        wrong!(sigmoid_range_gradient: "not its slope", |x, low, high| {
            low + (high - low) * sigmoid(x)
        }),
        wrong!(sigmoid_range_gradient: "the second factor is missing", |x, low, high| {
            (high - low) * sigmoid(x)
        }),
        wrong!(sigmoid_range_gradient: "leaves its slope as it is", |x, low, high| {
            low + (high - low) * sigmoid(x) * (1.0 - sigmoid(x))
        }),
        wrong!(sigmoid_range_gradient: "stretched by `high`", |x, _, high| {
            high * sigmoid(x) * (1.0 - sigmoid(x))
        }),
        wrong!(sigmoid_range_gradient: "before it is stretched", |x, low, high| {
            let y = low + (high - low) * sigmoid(x);
            y * (1.0 - y)
        }),
        wrong!(sigmoid_range_gradient: "not x itself", |x, low, high| {
            (high - low) * x * (1.0 - x)
        }),
        wrong!(sigmoid_range_gradient: "its slope is positive", |x, low, high| {
            (low - high) * sigmoid(x) * (1.0 - sigmoid(x))
        }),
        wrong!(sigmoid_range_gradient: "far below 0", |x, low, high| {
            (high - low) * (-x).exp() / (1.0 + (-x).exp()).powi(2)
        }),
        wrong!(sigmoid_range_gradient: "write the sigmoid with e^-x", |x, low, high| {
            (high - low) * x.exp() / (1.0 + x.exp()).powi(2)
        }),
        wrong!(inverse_sigmoid_range: "at an end or past it", |y, low, high| {
            Some(((y - low) / (high - y)).ln())
        }),
        wrong!(inverse_sigmoid_range: "the sign is flipped", |y, low, high| {
            (low < y && y < high).then(|| ((high - y) / (y - low)).ln())
        }),
        wrong!(inverse_sigmoid_range: "these are the odds", |y, low, high| {
            (low < y && y < high).then(|| (y - low) / (high - y))
        }),
        wrong!(inverse_sigmoid_range: "the natural logarithm", |y, low, high| {
            (low < y && y < high).then(|| ((y - low) / (high - y)).log10())
        }),
        wrong!(inverse_sigmoid_range: "subtract it from y first", |y, low, high| {
            (low < y && y < high).then(|| (y / (high - y)).ln())
        }),
        wrong!(inverse_sigmoid_range: "from its range to 0..1", |y, low, high| {
            (low < y && y < high).then(|| (y / (1.0 - y)).ln())
        }),
        wrong!(inverse_sigmoid_range: "the logarithm of a share", |y, low, high| {
            (low < y && y < high).then(|| ((y - low) / (high - low)).ln())
        }),
        wrong!(inverse_sigmoid_range: "undo the sigmoid", |y, low, high| {
            (low < y && y < high).then(|| low + (high - low) * sigmoid(y))
        }),
        wrong!(inverse_sigmoid_range: "so a score gives it", |y, low, _| {
            (low < y && y < 1.0).then(|| ((y - low) / (1.0 - y)).ln())
        }),
    ]
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

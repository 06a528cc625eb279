//! Grades the exercises of chapter 3.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, number, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng};

pub fn sigmoid_range(answer: fn(f32, f32, f32) -> f32) -> Outcome {
    let rng = &mut rng(30);
    let mut inputs = vec![(0.0, 0.0, 5.5), (1.0, 1.0, 5.0)];
    inputs.extend((0..TRIES).map(|_| {
        let (low, high) = range(rng);
        (4.0 * number(rng), low, high)
    }));
    // Far from 0, where e^x is more than an f32 holds.
    inputs.extend([(100.0, 0.0, 5.5), (-100.0, 0.5, 5.5)]);
    let mut grading = Grading::default();
    for (x, low, high) in inputs {
        let s = sigmoid(x);
        let width = high - low;
        let case = Case::new(show!(x, low, high), low + width * s)
            .mistake("this is the plain sigmoid, between 0 and 1; stretch it to the range", s)
            .mistake("the range begins at `low`; add it at the end", width * s)
            .mistake(
                "the sigmoid is stretched by `high`; the width of the range is `high - low`",
                low + high * s,
            )
            .mistake("`low` is left out; stretch by `high - low`, then add `low`", high * s)
            .mistake("the sign of x is flipped; the sigmoid rises", low + width * sigmoid(-x))
            .mistake("x is clamped to the range; the sigmoid approaches the ends smoothly", x.clamp(low, high))
            .mistake(
                "tanh is steeper; the sigmoid of x is (tanh(x / 2) + 1) / 2",
                low + width * (x.tanh() + 1.0) / 2.0,
            )
            .mistake(
                "infinity is divided by infinity; e^x overflows f32, so write the sigmoid with e^-x",
                low + width * overflowing(x),
            );
        grading.ask(case, move || answer(x, low, high));
    }
    grading.outcome()
}

pub fn sigmoid_range_gradient(answer: fn(f32, f32, f32) -> f32) -> Outcome {
    let rng = &mut rng(31);
    let mut inputs = vec![(0.0, 0.0, 5.5), (1.0, 1.0, 5.0)];
    inputs.extend((0..TRIES).map(|_| {
        let (low, high) = range(rng);
        (2.0 * number(rng), low, high)
    }));
    inputs.extend([(100.0, 0.0, 5.5), (-100.0, 0.5, 5.5)]);
    let mut grading = Grading::default();
    for (x, low, high) in inputs {
        let s = sigmoid(x);
        let width = high - low;
        let y = low + width * s;
        let slope = width * s * (1.0 - s);
        let case = Case::new(show!(x, low, high), slope)
            .mistake(
                "this is the slope of the plain sigmoid; the range stretches it by `high - low`",
                s * (1.0 - s),
            )
            .mistake("this is the value of the curve, not its slope", y)
            .mistake("the sigmoid's slope is s * (1 - s); the second factor is missing", width * s)
            .mistake("`low` is added, but it moves the curve and leaves its slope as it is", low + slope)
            .mistake(
                "the slope is stretched by `high`; the width of the range is `high - low`",
                high * s * (1.0 - s),
            )
            .mistake(
                "s * (1 - s) holds for the sigmoid alone, before it is stretched to the range",
                y * (1.0 - y),
            )
            .mistake("s * (1 - s) needs s, the sigmoid of x, not x itself", width * x * (1.0 - x))
            .mistake("the curve rises, so its slope is positive", -slope)
            .mistake(
                "infinity is divided by infinity; e^x overflows f32, so write the sigmoid with e^-x",
                width * overflowing(x) * (1.0 - overflowing(x)),
            )
            .mistake(
                "infinity is divided by infinity; far below 0, e^-x overflows f32 and s * (1 - s) does not",
                width * (-x).exp() / (1.0 + (-x).exp()).powi(2),
            );
        grading.ask(case, move || answer(x, low, high));
    }
    grading.outcome()
}

pub fn inverse_sigmoid_range(answer: fn(f32, f32, f32) -> Option<f32>) -> Outcome {
    let rng = &mut rng(32);
    let mut inputs = vec![(2.75, 0.0, 5.5), (5.0, 0.0, 5.5), (4.0, 1.0, 5.0)];
    for _ in 0..TRIES {
        let (low, high) = range(rng);
        let share = rng.gen_range(0.02..0.98);
        let y = (100.0 * (low + (high - low) * share)).round() / 100.0;
        inputs.push((y, low, high));
    }
    // The ends, and what lies past them.
    inputs.extend([(5.5, 0.0, 5.5), (1.0, 1.0, 5.0), (6.0, 0.0, 5.5), (-0.5, 0.0, 5.5)]);
    let mut grading = Grading::default();
    for (y, low, high) in inputs {
        let inside = low < y && y < high;
        let odds = (f64::from(y) - f64::from(low)) / (f64::from(high) - f64::from(y));
        let score = odds.ln() as f32;
        let share = (y - low) / (high - low);
        let case = Case::new(show!(y, low, high), inside.then_some(score))
            .mistake("no score gives a rating at an end or past it; return `None`", Some(score))
            .mistake(
                "the sign is flipped; a rating near `high` comes from a score above 0",
                Some(-score),
            )
            .mistake(
                "these are the odds of y in its range; the score is their logarithm",
                Some(odds as f32),
            )
            .mistake("the natural logarithm, `ln`, undoes e^x", Some(odds.log10() as f32))
            .mistake("the natural logarithm, `ln`, undoes e^x", Some(odds.log2() as f32))
            .mistake("`low` is left out; subtract it from y first", Some((y / (high - y)).ln()))
            .mistake(
                "this is the inverse of the plain sigmoid; bring y from its range to 0..1 first",
                Some((y / (1.0 - y)).ln()),
            )
            .mistake(
                "this is the logarithm of a share; take that of share / (1 - share)",
                Some(share.ln()),
            )
            .mistake(
                "y goes through the sigmoid a second time; undo the sigmoid instead",
                Some(low + (high - low) * sigmoid(y)),
            )
            .mistake("this y lies inside the range, so a score gives it", None);
        grading.ask(case, move || answer(y, low, high));
    }
    grading.outcome()
}

fn sigmoid(x: f32) -> f32 {
    (1.0 / (1.0 + f64::from(-x).exp())) as f32
}

/// A different way to write the sigmoid, right until e^x is infinite.
fn overflowing(x: f32) -> f32 {
    x.exp() / (1.0 + x.exp())
}

/// The ends of a range, with one decimal; the lower one is not 0.
fn range(rng: &mut StdRng) -> (f32, f32) {
    let low = number(rng);
    let width = rng.gen_range(20..60) as f32 / 10.0;
    (low, (10.0 * (low + width)).round() / 10.0)
}

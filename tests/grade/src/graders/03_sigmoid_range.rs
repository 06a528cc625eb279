//! Grades the exercises of chapter 3.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, number, numbers, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng};

pub fn sigmoid_range(answer: fn(f32, f32, f32) -> f32) -> Outcome {
    let rng = &mut rng(30);
    let mut inputs = vec![(0.0, 0.0, 5.5), (1.0, 1.0, 5.0)];
    inputs.extend((0..TRIES).map(|_| {
        let (low, high) = range(rng);
        (4.0 * number(rng), low, high)
    }));
    // Far from 0, where e^x is more than an f32 holds, or an f64.
    inputs.extend([(100.0, 0.0, 5.5), (-100.0, 0.5, 5.5)]);
    inputs.extend([(1000.0, 0.5, 5.5), (-1000.0, 0.5, 5.5), (1e6, -1.0, 1.0), (-1e6, -1.0, 1.0)]);
    // Ranges far from the usual ones, and scores so far from 0 that a limit shows.
    inputs.extend([(0.3, -4000.0, 4000.0), (-0.7, -4000.0, -100.0), (1.2, 900.0, 2e6)]);
    inputs.extend([(-9.0, 0.0, 100.0), (-20.0, 0.0, 100.0), (20.0, -100.0, 0.0)]);
    // Close to an end, and not there yet.
    inputs.push((-13.0, 0.0, 100.0));
    // Ranges so wide that a sigmoid that keeps a little away from its ends shows.
    inputs.extend(AT_AN_END);
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
            .mistake(
                "x is clamped to the range; the sigmoid approaches the ends smoothly",
                x.clamp(low, high),
            )
            .mistake(
                "tanh is steeper; the sigmoid of x is (tanh(x / 2) + 1) / 2",
                low + width * (x.tanh() + 1.0) / 2.0,
            )
            .mistake(
                "infinity is divided by infinity; e^x overflows f32, and f64 before long, so write \
                 the sigmoid with e^-x",
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
    inputs.extend([(1000.0, 0.5, 5.5), (-1000.0, 0.5, 5.5), (1e6, -1.0, 1.0), (-1e6, -1.0, 1.0)]);
    inputs.extend([(0.3, -4000.0, 4000.0), (-0.7, -4000.0, -100.0), (1.2, 900.0, 2e6)]);
    inputs.extend([(-9.0, 0.0, 100.0), (9.0, -100.0, 0.0), (12.0, 0.0, 100.0)]);
    inputs.extend([(13.0, -50.0, 0.0), (-14.0, 0.0, 50.0)]);
    inputs.extend(AT_AN_END);
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
            .mistake(
                "`low` is added, but it moves the curve and leaves its slope as it is",
                low + slope,
            )
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
                "infinity is divided by infinity; e^x overflows f32, and f64 before long, so write \
                 the sigmoid with e^-x",
                width * overflowing(x) * (1.0 - overflowing(x)),
            )
            .mistake(
                "infinity is divided by infinity; far below 0, e^-x overflows f32, and f64 before \
                 long; s * (1 - s) does not",
                width * (-x).exp() / (1.0 + (-x).exp()).powi(2),
            )
            .mistake("s * s is not s * (1 - s); the slope is 0 at both ends", width * s * s);
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
    // The ends, and what lies past them, by a little and by much.
    inputs.extend([(5.5, 0.0, 5.5), (1.0, 1.0, 5.0), (6.0, 0.0, 5.5), (-0.5, 0.0, 5.5)]);
    inputs.extend([
        (0.0, 0.0, 5.5),
        (5.5_f32.next_up(), 0.0, 5.5),
        (1.0_f32.next_down(), 1.0, 5.0),
    ]);
    inputs.extend([(1e9, 0.0, 5.5), (-1e9, 0.0, 5.5)]);
    // Close to an end, and ranges that are narrow, wide, or all below 0.
    inputs.extend([(1e-10, 0.0, 5.5), (1e-30, 0.0, 5.5), (1.0_f32.next_up(), 1.0, 5.0)]);
    inputs.extend([(7.5e-8, 0.0, 1e-7), (7.5e-11, 0.0, 1e-10), (2.5e-7, 0.0, 1e-6)]);
    inputs.extend([(5e5, -1e6, 1e6), (700.0, 100.0, 900.0), (-7.0, -10.0, -5.0), (0.0, -3.0, 5.0)]);
    let mut grading = Grading::default();
    for (y, low, high) in inputs {
        let inside = low < y && y < high;
        let odds = (f64::from(y) - f64::from(low)) / (f64::from(high) - f64::from(y));
        let score = odds.ln() as f32;
        let share = (y - low) / (high - low);
        let case = Case::new(show!(y, low, high), inside.then_some(score))
            .mistake("no score gives a rating at an end or past it; return `None`", Some(score))
            .mistake(
                "an end is approached and never reached, so no score gives it; return `None`",
                (low <= y && y <= high).then_some(score),
            )
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

pub fn mend_score_gradients(answer: fn(&[f32], &[f32], f32, f32) -> Vec<f32>) -> Outcome {
    let rng = &mut rng(33);
    let mut inputs = vec![(vec![0.0], vec![3.75], 0.0, 5.5)];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(1..5);
        let (low, high) = range(rng);
        (numbers(rng, n), numbers(rng, n), low, high)
    }));
    // Scores and ratings far outside the usual range, likely markers, and nothing at all.
    inputs.extend([
        (vec![100.0, -100.0, 1000.0, -1000.0], vec![1.0, 2.0, 3.0, 4.0], 0.5, 5.5),
        (vec![0.5, -0.5], vec![-3000.0, 2000.0], 0.0, 5.5),
        (vec![1000.0, -1000.0], vec![1e15, 1e15], -1e15, 1e15),
        (vec![0.5, -0.5], vec![-3e9, 2e12], 0.0, 5.5),
        (vec![-1.0, 0.0, 0.25], vec![0.0, -1.0, 3.27], -40.0, 60.0),
        (vec![], vec![], 0.0, 5.5),
    ]);
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|(scores, ratings, low, high)| {
            (show!(scores, ratings, low, high), scores, ratings, low, high)
        })
        .collect();
    inputs.push((
        "70,000 scores, of which scores[i] = i % 5 - 2, all ratings -90000.0, low = 0.0, high = 5.5"
            .to_owned(),
        (0..70_000).map(|i| (i % 5) as f32 - 2.0).collect(),
        vec![-90_000.0; 70_000],
        0.0,
        5.5,
    ));
    let mut grading = Grading::symptom_only();
    for (input, scores, ratings, low, high) in inputs {
        let n = scores.len() as f64;
        let slope = |(&score, &rating): (&f32, &f32)| {
            let s = 1.0 / (1.0 + f64::from(-score).exp());
            let width = f64::from(high) - f64::from(low);
            let error = f64::from(low) + width * s - f64::from(rating);
            (2.0 * error / n * width * s * (1.0 - s)) as f32
        };
        let gradient = scores.iter().zip(&ratings).map(slope).collect();
        let case = Case::new(input, gradient);
        grading.ask(case, move || answer(&scores, &ratings, low, high));
    }
    grading.outcome()
}

/// Scores at which the sigmoid is as good as at its end, in ranges that show it: `(x, low, high)`.
const AT_AN_END: [(f32, f32, f32); 4] =
    [(-60.0, 0.0, 1e12), (60.0, -1e12, 0.0), (-1000.0, 0.0, 1e35), (1000.0, -1e35, 0.0)];

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

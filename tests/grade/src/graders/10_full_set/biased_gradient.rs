//! Grades `biased_gradient`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, number, numbers, rng};
use crate::outcome::Outcome;
use rand::Rng;

type Gradient = (Vec<f32>, Vec<f32>, f32, f32);

/// The parameters of `biased_gradient`, in their order.
type Input = (Vec<f32>, Vec<f32>, f32, f32, f32, f32, f32);

pub fn biased_gradient(answer: fn(&[f32], &[f32], f32, f32, f32, f32, f32) -> Gradient) -> Outcome {
    let rng = &mut rng(100);
    let mut inputs: Vec<Input> = vec![
        (vec![1.0, 0.5], vec![0.4, -0.2], 0.1, 0.2, 5.0, 0.0, 5.5),
        (vec![0.3, -0.6], vec![0.7, 0.2], -0.4, 0.3, 2.0, 1.0, 5.5),
    ];
    inputs.extend((0..TRIES).map(|i| {
        let n = rng.gen_range(1..5);
        let low = number(rng);
        let high = low + rng.gen_range(20..60) as f32 / 10.0;
        let (user, film) = (numbers(rng, n), numbers(rng, n));
        // Ratings inside the range and, now and then, outside.
        let rating = if i % 4 == 0 { 3.0 * number(rng) } else { low + 1.5 };
        (user, film, number(rng) / 2.0, number(rng) / 2.0, rating, low, high)
    }));
    // No factor; a perfect prediction; ranges far from the usual ones; many factors.
    inputs.push((vec![], vec![], 0.5, -0.25, 4.0, 0.0, 5.5));
    inputs.push((vec![0.5, 0.5], vec![0.5, -0.5], 0.25, -0.25, 3.0, 0.0, 6.0));
    inputs.push((vec![1.0], vec![-0.5], 0.25, 0.5, -2000.0, -4000.0, 4000.0));
    inputs.push((vec![0.5], vec![1.5], -0.25, 0.25, 7e5, 900.0, 2e6));
    inputs.push((vec![0.5], vec![1.5], -0.25, 0.25, -3e6, 0.0, 5.5));
    inputs.push((vec![1e-4, 2e-4], vec![300.0, 100.0], 0.1, -0.2, 1.0, 0.0, 5.5));
    // Terms that cancel exactly, unless they are rounded one by one.
    inputs.push((vec![2e3, 2e3], vec![1e3, -1e3], 0.5, 0.25, 4.0, 0.0, 5.5));
    // Scores so far from 0 that e^x is more than an f32 holds, or an f64.
    for size in [100.0, 1_000.0, 1e6] {
        inputs.push((vec![size, 1.0], vec![1.0, 0.5], 0.5, 0.0, 1.0, 0.0, 5.5));
        inputs.push((vec![size, 1.0], vec![-1.0, 0.5], 0.5, 0.0, 1.0, 0.0, 5.5));
        inputs.push((vec![0.5], vec![0.5], size, 0.0, 1.0, 0.5, 5.5));
        inputs.push((vec![0.5], vec![0.5], 0.0, -size, 1.0, 0.5, 5.5));
    }
    let mut inputs: Vec<(String, Input)> = inputs
        .into_iter()
        .map(|input| {
            let (user, film, user_bias, film_bias, rating, low, high) = &input;
            (show!(user, film, user_bias, film_bias, rating, low, high), input)
        })
        .collect();
    // In eighths whose products nearly cancel, so that every order of summation is exact.
    let eighths = |n: usize, step: usize| (0..n).map(move |i| (i * step % 17) as f32 / 8.0 - 1.0);
    let turned = |n: usize| (0..n).map(|i| if i / 17 % 2 == 0 { 1.0 } else { -1.0 });
    for n in [50, 1_003] {
        let user = eighths(n, 2).collect();
        let film = eighths(n, 5).zip(turned(n)).map(|(x, sign)| sign * x).collect();
        let text =
            format!("{n} factors, the biases 0.1 and 0.2, rating = 5.0, low = 0.0, high = 5.5");
        inputs.push((text, (user, film, 0.1, 0.2, 5.0, 0.0, 5.5)));
    }
    let mut grading = Grading::default();
    for (shown, (user, film, user_bias, film_bias, rating, low, high)) in inputs {
        let [a, b, r, start, end] = [user_bias, film_bias, rating, low, high].map(f64::from);
        let pairs = user.iter().zip(&film);
        let dot: f64 = pairs.map(|(&x, &y)| f64::from(x) * f64::from(y)).sum();
        let score = dot + a + b;
        let width = end - start;
        let s = sigmoid(score);
        let error = start + width * s - r;
        let bend = width * s * (1.0 - s);
        let slope = 2.0 * error * bend;
        let times = |rate: f64, row: &[f32]| -> Vec<f32> {
            row.iter().map(|&x| (rate * f64::from(x)) as f32).collect()
        };
        let with = |slope: f64| -> Gradient {
            (times(slope, &film), times(slope, &user), slope as f32, slope as f32)
        };
        // The gradient if the score were this one.
        let at = |score: f64| {
            let s = sigmoid(score);
            with(2.0 * (start + width * s - r) * width * s * (1.0 - s))
        };
        let (of_user, of_film, ..) = with(slope);
        let moved = |row: &[f32], gradient: &[f32]| -> Vec<f32> {
            row.iter().zip(gradient).map(|(x, g)| x - g).collect()
        };
        let prediction = start + width * s;
        let overflows = "infinity is divided by infinity far from 0; write the sigmoid with e^-x, and its \
                         slope as s * (1 - s)";
        // e^x in single precision, and two ways to write what follows from it, right until it is infinite.
        let narrow = |x: f64| f64::from((x as f32).exp());
        let share = |e: f64| e / (1.0 + e);
        let overflowing = |s: f64| with(2.0 * (start + width * s - r) * width * s * (1.0 - s));
        let steep = |e: f64| with(2.0 * error * width * e / ((1.0 + e) * (1.0 + e)));
        let case = Case::new(shown, with(slope))
            .mistake(
                "this is half of the gradient; the derivative of a square has a factor 2",
                with(slope / 2.0),
            )
            .mistake("the sign is flipped; the error is the prediction minus the rating", with(-slope))
            .mistake(
                "the slope of the curve is missing; the prediction changes with the score at the rate \
                 `(high - low) * s * (1 - s)`",
                with(2.0 * error),
            )
            .mistake(
                "the width of the range is missing from the slope of the curve",
                with(2.0 * error * s * (1.0 - s)),
            )
            .mistake(
                "the sigmoid's slope is s * (1 - s); the second factor is missing",
                with(2.0 * error * width * s),
            )
            .mistake(
                "s * (1 - s) holds for the sigmoid alone, before it is stretched to the range",
                with(2.0 * error * prediction * (1.0 - prediction)),
            )
            .mistake(
                "the error is not multiplied; this is the slope of the prediction, not of its square",
                with(bend),
            )
            .mistake(
                "the error is still squared; the derivative of a square is twice the error",
                with(2.0 * error * error * bend),
            )
            .mistake(
                "each side is multiplied by its own factors; the user's gradient has the film's",
                (of_film.clone(), of_user.clone(), slope as f32, slope as f32),
            )
            .mistake("both biases are left out of the score", at(dot))
            .mistake("the film's bias is left out of the score", at(dot + a))
            .mistake("the user's bias is left out of the score", at(dot + b))
            .mistake("the dot product is left out of the score", at(a + b))
            .mistake(
                "the score rises at the rate 1 with a bias, whatever the other bias is",
                (of_user.clone(), of_film.clone(), (slope * b) as f32, (slope * a) as f32),
            )
            .mistake(
                "the score rises at the rate 1 with a bias, whatever its size",
                (of_user.clone(), of_film.clone(), (slope * a) as f32, (slope * b) as f32),
            )
            .mistake(
                "the biases have a gradient too; the score rises at the rate 1 with either",
                (of_user.clone(), of_film.clone(), 0.0, 0.0),
            )
            .mistake(
                "the gradient of a bias is the slope too; this is only the score's rate",
                (of_user.clone(), of_film.clone(), 1.0, 1.0),
            )
            .mistake("the sigmoid is left out; the score is not yet the prediction", {
                with(2.0 * (score - r))
            })
            .mistake(
                "the prediction begins at `low`; add it to the stretched sigmoid",
                with(2.0 * (width * s - r) * bend),
            )
            .mistake("the range is stretched by `high`; its width is `high - low`", {
                with(2.0 * (start + end * s - r) * end * s * (1.0 - s))
            })
            .mistake(
                "the slope of the curve is stretched by `high`; its width is `high - low`",
                with(2.0 * error * end * s * (1.0 - s)),
            )
            .mistake("these are the weights after a step; return only the gradient", {
                let (p, q) = (moved(&user, &of_user), moved(&film, &of_film));
                (p, q, (a - slope) as f32, (b - slope) as f32)
            })
            .mistake(overflows, overflowing(share(narrow(score))))
            .mistake(overflows, overflowing(share(score.exp())))
            .mistake(overflows, steep(narrow(-score)))
            .mistake(overflows, steep((-score).exp()))
            .panics("there may be no factors at all, or a thousand");
        grading.ask(case, move || answer(&user, &film, user_bias, film_bias, rating, low, high));
    }
    grading.outcome()
}

fn sigmoid(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

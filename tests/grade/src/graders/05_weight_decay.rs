//! Grades the exercises of chapter 5.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, number, numbers, rng};
use crate::outcome::Outcome;
use rand::Rng;
use std::f64::consts::PI;

const SINGLE: &str = "a single loss says nothing about how much losses differ; return `None`";

pub fn l2_penalty(answer: fn(&[f32], f32) -> f32) -> Outcome {
    let rng = &mut rng(50);
    let mut inputs = vec![(vec![1.0, -2.0], 0.1), (vec![1.0, -2.0, 0.5], 0.1)];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(1..7);
        (numbers(rng, n), number(rng).abs())
    }));
    inputs.extend([(vec![1.5, -2.0], 0.0), (vec![], 0.1)]);
    let mut grading = Grading::default();
    for (weights, wd) in inputs {
        let squares: f32 = weights.iter().map(|weight| weight * weight).sum();
        let sum: f32 = weights.iter().sum();
        let sizes: f32 = weights.iter().map(|weight| weight.abs()).sum();
        let case = Case::new(show!(weights, wd), wd * squares)
            .mistake(
                "this is the mean of the squares; the penalty takes their sum",
                wd * squares / weights.len() as f32,
            )
            .mistake("`wd` is left out; it says how much the squares cost", squares)
            .mistake("the weights are not squared, so negative ones lower the penalty", wd * sum)
            .mistake("this is the square of the sum; square every weight first", wd * sum * sum)
            .mistake("these are absolute values (L1); L2 takes squares", wd * sizes)
            .mistake(
                "this is the length of the weights; leave out the square root",
                wd * squares.sqrt(),
            )
            .mistake(
                "this penalty has no factor 1/2, which is why its gradient has a 2",
                wd * squares / 2.0,
            )
            .mistake("a factor 2 belongs to the gradient, not to the penalty", 2.0 * wd * squares)
            .mistake("`wd` is squared with the weights; square only the weights", wd * wd * squares)
            .mistake("the penalty is added to the loss, so it must be positive", -wd * squares);
        grading.ask(case, move || answer(&weights, wd));
    }
    grading.outcome()
}

pub fn l2_gradient(answer: fn(&[f32], f32) -> Vec<f32>) -> Outcome {
    let rng = &mut rng(51);
    let mut inputs = vec![(vec![1.0, -2.0], 0.1), (vec![1.0, -2.0, 0.5], 0.1)];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(1..7);
        (numbers(rng, n), number(rng).abs())
    }));
    inputs.extend([(vec![1.5, -2.0], 0.0), (vec![], 0.1)]);
    let mut grading = Grading::default();
    for (weights, wd) in inputs {
        let each = |f: &dyn Fn(f32) -> f32| -> Vec<f32> {
            weights.iter().map(|&weight| f(weight)).collect()
        };
        let n = weights.len() as f32;
        let penalty: f32 = weights.iter().map(|weight| wd * weight * weight).sum();
        let sum: f32 = weights.iter().sum();
        let case = Case::new(show!(weights, wd), each(&|weight| 2.0 * wd * weight))
            .mistake(
                "the factor 2 is left out; the derivative of w² is 2 w",
                each(&|weight| wd * weight),
            )
            .mistake(
                "`wd` is left out; it multiplies the penalty, so it multiplies the gradient too",
                each(&|weight| 2.0 * weight),
            )
            .mistake(
                "the sign is flipped; the penalty rises away from 0",
                each(&|weight| -2.0 * wd * weight),
            )
            .mistake(
                "these are the penalties of the weights; take the derivative",
                each(&|weight| wd * weight * weight),
            )
            .mistake(
                "the weight is still squared; the derivative of w² is 2 w",
                each(&|weight| 2.0 * wd * weight * weight),
            )
            .mistake(
                "the gradient is divided by the number of weights; the penalty is a sum, not a mean",
                each(&|weight| 2.0 * wd * weight / n),
            )
            .mistake(
                "the sign of a weight is lost; a negative weight has a negative slope",
                each(&|weight| 2.0 * wd * weight.abs()),
            )
            .mistake(
                "every weight gets the whole penalty; each has a slope of its own",
                each(&|_| penalty),
            )
            .mistake(
                "all weights get the same number; each has a slope of its own",
                each(&|_| 2.0 * wd * sum),
            )
            .mistake(
                "these are the weights after a step; return only the gradient",
                each(&|weight| weight - 2.0 * wd * weight),
            );
        grading.ask(case, move || answer(&weights, wd));
    }
    grading.outcome()
}

pub fn decoupled_step(answer: fn(&mut [f32], &[f32], f32, f32)) -> Outcome {
    let rng = &mut rng(52);
    let mut inputs =
        vec![(vec![2.0], vec![0.3], 0.5, 0.2), (vec![2.0, -1.0], vec![0.3, 0.1], 0.4, 0.2)];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(1..6);
        (numbers(rng, n), numbers(rng, n), number(rng).abs() / 2.0, number(rng).abs() / 4.0)
    }));
    // No decay, no step, nothing at all.
    inputs.push((numbers(rng, 2), numbers(rng, 2), 0.1, 0.0));
    inputs.push((numbers(rng, 2), vec![0.0, 0.0], 0.1, 0.2));
    inputs.push((vec![], vec![], 0.1, 0.2));
    let mut grading = Grading::default();
    for (weights, steps, lr, wd) in inputs {
        let each = |f: &dyn Fn(f32, f32) -> f32| -> Vec<f32> {
            weights.iter().zip(&steps).map(|(&weight, &step)| f(weight, step)).collect()
        };
        let kept = 1.0 - lr * wd;
        let before = weights.clone();
        let case =
            Case::new(show!(weights, steps, lr, wd), each(&|weight, step| weight * kept - step))
                .mistake("the weights did not change; write the results into `weights`", before)
                .mistake("the decay is left out", each(&|weight, step| weight - step))
                .mistake("the steps are left out", each(&|weight, _| weight * kept))
                .mistake(
                    "the learning rate is left out of the decay; the factor is 1 - lr * wd",
                    each(&|weight, step| weight * (1.0 - wd) - step),
                )
                .mistake(
                    "`wd` is left out of the decay; the factor is 1 - lr * wd",
                    each(&|weight, step| weight * (1.0 - lr) - step),
                )
                .mistake(
                    "the step shrinks too; shrink the weight first, then subtract the step",
                    each(&|weight, step| (weight - step) * kept),
                )
                .mistake(
                    "the weights grow; the factor is 1 - lr * wd, with a minus",
                    each(&|weight, step| weight * (1.0 + lr * wd) - step),
                )
                .mistake(
                    "the step is multiplied by the learning rate, which it already includes",
                    each(&|weight, step| weight * kept - lr * step),
                )
                .mistake(
                    "the step is added; subtract it",
                    each(&|weight, step| weight * kept + step),
                )
                .mistake(
                    "a factor 2 belongs to L2 in the gradient; decoupled decay has none",
                    each(&|weight, step| weight * (1.0 - 2.0 * lr * wd) - step),
                )
                .mistake(
                    "the weight shrinks to `lr * wd` of itself; it should lose that share",
                    each(&|weight, step| weight * lr * wd - step),
                );
        grading.ask(case, move || {
            let mut weights = weights;
            answer(&mut weights, &steps, lr, wd);
            weights
        });
    }
    grading.outcome()
}

pub fn one_cycle(answer: fn(usize, usize, f64) -> f64) -> Outcome {
    let rng = &mut rng(53);
    let mut inputs = vec![(0, 8, 1.0), (1, 8, 1.0), (2, 8, 1.0), (1, 12, 1.0), (5, 12, 1.0)];
    // A training whose quarter ends within a step; a long one, whose last rates are so small that
    // only a large `lr_max` shows them; very short ones.
    inputs.extend((0..10).map(|step| (step, 10, 1.0)));
    inputs.extend([(9_999, 10_000, 100.0), (0, 1, 1.0), (0, 2, 2.0), (1, 2, 2.0)]);
    inputs.extend((0..TRIES).map(|_| {
        let n_steps = rng.gen_range(3..30);
        (rng.gen_range(0..n_steps), n_steps, f64::from(number(rng).abs()))
    }));
    let mut grading = Grading::default();
    for (step, n_steps, lr_max) in inputs {
        let done = step as f64 / n_steps as f64;
        let (low, last) = (lr_max / 25.0, lr_max / 1e5);
        // The schedule with a different share of the steps for the rise, different ends or curve.
        let schedule = |done: f64, rise: f64, low: f64, last: f64, curve: &dyn Fn(f64) -> f64| {
            let (start, end, t) = if done < rise {
                (low, lr_max, done / rise)
            } else {
                (lr_max, last, (done - rise) / (1.0 - rise))
            };
            (start + (end - start) * curve(t)) as f32
        };
        let cosine = |t: f64| (1.0 - (PI * t).cos()) / 2.0;
        let with = |rise: f64, low: f64, last: f64| schedule(done, rise, low, last, &cosine);
        let along = |curve: &dyn Fn(f64) -> f64| schedule(done, 0.25, low, last, curve);
        let at = |done: f64| schedule(done, 0.25, low, last, &cosine);
        let whole_quarter = (n_steps / 4) as f64 / n_steps as f64;
        let case = Case::new(show!(step, n_steps, lr_max), with(0.25, low, last))
            .mistake(
                "the rate follows straight lines; it should follow half a cosine wave",
                along(&|t| t),
            )
            .mistake("the rate rises from 0; the first rate is lr_max / 25", with(0.25, 0.0, last))
            .mistake(
                "the rate rises over half of the steps; the rise takes a quarter",
                with(0.5, low, last),
            )
            .mistake(
                "the rate rises over three quarters of the steps; the rise takes one",
                with(0.75, low, last),
            )
            .mistake("the rate stays high after the rise; let it fall", with(0.25, low, lr_max))
            .mistake(
                "the rate only falls to lr_max / 25; the fall ends at lr_max / 1e5",
                with(0.25, low, low),
            )
            .mistake("the rate falls to 0; the fall ends at lr_max / 1e5", with(0.25, low, 0.0))
            .mistake(
                "the rate starts from lr_max / 1e5; the first rate is lr_max / 25",
                with(0.25, last, last),
            )
            .mistake(
                "the wave is upside down; 1 - cos begins at 0, 1 + cos at 2",
                along(&|t| (1.0 + (PI * t).cos()) / 2.0),
            )
            .mistake("1 - cos goes from 0 to 2; halve it", along(&|t| 1.0 - (PI * t).cos()))
            .mistake(
                "this is a whole wave, which goes up and down again; half a wave ends at cos(π)",
                along(&|t| (1.0 - (2.0 * PI * t).cos()) / 2.0),
            )
            .mistake("the π is missing in the cosine", along(&|t| (1.0 - t.cos()) / 2.0))
            .mistake(
                "the steps are counted from 1; the first is step 0",
                at((step + 1) as f64 / n_steps as f64),
            )
            .mistake(
                "the last step is not the end; divide by n_steps, not by n_steps - 1",
                at(step as f64 / (n_steps as f64 - 1.0)),
            )
            .mistake(
                "dividing whole numbers drops the fraction; convert to f64 first",
                at((step / n_steps) as f64),
            )
            .mistake(
                "the quarter is rounded to whole steps; compare shares of the training",
                with(whole_quarter, low, last),
            )
            .mistake(
                "the rise goes on after the first quarter; the fall begins there",
                (low + (lr_max - low) * cosine(done / 0.25)) as f32,
            );
        grading.ask(case, move || answer(step, n_steps, lr_max) as f32);
    }
    grading.outcome()
}

pub fn mean_and_sd(answer: fn(&[f32]) -> (f32, Option<f32>)) -> Outcome {
    let rng = &mut rng(54);
    let mut inputs = vec![vec![0.8, 0.9], vec![0.8, 0.9, 0.7, 0.9]];
    inputs.extend((0..TRIES).map(|_| {
        let seeds = rng.gen_range(2..7);
        // Eighths, which f32 holds exactly: no formula loses digits.
        (0..seeds).map(|_| rng.gen_range(5..12) as f32 / 8.0).collect()
    }));
    inputs.extend([vec![0.75, 0.75, 0.75], vec![0.82]]);
    let mut grading = Grading::default();
    for losses in inputs {
        let n = losses.len() as f64;
        let mean = losses.iter().map(|&loss| f64::from(loss)).sum::<f64>() / n;
        let distances = || losses.iter().map(|&loss| f64::from(loss) - mean);
        let squares: f64 = distances().map(|distance| distance * distance).sum();
        let several = losses.len() > 1;
        let with = |sd: f64| (mean as f32, Some(sd as f32));
        let sd = (squares / (n - 1.0)).sqrt();
        let expected = (mean as f32, several.then_some(sd as f32));
        let case = Case::new(show!(losses), expected)
            .mistake(SINGLE, with(if several { sd } else { 0.0 }))
            .mistake(SINGLE, with(sd))
            .mistake("there are several losses, so there is a deviation", (mean as f32, None))
            .mistake(
                "the squares are divided by n; for a sample, divide by n - 1",
                with((squares / n).sqrt()),
            )
            .mistake("this is the variance; take its square root", with(squares / (n - 1.0)))
            .mistake(
                "this is the variance, divided by n; divide by n - 1 and take the square root",
                with(squares / n),
            )
            .mistake("the squares are not divided by n - 1", with(squares.sqrt()))
            .mistake(
                "this is the standard error of the mean; leave out the division by √n",
                with(sd / n.sqrt()),
            )
            .mistake(
                "this is the mean distance; square the distances, and take the root at the end",
                with(distances().map(f64::abs).sum::<f64>() / n),
            )
            .mistake(
                "the two are swapped; the mean comes first, then the deviation",
                (sd as f32, Some(mean as f32)),
            );
        grading.ask(case, move || answer(&losses));
    }
    grading.outcome()
}

//! Grades the exercises of chapter 5.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, number, numbers, rng, table};
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
    inputs.extend(unusual_weights());
    let mut grading = Grading::default();
    for (weights, wd) in inputs {
        let last = weights.last().copied().unwrap_or_default();
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
            .mistake("the penalty is added to the loss, so it must be positive", -wd * squares)
            .mistake("only the last weight counts; add the squares up with `+=`", wd * last * last)
            .mistake("the last weight is left out", wd * (squares - last * last));
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
    inputs.extend(unusual_weights());
    // The square of this weight is beyond f32, its slope is not.
    inputs.push((vec![1e20, -2e20], 1e-20));
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
    // A decay beyond 0, twice; weights far from 0, and steps that are; a long list.
    inputs.extend(
        [(1.0, 1.5), (2.0, 3.0)].map(|(lr, wd)| (vec![2.0, -3.0], vec![0.5, 0.25], lr, wd)),
    );
    inputs.push((vec![2e6, -3e4, 150.0], vec![10.0, -1e5, 40.0], 0.5, 0.1));
    inputs.push((vec![1.0, 1e-3], vec![2e8, -300.0], 0.5, 0.1));
    inputs.push((numbers(rng, 1_000), numbers(rng, 1_000), 0.1, 0.2));
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
    inputs.extend([
        (9_999, 10_000, 100.0),
        (9_990, 10_000, 1000.0),
        (8_000, 10_000, 500.0),
        (99_999, 100_000, 1.0),
    ]);
    inputs.extend([(0, 1, 1.0), (0, 2, 2.0), (1, 2, 2.0)]);
    // More steps than 8, 16 or 31 bits count.
    inputs.extend([(300, 1_000, 1.0), (70_000, 100_000, 1.0), (3_000_000_000, 4_000_000_000, 1.0)]);
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
                "the rate rises over 30 % of the steps, a common choice; here it is a quarter",
                with(0.3, low, last),
            )
            .mistake(
                "the rate falls to a ten-thousandth of the first rate, a common choice; here the \
                 fall ends at lr_max / 1e5",
                with(0.25, low, low / 1e4),
            )
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

type AdamStep = fn(&mut [f32], &[f32], &mut [f32], &mut [f32], usize, f32, f32);

/// Some steps of Adam in a row.
#[derive(Clone)]
struct Training {
    weights: Vec<f32>,
    means: Vec<f32>,
    squares: Vec<f32>,
    /// The number of the first step.
    step: usize,
    /// Those of each step.
    gradients: Vec<Vec<f32>>,
    lr: f32,
    wd: f32,
}

impl Training {
    /// From the start.
    fn new(weights: Vec<f32>, gradients: Vec<Vec<f32>>, lr: f32, wd: f32) -> Self {
        let zeros = vec![0.0; weights.len()];
        Self { weights, means: zeros.clone(), squares: zeros, step: 1, gradients, lr, wd }
    }

    fn shown(&self) -> String {
        let Self { weights, means, squares, step, gradients, lr, wd } = self;
        match &gradients[..] {
            [gradients] => show!(weights, gradients, means, squares, step, lr, wd),
            steps => {
                let state = show!(weights, means, squares, lr, wd);
                format!("{} steps from step {step}: {state}, gradients {steps:?}", steps.len())
            }
        }
    }

    /// The weights, means and squares in the end, if `update` makes from a weight, its two means,
    /// its gradient and the number of the step the next weight and means.
    fn run(
        &self,
        update: &dyn Fn([f64; 3], f64, i32) -> [f64; 3],
    ) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
        let run_one = |i: usize| -> [f32; 3] {
            let mut state = [self.weights[i], self.means[i], self.squares[i]].map(f64::from);
            for (step, gradients) in (self.step as i32..).zip(&self.gradients) {
                state = update(state, gradients[i].into(), step);
            }
            state.map(|x| x as f32)
        };
        let ends: Vec<[f32; 3]> = (0..self.weights.len()).map(run_one).collect();
        let list = |which: usize| ends.iter().map(|end| end[which]).collect();
        (list(0), list(1), list(2))
    }
}

pub fn adam_step(answer: AdamStep) -> Outcome {
    let rng = &mut rng(55);
    let mut trainings = vec![
        Training::new(vec![2.0], vec![vec![3.0]], 0.1, 0.5),
        Training::new(vec![2.0, -1.0], vec![vec![3.0, 0.5], vec![-1.0, 0.25]], 0.1, 0.5),
    ];
    trainings.extend((0..TRIES).map(|i| {
        let (n, steps) = (rng.gen_range(1..4), 1 + i % 5);
        let (lr, wd) = (rng.gen_range(1..6) as f32 / 10.0, rng.gen_range(1..6) as f32 / 10.0);
        let training = Training::new(numbers(rng, n), table(rng, steps, n), lr, wd);
        // Every other training is under way already; the steps are more than 8 or 16 bits count.
        let squares = numbers(rng, n).iter().map(|x| x * x).collect();
        match i % 2 {
            0 => training,
            _ => Training {
                means: numbers(rng, n),
                squares,
                step: [5, 30, 257, 1_000, 65_537][i / 2 % 5],
                ..training
            },
        }
    }));
    // Gradients of 0, so small that the 1e-5 matters, and huge; no decay, and more than all.
    trainings.push(Training::new(vec![1.5, -2.0], vec![vec![0.0, 0.0]; 2], 0.5, 0.1));
    // Only what Adam remembers moves the weights.
    trainings.push(Training {
        means: vec![0.5, -0.25],
        squares: vec![0.25, 0.0625],
        step: 3,
        ..Training::new(vec![0.0, -1.0], vec![vec![0.0, 0.0]; 2], 0.5, 0.1)
    });
    trainings.push(Training::new(vec![1.0, -1.0], vec![vec![1e-6, -1e-5]; 3], 1.0, 0.1));
    trainings.push(Training::new(vec![1.0, -1.0], vec![vec![1e-8, -2e-8]; 3], 100.0, 0.0));
    trainings.push(Training::new(
        vec![1.0, -1.0],
        vec![vec![1e9, -3e4], vec![2e9, 100.0]],
        0.5,
        0.1,
    ));
    trainings.push(Training::new(vec![1.0, -1.0], vec![vec![1.0, -0.5]; 2], 0.5, 0.0));
    trainings.push(Training::new(vec![40.0, -300.0], vec![vec![1.0, -0.5]; 2], 2.0, 0.75));
    trainings.push(Training::new(numbers(rng, 300), table(rng, 2, 300), 0.1, 0.2));
    trainings.push(Training::new(vec![], vec![vec![]], 0.1, 0.2));
    let mut grading = Grading::default();
    for training in trainings {
        let (lr, wd) = (f64::from(training.lr), f64::from(training.wd));
        let kept = 1.0 - lr * wd;
        let means = |m: f64, s: f64, g: f64| (0.9 * m + 0.1 * g, 0.99 * s + 0.01 * g * g);
        let corrected =
            |m: f64, s: f64, t: i32| (m / (1.0 - 0.9f64.powi(t)), s / (1.0 - 0.99f64.powi(t)));
        let step = |(m, s): (f64, f64)| lr * m / (s.sqrt() + 1e-5);
        // Right means, and a weight made from the old one, those means and the number of the step.
        let with_weight = |weight: &dyn Fn(f64, f64, f64, i32) -> f64| {
            training.run(&|[w, m, s], g, t| {
                let (m, s) = means(m, s, g);
                [weight(w, m, s, t), m, s]
            })
        };
        // Right but for the means.
        let with_means = |means: &dyn Fn(f64, f64, f64) -> (f64, f64)| {
            training.run(&|[w, m, s], g, t| {
                let (m, s) = means(m, s, g);
                [w * kept - step(corrected(m, s, t)), m, s]
            })
        };
        // A decay in the gradient, with this factor.
        let in_gradient = |factor: f64| {
            training.run(&|[w, m, s], g, t| {
                let (m, s) = means(m, s, g + factor * wd * w);
                [w - step(corrected(m, s, t)), m, s]
            })
        };
        let expected = with_means(&means);
        let (weights, old_means, old_squares) =
            (training.weights.clone(), training.means.clone(), training.squares.clone());
        let case = Case::new(training.shown(), expected.clone())
            .mistake(
                "nothing has changed; write the results into the lists",
                (weights.clone(), old_means.clone(), old_squares.clone()),
            )
            .mistake(
                "the weights did not change; write the results into `weights`",
                (weights, expected.1.clone(), expected.2.clone()),
            )
            .mistake(
                "the means did not change; Adam needs them in the next step",
                training.run(&|[w, m, s], g, t| {
                    let (new_m, new_s) = means(m, s, g);
                    [w * kept - step(corrected(new_m, new_s, t)), m, s]
                }),
            )
            .mistake(
                "the two corrections are missing; divide by 1 - 0.9^step and by 1 - 0.99^step",
                with_weight(&|w, m, s, _| w * kept - step((m, s))),
            )
            .mistake(
                "the mean is not corrected; divide it by 1 - 0.9^step",
                with_weight(&|w, m, s, t| w * kept - step((m, corrected(m, s, t).1))),
            )
            .mistake(
                "the square is not corrected; divide it by 1 - 0.99^step",
                with_weight(&|w, m, s, t| w * kept - step((corrected(m, s, t).0, s))),
            )
            .mistake(
                "the corrected means are kept; correct them on the way only",
                training.run(&|[w, m, s], g, t| {
                    let (m, s) = means(m, s, g);
                    let (m, s) = corrected(m, s, t);
                    [w * kept - step((m, s)), m, s]
                }),
            )
            .mistake(
                "the exponent is one too low; the steps count from 1 already",
                with_weight(&|w, m, s, t| w * kept - step(corrected(m, s, t - 1))),
            )
            .mistake(
                "the exponent is one too high; the steps count from 1 already",
                with_weight(&|w, m, s, t| w * kept - step(corrected(m, s, t + 1))),
            )
            .mistake(
                "every step is corrected like the first; the exponent is `step`",
                with_weight(&|w, m, s, _| w * kept - step(corrected(m, s, 1))),
            )
            .mistake(
                "the weight takes its step before the means are up to date",
                training.run(&|[w, m, s], g, t| {
                    let (new_m, new_s) = means(m, s, g);
                    [w * kept - step(corrected(m, s, t)), new_m, new_s]
                }),
            )
            .mistake(
                "the step follows the gradient itself; it should follow the running mean",
                training.run(&|[w, m, s], g, t| {
                    let (m, s) = means(m, s, g);
                    [w * kept - step((g, corrected(m, s, t).1)), m, s]
                }),
            )
            .mistake(
                "the root is missing; the step is divided by the root of the square",
                with_weight(&|w, m, s, t| {
                    let (m, s) = corrected(m, s, t);
                    w * kept - lr * m / (s + 1e-5)
                }),
            )
            .mistake(
                "the 1e-5 is under the root; add it after the root",
                with_weight(&|w, m, s, t| {
                    let (m, s) = corrected(m, s, t);
                    w * kept - lr * m / (s + 1e-5).sqrt()
                }),
            )
            .mistake(
                "the 1e-5 is left out; without it a gradient of 0 leads to 0 / 0",
                with_weight(&|w, m, s, t| {
                    let (m, s) = corrected(m, s, t);
                    w * kept - lr * m / s.sqrt()
                }),
            )
            .mistake(
                "1e-8 is added to the root, which is a common choice; here it is 1e-5",
                with_weight(&|w, m, s, t| {
                    let (m, s) = corrected(m, s, t);
                    w * kept - lr * m / (s.sqrt() + 1e-8)
                }),
            )
            .mistake(
                "`squares` holds roots; it should hold the running means of the squares",
                training.run(&|[w, m, s], g, t| {
                    let (m, s) = means(m, s * s, g);
                    [w * kept - step(corrected(m, s, t)), m, s.sqrt()]
                }),
            )
            .mistake(
                "the gradient is added whole; the running mean takes 0.1 of it",
                with_means(&|m, s, g| (0.9 * m + g, means(m, s, g).1)),
            )
            .mistake(
                "the squared gradient is added whole; the running mean takes 0.01 of it",
                with_means(&|m, s, g| (means(m, s, g).0, 0.99 * s + g * g)),
            )
            .mistake(
                "old and new are swapped; the mean keeps 0.9 of itself, and the square 0.99",
                with_means(&|m, s, g| (0.1 * m + 0.9 * g, 0.01 * s + 0.99 * g * g)),
            )
            .mistake(
                "0.9 and 0.99 are swapped; the mean keeps 0.9 of itself, and the square 0.99",
                training.run(&|[w, m, s], g, t| {
                    let (m, s) = (0.99 * m + 0.01 * g, 0.9 * s + 0.1 * g * g);
                    let (share, square_share) = (1.0 - 0.99f64.powi(t), 1.0 - 0.9f64.powi(t));
                    [w * kept - step((m / share, s / square_share)), m, s]
                }),
            )
            .mistake(
                "the square keeps 0.999 of itself, which is Adam's usual choice; here it is 0.99",
                training.run(&|[w, m, s], g, t| {
                    let (m, s) = (0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g);
                    let share = 1.0 - 0.999f64.powi(t);
                    [w * kept - step((m / (1.0 - 0.9f64.powi(t)), s / share)), m, s]
                }),
            )
            .mistake(
                "`squares` follows the gradient without its square",
                with_means(&|m, s, g| (means(m, s, g).0, 0.99 * s + 0.01 * g)),
            )
            .mistake(
                "the step is added; subtract it",
                with_weight(&|w, m, s, t| w * kept + step(corrected(m, s, t))),
            )
            .mistake(
                "the decay is left out",
                with_weight(&|w, m, s, t| w - step(corrected(m, s, t))),
            )
            .mistake(
                "the learning rate is left out of the decay; the factor is 1 - lr * wd",
                with_weight(&|w, m, s, t| w * (1.0 - wd) - step(corrected(m, s, t))),
            )
            .mistake(
                "the learning rate is left out of the step",
                with_weight(&|w, m, s, t| w * kept - step(corrected(m, s, t)) / lr),
            )
            .mistake(
                "the step shrinks too; shrink the weight first, then subtract the step",
                with_weight(&|w, m, s, t| (w - step(corrected(m, s, t))) * kept),
            )
            .mistake(
                "the decay goes into the gradient (L2), where Adam rescales it; decouple it",
                in_gradient(1.0),
            )
            .mistake(
                "the decay goes into the gradient (L2), where Adam rescales it; decouple it",
                in_gradient(2.0),
            )
            .panics("four lists of the same length, which may be empty");
        grading.ask(case, move || {
            let Training { mut weights, mut means, mut squares, step, gradients, lr, wd } =
                training;
            for (step, gradients) in (step..).zip(gradients) {
                answer(&mut weights, &gradients, &mut means, &mut squares, step, lr, wd);
            }
            (weights, means, squares)
        });
    }
    grading.outcome()
}

type MendBatchStep = fn(&mut [Vec<f32>], &[usize], &[Vec<f32>], f32, f32);

pub fn mend_decayed_step(answer: MendBatchStep) -> Outcome {
    let rng = &mut rng(56);
    let mut inputs = vec![
        (vec![vec![2.0], vec![4.0]], vec![1, 1], vec![vec![1.0], vec![0.4]], 0.5, 0.2),
        (table(rng, 3, 2), vec![0, 2], table(rng, 2, 2), 0.5, 0.1),
        (table(rng, 3, 2), vec![], vec![], 0.5, 0.1),
        (table(rng, 2, 1), vec![0; 300], vec![vec![0.0625]; 300], 0.5, 0.1),
        (vec![vec![4e5], vec![-300.0]], vec![1, 0], vec![vec![1e3], vec![2.0]], 0.5, 3.0),
        (vec![vec![4.0], vec![-3.0]], vec![1, 0], vec![vec![-3e9], vec![2e8]], 2.0, 0.25),
        (vec![vec![4.0], vec![-3.0]], vec![1, 0], vec![vec![1.0], vec![2.0]], 0.0, 0.25),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (rows, factors, n) = (rng.gen_range(2..6), rng.gen_range(1..4), rng.gen_range(1..6));
        let (table, gradients) = (table(rng, rows, factors), self::table(rng, n, factors));
        let lr = number(rng).abs() / 4.0;
        (table, ids(rng, n, rows), gradients, lr, rng.gen_range(0..4) as f32 / 10.0)
    }));
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|(table, ids, gradients, lr, wd)| {
            (show!(table, ids, gradients, lr, wd), (table, ids, gradients, lr, wd))
        })
        .collect();
    // More rows, and more gradients, than 16 bits count.
    let all = vec![vec![2.0]; 70_000];
    let text =
        "70,000 rows of [2.0], ids = [69999, 300], gradients = [[1.0], [2.0]], lr = 0.5, wd = 0.2";
    inputs.push((text.to_owned(), (all, vec![69_999, 300], vec![vec![1.0], vec![2.0]], 0.5, 0.2)));
    let few = vec![vec![4.0], vec![8.0]];
    let text = "table = [[4.0], [8.0]], 131,072 ids, all 1, of gradients all are [1 / 65536], lr = 0.5, \
                wd = 0.5";
    let gradients = vec![vec![1.0 / 65_536.0]; 131_072];
    inputs.push((text.to_owned(), (few, vec![1; 131_072], gradients, 0.5, 0.5)));
    let mut grading = Grading::symptom_only();
    for (input, (table, ids, gradients, lr, wd)) in inputs {
        let mut expected: Vec<Vec<f32>> =
            table.iter().map(|row| row.iter().map(|w| w * (1.0 - lr * wd)).collect()).collect();
        for (&id, gradient) in ids.iter().zip(&gradients) {
            expected[id].iter_mut().zip(gradient).for_each(|(w, g)| *w -= lr * g);
        }
        let case = Case::new(input, expected);
        grading.ask(case, move || {
            let mut table = table;
            answer(&mut table, &ids, &gradients, lr, wd);
            table
        });
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
    inputs.extend([vec![0.75, 0.75, 0.75], vec![0.82], vec![0.0], vec![-1.0], vec![0.0, 0.0]]);
    // Below 0; large and close together; far apart.
    inputs.push(vec![-0.75, -0.5, -1.25]);
    inputs.push([1.0, 3.0, 2.0, 5.0].map(|x| 1000.0 + x / 64.0).to_vec());
    // Their sum is exact in f32, but the mean of their squares is not even so in f64.
    inputs.push([-2.0, 0.0, 2.0].map(|x| 2f32.powi(22) + x).to_vec());
    inputs.push(vec![0.5, 2000.0, 125.0]);
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input)).collect();
    inputs.push((Some("300 losses: 1.0 and 2.0 in turn"), [1.0, 2.0].repeat(150)));
    inputs.push((Some("70,000 losses: 1.0 and 2.0 in turn"), [1.0, 2.0].repeat(35_000)));
    let mut grading = Grading::default();
    for (text, losses) in inputs {
        let n = losses.len() as f64;
        let mean = losses.iter().map(|&loss| f64::from(loss)).sum::<f64>() / n;
        let distances = || losses.iter().map(|&loss| f64::from(loss) - mean);
        let squares: f64 = distances().map(|distance| distance * distance).sum();
        let several = losses.len() > 1;
        let with = |sd: f64| (mean as f32, Some(sd as f32));
        let sd = (squares / (n - 1.0)).sqrt();
        let expected = (mean as f32, several.then_some(sd as f32));
        let case = Case::new(text.map_or_else(|| show!(losses), String::from), expected)
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
                "the squares are divided by n + 1; for a sample, divide by n - 1",
                with((squares / (n + 1.0)).sqrt()),
            )
            .mistake("the mean is divided by n - 1 too; divide it by n", {
                let mean = mean * n / (n - 1.0).max(1.0);
                let squares = losses.iter().map(|&loss| (f64::from(loss) - mean).powi(2));
                let sd = (squares.sum::<f64>() / (n - 1.0)).sqrt();
                (mean as f32, several.then_some(sd as f32))
            })
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

pub fn paired_gain(answer: fn(&[f32], &[f32]) -> (f32, Option<f32>)) -> Outcome {
    let rng = &mut rng(57);
    // In 64ths, which f32 holds exactly: no formula loses digits.
    let mut losses = |n: usize, lowest: i32| -> Vec<f32> {
        (0..n).map(|_| (64 * lowest + rng.gen_range(20..60)) as f32 / 64.0).collect()
    };
    let mut inputs = vec![
        (vec![0.9, 0.8], vec![0.85, 0.77]),
        (vec![0.875, 0.75, 1.0, 0.8125], vec![0.8125, 0.75, 0.9375, 0.75]),
    ];
    inputs.extend((0..TRIES).map(|i| (losses(2 + i % 5, 0), losses(2 + i % 5, 0))));
    // The same gain everywhere, which has no error; a single seed; below 0; large and close.
    inputs.push((vec![0.75, 1.0, 0.5], vec![0.5, 0.75, 0.25]));
    inputs.extend([(vec![0.82], vec![0.8]), (vec![0.5], vec![0.5]), (vec![0.5; 2], vec![0.5; 2])]);
    inputs.push((losses(4, -3), losses(4, -2)));
    inputs.push((losses(4, 1000), losses(4, 1000)));
    // The mean of the squared gains has no room in f64 for how they differ.
    inputs.push(([-1.0, 1.0, 3.0].map(|x| 2f32.powi(22) + x).to_vec(), vec![1.0; 3]));
    inputs.push((vec![500.0, 20.0, 1.5], vec![0.5, 2.0, 3000.0]));
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input)).collect();
    for (text, n) in [
        ("300 seeds: before 1.0, after 0.5 and 0.75 in turn", 150),
        ("70,000 seeds: before 1.0, after 0.5 and 0.75 in turn", 35_000),
    ] {
        inputs.push((Some(text), (vec![1.0; 2 * n], [0.5, 0.75].repeat(n))));
    }
    let mut grading = Grading::default();
    for (text, (before, after)) in inputs {
        let n = before.len() as f64;
        let summary = |values: &[f64]| {
            let mean = values.iter().sum::<f64>() / n;
            let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
            (mean, squares)
        };
        let exact = |losses: &[f32]| losses.iter().copied().map(f64::from).collect::<Vec<f64>>();
        let (exact_before, exact_after) = (exact(&before), exact(&after));
        let of_pairs = |gain: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
            exact_before.iter().zip(&exact_after).map(|(&x, &y)| gain(x, y)).collect()
        };
        let (mean, squares) = summary(&of_pairs(&|x, y| x - y));
        let several = before.len() > 1;
        let with = |mean: f64, error: f64| (mean as f32, several.then_some(error as f32));
        let error_of = |squares: f64| (squares / (n - 1.0) / n).sqrt();
        let error = error_of(squares);
        let expected = with(mean, error);
        let apart = error_of(summary(&exact_before).1 + summary(&exact_after).1);
        let (relative, relative_squares) = summary(&of_pairs(&|x, y| (x - y) / x));
        let (size, size_squares) = summary(&of_pairs(&|x, y| (x - y).abs()));
        let sorted = |losses: &[f64]| {
            let mut losses = losses.to_vec();
            losses.sort_by(f64::total_cmp);
            losses
        };
        let (of_before, of_after) = (sorted(&exact_before), sorted(&exact_after));
        let re_paired: Vec<f64> = of_before.iter().zip(&of_after).map(|(x, y)| x - y).collect();
        let case = Case::new(text.map_or_else(|| show!(before, after), String::from), expected)
            .mistake(SINGLE, (mean as f32, Some(if several { error as f32 } else { 0.0 })))
            .mistake(SINGLE, (mean as f32, Some(error as f32)))
            .mistake("there are several seeds, so there is a standard error", (mean as f32, None))
            .mistake(
                "the sign is flipped; a gain is positive where `after` is lower",
                with(-mean, error),
            )
            .mistake(
                "this is the standard deviation; divide it by the root of the number of seeds",
                with(mean, (squares / (n - 1.0)).sqrt()),
            )
            .mistake(
                "the deviation is divided by the number of seeds; divide it by the root of that",
                with(mean, (squares / (n - 1.0)).sqrt() / n),
            )
            .mistake(
                "this is the square of the standard error; take the root",
                with(mean, squares / (n - 1.0) / n),
            )
            .mistake(
                "the squares are divided by n; for a sample, divide by n - 1",
                with(mean, (squares / n / n).sqrt()),
            )
            .mistake(
                "the errors of the two lists are added up, as if they were not paired; take the \
                 differences first",
                with(mean, apart),
            )
            .mistake(
                "the lists are sorted, which pairs losses of different seeds",
                with(summary(&re_paired).0, error_of(summary(&re_paired).1)),
            )
            .mistake(
                "the gains are divided by the losses before; take plain differences",
                with(relative, error_of(relative_squares)),
            )
            .mistake(
                "the signs of the gains are lost; a seed may do worse",
                with(size, error_of(size_squares)),
            )
            .mistake("the gains are added up; take their mean", with(mean * n, error))
            .mistake(
                "the two are swapped; the mean comes first, then the error",
                (error as f32, Some(mean as f32)),
            );
        grading.ask(case, move || answer(&before, &after));
    }
    grading.outcome()
}

/// Weights that are tiny, huge, or many, with a strength that makes the penalty moderate.
fn unusual_weights() -> [(Vec<f32>, f32); 7] {
    let eighths = |n: usize| (0..n).map(|i| (i * 5 % 17) as f32 / 8.0 - 1.0).collect();
    [
        (vec![1e-4, -2e-4], 2e7),
        (vec![1e-10, 3e-10], 1e19),
        (vec![150.0, -2000.0], 1e-3),
        (vec![3e12, -2e12], 1e-10),
        (vec![12.5, -7.25], 30.0),
        (eighths(60), 0.25),
        (eighths(1_500), 0.125),
    ]
}

//! Grades `mend_biased_step`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, number, numbers, rng};
use crate::outcome::Outcome;
use rand::Rng;

type Step = fn(&mut [f32], &mut [f32], f32, (f32, f32), f32, f32);

/// The parameters of `mend_biased_step`, in their order.
type Input = (Vec<f32>, Vec<f32>, f32, (f32, f32), f32, f32);

pub fn mend_biased_step(answer: Step) -> Outcome {
    let rng = &mut rng(101);
    let mut inputs: Vec<Input> = vec![
        (vec![1.0, 0.5, 0.1], vec![0.4, -0.2, 0.2], 5.0, (0.0, 5.5), 0.1, 0.0),
        (vec![0.3, -0.6, -0.4], vec![0.7, 0.2, 0.3], 2.0, (1.0, 5.5), 0.1, 0.5),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(2..6);
        let (lr, wd) = (number(rng).abs() / 10.0, rng.gen_range(0..4) as f32 / 10.0);
        let low = number(rng);
        (numbers(rng, n), numbers(rng, n), low + 1.5, (low, low + 4.5), lr, wd)
    }));
    // Biases alone; a rate of 0; a decay beyond 0; no error, so that only the decay moves the rows.
    inputs.push((vec![0.5], vec![-0.25], 4.0, (0.0, 5.5), 0.1, 0.5));
    inputs.push((vec![1.5, 0.25], vec![-0.5, 0.5], 4.0, (0.0, 5.5), 0.0, 0.5));
    inputs.push((vec![1.5, 0.25], vec![-0.5, 0.5], 4.0, (0.0, 5.5), 0.5, 3.0));
    inputs.push((vec![0.5, 0.25], vec![0.0, -0.25], 3.0, (0.0, 6.0), 0.1, 0.5));
    // Long steps; ratings and ranges far from the usual ones; scores far from 0.
    inputs.push((vec![1.5, 0.25], vec![-0.5, 0.5], 4.0, (0.0, 5.5), 200.0, 0.001));
    inputs.push((vec![1.5, 0.25], vec![-0.5, 0.5], -3e6, (0.0, 5.5), 0.1, 0.1));
    inputs.push((vec![1.0, 0.5], vec![-0.5, 0.25], -2000.0, (-4000.0, 4000.0), 0.01, 0.1));
    inputs.push((vec![1e3, 0.5], vec![1e3, 0.25], 3.0, (0.5, 5.5), 0.1, 0.1));
    inputs.push((vec![1e3, 0.5], vec![-1e3, 0.25], 3.0, (0.5, 5.5), 0.1, 0.1));
    let mut inputs: Vec<(String, Input)> = inputs
        .into_iter()
        .map(|input| {
            let (user, film, rating, (low, high), lr, wd) = &input;
            (show!(user, film, rating, low, high, lr, wd), input)
        })
        .collect();
    // The factors cancel in pairs, so that the score is the sum of the biases.
    let row = |n: usize, other: f32, bias: f32| [[0.5, other].repeat(n), vec![bias]].concat();
    for n in [130, 35_000] {
        let text = format!(
            "user = [0.5, 0.5, … , 0.1] and film = [0.5, -0.5, … , 0.2] with {} factors, rating = 5.0, \
             low = 0.0, high = 5.5, lr = 0.1, wd = 0.1",
            2 * n
        );
        inputs.push((text, (row(n, 0.5, 0.1), row(n, -0.5, 0.2), 5.0, (0.0, 5.5), 0.1, 0.1)));
    }
    let mut grading = Grading::symptom_only();
    for (shown, (user, film, rating, (low, high), lr, wd)) in inputs {
        let expected = after(&user, &film, rating, (low, high), lr, wd);
        grading.ask(Case::new(shown, expected), move || {
            let (mut user, mut film) = (user, film);
            answer(&mut user, &mut film, rating, (low, high), lr, wd);
            (user, film)
        });
    }
    grading.outcome()
}

/// Both rows after the step, in double precision.
fn after(
    user: &[f32],
    film: &[f32],
    rating: f32,
    (low, high): (f32, f32),
    lr: f32,
    wd: f32,
) -> (Vec<f32>, Vec<f32>) {
    let [rating, low, high, lr, wd] = [rating, low, high, lr, wd].map(f64::from);
    let bias = user.len() - 1;
    let products = user[..bias].iter().zip(film).map(|(&x, &y)| f64::from(x) * f64::from(y));
    let score = products.sum::<f64>() + f64::from(user[bias]) + f64::from(film[bias]);
    let s = 1.0 / (1.0 + (-score).exp());
    let slope = 2.0 * (low + (high - low) * s - rating) * (high - low) * s * (1.0 - s);
    let moved = |row: &[f32], other: &[f32]| {
        let rate = |i: usize| if i == bias { 1.0 } else { f64::from(other[i]) };
        let number = |i: usize| f64::from(row[i]) * (1.0 - lr * wd) - lr * slope * rate(i);
        (0..row.len()).map(|i| number(i) as f32).collect()
    };
    (moved(user, film), moved(film, user))
}

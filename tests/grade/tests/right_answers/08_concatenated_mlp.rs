//! Unusual right answers to the exercises of chapter 8.

use super::{RightAnswer, right};
use grade::graders::_08_concatenated_mlp as graders;
use nalgebra::{DMatrix, RowDVector};

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(embedding_size: "by the logarithm, with the limit first", |rows| {
            let width = 1.6 * (0.56 * (rows as f64).ln()).exp();
            (width.min(600.0) + 0.5) as usize
        }),
        right!(embedding_size: "in single precision", |rows| {
            ((1.6 * (rows as f32).powf(0.56)).round() as usize).min(600)
        }),
        right!(relu: "half of the sum with the size", |inputs| {
            inputs.iter().map(|x| x / 2.0 + x.abs() / 2.0).collect()
        }),
        right!(relu: "in place", |inputs| {
            let mut outputs = inputs.to_vec();
            outputs.iter_mut().filter(|x| x.is_sign_negative()).for_each(|x| *x = 0.0);
            outputs
        }),
        right!(concat_forward: "with nalgebra, as f64", |user, film, side, weights, bias| {
            let x = [user, film, side].concat();
            let x = RowDVector::from_iterator(x.len(), x.iter().map(|&x| f64::from(x)));
            let weight = |i: usize, j: usize| f64::from(weights[i][j]);
            let weights = DMatrix::from_fn(weights.len(), bias.len(), weight);
            let sums = x * weights;
            let pairs = bias.iter().zip(sums.iter());
            pairs.map(|(&b, sum)| (f64::from(b) + sum).max(0.0) as f32).collect()
        }),
        right!(concat_forward: "row by row, from the bias", |user, film, side, weights, bias| {
            let mut sums = bias.to_vec();
            let x = [user, film, side].concat();
            for (x, row) in x.iter().zip(weights).rev() {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum = x.mul_add(*weight, *sum));
            }
            sums.into_iter().map(|sum| if sum < 0.0 { 0.0 } else { sum }).collect()
        }),
        right!(dropout: "by an index, in double precision", |outputs, keep, p| {
            let mut dropped = vec![0.0; outputs.len()];
            for i in (0..outputs.len()).filter(|&i| keep[i]) {
                dropped[i] = (f64::from(outputs[i]) / (1.0 - f64::from(p))) as f32;
            }
            dropped
        }),
        right!(dropout: "times a scale of 0 or more", |outputs, keep, p| {
            let scale = (1.0 - p).recip();
            let scaled = |(x, &keep): (&f32, &bool)| x * scale * f32::from(u8::from(keep));
            outputs.iter().zip(keep).map(scaled).collect()
        }),
        right!(count_parameters: "layers from the end", |n_users, u, n_films, f, hidden| {
            let outputs = [hidden, &[1]].concat();
            let layers = (0..outputs.len()).rev().map(|i| {
                outputs[i] * (1 + if i == 0 { u + f } else { outputs[i - 1] })
            });
            layers.sum::<usize>() + n_films * f + n_users * u
        }),
        right!(count_parameters: "recursion", |n_users, u, n_films, f, hidden| {
            fn layers(inputs: usize, hidden: &[usize]) -> usize {
                match hidden {
                    [] => inputs + 1,
                    [outputs, rest @ ..] => (inputs + 1) * outputs + layers(*outputs, rest),
                }
            }
            n_users * u + n_films * f + layers(u + f, hidden)
        }),
        right!(softmax_cross_entropy: "differences, as f64", |logits, classes| {
            let mut sum = 0.0;
            for (row, &class) in logits.iter().zip(classes).rev() {
                let differences: Vec<f64> =
                    row.iter().map(|&x| f64::from(x) - f64::from(row[class])).collect();
                let largest = differences.iter().copied().fold(0.0, f64::max);
                sum += largest + differences.iter().map(|d| (d - largest).exp()).sum::<f64>().ln();
            }
            (sum / logits.len() as f64) as f32
        }),
        right!(softmax_cross_entropy: "the largest comes back last", |logits, classes| {
            let mut total = 0.0;
            for (row, &class) in logits.iter().zip(classes) {
                let largest = row.iter().copied().fold(row[class], f32::max);
                let powers = row.iter().rev().map(|x| (x - largest).exp()).sum::<f32>();
                total += largest + powers.ln() - row[class];
            }
            total / logits.len() as f32
        }),
        right!(softmax_cross_entropy: "two by two", |logits, classes| {
            // ln(e^a + e^b), which is the whole sum once all logits are taken in.
            let add = |a: f32, b: f32| a.max(b) + (-(a - b).abs()).exp().ln_1p();
            let total: f32 = (0..logits.len())
                .map(|i| logits[i].iter().copied().reduce(add).unwrap() - logits[i][classes[i]])
                .sum();
            total / classes.len() as f32
        }),
        right!(mend_last_layer: "in two ways", |hidden, weights, bias, keep, p, training| {
            let products = hidden.iter().zip(weights).map(|(h, w)| h * w);
            if !training {
                return products.sum::<f32>() + bias;
            }
            let kept = products.zip(keep).filter(|(_, keep)| **keep);
            kept.map(|(x, _)| x).sum::<f32>() / (1.0 - p) + bias
        }),
        right!(mend_last_layer: "backwards", |hidden, weights, bias, keep, p, training| {
            let mut score = f64::from(bias);
            for i in (0..hidden.len()).rev() {
                let factor = match (training, keep[i]) {
                    (false, _) => 1.0,
                    (true, kept) => f64::from(u8::from(kept)) / (1.0 - f64::from(p)),
                };
                score += f64::from(hidden[i]) * f64::from(weights[i]) * factor;
            }
            score as f32
        }),
    ]
}

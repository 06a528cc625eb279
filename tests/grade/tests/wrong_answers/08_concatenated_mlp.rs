//! Wrong answers to the exercises of chapter 8.

use super::{WrongAnswer, wrong};
use grade::graders::_08_concatenated_mlp as graders;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(embedding_size: "the fraction is cut off", |rows| (width(rows) as usize).min(600)),
        wrong!(embedding_size: "rounded up", |rows| (width(rows).ceil() as usize).min(600)),
        wrong!(embedding_size: "never more than 600", |rows| width(rows).round() as usize),
        wrong!(embedding_size: "not the larger", |rows| (width(rows).round() as usize).max(600)),
        wrong!(embedding_size: "1.6 is left out", |rows| {
            ((width(rows) / 1.6).round() as usize).min(600)
        }),
        wrong!(embedding_size: "raised to the power too", |rows| {
            ((1.6 * rows as f64).powf(0.56).round() as usize).min(600)
        }),
        wrong!(embedding_size: "the square root", |rows| {
            ((1.6 * (rows as f64).sqrt()).round() as usize).min(600)
        }),
        wrong!(embedding_size: "older rule", |rows| rows.div_ceil(2).min(50)),
        wrong!(relu: "lost their sign", |inputs| each(inputs, f32::abs)),
        wrong!(relu: "the others become 0", |inputs| each(inputs, |x| x.min(0.0))),
        wrong!(relu: "so the shape stays", |inputs| {
            inputs.iter().copied().filter(|x| *x >= 0.0).collect()
        }),
        wrong!(relu: "above 1 are cut off", |inputs| each(inputs, |x| x.clamp(0.0, 1.0))),
        wrong!(relu: "a step function", |inputs| each(inputs, |x| f32::from(u8::from(x > 0.0)))),
        wrong!(relu: "leaky", |inputs| each(inputs, |x| x.max(0.01 * x))),
        wrong!(relu: "this is the sigmoid", |inputs| each(inputs, |x| 1.0 / (1.0 + (-x).exp()))),
        wrong!(relu: "nothing has changed", |inputs| inputs.to_vec()),
        wrong!(concat_forward: "the ReLU is left out", |user, film, side, weights, bias| {
            layer(&[user, film, side], weights, bias)
        }),
        wrong!(concat_forward: "the bias is left out", |user, film, side, weights, bias| {
            relu(layer(&[user, film, side], weights, &vec![0.0; bias.len()]))
        }),
        wrong!(concat_forward: "the bias and the ReLU", |user, film, side, weights, bias| {
            layer(&[user, film, side], weights, &vec![0.0; bias.len()])
        }),
        wrong!(concat_forward: "comes after the ReLU", |user, film, side, weights, bias| {
            let sums = relu(layer(&[user, film, side], weights, &vec![0.0; bias.len()]));
            sums.iter().zip(bias).map(|(sum, bias)| sum + bias).collect()
        }),
        wrong!(concat_forward: "after the weighted sums", |user, film, side, weights, bias| {
            let inputs = relu([user, film, side].concat());
            layer(&[&inputs], weights, bias)
        }),
        wrong!(concat_forward: "every product", |user, film, side, weights, bias| {
            let x = [user, film, side].concat();
            let sum = |j: usize| -> f32 {
                x.iter().zip(weights).map(|(x, row)| (x * row[j]).max(0.0)).sum()
            };
            (0..bias.len()).map(|j| (sum(j) + bias[j]).max(0.0)).collect()
        }),
        wrong!(concat_forward: "side features are left out", |user, film, _, weights, bias| {
            relu(layer(&[user, film], weights, bias))
        }),
        wrong!(concat_forward: "only the user", |user, _, _, weights, bias| {
            relu(layer(&[user], weights, bias))
        }),
        wrong!(concat_forward: "the film comes before", |user, film, side, weights, bias| {
            relu(layer(&[film, user, side], weights, bias))
        }),
        wrong!(concat_forward: "come first; they come last", |user, film, side, weights, bias| {
            relu(layer(&[side, user, film], weights, bias))
        }),
        wrong!(concat_forward: "come between the two", |user, film, side, weights, bias| {
            relu(layer(&[user, side, film], weights, bias))
        }),
        wrong!(concat_forward: "subtracted", |user, film, side, weights, bias| {
            let negative: Vec<f32> = bias.iter().map(|bias| -bias).collect();
            relu(layer(&[user, film, side], weights, &negative))
        }),
        wrong!(concat_forward: "transposed", |user, film, side, weights, bias| {
            if weights.len() != bias.len() {
                return relu(layer(&[user, film, side], weights, bias));
            }
            let x = [user, film, side].concat();
            let sum = |row: &Vec<f32>| x.iter().zip(row).map(|(x, weight)| x * weight).sum::<f32>();
            relu(weights.iter().zip(bias).map(|(row, bias)| sum(row) + bias).collect())
        }),
        wrong!(concat_forward: "has a row for every input", |user, film, side, weights, bias| {
            let x = [user, film, side].concat();
            let sum = |j: usize| (0..x.len()).map(|i| x[i] * weights[j][i]).sum::<f32>();
            (0..bias.len()).map(|j| (sum(j) + bias[j]).max(0.0)).collect()
        }),
        wrong!(dropout: "are not scaled", |outputs, keep, _| dropped(outputs, keep, |x| x)),
        wrong!(dropout: "multiplied by 1 - p", |outputs, keep, p| {
            dropped(outputs, keep, |x| x * (1.0 - p))
        }),
        wrong!(dropout: "the share dropped", |outputs, keep, p| dropped(outputs, keep, |x| x / p)),
        wrong!(dropout: "`keep` is reversed", |outputs, keep, p| {
            let turned: Vec<bool> = keep.iter().map(|keep| !keep).collect();
            dropped(outputs, &turned, |x| x / (1.0 - p))
        }),
        wrong!(dropout: "dropped outputs are missing", |outputs, keep, p| {
            let kept = outputs.iter().zip(keep).filter(|(_, keep)| **keep);
            kept.map(|(x, _)| x / (1.0 - p)).collect()
        }),
        wrong!(dropout: "nothing is dropped", |outputs, _, p| each(outputs, |x| x / (1.0 - p))),
        wrong!(dropout: "stay as they are", |outputs, keep, p| {
            let pairs = outputs.iter().zip(keep);
            pairs.map(|(&x, &keep)| if keep { x / (1.0 - p) } else { x }).collect()
        }),
        wrong!(count_parameters: "the biases of the layers", |users, u, films, f, hidden| {
            users * u + films * f + layers(u + f, hidden, |inputs, outputs| inputs * outputs)
        }),
        wrong!(count_parameters: "the last layer, with", |users, u, films, f, hidden| {
            let mut total = users * u + films * f;
            let mut inputs = u + f;
            for &outputs in hidden {
                total += (inputs + 1) * outputs;
                inputs = outputs;
            }
            total
        }),
        wrong!(count_parameters: "the last layer's bias", |users, u, films, f, hidden| {
            users * u + films * f + layers(u + f, hidden, |i, o| i * o + o) - 1
        }),
        wrong!(count_parameters: "the tables are left out", |_, u, _, f, hidden| {
            layers(u + f, hidden, |inputs, outputs| inputs * outputs + outputs)
        }),
        wrong!(count_parameters: "the dense layers are left out", |users, u, films, f, _| {
            users * u + films * f
        }),
        wrong!(count_parameters: "not the vectors again", |users, u, films, f, hidden| {
            users * u + films * f + layers(u + f, hidden, |_, outputs| (u + f + 1) * outputs)
        }),
        wrong!(count_parameters: "swapped", |users, u, films, f, hidden| {
            users * f + films * u + layers(u + f, hidden, |i, o| i * o + o)
        }),
        wrong!(count_parameters: "not to an input", |users, u, films, f, hidden| {
            users * u + films * f + layers(u + f, hidden, |i, o| i * o + i)
        }),
        wrong!(count_parameters: "not a single one", |users, u, films, f, hidden| {
            users * u + films * f + layers(u + f, hidden, |i, o| i * o + 1)
        }),
        wrong!(count_parameters: "not their product", |users, u, films, f, hidden| {
            users * u + films * f + layers(u * f, hidden, |i, o| i * o + o)
        }),
        wrong!(count_parameters: "this model has none", |users, u, films, f, hidden| {
            users * (u + 1) + films * (f + 1) + layers(u + f, hidden, |i, o| i * o + o)
        }),
    ]
}

fn width(rows: usize) -> f64 {
    1.6 * (rows as f64).powf(0.56)
}

fn each(inputs: &[f32], f: impl Fn(f32) -> f32) -> Vec<f32> {
    inputs.iter().map(|&input| f(input)).collect()
}

fn relu(inputs: Vec<f32>) -> Vec<f32> {
    each(&inputs, |input| input.max(0.0))
}

/// A dense layer without its ReLU, on some vectors side by side.
fn layer(parts: &[&[f32]], weights: &[Vec<f32>], bias: &[f32]) -> Vec<f32> {
    let x = parts.concat();
    let sum = |j: usize| x.iter().zip(weights).map(|(x, row)| x * row[j]).sum::<f32>();
    (0..bias.len()).map(|j| sum(j) + bias[j]).collect()
}

fn dropped(outputs: &[f32], keep: &[bool], scaled: impl Fn(f32) -> f32) -> Vec<f32> {
    let pairs = outputs.iter().zip(keep);
    pairs.map(|(&output, &keep)| if keep { scaled(output) } else { 0.0 }).collect()
}

/// The sum over all dense layers of `size`, a function of a layer's inputs and outputs.
fn layers(inputs: usize, hidden: &[usize], size: impl Fn(usize, usize) -> usize) -> usize {
    let all_inputs = [&[inputs], hidden].concat();
    let all_outputs = [hidden, &[1]].concat();
    all_inputs.iter().zip(&all_outputs).map(|(&i, &o)| size(i, o)).sum()
}

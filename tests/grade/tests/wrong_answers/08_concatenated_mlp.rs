//! Wrong answers to the exercises of chapter 8.

use super::{WrongAnswer, wrong};
use grade::graders::_08_concatenated_mlp as graders;
use grade::solutions::_08_concatenated_mlp as right;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        // Outputs of at most so much, a score of at most so much, and outputs that pass a ReLU once more.
        wrong!(mend_last_layer: "only the symptom is shown", |hidden, weights, bias, keep, p, t| {
            let hidden = each(hidden, |x| x.clamp(-1000.0, 1000.0));
            right::mend_last_layer(&hidden, weights, bias, keep, p, t)
        }),
        wrong!(mend_last_layer: "only the symptom is shown", |hidden, weights, bias, keep, p, t| {
            right::mend_last_layer(hidden, weights, bias, keep, p, t).clamp(-1e4, 1e4)
        }),
        // Floors and guards under 1 - p; rows and layers counted in 16 and in 8 bits.
        wrong!(dropout: "none of the usual mistakes", |outputs, keep, p| {
            dropped(outputs, keep, |x| x / (1.0 - p).max(1e-6))
        }),
        wrong!(dropout: "none of the usual mistakes", |outputs, keep, p| {
            dropped(outputs, keep, |x| x / (1.0 - p + 1e-8))
        }),
        wrong!(mend_last_layer: "only the symptom is shown", |hidden, weights, bias, keep, p, t| {
            right::mend_last_layer(hidden, weights, bias, keep, p.min(1.0 - 1e-6), t)
        }),
        wrong!(softmax_cross_entropy: "none of the usual mistakes", |logits, classes| {
            let n = logits.len();
            right::softmax_cross_entropy(logits, classes) * n as f32 / f32::from((n as u16).max(1))
        }),
        wrong!(count_parameters: "none of the usual mistakes", |users, of_users, films, of_films, hidden| {
            right::count_parameters(users, of_users, films, of_films, &hidden[..hidden.len().min(255)])
        }),
        // A width of 16 bits.
        wrong!(embedding_size: "none of the usual mistakes", |rows| {
            usize::from(width(rows).round() as u64 as u16).min(600)
        }),
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
        wrong!(embedding_size: "none of the usual mistakes", |rows| {
            (width(usize::from(rows as u16)).round() as usize).min(600)
        }),
        wrong!(embedding_size: "none of the usual mistakes", |rows| {
            (width(rows as i32 as usize).round() as usize).min(600)
        }),
        wrong!(embedding_size: "none of the usual mistakes", |rows| {
            (width(rows).round() as usize).clamp(1, 600)
        }),
        wrong!(embedding_size: "none of the usual mistakes", |rows| {
            (width(rows).round() as usize).clamp(4, 600)
        }),
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
        wrong!(relu: "none of the usual mistakes", |inputs| each(inputs, |x| x.clamp(0.0, 6.0))),
        wrong!(relu: "none of the usual mistakes", |inputs| each(inputs, |x| x.clamp(0.0, 1e6))),
        wrong!(relu: "none of the usual mistakes", |inputs| each(inputs, |x| x.max(1e-6 * x))),
        wrong!(relu: "none of the usual mistakes", |inputs| {
            each(inputs, |x| if x > 1e-3 { x } else { 0.0 })
        }),
        wrong!(relu: "none of the usual mistakes", |inputs| each(inputs, |x| (1.0 + x.exp()).ln())),
        wrong!(relu: "the list should have", |inputs| {
            inputs.iter().take(1000).map(|x| x.max(0.0)).collect()
        }),
        wrong!(concat_forward: "none of the usual mistakes", |user, film, side, weights, bias| {
            let sums = layer(&[user, film, side], weights, bias);
            each(&sums, |x| x.clamp(0.0, 1000.0))
        }),
        wrong!(concat_forward: "none of the usual mistakes", |user, film, side, weights, bias| {
            let x = [user, film, side].concat();
            relu(layer(&[&x[..x.len().min(256)]], weights, bias))
        }),
        wrong!(concat_forward: "the list should have", |user, film, side, weights, bias| {
            let bias = &bias[..bias.len().min(32)];
            relu(layer(&[user, film, side], weights, bias))
        }),
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
        wrong!(dropout: "none of the usual mistakes", |outputs, keep, p| match p {
            0.0 => outputs.to_vec(),
            _ => dropped(outputs, keep, |x| x / (1.0 - p)),
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
        wrong!(dropout: "the share that was kept", |outputs, keep, _| {
            let share = keep.iter().filter(|keep| **keep).count() as f32 / keep.len() as f32;
            dropped(outputs, keep, |x| x / share)
        }),
        wrong!(dropout: "none of the usual mistakes", |outputs, keep, p| {
            dropped(outputs, keep, |x| x * (1.0 / (1.0 - p)).min(100.0))
        }),
        wrong!(dropout: "none of the usual mistakes", |outputs, keep, p| {
            let first = keep.iter().take(128).rev();
            let mask: u128 = first.fold(0, |mask, &keep| 2 * mask + u128::from(keep));
            let keep: Vec<bool> = (0..keep.len()).map(|i| mask >> (i % 128) & 1 == 1).collect();
            dropped(outputs, &keep, |x| x / (1.0 - p))
        }),
        wrong!(dropout: "none of the usual mistakes", |outputs, keep, p| {
            dropped(outputs, keep, |x| (x / (1.0 - p)).clamp(-1e3, 1e3))
        }),
        wrong!(softmax_cross_entropy: "the sum over the rows", |logits, classes| {
            loss(logits, classes) * logits.len() as f32
        }),
        wrong!(softmax_cross_entropy: "over rows and classes", |logits, classes| {
            loss(logits, classes) / logits[0].len() as f32
        }),
        wrong!(softmax_cross_entropy: "the minus is missing", |l, classes| -loss(l, classes)),
        wrong!(softmax_cross_entropy: "powers of large logits", |logits, classes| {
            mean_of(logits, classes, |row, class| {
                -(row[class].exp() / row.iter().map(|x| x.exp()).sum::<f32>()).ln()
            })
        }),
        wrong!(softmax_cross_entropy: "the mean probability", |logits, classes| {
            mean_of(logits, classes, probability)
        }),
        wrong!(softmax_cross_entropy: "1 minus the probability", |logits, classes| {
            mean_of(logits, classes, |row, class| 1.0 - probability(row, class))
        }),
        wrong!(softmax_cross_entropy: "before the mean, row by row", |logits, classes| {
            -mean_of(logits, classes, probability).ln()
        }),
        wrong!(softmax_cross_entropy: "to base 2", |logits, classes| {
            loss(logits, classes) * std::f32::consts::LOG2_E
        }),
        wrong!(softmax_cross_entropy: "to base 10", |logits, classes| {
            loss(logits, classes) * std::f32::consts::LOG10_E
        }),
        wrong!(softmax_cross_entropy: "the mean right logit", |logits, classes| {
            mean_of(logits, classes, |row, class| -row[class])
        }),
        wrong!(softmax_cross_entropy: "lacks the right logit", |logits, classes| {
            mean_of(logits, classes, |row, _| row.iter().map(|x| x.exp()).sum::<f32>().ln())
        }),
        wrong!(softmax_cross_entropy: "counted from 1", |logits, classes| {
            let classes: Vec<usize> = classes.iter().map(|class| class.max(&1) - 1).collect();
            loss(logits, &classes)
        }),
        wrong!(softmax_cross_entropy: "the most probable class; ask", |logits, _| {
            mean_of(logits, &vec![0; logits.len()], |row, _| {
                -probability(row, most_probable(row)).ln()
            })
        }),
        wrong!(softmax_cross_entropy: "the sigmoid of the right logit", |logits, classes| {
            mean_of(logits, classes, |row, class| (1.0 + (-row[class]).exp()).ln())
        }),
        wrong!(softmax_cross_entropy: "a question of its own", |logits, classes| {
            mean_of(logits, classes, |row, class| {
                let signed = |i: usize| if i == class { row[i] } else { -row[i] };
                (0..row.len()).map(|i| (1.0 + (-signed(i)).exp()).ln()).sum()
            })
        }),
        wrong!(softmax_cross_entropy: "the share of rows", |logits, classes| {
            mean_of(logits, classes, |row, class| {
                f32::from(u8::from(most_probable(row) != class))
            })
        }),
        wrong!(softmax_cross_entropy: "none of the usual mistakes", |logits, classes| {
            mean_of(logits, classes, |row, class| -probability(row, class).max(1e-7).ln())
        }),
        wrong!(softmax_cross_entropy: "none of the usual mistakes", |logits, classes| {
            mean_of(logits, classes, |row, class| -(probability(row, class) + 1e-8).ln())
        }),
        wrong!(softmax_cross_entropy: "none of the usual mistakes", |logits, classes| {
            let clamp = |row: &Vec<f32>| row.iter().map(|x| x.clamp(-80.0, 80.0)).collect();
            loss(&logits.iter().map(clamp).collect::<Vec<_>>(), classes)
        }),
        wrong!(softmax_cross_entropy: "none of the usual mistakes", |logits, classes| {
            mean_of(logits, classes, |row, class| {
                let largest = row.iter().copied().fold(-100.0, f32::max);
                row.iter().map(|x| (x - largest).exp()).sum::<f32>().ln() + largest - row[class]
            })
        }),
        wrong!(softmax_cross_entropy: "none of the usual mistakes", |logits, classes| {
            mean_of(logits, classes, |row, class| {
                let mean = row.iter().sum::<f32>() / row.len() as f32;
                row.iter().map(|x| (x - mean).exp()).sum::<f32>().ln() + mean - row[class]
            })
        }),
        wrong!(softmax_cross_entropy: "none of the usual mistakes", |logits, classes| {
            loss(logits, classes) * logits.len() as f32 / f32::from(logits.len() as u8)
        }),
        wrong!(mend_last_layer: "only the symptom is shown", |hidden, weights, bias, keep, p, t| {
            let scale = 1.0 / (1.0 - p);
            let part = |i: usize| if t && !keep[i] { 0.0 } else { hidden[i] * weights[i] * scale };
            bias + (0..hidden.len()).map(part).sum::<f32>()
        }),
        wrong!(mend_last_layer: "only the symptom is shown", |hidden, weights, bias, keep, p, t| {
            let scale = if t { 1.0 / (1.0 - p) } else { 1.0 };
            let part = |i: usize| if keep[i] { hidden[i] * weights[i] * scale } else { 0.0 };
            bias + (0..hidden.len()).map(part).sum::<f32>()
        }),
        wrong!(mend_last_layer: "only the symptom is shown", |hidden, weights, bias, keep, p, t| {
            let scale = if t { 1.0 } else { 1.0 - p };
            let part = |i: usize| if t && !keep[i] { 0.0 } else { hidden[i] * weights[i] * scale };
            bias + (0..hidden.len()).map(part).sum::<f32>()
        }),
        wrong!(mend_last_layer: "only the symptom is shown", |hidden, weights, bias, keep, p, t| {
            let scale = if t { 1.0 / (1.0 - p) } else { 1.0 };
            let part = |i: usize| if t && !keep[i] { 0.0 } else { hidden[i] * weights[i] };
            (bias + (0..hidden.len()).map(part).sum::<f32>()) * scale
        }),
        wrong!(count_parameters: "none of the usual mistakes", |users, u, films, f, hidden| {
            let total = users * u + films * f + layers(u + f, hidden, |i, o| i * o + o);
            total as u32 as usize
        }),
        wrong!(count_parameters: "none of the usual mistakes", |users, u, films, f, hidden| {
            (users * u + films * f + layers(u + f, hidden, |i, o| i * o + o)) as f32 as usize
        }),
        wrong!(count_parameters: "none of the usual mistakes", |users, u, films, f, hidden| {
            let hidden = &hidden[..hidden.len().min(10)];
            users * u + films * f + layers(u + f, hidden, |i, o| i * o + o)
        }),
        wrong!(count_parameters: "none of the usual mistakes", |users, u, films, f, hidden| {
            let hidden: Vec<usize> = hidden.iter().copied().filter(|&outputs| outputs > 0).collect();
            users * u + films * f + layers(u + f, &hidden, |i, o| i * o + o)
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

/// The right loss.
fn loss(logits: &[Vec<f32>], classes: &[usize]) -> f32 {
    mean_of(logits, classes, |row, class| {
        let largest = row.iter().copied().fold(f32::MIN, f32::max);
        row.iter().map(|x| (x - largest).exp()).sum::<f32>().ln() + largest - row[class]
    })
}

/// The mean over all rows of a function of the row and its right class.
fn mean_of(logits: &[Vec<f32>], classes: &[usize], f: impl Fn(&[f32], usize) -> f32) -> f32 {
    logits.iter().zip(classes).map(|(row, &class)| f(row, class)).sum::<f32>() / logits.len() as f32
}

fn most_probable(row: &[f32]) -> usize {
    let largest = row.iter().copied().fold(f32::MIN, f32::max);
    row.iter().position(|&x| x == largest).unwrap()
}

/// The probability of a class, in a way that does not overflow.
fn probability(row: &[f32], class: usize) -> f32 {
    let largest = row.iter().copied().fold(f32::MIN, f32::max);
    (row[class] - largest).exp() / row.iter().map(|x| (x - largest).exp()).sum::<f32>()
}

/// The sum over all dense layers of `size`, a function of a layer's inputs and outputs.
fn layers(inputs: usize, hidden: &[usize], size: impl Fn(usize, usize) -> usize) -> usize {
    let all_inputs = [&[inputs], hidden].concat();
    let all_outputs = [hidden, &[1]].concat();
    all_inputs.iter().zip(&all_outputs).map(|(&i, &o)| size(i, o)).sum()
}

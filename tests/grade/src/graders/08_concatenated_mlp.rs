//! Grades the exercises of chapter 8.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, number, numbers, rng, table};
use crate::outcome::Outcome;
use rand::Rng;

pub fn embedding_size(answer: fn(usize) -> usize) -> Outcome {
    let rng = &mut rng(80);
    let mut inputs: Vec<usize> = vec![944, 1665, 1000, 1, 2, 3, 21, 39_000, 40_000, 162_541, 0];
    inputs.extend((0..TRIES).map(|_| rng.gen_range(2..30_000)));
    inputs.extend((1..200).step_by(3).chain((30_000..40_000).step_by(701)));
    // More rows than 16 or 32 bits count, the last only where `usize` holds it.
    inputs.extend([65_537, 1_000_000, usize::MAX / 2]);
    // A width just beyond 16 bits.
    inputs.push(173_200_000);
    inputs.extend(usize::try_from(4_294_967_300_u64));
    // This close to a half, f32 and f64 may round to different sides.
    inputs.retain(|&rows| ((1.6 * (rows as f64).powf(0.56)).fract() - 0.5).abs() > 1e-3);
    let mut grading = Grading::default();
    for rows in inputs {
        let n = rows as f64;
        let width = 1.6 * n.powf(0.56);
        let capped = |width: f64| (width as usize).min(600);
        let case = Case::new(show!(rows), capped(width.round()))
            .mistake("the fraction is cut off; round to the nearest whole number", capped(width))
            .mistake("the result is rounded up; round to the nearest whole number", capped(width.ceil()))
            .mistake("the limit is left out; the width is never more than 600", width.round() as usize)
            .mistake(
                "the width is never less than 600 here; take the smaller of the two, not the larger",
                (width.round() as usize).max(600),
            )
            .mistake("the factor 1.6 is left out", capped(n.powf(0.56).round()))
            .mistake(
                "1.6 is raised to the power too; raise only the number of rows",
                capped((1.6 * n).powf(0.56).round()),
            )
            .mistake(
                "this is 1.6 times the square root; the power is 0.56",
                capped((1.6 * n.sqrt()).round()),
            )
            .mistake(
                "this is fastai's older rule, half of the rows and at most 50",
                rows.div_ceil(2).min(50),
            );
        grading.ask(case, move || answer(rows));
    }
    grading.outcome()
}

pub fn relu(answer: fn(&[f32]) -> Vec<f32>) -> Outcome {
    let rng = &mut rng(81);
    let mut inputs = vec![vec![1.5, -2.0, 0.0]];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(1..7);
        numbers(rng, n)
    }));
    inputs.push(vec![]);
    // Far from 0, near 0, and many.
    inputs.extend([vec![5.5, 6.5, 12.0, 150.0, 2e6, 3e9], vec![-7.0, -150.0, -2e6, -3e9]]);
    inputs.extend([vec![3e38, -3e38], vec![2e-4, -2e-4, 0.3, -0.3, 0.7]]);
    inputs.push(numbers(rng, 1_500));
    let mut grading = Grading::default();
    for inputs in inputs {
        let each =
            |f: &dyn Fn(f32) -> f32| -> Vec<f32> { inputs.iter().map(|&input| f(input)).collect() };
        let case = Case::new(show!(inputs), each(&|input| if input > 0.0 { input } else { 0.0 }))
            .mistake("negative numbers have lost their sign; they become 0", each(&f32::abs))
            .mistake(
                "the negative numbers stay and the others become 0",
                each(&|input| input.min(0.0)),
            )
            .mistake(
                "the negative numbers are dropped; they become 0, so the shape stays",
                inputs.iter().copied().filter(|&input| input >= 0.0).collect(),
            )
            .mistake(
                "numbers above 1 are cut off; leave them as they are",
                each(&|input| input.clamp(0.0, 1.0)),
            )
            .mistake(
                "this is a step function; positive numbers stay as they are",
                each(&|input| if input > 0.0 { 1.0 } else { 0.0 }),
            )
            .mistake(
                "this is a leaky ReLU; negative numbers become 0",
                each(&|input| if input > 0.0 { input } else { 0.01 * input }),
            )
            .mistake(
                "this is the sigmoid; positive numbers stay as they are",
                each(&|input| 1.0 / (1.0 + (-input).exp())),
            )
            .mistake("nothing has changed; negative numbers become 0", inputs.clone());
        grading.ask(case, move || answer(&inputs));
    }
    grading.outcome()
}

type Table = Vec<Vec<f32>>;
type ConcatForward = fn(&[f32], &[f32], &[f32], &[Vec<f32>], &[f32]) -> Vec<f32>;

pub fn concat_forward(answer: ConcatForward) -> Outcome {
    let rng = &mut rng(82);
    let square_weights = [[1.0, -1.0, 0.5], [2.0, 1.5, -1.0], [0.5, 1.0, -0.5]];
    let square_weights = square_weights.map(Vec::from).to_vec();
    let weights = [[1.0, -1.0], [1.0, 0.0], [1.0, 0.0]].map(Vec::from).to_vec();
    let mut inputs = vec![
        (vec![1.0], vec![2.0], vec![3.0], weights, vec![0.5, 0.5]),
        (vec![1.0], vec![-0.5], vec![2.0], square_weights, vec![0.5, 0.2, 0.3]),
    ];
    inputs.extend((0..TRIES).map(|i| {
        let (user, film) = (rng.gen_range(1..4), rng.gen_range(1..4));
        let (side, outputs) = (i % 3, rng.gen_range(1..4));
        let weights = table(rng, user + film + side, outputs);
        let vectors = [user, film, side, outputs].map(|n| numbers(rng, n));
        let [user, film, side, bias] = vectors;
        (user, film, side, weights, bias)
    }));
    // No user, no film, one of the three alone; no output; outputs far from 0.
    let ones = |inputs: usize| vec![vec![1.0, -1.0]; inputs];
    inputs.push((vec![], vec![2.0], vec![0.5], ones(2), vec![0.5, 0.25]));
    inputs.push((vec![2.0, -0.5], vec![], vec![], ones(2), vec![0.5, 0.25]));
    inputs.push((vec![1.0], vec![2.0], vec![], vec![vec![]; 2], vec![]));
    inputs.push((vec![250.0], vec![-3000.0], vec![2e6], ones(3), vec![-100.0, 40.0]));
    // Many numbers, in eighths, which add up exactly in any order.
    let eighths = |n: usize, step: usize| -> Vec<f32> {
        (0..n).map(|i| (i * step % 7) as f32 / 8.0 - 0.25).collect()
    };
    for n in [40, 500] {
        let weights = (0..3 * n).map(|i| eighths(40, i % 5 + 1)).collect();
        inputs.push((eighths(n, 1), eighths(n, 2), eighths(n, 3), weights, eighths(40, 4)));
    }
    let mut grading = Grading::default();
    for (user, film, side, weights, bias) in inputs {
        let x = [&user[..], &film, &side].concat();
        let in_other_order =
            |parts: [&[f32]; 3]| rectified(&plus(&sums(&parts.concat(), &weights), &bias));
        let plain = sums(&x, &weights);
        let scores = plus(&plain, &bias);
        let negative_bias: Vec<f32> = bias.iter().map(|b| -b).collect();
        let of_transposed = if x.len() == bias.len() {
            rectified(&plus(&sums(&x, &transposed(&weights)), &bias))
        } else {
            rectified(&scores)
        };
        let of_products: Vec<f32> = (0..bias.len())
            .map(|j| x.iter().zip(&weights).map(|(x, row)| (x * row[j]).max(0.0)).sum())
            .collect();
        let case = Case::new(show!(user, film, side, weights, bias), rectified(&scores))
            .mistake("the ReLU is left out; negative sums become 0", scores.clone())
            .mistake("the bias is left out", rectified(&plain))
            .mistake("the bias and the ReLU are left out", plain.clone())
            .mistake(
                "the bias comes after the ReLU; add it before",
                plus(&rectified(&plain), &bias),
            )
            .mistake(
                "the inputs go through the ReLU; it comes after the weighted sums",
                plus(&sums(&rectified(&x), &weights), &bias),
            )
            .mistake(
                "every product goes through the ReLU; add them up first",
                rectified(&plus(&of_products, &bias)),
            )
            .mistake(
                "the side features are left out",
                rectified(&plus(&sums(&x[..x.len() - side.len()], &weights), &bias)),
            )
            .mistake(
                "only the user's factors are used",
                rectified(&plus(&sums(&user, &weights), &bias)),
            )
            .mistake(
                "the film comes before the user; the user's factors come first",
                in_other_order([&film, &user, &side]),
            )
            .mistake(
                "the side features come first; they come last",
                in_other_order([&side, &user, &film]),
            )
            .mistake(
                "the side features come between the two; they come last",
                in_other_order([&user, &side, &film]),
            )
            .mistake("the bias is subtracted", rectified(&plus(&plain, &negative_bias)))
            .mistake(
                "the weights are transposed; a row belongs to an input, a column to an output",
                of_transposed,
            )
            .panics("`weights` has a row for every input, `bias` a number for every output");
        grading.ask(case, move || answer(&user, &film, &side, &weights, &bias));
    }
    grading.outcome()
}

pub fn dropout(answer: fn(&[f32], &[bool], f32) -> Vec<f32>) -> Outcome {
    let rng = &mut rng(83);
    let mut inputs = vec![
        (vec![3.0, 4.0], vec![true, false], 0.25),
        (vec![3.0, 4.0, -1.5], vec![true, false, true], 0.25),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(1..7);
        let keep = (0..n).map(|_| rng.r#gen()).collect();
        (numbers(rng, n), keep, rng.gen_range(1..10) as f32 / 10.0)
    }));
    inputs.extend([(vec![1.5, -2.0], vec![true, true], 0.0), (vec![], vec![], 0.5)]);
    inputs.push((vec![1.5, -2.0], vec![true, false], 0.0));
    inputs.push((vec![1.5, -2.0], vec![true, false], 0.005));
    // Hardly anything stays, in powers of two; far from 0; many, at places of no pattern.
    inputs
        .extend([10, 24].map(|power| {
            (vec![1.5, -2.0, 0.25], vec![true, false, true], 1.0 - 2f32.powi(-power))
        }));
    inputs.push((vec![3e6, -2e5, 100.0], vec![true, true, false], 0.5));
    inputs.push((vec![1.5, -2.0], vec![false, false], 0.75));
    let keep = (0..1_500).map(|i| i * i % 11 < 5).collect();
    inputs.push((numbers(rng, 1_500), keep, 0.5));
    let mut grading = Grading::default();
    for (outputs, keep, p) in inputs {
        let each = |kept: &dyn Fn(f32) -> f32, dropped: &dyn Fn(f32) -> f32| -> Vec<f32> {
            let pairs = outputs.iter().zip(&keep);
            pairs.map(|(&x, &keep)| if keep { kept(x) } else { dropped(x) }).collect()
        };
        let zero = |_: f32| 0.0;
        let expected = each(&|x| x / (1.0 - p), &zero);
        let share = keep.iter().filter(|keep| **keep).count() as f32 / keep.len() as f32;
        let kept_only = expected.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(&x, _)| x);
        let case = Case::new(show!(outputs, keep, p), expected.clone())
            .mistake("the kept outputs are not scaled; divide them by 1 - p", each(&|x| x, &zero))
            .mistake(
                "the kept outputs are multiplied by 1 - p; divide them by it",
                each(&|x| x * (1.0 - p), &zero),
            )
            .mistake(
                "the kept outputs are divided by p, the share dropped; divide by 1 - p",
                each(&|x| x / p, &zero),
            )
            .mistake(
                "`keep` is reversed; true means that the output stays",
                each(&zero, &|x| x / (1.0 - p)),
            )
            .mistake(
                "the dropped outputs are missing; they become 0, so the shape stays",
                kept_only.collect(),
            )
            .mistake(
                "nothing is dropped; the outputs not to keep become 0",
                each(&|x| x / (1.0 - p), &|x| x / (1.0 - p)),
            )
            .mistake(
                "the outputs not to keep stay as they are; they become 0",
                each(&|x| x / (1.0 - p), &|x| x),
            )
            .mistake(
                "the kept outputs are divided by the share that was kept; divide by 1 - p",
                each(&|x| x / share, &zero),
            );
        grading.ask(case, move || answer(&outputs, &keep, p));
    }
    grading.outcome()
}

pub fn count_parameters(answer: fn(usize, usize, usize, usize, &[usize]) -> usize) -> Outcome {
    let rng = &mut rng(84);
    let mut inputs = vec![
        (4, 2, 5, 3, vec![10]),
        (40, 2, 50, 3, vec![10, 7]),
        (944, 74, 1665, 102, vec![100]),
        (40, 2, 50, 3, vec![]),
        // No table on one side; no width; beyond what f32 and 32 bits hold; many layers.
        (0, 2, 50, 3, vec![4]),
        (40, 0, 50, 3, vec![4, 4]),
        (40, 2, 50, 3, vec![4, 0, 3]),
        (162_541, 600, 59_047, 601, vec![1_001, 501]),
        (10_000_000, 600, 59_047, 301, vec![]),
        (40, 2, 50, 3, (0..300).map(|i| i % 7 + 1).collect()),
    ];
    inputs.extend((0..TRIES).map(|i| {
        let mut upto = |end: usize| rng.gen_range(1..end);
        let tables = (upto(100), upto(20), upto(100), upto(20));
        let hidden = (0..i % 4).map(|_| upto(30)).collect();
        (tables.0, tables.1, tables.2, tables.3, hidden)
    }));
    let mut grading = Grading::default();
    for (n_users, user_width, n_films, film_width, hidden) in inputs {
        let tables = n_users * user_width + n_films * film_width;
        let outputs = [&hidden[..], &[1]].concat();
        let width = user_width + film_width;
        let inputs = [&[width], &hidden[..]].concat();
        let biases: usize = outputs.iter().sum();
        let weights =
            |inputs: &[usize]| -> usize { inputs.iter().zip(&outputs).map(|(i, o)| i * o).sum() };
        let layers = weights(&inputs) + biases;
        let last = inputs[hidden.len()] + 1;
        let from_width = vec![width; outputs.len()];
        let crossed = n_users * film_width + n_films * user_width;
        let case =
            Case::new(show!(n_users, user_width, n_films, film_width, hidden), tables + layers)
                .mistake("the biases of the layers are left out", tables + layers - biases)
                .mistake(
                    "the last layer, with its single output, is left out",
                    tables + layers - last,
                )
                .mistake("the last layer's bias is left out", tables + layers - 1)
                .mistake("the tables are left out", layers)
                .mistake("the dense layers are left out", tables)
                .mistake(
                    "a layer's inputs are the outputs of the layer before, not the vectors again",
                    tables + weights(&from_width) + biases,
                )
                .mistake("the widths of users and films are swapped", crossed + layers)
                .mistake(
                    "a bias belongs to an output, not to an input",
                    tables + weights(&inputs) + inputs.iter().sum::<usize>(),
                )
                .mistake(
                    "each layer has a bias for every output, not a single one",
                    tables + weights(&inputs) + outputs.len(),
                )
                .mistake(
                    "the first layer takes the vectors one after the other, not their product",
                    tables + layers - width * outputs[0] + user_width * film_width * outputs[0],
                )
                .mistake(
                    "biases for users and films are counted; this model has none",
                    tables + layers + n_users + n_films,
                );
        grading.ask(case, move || answer(n_users, user_width, n_films, film_width, &hidden));
    }
    grading.outcome()
}

pub fn softmax_cross_entropy(answer: fn(&[Vec<f32>], &[usize]) -> f32) -> Outcome {
    let rng = &mut rng(85);
    let mut inputs = vec![
        (vec![vec![0.0, 0.0]], vec![1]),
        (vec![vec![1.0, 2.0, 0.5]], vec![1]),
        (vec![vec![1.0, 2.0, 0.5], vec![-0.5, 0.25, 1.5]], vec![0, 2]),
    ];
    inputs.extend((0..TRIES).map(|i| {
        let (n, n_classes) = (rng.gen_range(1..5), [2, 3, 5, 10][i % 4]);
        (table(rng, n, n_classes), ids(rng, n, n_classes))
    }));
    // Sure and right, sure and wrong; all far above 0 or below; one class, which leaves no doubt.
    inputs.extend([0, 1].map(|class| (vec![vec![30.0, 0.0, -4.0]], vec![class])));
    inputs.extend([0, 1].map(|class| (vec![vec![1000.0, 0.0]], vec![class])));
    inputs.extend([0, 1].map(|class| (vec![vec![-2000.0, 500.0, -1.0]], vec![class])));
    inputs.extend([90.0, -110.0].map(|offset| {
        (vec![vec![offset, offset + 0.5, offset - 1.0], vec![0.0, 1.0, 0.5]], vec![2, 0])
    }));
    inputs.push((vec![vec![1e30, -1e30], vec![0.0, 0.0]], vec![0, 1]));
    inputs.extend([(vec![vec![3.0]], vec![0]), (vec![vec![-1e6], vec![50.0]], vec![0, 0])]);
    inputs.extend([0, 1].map(|class| (vec![vec![-1000.0, -1020.0]], vec![class])));
    inputs.push((vec![vec![-3e9, -4e9]], vec![0]));
    // Many classes, and more than 8 bits count.
    inputs.extend([0, 11].map(|class| (vec![vec![0.5; 12]], vec![class])));
    inputs.push((vec![(0..300).map(|class| class as f32 / 64.0).collect()], vec![299]));
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input, 1)).collect();
    let text = "400 rows of [0, 1], the right classes 0 and 1 in turn";
    inputs.push((Some(text), (vec![vec![0.0, 1.0]; 2], vec![0, 1]), 200));
    // The losses are whole numbers, so that every sum is exact.
    let text = "70,000 rows of [0, 1024], the right classes 0 and 1 in turn";
    inputs.push((Some(text), (vec![vec![0.0, 1024.0]; 2], vec![0, 1]), 35_000));
    let mut grading = Grading::default();
    // The mean over what is repeated is the mean of all.
    for (text, (logits, classes), times) in inputs {
        let n = logits.len() as f64;
        let exact: Vec<Vec<f64>> =
            logits.iter().map(|row| row.iter().copied().map(f64::from).collect()).collect();
        let mean = |of_row: &dyn Fn(&[f64], usize) -> f64| {
            (exact.iter().zip(&classes).map(|(row, &class)| of_row(row, class)).sum::<f64>() / n)
                as f32
        };
        // `-ln(p)` of any class, safe for logits of any size.
        let surprise = |row: &[f64], class: usize| {
            let largest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            row.iter().map(|x| (x - largest).exp()).sum::<f64>().ln() + (largest - row[class])
        };
        let probability = |row: &[f64], class: usize| (-surprise(row, class)).exp();
        let sum_of_powers = |row: &[f64]| row.iter().map(|x| x.exp()).sum::<f64>();
        let loss = mean(&|row, class| surprise(row, class));
        let n_classes = logits[0].len();
        let best = |row: &[f64]| {
            (0..row.len()).fold(0, |best, i| if row[i] > row[best] { i } else { best })
        };
        // As f32 computes it without a detour: powers beyond it are infinite or 0.
        let overflowing = |row: &[f64], class: usize| {
            let power = |x: f64| f64::from((x as f32).exp());
            -(power(row[class]) / row.iter().map(|&x| power(x)).sum::<f64>()).ln()
        };
        let case = Case::new(text.map_or_else(|| show!(logits, classes), String::from), loss)
            .mistake(
                "this is the sum over the rows; take their mean",
                loss * n as f32 * times as f32,
            )
            .mistake("this is the mean over rows and classes; divide by the rows only", {
                loss / n_classes as f32
            })
            .mistake("the minus is missing; `ln` of a probability is below 0", -loss)
            .mistake(
                "powers of large logits overflow, and of small ones vanish; subtract the row's \
                 largest logit first",
                mean(&overflowing),
            )
            .mistake("this is the mean probability; take `-ln` of each", mean(&probability))
            .mistake("this is 1 minus the probability; take `-ln`", {
                mean(&|row, class| 1.0 - probability(row, class))
            })
            .mistake("`-ln` comes before the mean, row by row", -(mean(&probability)).ln())
            .mistake("this logarithm is to base 2; take the natural one, `ln`", {
                loss / std::f32::consts::LN_2
            })
            .mistake("this logarithm is to base 10; take the natural one, `ln`", {
                loss / std::f32::consts::LN_10
            })
            .mistake(
                "the logits are not turned into probabilities; this is the mean right logit",
                mean(&|row, class| row[class]),
            )
            .mistake(
                "the logits are not turned into probabilities; this is the mean right logit",
                mean(&|row, class| -row[class]),
            )
            .mistake("`ln` of the sum of the powers lacks the right logit, which comes off", {
                mean(&|row, _| sum_of_powers(row).ln())
            })
            .mistake("the classes are counted from 1; they count from 0", {
                mean(&|row, class| surprise(row, class.saturating_sub(1)))
            })
            .mistake("this asks for the most probable class; ask for the right one", {
                mean(&|row, _| surprise(row, best(row)))
            })
            .mistake(
                "this is the sigmoid of the right logit alone; softmax looks at the whole row",
                mean(&|row, class| (1.0 + (-row[class]).exp()).ln()),
            )
            .mistake("all classes count, as if each were a question of its own (sigmoids)", {
                mean(&|row, class| {
                    let signed = |i: usize| if i == class { row[i] } else { -row[i] };
                    (0..row.len()).map(|i| (1.0 + (-signed(i)).exp()).ln()).sum()
                })
            })
            .mistake("this is the share of rows whose most probable class is wrong", {
                mean(&|row, class| f64::from(u8::from(best(row) != class)))
            });
        let (logits, classes) = (vec![logits; times].concat(), classes.repeat(times));
        grading.ask(case, move || answer(&logits, &classes));
    }
    grading.outcome()
}

type MendLastLayer = fn(&[f32], &[f32], f32, &[bool], f32, bool) -> f32;

pub fn mend_last_layer(answer: MendLastLayer) -> Outcome {
    let rng = &mut rng(86);
    let example =
        |training: bool| (vec![3.0, 4.0], vec![1.0, 2.0], 0.5, vec![true, false], 0.25, training);
    let mut inputs = vec![example(true), example(false)];
    inputs.extend((0..TRIES).map(|i| {
        let n = rng.gen_range(1..6);
        let keep = (0..n).map(|_| rng.r#gen()).collect();
        let p = rng.gen_range(0..9) as f32 / 10.0;
        (numbers(rng, n), numbers(rng, n), number(rng), keep, p, i % 2 == 0)
    }));
    inputs.extend([false, true].map(|training| (vec![], vec![], 0.75, vec![], 0.5, training)));
    inputs.push((vec![1.5, -2.0], vec![0.5, 1.0], 0.25, vec![false, false], 0.5, true));
    // Far from 0, on both sides.
    inputs.extend([(2e3, true), (2e3, false), (-2e6, true), (-2e6, false)].map(|(x, training)| {
        (vec![x, 3e8, 1.0], vec![4.0, 0.0, 1.0], 0.5, vec![true, true, false], 0.5, training)
    }));
    // Hardly anything stays; nothing goes, but `keep` counts.
    for p in [1.0 - 2f32.powi(-10), 1.0 - 2f32.powi(-24), 0.0] {
        inputs.push((vec![1.5, -2.0], vec![0.5, 1.0], 0.25, vec![true, false], p, true));
    }
    inputs.extend([false, true].map(|training| {
        (
            vec![0.5; 400],
            vec![0.25; 400],
            -2e3,
            (0..400).map(|i| i % 3 == 0).collect(),
            0.5,
            training,
        )
    }));
    let mut grading = Grading::symptom_only();
    for (hidden, weights, bias, keep, p, training) in inputs {
        let part = |i: usize| match (training, keep[i]) {
            (true, false) => 0.0,
            (true, true) => hidden[i] * weights[i] / (1.0 - p),
            (false, _) => hidden[i] * weights[i],
        };
        let score = bias + (0..hidden.len()).map(part).sum::<f32>();
        let case = Case::new(show!(hidden, weights, bias, keep, p, training), score);
        grading.ask(case, move || answer(&hidden, &weights, bias, &keep, p, training));
    }
    grading.outcome()
}

/// The weighted sums of one dense layer; `weights` has shape `(inputs, outputs)`. Inputs that are
/// missing at the end count as 0.
fn sums(x: &[f32], weights: &Table) -> Vec<f32> {
    let sum = |j: usize| x.iter().zip(weights).map(|(x, row)| x * row[j]).sum();
    (0..weights[0].len()).map(sum).collect()
}

fn plus(a: &[f32], b: &[f32]) -> Vec<f32> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn rectified(x: &[f32]) -> Vec<f32> {
    x.iter().map(|&x| if x > 0.0 { x } else { 0.0 }).collect()
}

fn transposed(table: &Table) -> Table {
    (0..table[0].len()).map(|j| table.iter().map(|row| row[j]).collect()).collect()
}

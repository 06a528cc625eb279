//! Grades `bce_with_logits`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, numbers, rng};
use crate::outcome::Outcome;
use rand::Rng;

pub fn bce_with_logits(answer: fn(&[f32], &[f32]) -> f32) -> Outcome {
    let rng = &mut rng(92);
    let mut inputs = vec![
        (vec![0.0, 2.0], vec![1.0, 0.0]),
        (vec![1.5, -0.5, 0.8], vec![1.0, 1.0, 0.0]),
        (vec![-1.2], vec![0.0]),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(1..6);
        let labels = (0..n).map(|_| f32::from(u8::from(rng.r#gen::<bool>()))).collect();
        (numbers(rng, n), labels)
    }));
    // From where a probability is near 0 or 1 to where nothing but the formula in logits holds.
    for x in [5.5, 8.5, 10.5, 30.0, 100.0, 1e3, 1e6, 1e30] {
        inputs.extend([(-x, 1.0), (x, 0.0), (x, 1.0), (-x, 0.0)].map(|(x, y)| (vec![x], vec![y])));
    }
    inputs.push((vec![100.0, -100.0, 0.0, 1000.0], vec![0.0, 0.0, 1.0, 1.0]));
    let short: Vec<_> = inputs
        .into_iter()
        .map(|(logits, labels)| (show!(logits, labels), logits, labels, 1))
        .collect();
    // Numbers of logits that small counters do not hold. At 128, right or wrong, every loss is a whole number.
    let five = || (vec![128.0, -128.0, 128.0, -128.0, 128.0], vec![0.0, 1.0, 1.0, 0.0, 0.0]);
    let long = [60, 14_000].map(|times| {
        let shown = format!(
            "{} logits: 128, -128, 128, -128, 128 and so on, labels: 0, 1, 1, 0, 0 and so on",
            5 * times
        );
        (shown, five().0, five().1, times)
    });
    // The first thousand of twice as many have another mean.
    let halves = (
        "2,000 logits of 128, labels: 1,000 times 0, then 1,000 times 1".to_owned(),
        vec![128.0; 2_000],
        [[0.0; 1_000], [1.0; 1_000]].concat(),
        1,
    );
    let mut grading = Grading::default();
    // The mean over what is repeated is the mean of all.
    for (shown, logits, labels, times) in short.into_iter().chain(long).chain([halves]) {
        let sum = |loss: &dyn Fn(f64, f64) -> f64| -> f64 {
            let pairs = logits.iter().zip(&labels);
            pairs.map(|(&x, &y)| loss(f64::from(x), f64::from(y))).sum()
        };
        let mean = |loss: &dyn Fn(f64, f64) -> f64| (sum(loss) / logits.len() as f64) as f32;
        let right = |x: f64, y: f64| x.max(0.0) - x * y + (-x.abs()).exp().ln_1p();
        let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
        let mut case = Case::new(shown, mean(&right))
            .mistake(
                "this is the sum; divide it by the number of labels",
                (times as f64 * sum(&right)) as f32,
            )
            .mistake(
                "this is below 0; a logarithm of a probability is negative, so change its sign",
                -mean(&right),
            )
            .mistake(
                "the labels are swapped; a large logit means that label 1 is likely",
                mean(&|x, y| right(x, 1.0 - y)),
            )
            .mistake(
                "this is in bits, with base 2; take the natural logarithm",
                (sum(&right) / logits.len() as f64 / std::f64::consts::LN_2) as f32,
            )
            .mistake(
                "this is the mean squared error of the probabilities; take the logarithm",
                mean(&|x, y| (sigmoid(x) - y).powi(2)),
            )
            .mistake(
                "label 0 costs nothing here; it costs -ln(1 - p)",
                mean(&|x, y| y * right(x, 1.0)),
            )
            .mistake(
                "label 0 costs what label 1 would; it costs -ln(1 - p)",
                mean(&|x, _| right(x, 1.0)),
            )
            .mistake(
                "this is a mean over the labels 1 alone; every label counts",
                (sum(&|x, y| y * right(x, 1.0)) / sum(&|_, y| y)) as f32,
            )
            .mistake(
                "label 1 costs nothing here; it costs -ln(p)",
                mean(&|x, y| (1.0 - y) * right(x, 0.0)),
            )
            .mistake(
                "the logits are taken for probabilities; the sigmoid makes them such",
                mean(&|x, y| -(if y > 0.5 { x } else { 1.0 - x }).ln()),
            )
            .mistake(
                "the exponent is -x, or |x| is added where max(x, 0) belongs; with -|x| it is never positive",
                mean(&|x, y| x.max(0.0) - x * y + (-x).exp().ln_1p()),
            )
            .mistake(
                "the exponent is |x|; it should be -|x| so that it is never positive",
                mean(&|x, y| x.max(0.0) - x * y + x.abs().exp().ln_1p()),
            )
            .mistake("`max(x, 0)` is left out", mean(&|x, y| -x * y + (-x.abs()).exp().ln_1p()))
            .mistake(
                "`x * label` is left out, so every label counts as 0",
                mean(&|x, _| right(x, 0.0)),
            )
            .mistake(
                "`ln(1 + e^-|x|)` is left out; it matters near 0",
                mean(&|x, y| x.max(0.0) - x * y),
            );
        let rounded = "far from 0 the probability is rounded to 0 or 1, and a logarithm is \
                       infinite; put the logit into the formula and simplify";
        let overflow = "`exp` of a large number is infinite; rewrite the formula so that it needs \
                        only `e^-|x|`";
        let clamped = "the probability or its logarithm is clamped, so the loss is wrong far from \
                       0; start from the logit, and nothing needs to be clamped";
        // An answer may compute in f64 or in f32, which rounds more.
        for round in [|x: f64| x, |x: f64| f64::from(x as f32)] {
            let p = |x: f64| round(1.0 / (1.0 + round((-x).exp())));
            let chosen = |p: f64, y: f64| if y > 0.5 { p } else { round(1.0 - p) };
            let products = |x: f64, y: f64, ln: &dyn Fn(f64) -> f64| {
                -(y * ln(p(x)) + (1.0 - y) * ln(round(1.0 - p(x))))
            };
            case = case
                .mistake(rounded, mean(&|x, y| products(x, y, &f64::ln)))
                .mistake(clamped, mean(&|x, y| products(x, y, &|p| p.ln().max(-100.0))))
                .mistake(rounded, mean(&|x, y| -chosen(p(x), y).ln()))
                .mistake(overflow, mean(&|x, y| round(x.exp()).ln_1p() - x * y))
                .mistake(overflow, mean(&|x, y| round((-x).exp()).ln_1p() + x * (1.0 - y)));
            for least in [1e-5, 1e-6, 1e-7, 1e-8, 1e-10, 1e-12, 1e-15, 1e-16] {
                let within = |p: f64| p.clamp(round(least), round(1.0 - least));
                case = case
                    .mistake(clamped, mean(&|x, y| -chosen(within(p(x)), y).ln()))
                    .mistake(clamped, mean(&|x, y| -round(chosen(p(x), y) + least).ln()));
            }
        }
        let (logits, labels) = (logits.repeat(times), labels.repeat(times));
        grading.ask(case, move || answer(&logits, &labels));
    }
    grading.outcome()
}

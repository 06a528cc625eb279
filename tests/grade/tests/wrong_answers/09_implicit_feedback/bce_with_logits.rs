//! Wrong answers to `bce_with_logits`.

use super::{WrongAnswer, graders, wrong};

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(bce_with_logits: "what label 1 would", |logits, labels| {
            mean(logits, labels, |x, _| stable(x, 1.0))
        }),
        wrong!(bce_with_logits: "over the labels 1 alone", |logits, labels| {
            let sum = logits.len() as f32 * mean(logits, labels, |x, y| y * stable(x, 1.0));
            sum / labels.iter().sum::<f32>()
        }),
        wrong!(bce_with_logits: "rounded to 0 or 1", |logits, labels| {
            mean(logits, labels, |x, y| {
                let p = sigmoid(x);
                -(y * p.ln() + (1.0 - y) * (1.0 - p).ln())
            })
        }),
        wrong!(bce_with_logits: "a logarithm is infinite", |logits, labels| {
            mean(logits, labels, |x, y| -if y == 1.0 { sigmoid(x) } else { 1.0 - sigmoid(x) }.ln())
        }),
        wrong!(bce_with_logits: "`exp` of a large number", |logits, labels| {
            mean(logits, labels, |x, y| x.exp().ln_1p() - x * y)
        }),
        wrong!(bce_with_logits: "it needs only `e^-|x|`", |logits, labels| {
            let loss = |x: f64, y: f64| (1.0 + (-x).exp()).ln() + x * (1.0 - y);
            mean(logits, labels, |x, y| loss(f64::from(x), f64::from(y)) as f32)
        }),
        wrong!(bce_with_logits: "the probability or its logarithm", |logits, labels| {
            mean(logits, labels, |x, y| {
                let p = sigmoid(x).clamp(1e-7, 1.0 - 1e-7);
                -(y * p.ln() + (1.0 - y) * (1.0 - p).ln())
            })
        }),
        wrong!(bce_with_logits: "is wrong far from 0", |logits, labels| {
            mean(logits, labels, |x, y| {
                let p = sigmoid(x);
                -(y * (p + 1e-8).ln() + (1.0 - y) * (1.0 - p + 1e-8).ln())
            })
        }),
        wrong!(bce_with_logits: "nothing needs to be clamped", |logits, labels| {
            mean(logits, labels, |x, y| {
                let ln = |p: f32| p.ln().max(-100.0);
                -(y * ln(sigmoid(x)) + (1.0 - y) * ln(1.0 - sigmoid(x)))
            })
        }),
        wrong!(bce_with_logits: "this is the sum", |logits, labels| {
            logits.iter().zip(labels).map(|(&x, &y)| stable(x, y)).sum()
        }),
        wrong!(bce_with_logits: "change its sign", |logits, labels| {
            mean(logits, labels, |x, y| -stable(x, y))
        }),
        wrong!(bce_with_logits: "the labels are swapped", |logits, labels| {
            mean(logits, labels, |x, y| stable(x, 1.0 - y))
        }),
        wrong!(bce_with_logits: "with base 2", |logits, labels| {
            mean(logits, labels, |x, y| {
                x.max(0.0) / std::f32::consts::LN_2 - x * y / std::f32::consts::LN_2
                    + (1.0 + (-x.abs()).exp()).log2()
            })
        }),
        wrong!(bce_with_logits: "mean squared error", |logits, labels| {
            mean(logits, labels, |x, y| (sigmoid(x) - y).powi(2))
        }),
        wrong!(bce_with_logits: "label 0 costs nothing", |logits, labels| {
            mean(logits, labels, |x, y| y * stable(x, 1.0))
        }),
        wrong!(bce_with_logits: "label 1 costs nothing", |logits, labels| {
            mean(logits, labels, |x, y| (1.0 - y) * stable(x, 0.0))
        }),
        wrong!(bce_with_logits: "are taken for probabilities", |logits, labels| {
            mean(logits, labels, |x, y| -if y == 1.0 { x } else { 1.0 - x }.ln())
        }),
        wrong!(bce_with_logits: "the exponent is -x", |logits, labels| {
            mean(logits, labels, |x, y| x.max(0.0) - x * y + (-x).exp().ln_1p())
        }),
        wrong!(bce_with_logits: "the exponent is |x|", |logits, labels| {
            mean(logits, labels, |x, y| x.max(0.0) - x * y + x.abs().exp().ln_1p())
        }),
        wrong!(bce_with_logits: "`max(x, 0)` is left out", |logits, labels| {
            mean(logits, labels, |x, y| -x * y + (-x.abs()).exp().ln_1p())
        }),
        wrong!(bce_with_logits: "`x * label` is left out", |logits, labels| {
            mean(logits, labels, |x, _| x.max(0.0) + (-x.abs()).exp().ln_1p())
        }),
        wrong!(bce_with_logits: "it matters near 0", |logits, labels| {
            mean(logits, labels, |x, y| x.max(0.0) - x * y)
        }),
        // Clamped logits, guards and approximations, small counters.
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            mean(logits, labels, |x, y| stable(x.clamp(-1e3, 1e3), y))
        }),
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            mean(logits, labels, |x, y| stable(x.clamp(-30.0, 30.0), y))
        }),
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            mean(logits, labels, |x, y| if x.abs() > 5.0 { x.max(0.0) - x * y } else { stable(x, y) })
        }),
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            mean(logits, labels, |x, y| if x.abs() > 10.0 { x.max(0.0) - x * y } else { stable(x, y) })
        }),
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            mean(logits, labels, |x, y| {
                let p = 1.0 / (1.0 + (-f64::from(x)).exp());
                let chosen = if y == 1.0 { p } else { 1.0 - p };
                -chosen.max(f64::MIN_POSITIVE).ln() as f32
            })
        }),
        wrong!(bce_with_logits: "and a logarithm is infinite; put", |logits, labels| {
            mean(logits, labels, |x, y| {
                let p = x.exp() / (1.0 + x.exp());
                if y == 1.0 { -p.ln() } else { -(1.0 - p).ln() }
            })
        }),
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            let sum = mean(logits, labels, stable) * logits.len() as f32;
            sum / f32::from(logits.len() as u8)
        }),
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            let sum = mean(logits, labels, stable) * logits.len() as f32;
            sum / f32::from(logits.len() as u16)
        }),
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            let few = logits.len().min(1_001);
            mean(&logits[..few], &labels[..few], stable)
        }),
        // The first thousand only.
        wrong!(bce_with_logits: "none of the usual mistakes", |logits, labels| {
            let n = logits.len().min(1_000);
            mean(&logits[..n], &labels[..n], stable)
        }),
    ]
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The binary cross entropy of one label.
fn stable(x: f32, y: f32) -> f32 {
    x.max(0.0) - x * y + (-x.abs()).exp().ln_1p()
}

fn mean(logits: &[f32], labels: &[f32], loss: impl Fn(f32, f32) -> f32) -> f32 {
    let losses = logits.iter().zip(labels).map(|(&x, &y)| loss(x, y));
    losses.sum::<f32>() / logits.len() as f32
}

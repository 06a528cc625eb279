//! Wrong answers to the exercises of chapter 3.

use super::{WrongAnswer, wrong};
use grade::graders::_03_sigmoid_range as graders;
use grade::solutions::_03_sigmoid_range as right;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        // Errors and slopes of at most so much.
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            let ratings: Vec<f32> = ratings.iter().map(|r| r.clamp(-1e6, 1e6)).collect();
            right::mend_score_gradients(scores, &ratings, low, high)
        }),
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            let gradient = right::mend_score_gradients(scores, ratings, low, high);
            gradient.into_iter().map(|x| x.clamp(-1e5, 1e5)).collect()
        }),
        // At an end too soon.
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            if x < -12.0 { low } else { low + (high - low) * sigmoid(x) }
        }),
        // A hair away from the ends, or from what e^x holds; the number of scores in 16 bits.
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            low + (high - low) * sigmoid(x).clamp(1e-7, 1.0 - 1e-7)
        }),
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            low + (high - low) * sigmoid(x.clamp(-30.0, 30.0))
        }),
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            let s = 1.0 / (1.0 + f64::from(-x).exp());
            (f64::from(low) + f64::from(high - low) * s.clamp(1e-15, 1.0 - 1e-15)) as f32
        }),
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            let s = sigmoid(x).clamp(1e-7, 1.0 - 1e-7);
            (high - low) * s * (1.0 - s)
        }),
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            (high - low) * (slope(x) + 1e-8)
        }),
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            (high - low) * slope(x.clamp(-15.0, 15.0))
        }),
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            let gradient = right::mend_score_gradients(scores, ratings, low, high);
            let times = scores.len() as f32 / f32::from((scores.len() as u16).max(1));
            gradient.into_iter().map(|x| times * x).collect()
        }),
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            let scores: Vec<f32> = scores.iter().map(|x| x.clamp(-15.0, 15.0)).collect();
            right::mend_score_gradients(&scores, ratings, low, high)
        }),
        wrong!(sigmoid_range: "the plain sigmoid", |x, _, _| sigmoid(x)),
        wrong!(sigmoid_range: "begins at `low`", |x, low, high| (high - low) * sigmoid(x)),
        wrong!(sigmoid_range: "stretched by `high`", |x, low, high| high * sigmoid(x) + low),
        wrong!(sigmoid_range: "`low` is left out", |x, _, high| high * sigmoid(x)),
        wrong!(sigmoid_range: "the sigmoid rises", |x, low, high| {
            low + (high - low) / (1.0 + x.exp())
        }),
        wrong!(sigmoid_range: "x is clamped", |x, low, high| x.clamp(low, high)),
        wrong!(sigmoid_range: "tanh is steeper", |x, low, high| {
            low + (high - low) * (x.tanh() + 1.0) / 2.0
        }),
        wrong!(sigmoid_range: "divided by infinity", |x, low, high| {
            low + (high - low) * x.exp() / (1.0 + x.exp())
        }),
        wrong!(sigmoid_range_gradient: "slope of the plain sigmoid", |x, _, _| {
            sigmoid(x) * (1.0 - sigmoid(x))
        }),
        wrong!(sigmoid_range_gradient: "not its slope", |x, low, high| {
            low + (high - low) * sigmoid(x)
        }),
        wrong!(sigmoid_range_gradient: "the second factor is missing", |x, low, high| {
            (high - low) * sigmoid(x)
        }),
        wrong!(sigmoid_range_gradient: "leaves its slope as it is", |x, low, high| {
            low + (high - low) * sigmoid(x) * (1.0 - sigmoid(x))
        }),
        wrong!(sigmoid_range_gradient: "stretched by `high`", |x, _, high| {
            high * sigmoid(x) * (1.0 - sigmoid(x))
        }),
        wrong!(sigmoid_range_gradient: "before it is stretched", |x, low, high| {
            let y = low + (high - low) * sigmoid(x);
            y * (1.0 - y)
        }),
        wrong!(sigmoid_range_gradient: "not x itself", |x, low, high| {
            (high - low) * x * (1.0 - x)
        }),
        wrong!(sigmoid_range_gradient: "its slope is positive", |x, low, high| {
            (low - high) * sigmoid(x) * (1.0 - sigmoid(x))
        }),
        wrong!(sigmoid_range_gradient: "far below 0", |x, low, high| {
            (high - low) * (-x).exp() / (1.0 + (-x).exp()).powi(2)
        }),
        wrong!(sigmoid_range_gradient: "write the sigmoid with e^-x", |x, low, high| {
            (high - low) * x.exp() / (1.0 + x.exp()).powi(2)
        }),
        wrong!(inverse_sigmoid_range: "at an end or past it", |y, low, high| {
            Some(((y - low) / (high - y)).ln())
        }),
        wrong!(inverse_sigmoid_range: "the sign is flipped", |y, low, high| {
            (low < y && y < high).then(|| ((high - y) / (y - low)).ln())
        }),
        wrong!(inverse_sigmoid_range: "these are the odds", |y, low, high| {
            (low < y && y < high).then(|| (y - low) / (high - y))
        }),
        wrong!(inverse_sigmoid_range: "the natural logarithm", |y, low, high| {
            (low < y && y < high).then(|| ((y - low) / (high - y)).log10())
        }),
        wrong!(inverse_sigmoid_range: "subtract it from y first", |y, low, high| {
            (low < y && y < high).then(|| (y / (high - y)).ln())
        }),
        wrong!(inverse_sigmoid_range: "from its range to 0..1", |y, low, high| {
            (low < y && y < high).then(|| (y / (1.0 - y)).ln())
        }),
        wrong!(inverse_sigmoid_range: "the logarithm of a share", |y, low, high| {
            (low < y && y < high).then(|| ((y - low) / (high - low)).ln())
        }),
        wrong!(inverse_sigmoid_range: "undo the sigmoid", |y, low, high| {
            (low < y && y < high).then(|| low + (high - low) * sigmoid(y))
        }),
        wrong!(inverse_sigmoid_range: "so a score gives it", |y, low, _| {
            (low < y && y < 1.0).then(|| ((y - low) / (1.0 - y)).ln())
        }),
        wrong!(sigmoid_range: "and f64 before long, so", |x, low, high| {
            let e = f64::from(x).exp();
            (f64::from(low) + f64::from(high - low) * e / (1.0 + e)) as f32
        }),
        // Scores within a range, in two widths; predictions within a range, rounded, and cut to an
        // end.
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            low + (high - low) * sigmoid(x.clamp(-10.0, 10.0))
        }),
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            low + (high - low) * sigmoid(x.clamp(-15.0, 15.0))
        }),
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            (low + (high - low) * sigmoid(x)).clamp(-10.0, 1000.0)
        }),
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            (10.0 * (low + (high - low) * sigmoid(x))).round() / 10.0
        }),
        wrong!(sigmoid_range: "none of the usual mistakes", |x, low, high| {
            if x < -5.0 { low } else { low + (high - low) * sigmoid(x) }
        }),
        wrong!(sigmoid_range_gradient: "and f64 before long; s", |x, low, high| {
            let e = f64::from(-x).exp();
            (f64::from(high - low) * e / (1.0 + e).powi(2)) as f32
        }),
        wrong!(sigmoid_range_gradient: "s * s is not", |x, low, high| {
            (high - low) * sigmoid(x) * sigmoid(x)
        }),
        // A least slope, a largest slope, scores within a range, a straight line for the curve, and
        // a difference with a wide step.
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            ((high - low) * sigmoid(x) * (1.0 - sigmoid(x))).max(1e-3)
        }),
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            ((high - low) * sigmoid(x) * (1.0 - sigmoid(x))).min(1000.0)
        }),
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            let s = sigmoid(x.clamp(-10.0, 10.0));
            (high - low) * s * (1.0 - s)
        }),
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            (high - low) * (0.25 - x * x / 16.0).max(0.0)
        }),
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            (high - low) * (sigmoid(x + 0.1) - sigmoid(x - 0.1)) / 0.2
        }),
        // Small guards, a share kept from the ends, an end that counts, scores within a range, ends
        // with a margin, and ratings from 0 only.
        wrong!(inverse_sigmoid_range: "none of the usual mistakes", |y, low, high| {
            (low < y && y < high).then(|| ((y - low) / (high - y + 1e-8)).ln())
        }),
        wrong!(inverse_sigmoid_range: "none of the usual mistakes", |y, low, high| {
            (low < y && y < high).then(|| ((y - low) / (high - y).max(1e-6)).ln())
        }),
        wrong!(inverse_sigmoid_range: "none of the usual mistakes", |y, low, high| {
            (low < y && y < high).then(|| {
                let share = ((y - low) / (high - low)).clamp(1e-6, 1.0 - 1e-6);
                (share / (1.0 - share)).ln()
            })
        }),
        wrong!(inverse_sigmoid_range: "approached and never reached", |y, low, high| {
            (low <= y && y <= high).then(|| ((y - low) / (high - y)).ln())
        }),
        wrong!(inverse_sigmoid_range: "none of the usual mistakes", |y, low, high| {
            (low < y && y < high).then(|| ((y - low) / (high - y)).ln().clamp(-10.0, 10.0))
        }),
        wrong!(inverse_sigmoid_range: "none of the usual mistakes", |y, low, high| {
            (low + 1e-6 < y && y < high - 1e-6).then(|| ((y - low) / (high - y)).ln())
        }),
        wrong!(inverse_sigmoid_range: "none of the usual mistakes", |y, low, high| {
            (low < y && y < high && y >= 0.0).then(|| ((y - low) / (high - y)).ln())
        }),
        // As planted, with the slope of the plain sigmoid, without the mean, with both slopes, and
        // with the slope at the sigmoid.
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            score_gradients(scores, ratings, low, high, |_, y, n| (high - low) * slope(y) / n)
        }),
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            score_gradients(scores, ratings, low, high, |x, _, n| slope(x) / n)
        }),
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            score_gradients(scores, ratings, low, high, |x, _, _| (high - low) * slope(x))
        }),
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            score_gradients(scores, ratings, low, high, |x, y, n| {
                (high - low) * slope(x) / n * (high - low) * slope(y)
            })
        }),
        wrong!(mend_score_gradients: "only the symptom is shown", |scores, ratings, low, high| {
            score_gradients(scores, ratings, low, high, |_, y, n| {
                let share = (y - low) / (high - low);
                (high - low) * slope(share) / n
            })
        }),
        wrong!(sigmoid_range_gradient: "none of the usual mistakes", |x, low, high| {
            if x.abs() > 12.5 { 0.0 } else { (high - low) * slope(x) }
        }),
    ]
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn slope(x: f32) -> f32 {
    sigmoid(x) * (1.0 - sigmoid(x))
}

/// The gradient with another factor for twice the error, of the score, the prediction and how many.
fn score_gradients(
    scores: &[f32],
    ratings: &[f32],
    low: f32,
    high: f32,
    factor: impl Fn(f32, f32, f32) -> f32,
) -> Vec<f32> {
    let of_score = |(&x, rating): (&f32, &f32)| {
        let y = low + (high - low) * sigmoid(x);
        2.0 * (y - rating) * factor(x, y, scores.len() as f32)
    };
    scores.iter().zip(ratings).map(of_score).collect()
}

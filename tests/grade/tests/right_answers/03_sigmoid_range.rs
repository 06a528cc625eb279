//! Unusual right answers to the exercises of chapter 3.

use super::{RightAnswer, right};
use grade::graders::_03_sigmoid_range as graders;

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(sigmoid_range: "tanh of the half", |x, low, high| {
            low + (high - low) * 0.5 * (1.0 + (0.5 * x).tanh())
        }),
        right!(sigmoid_range: "a mean of the ends, float64", |x, low, high| {
            let s = 1.0 / (1.0 + f64::from(-x).exp());
            (f64::from(low) * (1.0 - s) + f64::from(high) * s) as f32
        }),
        right!(sigmoid_range: "e^x below 0", |x, low, high| {
            let s = if x < 0.0 { x.exp() / (1.0 + x.exp()) } else { 1.0 / (1.0 + (-x).exp()) };
            low + (high - low) * s
        }),
        right!(sigmoid_range_gradient: "of the distances from the ends", |x, low, high| {
            let y = f64::from(low) + f64::from(high - low) / (1.0 + f64::from(-x).exp());
            ((y - f64::from(low)) * (f64::from(high) - y) / f64::from(high - low)) as f32
        }),
        right!(sigmoid_range_gradient: "the size of x, one exponential", |x, low, high| {
            let e = (-x.abs()).exp();
            (high - low) * e / (1.0 + e).powi(2)
        }),
        right!(sigmoid_range_gradient: "two sigmoids", |x, low, high| {
            (high - low) / (1.0 + (-x).exp()) / (1.0 + x.exp())
        }),
        right!(inverse_sigmoid_range: "float64, a share", |y, low, high| {
            if y <= low || y >= high {
                return None;
            }
            let share = (f64::from(y) - f64::from(low)) / (f64::from(high) - f64::from(low));
            Some((share / (1.0 - share)).ln() as f32)
        }),
        right!(inverse_sigmoid_range: "a share in float32", |y, low, high| {
            let share = (y - low) / (high - low);
            (0.0 < share && share < 1.0).then(|| (share / (1.0 - share)).ln())
        }),
        right!(inverse_sigmoid_range: "a difference of logarithms", |y, low, high| {
            (low < y && y < high).then(|| (y - low).ln() - (high - y).ln())
        }),
        right!(inverse_sigmoid_range: "solved for e^-x", |y, low, high| {
            (low < y && y < high).then(|| -((high - low) / (y - low) - 1.0).ln())
        }),
        right!(mend_score_gradients: "the score's size, float64", |scores, ratings, low, high| {
            let width = f64::from(high - low);
            let entry = |(&x, &rating): (&f32, &f32)| {
                let e = f64::from(-x.abs()).exp();
                let s = if x < 0.0 { e } else { 1.0 } / (1.0 + e);
                let error = f64::from(low) + width * s - f64::from(rating);
                (2.0 / scores.len() as f64 * error * width * e / (1.0 + e).powi(2)) as f32
            };
            scores.iter().zip(ratings).map(entry).collect()
        }),
        right!(mend_score_gradients: "distances from the ends", |scores, ratings, low, high| {
            let width = high - low;
            let predictions = scores.iter().map(|x| low + width / (1.0 + (-x).exp()));
            let entry = |(y, rating): (f32, &f32)| {
                (y - rating) * (y - low) * (high - y) / width * 2.0 / ratings.len() as f32
            };
            predictions.zip(ratings).map(entry).collect()
        }),
    ]
}

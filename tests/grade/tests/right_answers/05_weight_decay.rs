//! Unusual right answers to the exercises of chapter 5.

use super::{RightAnswer, right};
use grade::graders::_05_weight_decay as graders;
use std::f64::consts::PI;

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(l2_penalty: "from the end, in double precision", |weights, wd| {
            let penalty = |&w: &f32| f64::from(wd) * f64::from(w).powi(2);
            weights.iter().rev().map(penalty).sum::<f64>() as f32
        }),
        right!(l2_penalty: "recursion over halves", |weights, wd| {
            fn squares(weights: &[f32]) -> f32 {
                match weights {
                    [] => 0.0,
                    [weight] => weight * weight,
                    _ => {
                        let (a, b) = weights.split_at(weights.len() / 2);
                        squares(a) + squares(b)
                    }
                }
            }
            squares(weights) * wd
        }),
        right!(l2_penalty: "every product on its own", |weights, wd| {
            weights.iter().fold(0.0, |sum, w| (wd * w).mul_add(*w, sum))
        }),
        right!(l2_gradient: "in double precision", |weights, wd| {
            weights.iter().map(|&w| (f64::from(w) * f64::from(wd) * 2.0) as f32).collect()
        }),
        right!(l2_gradient: "the sum of two equal slopes", |weights, wd| {
            let mut slopes = vec![0.0; weights.len()];
            for _ in 0..2 {
                slopes.iter_mut().zip(weights).for_each(|(slope, w)| *slope += w * wd);
            }
            slopes
        }),
        right!(decoupled_step: "what is lost, from the end", |weights, steps, lr, wd| {
            for i in (0..weights.len()).rev() {
                weights[i] -= steps[i] + lr * wd * weights[i];
            }
        }),
        right!(decoupled_step: "in two passes, in double precision", |weights, steps, lr, wd| {
            let kept = 1.0 - f64::from(lr) * f64::from(wd);
            let shrunk: Vec<f64> = weights.iter().map(|&w| f64::from(w) * kept).collect();
            for ((weight, shrunk), &step) in weights.iter_mut().zip(shrunk).zip(steps) {
                *weight = (shrunk - f64::from(step)) as f32;
            }
        }),
        right!(one_cycle: "in whole steps", |step, n_steps, lr_max| {
            let wave =
                |from: f64, to: f64, t: f64| (from + to + (from - to) * (PI * t).cos()) / 2.0;
            let (step, n) = (step as u128, n_steps as u128);
            if 4 * step <= n {
                wave(lr_max / 25.0, lr_max, (4 * step) as f64 / n as f64)
            } else {
                wave(lr_max, lr_max / 1e5, (4 * step - n) as f64 / (3 * n) as f64)
            }
        }),
        right!(one_cycle: "by the square of a sine", |step, n_steps, lr_max| {
            let quarter = n_steps as f64 / 4.0;
            let step = step as f64;
            let rise = (step / quarter).min(1.0);
            let fall = ((step - quarter) / (3.0 * quarter)).max(0.0);
            let at = |t: f64| (PI * t / 2.0).sin().powi(2);
            lr_max * (0.04 + 0.96 * at(rise) - (1.0 - 1e-5) * at(fall))
        }),
        right!(adam_step: "in double precision, with the rate corrected", |w, g, m, s, t, lr, wd| {
            let root = (1.0 - 0.99f64.powf(t as f64)).sqrt();
            let rate = f64::from(lr) * root / (1.0 - 0.9f64.powf(t as f64));
            for i in (0..w.len()).rev() {
                let g = f64::from(g[i]);
                let mean = f64::from(m[i]) + 0.1 * (g - f64::from(m[i]));
                let square = f64::from(s[i]) + 0.01 * (g * g - f64::from(s[i]));
                let kept = f64::from(w[i]) * (1.0 - f64::from(lr) * f64::from(wd));
                w[i] = (kept - rate * mean / (square.sqrt() + 1e-5 * root)) as f32;
                (m[i], s[i]) = (mean as f32, square as f32);
            }
        }),
        right!(adam_step: "one list after the other", |w, g, m, s, t, lr, wd| {
            m.iter_mut().zip(g).for_each(|(m, g)| *m = 0.1 * g + *m * 0.9);
            s.iter_mut().zip(g).for_each(|(s, g)| *s = g * g / 100.0 + *s * 99.0 / 100.0);
            w.iter_mut().for_each(|w| *w -= *w * wd * lr);
            let shares = [0.9f32, 0.99].map(|keep| 1.0 - keep.powi(t.try_into().unwrap()));
            for ((w, m), s) in w.iter_mut().zip(&*m).zip(&*s) {
                *w -= lr * (m / shares[0]) / ((s / shares[1]).sqrt() + 1e-5);
            }
        }),
        right!(mend_decayed_step: "gradients gathered first", |table, ids, gradients, lr, wd| {
            let mut slopes: Vec<Vec<f32>> = table.iter().map(|row| vec![0.0; row.len()]).collect();
            for (&id, gradient) in ids.iter().zip(gradients) {
                slopes[id].iter_mut().zip(gradient).for_each(|(slope, g)| *slope += g);
            }
            for (row, slopes) in table.iter_mut().zip(&slopes) {
                row.iter_mut().zip(slopes).for_each(|(w, g)| *w = *w * (1.0 - lr * wd) - lr * g);
            }
        }),
        right!(mend_decayed_step: "row by row, in double precision", |table, ids, gradients, lr, wd| {
            for (id, row) in table.iter_mut().enumerate() {
                for (j, weight) in row.iter_mut().enumerate() {
                    let of_row = (0..ids.len()).filter(|&i| ids[i] == id);
                    let slope: f64 = of_row.map(|i| f64::from(gradients[i][j])).sum();
                    let kept = f64::from(*weight) * (1.0 - f64::from(lr) * f64::from(wd));
                    *weight = (kept - f64::from(lr) * slope) as f32;
                }
            }
        }),
        right!(mean_and_sd: "Welford's one pass", |losses| {
            let (mut mean, mut squares) = (0.0f64, 0.0f64);
            for (n, &loss) in (1..).zip(losses) {
                let before = f64::from(loss) - mean;
                mean += before / f64::from(n);
                squares += before * (f64::from(loss) - mean);
            }
            let n = losses.len() as f64;
            (mean as f32, (n > 1.0).then(|| (squares / (n - 1.0)).sqrt() as f32))
        }),
        right!(mean_and_sd: "the mean of squares, as f64", |losses| {
            let n = losses.len() as f64;
            let mean = losses.iter().map(|&x| f64::from(x)).sum::<f64>() / n;
            let squares: f64 = losses.iter().map(|&x| f64::from(x).powi(2)).sum();
            let variance = (squares - n * mean * mean).max(0.0) / (n - 1.0);
            (mean as f32, if losses.len() < 2 { None } else { Some(variance.sqrt() as f32) })
        }),
        right!(paired_gain: "in double precision, from the end", |before, after| {
            let n = before.len() as f64;
            let gain = |i: usize| f64::from(before[i]) - f64::from(after[i]);
            let mean = (0..before.len()).rev().map(gain).sum::<f64>() / n;
            let squares: f64 = (0..before.len()).map(|i| (gain(i) - mean).powi(2)).sum();
            (mean as f32, (n >= 2.0).then(|| (squares / (n * (n - 1.0))).sqrt() as f32))
        }),
        right!(paired_gain: "the difference of the means", |before, after| {
            let n = before.len() as f32;
            let mean = before.iter().sum::<f32>() / n - after.iter().sum::<f32>() / n;
            if before.len() == 1 {
                return (mean, None);
            }
            let mut squares = 0.0;
            for (x, y) in before.iter().zip(after) {
                squares += (x - y - mean) * (x - y - mean);
            }
            (mean, Some(squares.sqrt() / (n - 1.0).sqrt() / n.sqrt()))
        }),
    ]
}

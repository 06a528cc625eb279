//! Wrong answers to the exercises of chapter 5.

use super::{WrongAnswer, wrong};
use grade::graders::_05_weight_decay as graders;
use grade::solutions::_05_weight_decay as right;
use std::f64::consts::PI;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        // A rate that is always the same, gradients of at most so much, and at most all of a weight gone.
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, _, wd| {
            right::mend_decayed_step(table, ids, gradients, 0.5, wd);
        }),
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, lr, wd| {
            let clipped: Vec<Vec<f32>> =
                gradients.iter().map(|row| each(row, |x| x.clamp(-1e6, 1e6))).collect();
            right::mend_decayed_step(table, ids, &clipped, lr, wd);
        }),
        wrong!(one_cycle: "over 30 % of the steps", |step, n_steps, lr_max| {
            cycle(step, n_steps, 0.3, [lr_max / 25.0, lr_max, lr_max / 1e5])
        }),
        wrong!(one_cycle: "a ten-thousandth of the first rate", |step, n_steps, lr_max| {
            cycle(step, n_steps, 0.25, [lr_max / 25.0, lr_max, lr_max / 2.5e5])
        }),
        wrong!(l2_penalty: "none of the usual mistakes", |weights, wd| {
            wd * squares(&each(weights, |w| w.clamp(-1e6, 1e6)))
        }),
        wrong!(l2_gradient: "none of the usual mistakes", |weights, wd| {
            each(weights, |w| 2.0 * wd * w.clamp(-1e6, 1e6))
        }),
        // A floor under the square; rows and gradients counted in 16 bits.
        wrong!(adam_step: "none of the usual mistakes", |w, g, m, s, step, lr, wd| {
            s.iter_mut().for_each(|s| *s = s.max(1e-15));
            right::adam_step(w, g, m, s, step, lr, wd);
        }),
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, lr, wd| {
            let narrow: Vec<usize> = ids.iter().map(|&id| usize::from(id as u16)).collect();
            right::mend_decayed_step(table, &narrow, gradients, lr, wd);
        }),
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, lr, wd| {
            let few = ids.len().min(65_535);
            right::mend_decayed_step(table, &ids[..few], gradients, lr, wd);
        }),
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, lr, wd| {
            // A small gradient is taken for none.
            let tidy: Vec<Vec<f32>> = gradients
                .iter()
                .map(|row| each(row, |slope| if slope.abs() < 1e-4 { 0.0 } else { slope }))
                .collect();
            right::mend_decayed_step(table, ids, &tidy, lr, wd);
        }),
        wrong!(l2_penalty: "this is the mean", |w, wd| wd * squares(w) / w.len() as f32),
        wrong!(l2_penalty: "`wd` is left out", |w, _| squares(w)),
        wrong!(l2_penalty: "not squared", |w, wd| wd * w.iter().sum::<f32>()),
        wrong!(l2_penalty: "the square of the sum", |w, wd| wd * w.iter().sum::<f32>().powi(2)),
        wrong!(l2_penalty: "L1", |w, wd| wd * w.iter().map(|w| w.abs()).sum::<f32>()),
        wrong!(l2_penalty: "leave out the square root", |w, wd| wd * squares(w).sqrt()),
        wrong!(l2_penalty: "no factor 1/2", |w, wd| 0.5 * wd * squares(w)),
        wrong!(l2_penalty: "belongs to the gradient", |w, wd| 2.0 * wd * squares(w)),
        wrong!(l2_penalty: "square only the weights", |w, wd| {
            w.iter().map(|w| (wd * w).powi(2)).sum()
        }),
        wrong!(l2_penalty: "must be positive", |w, wd| -wd * squares(w)),
        wrong!(l2_penalty: "only the last weight counts", |w, wd| {
            let mut sum = 0.0;
            w.iter().for_each(|w| sum = w * w);
            wd * sum
        }),
        wrong!(l2_penalty: "the last weight is left out", |w, wd| {
            wd * squares(&w[..w.len().max(1) - 1])
        }),
        wrong!(l2_penalty: "none of the usual mistakes", |w, wd| wd * (squares(w) + 1e-8)),
        wrong!(l2_penalty: "none of the usual mistakes", |w, wd| wd.min(10.0) * squares(w)),
        wrong!(l2_penalty: "none of the usual mistakes", |w, wd| {
            wd * squares(&each(w, |w| w.clamp(-100.0, 100.0)))
        }),
        wrong!(l2_penalty: "none of the usual mistakes", |w, wd| {
            wd * squares(&w[..w.len().min(1000)])
        }),
        wrong!(l2_gradient: "the factor 2 is left out", |w, wd| each(w, |w| wd * w)),
        wrong!(l2_gradient: "`wd` is left out", |w, _| each(w, |w| 2.0 * w)),
        wrong!(l2_gradient: "rises away from 0", |w, wd| each(w, |w| -2.0 * wd * w)),
        wrong!(l2_gradient: "take the derivative", |w, wd| each(w, |w| wd * w * w)),
        wrong!(l2_gradient: "still squared", |w, wd| each(w, |w| 2.0 * wd * w * w)),
        wrong!(l2_gradient: "a sum, not a mean", |w, wd| {
            each(w, |weight| 2.0 * wd * weight / w.len() as f32)
        }),
        wrong!(l2_gradient: "a negative slope", |w, wd| each(w, |w| 2.0 * wd * w.abs())),
        wrong!(l2_gradient: "the whole penalty", |w, wd| vec![wd * squares(w); w.len()]),
        wrong!(l2_gradient: "the same number", |w, wd| {
            vec![2.0 * wd * w.iter().sum::<f32>(); w.len()]
        }),
        wrong!(l2_gradient: "return only the gradient", |w, wd| {
            each(w, |w| w - 2.0 * wd * w)
        }),
        wrong!(l2_gradient: "none of the usual mistakes", |w, wd| {
            each(w, |w| (2.0 * wd * w).clamp(-10.0, 10.0))
        }),
        wrong!(l2_gradient: "none of the usual mistakes", |w, wd| {
            each(w, |w| 2.0 * wd * w * w * w / (w * w + 1e-8))
        }),
        wrong!(l2_gradient: "the list should have", |w, wd| {
            w.iter().take(1000).map(|w| 2.0 * wd * w).collect()
        }),
        wrong!(decoupled_step: "did not change", |weights, steps, lr, wd| {
            let mut weights = weights.to_vec();
            change(&mut weights, steps, |w, step| w * (1.0 - lr * wd) - step);
        }),
        wrong!(decoupled_step: "the decay is left out", |weights, steps, _, _| {
            change(weights, steps, |w, step| w - step);
        }),
        wrong!(decoupled_step: "the steps are left out", |weights, steps, lr, wd| {
            change(weights, steps, |w, _| w - w * lr * wd);
        }),
        wrong!(decoupled_step: "the learning rate is left out", |weights, steps, _, wd| {
            change(weights, steps, |w, step| w * (1.0 - wd) - step);
        }),
        wrong!(decoupled_step: "`wd` is left out", |weights, steps, lr, _| {
            change(weights, steps, |w, step| w * (1.0 - lr) - step);
        }),
        wrong!(decoupled_step: "the step shrinks too", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| (w - step) * (1.0 - lr * wd));
        }),
        wrong!(decoupled_step: "the weights grow", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (1.0 + lr * wd) - step);
        }),
        wrong!(decoupled_step: "already includes", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (1.0 - lr * wd) - lr * step);
        }),
        wrong!(decoupled_step: "subtract it", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (1.0 - lr * wd) + step);
        }),
        wrong!(decoupled_step: "decoupled decay has none", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w - lr * 2.0 * wd * w - step);
        }),
        wrong!(decoupled_step: "lose that share", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * lr * wd - step);
        }),
        wrong!(decoupled_step: "none of the usual mistakes", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (1.0 - lr * wd).max(0.0) - step);
        }),
        wrong!(decoupled_step: "none of the usual mistakes", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (1.0 - lr * wd) - step.clamp(-10.0, 10.0));
        }),
        wrong!(decoupled_step: "none of the usual mistakes", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (-lr * wd).exp() - step);
        }),
        wrong!(one_cycle: "straight lines", |step, n, lr| along(step, n, lr, |t| t)),
        wrong!(one_cycle: "rises from 0", |step, n, lr| cycle(step, n, 0.25, [0.0, lr, lr / 1e5])),
        wrong!(one_cycle: "over half of the steps", |step, n, lr| {
            cycle(step, n, 0.5, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "over three quarters", |step, n, lr| {
            cycle(step, n, 0.75, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "stays high", |step, n, lr| cycle(step, n, 0.25, [lr / 25.0, lr, lr])),
        wrong!(one_cycle: "only falls to lr_max / 25", |step, n, lr| {
            cycle(step, n, 0.25, [lr / 25.0, lr, lr / 25.0])
        }),
        wrong!(one_cycle: "falls to 0", |step, n, lr| cycle(step, n, 0.25, [lr / 25.0, lr, 0.0])),
        wrong!(one_cycle: "starts from lr_max / 1e5", |step, n, lr| {
            cycle(step, n, 0.25, [lr / 1e5, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "upside down", |step, n, lr| {
            along(step, n, lr, |t| (1.0 + (PI * t).cos()) / 2.0)
        }),
        wrong!(one_cycle: "halve it", |step, n, lr| along(step, n, lr, |t| 1.0 - (PI * t).cos())),
        wrong!(one_cycle: "a whole wave", |step, n, lr| {
            along(step, n, lr, |t| (1.0 - (2.0 * PI * t).cos()) / 2.0)
        }),
        wrong!(one_cycle: "the π is missing", |step, n, lr| {
            along(step, n, lr, |t| (1.0 - t.cos()) / 2.0)
        }),
        wrong!(one_cycle: "the first is step 0", |step, n, lr| {
            cycle(step + 1, n, 0.25, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "not by n_steps - 1", |step, n, lr| {
            cycle(step, n.max(2) - 1, 0.25, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "convert to f64 first", |step, n, lr| {
            cycle(step / n, 1, 0.25, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "the quarter is rounded", |step, n, lr| {
            cycle(step, n, (n / 4) as f64 / n as f64, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "the fall begins there", |step, n, lr| {
            let done = step as f64 / n as f64;
            lr / 25.0 + (lr - lr / 25.0) * (1.0 - (PI * done / 0.25).cos()) / 2.0
        }),
        wrong!(one_cycle: "none of the usual mistakes", |step, n, lr| {
            cycle(step, n, 0.25, [lr / 25.0, lr, lr / 1e5]).max(1e-2)
        }),
        wrong!(one_cycle: "none of the usual mistakes", |step, n, lr| {
            cycle(step, n, 0.25, [lr / 25.0, lr, lr / 1e5]).min(10.0)
        }),
        wrong!(one_cycle: "none of the usual mistakes", |step, n, lr| {
            cycle(usize::from(step as u16), n, 0.25, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "none of the usual mistakes", |step, n, lr| {
            cycle(step as i32 as usize, n, 0.25, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(adam_step: "nothing has changed", |_, _, _, _, _, _, _| ()),
        wrong!(adam_step: "the weights did not change", |w, g, m, s, t, lr, wd| {
            adam(&mut w.to_vec(), g, m, s, (t, lr, wd), |_| ());
        }),
        wrong!(adam_step: "the means did not change", |w, g, m, s, t, lr, wd| {
            adam(w, g, &mut m.to_vec(), &mut s.to_vec(), (t, lr, wd), |_| ());
        }),
        wrong!(adam_step: "the two corrections are missing", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.correct = |_, _, _| (1.0, 1.0));
        }),
        wrong!(adam_step: "the mean is not corrected", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.correct = |_, b, t| (1.0, 1.0 - b.powi(t)));
        }),
        wrong!(adam_step: "the square is not corrected", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.correct = |a, _, t| (1.0 - a.powi(t), 1.0));
        }),
        wrong!(adam_step: "the corrected means are kept", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |_| ());
            m.iter_mut().for_each(|m| *m /= 1.0 - 0.9f32.powi(t as i32));
            s.iter_mut().for_each(|s| *s /= 1.0 - 0.99f32.powi(t as i32));
        }),
        wrong!(adam_step: "one too low", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t - 1, lr, wd), |_| ());
        }),
        wrong!(adam_step: "one too high", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t + 1, lr, wd), |_| ());
        }),
        wrong!(adam_step: "like the first", |w, g, m, s, _, lr, wd| {
            adam(w, g, m, s, (1, lr, wd), |_| ());
        }),
        wrong!(adam_step: "before the means are up to date", |w, g, m, s, t, lr, wd| {
            let (old_m, old_s) = (m.to_vec(), s.to_vec());
            adam(&mut w.to_vec(), g, m, s, (t, lr, wd), |_| ());
            for i in 0..w.len() {
                let mean = old_m[i] / (1.0 - 0.9f32.powi(t as i32));
                let root = (old_s[i] / (1.0 - 0.99f32.powi(t as i32))).sqrt();
                w[i] = w[i] * (1.0 - lr * wd) - lr * mean / (root + 1e-5);
            }
        }),
        wrong!(adam_step: "follow the running mean", |w, g, m, s, t, lr, wd| {
            adam(&mut w.to_vec(), g, m, s, (t, lr, wd), |_| ());
            for i in 0..w.len() {
                let root = (s[i] / (1.0 - 0.99f32.powi(t as i32))).sqrt();
                w[i] = w[i] * (1.0 - lr * wd) - lr * g[i] / (root + 1e-5);
            }
        }),
        wrong!(adam_step: "the root is missing", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.divisor = |s| s + 1e-5);
        }),
        wrong!(adam_step: "under the root", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.divisor = |s| (s + 1e-5).sqrt());
        }),
        wrong!(adam_step: "0 leads to 0 / 0", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.divisor = |s| s.sqrt());
        }),
        wrong!(adam_step: "a common choice", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.divisor = |s| s.sqrt() + 1e-8);
        }),
        wrong!(adam_step: "`squares` holds roots", |w, g, m, s, t, lr, wd| {
            s.iter_mut().for_each(|s| *s *= *s);
            adam(w, g, m, s, (t, lr, wd), |_| ());
            s.iter_mut().for_each(|s| *s = s.sqrt());
        }),
        wrong!(adam_step: "the gradient is added whole", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.mean[1] = 1.0);
        }),
        wrong!(adam_step: "the squared gradient is added whole", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.square[1] = 1.0);
        }),
        wrong!(adam_step: "old and new are swapped", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| {
                rule.mean.reverse();
                rule.square.reverse();
                rule.correct = |_, _, t| (1.0 - 0.9f32.powi(t), 1.0 - 0.99f32.powi(t));
            });
        }),
        wrong!(adam_step: "0.9 and 0.99 are swapped", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| std::mem::swap(&mut rule.mean, &mut rule.square));
        }),
        wrong!(adam_step: "Adam's usual choice", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.square = [0.999, 0.001]);
        }),
        wrong!(adam_step: "without its square", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.squared = |g| g);
        }),
        wrong!(adam_step: "the step is added", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.lr = -lr);
        }),
        wrong!(adam_step: "the decay is left out", |w, g, m, s, t, lr, _| {
            adam(w, g, m, s, (t, lr, 0.0), |_| ());
        }),
        wrong!(adam_step: "left out of the decay", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd / lr), |_| ());
        }),
        wrong!(adam_step: "left out of the step", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd), |rule| rule.lr = 1.0);
        }),
        wrong!(adam_step: "the step shrinks too", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, 0.0), |_| ());
            w.iter_mut().for_each(|w| *w *= 1.0 - lr * wd);
        }),
        wrong!(adam_step: "where Adam rescales it", |w, g, m, s, t, lr, wd| {
            let g: Vec<f32> = g.iter().zip(&*w).map(|(g, w)| g + wd * w).collect();
            adam(w, &g, m, s, (t, lr, 0.0), |_| ());
        }),
        wrong!(adam_step: "none of the usual mistakes", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (usize::from(t as u8).max(1), lr, wd), |_| ());
        }),
        wrong!(adam_step: "none of the usual mistakes", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (usize::from(t as u16), lr, wd), |_| ());
        }),
        wrong!(adam_step: "none of the usual mistakes", |w, g, m, s, t, lr, wd| {
            let g: Vec<f32> = g.iter().map(|g| g.clamp(-100.0, 100.0)).collect();
            adam(w, &g, m, s, (t, lr, wd), |_| ());
        }),
        wrong!(adam_step: "none of the usual mistakes", |w, g, m, s, t, lr, wd| {
            adam(w, g, m, s, (t, lr, wd.min(1.0 / lr)), |_| ());
        }),
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, lr, wd| {
            for (&id, gradient) in ids.iter().zip(gradients) {
                change(&mut table[id], gradient, |w, g| w * (1.0 - lr * wd) - lr * g);
            }
        }),
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, lr, wd| {
            for (&id, gradient) in ids.iter().zip(gradients) {
                change(&mut table[id], gradient, |w, g| w - lr * g);
            }
            table.iter_mut().flatten().for_each(|w| *w *= 1.0 - lr * wd);
        }),
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, lr, wd| {
            for (_, row) in table.iter_mut().enumerate().filter(|(id, _)| ids.contains(id)) {
                row.iter_mut().for_each(|w| *w *= 1.0 - lr * wd);
            }
            for (&id, gradient) in ids.iter().zip(gradients) {
                change(&mut table[id], gradient, |w, g| w - lr * g);
            }
        }),
        wrong!(mend_decayed_step: "only the symptom is shown", |table, ids, gradients, lr, wd| {
            for (&id, gradient) in ids.iter().zip(gradients) {
                table.iter_mut().flatten().for_each(|w| *w *= 1.0 - lr * wd);
                change(&mut table[id], gradient, |w, g| w - lr * g);
            }
        }),
        wrong!(mean_and_sd: "a single loss", |losses| {
            let (mean, variance) = mean_and_variance(losses);
            (mean, Some(variance.max(0.0).sqrt()))
        }),
        wrong!(mean_and_sd: "several losses", |losses| (mean_and_variance(losses).0, None)),
        wrong!(mean_and_sd: "for a sample", |losses| {
            let n = losses.len() as f32;
            with(losses, |variance| (variance * (n - 1.0) / n).sqrt())
        }),
        wrong!(mean_and_sd: "this is the variance; take", |losses| with(losses, |variance| variance)),
        wrong!(mean_and_sd: "this is the variance, divided by n", |losses| {
            let n = losses.len() as f32;
            with(losses, |variance| variance * (n - 1.0) / n)
        }),
        wrong!(mean_and_sd: "not divided by n - 1", |losses| {
            with(losses, |variance| (variance * (losses.len() - 1) as f32).sqrt())
        }),
        wrong!(mean_and_sd: "the standard error", |losses| {
            with(losses, |variance| (variance / losses.len() as f32).sqrt())
        }),
        wrong!(mean_and_sd: "the mean distance", |losses| {
            let (mean, _) = mean_and_variance(losses);
            let distances: f32 = losses.iter().map(|loss| (loss - mean).abs()).sum();
            with(losses, |_| distances / losses.len() as f32)
        }),
        wrong!(mean_and_sd: "the mean comes first", |losses| {
            let (mean, variance) = mean_and_variance(losses);
            (variance.sqrt(), Some(mean))
        }),
        wrong!(mean_and_sd: "divided by n + 1", |losses| {
            let n = losses.len() as f32;
            with(losses, |variance| (variance * (n - 1.0) / (n + 1.0)).sqrt())
        }),
        wrong!(mean_and_sd: "the mean is divided by n - 1", |losses| {
            let n = losses.len() as f32;
            let mean = losses.iter().sum::<f32>() / (n - 1.0).max(1.0);
            let squares: f32 = losses.iter().map(|x| (x - mean).powi(2)).sum();
            (mean, (losses.len() > 1).then(|| (squares / (n - 1.0)).sqrt()))
        }),
        wrong!(mean_and_sd: "none of the usual mistakes", |losses| {
            let n = losses.len() as f32;
            let mean = losses.iter().sum::<f32>() / n;
            let squares = losses.iter().map(|x| x * x).sum::<f32>() / n;
            with(losses, |_| ((squares - mean * mean) * n / (n - 1.0)).sqrt())
        }),
        wrong!(mean_and_sd: "none of the usual mistakes", |losses| {
            with(losses, |variance| (variance + 1e-8).sqrt())
        }),
        wrong!(mean_and_sd: "none of the usual mistakes", |losses| {
            let n = f32::from(losses.len() as u8);
            let mean = losses.iter().sum::<f32>() / n;
            let squares: f32 = losses.iter().map(|x| (x - mean).powi(2)).sum();
            (mean, (losses.len() > 1).then(|| (squares / (n - 1.0)).sqrt()))
        }),
        wrong!(mean_and_sd: "none of the usual mistakes", |losses| {
            let losses: Vec<f32> = losses.iter().map(|loss| loss.max(0.0)).collect();
            with(&losses, f32::sqrt)
        }),
        wrong!(mean_and_sd: "none of the usual mistakes", |losses| {
            with(&losses[..losses.len().min(100)], f32::sqrt)
        }),
        wrong!(paired_gain: "a single loss says nothing", |before, after| {
            let (mean, error) = gain(before, after);
            (mean, Some(error.unwrap_or(0.0)))
        }),
        wrong!(paired_gain: "there are several seeds", |before, after| {
            (gain(before, after).0, None)
        }),
        wrong!(paired_gain: "the sign is flipped", |before, after| gain(after, before)),
        wrong!(paired_gain: "this is the standard deviation", |before, after| {
            let (mean, error) = gain(before, after);
            (mean, error.map(|error| error * (before.len() as f32).sqrt()))
        }),
        wrong!(paired_gain: "divided by the number of seeds; divide", |before, after| {
            let (mean, error) = gain(before, after);
            (mean, error.map(|error| error / (before.len() as f32).sqrt()))
        }),
        wrong!(paired_gain: "the square of the standard error", |before, after| {
            let (mean, error) = gain(before, after);
            (mean, error.map(|error| error * error))
        }),
        wrong!(paired_gain: "the squares are divided by n", |before, after| {
            let n = before.len() as f32;
            let (mean, error) = gain(before, after);
            (mean, error.map(|error| error * ((n - 1.0) / n).sqrt()))
        }),
        wrong!(paired_gain: "not paired", |before, after| {
            let n = before.len() as f32;
            let (mean_before, variance_before) = mean_and_variance(before);
            let (mean_after, variance_after) = mean_and_variance(after);
            let error = ((variance_before + variance_after) / n).sqrt();
            (mean_before - mean_after, (before.len() > 1).then_some(error))
        }),
        wrong!(paired_gain: "the lists are sorted", |before, after| {
            let sorted = |losses: &[f32]| {
                let mut losses = losses.to_vec();
                losses.sort_by(f32::total_cmp);
                losses
            };
            gain(&sorted(before), &sorted(after))
        }),
        wrong!(paired_gain: "divided by the losses before", |before, after| {
            let relative: Vec<f32> = before.iter().zip(after).map(|(x, y)| (x - y) / x).collect();
            gain(&relative, &vec![0.0; relative.len()])
        }),
        wrong!(paired_gain: "the signs of the gains are lost", |before, after| {
            let sizes: Vec<f32> = before.iter().zip(after).map(|(x, y)| (x - y).abs()).collect();
            gain(&sizes, &vec![0.0; sizes.len()])
        }),
        wrong!(paired_gain: "the gains are added up", |before, after| {
            let (mean, error) = gain(before, after);
            (mean * before.len() as f32, error)
        }),
        wrong!(adam_step: "none of the usual mistakes", |w, g, m, s, step, lr, wd| {
            // A weight that is 0 stays so where its gradient is 0.
            let old = w.to_vec();
            adam(w, g, m, s, (step, lr, wd), |_| ());
            (0..w.len()).filter(|&i| old[i] == 0.0 && g[i] == 0.0).for_each(|i| w[i] = 0.0);
        }),
        wrong!(mean_and_sd: "none of the usual mistakes", cancelling),
        wrong!(paired_gain: "none of the usual mistakes", |before, after| {
            let gains: Vec<f32> = before.iter().zip(after).map(|(b, a)| b - a).collect();
            let (mean, sd) = cancelling(&gains);
            (mean, sd.map(|sd| sd / (gains.len() as f32).sqrt()))
        }),
        wrong!(paired_gain: "the mean comes first, then the error", |before, after| {
            let (mean, error) = gain(before, after);
            (error.unwrap_or(f32::NAN), Some(mean))
        }),
        wrong!(paired_gain: "none of the usual mistakes", |before, after| {
            let (mean, error) = gain(before, after);
            (mean, error.map(|error| error.max(1e-3)))
        }),
        wrong!(paired_gain: "none of the usual mistakes", |before, after| {
            let (before, after): (Vec<f32>, Vec<f32>) =
                before.iter().zip(after).filter(|(x, y)| x != y).unzip();
            if before.is_empty() { (0.0, None) } else { gain(&before, &after) }
        }),
        wrong!(paired_gain: "none of the usual mistakes", |before, after| {
            let (mean, error) = gain(before, after);
            let n = before.len();
            (mean, error.map(|error| error * (n as f32).sqrt() / f32::from(n as u16).sqrt()))
        }),
    ]
}

fn squares(weights: &[f32]) -> f32 {
    weights.iter().map(|weight| weight * weight).sum()
}

fn each(weights: &[f32], f: impl Fn(f32) -> f32) -> Vec<f32> {
    weights.iter().map(|&weight| f(weight)).collect()
}

fn change(weights: &mut [f32], steps: &[f32], f: impl Fn(f32, f32) -> f32) {
    for (weight, &step) in weights.iter_mut().zip(steps) {
        *weight = f(*weight, step);
    }
}

/// A cosine up from the first rate to the second for a share of the steps, and down to the third.
fn cycle(step: usize, n_steps: usize, rise: f64, rates: [f64; 3]) -> f64 {
    curved(step, n_steps, rise, rates, |t| (1.0 - (PI * t).cos()) / 2.0)
}

/// The right shares and rates along a different curve.
fn along(step: usize, n_steps: usize, lr_max: f64, curve: impl Fn(f64) -> f64) -> f64 {
    curved(step, n_steps, 0.25, [lr_max / 25.0, lr_max, lr_max / 1e5], curve)
}

fn curved(
    step: usize,
    n_steps: usize,
    rise: f64,
    [first, highest, last]: [f64; 3],
    curve: impl Fn(f64) -> f64,
) -> f64 {
    let done = step as f64 / n_steps as f64;
    if done < rise {
        first + (highest - first) * curve(done / rise)
    } else {
        highest + (last - highest) * curve((done - rise) / (1.0 - rise))
    }
}

/// The variance is NaN for a single loss.
fn mean_and_variance(losses: &[f32]) -> (f32, f32) {
    let n = losses.len() as f32;
    let mean = losses.iter().sum::<f32>() / n;
    (mean, losses.iter().map(|loss| (loss - mean).powi(2)).sum::<f32>() / (n - 1.0))
}

/// The right mean, and a deviation computed from the variance where there are several losses.
fn with(losses: &[f32], deviation: impl Fn(f32) -> f32) -> (f32, Option<f32>) {
    let (mean, variance) = mean_and_variance(losses);
    (mean, (losses.len() > 1).then(|| deviation(variance)))
}

/// The right mean and standard error of the gains.
fn gain(before: &[f32], after: &[f32]) -> (f32, Option<f32>) {
    let gains: Vec<f32> = before.iter().zip(after).map(|(x, y)| x - y).collect();
    with(&gains, |variance| (variance / gains.len() as f32).sqrt())
}

/// The mean of the squares minus the square of the mean, in double precision.
fn cancelling(losses: &[f32]) -> (f32, Option<f32>) {
    let n = losses.len() as f64;
    let mean = |power: i32| losses.iter().map(|&x| f64::from(x).powi(power)).sum::<f64>() / n;
    let variance = (mean(2) - mean(1).powi(2)).max(0.0) * n / (n - 1.0);
    (mean(1) as f32, (n > 1.0).then(|| variance.sqrt() as f32))
}

/// How a step of Adam is computed; the right way, unless it is changed.
struct Rule {
    /// How much of the old mean and of the gradient the new mean takes.
    mean: [f32; 2],
    square: [f32; 2],
    squared: fn(f32) -> f32,
    /// By what the means are divided, from what they keep and the number of the step.
    correct: fn(f32, f32, i32) -> (f32, f32),
    divisor: fn(f32) -> f32,
    /// The rate of the step, not of the decay.
    lr: f32,
}

/// A step of Adam by a rule that has been changed.
fn adam(
    weights: &mut [f32],
    gradients: &[f32],
    means: &mut [f32],
    squares: &mut [f32],
    (step, lr, wd): (usize, f32, f32),
    change: impl Fn(&mut Rule),
) {
    let mut rule = Rule {
        mean: [0.9, 0.1],
        square: [0.99, 0.01],
        squared: |g| g * g,
        correct: |a, b, t| (1.0 - a.powi(t), 1.0 - b.powi(t)),
        divisor: |s| s.sqrt() + 1e-5,
        lr,
    };
    change(&mut rule);
    let (of_mean, of_square) = (rule.correct)(rule.mean[0], rule.square[0], step as i32);
    for i in 0..weights.len() {
        means[i] = rule.mean[0] * means[i] + rule.mean[1] * gradients[i];
        squares[i] = rule.square[0] * squares[i] + rule.square[1] * (rule.squared)(gradients[i]);
        let moved = rule.lr * (means[i] / of_mean) / (rule.divisor)(squares[i] / of_square);
        weights[i] = weights[i] * (1.0 - lr * wd) - moved;
    }
}

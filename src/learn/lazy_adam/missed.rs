//! The steps that rows may have missed.

use crate::learn::adam::{Row, SQUARE_MOMENTUM, Step};
use wide::f32x8;

/// What is left of a row's momentum when it no longer moves the row: the steps after that would add up
/// to less than the last digit of a weight.
pub(super) const SPENT: f64 = 1e-8;

/// What is left of a row's momentum when it no longer changes a single bit of a weight. It would go on to shrink
/// to numbers that are slow to compute with.
const VANISHED: f64 = 1e-30;

/// Up to this many steps are taken one by one to the end. Only a row that waits longer is worth other
/// roundings: it would cost the more, the larger the data are.
const ONE_BY_ONE: usize = 2_048;

/// How many steps a row takes together.
const TOGETHER: usize = 32;
/// How many of its numbers go through them at once.
const NUMBERS: usize = 8;
type Few = [f32; NUMBERS];

/// A step without a gradient, with what is left of the momentum by then.
#[derive(Clone, Copy, Default)]
struct Move {
    decay: f32,
    rate: f32,
    epsilon: f32,
}

/// Moves the weights of a row, a few numbers at a time through all steps.
fn move_row(weights: &mut [f32], means: &[f32], roots: &[f32], moves: &[Move]) {
    let (weights, last_weights) = weights.as_chunks_mut();
    let (means, last_means) = means.as_chunks();
    let (roots, last_roots) = roots.as_chunks();
    for ((p, m), r) in weights.iter_mut().zip(means).zip(roots) {
        *p = moved(*p, *m, *r, moves);
    }
    if last_weights.is_empty() {
        return;
    }
    let filled = |numbers: &[f32]| {
        let mut filled = [0.0; NUMBERS];
        filled[..numbers.len()].copy_from_slice(numbers);
        filled
    };
    let last = moved(filled(last_weights), filled(last_means), filled(last_roots), moves);
    last_weights.copy_from_slice(&last[..last_weights.len()]);
}

fn moved(p: Few, m: Few, r: Few, moves: &[Move]) -> Few {
    let [mut p, m, r] = [p, m, r].map(f32x8::from);
    for &Move { decay, rate, epsilon } in moves {
        p = p * decay - m * rate / (r + epsilon);
    }
    p.to_array()
}

/// Steps, in their order.
#[derive(Default)]
pub(super) struct Missed {
    steps: Vec<Step>,
    /// The logarithm of what the decay of all steps up to each leaves of a weight.
    log_decays: Vec<f64>,
}

impl Missed {
    /// How many steps there are.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// All of them.
    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether no step's decay turns a weight around, or leaves nothing of it.
    pub(super) fn is_smooth(&self) -> bool {
        self.log_decays.last().is_none_or(|log| log.is_finite())
    }

    /// The latest step.
    pub(super) fn last(&self) -> Option<&Step> {
        self.steps.last()
    }

    /// Adds a step.
    pub(super) fn push(&mut self, step: Step) {
        let before = self.log_decays.last().copied().unwrap_or(0.0);
        // NaN if the decay flips the sign.
        self.log_decays.push(before + f64::from(step.decay).ln());
        self.steps.push(step);
    }

    /// Moves a row through all steps but the first `taken`. Its gradient is zero in each, so that
    /// [`Step::take`] only shrinks the running means, all by the same factors. It is enough to track the
    /// factors and to shrink the means once at the end.
    pub(super) fn take(&self, row: Row, taken: usize) {
        let mut mean_left = 1.0;
        let mut root_left = 1.0;
        let is_short = self.len() - taken <= ONE_BY_ONE;
        let has_momentum = row.means.iter().any(|m| *m != 0.0);
        let mut next = taken;
        let mut moves = [Move::default(); TOGETHER];
        while next < self.len() && (is_short || has_momentum && mean_left > SPENT) {
            let steps = &self.steps[next..self.len().min(next + TOGETHER)];
            if has_momentum && mean_left > VANISHED {
                let mut together = 0;
                for (step, at) in steps.iter().zip(&mut moves) {
                    mean_left *= step.momentum;
                    root_left *= SQUARE_MOMENTUM.sqrt();
                    *at = Move {
                        decay: step.decay,
                        rate: (step.rate * mean_left / root_left) as f32,
                        epsilon: (step.epsilon / root_left) as f32,
                    };
                    together += 1;
                    if !is_short && mean_left <= SPENT {
                        break;
                    }
                }
                move_row(row.weights, row.means, row.roots, &moves[..together]);
                next += together;
            } else {
                for step in steps {
                    mean_left *= step.momentum;
                    root_left *= SQUARE_MOMENTUM.sqrt();
                    row.weights.iter_mut().for_each(|p| *p *= step.decay);
                }
                next += steps.len();
            }
        }
        self.take_without_momentum(row, next, mean_left, root_left);
    }

    /// Ends a row's way through the steps. Those from `next` on only shrink it, because its momentum is spent. So
    /// much was left before them of what Adam remembers.
    pub(super) fn take_without_momentum(
        &self,
        row: Row,
        next: usize,
        mut mean_left: f64,
        mut root_left: f64,
    ) {
        if next < self.len() {
            self.decay(row.weights, next);
            mean_left = 0.0;
            root_left *= SQUARE_MOMENTUM.sqrt().powf((self.len() - next) as f64);
        }
        row.means.iter_mut().for_each(|m| *m *= mean_left as f32);
        row.roots.iter_mut().for_each(|r| *r *= root_left as f32);
    }

    /// Shrinks weights by the decay of all steps from `next` on.
    fn decay(&self, weights: &mut [f32], next: usize) {
        let log = |steps: usize| steps.checked_sub(1).map_or(0.0, |last| self.log_decays[last]);
        let log_decay = log(self.len()) - log(next);
        if log_decay.is_finite() {
            let decay = log_decay.exp() as f32;
            weights.iter_mut().for_each(|p| *p *= decay);
        } else {
            for step in &self.steps[next..] {
                weights.iter_mut().for_each(|p| *p *= step.decay);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps of a row without momentum, one after the other, and at once.
    fn both_ways(weight_decay: f64, n: usize) -> [f32; 2] {
        let mut missed = Missed::default();
        let mut one_by_one = 2.0;
        for t in 1..=n {
            let step = Step::new(t, 1e-2, 0.9, weight_decay);
            one_by_one *= step.decay;
            missed.push(step);
        }
        let mut at_once = [2.0];
        missed.take(Row { weights: &mut at_once, means: &mut [0.0], roots: &mut [0.0] }, 0);
        [one_by_one, at_once[0]]
    }

    #[test]
    fn decay_at_once_is_decay_step_by_step() {
        for (weight_decay, n) in [(0.1, 0), (0.1, 1), (0.1, 3_000), (1.0, 2_500), (0.0, 300_000)] {
            let [one_by_one, at_once] = both_ways(weight_decay, n);
            let apart = (one_by_one - at_once).abs();
            assert!(apart < 1e-4 * one_by_one, "{weight_decay}, {n}: {one_by_one}, {at_once}");
        }
        // Decay above 1 flips the sign, and at exactly 1 it leaves nothing.
        for weight_decay in [199.9, 150.0, 100.0] {
            let [one_by_one, at_once] = both_ways(weight_decay, 3_001);
            assert_eq!(one_by_one, at_once, "{weight_decay}");
        }
    }

    #[test]
    fn momentum_is_spent_for_good_and_the_roots_keep_shrinking() {
        let mut missed = Missed::default();
        (1..=3_000).for_each(|t| missed.push(Step::new(t, 1e-2, 0.9, 0.0)));
        let (mut weights, mut means, mut roots) = ([1.0], [0.5], [0.5]);
        let row = Row { weights: &mut weights, means: &mut means, roots: &mut roots };
        missed.take(row, 0);
        assert!(weights[0] < 0.95, "{weights:?}");
        assert_eq!(means, [0.0]);
        let expected = 0.5 * SQUARE_MOMENTUM.powi(1500) as f32;
        assert!((roots[0] - expected).abs() < 1e-5 * expected, "{roots:?}, {expected}");
    }
}

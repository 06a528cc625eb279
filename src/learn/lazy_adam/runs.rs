//! Missed steps, taken in runs.

use super::missed::{Missed, SPENT};
use crate::learn::adam::{Row, SQUARE_MOMENTUM, Step};

/// A run grows by one step for so many that the row has taken before.
const STEPS_PER_STEP: usize = 2;

/// How many steps a row takes next that has taken so many since it was looked up.
fn length(taken: usize) -> usize {
    1 + taken / STEPS_PER_STEP
}

/// Several steps without a gradient at once. Each moves a weight by `c * m / (r + e)`, where `m` and `r` are
/// what Adam remembers of it, and only `c` and `e` differ from step to step. With `x` for `r` and the mean of `e`,
/// all of them move it by `amount * m * (1 / x + variance / x^3)`, but for terms of the third order in how far `e`
/// varies.
struct Run {
    /// What the decay of all steps leaves of a weight.
    decay: f32,
    /// The sum of `c`, each with the decay of the steps after it.
    amount: f32,
    /// The mean of `e`, weighted with `c`.
    epsilon: f32,
    /// The variance of `e`, weighted likewise.
    variance: f32,
}

/// What is left of what Adam remembers of a row.
struct Left {
    mean: f64,
    root: f64,
}

impl Run {
    /// The run of these steps. `left` is what is left before them, and then after them.
    fn new(steps: &[Step], left: &mut Left) -> Self {
        let root = SQUARE_MOMENTUM.sqrt();
        let over_root = 1.0 / root;
        let mut over_left = 1.0 / left.root;
        let (mut decay, mut sum, mut epsilons, mut squares) = (1.0, 0.0, 0.0, 0.0);
        for step in steps {
            left.mean *= step.momentum;
            left.root *= root;
            over_left *= over_root;
            let keep = f64::from(step.decay);
            let (c, e) = (step.rate * left.mean * over_left, step.epsilon * over_left);
            decay *= keep;
            sum = sum * keep + c;
            epsilons = epsilons * keep + c * e;
            squares = squares * keep + c * e * e;
        }
        // Without a learning rate, nothing moves, and there is nothing to weight with.
        let share = if sum > 0.0 { 1.0 / sum } else { 0.0 };
        let epsilon = epsilons * share;
        Self {
            decay: decay as f32,
            amount: sum as f32,
            epsilon: epsilon as f32,
            variance: (squares * share - epsilon * epsilon).max(0.0) as f32,
        }
    }

    /// Moves the weights of a row.
    fn take(&self, row: &mut Row) {
        for ((p, m), r) in row.weights.iter_mut().zip(&*row.means).zip(&*row.roots) {
            let over_x = 1.0 / (r + self.epsilon);
            let over_all = over_x + over_x * (self.variance * over_x * over_x);
            *p = *p * self.decay - self.amount * m * over_all;
        }
    }
}

impl Missed {
    /// Does what [`take`](Self::take) does, in so few runs that a long wait hardly costs more than a short one. What
    /// is left of the momentum falls geometrically, so a run may be the longer, the later it comes.
    pub(super) fn take_in_runs(&self, mut row: Row, taken: usize) {
        let steps = self.steps();
        let mut left = Left { mean: 1.0, root: 1.0 };
        let mut next = taken;
        if row.means.iter().any(|m| *m != 0.0) {
            while next < steps.len() && left.mean > SPENT {
                // A decay that turns weights around mixes signs, which a mean does not describe.
                let length = if self.is_smooth() { length(next - taken) } else { 1 };
                let run = &steps[next..steps.len().min(next + length)];
                Run::new(run, &mut left).take(&mut row);
                next += run.len();
            }
        }
        self.take_without_momentum(row, next, left.mean, left.root);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::OneCycle;

    /// Where a weight gets, and what is remembered of it, in steps of double precision.
    fn exactly(steps: &[Step], [mut p, mut m, mut r]: [f64; 3]) -> [f64; 3] {
        for step in steps {
            m *= step.momentum;
            r *= SQUARE_MOMENTUM.sqrt();
            p = p * f64::from(step.decay) - step.rate * m / (r + step.epsilon);
        }
        [p, m, r]
    }

    fn missed(n: usize, lr_max: f64, weight_decay: f64) -> Missed {
        let schedule = OneCycle { steps: n, lr_max };
        let mut missed = Missed::default();
        for t in 1..=n {
            let (lr, momentum) = schedule.at(t - 1);
            missed.push(Step::new(t, lr, momentum, weight_decay));
        }
        missed
    }

    #[test]
    fn runs_get_where_single_steps_get() {
        for (n, lr, weight_decay) in
            [(2_000, 5e-3, 0.1), (300, 0.1, 0.0), (5_000, 2e-2, 1.0), (400, 1e-2, 150.0)]
        {
            let missed = missed(n, lr, weight_decay);
            for taken in [0, 1, n / 2, n - 1_000.min(n), n - 20, n - 3, n - 1, n] {
                for root in [0.1, 1e-3, 1e-5, 1e-7, 1e-12, 0.0] {
                    let start = [0.3_f32, 0.7 * root + 1e-9, root];
                    let [mut p, mut m, mut r] = start.map(|x| [x]);
                    let row = Row { weights: &mut p, means: &mut m, roots: &mut r };
                    missed.take_in_runs(row, taken);
                    let exact = exactly(&missed.steps()[taken..], start.map(f64::from));
                    let moved = (exact[0] - f64::from(start[0])).abs();
                    let apart = (f64::from(p[0]) - exact[0]).abs();
                    let case =
                        format!("{n} steps at {lr}, {weight_decay}, from {taken} on, root {root}");
                    assert!(apart <= 2e-5 * moved + 1e-6, "{case}: {apart} of {moved}");
                    assert!(
                        (f64::from(r[0]) - exact[2]).abs() <= 1e-5 * exact[2] + 1e-30,
                        "{case}"
                    );
                    assert!(
                        (f64::from(m[0]) - exact[1]).abs() <= 1e-7 * f64::from(start[1]),
                        "{case}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_wait_of_any_length_takes_few_runs() {
        let runs_of = |wait: usize| {
            let (mut taken, mut runs) = (0, 0);
            while taken < wait {
                taken += length(taken);
                runs += 1;
            }
            runs
        };
        // With the highest momentum of the cycle, 0.95, less than SPENT is left after this many steps.
        let spent_after = (SPENT.ln() / 0.95_f64.ln()).ceil() as usize;
        assert!(runs_of(spent_after) <= 15, "{}", runs_of(spent_after));
    }
}

//! Adam, written out: how one step moves a weight.

// ANCHOR: weight_decay
/// How the weights are kept small.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightDecay {
    /// Every step first shrinks every weight: `p *= 1 - lr * wd` (AdamW, Loshchilov and Hutter,
    /// 2019, <https://arxiv.org/abs/1711.05101>). This is fastai's way, and the default.
    Decoupled(f64),
    /// The loss gets `wd * sum(p^2)` added, which adds `2 * wd * p` to every gradient. Under Adam the
    /// two differ, because Adam rescales the addition together with the gradient.
    L2(f64),
}
// ANCHOR_END: weight_decay

/// How much of the running mean of the squared gradients each step of Adam keeps.
pub const SQUARE_MOMENTUM: f64 = 0.99;
/// Keeps a step of Adam finite where the gradient has always been zero.
pub const EPSILON: f64 = 1e-5;

/// One step of Adam (Kingma and Ba, 2015, <https://arxiv.org/abs/1412.6980>) with decoupled weight
/// decay:
///
/// ```text
/// p *= 1 - lr * wd
/// p -= lr * (m / (1 - momentum^t)) / (sqrt(v / (1 - square_momentum^t)) + epsilon)
/// ```
///
/// for weights `p` and the running means `m` and `v` of their gradients and squared gradients. The
/// code writes the second line as `p -= rate * m / (r + epsilon)`, with the root `r = sqrt(v)`; `rate`
/// and `epsilon` absorb the corrections, which are the same for all weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// How much of the running mean of the gradients the step keeps.
    pub(super) momentum: f64,
    /// How much of a weight the decay leaves: `1 - lr * wd`.
    pub(super) decay: f32,
    /// The learning rate, corrected.
    pub(super) rate: f64,
    /// [`EPSILON`], corrected.
    pub(super) epsilon: f64,
}

/// The weights of a row of a table, with what Adam remembers about each.
pub(super) struct Row<'a> {
    pub(super) weights: &'a mut [f32],
    /// Running means of the gradients.
    pub(super) means: &'a mut [f32],
    /// Roots of the running means of the squared gradients.
    pub(super) roots: &'a mut [f32],
}

impl Step {
    /// Step `t`, counted from 1.
    pub(super) fn new(t: usize, lr: f64, momentum: f64, weight_decay: f64) -> Self {
        let t = i32::try_from(t).expect("a training has fewer than two billion steps");
        let root_correction = (1.0 - SQUARE_MOMENTUM.powi(t)).sqrt();
        Self {
            momentum,
            decay: (1.0 - lr * weight_decay) as f32,
            rate: lr * root_correction / (1.0 - momentum.powi(t)),
            epsilon: EPSILON * root_correction,
        }
    }

    // ANCHOR: take
    /// Moves the weights of a row one step against their gradient.
    pub(super) fn take(&self, row: Row, gradient: &[f32]) {
        let keep = self.momentum as f32;
        let add = (1.0 - self.momentum) as f32;
        let keep_square = SQUARE_MOMENTUM as f32;
        let add_square = (1.0 - SQUARE_MOMENTUM) as f32;
        let rate = self.rate as f32;
        let epsilon = self.epsilon as f32;
        for (((p, m), r), g) in row.weights.iter_mut().zip(row.means).zip(row.roots).zip(gradient) {
            *m = keep * *m + add * g;
            *r = (keep_square * *r * *r + add_square * g * g).sqrt();
            *p = *p * self.decay - rate * *m / (*r + epsilon);
        }
    }
    // ANCHOR_END: take
}

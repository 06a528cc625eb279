//! Training `DotProductBias` by hand, in plain Rust.
//!
//! No autodiff, no tensors: four flat tables, a gradient worked out on paper, and loops simple
//! enough for the compiler to turn into SIMD instructions. It follows the library's recipe to the
//! letter: every step fills a dense gradient and moves every row of every table, looked up or not.
//! What a framework needs beyond this time is the price of its comfort; the library's lazy rows earn
//! it back.
//!
//! The model predicts, for user *u* and film *i*,
//!
//! ```text
//! score      = user_factors[u] · item_factors[i] + user_bias[u] + item_bias[i]
//! prediction = 5.5 * sigmoid(score)
//! ```
//!
//! and the loss of a batch of `B` rows is the mean of `(prediction - rating)²`. The chain rule then
//! says
//!
//! ```text
//! d loss / d score = slope   = 2/B * (prediction - rating) * prediction * (1 - prediction/5.5)
//! d loss / d user_bias[u]    = slope
//! d loss / d user_factors[u] = slope * item_factors[i]        (and vice versa for the film)
//! ```
//!
//! because the sigmoid's own slope is `s * (1 - s)`, and `5.5 * s` is the prediction.

use no_denormals::no_denormals;
use workbook::data::{Rating, Ratings};
use workbook::learn::OneCycle;
use workbook::models::DotProductBias;

/// Upper end of the predicted range, in stars; the lower end is 0.
const TOP: f32 = 5.5;
/// Adam's decay of the squared gradients.
const SQR_MOM: f32 = 0.99;
/// Keeps Adam's divisor away from zero.
const EPS: f32 = 1e-5;

/// One table of parameters with all that Adam keeps for it: four flat arrays of the same length.
struct Table {
    /// The parameters, row-major.
    values: Vec<f32>,
    /// The gradient of the batch at hand; all zeros between steps.
    grads: Vec<f32>,
    /// Adam's running mean of the gradients.
    means: Vec<f32>,
    /// Adam's running mean of the squared gradients.
    squares: Vec<f32>,
}

impl Table {
    /// A table that starts from `values`, with moments and gradient at zero.
    fn new(values: Vec<f32>) -> Table {
        let zeros = vec![0.0; values.len()];
        Table { values, grads: zeros.clone(), means: zeros.clone(), squares: zeros }
    }

    /// One Adam step over every parameter; leaves the gradient at zero for the next batch.
    fn step(&mut self, adam: &AdamStep) {
        // A copy on the stack: the compiler sees that no store below can change it, and keeps it in
        // registers.
        let AdamStep { keep, mom, rate, square_scale } = *adam;
        let moments = self.means.iter_mut().zip(&mut self.squares);
        for ((p, g), (m, s)) in self.values.iter_mut().zip(&mut self.grads).zip(moments) {
            *m = mom * *m + (1.0 - mom) * *g;
            *s = SQR_MOM * *s + (1.0 - SQR_MOM) * *g * *g;
            *p = keep * *p - rate * *m / (s.sqrt() * square_scale + EPS);
            *g = 0.0;
        }
    }
}

/// The numbers of one Adam step that are the same for every parameter.
struct AdamStep {
    /// What weight decay leaves of a parameter, `1 - lr * wd`.
    keep: f32,
    /// Decay of the running mean, the schedule's momentum.
    mom: f32,
    /// Learning rate with the bias correction of the mean, `lr / (1 - mom^t)`.
    rate: f32,
    /// Bias correction of the squares, under the root: `1 / sqrt(1 - SQR_MOM^t)`.
    square_scale: f32,
}

impl AdamStep {
    /// The numbers of step `step`, counted from 0.
    fn at(step: usize, schedule: &OneCycle, weight_decay: f64) -> AdamStep {
        let (lr, mom) = schedule.at(step);
        let t = step as i32 + 1;
        AdamStep {
            keep: (1.0 - lr * weight_decay) as f32,
            mom: mom as f32,
            rate: (lr / (1.0 - mom.powi(t))) as f32,
            square_scale: (1.0 / (1.0 - f64::from(SQR_MOM).powi(t)).sqrt()) as f32,
        }
    }
}

/// The model, its optimiser and how far it has come.
pub struct Plain {
    /// `(n_users, n_factors)`.
    user_factors: Table,
    /// `(n_items, n_factors)`.
    item_factors: Table,
    /// `(n_users,)`.
    user_bias: Table,
    /// `(n_items,)`.
    item_bias: Table,
    /// Length of a row of the factor tables.
    n_factors: usize,
    /// Learning rate and momentum of every step.
    schedule: OneCycle,
    /// Decoupled weight decay: before each step, parameters shrink by `lr * weight_decay` of
    /// themselves.
    weight_decay: f64,
    /// Steps taken so far.
    step: usize,
}

impl Plain {
    /// A copy of `model` as it is now, to be trained by hand.
    pub fn new(model: &DotProductBias, schedule: OneCycle, weight_decay: f64) -> Plain {
        let user_bias = model.user_bias.weight.as_vec();
        let user_factors = model.user_factors.weight.as_vec();
        Plain {
            n_factors: user_factors.len() / user_bias.len(),
            user_factors: Table::new(user_factors),
            item_factors: Table::new(model.item_factors.weight.as_vec()),
            user_bias: Table::new(user_bias),
            item_bias: Table::new(model.item_bias.weight.as_vec()),
            schedule,
            weight_decay,
            step: 0,
        }
    }

    /// The predicted rating of `item` by `user`, in stars.
    fn predict(&self, user: usize, item: usize) -> f32 {
        let affinity = dot(self.row(&self.user_factors, user), self.row(&self.item_factors, item));
        let score = affinity + self.user_bias.values[user] + self.item_bias.values[item];
        TOP / (1.0 + (-score).exp())
    }

    /// Mean squared error of the predictions of all `ratings`, in stars squared.
    pub fn mean_squared_error(&self, ratings: &Ratings) -> f64 {
        let errors = ratings.iter().map(|r| self.predict(r.user, r.item) - r.value);
        let squares = errors.map(|error| f64::from(error).powi(2));
        squares.sum::<f64>() / ratings.len() as f64
    }

    /// Trains on `ratings` once, in the given `order` of their numbers, and returns the mean loss
    /// of the steps, each measured before its own update. A last, short batch is dropped.
    pub fn epoch(&mut self, order: &[usize], ratings: &Ratings, batch_size: usize) -> f64 {
        // The moments of rows that are never looked up decay towards zero without reaching it. They
        // would become denormal numbers, which slow the processor down many times.
        let mut train = || {
            let batches = order.chunks_exact(batch_size);
            let n_batches = batches.len() as f64;
            batches.map(|batch| self.batch(batch, ratings)).sum::<f64>() / n_batches
        };
        // SAFETY: `train` holds nothing but plain arithmetic on this thread, correct in either mode
        // of rounding tiny numbers, and the mode is put back when it returns.
        unsafe { no_denormals(&mut train) }
    }

    /// One training step: gradient of the batch, then Adam on all four tables. Returns the batch's
    /// loss.
    fn batch(&mut self, batch: &[usize], ratings: &Ratings) -> f64 {
        let mut loss = 0.0;
        for &row in batch {
            let Rating { user, item, value } = ratings.get(row);
            let prediction = self.predict(user, item);
            let error = prediction - value;
            loss += error * error;
            let slope_of_score = prediction * (1.0 - prediction / TOP);
            self.backward(user, item, 2.0 / batch.len() as f32 * error * slope_of_score);
        }
        let adam = AdamStep::at(self.step, &self.schedule, self.weight_decay);
        for table in [
            &mut self.user_factors,
            &mut self.item_factors,
            &mut self.user_bias,
            &mut self.item_bias,
        ] {
            table.step(&adam);
        }
        self.step += 1;
        f64::from(loss / batch.len() as f32)
    }

    /// Adds one rating's share to the gradients, by the chain rule of the module's introduction.
    fn backward(&mut self, user: usize, item: usize, slope: f32) {
        self.user_bias.grads[user] += slope;
        self.item_bias.grads[item] += slope;

        let n = self.n_factors;
        let u = user * n..(user + 1) * n;
        let i = item * n..(item + 1) * n;
        add_scaled(
            &mut self.user_factors.grads[u.clone()],
            slope,
            &self.item_factors.values[i.clone()],
        );
        add_scaled(&mut self.item_factors.grads[i], slope, &self.user_factors.values[u]);
    }

    /// Row `id` of a factor table, shape `(n_factors,)`.
    fn row<'a>(&self, table: &'a Table, id: usize) -> &'a [f32] {
        &table.values[id * self.n_factors..(id + 1) * self.n_factors]
    }
}

/// The dot product of two vectors of equal length.
///
/// A single running sum would have to be added up in order, one number at a time; eight of them
/// side by side fill a SIMD register.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a_blocks, a_rest) = a.as_chunks::<8>();
    let (b_blocks, b_rest) = b.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for (a, b) in a_blocks.iter().zip(b_blocks) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

/// `into += scale * from`, element by element.
fn add_scaled(into: &mut [f32], scale: f32, from: &[f32]) {
    for (into, from) in into.iter_mut().zip(from) {
        *into += scale * from;
    }
}

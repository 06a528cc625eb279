//! Wrong answers to `fold_in_item`.

use super::{WrongAnswer, equations, graders, gram, solved, wrong};
use grade::solutions::_07_recommendation as solutions;
use nalgebra::{DMatrix, DVector};

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            solutions::fold_in_item(users, biases, mean, prior, ratings, ridge.max(1e-9))
        }),
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            solutions::fold_in_item(users, biases, mean, prior, ratings, ridge + 1e-10)
        }),
        wrong!(fold_in_item: "this is the prior", |_, _, _, prior, _, _| {
            (prior.0.clone(), prior.1)
        }),
        wrong!(fold_in_item: "only the step", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, biases, mean, prior, ratings, ridge, 1.0), (&(prior.0 * 0.0), 0.0))
        }),
        wrong!(fold_in_item: "pull towards the prior", |users, biases, mean, prior, ratings, ridge| {
            let zero = (&(prior.0 * 0.0), 0.0);
            stepped(&item_step(users, biases, mean, zero, ratings, ridge, 1.0), zero)
        }),
        wrong!(fold_in_item: "the mean is not subtracted", |users, biases, _, prior, ratings, ridge| {
            stepped(&item_step(users, biases, 0.0, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "users' biases are not", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, &(biases * 0.0), mean, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "prior's bias is not", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, biases, mean, (prior.0, 0.0), ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "vector is left out", |users, biases, mean, prior, ratings, ridge| {
            let forgotten = (&(prior.0 * 0.0), prior.1);
            stepped(&item_step(users, biases, mean, forgotten, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "append a 1", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, biases, mean, prior, ratings, ridge, 0.0), prior)
        }),
        wrong!(fold_in_item: "must end with a 1", |users, biases, mean, prior, ratings, ridge| {
            let (x, y) = item_equations(users, biases, mean, prior, ratings);
            let (raters, n): (Vec<usize>, _) = (ratings.iter().map(|r| r.0).collect(), x.ncols() - 1);
            let mut x = x;
            raters.iter().enumerate().for_each(|(i, &user)| x[(i, n)] = biases[user]);
            stepped(&solved(&x, &y, ridge), prior)
        }),
        wrong!(fold_in_item: "has no ridge", |users, biases, mean, prior, ratings, ridge| {
            let (x, y) = item_equations(users, biases, mean, prior, ratings);
            let n = x.ncols();
            let mut system = x.tr_mul(&x) + DMatrix::identity(n, n) * ridge;
            system[(n - 1, n - 1)] -= ridge;
            stepped(&system.lu().solve(&x.tr_mul(&y)).unwrap_or(DVector::zeros(n)), prior)
        }),
        wrong!(fold_in_item: "the ridge is left out", |users, biases, mean, prior, ratings, _| {
            let (x, y) = item_equations(users, biases, mean, prior, ratings);
            let step = x.tr_mul(&x).lu().solve(&x.tr_mul(&y));
            stepped(&step.unwrap_or(DVector::from_element(x.ncols(), f64::NAN)), prior)
        }),
        wrong!(fold_in_item: "once for each rating", |users, biases, mean, prior, ratings, ridge| {
            let ridge = ridge * ratings.len().max(1) as f64;
            stepped(&item_step(users, biases, mean, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "counts once", |users, biases, mean, prior, ratings, ridge| {
            let last: std::collections::BTreeMap<usize, f64> = ratings.iter().copied().collect();
            let last: Vec<(usize, f64)> = last.into_iter().collect();
            stepped(&item_step(users, biases, mean, prior, &last, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "the wrong way", |users, biases, mean, prior, ratings, ridge| {
            stepped(&-item_step(users, biases, mean, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "without any rating", |users, biases, mean, prior, ratings, ridge| {
            assert!(!ratings.is_empty());
            stepped(&item_step(users, biases, mean, prior, ratings, ridge, 1.0), prior)
        }),
        // Steps that get near a solution only on easy inputs, and single precision.
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            let (x, y) = item_equations(users, biases, mean, prior, ratings);
            let (system, side) = (gram(&x, ridge), x.tr_mul(&y));
            let rate = 1.0 / system.trace();
            let mut step = DVector::zeros(x.ncols());
            (0..3_000).for_each(|_| step += (&side - &system * &step) * rate);
            stepped(&step, prior)
        }),
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            let (x, y) = item_equations(users, biases, mean, prior, ratings);
            let step = gram(&x, ridge).cast::<f32>().lu().solve(&x.tr_mul(&y).cast::<f32>());
            stepped(&step.unwrap_or(DVector::zeros(x.ncols())).cast::<f64>(), prior)
        }),
        // Guards, clamps, numbers that may stand for a missing rating, small buffers and numbers.
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, biases, mean, prior, ratings, ridge + 1e-10, 1.0), prior)
        }),
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            let within: Vec<(usize, f64)> =
                ratings.iter().map(|&(user, rating)| (user, rating.clamp(0.5, 5.5))).collect();
            stepped(&item_step(users, biases, mean, prior, &within, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            let mut given = ratings.to_vec();
            given.retain(|&(_, rating)| rating != 0.0);
            stepped(&item_step(users, biases, mean, prior, &given, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            let few = &ratings[..ratings.len().min(1_000)];
            stepped(&item_step(users, biases, mean, prior, few, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "none of the usual mistakes", |users, biases, mean, prior, ratings, ridge| {
            let short: Vec<(usize, f64)> =
                ratings.iter().map(|&(user, rating)| (usize::from(user as u16), rating)).collect();
            stepped(&item_step(users, biases, mean, prior, &short, ridge, 1.0), prior)
        }),
    ]
}

/// Rows `(user, 1)` and what the prior leaves of each rating.
fn item_equations(
    users: &DMatrix<f64>,
    biases: &DVector<f64>,
    mean: f64,
    (vector, bias): (&DVector<f64>, f64),
    ratings: &[(usize, f64)],
) -> (DMatrix<f64>, DVector<f64>) {
    let (x, mut y) = equations(users, ratings);
    y -= &x * vector;
    for (y, &(user, _)) in y.iter_mut().zip(ratings) {
        *y -= mean + biases[user] + bias;
    }
    (x.insert_column(vector.len(), 1.0), y)
}

/// The step away from the prior, with `last` in the place of the ones.
fn item_step(
    users: &DMatrix<f64>,
    biases: &DVector<f64>,
    mean: f64,
    prior: (&DVector<f64>, f64),
    ratings: &[(usize, f64)],
    ridge: f64,
    last: f64,
) -> DVector<f64> {
    let (mut x, y) = item_equations(users, biases, mean, prior, ratings);
    x.column_mut(prior.0.len()).fill(last);
    solved(&x, &y, ridge)
}

fn stepped(step: &DVector<f64>, (vector, bias): (&DVector<f64>, f64)) -> (DVector<f64>, f64) {
    let n = vector.len();
    (vector + step.rows(0, n), bias + step[n])
}

//! Wrong answers to `ease`.

use super::{WrongAnswer, graders, wrong};
use grade::solutions::_09_implicit_feedback as solutions;
use nalgebra::DMatrix;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(ease: "none of the usual mistakes", |x, lambda| solutions::ease(x, lambda.max(1e-9))),
        wrong!(ease: "this is the transpose", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| -p[(i, j)] / p[(i, i)])
        }),
        wrong!(ease: "the diagonal is -1", |x, lambda| {
            let p = inverse(&gram(x, lambda));
            DMatrix::from_fn(p.nrows(), p.nrows(), |i, j| -p[(i, j)] / p[(j, j)])
        }),
        wrong!(ease: "and its diagonal is -1", |x, lambda| {
            let p = inverse(&gram(x, lambda));
            DMatrix::from_fn(p.nrows(), p.nrows(), |i, j| -p[(i, j)] / p[(i, i)])
        }),
        wrong!(ease: "a minus before P", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| p[(i, j)] / p[(j, j)])
        }),
        wrong!(ease: "and the diagonal is not 0", |x, lambda| {
            let p = inverse(&gram(x, lambda));
            DMatrix::from_fn(p.nrows(), p.nrows(), |i, j| p[(i, j)] / p[(j, j)])
        }),
        wrong!(ease: "`lambda` is left out", |x, _| {
            // Where there is no inverse, the matrix itself.
            let co_counts = x.tr_mul(x);
            columns_divided(&co_counts.clone().try_inverse().unwrap_or(co_counts))
        }),
        wrong!(ease: "a column for each item", |x, lambda| {
            let gram = x.tr_mul(x) + DMatrix::identity(x.nrows(), x.nrows()) * lambda;
            columns_divided(&inverse(&gram))
        }),
        wrong!(ease: "an item predicts itself", |x, lambda| {
            inverse(&gram(x, lambda)) * x.tr_mul(x)
        }),
        wrong!(ease: "rule it out in the formula", |x, lambda| {
            weights(&(inverse(&gram(x, lambda)) * x.tr_mul(x)), |ridge, i, j| ridge[(i, j)])
        }),
        wrong!(ease: "added to every entry", |x, lambda| {
            let all = x.tr_mul(x).add_scalar(lambda);
            columns_divided(&all.clone().try_inverse().unwrap_or(all))
        }),
        wrong!(ease: "the diagonal of P; add it to G", |x, lambda| {
            let co_counts = x.tr_mul(x);
            let n = co_counts.nrows();
            let p = co_counts.clone().try_inverse().unwrap_or(co_counts);
            columns_divided(&(p + DMatrix::identity(n, n) * lambda))
        }),
        wrong!(ease: "the identity only", |x, lambda| {
            columns_divided(&(DMatrix::identity(x.ncols(), x.ncols()) / lambda))
        }),
        wrong!(ease: "which compares users", |x, lambda| {
            columns_divided(&inverse(&gram(&x.transpose(), lambda)))
        }),
        wrong!(ease: "G is not inverted", |x, lambda| columns_divided(&gram(x, lambda))),
        wrong!(ease: "this is P, the inverse", |x, lambda| inverse(&gram(x, lambda))),
        wrong!(ease: "not divided by", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| -p[(i, j)])
        }),
        wrong!(ease: "are multiplied by", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| -p[(i, j)] * p[(j, j)])
        }),
        wrong!(ease: "by both diagonal entries", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| {
                -p[(i, j)] / (p[(i, i)] * p[(j, j)]).sqrt()
            })
        }),
        wrong!(ease: "the counts of items", |x, _| {
            weights(&x.tr_mul(x), |counts, i, j| counts[(i, j)])
        }),
        // Steps that get near a solution only on easy inputs.
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            let gram = gram(x, lambda);
            let n = gram.nrows();
            let rate = 1.0 / gram.trace();
            let mut p = DMatrix::zeros(n, n);
            (0..2_000).for_each(|_| p += (DMatrix::identity(n, n) - &gram * &p) * rate);
            columns_divided(&p)
        }),
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            let gram = gram(x, lambda);
            let n = gram.nrows();
            let mut b = DMatrix::<f64>::zeros(n, n);
            for _ in 0..100 {
                for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))).filter(|(i, j)| i != j) {
                    let others: f64 = (0..n).filter(|&l| l != i).map(|l| gram[(i, l)] * b[(l, j)]).sum();
                    b[(i, j)] = (gram[(i, j)] - others) / gram[(i, i)];
                }
            }
            b
        }),
        // Single precision, guards, clamps, small counters and tables.
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            let p = gram(x, lambda).cast::<f32>().try_inverse().unwrap();
            columns_divided(&p.cast::<f64>())
        }),
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| -p[(i, j)] / (p[(j, j)] + 1e-6))
        }),
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| (-p[(i, j)] / p[(j, j)]).max(0.0))
        }),
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| (-p[(i, j)] / p[(j, j)]).clamp(-1.0, 1.0))
        }),
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            let counts = x.tr_mul(x).map(|count| f64::from(count as u8));
            columns_divided(&inverse(&(counts + DMatrix::identity(x.ncols(), x.ncols()) * lambda)))
        }),
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            columns_divided(&inverse(&gram(&x.rows(0, x.nrows().min(500)).into_owned(), lambda)))
        }),
        // A ridge of at most a thousand, and the first thousand users only.
        wrong!(ease: "none of the usual mistakes", |x, lambda| solutions::ease(x, lambda.min(1_000.0))),
        wrong!(ease: "none of the usual mistakes", |x, lambda| {
            solutions::ease(&x.rows(0, x.nrows().min(1_000)).into_owned(), lambda)
        }),
    ]
}

/// Xᵀ X with a ridge.
fn gram(x: &DMatrix<f64>, lambda: f64) -> DMatrix<f64> {
    x.tr_mul(x) + DMatrix::identity(x.ncols(), x.ncols()) * lambda
}

fn inverse(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    matrix.clone().try_inverse().unwrap()
}

/// Weights by row and column, with zeros on the diagonal.
fn weights(p: &DMatrix<f64>, weight: impl Fn(&DMatrix<f64>, usize, usize) -> f64) -> DMatrix<f64> {
    DMatrix::from_fn(p.nrows(), p.ncols(), |i, j| if i == j { 0.0 } else { weight(p, i, j) })
}

fn columns_divided(p: &DMatrix<f64>) -> DMatrix<f64> {
    weights(p, |p, i, j| -p[(i, j)] / p[(j, j)])
}

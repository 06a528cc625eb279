//! Grades `ease`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use nalgebra::DMatrix;
use rand::{Rng, rngs::StdRng};

pub fn ease(answer: fn(&DMatrix<f64>, f64) -> DMatrix<f64>) -> Outcome {
    let rng = &mut rng(96);
    let mut inputs = vec![
        (vec![vec![1.0, 1.0], vec![1.0, 0.0]], 1.0),
        (
            vec![
                vec![1.0, 1.0, 0.0],
                vec![1.0, 0.0, 1.0],
                vec![1.0, 1.0, 1.0],
                vec![0.0, 1.0, 0.0],
            ],
            2.0,
        ),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (users, items) = (rng.gen_range(2..7), rng.gen_range(2..5));
        (interactions(rng, users, items), [0.5, 1.0, 2.0, 5.0][rng.gen_range(0..4)])
    }));
    // An item that no one has touched, and one item alone.
    inputs.push((vec![vec![1.0, 0.0, 1.0], vec![1.0, 0.0, 0.0]], 1.0));
    inputs.push((vec![vec![1.0], vec![0.0]], 0.5));
    // A ridge that outweighs everything, and users of whom each has touched the same.
    inputs.push((vec![vec![1.0, 1.0], vec![1.0, 0.0], vec![1.0, 1.0]], 1e6));
    inputs.push((vec![vec![1.0, 1.0]; 10], 1.0 / 1_048_576.0));
    // A weight of nearly 2 and some of nearly -1.
    let above_one =
        [[1.0, 1.0, 0.0, 1.0], [1.0, 0.0, 1.0, 1.0], [1.0, 1.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]];
    inputs.push((above_one.map(Vec::from).into(), 1.0 / 1_024.0));
    inputs.push((halving(9), 1e-12));
    let short = inputs.into_iter().map(|(x, lambda)| (show!(x, lambda), (x, lambda)));
    let short: Vec<(String, (Vec<Vec<f32>>, f64))> = short.collect();
    let mut grading = Grading::default();
    for (shown, (x, lambda)) in short.into_iter().chain(long_inputs(rng)) {
        let given = DMatrix::from_fn(x.len(), x[0].len(), |user, item| f64::from(x[user][item]));
        let n = given.ncols();
        let co_counts = given.tr_mul(&given);
        let plus_ridge = |gram: &DMatrix<f64>, lambda: f64| -> DMatrix<f64> {
            gram + DMatrix::identity(gram.nrows(), gram.nrows()) * lambda
        };
        let gram = plus_ridge(&co_counts, lambda);
        let p = inverse(&gram);
        let right = |p: &DMatrix<f64>| weights(p, |p, i, j| -p[(i, j)] / p[(j, j)]);
        let minus_diagonal =
            DMatrix::from_fn(n, n, |i, j| if i == j { -1.0 } else { -p[(i, j)] / p[(j, j)] });
        let without_zero = DMatrix::from_fn(n, n, |i, j| p[(i, j)] / p[(j, j)]);
        let ridge = &p * &co_counts;
        // With many users no answer gets so far.
        let by_users = match x.len() {
            ..50 => right(&inverse(&plus_ridge(&(&given * given.transpose()), lambda))),
            _ => Vec::new(),
        };
        let case = Case::new(shown, right(&p))
            .mistake(
                "this is the transpose; divide by the diagonal entry of the column, P[j][j]",
                weights(&p, |p, i, j| -p[(i, j)] / p[(i, i)]),
            )
            .mistake("the diagonal is -1; set it to 0", rows(&minus_diagonal))
            .mistake(
                "this is the transpose, and its diagonal is -1",
                rows(&minus_diagonal.transpose()),
            )
            .mistake(
                "the signs are flipped; put a minus before P",
                weights(&p, |p, i, j| p[(i, j)] / p[(j, j)]),
            )
            .mistake("the signs are flipped, and the diagonal is not 0", rows(&without_zero))
            .mistake(
                "`lambda` is left out; add it to the diagonal of G",
                right(&inverse(&co_counts)),
            )
            .mistake(
                "this is a ridge regression in which an item predicts itself; that is ruled out",
                rows(&ridge),
            )
            .mistake(
                "the diagonal of a ridge regression is set to 0 here; rule it out in the formula",
                weights(&ridge, |ridge, i, j| ridge[(i, j)]),
            )
            .mistake(
                "`lambda` is added to every entry; add it only to the diagonal of G",
                right(&inverse(&co_counts.add_scalar(lambda))),
            )
            .mistake(
                "`lambda` is added to the diagonal of P; add it to G before the inverse",
                right(&plus_ridge(&inverse(&co_counts), lambda)),
            )
            .mistake(
                "G is the identity only, times `lambda`; add Xᵀ X",
                right(&inverse(&plus_ridge(&DMatrix::zeros(n, n), lambda))),
            )
            .mistake("this is X Xᵀ, which compares users; Xᵀ X compares items", by_users)
            .mistake("G is not inverted", right(&gram))
            .mistake("this is P, the inverse; divide it by its diagonal", rows(&p))
            .mistake(
                "the entries are not divided by the diagonal of P",
                weights(&p, |p, i, j| -p[(i, j)]),
            )
            .mistake(
                "the entries are multiplied by the diagonal of P; divide by it",
                weights(&p, |p, i, j| -p[(i, j)] * p[(j, j)]),
            )
            .mistake(
                "the entries are divided by both diagonal entries; divide by that of the column",
                weights(&p, |p, i, j| -p[(i, j)] / (p[(i, i)] * p[(j, j)]).sqrt()),
            )
            .mistake(
                "these are the counts of items that occur together; invert G",
                weights(&co_counts, |counts, i, j| counts[(i, j)]),
            )
            .panics(
                "Xᵀ X has a row and a column for each item, and with `lambda` on its diagonal it \
                 can be inverted",
            );
        grading.ask(case, move || rows(&answer(&given, lambda)));
    }
    grading.outcome()
}

/// As many users as items, whose equations even a tiny ridge changes: two items that always go with one of
/// the two before share its weight, and so on for this number of pairs, until a last item needs the
/// smallest of these shares.
fn halving(pairs: usize) -> Vec<Vec<f32>> {
    let n = 2 * pairs + 2;
    let mut touched = vec![vec![0, 1, 2]];
    for pair in 1..pairs {
        let (before, own) = (2 * pair - 1, 2 * pair + 1);
        touched.extend([before, before + 1].map(|item| vec![item, own, own + 1]));
    }
    touched.extend([vec![n - 3, n - 1], vec![n - 2], vec![n - 1]]);
    let row = |items: Vec<usize>| (0..n).map(|i| f32::from(u8::from(items.contains(&i)))).collect();
    touched.into_iter().map(row).collect()
}

/// The parameters of `ease`, in their order, and how to show them.
type Long = (String, (Vec<Vec<f32>>, f64));

/// More users and items than small counters and tables hold, and equations that only a real solution solves.
/// There are few enough users for a table of them all, which an answer may make by mistake.
fn long_inputs(rng: &mut StdRng) -> Vec<Long> {
    let by_turns = |user: usize| vec![1.0, (user % 2) as f32];
    // All alike but for two of them.
    let nearly_alike = |n: usize, first: usize, second: usize| -> Vec<Vec<f32>> {
        let row = |user: usize| match user {
            _ if user == first => vec![1.0, 0.0, 1.0],
            _ if user == second => vec![0.0, 0.0, 1.0],
            _ => vec![1.0, 1.0, 0.0],
        };
        (0..n).map(row).collect()
    };
    let inputs = [
        ("60 users and 30 items, lambda = 2.0", (interactions(rng, 60, 30), 2.0)),
        (
            "300 users, who have all touched item 0 and every other one item 1, lambda = 1.0",
            ((0..300).map(by_turns).collect(), 1.0),
        ),
        (
            "1,000 users, who have touched items 0 and 1, but for user 0, who has touched items 0 and 2, and \
             user 1, who has touched item 2, lambda = 0.01",
            (nearly_alike(1_000, 0, 1), 0.01),
        ),
        (
            "1,102 users, who have touched items 0 and 1, but for user 1,100, who has touched items 0 and 2, \
             and user 1,101, who has touched item 2, lambda = 0.01",
            (nearly_alike(1_102, 1_100, 1_101), 0.01),
        ),
    ];
    inputs.map(|(shown, input)| (shown.to_owned(), input)).into()
}

/// 1.0 where the user has touched the item.
fn interactions(rng: &mut StdRng, users: usize, items: usize) -> Vec<Vec<f32>> {
    let touched = |rng: &mut StdRng| f32::from(u8::from(rng.gen_bool(0.6)));
    (0..users).map(|_| (0..items).map(|_| touched(rng)).collect()).collect()
}

/// The inverse; NaN where there is none.
fn inverse(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let nan = || DMatrix::from_element(matrix.nrows(), matrix.nrows(), f64::NAN);
    matrix.clone().try_inverse().unwrap_or_else(nan)
}

/// Rows of weights by row and column, with zeros on the diagonal.
fn weights(p: &DMatrix<f64>, weight: impl Fn(&DMatrix<f64>, usize, usize) -> f64) -> Vec<Vec<f32>> {
    let weight = |i: usize, j: usize| if i == j { 0.0 } else { weight(p, i, j) };
    rows(&DMatrix::from_fn(p.nrows(), p.ncols(), weight))
}

fn rows(matrix: &DMatrix<f64>) -> Vec<Vec<f32>> {
    matrix.row_iter().map(|row| row.iter().map(|&x| x as f32).collect()).collect()
}

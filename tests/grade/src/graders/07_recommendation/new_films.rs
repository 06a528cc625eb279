//! Grades `fold_in_item`.

use super::{
    Table, decimal, decimal_table, decimals, dot, matrix, nearly_alike, numbers_of, solved,
    vector_of,
};
use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, rngs::StdRng};

type FoldInItem = fn(
    &DMatrix<f64>,
    &DVector<f64>,
    f64,
    (&DVector<f64>, f64),
    &[(usize, f64)],
    f64,
) -> (DVector<f64>, f64);

/// A ridge with which an inverse by determinants is still exact enough for the step of three numbers.
const SMALL_RIDGE: f64 = 1.0 / 65_536.0;

/// The parameters of `fold_in_item`, in their order.
type NewFilm = (Table, Vec<f64>, f64, (Vec<f64>, f64), Vec<(usize, f64)>, f64);

pub fn fold_in_item(answer: FoldInItem) -> Outcome {
    let mut grading = Grading::default();
    let rng = &mut rng(73);
    let short = new_films(rng).into_iter().map(|input| {
        let (user_factors, user_biases, mean, prior, ratings, ridge) = &input;
        (show!(user_factors, user_biases, mean, prior, ratings, ridge), input)
    });
    let short: Vec<(String, NewFilm)> = short.collect();
    let long = many_new_films(rng).into_iter().map(|(shown, input)| (shown.to_owned(), input));
    for (shown, input) in short.into_iter().chain(long) {
        let (user_factors, user_biases, mean, prior, ratings, ridge) = input;
        let (vector, bias) = &prior;
        let n = vector.len();
        let known =
            |user: usize| mean + user_biases[user] + bias + dot(&user_factors[user], vector);
        // Rows that end with `last`, and what the prior leaves of each rating.
        let rows = |ratings: &[(usize, f64)], last: &dyn Fn(usize) -> f64| {
            DMatrix::from_fn(ratings.len(), n + 1, |i, j| match ratings[i].0 {
                user if j < n => user_factors[user][j],
                user => last(user),
            })
        };
        let left = |ratings: &[(usize, f64)]| {
            let residual = |&(user, rating): &(usize, f64)| rating - known(user);
            DVector::from_iterator(ratings.len(), ratings.iter().map(residual))
        };
        let (x, y) = (rows(&ratings, &|_| 1.0), left(&ratings));
        let (gram, side) = (x.tr_mul(&x), x.tr_mul(&y));
        let with_ridge = |gram: &DMatrix<f64>, side: &DVector<f64>, ridge: f64| {
            solved(gram + DMatrix::identity(side.len(), side.len()) * ridge, side)
        };
        // The step if a part of the prediction is forgotten.
        let forgetting = |part: &dyn Fn(usize) -> f64| {
            let parts = ratings.iter().map(|&(user, _)| part(user));
            let y = &y + DVector::from_iterator(ratings.len(), parts);
            with_ridge(&gram, &x.tr_mul(&y), ridge)
        };
        let plus = |d: &[f64], scale: f64| -> (Vec<f64>, f64) {
            let vector = vector.iter().zip(d).map(|(p, d)| p + scale * d).collect();
            (vector, bias + scale * d.get(n).copied().unwrap_or(0.0))
        };
        let alone = |d: Vec<f64>| (d[..n].to_vec(), d[n]);
        let right = with_ridge(&gram, &side, ridge);
        let part = gram.view((0, 0), (n, n)).into_owned();
        let vector_only = with_ridge(&part, &side.rows(0, n).into_owned(), ridge);
        let mut last_of_each = ratings.clone();
        last_of_each.reverse();
        let mut met = vec![false; user_factors.len()];
        last_of_each.retain(|&(user, _)| !std::mem::replace(&mut met[user], true));
        let once = rows(&last_of_each, &|_| 1.0);
        let each_once = with_ridge(&once.tr_mul(&once), &once.tr_mul(&left(&last_of_each)), ridge);
        let for_each = with_ridge(&gram, &side, ridge * ratings.len() as f64);
        let no_ridge = with_ridge(&gram, &side, 0.0);
        let ending = rows(&ratings, &|user| user_biases[user]);
        let biases_appended = with_ridge(&ending.tr_mul(&ending), &ending.tr_mul(&y), ridge);
        let mut free = &gram + DMatrix::identity(n + 1, n + 1) * ridge;
        free[(n, n)] -= ridge;
        let free_bias = solved(free, &side);
        let case = Case::new(shown, plus(&right, 1.0))
        .mistake("this is the prior; the ratings are left out", prior.clone())
        .mistake("this is only the step; add it to the prior", alone(right.clone()))
        .mistake(
            "the ridge pulls towards 0 here; it must pull towards the prior",
            alone(forgetting(&|user| dot(&user_factors[user], vector) + bias)),
        )
        .mistake("the mean is not subtracted from the ratings", plus(&forgetting(&|_| mean), 1.0))
        .mistake(
            "the users' biases are not subtracted from the ratings",
            plus(&forgetting(&|user| user_biases[user]), 1.0),
        )
        .mistake(
            "the prior's bias is not subtracted from the ratings",
            plus(&forgetting(&|_| *bias), 1.0),
        )
        .mistake(
            "the prior's vector is left out of what the prior predicts",
            plus(&forgetting(&|user| dot(&user_factors[user], vector)), 1.0),
        )
        .mistake(
            "the bias stays what it was; append a 1 to each user's vector, so that it is fitted too",
            plus(&vector_only, 1.0),
        )
        .mistake(
            "each row ends with the user's bias; it must end with a 1, which the film's bias multiplies",
            plus(&biases_appended, 1.0),
        )
        .mistake("the bias has no ridge; a step of it has the same price", plus(&free_bias, 1.0))
        .mistake("the ridge is left out, so a few ratings decide everything", plus(&no_ridge, 1.0))
        .mistake("the ridge is added once for each rating; add it once", plus(&for_each, 1.0))
        .mistake("a user who rated twice counts once; both ratings count", plus(&each_once, 1.0))
        .mistake(
            "the step goes the wrong way; y is the rating minus the prediction",
            plus(&right, -1.0),
        )
        .panics("it must also work without any rating, or with fewer ratings than factors");
        let (users, guess) = (matrix(&user_factors), vector_of(vector));
        let (biases, bias) = (vector_of(&user_biases), *bias);
        grading.ask(case, move || {
            let (vector, bias) = answer(&users, &biases, mean, (&guess, bias), &ratings, ridge);
            (numbers_of(&vector), bias)
        });
    }
    grading.outcome()
}

fn new_films(rng: &mut StdRng) -> Vec<NewFilm> {
    let users = vec![vec![1.0, 0.5], vec![0.5, -1.0], vec![2.0, 1.0]];
    let biases = vec![0.5, -0.5, 1.0];
    let prior = (vec![0.5, 1.0], 0.5);
    let of = |ratings: Vec<(usize, f64)>, ridge: f64| {
        (users.clone(), biases.clone(), 3.0, prior.clone(), ratings, ridge)
    };
    let mut inputs = vec![
        (vec![vec![1.0]], vec![0.5], 3.0, (vec![0.0], 0.0), vec![(0, 5.5)], 2.0),
        of(vec![(0, 2.0), (1, 5.0), (2, 4.0)], 2.0),
        // No rating; one rating for three unknowns; a user twice.
        of(vec![], 2.0),
        of(vec![(2, 1.5)], 2.0),
        of(vec![(1, 1.5), (1, 5.0), (2, 3.0)], 0.5),
        // Every residual is zero; a large ridge.
        (users.clone(), vec![0.0; 3], 3.0, (vec![0.0, 0.0], 0.0), vec![(0, 3.0), (2, 3.0)], 1.0),
        of(vec![(0, 1.0), (1, 5.0), (2, 1.0)], 1e6),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (n_users, factors) = (rng.gen_range(3..9), rng.gen_range(1..4));
        let ratings = (0..rng.gen_range(2..16))
            .map(|_| (rng.gen_range(0..n_users), rng.gen_range(2..=10) as f64 / 2.0));
        let ratings = ratings.collect();
        let (users, biases) = (decimal_table(rng, n_users, factors), decimals(rng, n_users));
        let prior = (decimals(rng, factors), decimal(rng));
        (users, biases, 3.5, prior, ratings, [0.5, 1.0, 2.0, 5.0][rng.gen_range(0..4)])
    }));
    // Ratings of any size, 0 among them; nearly equal users, whom only a real solution of the equations
    // tells apart; tiny numbers.
    inputs.push(of(vec![(0, 150.0), (2, -20.0), (1, 0.0), (0, 4.13)], 1.0));
    inputs.push((
        users,
        vec![1e6, -2e6, 150.0],
        -1e6,
        (vec![9.0, -7.0], 12.0),
        vec![(0, 3.27), (1, 4.5)],
        2.0,
    ));
    let alike = vec![(0, 3.0), (1, 2.9)];
    inputs.push((nearly_alike(), vec![0.0; 2], 3.0, (vec![0.0; 2], 0.0), alike, SMALL_RIDGE));
    let opposite = vec![vec![1e-4], vec![-1e-4]];
    inputs.push((opposite, vec![0.0; 2], 0.0, (vec![0.5], 0.0), vec![(0, 2e-4), (1, -2e-4)], 1e-8));
    let opposite = vec![vec![1e-6], vec![-1e-6]];
    inputs.push((
        opposite,
        vec![0.0; 2],
        0.0,
        (vec![0.5], 0.0),
        vec![(0, 2e-6), (1, -2e-6)],
        1e-12,
    ));
    inputs
}

/// More factors, users and ratings than small counters and buffers hold.
fn many_new_films(rng: &mut StdRng) -> Vec<(&'static str, NewFilm)> {
    let factors = 30;
    let prior = (decimals(rng, factors), 0.5);
    let raters = decimal_table(rng, 50, factors);
    let ratings = (0..50).map(|user| (user, (user % 5 + 1) as f64)).collect();
    let wide = (raters, decimals(rng, 50), 3.5, prior, ratings, 2.0);
    let many = |n: usize| -> NewFilm {
        let users = vec![vec![1.0, 0.5], vec![0.5, -1.0], vec![2.0, 1.0]];
        let ratings = (0..n).map(|i| (i % 3, (i % 5 + 1) as f64)).collect();
        (users, vec![0.5, -0.5, 1.0], 3.0, (vec![0.5, 1.0], 0.5), ratings, 4.0)
    };
    let row = |user: usize| vec![if user.is_multiple_of(1_000) { 2.0 } else { 1.0 }];
    let users = (0..=70_000).map(row).collect();
    let biases = (0..=70_000).map(|user| (user % 7) as f64 / 4.0).collect();
    let far = (users, biases, 3.0, (vec![0.5], 0.0), vec![(300, 1.0), (70_000, 5.0)], 1.0);
    vec![
        ("50 users with 30 factors, each of whom rates the film once, ridge = 2.0", wide),
        ("3 users with 2 factors, who rate the film 300 times, ridge = 4.0", many(300)),
        ("3 users with 2 factors, who rate the film 3,000 times, ridge = 4.0", many(3_000)),
        ("70,001 users with 1 factor, of whom 300 and 70,000 rate the film 1.0 and 5.0", far),
    ]
}

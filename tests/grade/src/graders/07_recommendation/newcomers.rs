//! Grades `mean_user` and `fold_in`.

use super::{
    TINY_RIDGE, Table, decimal, decimal_table, decimals, dot, matrix, nearly_alike, numbers_of,
    ridge_regression, vector_of,
};
use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, rngs::StdRng};

pub fn mean_user(answer: fn(&DMatrix<f64>) -> DVector<f64>) -> Outcome {
    let rng = &mut rng(71);
    let mut inputs = vec![vec![vec![9.0, 9.0], vec![1.0, 0.0], vec![3.0, 2.0]]];
    inputs.extend((0..TRIES).map(|_| {
        let (rows, factors) = (rng.gen_range(2..7), rng.gen_range(1..5));
        decimal_table(rng, rows, factors)
    }));
    // A single user; users like row 0 and like nothing; numbers of any size.
    inputs.push(vec![vec![0.5, -1.0], vec![2.5, 3.0]]);
    inputs.push(vec![vec![1.0, 2.0], vec![0.0, 0.0], vec![1.0, 2.0], vec![3.5, -5.0]]);
    inputs.push(vec![vec![0.0, 0.0], vec![0.0, 0.0], vec![-7.0, 12.0], vec![-150.0, 0.0]]);
    inputs.push(vec![vec![-1e9], vec![2e6], vec![1e6], vec![-9e6]]);
    // What is left of a sum that cancels, which an `f32` has no digits for.
    inputs.push(vec![vec![0.0, 1.0], vec![1e9 + 0.5, 3e12], vec![-1e9, 1.0]]);
    let mut grading = Grading::default();
    let short = inputs.into_iter().map(|user_factors| (show!(user_factors), user_factors));
    // More users than a small counter counts, more factors than a short buffer holds.
    let counted = |rows: usize| (0..rows).map(|row| vec![(row * 4 / rows) as f64, 1.0]).collect();
    let long: [(&str, Table); 3] = [
        (
            "300 users, whose vectors are [0.0, 1.0], [1.0, 1.0], [2.0, 1.0] and [3.0, 1.0], each for a quarter",
            counted(301),
        ),
        (
            "70,000 users, whose vectors are [0.0, 1.0], [1.0, 1.0], [2.0, 1.0] and [3.0, 1.0], each for a quarter",
            counted(70_001),
        ),
        ("4 users with 400 factors", decimal_table(rng, 5, 400)),
    ];
    let long = long.into_iter().map(|(shown, user_factors)| (shown.to_owned(), user_factors));
    for (shown, user_factors) in short.chain(long) {
        let sum_from = |row: usize| -> Vec<f64> {
            let users = &user_factors[row..];
            (0..users[0].len()).map(|j| users.iter().map(|user| user[j]).sum()).collect()
        };
        let divided = |sum: Vec<f64>, n: usize| -> Vec<f64> {
            sum.iter().map(|sum| sum / n as f64).collect()
        };
        let n = user_factors.len() - 1;
        let of_each = |rows: &[Vec<f64>]| -> Vec<f64> {
            rows.iter().map(|row| row.iter().sum::<f64>() / row.len() as f64).collect()
        };
        let last = user_factors.len() - 1;
        // Each user moves the mean so far half of the way.
        let halved = user_factors[1..].iter().cloned().reduce(|mean, user| {
            mean.iter().zip(user).map(|(mean, x)| f64::midpoint(*mean, x)).collect()
        });
        let without_last: Vec<f64> =
            sum_from(1).iter().zip(&user_factors[last]).map(|(sum, x)| sum - x).collect();
        let given = matrix(&user_factors);
        let case = Case::new(shown, divided(sum_from(1), n))
            .mistake("row 0, the unknown user, is included", divided(sum_from(0), n + 1))
            .mistake(
                "row 0 is left out of the sum but counted in the division",
                divided(sum_from(1), n + 1),
            )
            .mistake("row 0 is in the sum but not counted in the division", divided(sum_from(0), n))
            .mistake("this is the sum; divide it by the number of users", sum_from(1))
            .mistake(
                "it is divided by the number of factors; divide by that of the users",
                divided(sum_from(1), user_factors[0].len()),
            )
            .mistake(
                "the last user is left out; n users from row 1 on are the rows up to n",
                divided(without_last.clone(), n - 1),
            )
            .mistake("the last user is left out of the sum", divided(without_last, n))
            .mistake(
                "later users count more; add all of them up before dividing",
                halved.expect("there is a user"),
            )
            .mistake(
                "this is a mean for each user; return a mean for each factor",
                of_each(&user_factors[1..]),
            )
            .mistake(
                "this is a mean for each row; return a mean for each factor",
                of_each(&user_factors),
            )
            .mistake(
                "this is row 0, which stands for the unknown user; the users come after it",
                user_factors[0].clone(),
            );
        grading.ask(case, move || numbers_of(&answer(&given)));
    }
    grading.outcome()
}

type FoldIn = fn(&DMatrix<f64>, &DVector<f64>, &[(usize, f64)], f64) -> DVector<f64>;

pub fn fold_in(answer: FoldIn) -> Outcome {
    let rng = &mut rng(72);
    let films = vec![vec![1.0, 0.5], vec![0.5, -1.0], vec![2.0, 1.0]];
    let mut inputs = vec![
        (vec![vec![2.0]], vec![1.0], vec![(0, 5.0)], 4.0),
        (films.clone(), vec![0.5, 1.0], vec![(0, 2.0), (1, -1.0), (2, 1.0)], 2.0),
        // Without ratings the prior stays; one rating for two factors; the same film twice.
        (films.clone(), vec![0.5, 1.0], vec![], 2.0),
        (films.clone(), vec![0.5, 1.0], vec![(2, 1.5)], 2.0),
        (films.clone(), vec![0.0, 0.0], vec![(1, 1.5), (1, -0.5), (2, 1.0)], 0.5),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (n_films, factors) = (rng.gen_range(2..6), rng.gen_range(1..4));
        let ratings = (0..rng.gen_range(1..6)).map(|_| (rng.gen_range(0..n_films), decimal(rng)));
        let ratings = ratings.collect();
        let (films, prior) = (decimal_table(rng, n_films, factors), decimals(rng, factors));
        (films, prior, ratings, [0.5, 1.0, 2.0, 5.0][rng.gen_range(0..4)])
    }));
    // Ratings of 0 and of any size; a prior far away; a large ridge.
    inputs.push((films.clone(), vec![0.5, 1.0], vec![(0, 0.0), (1, 0.0), (2, -1.0)], 0.5));
    inputs.push((films.clone(), vec![0.5, 1.0], vec![(0, 150.0), (2, -20.0), (1, 7.5)], 1.0));
    inputs.push((films.clone(), vec![1e6, -2e6], vec![(0, 3.27), (1, 4.13)], 2.0));
    inputs.push((films, vec![0.0, 0.0], vec![(0, 3e6), (2, -1e6)], 1e6));
    // Nearly equal films, which only a real solution of the equations tells apart; tiny numbers.
    inputs.push((nearly_alike(), vec![0.0, 0.0], vec![(0, 0.0), (1, -0.0007)], TINY_RIDGE));
    inputs.push((vec![vec![1e-4]], vec![0.5], vec![(0, 3.5e-4)], 1e-8));
    inputs.push((vec![vec![1e-6]], vec![0.5], vec![(0, 3.5e-6)], 1e-12));
    let mut grading = Grading::default();
    for (film_factors, prior, ratings, ridge) in inputs {
        let shown = show!(film_factors, prior, ratings, ridge);
        ask_fold_in(&mut grading, answer, shown, (film_factors, prior, ratings, ridge));
    }
    for (shown, input) in many_to_fold_in(rng) {
        ask_fold_in(&mut grading, answer, shown.to_owned(), input);
    }
    grading.outcome()
}

/// The parameters of `fold_in`, in their order.
type Newcomer = (Table, Vec<f64>, Vec<(usize, f64)>, f64);

/// More factors, films and ratings than small counters and buffers hold.
fn many_to_fold_in(rng: &mut StdRng) -> Vec<(&'static str, Newcomer)> {
    let factors = 30;
    let films = decimal_table(rng, 50, factors);
    let ratings = (0..50).map(|film| (film, decimal(rng))).collect();
    let many = |n: usize| (0..n).map(|i| (i % 2, (i % 5 + 1) as f64)).collect();
    let two = vec![vec![1.0, 0.5], vec![-0.5, 1.5]];
    let row = |film: usize| vec![if film.is_multiple_of(1_000) { 2.0 } else { 1.0 }];
    vec![
        (
            "50 films with 30 factors, each rated once, ridge = 2.0",
            (films, decimals(rng, factors), ratings, 2.0),
        ),
        (
            "2 films with 2 factors, rated 300 times, ridge = 4.0",
            (two.clone(), vec![0.5, 1.0], many(300), 4.0),
        ),
        (
            "2 films with 2 factors, rated 3,000 times, ridge = 4.0",
            (two, vec![0.5, 1.0], many(3_000), 4.0),
        ),
        (
            "70,001 films with 1 factor, of which 300 and 70,000 are rated 1.0 and 5.0, prior = [0.5], \
             ridge = 1.0",
            ((0..=70_000).map(row).collect(), vec![0.5], vec![(300, 1.0), (70_000, 5.0)], 1.0),
        ),
    ]
}

fn ask_fold_in(
    grading: &mut Grading<Vec<f64>>,
    answer: FoldIn,
    shown: String,
    (film_factors, prior, ratings, ridge): Newcomer,
) {
    let rated: Table = ratings.iter().map(|&(film, _)| film_factors[film].clone()).collect();
    let values: Vec<f64> = ratings.iter().map(|&(_, rating)| rating).collect();
    let left: Vec<f64> =
        rated.iter().zip(&values).map(|(row, rating)| rating - dot(row, &prior)).collect();
    let solved = |x: &[Vec<f64>], y: &[f64], ridge: f64| ridge_regression(prior.len(), x, y, ridge);
    let step = solved(&rated, &left, ridge);
    let plus = |step: &[f64], scale: f64| -> Vec<f64> {
        prior.iter().zip(step).map(|(p, d)| p + scale * d).collect()
    };
    let without_ridge = solved(&rated, &left, 0.0);
    let around_zero = solved(&rated, &values, ridge);
    let ridge_for_each = solved(&rated, &left, ridge * ratings.len() as f64);
    let rating_of = |film: usize| {
        ratings.iter().find(|&&(rated, _)| rated == film).map_or(0.0, |&(_, rating)| rating)
    };
    let left_of_all: Vec<f64> = (film_factors.iter().enumerate())
        .map(|(film, row)| rating_of(film) - dot(row, &prior))
        .collect();
    let all_films = solved(&film_factors, &left_of_all, ridge);
    let undivided: Vec<f64> =
        (0..prior.len()).map(|j| rated.iter().zip(&left).map(|(x, y)| x[j] * y).sum()).collect();
    let matrix = matrix(&film_factors);
    let guess = vector_of(&prior);
    let mut last_of_each = ratings.clone();
    last_of_each.reverse();
    let mut met = vec![false; film_factors.len()];
    last_of_each.retain(|&(film, _)| !std::mem::replace(&mut met[film], true));
    let rows: Table = last_of_each.iter().map(|&(film, _)| film_factors[film].clone()).collect();
    let left_of_each: Vec<f64> = (last_of_each.iter())
        .map(|&(film, rating)| rating - dot(&film_factors[film], &prior))
        .collect();
    let each_once = solved(&rows, &left_of_each, ridge);
    let case = Case::new(shown, plus(&step, 1.0))
        .mistake("this is the prior; the ratings are left out", prior.clone())
        .mistake("this is only the step; add it to the prior", step.clone())
        .mistake(
            "the ridge pulls towards 0 here; it must pull towards the prior",
            around_zero.clone(),
        )
        .mistake(
            "y is what the prior leaves; subtract its predictions from the ratings",
            plus(&around_zero, 1.0),
        )
        .mistake(
            "the ridge is left out, so a few ratings decide everything",
            plus(&without_ridge, 1.0),
        )
        .mistake("the ridge is added once for each rating; add it once", plus(&ridge_for_each, 1.0))
        .mistake(
            "a film that is rated twice counts once; both ratings count",
            plus(&each_once, 1.0),
        )
        .mistake("films without a rating count as rated 0; leave them out", plus(&all_films, 1.0))
        .mistake(
            "the step goes the wrong way; y is the rating minus the prediction",
            plus(&step, -1.0),
        )
        .mistake("this is prior + Xᵀ y; the equations are not solved", plus(&undivided, 1.0))
        .panics("it must also work without any rating, or with fewer ratings than factors");
    grading.ask(case, move || numbers_of(&answer(&matrix, &guess, &ratings, ridge)));
}

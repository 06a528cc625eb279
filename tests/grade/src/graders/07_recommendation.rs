//! Grades the exercises of chapter 7.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, number, numbers, rng, table};
use crate::outcome::Outcome;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, rngs::StdRng, seq::SliceRandom};

type Table = Vec<Vec<f32>>;

pub fn recommend_unseen(answer: fn(&[f32], &[usize], usize) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(70);
    let mut inputs = vec![
        (vec![4.1, 3.0, 4.8, 3.9], vec![2], 2),
        (vec![3.5, 3.0, 4.8, 3.9, 4.1], vec![2, 0], 2),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(3..9);
        let mut films: Vec<usize> = (0..n).collect();
        films.shuffle(rng);
        films.truncate(rng.gen_range(0..n));
        (predictions(rng, n), films, rng.gen_range(1..=n))
    }));
    // Ties, in a list long enough that an unstable sort shows.
    inputs.push(((0..40).map(|i| [3.5, 4.0, 3.0][i % 3]).collect(), vec![4, 0, 39], 25));
    // Nothing seen, all seen, one seen twice, fewer unseen than wanted, none wanted, no film.
    inputs.push((predictions(rng, 4), vec![], 2));
    inputs.push((predictions(rng, 3), vec![2, 0, 1], 2));
    inputs.push((predictions(rng, 4), vec![3, 1, 3], 2));
    inputs.push((predictions(rng, 4), vec![3], 9));
    inputs.push((predictions(rng, 3), vec![0], 0));
    inputs.push((vec![], vec![], 3));
    let mut grading = Grading::default();
    for (predictions, seen, k) in inputs {
        let best_first = |films: &[usize]| sorted(films, |film| -predictions[film]);
        let all: Vec<usize> = (0..predictions.len()).collect();
        let (watched, unseen): (Vec<usize>, Vec<usize>) =
            all.iter().copied().partition(|film| seen.contains(film));
        let ranked = best_first(&unseen);
        let seen_taken_out_late: Vec<usize> =
            first(&best_first(&all), k).into_iter().filter(|film| !seen.contains(film)).collect();
        let worst_first = sorted(&unseen, |film| predictions[film]);
        let best_reversed: Vec<usize> = worst_first.iter().rev().copied().collect();
        let place_among_unseen = |film: &usize| {
            unseen.iter().position(|other| other == film).expect("it is one of the unseen")
        };
        let filled_up: Vec<usize> = ranked.iter().copied().chain(best_first(&watched)).collect();
        let case = Case::new(show!(predictions, seen, k), first(&ranked, k))
            .mistake("seen films are among them; leave those out", first(&best_first(&all), k))
            .mistake("these are only seen films", first(&best_first(&watched), k))
            .mistake("the worst come first", first(&worst_first, k))
            .mistake(
                "the seen films are left out after taking the best; leave them out before",
                seen_taken_out_late,
            )
            .mistake(
                "equal values have changed places; the first of them comes first",
                first(&best_reversed, k),
            )
            .mistake(
                "these are places among the unseen; return the numbers of the films",
                first(&ranked, k).iter().map(place_among_unseen).collect(),
            )
            .mistake("they are in order of number; sort them by prediction", first(&unseen, k))
            .mistake(
                "seen films fill up the list; return fewer than `k` instead",
                first(&filled_up, k),
            )
            .mistake("the list has one too many", first(&ranked, k + 1))
            .mistake("the list has one too few", first(&ranked, k.saturating_sub(1)))
            .panics("there may be fewer than `k` unseen films; return all of them then");
        grading.ask(case, move || answer(&predictions, &seen, k));
    }
    grading.outcome()
}

pub fn mean_user(answer: fn(&DMatrix<f64>) -> DVector<f64>) -> Outcome {
    let rng = &mut rng(71);
    let mut inputs = vec![vec![vec![9.0, 9.0], vec![1.0, 0.0], vec![3.0, 2.0]]];
    inputs.extend((0..TRIES).map(|_| {
        let (rows, factors) = (rng.gen_range(2..7), rng.gen_range(1..5));
        table(rng, rows, factors)
    }));
    let mut grading = Grading::default();
    for user_factors in inputs {
        let sum_from = |row: usize| -> Vec<f32> {
            let users = &user_factors[row..];
            (0..users[0].len()).map(|j| users.iter().map(|user| user[j]).sum()).collect()
        };
        let divided = |sum: Vec<f32>, n: usize| -> Vec<f32> {
            sum.iter().map(|sum| sum / n as f32).collect()
        };
        let n = user_factors.len() - 1;
        let of_each = |rows: &[Vec<f32>]| -> Vec<f32> {
            rows.iter().map(|row| row.iter().sum::<f32>() / row.len() as f32).collect()
        };
        let given = matrix(&user_factors);
        let case = Case::new(show!(user_factors), divided(sum_from(1), n))
            .mistake("row 0, the unknown user, is included", divided(sum_from(0), n + 1))
            .mistake(
                "row 0 is left out of the sum but counted in the division",
                divided(sum_from(1), n + 1),
            )
            .mistake("row 0 is in the sum but not counted in the division", divided(sum_from(0), n))
            .mistake("this is the sum; divide it by the number of users", sum_from(1))
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
        (films, vec![0.0, 0.0], vec![(1, 1.5), (1, -0.5), (2, 1.0)], 0.5),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (n_films, factors) = (rng.gen_range(2..6), rng.gen_range(1..4));
        let ratings = (0..rng.gen_range(1..6)).map(|_| (rng.gen_range(0..n_films), number(rng)));
        let ratings = ratings.collect();
        let (films, prior) = (table(rng, n_films, factors), numbers(rng, factors));
        (films, prior, ratings, [0.5, 1.0, 2.0, 5.0][rng.gen_range(0..4)])
    }));
    let mut grading = Grading::default();
    for (film_factors, prior, ratings, ridge) in inputs {
        let rated: Table = ratings.iter().map(|&(film, _)| film_factors[film].clone()).collect();
        let values: Vec<f32> = ratings.iter().map(|&(_, rating)| rating).collect();
        let left: Vec<f32> =
            rated.iter().zip(&values).map(|(row, rating)| rating - dot(row, &prior)).collect();
        let solved =
            |x: &[Vec<f32>], y: &[f32], ridge: f32| ridge_regression(prior.len(), x, y, ridge);
        let step = solved(&rated, &left, ridge);
        let plus = |step: &[f32], scale: f32| -> Vec<f32> {
            prior.iter().zip(step).map(|(p, d)| p + scale * d).collect()
        };
        let without_ridge = solved(&rated, &left, 0.0);
        let around_zero = solved(&rated, &values, ridge);
        let ridge_for_each = solved(&rated, &left, ridge * ratings.len() as f32);
        let rating_of = |film: usize| {
            ratings.iter().find(|&&(rated, _)| rated == film).map_or(0.0, |&(_, rating)| rating)
        };
        let left_of_all: Vec<f32> = (film_factors.iter().enumerate())
            .map(|(film, row)| rating_of(film) - dot(row, &prior))
            .collect();
        let all_films = solved(&film_factors, &left_of_all, ridge);
        let undivided: Vec<f32> = (0..prior.len())
            .map(|j| rated.iter().zip(&left).map(|(x, y)| x[j] * y).sum())
            .collect();
        let matrix = matrix(&film_factors);
        let guess = DVector::from_iterator(prior.len(), prior.iter().map(|&x| f64::from(x)));
        let given: Vec<(usize, f64)> =
            ratings.iter().map(|&(film, rating)| (film, f64::from(rating))).collect();
        let case = Case::new(show!(film_factors, prior, ratings, ridge), plus(&step, 1.0))
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
            .mistake(
                "the ridge is added once for each rating; add it once",
                plus(&ridge_for_each, 1.0),
            )
            .mistake(
                "films without a rating count as rated 0; leave them out",
                plus(&all_films, 1.0),
            )
            .mistake(
                "the step goes the wrong way; y is the rating minus the prediction",
                plus(&step, -1.0),
            )
            .mistake("this is prior + Xᵀ y; the equations are not solved", plus(&undivided, 1.0))
            .panics("it must also work without any rating, or with fewer ratings than factors");
        grading.ask(case, move || numbers_of(&answer(&matrix, &guess, &given, f64::from(ridge))));
    }
    grading.outcome()
}

/// The step `d` for which `(Xᵀ X + ridge I) d = Xᵀ y`; NaN unless exactly one step solves it.
fn ridge_regression(factors: usize, x: &[Vec<f32>], y: &[f32], ridge: f32) -> Vec<f32> {
    let entry = |i: usize, j: usize| -> f64 {
        let sum: f64 = x.iter().map(|row| f64::from(row[i]) * f64::from(row[j])).sum();
        if i == j { sum + f64::from(ridge) } else { sum }
    };
    let side = |i: usize| -> f64 {
        x.iter().zip(y).map(|(row, &y)| f64::from(row[i]) * f64::from(y)).sum()
    };
    let solved = DMatrix::from_fn(factors, factors, entry)
        .lu()
        .solve(&DVector::from_fn(factors, |i, _| side(i)));
    solved.map_or(vec![f32::NAN; factors], |step| numbers_of(&step))
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn matrix(rows: &[Vec<f32>]) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| f64::from(rows[i][j]))
}

fn numbers_of(vector: &DVector<f64>) -> Vec<f32> {
    vector.iter().map(|&x| x as f32).collect()
}

/// Predicted ratings from 1.0 to 5.0, with ties.
fn predictions(rng: &mut StdRng, n: usize) -> Vec<f32> {
    (0..n).map(|_| rng.gen_range(2..=10) as f32 / 2.0).collect()
}

/// Films by a key, the smallest first; equals stay in their order.
fn sorted(films: &[usize], key: impl Fn(usize) -> f32) -> Vec<usize> {
    let mut order = films.to_vec();
    order.sort_by(|&a, &b| key(a).total_cmp(&key(b)));
    order
}

fn first(order: &[usize], k: usize) -> Vec<usize> {
    order.iter().take(k).copied().collect()
}

//! Grades the exercises of chapter 4.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, number, numbers, rng, table};
use crate::outcome::Outcome;
use crate::value::Value;
use dfdx::prelude::*;
use rand::Rng;

type PredictWithBias = fn(&[f32], &[f32], f32, f32, f32, f32) -> f32;

/// Ranges of stars, of a share, of percent, below and around zero.
const RANGES: [(f32, f32); 6] =
    [(0.0, 5.5), (0.5, 5.5), (1.0, 5.0), (0.0, 100.0), (-1.0, 1.0), (-20.0, -10.0)];

pub fn predict_with_bias(answer: PredictWithBias) -> Outcome {
    let rng = &mut rng(40);
    let mut inputs = vec![
        (vec![1.0, 2.0], vec![0.5, -0.5], 0.2, 0.3, 0.0, 5.5),
        (vec![1.0, 2.0], vec![0.5, 0.3], 0.2, -0.5, 1.0, 5.0),
    ];
    inputs.extend((0..TRIES).map(|i| {
        let factors = i % 5;
        let (user, film) = (numbers(rng, factors), numbers(rng, factors));
        let (low, high) = RANGES[i % RANGES.len()];
        (user, film, number(rng) / 2.0, number(rng) / 2.0, low, high)
    }));
    // Scores far from 0, by the factors or by the biases; one that almost cancels.
    inputs.extend([3.5, -6.5, 9.0, -13.0, 100.0, -100.0, 1000.0, -1000.0].into_iter().flat_map(
        |x| {
            let by_factors = (vec![x, 1.0], vec![1.0, -0.5], 0.25, 0.5, 0.0, 100.0);
            let by_bias = (vec![0.5], vec![-0.5], x, 0.0, 0.0, 100.0);
            let cancelling = (vec![0.5], vec![1.0], x, -x, 1.0, 5.0);
            [by_factors, by_bias, cancelling]
        },
    ));
    // Ranges so wide that a sigmoid that keeps a little away from its ends shows.
    inputs.push((vec![1.0], vec![-1000.0], 0.25, 0.5, 0.0, 1e35));
    inputs.push((vec![1.0], vec![1000.0], 0.25, 0.5, -1e35, 0.0));
    // Many factors, in eighths, which add up exactly in any order.
    let eighths =
        |n: usize, step: usize| (0..n).map(|i| (i * step % 7) as f32 / 8.0 - 0.375).collect();
    inputs.extend([60, 1_000].map(|n| (eighths(n, 1), eighths(n, 3), 0.5, -0.25, 0.0, 5.5)));
    let mut grading = Grading::default();
    for (user, film, user_bias, film_bias, low, high) in inputs {
        let factors = user.len() as f32;
        let affinity: f32 = user.iter().zip(&film).map(|(u, f)| u * f).sum();
        let score = affinity + user_bias + film_bias;
        let squeezed = |score: f32| low + (high - low) / (1.0 + (-score).exp());
        let biased_factors = user.iter().zip(&film).map(|(u, f)| (u + user_bias) * (f + film_bias));
        let last_product = user.last().zip(film.last()).map_or(0.0, |(u, f)| u * f);
        let case = Case::new(show!(user, film, user_bias, film_bias, low, high), squeezed(score))
            .mistake("both biases are left out; add them to the dot product", squeezed(affinity))
            .mistake("the film's bias is left out", squeezed(affinity + user_bias))
            .mistake("the user's bias is left out", squeezed(affinity + film_bias))
            .mistake(
                "the biases are added to the prediction; add them to the score, before the sigmoid",
                squeezed(affinity) + user_bias + film_bias,
            )
            .mistake("this is the score; squeeze it into the range", score)
            .mistake(
                "the score is clamped to the range; the sigmoid approaches the ends smoothly",
                score.clamp(low, high),
            )
            .mistake(
                "this is the plain sigmoid, between 0 and 1; stretch it to the range",
                1.0 / (1.0 + (-score).exp()),
            )
            .mistake("the range begins at `low`; add it at the end", squeezed(score) - low)
            .mistake(
                "the biases are added once for each factor; add them once to the dot product",
                squeezed(affinity + factors * (user_bias + film_bias)),
            )
            .mistake(
                "the biases are added to the factors; add them to the dot product",
                squeezed(biased_factors.sum()),
            )
            .mistake(
                "the factors are left out; the score is more than the biases",
                squeezed(user_bias + film_bias),
            )
            .mistake(
                "the biases are subtracted; add them",
                squeezed(affinity - user_bias - film_bias),
            )
            .mistake(
                "the curve is upside down; the exponent is minus the score, and `low` is added",
                squeezed(-score),
            )
            .mistake(
                "the sum of the products is divided by their number; a dot product is the sum",
                squeezed(affinity / factors.max(1.0) + user_bias + film_bias),
            )
            .mistake(
                "only the last product counts; add them up with `+=`",
                squeezed(last_product + user_bias + film_bias),
            )
            .mistake(
                "NaN comes from infinity divided by infinity; `1 / (1 + e^-x)` never meets it",
                if score > 88.0 { f32::NAN } else { squeezed(score) },
            );
        grading.ask(case, move || answer(&user, &film, user_bias, film_bias, low, high));
    }
    grading.outcome()
}

/// A batch for `dot_product_bias`.
#[derive(Clone)]
struct Batch {
    users: Vec<Vec<f32>>,
    films: Vec<Vec<f32>>,
    user_bias: Vec<f32>,
    film_bias: Vec<f32>,
    low: f32,
    high: f32,
}

/// What a forward pass predicts, and the gradients of the sum of its predictions, which count once and
/// twice in turn, so that no row can pass for its neighbour.
#[derive(Clone, Debug)]
struct Pass {
    predictions: Vec<f32>,
    gradient_of_users: Vec<f32>,
    gradient_of_films: Vec<f32>,
    gradient_of_user_bias: Vec<f32>,
    gradient_of_film_bias: Vec<f32>,
}

impl Pass {
    fn lists(&self) -> [&Vec<f32>; 5] {
        let Self {
            predictions,
            gradient_of_users,
            gradient_of_films,
            gradient_of_user_bias,
            gradient_of_film_bias,
        } = self;
        [
            predictions,
            gradient_of_users,
            gradient_of_films,
            gradient_of_user_bias,
            gradient_of_film_bias,
        ]
    }
}

impl Value for Pass {
    fn agrees(&self, other: &Self, tolerance: f32) -> bool {
        self.lists().iter().zip(other.lists()).all(|(a, b)| a.agrees(b, tolerance))
    }

    fn fault(&self, expected: &Self) -> Option<String> {
        self.lists().iter().zip(expected.lists()).find_map(|(a, b)| a.fault(b))
    }
}

type Rows<T = OwnedTape<f32, Cpu>> = Tensor<(usize, usize), f32, Cpu, T>;
type Column<T = OwnedTape<f32, Cpu>> = Tensor<(usize,), f32, Cpu, T>;
type DotProductBias = fn(Rows, Rows, Column, Column, f32, f32) -> Column;

/// Runs a forward pass on a batch, and back.
fn run(batch: &Batch, forward: impl Fn(Rows, Rows, Column, Column, f32, f32) -> Column) -> Pass {
    let device = Cpu::default();
    let rows = |table: &[Vec<f32>]| -> Rows<NoneTape> {
        device.tensor_from_vec(table.concat(), (table.len(), table[0].len()))
    };
    let column = |numbers: &[f32]| -> Column<NoneTape> {
        device.tensor_from_vec(numbers.to_vec(), (numbers.len(),))
    };
    let (users, films) = (rows(&batch.users), rows(&batch.films));
    let (user_bias, film_bias) = (column(&batch.user_bias), column(&batch.film_bias));
    let predictions = forward(
        users.leaky_trace(),
        films.leaky_trace(),
        user_bias.leaky_trace(),
        film_bias.leaky_trace(),
        batch.low,
        batch.high,
    );
    let predicted = predictions.as_vec();
    let weights: Vec<f32> = (0..predicted.len()).map(weight).collect();
    let mut gradients = (predictions * column(&weights)).sum().backward();
    // An input that the tape does not know has a gradient of 0.
    let mut of_rows =
        |x: &Rows<NoneTape>| gradients.get_or_alloc_mut(x).expect("there is memory").to_vec();
    let (gradient_of_users, gradient_of_films) = (of_rows(&users), of_rows(&films));
    let mut of_column =
        |x: &Column<NoneTape>| gradients.get_or_alloc_mut(x).expect("there is memory").to_vec();
    let (gradient_of_user_bias, gradient_of_film_bias) =
        (of_column(&user_bias), of_column(&film_bias));
    Pass {
        predictions: predicted,
        gradient_of_users,
        gradient_of_films,
        gradient_of_user_bias,
        gradient_of_film_bias,
    }
}

/// How often a prediction counts. More would enlarge the rounding of `1 - share` in a gradient.
fn weight(row: usize) -> f32 {
    [1.0, 2.0][row % 2]
}

/// The same by hand.
fn run_by_hand(batch: &Batch) -> Pass {
    let Batch { users, films, user_bias, film_bias, low, high } = batch;
    let share = |i: usize| {
        let affinity: f32 = users[i].iter().zip(&films[i]).map(|(u, f)| u * f).sum();
        1.0 / (1.0 + (-(affinity + user_bias[i] + film_bias[i])).exp())
    };
    let shares: Vec<f32> = (0..users.len()).map(share).collect();
    let slope = |(row, share): (usize, &f32)| weight(row) * (high - low) * share * (1.0 - share);
    let slopes: Vec<f32> = shares.iter().enumerate().map(slope).collect();
    let scaled = |table: &[Vec<f32>]| -> Vec<f32> {
        let rows = table.iter().zip(&slopes);
        rows.flat_map(|(row, slope)| row.iter().map(move |x| slope * x)).collect()
    };
    Pass {
        predictions: shares.iter().map(|share| low + (high - low) * share).collect(),
        gradient_of_users: scaled(films),
        gradient_of_films: scaled(users),
        gradient_of_user_bias: slopes.clone(),
        gradient_of_film_bias: slopes,
    }
}

pub fn dot_product_bias(answer: DotProductBias) -> Outcome {
    let rng = &mut rng(43);
    let example = |low: f32, high: f32, score: f32| Batch {
        users: vec![vec![1.0, 2.0]],
        films: vec![vec![0.5, -0.5]],
        user_bias: vec![0.2],
        film_bias: vec![score + 0.3],
        low,
        high,
    };
    let mut batches = vec![example(0.0, 4.0, 0.0), example(1.0, 5.0, -0.5)];
    batches.push(example(0.0, 100.0, 0.5));
    // As many rows as factors in some; a single row; a single factor; more than a few of both.
    let mut sizes = vec![(2, 2), (3, 3), (1, 3), (4, 1), (40, 5), (3, 60), (300, 2)];
    sizes.extend((0..TRIES).map(|_| (rng.gen_range(1..5), rng.gen_range(1..5))));
    batches.extend(sizes.into_iter().enumerate().map(|(i, (n, factors))| {
        let (low, high) = [(0.0, 5.5), (1.0, 5.0), (-1.0, 1.0), (-20.0, -10.0)][i % 4];
        let scaled = |table: Vec<Vec<f32>>| -> Vec<Vec<f32>> {
            let root = (factors as f32).sqrt();
            table.iter().map(|row| row.iter().map(|x| x / root).collect()).collect()
        };
        Batch {
            users: scaled(table(rng, n, factors)),
            films: table(rng, n, factors),
            user_bias: numbers(rng, n),
            film_bias: numbers(rng, n),
            low,
            high,
        }
    }));
    let scores = [-6.5, 9.0, 100.0, -100.0, 1000.0, -1000.0];
    batches.extend(scores.map(|score| example(0.0, 10.0, score)));
    batches.extend([example(0.0, 1e20, -1000.0), example(-1e20, 0.0, 1000.0)]);
    let mut grading = Grading::default();
    for batch in batches {
        let Batch { users, films, user_bias, film_bias, low, high } = &batch;
        let (n, factors) = (users.len(), users[0].len());
        let expected = run_by_hand(&batch);
        let affinity = |users: Rows, films: Rows| (users * films).sum::<(usize,), Axis<1>>();
        let with_score = |score: &dyn Fn(Column, Column, Column) -> Column| {
            run(&batch, |users, films, of_user, of_film, low, high| {
                score(affinity(users, films), of_user, of_film).sigmoid() * (high - low) + low
            })
        };
        let of_score = |link: &dyn Fn(Column) -> Column| {
            run(&batch, |users, films, of_user, of_film, _, _| {
                link(affinity(users, films) + of_user + of_film)
            })
        };
        let without = |list: &[f32]| vec![0.0; list.len()];
        let down_the_columns = if n == factors {
            run(&batch, |users, films, of_user, of_film, low, high| {
                let affinity = (users * films).sum::<(usize,), Axis<0>>();
                (affinity + of_user + of_film).sigmoid() * (high - low) + low
            })
        } else {
            expected.clone()
        };
        let case = Case::new(
            show!(users, films, user_bias, film_bias, low, high),
            expected.clone(),
        )
        .mistake(
            "the predictions are right, but no gradient arrives anywhere: work with tensors \
                 from end to end, so that the tape sees it all",
            Pass {
                predictions: expected.predictions.clone(),
                gradient_of_users: without(&expected.gradient_of_users),
                gradient_of_films: without(&expected.gradient_of_films),
                gradient_of_user_bias: without(&expected.gradient_of_user_bias),
                gradient_of_film_bias: without(&expected.gradient_of_film_bias),
            },
        )
        .mistake(
            "no gradient arrives at the biases; they have lost their tape on the way",
            Pass {
                gradient_of_user_bias: without(&expected.gradient_of_user_bias),
                gradient_of_film_bias: without(&expected.gradient_of_film_bias),
                ..expected.clone()
            },
        )
        .mistake(
            "no gradient arrives at the factors of the users; they have lost their tape",
            Pass { gradient_of_users: without(&expected.gradient_of_users), ..expected.clone() },
        )
        .mistake(
            "no gradient arrives at the factors of the films; they have lost their tape",
            Pass { gradient_of_films: without(&expected.gradient_of_films), ..expected.clone() },
        )
        .mistake(
            "both biases are left out; add them to the dot product",
            with_score(&|affinity, of_user, of_film| affinity + (of_user + of_film) * 0.0),
        )
        .mistake(
            "the film's bias is left out",
            with_score(&|affinity, of_user, of_film| affinity + of_user + of_film * 0.0),
        )
        .mistake(
            "the user's bias is left out",
            with_score(&|affinity, of_user, of_film| affinity + of_user * 0.0 + of_film),
        )
        .mistake(
            "the biases are subtracted; add them",
            with_score(&|affinity, of_user, of_film| affinity - of_user - of_film),
        )
        .mistake(
            "this is the mean of the products; a dot product is their sum",
            with_score(&|affinity, of_user, of_film| affinity / factors as f32 + of_user + of_film),
        )
        .mistake(
            "the biases are added to the prediction; add them to the score, before the sigmoid",
            run(&batch, |users, films, of_user, of_film, low, high| {
                affinity(users, films).sigmoid() * (high - low) + low + of_user + of_film
            }),
        )
        .mistake("this is the score; squeeze it into the range", of_score(&|score| score))
        .mistake(
            "this is the plain sigmoid, between 0 and 1; stretch it to the range",
            of_score(&|score| score.sigmoid()),
        )
        .mistake(
            "the range begins at `low`; add it at the end",
            of_score(&|score| score.sigmoid() * (high - low)),
        )
        .mistake(
            "the stretch is `high`; it should be `high - low`",
            of_score(&|score| score.sigmoid() * *high + *low),
        )
        .mistake(
            "the score is clamped to the range; the sigmoid approaches the ends smoothly",
            of_score(&|score| score.clamp(*low, *high)),
        )
        .mistake(
            "the sum runs down the columns; the factors of a row lie along `Axis<1>`",
            down_the_columns,
        )
        .mistake(
            "NaN in a gradient comes from infinity times 0: `exp` of a large score is infinite, \
                 and dfdx's own `sigmoid` avoids it",
            of_score(&|score| ((score.negate().exp() + 1.0).recip()) * (high - low) + *low),
        )
        .panics("the shapes must agree: `(batch, factors)` for rows, `(batch,)` for the rest");
        grading.ask(case, move || run(&batch, answer));
    }
    grading.outcome()
}

type Rating = (usize, usize, f32);
type FitBaseline = fn(&[Rating], usize, usize, f32) -> (f32, Vec<f32>, Vec<f32>);

pub fn fit_baseline(answer: FitBaseline) -> Outcome {
    let rng = &mut rng(41);
    let first: Vec<Rating> = vec![(0, 0, 5.0), (0, 1, 3.0), (1, 0, 4.0), (1, 2, 1.0), (2, 1, 1.0)];
    // One rating, with rows that have none before and after; the same pair twice; ratings below 0,
    // and in percent with hardly any shrinkage.
    let mut inputs = vec![(first, 3, 3, 2.0), (vec![(1, 1, 4.0)], 3, 4, 5.0)];
    inputs.push((vec![(0, 1, 5.0), (0, 1, 2.0), (1, 0, 3.0)], 2, 2, 1.0));
    inputs.push((vec![(0, 1, -5.0), (0, 0, -2.5), (1, 0, -3.5)], 2, 2, 0.5));
    inputs.push((vec![(0, 1, 87.0), (0, 0, 12.5), (1, 0, 60.0), (1, 1, 99.0)], 2, 2, 0.01));
    // A hundred times as far, and hardly any shrinkage.
    inputs.push((vec![(0, 1, 5000.0), (0, 0, -3000.0), (1, 0, 250.0)], 2, 2, 1.0));
    inputs.push((vec![(0, 1, 5.0), (0, 0, 2.0), (1, 0, 3.5)], 2, 3, 1e-6));
    // Ratings that others use for "missing".
    inputs.push((vec![(0, 0, 0.0), (1, 0, -1.0), (0, 1, 4.0), (1, 1, -100.0)], 2, 2, 1.0));
    for i in 0..TRIES {
        let (n_users, n_films, n) = (rng.gen_range(1..5), rng.gen_range(1..5), rng.gen_range(2..9));
        let (users, films) = (ids(rng, n, n_users), ids(rng, n, n_films));
        // Every other time stars are whole, and otherwise they have two decimals.
        let mut rating = || match i % 2 {
            0 => rng.gen_range(1..=5) as f32,
            _ => rng.gen_range(10..=550) as f32 / 100.0,
        };
        let pairs = users.into_iter().zip(films);
        let ratings = pairs.map(|(user, film)| (user, film, rating())).collect();
        inputs.push((ratings, n_users, n_films, [0.5, 1.0, 2.0, 5.0, 25.0][rng.gen_range(0..5)]));
    }
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input)).collect();
    inputs.push((
        Some(
            "ratings = [(69998, 69999, 4.0), (0, 0, 2.0), (43, 4463, 5.0)], 69,999 users, 70,000 films",
        ),
        (vec![(69_998, 69_999, 4.0), (0, 0, 2.0), (43, 4_463, 5.0)], 69_999, 70_000, 2.0),
    ));
    // Such counts and ratings that every sum is exact in any order.
    let many = [vec![(0, 0, 4.0); 98_304], vec![(0, 1, 2.0); 32_768]].concat();
    inputs.push((
        Some("98,304 times (0, 0, 4.0) and 32,768 times (0, 1, 2.0), shrinkage = 32768"),
        (many, 1, 2, 32_768.0),
    ));
    let mut grading = Grading::default();
    for (text, (ratings, n_users, n_films, shrinkage)) in inputs {
        let sum: f32 = ratings.iter().map(|(.., rating)| rating).sum();
        let n = ratings.len() as f32;
        let mean = sum / n;
        let by_film = |value: &dyn Fn(f32) -> f32, shrinkage: f32| {
            let values = ratings.iter().map(|&(_, film, rating)| (film, value(rating)));
            means(values, n_films, shrinkage)
        };
        let by_user = |value: &dyn Fn(f32, usize) -> f32, shrinkage: f32| {
            let values = ratings.iter().map(|&(user, film, rating)| (user, value(rating, film)));
            means(values, n_users, shrinkage)
        };
        // The whole fit around a mean, or from values that the mean has not been taken from.
        let fitted = |mean: f32, shrinkage: f32| {
            let films = by_film(&|rating| rating - mean, shrinkage);
            let users = by_user(&|rating, film| rating - mean - films[film], shrinkage);
            (users, films)
        };
        let above = |rating: f32| rating - mean;
        let (users, films) = fitted(mean, shrinkage);
        let users_alone = by_user(&|rating, _| above(rating), shrinkage);
        let films_after_users = {
            let left = |&(user, film, rating): &Rating| (film, above(rating) - users_alone[user]);
            means(ratings.iter().map(left), n_films, shrinkage)
        };
        let with_mean = |(users, films): (Vec<f32>, Vec<f32>)| (mean, users, films);
        let without_nan = |(users, films): (Vec<f32>, Vec<f32>)| {
            let zero_for_nan = |values: Vec<f32>| -> Vec<f32> {
                values.into_iter().map(|x| if x.is_nan() { 0.0 } else { x }).collect()
            };
            (mean, zero_for_nan(users), zero_for_nan(films))
        };
        let not_above = {
            let films = by_film(&|rating| rating, shrinkage);
            (by_user(&|rating, film| rating - films[film], shrinkage), films)
        };
        let added_back = by_user(&|rating, film| above(rating) + films[film], shrinkage);
        let negative =
            |values: &[f32]| -> Vec<f32> { values.iter().map(|offset| -offset).collect() };
        let shrunk_mean = sum / (n + shrinkage);
        let sums = {
            let films = sums_and_counts(ratings.iter().map(|r| (r.1, above(r.2))), n_films).0;
            let left = ratings.iter().map(|r| (r.0, above(r.2) - films[r.1]));
            (sums_and_counts(left, n_users).0, films)
        };
        // Divided by other counts than those of the row.
        let divided = |divisor: &dyn Fn(f32) -> f32| {
            let rescaled = |(sums, counts): (Vec<f32>, Vec<f32>)| -> Vec<f32> {
                sums.iter().zip(counts).map(|(sum, count)| sum / divisor(count)).collect()
            };
            let gradient_of_films = ratings.iter().map(|r| (r.1, above(r.2)));
            let films = rescaled(sums_and_counts(gradient_of_films, n_films));
            let left = ratings.iter().map(|r| (r.0, above(r.2) - films[r.1]));
            (rescaled(sums_and_counts(left, n_users)), films)
        };
        let last_only = {
            let last = |values: &[(usize, f32)], n_rows: usize| -> Vec<f32> {
                let (mut last, mut counts) = (vec![0.0; n_rows], vec![shrinkage; n_rows]);
                for &(row, value) in values {
                    last[row] = value;
                    counts[row] += 1.0;
                }
                last.iter().zip(counts).map(|(value, count)| value / count).collect()
            };
            let gradient_of_films: Vec<_> = ratings.iter().map(|r| (r.1, above(r.2))).collect();
            let films = last(&gradient_of_films, n_films);
            let left: Vec<_> = ratings.iter().map(|r| (r.0, above(r.2) - films[r.1])).collect();
            (last(&left, n_users), films)
        };
        let shown = text.map_or_else(|| show!(ratings, n_users, n_films, shrinkage), String::from);
        let case = Case::new(shown, (mean, users.clone(), films.clone()))
            .mistake(
                "the two lists are swapped; the users' offsets come first, then the films'",
                (mean, films.clone(), users.clone()),
            )
            .mistake(
                "the offsets are not shrunk; divide by the number of ratings plus `shrinkage`",
                with_mean(fitted(mean, 0.0)),
            )
            .mistake(
                "the offsets are not shrunk; divide by the number of ratings plus `shrinkage`",
                without_nan(fitted(mean, 0.0)),
            )
            .mistake(
                "the offsets are sums; divide by the number of ratings plus `shrinkage`",
                with_mean(sums),
            )
            .mistake(
                "the sums are divided by the number of all ratings; count those of each row",
                with_mean(divided(&|_| n + shrinkage)),
            )
            .mistake(
                "the sums are divided by the shrinkage alone; add the number of the row's ratings",
                with_mean(divided(&|_| shrinkage)),
            )
            .mistake(
                "only the last rating of each row counts; add them up with `+=`",
                with_mean(last_only),
            )
            .mistake(
                "the users' offsets explain again what the films' do; subtract those first",
                (mean, users_alone.clone(), films.clone()),
            )
            .mistake(
                "the films' offsets are added to what is left for the users; subtract them",
                (mean, added_back, films.clone()),
            )
            .mistake(
                "the users come first here; fit the films, then the users on what is left",
                (mean, users_alone, films_after_users),
            )
            .mistake(
                "offsets are measured from the mean; subtract it from every rating",
                with_mean(not_above),
            )
            .mistake(
                "the signs are flipped; above the mean is positive",
                (mean, negative(&users), negative(&films)),
            )
            .mistake("the mean is shrunk too; shrink only the offsets", {
                let (users, films) = fitted(shrunk_mean, shrinkage);
                (shrunk_mean, users, films)
            })
            .panics("every row has an offset, even the last one and those without ratings");
        grading.ask(case, move || answer(&ratings, n_users, n_films, shrinkage));
    }
    grading.outcome()
}

type MendFilmMeanLoss = fn(&[(usize, f32)], &[bool], usize) -> f32;

pub fn mend_film_mean_loss(answer: MendFilmMeanLoss) -> Outcome {
    let rng = &mut rng(44);
    let mut inputs = vec![
        (vec![(0, 4.0), (1, 5.0), (0, 2.0)], vec![false, true, false], 2),
        (vec![(0, 4.0), (1, 5.0), (0, 2.0), (0, 5.0)], vec![false, true, false, true], 3),
        // All films known; the validation ratings first; the same film again; far from stars.
        (vec![(0, 3.25), (1, 4.13), (0, 2.0), (1, 1.0)], vec![true, false, false, true], 2),
        (vec![(1, 87.0), (1, 90.0), (0, 12.0), (2, 60.0)], vec![true, true, false, false], 3),
        (vec![(1, -1.5), (0, -2.0), (1, -0.5)], vec![false, true, true], 2),
        (vec![(0, 500.0), (0, 700.0), (1, -900.0), (1, -901.0)], vec![false, true, false, true], 2),
        (vec![(0, 0.0), (1, 3.0), (0, 1.0), (2, -1.0)], vec![false, false, true, true], 3),
        (vec![(0, 3e6), (1, -5e6), (0, -1e6)], vec![false, true, true], 2),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (n_films, n) = (rng.gen_range(1..6), rng.gen_range(2..10));
        let films = ids(rng, n, n_films);
        let ratings: Vec<(usize, f32)> =
            films.into_iter().map(|film| (film, rng.gen_range(1..=10) as f32 / 2.0)).collect();
        let mut is_valid: Vec<bool> = ratings.iter().map(|_| rng.gen_range(0..3) == 0).collect();
        let a_valid = rng.gen_range(0..n);
        is_valid[a_valid] = true;
        is_valid[(a_valid + 1) % n] = false;
        (ratings, is_valid, n_films)
    }));
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|(ratings, is_valid, n_films)| {
            (show!(ratings, is_valid, n_films), ratings, is_valid, n_films)
        })
        .collect();
    // More films, and more ratings of either kind, than 16 bits count.
    inputs.push((
        "70,000 films, ratings = [(69999, 4.0), (4463, 1.0), (69999, 5.0)], the last for validation"
            .to_owned(),
        vec![(69_999, 4.0), (4_463, 1.0), (69_999, 5.0)],
        vec![false, false, true],
        70_000,
    ));
    inputs.push((
        "262,144 ratings of film 0: 2.0 and 4.0 in turn, the first half for training".to_owned(),
        [(0, 2.0), (0, 4.0)].repeat(131_072),
        [vec![false; 131_072], vec![true; 131_072]].concat(),
        1,
    ));
    let mut grading = Grading::symptom_only();
    for (input, ratings, is_valid, n_films) in inputs {
        let of_kind = |kind: bool| {
            let of_kind = ratings.iter().zip(&is_valid).filter(move |(_, valid)| **valid == kind);
            of_kind.map(|(&rating, _)| rating)
        };
        let (sums, counts) = sums_and_counts(of_kind(false), n_films);
        let mean = sums.iter().sum::<f32>() / counts.iter().sum::<f32>();
        let predicted =
            |film: usize| if counts[film] > 0.0 { sums[film] / counts[film] } else { mean };
        let squares = of_kind(true).map(|(film, rating)| (rating - predicted(film)).powi(2));
        let loss = squares.sum::<f32>() / of_kind(true).count() as f32;
        let case = Case::new(input, loss);
        grading.ask(case, move || answer(&ratings, &is_valid, n_films));
    }
    grading.outcome()
}

pub fn best_epoch(answer: fn(&[f32]) -> Option<usize>) -> Outcome {
    let rng = &mut rng(42);
    let mut inputs = vec![vec![0.94, 0.86, 0.87, 0.89], vec![0.9, 0.7, 0.8, 0.5, 0.6, 0.5, 0.65]];
    inputs.extend((0..TRIES).map(|_| {
        let epochs = rng.gen_range(2..8);
        (0..epochs).map(|_| rng.gen_range(80..88) as f32 / 100.0).collect()
    }));
    inputs.extend([vec![0.9, 0.8, 0.7], vec![0.7, 0.8, 0.9], vec![0.8, 0.8], vec![0.9], vec![]]);
    // Far above and far below 0; the largest that there is; one unit in the last place apart.
    inputs.extend([vec![3e9, 2e9, 2.5e9], vec![-4e9, -6e9, -6e9, -5e9], vec![f32::MAX; 2]]);
    inputs.extend([vec![-0.25, -0.5, 0.0, -0.5], vec![1e12], vec![-1.0, -1.0], vec![0.0, 0.0]]);
    inputs.extend([vec![3e30, 2e30, 1e30, 2e30], vec![3e-30, 2e-30, 1e-30, 2e-30]]);
    inputs
        .extend([1e-8_f32, 1.0, 1e6, -1.0].map(|x| vec![x.next_up().next_up(), x.next_up(), x, x]));
    let mut inputs: Vec<_> = inputs.into_iter().map(|input| (None, input)).collect();
    // Long lists, with the lowest early, late, or twice.
    for (text, epochs, lowest) in [
        ("300 losses of 0.9, but the one at 280 is 0.8", 300, vec![280]),
        ("1,000 losses of 0.9, but those at 3 and 900 are 0.8", 1_000, vec![3, 900]),
        ("70,000 losses of 0.9, but the one at 69,000 is 0.8", 70_000, vec![69_000]),
        ("1,000 losses of 0.9", 1_000, vec![]),
    ] {
        let mut losses = vec![0.9; epochs];
        lowest.into_iter().for_each(|epoch: usize| losses[epoch] = 0.8);
        inputs.push((Some(text), losses));
    }
    let mut grading = Grading::default();
    for (text, valid_losses) in inputs {
        let epochs = 0..valid_losses.len();
        let compare = |&a: &usize, &b: &usize| valid_losses[a].total_cmp(&valid_losses[b]);
        let best = epochs.clone().min_by(compare);
        let first_valley = epochs.clone().find(|&epoch| {
            valid_losses.get(epoch + 1).is_none_or(|&next| next > valid_losses[epoch])
        });
        let case = Case::new(text.map_or_else(|| show!(valid_losses), String::from), best)
            .mistake(
                "among equally low losses, the first counts",
                epochs.clone().rev().min_by(compare),
            )
            .mistake("this is the epoch with the highest loss", epochs.clone().max_by(compare))
            .mistake("the epochs are counted from 1; count from 0", best.map(|epoch| epoch + 1))
            .mistake(
                "the search stops at the first rise; a later epoch is lower still",
                first_valley,
            )
            .mistake(
                "this is the last epoch; when the model overfits, an earlier one is best",
                epochs.clone().last(),
            )
            .mistake(
                "the first epoch is left out; it may be the best",
                epochs.clone().skip(1).min_by(compare),
            )
            .mistake(
                "the last epoch is left out; it may be the best",
                epochs.clone().rev().skip(1).rev().min_by(compare),
            )
            .mistake("without any epoch the result is `None`", best.or(Some(0)))
            .mistake("a single epoch is the best one", best.filter(|_| epochs.len() > 1))
            .mistake(
                "the sizes are compared; a loss below 0 is lower than any above",
                epochs
                    .clone()
                    .min_by(|&a, &b| valid_losses[a].abs().total_cmp(&valid_losses[b].abs())),
            )
            .panics("the list may be empty; return `None` then");
        grading.ask(case, move || answer(&valid_losses));
    }
    grading.outcome()
}

/// The mean of each row's values, pulled towards zero.
fn means(values: impl Iterator<Item = (usize, f32)>, n_rows: usize, shrinkage: f32) -> Vec<f32> {
    let (sums, counts) = sums_and_counts(values, n_rows);
    sums.iter().zip(counts).map(|(sum, count)| sum / (count + shrinkage)).collect()
}

/// The sum of each row's values and their number.
fn sums_and_counts(
    values: impl Iterator<Item = (usize, f32)>,
    n_rows: usize,
) -> (Vec<f32>, Vec<f32>) {
    let (mut sums, mut counts) = (vec![0.0; n_rows], vec![0.0; n_rows]);
    for (row, value) in values {
        sums[row] += value;
        counts[row] += 1.0;
    }
    (sums, counts)
}

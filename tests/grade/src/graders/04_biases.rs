//! Grades the exercises of chapter 4.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, number, numbers, rng};
use crate::outcome::Outcome;
use rand::Rng;

type PredictWithBias = fn(&[f32], &[f32], f32, f32, f32, f32) -> f32;

pub fn predict_with_bias(answer: PredictWithBias) -> Outcome {
    let rng = &mut rng(40);
    let mut inputs = vec![
        (vec![1.0, 2.0], vec![0.5, -0.5], 0.2, 0.3, 0.0, 5.5),
        (vec![1.0, 2.0], vec![0.5, 0.3], 0.2, -0.5, 1.0, 5.0),
    ];
    inputs.extend((0..TRIES).map(|i| {
        let factors = i % 5;
        let (user, film) = (numbers(rng, factors), numbers(rng, factors));
        (user, film, number(rng) / 2.0, number(rng) / 2.0, [0.0, 0.5][i % 2], 5.5)
    }));
    let mut grading = Grading::default();
    for (user, film, user_bias, film_bias, low, high) in inputs {
        let factors = user.len() as f32;
        let affinity: f32 = user.iter().zip(&film).map(|(u, f)| u * f).sum();
        let score = affinity + user_bias + film_bias;
        let squeezed = |score: f32| low + (high - low) / (1.0 + (-score).exp());
        let biased_factors = user.iter().zip(&film).map(|(u, f)| (u + user_bias) * (f + film_bias));
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
            );
        grading.ask(case, move || answer(&user, &film, user_bias, film_bias, low, high));
    }
    grading.outcome()
}

type Rating = (usize, usize, f32);
type FitBaseline = fn(&[Rating], usize, usize, f32) -> (f32, Vec<f32>, Vec<f32>);

pub fn fit_baseline(answer: FitBaseline) -> Outcome {
    let rng = &mut rng(41);
    let first: Vec<Rating> = vec![(0, 0, 5.0), (0, 1, 3.0), (1, 0, 4.0), (1, 2, 1.0), (2, 1, 1.0)];
    // One rating, with rows that have none before and after; the same pair twice.
    let mut inputs = vec![(first, 3, 3, 2.0), (vec![(1, 1, 4.0)], 3, 4, 5.0)];
    inputs.push((vec![(0, 1, 5.0), (0, 1, 2.0), (1, 0, 3.0)], 2, 2, 1.0));
    for _ in 0..TRIES {
        let (n_users, n_films, n) = (rng.gen_range(1..5), rng.gen_range(1..5), rng.gen_range(2..9));
        let (users, films) = (ids(rng, n, n_users), ids(rng, n, n_films));
        let pairs = users.into_iter().zip(films);
        let ratings = pairs.map(|(user, film)| (user, film, rng.gen_range(1..=5) as f32)).collect();
        inputs.push((ratings, n_users, n_films, [0.5, 1.0, 2.0, 5.0][rng.gen_range(0..4)]));
    }
    let mut grading = Grading::default();
    for (ratings, n_users, n_films, shrinkage) in inputs {
        let sum: f32 = ratings.iter().map(|(.., rating)| rating).sum();
        let mean = sum / ratings.len() as f32;
        let by_film = |value: &dyn Fn(f32) -> f32, shrinkage: f32| {
            means(
                ratings.iter().map(|&(_, film, rating)| (film, value(rating))),
                n_films,
                shrinkage,
            )
        };
        let by_user = |value: &dyn Fn(f32, usize) -> f32, shrinkage: f32| {
            let values = ratings.iter().map(|&(user, film, rating)| (user, value(rating, film)));
            means(values, n_users, shrinkage)
        };
        let above = |rating: f32| rating - mean;
        let films = by_film(&above, shrinkage);
        let left = |rating: f32, film: usize| above(rating) - films[film];
        let users = by_user(&left, shrinkage);

        let users_alone = by_user(&|rating, _| above(rating), shrinkage);
        let films_after_users = {
            let left = |&(user, film, rating): &Rating| (film, above(rating) - users_alone[user]);
            means(ratings.iter().map(left), n_films, shrinkage)
        };
        let unshrunk = {
            let films = by_film(&above, 0.0);
            let users = by_user(&|rating, film| above(rating) - films[film], 0.0);
            (mean, users, films)
        };
        let with_zero_for_nan = |values: &[f32]| -> Vec<f32> {
            values.iter().map(|&x| if x.is_nan() { 0.0 } else { x }).collect()
        };
        let unshrunk_without_nan =
            (mean, with_zero_for_nan(&unshrunk.1), with_zero_for_nan(&unshrunk.2));
        let not_above = {
            let films = by_film(&|rating| rating, shrinkage);
            let users = by_user(&|rating, film| rating - films[film], shrinkage);
            (mean, users, films)
        };
        let negative =
            |values: &[f32]| -> Vec<f32> { values.iter().map(|offset| -offset).collect() };
        let shrunk_mean = {
            let mean = sum / (ratings.len() as f32 + shrinkage);
            let films = by_film(&|rating| rating - mean, shrinkage);
            let users = by_user(&|rating, film| rating - mean - films[film], shrinkage);
            (mean, users, films)
        };
        let sums = {
            let count = |is_row: &dyn Fn(&Rating) -> bool| {
                ratings.iter().filter(|rating| is_row(rating)).count() as f32 + shrinkage
            };
            let film_sum = |film: usize| films[film] * count(&|&(_, f, _)| f == film);
            let films: Vec<f32> = (0..n_films).map(film_sum).collect();
            let left = by_user(&|rating, film| above(rating) - films[film], shrinkage);
            let user_sum = |user: usize| left[user] * count(&|&(u, ..)| u == user);
            (mean, (0..n_users).map(user_sum).collect(), films)
        };
        let expected = (mean, users.clone(), films.clone());
        let case = Case::new(show!(ratings, n_users, n_films, shrinkage), expected)
            .mistake(
                "the two lists are swapped; the users' offsets come first, then the films'",
                (mean, films.clone(), users.clone()),
            )
            .mistake(
                "the offsets are not shrunk; divide by the number of ratings plus `shrinkage`",
                unshrunk,
            )
            .mistake(
                "the offsets are not shrunk; divide by the number of ratings plus `shrinkage`",
                unshrunk_without_nan,
            )
            .mistake("the offsets are sums; divide by the number of ratings plus `shrinkage`", sums)
            .mistake(
                "the users' offsets explain again what the films' do; subtract those first",
                (mean, users_alone.clone(), films.clone()),
            )
            .mistake(
                "the users come first here; fit the films, then the users on what is left",
                (mean, users_alone, films_after_users),
            )
            .mistake("offsets are measured from the mean; subtract it from every rating", not_above)
            .mistake(
                "the signs are flipped; above the mean is positive",
                (mean, negative(&users), negative(&films)),
            )
            .mistake("the mean is shrunk too; shrink only the offsets", shrunk_mean)
            .panics("every row has an offset, even the last one and those without ratings");
        grading.ask(case, move || answer(&ratings, n_users, n_films, shrinkage));
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
    let mut grading = Grading::default();
    for valid_losses in inputs {
        let epochs = 0..valid_losses.len();
        let compare = |&a: &usize, &b: &usize| valid_losses[a].total_cmp(&valid_losses[b]);
        let best = epochs.clone().min_by(compare);
        let first_valley = epochs.clone().find(|&epoch| {
            valid_losses.get(epoch + 1).is_none_or(|&next| next > valid_losses[epoch])
        });
        let case = Case::new(show!(valid_losses), best)
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
            .mistake("without any epoch the result is `None`", best.or(Some(0)))
            .mistake("a single epoch is the best one", best.filter(|_| epochs.len() > 1))
            .panics("the list may be empty; return `None` then");
        grading.ask(case, move || answer(&valid_losses));
    }
    grading.outcome()
}

/// The mean of each row's values, pulled towards zero.
fn means(values: impl Iterator<Item = (usize, f32)>, n_rows: usize, shrinkage: f32) -> Vec<f32> {
    let mut sums = vec![0.0; n_rows];
    let mut counts = vec![shrinkage; n_rows];
    for (row, value) in values {
        sums[row] += value;
        counts[row] += 1.0;
    }
    sums.iter().zip(counts).map(|(sum, count)| sum / count).collect()
}

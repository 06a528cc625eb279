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

type NextQuestion = fn(&DMatrix<f64>, &DMatrix<f64>, &[usize], &[f64], f64) -> Option<usize>;

/// A newcomer of whom something is uncertain, as [`next_question`] is given it.
struct Uncertain {
    films: Table,
    covariance: Table,
    asked: Vec<usize>,
    known: Vec<f32>,
    noise: f32,
}

pub fn next_question(answer: NextQuestion) -> Outcome {
    let mut grading = Grading::default();
    for Uncertain { films, covariance, asked, known, noise } in uncertain() {
        let [x, c] = [matrix(&films), matrix(&covariance)];
        let n = films.len();
        // Row q has x_i · C x_q for every film i.
        let shared = &x * &c * x.transpose();
        let plain = &x * x.transpose();
        let divided = |q: usize, sum: f64| sum / (f64::from(noise) + shared[(q, q)]);
        let squares = |q: usize, films: &mut dyn Iterator<Item = usize>| -> f64 {
            films.map(|i| shared[(q, i)].powi(2)).sum()
        };
        let right = |q: usize| divided(q, squares(q, &mut (1..n)));
        let chance = |q: usize| f64::from(known[q]);
        let expected = |q: usize| chance(q) * right(q);
        let open: Vec<usize> = (1..n).filter(|film| !asked.contains(film)).collect();
        let best = |worth: &dyn Fn(usize) -> f64| highest(&open, worth);
        let reversed: Vec<usize> = open.iter().rev().copied().collect();
        let with_row_0: Vec<usize> = (0..n).filter(|film| !asked.contains(film)).collect();
        let all: Vec<usize> = (1..n).collect();
        let place = |film: usize| open.iter().position(|&other| other == film);
        let case = Case::new(show!(films, covariance, asked, known, noise), best(&expected))
            .mistake(
                "this film has been asked about; leave out those in `asked`",
                highest(&all, &expected),
            )
            .mistake(
                "row 0 is the unknown film, which cannot be asked about",
                highest(&with_row_0, &expected),
            )
            .mistake(
                "row 0 is in the sum; the unknown film is no prediction that counts",
                best(&|q| chance(q) * divided(q, squares(q, &mut (0..n)))),
            )
            .mistake(
                "the sum leaves out the films in `asked`; their predictions count too",
                best(&|q| chance(q) * divided(q, squares(q, &mut open.iter().copied()))),
            )
            .mistake(
                "the probability that the film is known is left out; multiply by it",
                best(&right),
            )
            .mistake(
                "the noise is left out; add it to the divisor",
                best(&|q| chance(q) * squares(q, &mut (1..n)) / shared[(q, q)]),
            )
            .mistake(
                "the sum of squares is not divided by noise + x_q · covariance x_q",
                best(&|q| chance(q) * squares(q, &mut (1..n))),
            )
            .mistake(
                "the sum is squared; square each of its terms, so that they cannot cancel",
                best(&|q| {
                    let sum: f64 = (1..n).map(|i| shared[(q, i)]).sum();
                    chance(q) * divided(q, sum * sum)
                }),
            )
            .mistake(
                "the terms of the sum are not squared",
                best(&|q| chance(q) * divided(q, (1..n).map(|i| shared[(q, i)]).sum())),
            )
            .mistake(
                "this is the film whose own prediction is least certain; count what its answer says of \
                 all films",
                best(&|q| chance(q) * shared[(q, q)]),
            )
            .mistake(
                "the covariance is left out; x_i and x_q meet through it",
                best(&|q| {
                    let sum: f64 = (1..n).map(|i| plain[(q, i)].powi(2)).sum();
                    chance(q) * sum / (f64::from(noise) + plain[(q, q)])
                }),
            )
            .mistake("this film shrinks the sum least", best(&|q| -expected(q)))
            .mistake(
                "of equal films this is the last; take the one with the lowest number",
                highest(&reversed, &expected),
            )
            .mistake(
                "this is a place among the films left; return the number of the film",
                best(&expected).and_then(place),
            )
            .mistake(
                "a film that shrinks nothing, or that no one knows, can still be asked about",
                best(&expected).filter(|&film| expected(film) > 0.0),
            )
            .panics("there may be no film left to ask about; return None then");
        let double = |values: &[f32]| values.iter().map(|&x| f64::from(x)).collect::<Vec<_>>();
        let known = double(&known);
        grading.ask(case, move || answer(&x, &c, &asked, &known, f64::from(noise)));
    }
    grading.outcome()
}

/// The first of the films for which something is highest.
fn highest(films: &[usize], worth: &dyn Fn(usize) -> f64) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for &film in films {
        let worth = worth(film);
        if best.is_none_or(|(_, highest)| worth > highest) {
            best = Some((film, worth));
        }
    }
    best.map(|(film, _)| film)
}

/// Inputs whose best question leads by more than rounding in single precision can change, or else is tied with
/// films that are the same in every number.
fn uncertain() -> Vec<Uncertain> {
    let rng = &mut rng(73);
    let one = |films: &[f32]| films.iter().map(|&x| vec![x]).collect::<Table>();
    let mut inputs = vec![
        Uncertain {
            films: one(&[0.0, 1.0, 2.0]),
            covariance: one(&[1.0]),
            asked: vec![],
            known: vec![0.0, 1.0, 0.5],
            noise: 1.0,
        },
        Uncertain {
            films: one(&[3.0, 1.0, 2.0]),
            covariance: one(&[1.0]),
            asked: vec![],
            known: vec![1.0, 0.5, 0.5],
            noise: 1.0,
        },
        // A long row 0, along which one of the films lies.
        Uncertain {
            films: vec![vec![9.0, 0.0], vec![1.0, 0.0], vec![0.0, 2.0]],
            covariance: vec![vec![1.0, 0.0], vec![0.0, 1.0]],
            asked: vec![],
            known: vec![0.5, 1.0, 1.0],
            noise: 1.0,
        },
        // Equal films, of which the first is asked already; none left; no film at all.
        Uncertain {
            films: one(&[0.0, 2.0, 1.0, 2.0, 2.0, 0.5]),
            covariance: one(&[0.5]),
            asked: vec![1],
            known: vec![1.0; 6],
            noise: 2.0,
        },
        Uncertain {
            films: one(&[1.0, 2.0, 1.0]),
            covariance: one(&[1.0]),
            asked: vec![2, 1],
            known: vec![1.0; 3],
            noise: 1.0,
        },
        Uncertain {
            films: one(&[1.0]),
            covariance: one(&[1.0]),
            asked: vec![],
            known: vec![1.0],
            noise: 1.0,
        },
        // No one knows any film; nothing is uncertain.
        Uncertain {
            films: one(&[1.0, 2.0, 1.0]),
            covariance: one(&[1.0]),
            asked: vec![1],
            known: vec![0.0; 3],
            noise: 1.0,
        },
        Uncertain {
            films: one(&[1.0, 2.0, 1.0]),
            covariance: one(&[0.0]),
            asked: vec![],
            known: vec![0.5; 3],
            noise: 1.0,
        },
    ];
    // Few films and many, more than fit in a byte; little uncertainty and much.
    let sizes = [(4, 1.0), (6, 1.0), (9, 0.01), (9, 100.0), (300, 1.0), (300, 1e-6)];
    for (n, scale) in sizes {
        let mut wanted = TRIES;
        while wanted > 0 {
            let factors = rng.gen_range(1..4);
            let input = random(rng, n, factors, scale);
            if is_clear(&input) {
                inputs.push(input);
                wanted -= if n > 100 { TRIES / 2 } else { 1 };
            }
        }
    }
    inputs
}

fn random(rng: &mut StdRng, n: usize, factors: usize, scale: f32) -> Uncertain {
    let root = table(rng, factors, factors);
    let entry = |i: usize, j: usize| scale * dot(&root[i], &root[j]);
    let mut asked: Vec<usize> = (1..n).collect();
    asked.shuffle(rng);
    asked.truncate(rng.gen_range(0..n - 2));
    Uncertain {
        covariance: (0..factors).map(|i| (0..factors).map(|j| entry(i, j)).collect()).collect(),
        films: table(rng, n, factors),
        asked,
        known: (0..n).map(|_| rng.gen_range(1..=20) as f32 / 20.0).collect(),
        noise: rng.gen_range(1..=20) as f32 / 10.0 * scale,
    }
}

/// Whether the best question leads by more than a thousandth.
fn is_clear(input: &Uncertain) -> bool {
    let x = matrix(&input.films);
    let shared = &x * matrix(&input.covariance) * x.transpose();
    let open = (1..x.nrows()).filter(|film| !input.asked.contains(film));
    let mut worth: Vec<f64> = open
        .map(|q| {
            let sum: f64 = (1..x.nrows()).map(|i| shared[(q, i)].powi(2)).sum();
            f64::from(input.known[q]) * sum / (f64::from(input.noise) + shared[(q, q)])
        })
        .collect();
    worth.sort_by(|a, b| b.total_cmp(a));
    worth.len() > 1 && worth[0] > 1.001 * worth[1]
}

pub fn coverage(answer: fn(&[Vec<usize>], usize) -> f32) -> Outcome {
    let rng = &mut rng(73);
    let mut inputs = vec![(vec![vec![1, 3], vec![3]], 5), (vec![vec![2, 1], vec![4, 2]], 8)];
    inputs.extend((0..TRIES).map(|_| {
        let rows = rng.gen_range(2..12);
        let list = |rng: &mut StdRng| -> Vec<usize> {
            (0..rng.gen_range(0..5)).map(|_| rng.gen_range(0..rows)).collect()
        };
        ((0..rng.gen_range(1..5)).map(|_| list(rng)).collect(), rows)
    }));
    // No lists, empty lists, row 0 alone, one film, a table with no film, a table with no row.
    inputs.push((vec![], 4));
    inputs.push((vec![vec![], vec![]], 4));
    inputs.push((vec![vec![0], vec![0, 0]], 4));
    inputs.push((vec![vec![1], vec![1]], 2));
    inputs.push((vec![vec![], vec![0]], 1));
    inputs.push((vec![], 0));
    // Film numbers, films and places that small counters cannot hold.
    inputs.push((vec![(1..=300).collect(), (200..=400).collect()], 401));
    inputs.push((vec![vec![65_536, 70_000], vec![1, 65_537]], 70_001));
    inputs.push((vec![vec![2; 66_000], vec![1; 300]], 3));
    inputs.push((vec![(1..=66_000).collect()], 66_001));
    let mut grading = Grading::default();
    for (lists, rows) in inputs {
        let distinct = |films: &mut dyn Iterator<Item = usize>| -> usize {
            let mut films: Vec<usize> = films.collect();
            films.sort_unstable();
            films.dedup();
            films.len()
        };
        let share = |count: usize, of: usize| if of == 0 { 0.0 } else { count as f32 / of as f32 };
        let films = rows.saturating_sub(1);
        let all = || lists.iter().flatten().copied();
        let places = all().count();
        let known = distinct(&mut all().filter(|&film| film > 0));
        let with_row_0 = distinct(&mut all());
        let of_each: usize =
            lists.iter().map(|list| distinct(&mut list.iter().copied().filter(|&f| f > 0))).sum();
        let once = (1..rows).filter(|film| all().filter(|listed| listed == film).count() == 1);
        let once = if places < 1_000 { once.count() } else { usize::MAX };
        let first = lists
            .first()
            .map_or(0, |list| distinct(&mut list.iter().copied().filter(|&film| film > 0)));
        let case = Case::new(show!(lists, rows), share(known, films))
            .mistake(
                "row 0 is counted as one of all films; there are `rows - 1`",
                share(known, rows),
            )
            .mistake(
                "row 0, the unknown film, counts where it is listed; leave it out",
                share(with_row_0, films),
            )
            .mistake(
                "row 0 is counted, both on the lists and among all films",
                share(with_row_0, rows),
            )
            .mistake(
                "a film counts each time it is listed; count it once",
                share(all().filter(|&film| film > 0).count(), films),
            )
            .mistake(
                "a film counts once for each list; count it once for all lists together",
                share(of_each, films),
            )
            .mistake(
                "this is a mean over the lists; take all lists together",
                share(of_each, films * lists.len()),
            )
            .mistake("only films that are listed exactly once count", share(once, films))
            .mistake("only the first list is looked at", share(first, films))
            .mistake("this is a number of films; divide it by that of all films", known as f32)
            .mistake("this is the share of films on no list", share(films - known, films))
            .mistake(
                "this is a share of the places on the lists; divide by the number of all films",
                share(known, places),
            )
            .mistake("this is in percent; return a share from 0 to 1", 100.0 * share(known, films))
            .mistake(
                "without any film this is 0 / 0; return 0 then",
                match films {
                    0 => f32::NAN,
                    _ => share(known, films),
                },
            )
            .panics("lists may be empty, and the table may have only row 0, or no row at all");
        grading.ask(case, move || answer(&lists, rows));
    }
    grading.outcome()
}

/// What a film is worth when these are chosen.
type Value<'a> = dyn Fn(usize, &[usize]) -> f32 + 'a;

type Rerank = fn(&[f32], &[Vec<f32>], f32, usize) -> Vec<usize>;

pub fn rerank_for_diversity(answer: Rerank) -> Outcome {
    let rng = &mut rng(74);
    let alike = |n: usize, value: &mut dyn FnMut(usize, usize) -> f32| -> Table {
        let below: Vec<Vec<f32>> = (0..n).map(|i| (0..i).map(|j| value(i, j)).collect()).collect();
        let entry = |i: usize, j: usize| if i == j { 1.0 } else { below[i.max(j)][i.min(j)] };
        (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect()
    };
    let two_alike = alike(3, &mut |i, j| if i + j == 1 { 1.0 } else { 0.0 });
    let mut inputs = vec![(vec![4.5, 4.25, 4.0], two_alike, 0.5, 2)];
    // All numbers are multiples of powers of 2, so that no order of the sums rounds.
    let eighths =
        |rng: &mut StdRng, n: usize| alike(n, &mut |_, _| rng.gen_range(-8..=8) as f32 / 8.0);
    let stars = |rng: &mut StdRng, n: usize| -> Vec<f32> {
        (0..n).map(|_| rng.gen_range(24..=40) as f32 / 8.0).collect()
    };
    for lambda in [0.5, 0.25, 0.75, 0.0, 1.0] {
        inputs.extend((0..TRIES / 2).map(|_| {
            let n = rng.gen_range(4..9);
            (stars(rng, n), eighths(rng, n), lambda, rng.gen_range(2..=n))
        }));
    }
    // Ties: in relevance, in likeness, in everything.
    inputs.push((vec![4.0; 5], eighths(rng, 5), 0.5, 5));
    inputs.push((stars(rng, 6), alike(6, &mut |_, _| 0.5), 0.75, 6));
    inputs.push((vec![4.0; 20], alike(20, &mut |_, _| -0.25), 0.5, 12));
    inputs.push((vec![3.0, 4.0, 4.0, 3.0], alike(4, &mut |_, _| 0.0), 1.0, 3));
    // Only opposites, a relevance below 0, fewer films than wanted, none wanted, one film, no film.
    inputs.push((stars(rng, 5), alike(5, &mut |i, j| -((i + 2 * j) as f32) / 16.0), 0.75, 5));
    inputs.push((vec![-1.0, -0.5, -2.0, -0.75], eighths(rng, 4), 0.5, 4));
    inputs.push((stars(rng, 4), eighths(rng, 4), 0.5, 9));
    inputs.push((stars(rng, 4), eighths(rng, 4), 0.5, 0));
    inputs.push((vec![3.5], vec![vec![1.0]], 0.5, 3));
    inputs.push((vec![], vec![], 0.5, 3));
    // Differences that a sort by rounded values does not see.
    let finely = [4.0, 4.0 + 1.0 / 4096.0, 3.0, 3.0 + 1.0 / 4096.0];
    inputs.push((finely.to_vec(), alike(4, &mut |_, _| 0.0), 0.5, 4));
    inputs.push((stars(rng, 300), eighths(rng, 300), 0.5, 40));
    let mut grading = Grading::default();
    for (relevance, likeness, lambda, k) in inputs {
        let n = relevance.len();
        let by = |value: &Value| greedy(n, k, value);
        let most = |film: usize, chosen: &[usize]| {
            chosen.iter().map(|&other| likeness[film][other]).fold(f32::NEG_INFINITY, f32::max)
        };
        // The usual value with another likeness, after the most relevant film.
        let value_with = |likeness: &Value, film: usize, chosen: &[usize]| match chosen {
            [] => relevance[film],
            _ => (1.0 - lambda) * relevance[film] - lambda * likeness(film, chosen),
        };
        let with = |likeness: &Value| by(&|film, chosen| value_with(likeness, film, chosen));
        let of_length = |k| greedy(n, k, &|film, chosen| value_with(&most, film, chosen));
        let sum = |film: usize, chosen: &[usize]| -> f32 {
            chosen.iter().map(|&other| likeness[film][other]).sum()
        };
        let least = |film: usize, chosen: &[usize]| {
            chosen.iter().map(|&other| likeness[film][other]).fold(f32::INFINITY, f32::min)
        };
        let to_any = |film: usize, _: &[usize]| {
            let others = (0..n).filter(|&other| other != film);
            others.map(|other| likeness[film][other]).fold(f32::NEG_INFINITY, f32::max)
        };
        let swapped = by(&|film, chosen| match chosen {
            [] => relevance[film],
            _ => lambda * relevance[film] - (1.0 - lambda) * most(film, chosen),
        });
        let added = by(&|film, chosen| match chosen {
            [] => relevance[film],
            _ => (1.0 - lambda) * relevance[film] + lambda * most(film, chosen),
        });
        let unweighted = by(&|film, chosen| match chosen {
            [] => relevance[film],
            _ => relevance[film] - lambda * most(film, chosen),
        });
        let no_first = by(&|film, chosen| match chosen {
            [] => (1.0 - lambda) * relevance[film],
            _ => (1.0 - lambda) * relevance[film] - lambda * most(film, chosen),
        });
        // The films under reversed numbers, so that of equals the higher comes first.
        let reversed = |film: usize| n - 1 - film;
        let higher_first = by(&|film, chosen| {
            let chosen: Vec<usize> = chosen.iter().copied().map(reversed).collect();
            value_with(&most, reversed(film), &chosen)
        });
        let higher_first = higher_first.into_iter().map(reversed).collect();
        // The best of all films each time, those on the list included.
        let mut repeated: Vec<usize> = Vec::new();
        while repeated.len() < k && n > 0 {
            repeated.extend(greedy(n, 1, &|film, _| value_with(&most, film, &repeated)));
        }
        let case = Case::new(show!(relevance, likeness, lambda, k), with(&most))
            .mistake(
                "likeness is left out, so these are the most relevant films",
                by(&|film, _| relevance[film]),
            )
            .mistake("the weights are swapped; `1 - lambda` belongs to relevance", swapped)
            .mistake("likeness is added; subtract it", added)
            .mistake("relevance has no weight; multiply it by `1 - lambda`", unweighted)
            .mistake(
                "the likenesses to the chosen films are added up; take that to the most alike one",
                with(&sum),
            )
            .mistake(
                "this takes the mean likeness to the chosen films; take that to the most alike one",
                with(&|film, chosen| sum(film, chosen) / chosen.len() as f32),
            )
            .mistake(
                "this takes the likeness to the least alike of the chosen; take the most alike",
                with(&least),
            )
            .mistake(
                "only the likeness to the first film counts; look at all that are chosen",
                with(&|film, chosen| likeness[film][chosen[0]]),
            )
            .mistake(
                "only the likeness to the film chosen last counts; look at all that are chosen",
                with(&|film, chosen| likeness[film][chosen[chosen.len() - 1]]),
            )
            .mistake("likeness to films that are not chosen counts too", with(&to_any))
            .mistake(
                "a negative likeness counts as 0; start the maximum lower",
                with(&|film, chosen| most(film, chosen).max(0.0)),
            )
            .mistake("the first film must be the most relevant, whatever `lambda` is", no_first)
            .mistake("among equals, the lower number is chosen", higher_first)
            .mistake("a film is chosen again; leave out those on the list", repeated)
            .mistake("the list has one too many", of_length(k + 1))
            .mistake("the list has one too few", of_length(k.saturating_sub(1)))
            .panics("there may be fewer than `k` films, or none; list all of them then");
        grading.ask(case, move || answer(&relevance, &likeness, lambda, k));
    }
    grading.outcome()
}

/// Up to `k` of the films below `n`, one after the other: the one left with the highest value, of equals the
/// lower number.
fn greedy(n: usize, k: usize, value: &Value) -> Vec<usize> {
    let mut list: Vec<usize> = Vec::new();
    while list.len() < k.min(n) {
        let left = (0..n).rev().filter(|film| !list.contains(film));
        let best = left.max_by(|&a, &b| value(a, &list).total_cmp(&value(b, &list)));
        list.extend(best);
    }
    list
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

type FoldInItem = fn(
    &DMatrix<f64>,
    &DVector<f64>,
    f64,
    (&DVector<f64>, f64),
    &[(usize, f64)],
    f64,
) -> (DVector<f64>, f64);

/// The parameters of `fold_in_item`, in their order.
type NewFilm = (Table, Vec<f32>, f32, (Vec<f32>, f32), Vec<(usize, f32)>, f32);

pub fn fold_in_item(answer: FoldInItem) -> Outcome {
    let mut grading = Grading::default();
    for (user_factors, user_biases, mean, prior, ratings, ridge) in new_films() {
        let (vector, bias) = &prior;
        let n = vector.len();
        let step = |ratings: &[(usize, f32)], last: &dyn Fn(usize) -> f32, extra: f32| {
            let x: Table = (ratings.iter())
                .map(|&(user, _)| [&user_factors[user][..], &[last(user)]].concat())
                .collect();
            let y: Vec<f32> = (ratings.iter())
                .map(|&(user, rating)| {
                    let known = mean + user_biases[user] + bias;
                    rating - known - dot(&user_factors[user], vector)
                })
                .collect();
            ridge_regression(n + 1, &x, &y, ridge + extra)
        };
        let x_of = |width: usize| -> Table {
            let row = |user: usize| [&user_factors[user][..], &[1.0]].concat()[..width].to_vec();
            ratings.iter().map(|&(user, _)| row(user)).collect()
        };
        // The residuals with some parts of the prediction forgotten.
        let left = |without: &dyn Fn(usize) -> f32| -> Vec<f32> {
            let residual = |&(user, rating): &(usize, f32)| {
                let known = mean + user_biases[user] + bias;
                rating - known - dot(&user_factors[user], vector) + without(user)
            };
            ratings.iter().map(residual).collect()
        };
        let solved = |without: &dyn Fn(usize) -> f32| {
            ridge_regression(n + 1, &x_of(n + 1), &left(without), ridge)
        };
        let plus = |d: &[f32], scale: f32| -> (Vec<f32>, f32) {
            let vector = vector.iter().zip(d).map(|(p, d)| p + scale * d).collect();
            (vector, bias + scale * d.get(n).copied().unwrap_or(0.0))
        };
        let alone = |d: Vec<f32>| (d[..n].to_vec(), d[n]);
        let right = solved(&|_| 0.0);
        let vector_only = ridge_regression(n, &x_of(n), &left(&|_| 0.0), ridge);
        let mut last_of_each = ratings.clone();
        last_of_each.reverse();
        let mut met = vec![false; user_factors.len()];
        last_of_each.retain(|&(user, _)| !std::mem::replace(&mut met[user], true));
        let each_once = step(&last_of_each, &|_| 1.0, 0.0);
        let for_each = step(&ratings, &|_| 1.0, ridge * (ratings.len() as f32 - 1.0));
        let no_ridge = step(&ratings, &|_| 1.0, -ridge);
        let biases_appended = step(&ratings, &|user| user_biases[user], 0.0);
        let free_bias = with_free_bias(n + 1, &x_of(n + 1), &left(&|_| 0.0), ridge);
        let case = Case::new(
            show!(user_factors, user_biases, mean, prior, ratings, ridge),
            plus(&right, 1.0),
        )
        .mistake("this is the prior; the ratings are left out", prior.clone())
        .mistake("this is only the step; add it to the prior", alone(right.clone()))
        .mistake(
            "the ridge pulls towards 0 here; it must pull towards the prior",
            alone(solved(&|user| dot(&user_factors[user], vector) + bias)),
        )
        .mistake("the mean is not subtracted from the ratings", plus(&solved(&|_| mean), 1.0))
        .mistake(
            "the users' biases are not subtracted from the ratings",
            plus(&solved(&|user| user_biases[user]), 1.0),
        )
        .mistake(
            "the prior's bias is not subtracted from the ratings",
            plus(&solved(&|_| *bias), 1.0),
        )
        .mistake(
            "the prior's vector is left out of what the prior predicts",
            plus(&solved(&|user| dot(&user_factors[user], vector)), 1.0),
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
        let (biases, bias) = (vector_of(&user_biases), f64::from(*bias));
        let given: Vec<(usize, f64)> =
            ratings.iter().map(|&(user, rating)| (user, f64::from(rating))).collect();
        grading.ask(case, move || {
            let (mean, ridge) = (f64::from(mean), f64::from(ridge));
            let (vector, bias) = answer(&users, &biases, mean, (&guess, bias), &given, ridge);
            (numbers_of(&vector), bias as f32)
        });
    }
    grading.outcome()
}

fn new_films() -> Vec<NewFilm> {
    let rng = &mut rng(73);
    let users = vec![vec![1.0, 0.5], vec![0.5, -1.0], vec![2.0, 1.0]];
    let biases = vec![0.5, -0.5, 1.0];
    let prior = (vec![0.5, 1.0], 0.5);
    let of = |ratings: Vec<(usize, f32)>, ridge: f32| {
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
            .map(|_| (rng.gen_range(0..n_users), rng.gen_range(2..=10) as f32 / 2.0));
        let ratings = ratings.collect();
        let (users, biases) = (table(rng, n_users, factors), numbers(rng, n_users));
        let prior = (numbers(rng, factors), number(rng));
        (users, biases, 3.5, prior, ratings, [0.5, 1.0, 2.0, 5.0][rng.gen_range(0..4)])
    }));
    // Many ratings: more than a byte, and more than two, can count.
    for n in [300, 70_000] {
        inputs.push(of((0..n).map(|i| (i % 3, (i % 5 + 1) as f32)).collect(), 4.0));
    }
    inputs
}

/// The step when its last number costs nothing; NaN unless exactly one step solves it.
fn with_free_bias(width: usize, x: &[Vec<f32>], y: &[f32], ridge: f32) -> Vec<f32> {
    let rows = DMatrix::from_fn(x.len(), width, |i, j| f64::from(x[i][j]));
    let mut gram = rows.tr_mul(&rows);
    (0..width - 1).for_each(|j| gram[(j, j)] += f64::from(ridge));
    let step = gram.lu().solve(&rows.tr_mul(&vector_of(y)));
    step.map_or(vec![f32::NAN; width], |step| numbers_of(&step))
}

fn vector_of(values: &[f32]) -> DVector<f64> {
    DVector::from_iterator(values.len(), values.iter().map(|&x| f64::from(x)))
}

pub fn split_by_time(answer: fn(&[i64], f64) -> (Vec<usize>, Vec<usize>)) -> Outcome {
    /// A moment in the years of MovieLens.
    const START: i64 = 880_000_000;
    let rng = &mut rng(79);
    let mut inputs = vec![
        (vec![50, 20, 40, 40, 10], 0.4),
        (vec![30, 10, 20], 0.5),
        // Ties that reach over the boundary from both sides; all equal.
        (vec![3, 1, 2, 2, 2, 2], 0.5),
        (vec![7, 7, 7, 7], 0.5),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(2..12);
        let times = (0..n).map(|_| START + rng.gen_range(0..10)).collect();
        (times, [0.1, 0.2, 0.25, 0.5, 0.8][rng.gen_range(0..5)])
    }));
    inputs.push(((0..300).map(|i| START + i * 7 % 100).collect(), 0.2));
    // Before 1970; beyond 32 bits; the ends of what fits; which a float cannot tell apart.
    inputs.push((vec![-5, 10, -20, 0, -5], 0.6));
    inputs.push((vec![1 << 33, 5, (1 << 33) + 1, 1 << 32], 0.5));
    inputs.push((vec![i64::MAX, i64::MIN, 0, i64::MAX - 1], 0.25));
    inputs.push((vec![i64::MIN, i64::MIN + 1, i64::MAX], 0.67));
    // Nothing for one side or the other, and nothing at all.
    inputs.push((vec![20, 10, 20], 0.0));
    inputs.push((vec![20, 10, 20], 0.1));
    inputs.push((vec![20, 10, 20], 1.0));
    inputs.push((vec![], 0.2));
    let mut grading = Grading::default();
    for (times, valid_share) in inputs {
        let n = times.len();
        let latest_at = |asked: usize| sorted_rows(&times).split_off(n - asked);
        let split = |is_valid: &dyn Fn(usize) -> bool| -> (Vec<usize>, Vec<usize>) {
            (0..n).partition(|&row| !is_valid(row))
        };
        let from = |asked: usize, is_valid: &dyn Fn(i64, i64) -> bool| {
            let moment = latest_at(asked).first().map(|&row| times[row]);
            split(&|row| moment.is_some_and(|moment| is_valid(times[row], moment)))
        };
        let exact = n as f64 * valid_share;
        let asked = exact.round() as usize;
        let (train, valid) = from(asked, &|time, moment| time >= moment);
        let ordered = sorted_rows(&times);
        let (early, late) = ordered.split_at(train.len());
        let earliest = &ordered[..asked];
        let case = Case::new(show!(times, valid_share), (train.clone(), valid.clone()))
            .mistake("the two sides have changed places; training comes first", (
                valid.clone(),
                train.clone(),
            ))
            .mistake(
                "ratings of equal times are on both sides; all of them go to validation",
                split(&|row| latest_at(asked).contains(&row)),
            )
            .mistake(
                "ratings at the moment of the split are in training; they go to validation",
                from(asked, &|time, moment| time > moment),
            )
            .mistake(
                "the earliest ratings are held back; validation holds the latest",
                split(&|row| earliest.contains(&row)),
            )
            .mistake(
                "the last rows are held back; go by the times, whatever the order of the rows",
                split(&|row| row >= n - asked),
            )
            .mistake(
                "the number asked for is rounded down; round it to the nearest",
                from(exact.floor() as usize, &|time, moment| time >= moment),
            )
            .mistake(
                "the number asked for is rounded up; round it to the nearest",
                from(exact.ceil() as usize, &|time, moment| time >= moment),
            )
            .mistake(
                "the share is that of training here; it is the share held back",
                from(n - asked, &|time, moment| time >= moment),
            )
            .mistake("the rows are in the order of time; return them in ascending order", (
                early.to_vec(),
                late.to_vec(),
            ))
            .mistake(
                "these are places in the order of time; return the numbers of the rows",
                ((0..train.len()).collect(), (train.len()..n).collect()),
            )
            .mistake(
                "times are rounded to floating-point numbers here; compare them as they are",
                from(asked, &|time, moment| time as f32 >= moment as f32),
            )
            .panics(
                "a side may be empty, so that no rating sets the moment; times may have any size and sign",
            );
        grading.ask(case, move || answer(&times, valid_share));
    }
    grading.outcome()
}

/// The rows in the order of time; those of equal times keep theirs.
fn sorted_rows(times: &[i64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..times.len()).collect();
    rows.sort_by_key(|&row| times[row]);
    rows
}

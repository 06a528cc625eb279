//! Grades `next_question`.

use super::{Table, decimal_table, dot, matrix};
use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use nalgebra::DMatrix;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};

type NextQuestion = fn(&DMatrix<f64>, &DMatrix<f64>, &[usize], &[f64], f64) -> Option<usize>;

/// A newcomer of whom something is uncertain, as [`next_question`] is given it.
struct Uncertain {
    films: Table,
    covariance: Table,
    asked: Vec<usize>,
    known: Vec<f64>,
    noise: f64,
}

pub fn next_question(answer: NextQuestion) -> Outcome {
    let rng = &mut rng(73);
    let mut grading = Grading::default();
    let short: Vec<(String, Uncertain)> = uncertain(rng)
        .into_iter()
        .map(|input| {
            let Uncertain { films, covariance, asked, known, noise } = &input;
            (show!(films, covariance, asked, known, noise), input)
        })
        .collect();
    let long = many_films().into_iter().map(|(shown, input)| (shown.to_owned(), input));
    for (shown, Uncertain { films, covariance, asked, known, noise }) in
        short.into_iter().chain(long)
    {
        let [x, c] = [matrix(&films), matrix(&covariance)];
        let n = films.len();
        // Row q has x_i · C x_q for every film i.
        let shared = &x * &c * x.transpose();
        let plain = &x * x.transpose();
        let divided = |q: usize, sum: f64| sum / (noise + shared[(q, q)]);
        let squares = |q: usize, films: &mut dyn Iterator<Item = usize>| -> f64 {
            films.map(|i| shared[(q, i)].powi(2)).sum()
        };
        let all_squares: Vec<f64> = (0..n).map(|q| squares(q, &mut (1..n))).collect();
        let sums: Vec<f64> = shared.row_iter().map(|row| row.sum() - row[0]).collect();
        let right = |q: usize| divided(q, all_squares[q]);
        let chance = |q: usize| known[q];
        let expected = |q: usize| chance(q) * right(q);
        let open: Vec<usize> = (1..n).filter(|film| !asked.contains(film)).collect();
        let best = |worth: &dyn Fn(usize) -> f64| highest(&open, worth);
        let reversed: Vec<usize> = open.iter().rev().copied().collect();
        let with_row_0: Vec<usize> = (0..n).filter(|film| !asked.contains(film)).collect();
        let all: Vec<usize> = (1..n).collect();
        let place = |film: usize| open.iter().position(|&other| other == film);
        let case = Case::new(shown, best(&expected))
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
                best(&|q| chance(q) * divided(q, all_squares[q] + shared[(q, 0)].powi(2))),
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
                best(&|q| chance(q) * all_squares[q] / shared[(q, q)]),
            )
            .mistake(
                "the sum of squares is not divided by noise + x_q · covariance x_q",
                best(&|q| chance(q) * all_squares[q]),
            )
            .mistake(
                "the sum is squared; square each of its terms, so that they cannot cancel",
                best(&|q| {
                    chance(q) * divided(q, sums[q] * sums[q])
                }),
            )
            .mistake(
                "the terms of the sum are not squared",
                best(&|q| chance(q) * divided(q, sums[q])),
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
                    chance(q) * sum / (noise + plain[(q, q)])
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
        grading.ask(case, move || answer(&x, &c, &asked, &known, noise));
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

/// Films with one factor.
fn one(films: &[f64]) -> Table {
    films.iter().map(|&x| vec![x]).collect()
}

/// Inputs whose best question leads by more than rounding can change, or else is tied with films that are the
/// same in every number.
fn uncertain(rng: &mut StdRng) -> Vec<Uncertain> {
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
        // As many asked about as there are films, because one was asked twice.
        Uncertain {
            films: one(&[0.0, 1.0, 2.0, 3.0]),
            covariance: one(&[1.0]),
            asked: vec![3, 1, 3],
            known: vec![1.0; 4],
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
    // Leads so small that single precision, or a key cut to an integer, does not see them; a film asked about
    // twice.
    let lead = 1.0 / (1u64 << 40) as f64;
    inputs.extend([1.0, 0.0625, 4_096.0].map(|covariance| Uncertain {
        films: one(&[0.0, 1.0, 2.0, 2.0, 2.0]),
        covariance: one(&[covariance]),
        asked: vec![1, 1],
        known: vec![0.0, 1.0, 0.5, 0.5 + lead, 0.5],
        noise: 1.0,
    }));
    // Films that hardly anyone knows.
    inputs.push(Uncertain {
        films: one(&[0.0, 1.0, 1.0, 1.0]),
        covariance: one(&[1.0]),
        asked: vec![],
        known: vec![0.0, 1e-12, 3e-12, 2e-12],
        noise: 1.0,
    });
    // Few films and many, more than fit in a byte; little uncertainty and much, down to where a guard in the
    // divisor would decide.
    let sizes =
        [(4, 1.0), (6, 1.0), (9, 1e-2), (9, 1e2), (5, 1e-10), (5, 1e-20), (5, 1e10), (5, 1e20)];
    for (n, scale) in sizes.into_iter().chain([(300, 1.0), (300, 1e-6)]) {
        let mut wanted = TRIES;
        while wanted > 0 {
            let factors = if n > 100 { 8 } else { rng.gen_range(1..4) };
            let input = random(rng, n, factors, scale);
            if is_clear(&input) {
                inputs.push(input);
                wanted -= if n > 100 { TRIES } else { 1 };
            }
        }
    }
    inputs
}

/// Films of which some are tied, far from each other or one in five, in numbers that are exact in any order.
fn many_films() -> Vec<(&'static str, Uncertain)> {
    let input = |films: Vec<f64>, asked: Vec<usize>| Uncertain {
        known: vec![0.5; films.len()],
        films: one(&films),
        covariance: one(&[0.5]),
        asked,
        noise: 2.0,
    };
    let cycle =
        |n: usize| (0..n).map(|film| [1.0, 0.5, 2.0, 1.5, 2.0][film % 5]).collect::<Vec<_>>();
    let mut far = vec![1.0; 280];
    far[140] = 2.0;
    far[270] = 2.0;
    vec![
        (
            "280 films with the factor 1.0, 0.5, 2.0, 1.5, 2.0 and so on, covariance 0.5, noise 2.0, asked = [2], \
             known for 0.5",
            input(cycle(280), vec![2]),
        ),
        (
            "280 films with the factor 1.0, but 2.0 for films 140 and 270, covariance 0.5, noise 2.0, asked = [12], \
             known for 0.5",
            input(far, vec![12]),
        ),
        (
            "600 films with the factor 1.0, 0.5, 2.0, 1.5, 2.0 and so on, covariance 0.5, noise 2.0, all asked \
             about from film 590 down to film 1, known for 0.5",
            input(cycle(600), (1..=590).rev().collect()),
        ),
    ]
}

fn random(rng: &mut StdRng, n: usize, factors: usize, scale: f64) -> Uncertain {
    let root = decimal_table(rng, factors, factors);
    let entry = |i: usize, j: usize| scale * dot(&root[i], &root[j]);
    let mut asked: Vec<usize> = (1..n).collect();
    asked.shuffle(rng);
    asked.truncate(rng.gen_range(0..n - 2));
    Uncertain {
        covariance: (0..factors).map(|i| (0..factors).map(|j| entry(i, j)).collect()).collect(),
        films: decimal_table(rng, n, factors),
        asked,
        known: (0..n).map(|_| f64::from(rng.gen_range(1..=20)) / 20.0).collect(),
        noise: f64::from(rng.gen_range(1..=20)) / 10.0 * scale,
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
            input.known[q] * sum / (input.noise + shared[(q, q)])
        })
        .collect();
    worth.sort_by(|a, b| b.total_cmp(a));
    worth.len() > 1 && worth[0] > 1.001 * worth[1]
}

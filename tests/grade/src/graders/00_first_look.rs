//! Grades the exercises of chapter 0.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, number, numbers, rng, table};
use crate::outcome::Outcome;
use rand::Rng;

pub fn dot(answer: fn(&[f32], &[f32]) -> f32) -> Outcome {
    let rng = &mut rng(0);
    let mut inputs = vec![(vec![1.0, 2.0], vec![3.0, 4.0])];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(2..7);
        (numbers(rng, n), numbers(rng, n))
    }));
    inputs.push((vec![number(rng)], vec![number(rng)]));
    inputs.push((vec![], vec![]));
    let mut grading = Grading::default();
    for (a, b) in inputs {
        let sum = reference_dot(&a, &b);
        let all_but = |left_out: usize| {
            sum - a.get(left_out).zip(b.get(left_out)).map_or(0.0, |(x, y)| x * y)
        };
        let empty = a.is_empty();
        let mut case = Case::new(show!(a, b), sum)
            .mistake(
                "this is the mean of the products; a dot product is their sum",
                sum / a.len() as f32,
            )
            .mistake(
                "this is the product of the sums; multiply entry by entry first, then add up",
                a.iter().sum::<f32>() * b.iter().sum::<f32>(),
            )
            .mistake("the first entries are left out; count from 0", all_but(0))
            .mistake("the last entries are left out", all_but(a.len().saturating_sub(1)))
            .mistake("the entries are added in pairs, not multiplied", a.iter().chain(&b).sum());
        if empty {
            case = case.panics("the vectors may be empty; the dot product is then 0");
        }
        grading.ask(case, move || answer(&a, &b));
    }
    grading.outcome()
}

pub fn rank_by_match(answer: fn(&[f32], &[Vec<f32>]) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(1);
    let mut inputs = vec![(vec![1.0, 0.0], vec![vec![0.2, 0.9], vec![0.8, 0.1], vec![0.5, 0.5]])];
    inputs.extend((0..TRIES).map(|_| {
        let (factors, films) = (rng.gen_range(2..4), rng.gen_range(2..6));
        (numbers(rng, factors), table(rng, films, factors))
    }));
    // Ties, in a list long enough that an unstable sort shows.
    let tied = (0..40).map(|i| vec![[1.0, -1.0, 0.5][i % 3], 0.0]).collect();
    inputs.push((vec![1.0, 1.0], tied));
    inputs.push((vec![1.0], vec![vec![-1.0]]));
    inputs.push((vec![1.0], vec![]));
    let mut grading = Grading::default();
    for (viewer, films) in inputs {
        let scores: Vec<f32> = films.iter().map(|film| reference_dot(&viewer, film)).collect();
        let best_first = ranking(&scores, |a, b| scores[b].total_cmp(&scores[a]));
        let place_of_each = {
            let mut places = vec![0; best_first.len()];
            best_first.iter().enumerate().for_each(|(place, &film)| places[film] = place);
            places
        };
        let case = Case::new(show!(viewer, films), best_first.clone())
            .mistake(
                "the worst match comes first",
                ranking(&scores, |a, b| scores[a].total_cmp(&scores[b])),
            )
            .mistake("this is the place of each film; return the film at each place", place_of_each)
            .mistake(
                "films that match equally well have changed places; keep their order",
                best_equals_last(&scores),
            )
            .mistake(
                "the ranking ignores the sign of the match",
                ranking(&scores, |a, b| scores[b].abs().total_cmp(&scores[a].abs())),
            )
            .mistake(
                "the films are numbered from 1; number them from 0",
                best_first.iter().map(|film| film + 1).collect(),
            );
        grading.ask(case, move || answer(&viewer, &films));
    }
    grading.outcome()
}

pub fn content_scores(answer: fn(&[bool], &[Vec<bool>]) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(2);
    let mut inputs =
        vec![(vec![true, true, false], vec![vec![true, false, true], vec![true, true, false]])];
    inputs.extend((0..TRIES).map(|_| {
        let (features, items) = (rng.gen_range(3..7), rng.gen_range(1..4));
        let mut flags = || (0..features).map(|_| rng.r#gen()).collect();
        (flags(), (0..items).map(|_| flags()).collect())
    }));
    inputs.push((vec![false, false], vec![vec![false, false], vec![true, true]]));
    inputs.push((vec![true], vec![]));
    inputs.push((vec![], vec![vec![]]));
    let mut grading = Grading::default();
    for (profile, items) in inputs {
        let count = |counts: fn(bool, bool) -> bool| {
            let of_item = |item: &Vec<bool>| {
                profile.iter().zip(item).filter(|&(&likes, &has)| counts(likes, has)).count()
            };
            items.iter().map(of_item).collect::<Vec<usize>>()
        };
        let case = Case::new(show!(profile, items), count(|likes, has| likes && has))
            .mistake(
                "features that both lack are counted too; a match is a feature that both have",
                count(|likes, has| likes == has),
            )
            .mistake(
                "features that either has are counted; both must have it",
                count(|likes, has| likes || has),
            )
            .mistake(
                "all features of the item are counted, whether liked or not",
                count(|_, has| has),
            )
            .mistake("all features of the profile are counted", count(|likes, _| likes));
        grading.ask(case, move || answer(&profile, &items));
    }
    grading.outcome()
}

fn reference_dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum::<f64>() as f32
}

/// The numbers of the scores, sorted; equals stay in their order.
fn ranking(scores: &[f32], compare: impl Fn(usize, usize) -> std::cmp::Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Best first, but the last of equals first: an ascending ranking reversed.
fn best_equals_last(scores: &[f32]) -> Vec<usize> {
    let mut order = ranking(scores, |a, b| scores[a].total_cmp(&scores[b]));
    order.reverse();
    order
}

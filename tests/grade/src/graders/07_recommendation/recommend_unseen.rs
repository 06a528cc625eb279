//! Grades `recommend_unseen`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};

type Recommend = fn(&[f32], &[usize], usize) -> Vec<usize>;

pub fn recommend_unseen(answer: Recommend) -> Outcome {
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
    // Nothing seen, all seen, one seen twice, fewer unseen than wanted, none wanted, no film.
    inputs.push((predictions(rng, 4), vec![], 2));
    inputs.push((predictions(rng, 3), vec![2, 0, 1], 2));
    inputs.push((predictions(rng, 4), vec![3, 1, 3], 2));
    inputs.push((predictions(rng, 4), vec![3], 9));
    inputs.push((predictions(rng, 4), vec![3], 65_536));
    inputs.push((predictions(rng, 3), vec![0], 0));
    inputs.push((vec![], vec![], 3));
    // Far beyond five stars, far below none, equal to what may stand for a film that is left out, and
    // neighbours among the numbers, of every size. None is -0.0, which `total_cmp` tells from 0.0.
    inputs.push((vec![5.5, 7.0, 12.0, 150.0, 2_000.0, 6.0], vec![3], 5));
    inputs.push((vec![-1.0, 0.0, -100.0, -0.5, 1.0, -0.1], vec![4, 3], 4));
    inputs.push((vec![-3e6, -2e6, -1e30, -5e6, f32::MIN], vec![1], 4));
    inputs.push((vec![3e6, 2e6, 1e30, f32::MAX, 5e6], vec![3, 1], 3));
    for size in [1e-40, 1e-8, 1.0, 4.0, 1e6, -1e-40, -1e-8, -4.0, -1e6] {
        inputs.push((neighbours(size), vec![2], 4));
    }
    let mut grading = Grading::default();
    for (predictions, seen, k) in inputs {
        let shown = show!(predictions, seen, k);
        ask(&mut grading, answer, shown, predictions, seen, k);
    }
    for (shown, predictions, seen, k) in long_inputs(rng) {
        ask(&mut grading, answer, shown.to_owned(), predictions, seen, k);
    }
    grading.outcome()
}

/// Five numbers, each the next one up from the one before, in an order in which the highest comes late.
fn neighbours(size: f32) -> Vec<f32> {
    let up = |steps| (0..steps).fold(size, |x: f32, _| x.next_up());
    [1, 0, 3, 2, 4].map(up).to_vec()
}

type Long = (&'static str, Vec<f32>, Vec<usize>, usize);

/// Lists in which an unstable sort shows, and numbers of films that small counters, masks and buffers do
/// not hold.
fn long_inputs(rng: &mut StdRng) -> Vec<Long> {
    let mut two_equal: Vec<f32> = (0..1_000).map(|i| (i * 7 % 1_000) as f32).collect();
    two_equal[900] = 2_000.0;
    two_equal[10] = 2_000.0;
    let steps = |n: usize| (0..n).map(|film| film as f32 / 16.0).collect();
    vec![
        (
            "40 films, predicted 3.5, 4.0, 3.0, 3.5, 4.0, 3.0 and so on, of which 4, 0 and 39 are seen, k = 25",
            (0..40).map(|i| [3.5, 4.0, 3.0][i % 3]).collect(),
            vec![4, 0, 39],
            25,
        ),
        (
            "1,000 films with half stars for predictions, k = 400",
            predictions(rng, 1_000),
            vec![7],
            400,
        ),
        (
            "1,000 films, predicted below 0 in half stars, k = 300",
            predictions(rng, 1_000).iter().map(|rating| -rating).collect(),
            vec![999, 0],
            300,
        ),
        ("600 films, all predicted 3.5, of which 1 is seen, k = 600", vec![3.5; 600], vec![1], 600),
        ("1,000 films, of which only 10 and 900 are equal, the best, k = 3", two_equal, vec![], 3),
        (
            "400 films, each predicted a little higher than the one before, of which 130, 300, 399 and 65 \
             are seen, k = 390",
            steps(400),
            vec![130, 300, 399, 65],
            390,
        ),
        (
            "1,000 films, each predicted a little higher than the one before, of which 999 down to 400 are \
             seen, k = 5",
            steps(1_000),
            (400..1_000).rev().collect(),
            5,
        ),
        (
            "70,000 films, each predicted a little higher than the one before, of which 4,462, 69,999 and \
             300 are seen, k = 4",
            steps(70_000),
            vec![4_462, 69_999, 300],
            4,
        ),
    ]
}

fn ask(
    grading: &mut Grading<Vec<usize>>,
    answer: Recommend,
    shown: String,
    predictions: Vec<f32>,
    seen: Vec<usize>,
    k: usize,
) {
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
    let case = Case::new(shown, first(&ranked, k))
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
        .mistake("seen films fill up the list; return fewer than `k` instead", first(&filled_up, k))
        .mistake("the list has one too many", first(&ranked, k + 1))
        .mistake("the list has one too few", first(&ranked, k.saturating_sub(1)))
        .panics("there may be fewer than `k` unseen films; return all of them then");
    grading.ask(case, move || answer(&predictions, &seen, k));
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

//! Grades `mend_lists`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng};

type Lists = fn(&[Vec<f32>], &[(usize, usize)], usize) -> Vec<Vec<usize>>;

pub fn mend_lists(answer: Lists) -> Outcome {
    let rng = &mut rng(77);
    let mut inputs = vec![
        (vec![vec![4.0, 3.0, 5.0], vec![2.0, 4.5, 1.0]], vec![(0, 2), (1, 1)], 1),
        (vec![vec![4.5, 3.0, 4.0], vec![5.0, 3.5, 2.5]], vec![(0, 0)], 2),
        // The last user first; a user who has seen all; ties; numbers below 0; none wanted; no user.
        (vec![vec![4.5, 3.0], vec![5.0, 3.5]], vec![(1, 0)], 1),
        (vec![vec![4.5, 3.0], vec![5.0, 3.5]], vec![(0, 1), (0, 0), (0, 1)], 5),
        (vec![vec![3.0; 4], vec![4.0, 3.0, 4.0, 3.0]], vec![(1, 0), (0, 1)], 3),
        (vec![vec![-2.0, -1.0, -1e9], vec![-1e9, 0.0, -1.0]], vec![(0, 1), (1, 2)], 3),
        (vec![vec![3.0, 4.0]], vec![], 0),
        (vec![vec![3.0, 4.0]], vec![], 65_536),
        (vec![], vec![], 3),
    ];
    // Neighbours among the numbers.
    inputs.extend([1e-8f32, 4.0, 1e6, -4.0].map(|size| {
        let [next, third] = [size.next_up(), size.next_up().next_up()];
        (vec![vec![size, third, next], vec![next, size, third]], vec![(0, 0)], 3)
    }));
    inputs.extend((0..TRIES).map(|_| {
        let (users, films) = (rng.gen_range(1..5), rng.gen_range(2..8));
        let seen = (0..rng.gen_range(0..10))
            .map(|_| (rng.gen_range(0..users), rng.gen_range(0..films)))
            .collect();
        (predictions(rng, users, films), seen, rng.gen_range(1..=films))
    }));
    let short = inputs
        .into_iter()
        .map(|(predictions, seen, k)| (show!(predictions, seen, k), predictions, seen, k));
    let short: Vec<_> = short.collect();
    // More users and films than small masks and numbers hold.
    let many: Vec<(usize, usize)> = (0..100).map(|user| (user, user * 7 % 300)).collect();
    let long = [
        (
            "100 users and 300 films, each user has seen one film, k = 3".to_owned(),
            predictions(rng, 100, 300),
            many,
            3,
        ),
        (
            "300 users and 3 films, each user has seen one film, k = 2".to_owned(),
            predictions(rng, 300, 3),
            (0..300).map(|user| (user, user % 3)).collect(),
            2,
        ),
        (
            "2 users and 1,000 films in half stars, k = 800".to_owned(),
            predictions(rng, 2, 1_000),
            vec![(0, 999)],
            800,
        ),
        // More films and users than 16 bits number.
        (
            "1 user and 70,000 films, each predicted a little higher than the one before, seen = [(0, 69999)], \
             k = 3"
            .to_owned(),
            vec![(0..70_000).map(|film| film as f32 / 16.0).collect()],
            vec![(0, 69_999)],
            3,
        ),
        (
            "70,000 users and 2 films, predicted 4.0 and 3.0, seen = [(69999, 0), (300, 0)], k = 1"
                .to_owned(),
            vec![vec![4.0, 3.0]; 70_000],
            vec![(69_999, 0), (300, 0)],
            1,
        ),
    ];
    let mut grading = Grading::symptom_only();
    for (shown, predictions, seen, k) in short.into_iter().chain(long) {
        let case = Case::new(shown, lists(&predictions, &seen, k));
        grading.ask(case, move || answer(&predictions, &seen, k));
    }
    grading.outcome()
}

/// Half stars, with ties.
fn predictions(rng: &mut StdRng, users: usize, films: usize) -> Vec<Vec<f32>> {
    let row = |rng: &mut StdRng| (0..films).map(|_| rng.gen_range(2..=10) as f32 / 2.0).collect();
    (0..users).map(|_| row(rng)).collect()
}

fn lists(predictions: &[Vec<f32>], seen: &[(usize, usize)], k: usize) -> Vec<Vec<usize>> {
    let list = |(user, ratings): (usize, &Vec<f32>)| {
        let own: Vec<usize> =
            seen.iter().filter(|(by, _)| *by == user).map(|&(_, film)| film).collect();
        let mut list: Vec<usize> = (0..ratings.len()).filter(|film| !own.contains(film)).collect();
        list.sort_by(|&a, &b| ratings[b].total_cmp(&ratings[a]));
        list.truncate(k);
        list
    };
    predictions.iter().enumerate().map(list).collect()
}

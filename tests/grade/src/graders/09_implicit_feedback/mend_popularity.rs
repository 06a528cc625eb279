//! Grades `mend_popularity`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};
use std::cmp::Reverse;

type Popularity = fn(&[usize], &[usize], &[Option<usize>], usize, usize) -> f64;

/// The parameters of `mend_popularity`, in their order.
type Input = (Vec<usize>, Vec<usize>, Vec<Option<usize>>, usize, usize);

pub fn mend_popularity(answer: Popularity) -> Outcome {
    let rng = &mut rng(97);
    let mut inputs: Vec<Input> = vec![
        (vec![0, 0, 1, 1, 2], vec![0, 1, 0, 2, 2], vec![Some(1), Some(3), None], 3, 1),
        (vec![0, 0, 1, 1], vec![2, 1, 2, 0], vec![Some(1), None], 3, 1),
        // Ties; every item touched but one; a long list; an item that no one has touched.
        (vec![0, 0, 1, 1], vec![0, 2, 1, 2], vec![Some(1), Some(3)], 4, 2),
        (vec![0, 0, 0, 1], vec![2, 1, 0, 0], vec![Some(0), None], 3, 1),
        (vec![0, 0, 1, 1], vec![0, 1, 1, 2], vec![Some(0), Some(3)], 3, 9),
        (vec![0, 0, 1, 1], vec![0, 1, 1, 2], vec![Some(0), Some(3)], 3, 65_536),
        (vec![1, 1, 0], vec![3, 0, 3], vec![None, Some(1)], 5, 1),
        // Items that a mask of 64 or 128 bits, or a byte, takes for item 1.
        (vec![0, 1, 2, 2, 2, 2], vec![1, 1, 65, 257, 129, 0], vec![None, None, Some(5)], 300, 1),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (n_users, n_items) = (rng.gen_range(2..6), rng.gen_range(3..8));
        interactions(rng, n_users, n_items)
    }));
    let short: Vec<(String, Input)> = inputs
        .into_iter()
        .map(|input| {
            let (users, items, held_out, n_items, k) = &input;
            (show!(users, items, held_out, n_items, k), input)
        })
        .collect();
    // Item 3 is touched by more users than a byte, or 16 bits, holds, and item 1 by fewer.
    let popular = |n: usize| -> Input {
        let mut held_out = vec![None; n + 1];
        held_out[n] = Some(n + 201);
        let items = [[3].repeat(n).as_slice(), &[1; 200], &[0, 3]].concat();
        ((0..n).chain(0..200).chain([n, n]).collect(), items, held_out, 5, 1)
    };
    let long = [
        (
            "260 users touch item 3, 200 of them item 1; user 260 touches item 0 and, held out, item 3; k = 1",
            popular(260),
        ),
        (
            "65,540 users touch item 3, 200 of them item 1; one more touches item 0 and, held out, item 3; k = 1",
            popular(65_540),
        ),
        (
            "items 69,999 and 4,463 of 70,000: user 0 holds out the first, users 1 and 2 touch the second, and \
             user 1 the first as well; k = 1",
            (
                vec![0, 0, 1, 1, 2],
                vec![5, 69_999, 4_463, 69_999, 4_463],
                vec![Some(1), None, None],
                70_000,
                1,
            ),
        ),
        ("300 users and 300 items, up to four interactions each", interactions(rng, 300, 300)),
    ];
    let long = long.map(|(shown, input)| (shown.to_owned(), input));
    let mut grading = Grading::symptom_only();
    for (shown, (users, items, held_out, n_items, k)) in short.into_iter().chain(long) {
        let case = Case::new(shown, hit_ratio(&users, &items, &held_out, n_items, k));
        grading.ask(case, move || answer(&users, &items, &held_out, n_items, k));
    }
    grading.outcome()
}

/// Up to four different items for each user, one of which most users hold out.
fn interactions(rng: &mut StdRng, n_users: usize, n_items: usize) -> Input {
    let (mut users, mut items, mut held_out) = (Vec::new(), Vec::new(), Vec::new());
    let mut all: Vec<usize> = (0..n_items).collect();
    for user in 0..n_users {
        all.shuffle(rng);
        let own = rng.gen_range(2..=n_items.min(4));
        let test = users.len() + rng.gen_range(0..own);
        held_out.push((user == 0 || rng.gen_bool(0.7)).then_some(test));
        users.extend(vec![user; own]);
        items.extend(&all[..own]);
    }
    (users, items, held_out, n_items, rng.gen_range(1..=n_items.div_ceil(2)))
}

fn hit_ratio(
    users: &[usize],
    items: &[usize],
    held_out: &[Option<usize>],
    n_items: usize,
    k: usize,
) -> f64 {
    let training: Vec<usize> =
        (0..users.len()).filter(|&i| held_out[users[i]] != Some(i)).collect();
    let mut popularity = vec![0; n_items];
    training.iter().for_each(|&i| popularity[items[i]] += 1);
    let mut ranked: Vec<usize> = (0..n_items).collect();
    ranked.sort_by_key(|&item| Reverse(popularity[item]));
    let tested: Vec<usize> = held_out.iter().flatten().copied().collect();
    let hits = tested.iter().filter(|&&held_out| {
        let own = training.iter().filter(|&&i| users[i] == users[held_out]);
        let own: Vec<usize> = own.map(|&i| items[i]).collect();
        ranked
            .iter()
            .filter(|item| !own.contains(item))
            .take(k)
            .any(|item| *item == items[held_out])
    });
    hits.count() as f64 / tested.len() as f64
}

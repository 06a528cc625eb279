//! Wrong answers to `mend_popularity`.

use super::{WrongAnswer, graders, wrong};
use grade::solutions::_09_implicit_feedback as solutions;
use std::cmp::Reverse;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(mend_popularity: "only the symptom is shown", |users, items, held_out, n_items, k| {
            let narrow: Vec<usize> = items.iter().map(|&item| usize::from(item as u16)).collect();
            solutions::mend_popularity(users, &narrow, held_out, n_items, k)
        }),
        wrong!(mend_popularity: "only the symptom is shown", |users, items, held_out, n_items, k| {
            solutions::mend_popularity(users, items, held_out, n_items, usize::from(k as u16))
        }),
        // As it is planted; only the user's own held-out interaction taken back; all of theirs.
        wrong!(mend_popularity: "only the symptom is shown", |users, items, held_out, n_items, k| {
            hit_ratio(users, items, held_out, (n_items, k), |_, _| true)
        }),
        wrong!(mend_popularity: "only the symptom is shown", |users, items, held_out, n_items, k| {
            hit_ratio(users, items, held_out, (n_items, k), |i, user| held_out[user] != Some(i))
        }),
        wrong!(mend_popularity: "only the symptom is shown", |users, items, held_out, n_items, k| {
            hit_ratio(users, items, held_out, (n_items, k), |i, _| held_out[users[i]].is_none())
        }),
        // Right but for the length of the list, or for users without a test.
        wrong!(mend_popularity: "only the symptom is shown", |users, items, held_out, n_items, k| {
            hit_ratio(users, items, held_out, (n_items, k + 1), |i, _| held_out[users[i]] != Some(i))
        }),
        wrong!(mend_popularity: "only the symptom is shown", |users, items, held_out, n_items, k| {
            let is_training = |i: usize, _| held_out[users[i]] != Some(i);
            let share = hit_ratio(users, items, held_out, (n_items, k), is_training);
            share * held_out.iter().flatten().count() as f64 / held_out.len() as f64
        }),
    ]
}

/// The hit ratio if these interactions make items popular for a user.
fn hit_ratio(
    users: &[usize],
    items: &[usize],
    held_out: &[Option<usize>],
    (n_items, k): (usize, usize),
    counts: impl Fn(usize, usize) -> bool,
) -> f64 {
    let tested: Vec<usize> = held_out.iter().flatten().copied().collect();
    let is_hit = |&&test: &&usize| {
        let user = users[test];
        let mut popularity = vec![0; n_items];
        let counted = (0..users.len()).filter(|&i| counts(i, user));
        counted.for_each(|i| popularity[items[i]] += 1);
        let own = (0..users.len()).filter(|&i| users[i] == user && i != test);
        let own: Vec<usize> = own.map(|i| items[i]).collect();
        let mut ranked: Vec<usize> = (0..n_items).filter(|item| !own.contains(item)).collect();
        ranked.sort_by_key(|&item| Reverse(popularity[item]));
        ranked.iter().take(k).any(|&item| item == items[test])
    };
    tested.iter().filter(is_hit).count() as f64 / tested.len() as f64
}

//! Wrong answers to `mend_lists`.

use super::{WrongAnswer, graders, wrong};
use grade::solutions::_07_recommendation as solutions;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        // Films, users and places in 16 bits.
        wrong!(mend_lists: "only the symptom is shown", |predictions, seen, k| {
            let narrow = |list: Vec<usize>| list.into_iter().map(|film| usize::from(film as u16)).collect();
            solutions::mend_lists(predictions, seen, k).into_iter().map(narrow).collect()
        }),
        wrong!(mend_lists: "only the symptom is shown", |predictions, seen, k| {
            let narrow: Vec<(usize, usize)> =
                seen.iter().map(|&(user, film)| (usize::from(user as u16), film)).collect();
            solutions::mend_lists(predictions, &narrow, k)
        }),
        wrong!(mend_lists: "the list should have", |predictions, seen, k| {
            solutions::mend_lists(predictions, seen, usize::from(k as u16))
        }),
        // As it is planted, and two ways of putting half of it right.
        wrong!(mend_lists: "only the symptom is shown", |predictions, seen, k| {
            lists(predictions, k, |user, film| seen.iter().any(|&(by, what)| by <= user && what == film))
        }),
        wrong!(mend_lists: "only the symptom is shown", |predictions, seen, k| {
            lists(predictions, k, |user, film| {
                seen.iter().any(|&(by, what)| (by == user || by + 1 == user) && what == film)
            })
        }),
        wrong!(mend_lists: "only the symptom is shown", |predictions, seen, k| {
            lists(predictions, k, |_, film| seen.iter().any(|&(_, what)| what == film))
        }),
        wrong!(mend_lists: "only the symptom is shown", |predictions, _, k| {
            lists(predictions, k, |_, _| false)
        }),
        wrong!(mend_lists: "only the symptom is shown", |predictions, seen, k| {
            lists(predictions, k, |user, film| {
                seen.iter().any(|&(by, what)| by == user && what % 128 == film % 128)
            })
        }),
        // Cut to whole numbers of millionths, and with a byte for a user.
        wrong!(mend_lists: "only the symptom is shown", |predictions, seen, k| {
            let cut = |x: &f32| (f64::from(*x) * 1e6).trunc() as f32;
            let rows: Vec<Vec<f32>> =
                predictions.iter().map(|row| row.iter().map(cut).collect()).collect();
            solutions::mend_lists(&rows, seen, k)
        }),
        wrong!(mend_lists: "2 entries, and it has 1", |predictions, seen, k| {
            let users = 0..predictions.len();
            let wrapped = |&(by, film): &(usize, usize)| {
                users.clone().filter(move |user| user % 256 == by % 256).map(move |user| (user, film))
            };
            let seen: Vec<(usize, usize)> = seen.iter().flat_map(wrapped).collect();
            solutions::mend_lists(predictions, &seen, k)
        }),
    ]
}

/// Each user's films, but for those that count as seen.
fn lists(
    predictions: &[Vec<f32>],
    k: usize,
    is_seen: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let list = |(user, ratings): (usize, &Vec<f32>)| {
        let mut list: Vec<usize> =
            (0..ratings.len()).filter(|&film| !is_seen(user, film)).collect();
        list.sort_by(|&a, &b| ratings[b].total_cmp(&ratings[a]));
        list.truncate(k);
        list
    };
    predictions.iter().enumerate().map(list).collect()
}

//! Unusual right answers to the exercises of chapter 0.

use super::{RightAnswer, right};
use grade::graders::_00_first_look as graders;
use nalgebra::DVector;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(dot: "float64, from the end", |a, b| exact_dot(a, b) as f32),
        right!(dot: "recursion", recursive_dot),
        right!(dot: "nalgebra", |a, b| {
            DVector::from_column_slice(a).dot(&DVector::from_column_slice(b))
        }),
        right!(dot: "sums of chunks", |a, b| {
            a.chunks(16).zip(b.chunks(16)).map(|(a, b)| recursive_dot(a, b)).sum()
        }),
        right!(rank_by_match: "float64 scores, the index as second key", |viewer, films| {
            let score = |film: usize| exact_dot(viewer, &films[film]);
            let mut ranking: Vec<usize> = (0..films.len()).collect();
            ranking.sort_unstable_by(|&a, &b| {
                score(b).partial_cmp(&score(a)).unwrap().then(a.cmp(&b))
            });
            ranking
        }),
        right!(rank_by_match: "reversed, sorted ascending, reversed", |viewer, films| {
            let mut ranking: Vec<usize> = (0..films.len()).rev().collect();
            ranking.sort_by(|&a, &b| {
                exact_dot(viewer, &films[a]).total_cmp(&exact_dot(viewer, &films[b]))
            });
            ranking.reverse();
            ranking
        }),
        right!(rank_by_match: "a heap of ordered bits", |viewer, films| {
            // The bits of a score, as a whole number that sorts as the score does.
            let key = |film: &Vec<f32>| {
                let bits = recursive_dot(viewer, film).to_bits() as i32;
                bits ^ (((bits >> 31) as u32) >> 1) as i32
            };
            let mut heap: BinaryHeap<_> =
                films.iter().enumerate().map(|(i, film)| (key(film), Reverse(i))).collect();
            std::iter::from_fn(|| heap.pop()).map(|(_, Reverse(film))| film).collect()
        }),
        right!(rank_by_match: "insertion by halves", |viewer, films| {
            let mut ranking: Vec<usize> = Vec::new();
            let scores: Vec<f32> = films.iter().map(|film| recursive_dot(viewer, film)).collect();
            for film in 0..films.len() {
                let place = ranking.partition_point(|&other: &usize| scores[other] >= scores[film]);
                ranking.insert(place, film);
            }
            ranking
        }),
        right!(content_scores: "a product of zeros and ones", |profile, items| {
            let of_item = |item: &Vec<bool>| {
                profile.iter().zip(item).map(|(&a, &b)| usize::from(a) * usize::from(b)).sum()
            };
            items.iter().map(of_item).collect()
        }),
        right!(content_scores: "the liked features' indices first", |profile, items| {
            let liked = (0..profile.len()).filter(|&feature| profile[feature]);
            let mut counts = vec![0; items.len()];
            for feature in liked {
                for (count, item) in counts.iter_mut().zip(items) {
                    *count += i32::from(item[feature]);
                }
            }
            counts.into_iter().map(|count| count as usize).collect()
        }),
        right!(mend_filled_share: "sets", |ratings| {
            let users: HashSet<usize> = ratings.iter().map(|&(user, _)| user).collect();
            let films: HashSet<usize> = ratings.iter().map(|&(_, film)| film).collect();
            let cells: HashSet<(usize, usize)> = ratings.iter().copied().collect();
            cells.len() as f64 / (users.len() as f64 * films.len() as f64).max(1.0)
        }),
        right!(mend_filled_share: "the mean over users", |ratings| {
            let mut films_of: BTreeMap<usize, HashSet<usize>> = BTreeMap::new();
            let mut users_of: HashMap<usize, usize> = HashMap::new();
            for &(user, film) in ratings {
                films_of.entry(user).or_default().insert(film);
                *users_of.entry(film).or_default() += 1;
            }
            let shares = films_of.values().map(|films| films.len() as f64 / users_of.len() as f64);
            shares.sum::<f64>() / films_of.len().max(1) as f64
        }),
        right!(mend_filled_share: "sorted twice, as by digits", |ratings| {
            let mut cells = ratings.to_vec();
            cells.sort_by_key(|cell| cell.0);
            let mut users: Vec<usize> = cells.iter().map(|cell| cell.0).collect();
            users.dedup();
            cells.sort_by_key(|cell| cell.1);
            let mut films: Vec<usize> = cells.iter().map(|cell| cell.1).collect();
            films.dedup();
            cells.dedup();
            cells.len() as f64 / (users.len() * films.len()).max(1) as f64
        }),
    ]
}

fn exact_dot(a: &[f32], b: &[f32]) -> f64 {
    (0..a.len()).rev().fold(0.0, |sum, i| sum + f64::from(a[i]) * f64::from(b[i]))
}

fn recursive_dot(a: &[f32], b: &[f32]) -> f32 {
    match (a, b) {
        ([x, a @ ..], [y, b @ ..]) => x * y + recursive_dot(a, b),
        _ => 0.0,
    }
}

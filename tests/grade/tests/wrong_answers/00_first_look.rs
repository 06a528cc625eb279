//! Wrong answers to the exercises of chapter 0.

use super::{WrongAnswer, wrong};
use grade::graders::_00_first_look as graders;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(dot: "the mean of the products", |a, b| dot(a, b) / a.len() as f32),
        wrong!(dot: "the product of the sums", |a, b| {
            a.iter().sum::<f32>() * b.iter().sum::<f32>()
        }),
        wrong!(dot: "first entries are left out", |a, b| {
            (1..a.len()).map(|i| a[i] * b[i]).sum()
        }),
        wrong!(dot: "last entries are left out", |a, b| {
            (0..a.len().max(1) - 1).map(|i| a[i] * b[i]).sum()
        }),
        wrong!(dot: "added in pairs", |a, b| a.iter().zip(b).map(|(x, y)| x + y).sum()),
        wrong!(dot: "may be empty", |a, b| {
            a.iter().zip(b).map(|(x, y)| x * y).reduce(|sum, term| sum + term).unwrap()
        }),
        wrong!(rank_by_match: "the worst match comes first", |viewer, films| {
            sorted(films, |&i| dot(viewer, &films[i]))
        }),
        wrong!(rank_by_match: "the place of each film", |viewer, films| {
            let ranking = sorted(films, |&i| -dot(viewer, &films[i]));
            (0..films.len()).map(|film| ranking.iter().position(|&f| f == film).unwrap()).collect()
        }),
        wrong!(rank_by_match: "changed places", |viewer, films| {
            let mut ranking = sorted(films, |&i| dot(viewer, &films[i]));
            ranking.reverse();
            ranking
        }),
        wrong!(rank_by_match: "ignores the sign", |viewer, films| {
            sorted(films, |&i| -dot(viewer, &films[i]).abs())
        }),
        wrong!(rank_by_match: "numbered from 1", |viewer, films| {
            sorted(films, |&i| -dot(viewer, &films[i])).iter().map(|i| i + 1).collect()
        }),
        wrong!(content_scores: "features that both lack", |profile, items| {
            counts(profile, items, |likes, has| likes == has)
        }),
        wrong!(content_scores: "both must have it", |profile, items| {
            counts(profile, items, |likes, has| likes || has)
        }),
        wrong!(content_scores: "all features of the item", |profile, items| {
            counts(profile, items, |_, has| has)
        }),
        wrong!(content_scores: "all features of the profile", |profile, items| {
            counts(profile, items, |likes, _| likes)
        }),
    ]
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn sorted(films: &[Vec<f32>], key: impl Fn(&usize) -> f32) -> Vec<usize> {
    let mut ranking: Vec<usize> = (0..films.len()).collect();
    ranking.sort_by(|a, b| key(a).total_cmp(&key(b)));
    ranking
}

fn counts(
    profile: &[bool],
    items: &[Vec<bool>],
    counted: impl Fn(bool, bool) -> bool,
) -> Vec<usize> {
    let of_item = |item: &Vec<bool>| {
        profile.iter().zip(item).filter(|&(&likes, &has)| counted(likes, has)).count()
    };
    items.iter().map(of_item).collect()
}

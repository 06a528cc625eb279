//! Wrong answers to `recommend_unseen`.

use super::{WrongAnswer, graders, wrong};
use grade::solutions::_07_recommendation as solutions;
use std::collections::BinaryHeap;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(recommend_unseen: "should have 3 entries, and it has 0", |predictions, seen, k| {
            solutions::recommend_unseen(predictions, seen, usize::from(k as u16))
        }),
        wrong!(recommend_unseen: "seen films are among them", |predictions, _, k| {
            best(predictions, |_| true).take(k).collect()
        }),
        wrong!(recommend_unseen: "only seen films", |predictions, seen, k| {
            best(predictions, |film| seen.contains(film)).take(k).collect()
        }),
        wrong!(recommend_unseen: "the worst come first", |predictions, seen, k| {
            let opposite: Vec<f32> = predictions.iter().map(|rating| -rating).collect();
            best(&opposite, |film| !seen.contains(film)).take(k).collect()
        }),
        wrong!(recommend_unseen: "leave them out before", |predictions, seen, k| {
            best(predictions, |_| true).take(k).filter(|film| !seen.contains(film)).collect()
        }),
        wrong!(recommend_unseen: "the first of them comes first", |predictions, seen, k| {
            let opposite: Vec<f32> = predictions.iter().map(|rating| -rating).collect();
            best(&opposite, |film| !seen.contains(film)).rev().take(k).collect()
        }),
        wrong!(recommend_unseen: "places among the unseen", |predictions, seen, k| {
            let unseen = (0..predictions.len()).filter(|film| !seen.contains(film));
            let ratings: Vec<f32> = unseen.map(|film| predictions[film]).collect();
            best(&ratings, |_| true).take(k).collect()
        }),
        wrong!(recommend_unseen: "in order of number", |predictions, seen, k| {
            (0..predictions.len()).filter(|film| !seen.contains(film)).take(k).collect()
        }),
        wrong!(recommend_unseen: "fill up the list", |predictions, seen, k| {
            let unseen = best(predictions, |film| !seen.contains(film));
            unseen.chain(best(predictions, |film| seen.contains(film))).take(k).collect()
        }),
        wrong!(recommend_unseen: "one too many", |predictions, seen, k| {
            best(predictions, |film| !seen.contains(film)).take(k + 1).collect()
        }),
        wrong!(recommend_unseen: "one too few", |predictions, seen, k| {
            best(predictions, |film| !seen.contains(film)).take(k.max(1) - 1).collect()
        }),
        wrong!(recommend_unseen: "return all of them", |predictions, seen, k| {
            let unseen: Vec<usize> = best(predictions, |film| !seen.contains(film)).collect();
            unseen[..k].to_vec()
        }),
        // Keys that lose digits or signs.
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            by_key(predictions, seen, k, |rating| -(rating * 1e3) as i64)
        }),
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            by_key(predictions, seen, k, |rating| -(f64::from(rating) * 1e9) as i64)
        }),
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            by_key(predictions, seen, k, |rating| u32::MAX - rating.to_bits())
        }),
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            let within: Vec<f32> = predictions.iter().map(|rating| rating.clamp(0.0, 5.5)).collect();
            best(&within, |film| !seen.contains(film)).take(k).collect()
        }),
        // Ties in a list that is long.
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            let heap = predictions.iter().enumerate().filter(|(film, _)| !seen.contains(film));
            let mut heap: BinaryHeap<(i32, usize)> =
                heap.map(|(film, &rating)| (ordered(rating), film / 50)).collect();
            let mut left: Vec<usize> = best(predictions, |film| !seen.contains(film)).collect();
            let mut list = Vec::new();
            while let Some((rating, block)) = heap.pop().filter(|_| list.len() < k) {
                let same = |film: &usize| ordered(predictions[*film]) == rating && film / 50 == block;
                let place = left.iter().position(same).unwrap();
                list.push(left.remove(place));
            }
            list
        }),
        // Numbers that may stand for a film that is left out.
        wrong!(recommend_unseen: "4 entries, and it has 2", |predictions, seen, k| {
            let mut left = predictions.to_vec();
            seen.iter().for_each(|&film| left[film] = -1.0);
            best(&left, |&film| left[film] > -1.0).take(k).collect()
        }),
        wrong!(recommend_unseen: "4 entries, and it has 3", |predictions, seen, k| {
            let mut left = predictions.to_vec();
            seen.iter().for_each(|&film| left[film] = f32::MIN);
            best(&left, |&film| left[film] > f32::MIN).take(k).collect()
        }),
        // Small masks, numbers, buffers.
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            let mask = seen.iter().fold(0u128, |mask, film| mask | 1 << (film % 128));
            best(predictions, |film| mask & 1 << (film % 128) == 0).take(k).collect()
        }),
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            let films = best(predictions, |film| !seen.contains(film)).map(|film| film as u16);
            films.take(k).map(usize::from).collect()
        }),
        wrong!(recommend_unseen: "400 entries, and it has 300", |predictions, seen, k| {
            best(predictions, |film| !seen.contains(film)).take(k.min(300)).collect()
        }),
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            best(predictions, |film| seen.binary_search(film).is_err()).take(k).collect()
        }),
        // Blind to the tiniest numbers, with 16 bits for a film, and with room for 300 seen films.
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            let flushed = |x: f32| if x.abs() < f32::MIN_POSITIVE { 0.0 } else { x };
            let predictions: Vec<f32> = predictions.iter().copied().map(flushed).collect();
            solutions::recommend_unseen(&predictions, seen, k)
        }),
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            let seen: Vec<u16> = seen.iter().map(|&film| film as u16).collect();
            let is_seen = |film: &usize| seen.contains(&(*film as u16));
            let seen: Vec<usize> = (0..predictions.len()).filter(is_seen).collect();
            solutions::recommend_unseen(predictions, &seen, k)
        }),
        wrong!(recommend_unseen: "none of the usual mistakes", |predictions, seen, k| {
            solutions::recommend_unseen(predictions, &seen[..seen.len().min(300)], k)
        }),
    ]
}

/// The films that may be recommended, best first; equals stay in their order.
fn best(
    predictions: &[f32],
    eligible: impl Fn(&usize) -> bool,
) -> impl DoubleEndedIterator<Item = usize> {
    let mut films: Vec<usize> = (0..predictions.len()).filter(eligible).collect();
    films.sort_by(|&a, &b| predictions[b].total_cmp(&predictions[a]));
    films.into_iter()
}

/// The films that have not been seen by a key, the smallest first; equals stay in their order.
fn by_key<K: Ord>(
    predictions: &[f32],
    seen: &[usize],
    k: usize,
    key: impl Fn(f32) -> K,
) -> Vec<usize> {
    let mut films: Vec<usize> =
        (0..predictions.len()).filter(|film| !seen.contains(film)).collect();
    films.sort_by_key(|&film| key(predictions[film]));
    films.truncate(k);
    films
}

/// The bits of a number, in the order of the numbers.
fn ordered(rating: f32) -> i32 {
    let bits = rating.to_bits().cast_signed();
    if bits < 0 { bits ^ i32::MAX } else { bits }
}

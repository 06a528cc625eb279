//! Chapter 0: a first look.

// ANCHOR: dot
/// The dot product of two vectors of the same length: multiply entry by entry, add up the products.
///
/// `a` and `b` have shape `(n,)`. The dot product of two empty vectors is 0.
///
/// `dot(&[1.0, 2.0], &[3.0, 4.0])` is `1.0 * 3.0 + 2.0 * 4.0`, which makes `11.0`.
///
/// # Hints
/// 1. Walk through both vectors at once: `a.iter().zip(b)` gives the pairs of entries.
/// 2. Turn each pair into its product with `.map(|(x, y)| x * y)`. What is left to do with the
///    products?
/// 3. `.sum()` adds them up. It gives 0 when there is nothing to add, so empty vectors need no
///    special care.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    // Products of the pairs, added up. The sum of no products is 0.
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
// ANCHOR_END: dot

// ANCHOR: rank_by_match
/// The numbers of the films, from the best match with the viewer to the worst. The match is the dot
/// product; films that match equally well stay in their order.
///
/// `viewer` has shape `(factors,)`, `films` has shape `(n, factors)`, the result has shape `(n,)`.
///
/// The viewer `[1.0, 0.0]` scores the films `[[0.2, 0.9], [0.8, 0.1], [0.5, 0.5]]` with 0.2, 0.8
/// and 0.5, so the ranking is `[1, 2, 0]`.
///
/// # Hints
/// 1. First compute the score of every film: its dot product with the viewer. Then sort the numbers
///    of the films, `0..films.len()`, rather than the scores.
/// 2. `sort_by` takes a comparison. `scores[b].total_cmp(&scores[a])` puts the larger score first,
///    because `b` comes before `a` in it.
/// 3. `sort_by` leaves equals in the order they had, so ties need nothing more. `sort_unstable_by`
///    does not promise that.
pub fn rank_by_match(viewer: &[f32], films: &[Vec<f32>]) -> Vec<usize> {
    // Sorts the films' numbers by score, the largest first. `sort_by` keeps the order of equals.
    let scores: Vec<f32> = films.iter().map(|film| dot(viewer, film)).collect();
    let mut ranking: Vec<usize> = (0..films.len()).collect();
    ranking.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    ranking
}
// ANCHOR_END: rank_by_match

// ANCHOR: content_scores
/// For each item, how many of its features the profile has too.
///
/// `profile` has shape `(features,)`, `items` has shape `(n, features)`, the result has shape
/// `(n,)`.
///
/// The profile `[true, true, false]` scores the items `[[true, false, true], [true, true, false]]`
/// with `[1, 2]`.
///
/// # Hints
/// 1. A feature counts only when both have it: `likes && has`.
/// 2. For one item: `profile.iter().zip(item).filter(|(likes, has)| **likes && **has).count()`. Do
///    this for each item.
pub fn content_scores(profile: &[bool], items: &[Vec<bool>]) -> Vec<usize> {
    // A feature counts when both have it: a dot product of zeros and ones.
    let shared = |item: &Vec<bool>| profile.iter().zip(item).filter(|&(&p, &i)| p && i).count();
    items.iter().map(shared).collect()
}
// ANCHOR_END: content_scores

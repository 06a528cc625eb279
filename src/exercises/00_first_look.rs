//! Chapter 0: a first look.
//!
//! `cargo grade 00_first_look` grades your answers, and `cargo grade dot --hint` helps.

// ANCHOR: dot
/// The dot product of two vectors of the same length: multiply entry by entry, add up the products.
///
/// `a` and `b` have shape `(n,)`. The dot product of two empty vectors is 0.
///
/// `dot(&[1.0, 2.0], &[3.0, 4.0])` is `1.0 * 3.0 + 2.0 * 4.0`, which makes `11.0`.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    todo!("00_first_look dot: read book/src/00_first_look.md")
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
pub fn rank_by_match(viewer: &[f32], films: &[Vec<f32>]) -> Vec<usize> {
    todo!("00_first_look rank_by_match: read book/src/00_first_look.md")
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
pub fn content_scores(profile: &[bool], items: &[Vec<bool>]) -> Vec<usize> {
    todo!("00_first_look content_scores: read book/src/00_first_look.md")
}
// ANCHOR_END: content_scores

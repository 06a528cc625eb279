//! Chapter 0: a first look.
//!
//! `cargo grade 00_first_look` grades your answers, and `cargo grade dot --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

// ANCHOR: dot
/// The dot product of two vectors of the same length: multiply entry by entry, add up the products.
///
/// `a` and `b` have shape `(n,)`, and their entries may be of any size. The dot product of two empty
/// vectors is 0.
///
/// `dot(&[1.0, 2.0], &[3.0, 4.0])` is `1.0 * 3.0 + 2.0 * 4.0`, which makes `11.0`.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    todo!("00_first_look dot: read book/src/00_first_look.md")
}
// ANCHOR_END: dot

// ANCHOR: rank_by_match
/// The numbers of the films, from the best match with the viewer to the worst. The match is the dot
/// product, which may be negative and of any size. Films that match equally well stay in their
/// order, and films count as equal only if their matches are exactly equal.
///
/// `viewer` has shape `(factors,)`, `films` has shape `(n, factors)`, the result has shape `(n,)`.
/// Films are numbered from 0. There may be 100,000 of them, too many to compare each with all others.
/// Without films, the result is empty.
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
/// `(n,)`. Without features, every score is 0.
///
/// The profile `[true, true, false]` scores the items `[[true, false, true], [true, true, false]]`
/// with `[1, 2]`.
pub fn content_scores(profile: &[bool], items: &[Vec<bool>]) -> Vec<usize> {
    todo!("00_first_look content_scores: read book/src/00_first_look.md")
}
// ANCHOR_END: content_scores

// ANCHOR: mend_filled_share
/// The share of the user-item matrix that is filled: the number of cells that hold a rating,
/// divided by the number of all cells.
///
/// `ratings` are pairs `(user, film)` in any order. The matrix has a row for each different user
/// among them and a column for each different film. A cell is filled once, however often its user
/// rated its film. Without ratings, the share is 0.
///
/// In `[(7, 3), (7, 3), (7, 5), (9, 3)]` there are two users and two films, which makes 4 cells.
/// Three of them are filled, so the share is 0.75.
pub fn mend_filled_share(ratings: &[(usize, usize)]) -> f64 {
    let mut cells = ratings.to_vec();
    cells.sort_by_key(|cell| cell.0);
    cells.dedup();
    let filled = cells.len();

    cells.dedup_by_key(|cell| cell.0);
    let users = cells.len();

    let mut films: Vec<usize> = ratings.iter().map(|rating| rating.1).collect();
    films.sort();
    films.dedup();

    match users * films.len() {
        0 => 0.0,
        all => filled as f64 / all as f64,
    }
}
// ANCHOR_END: mend_filled_share

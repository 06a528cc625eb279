//! Chapter 0: a first look.

// ANCHOR: dot
/// The dot product of two vectors of the same length: multiply entry by entry, add up the products.
///
/// `a` and `b` have shape `(n,)`, and their entries may be of any size. The dot product of two empty
/// vectors is 0.
///
/// `dot(&[1.0, 2.0], &[3.0, 4.0])` is `1.0 * 3.0 + 2.0 * 4.0`, which makes `11.0`.
///
/// # Hints
/// 1. Work the example out by hand and watch what you do: you take one entry of each vector at a
///    time, and you carry a sum along.
/// 2. Walk through both vectors at once, turn each pair of entries into its product, and add the
///    products up.
/// 3. `a.iter().zip(b)` gives the pairs, `.map(…)` turns each into something else, and `.sum()`
///    adds up. The sum of nothing is 0, so empty vectors need no special care.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    // Products of the pairs, added up. The sum of no products is 0.
    a.iter().zip(b).map(|(x, y)| x * y).sum()
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
///
/// # Hints
/// 1. First compute the score of every film: its dot product with the viewer. What has to be sorted
///    after that, the scores or the numbers of the films?
/// 2. Sort the numbers of the films, `0..films.len()`, by their scores. Numbers with a decimal
///    point have no `sort` of their own, so say how two films compare.
/// 3. `sort_by` takes a comparison, and `total_cmp` compares two scores. Whose score comes first in
///    it decides which end the best film comes to. `sort_by` leaves equals in their order, whereas
///    `sort_unstable_by` does not promise that.
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
/// `(n,)`. Without features, every score is 0.
///
/// The profile `[true, true, false]` scores the items `[[true, false, true], [true, true, false]]`
/// with `[1, 2]`.
///
/// # Hints
/// 1. A feature counts only when both have it. Which of the four combinations of yes and no is
///    that?
/// 2. Take the items one by one. Walk through an item and the profile at once, keep the pairs in
///    which both are `true`, and count them.
/// 3. `.zip` makes the pairs, `.filter(…)` keeps some of them and `.count()` counts. The closure of
///    a filter gets references to references, so expect a star or two: `**likes && **has`.
pub fn content_scores(profile: &[bool], items: &[Vec<bool>]) -> Vec<usize> {
    // A feature counts when both have it: a dot product of zeros and ones.
    let shared = |item: &Vec<bool>| profile.iter().zip(item).filter(|&(&p, &i)| p && i).count();
    items.iter().map(shared).collect()
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
///
/// # Hints
/// 1. Compare the share with what you count by hand: is it too large or too small? Then write down
///    `cells` after each line for that input.
/// 2. Users and films are counted well. Look at how repeated ratings are removed, and at what has
///    to hold of the list before they can be.
/// 3. `dedup` removes an entry only if it equals the one just before it. Two equal pairs may be
///    kept apart by a third pair of the same user.
pub fn mend_filled_share(ratings: &[(usize, usize)]) -> f64 {
    let mut cells = ratings.to_vec();
    // By user and then by film, so that equal cells stand side by side.
    cells.sort();
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

//! Chapter 0: a first look. The reference solutions.

// ANCHOR: dot
/// Products of the pairs, added up. The sum of no products is 0.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
// ANCHOR_END: dot

// ANCHOR: rank_by_match
/// Sorts the films' numbers by score, the largest first. `sort_by` keeps the order of equals.
pub fn rank_by_match(viewer: &[f32], films: &[Vec<f32>]) -> Vec<usize> {
    let scores: Vec<f32> = films.iter().map(|film| dot(viewer, film)).collect();
    let mut ranking: Vec<usize> = (0..films.len()).collect();
    ranking.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    ranking
}
// ANCHOR_END: rank_by_match

// ANCHOR: content_scores
/// A feature counts when both have it: a dot product of zeros and ones.
pub fn content_scores(profile: &[bool], items: &[Vec<bool>]) -> Vec<usize> {
    let shared = |item: &Vec<bool>| profile.iter().zip(item).filter(|&(&p, &i)| p && i).count();
    items.iter().map(shared).collect()
}
// ANCHOR_END: content_scores

//! Chapter 7: the functions with a planted bug.

// ANCHOR: mend_lists
pub fn mend_lists(predictions: &[Vec<f32>], seen: &[(usize, usize)], k: usize) -> Vec<Vec<usize>> {
    let films = predictions.first().map_or(0, Vec::len);
    let mut is_seen = vec![false; films];
    let mut lists = Vec::new();
    for (user, ratings) in predictions.iter().enumerate() {
        for &(_, film) in seen.iter().filter(|&&(by, _)| by == user) {
            is_seen[film] = true;
        }
        let mut list: Vec<usize> = (0..films).filter(|&film| !is_seen[film]).collect();
        list.sort_by(|&a, &b| ratings[b].total_cmp(&ratings[a]));
        list.truncate(k);
        lists.push(list);
    }
    lists
}
// ANCHOR_END: mend_lists

//! Functions with a planted bug, for chapter 0.

// ANCHOR: mend_filled_share
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

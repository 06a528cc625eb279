//! Chapter 9: the functions with a planted bug.

// ANCHOR: mend_popularity
pub fn mend_popularity(
    users: &[usize],
    items: &[usize],
    held_out: &[Option<usize>],
    n_items: usize,
    k: usize,
) -> f64 {
    let mut popularity = vec![0; n_items];
    let mut touched = vec![Vec::new(); held_out.len()];
    for (i, (&user, &item)) in users.iter().zip(items).enumerate() {
        popularity[item] += 1;
        if held_out[user] != Some(i) {
            touched[user].push(item);
        }
    }
    let (mut hits, mut tested) = (0, 0);
    for (user, held_out) in held_out.iter().enumerate() {
        let Some(item) = held_out.map(|i| items[i]) else { continue };
        let place = |item: usize| (std::cmp::Reverse(popularity[item]), item);
        let eligible = (0..n_items).filter(|other| !touched[user].contains(other));
        let ahead = eligible.filter(|&other| place(other) < place(item)).count();
        hits += usize::from(ahead < k);
        tested += 1;
    }
    hits as f64 / f64::from(tested)
}
// ANCHOR_END: mend_popularity

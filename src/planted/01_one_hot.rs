//! Functions with a planted bug, for chapter 1.

// ANCHOR: mend_rows_of_ids
pub fn mend_rows_of_ids(known: &[u64], asked: &[u64]) -> (usize, Vec<usize>) {
    let mut rows = std::collections::HashMap::new();
    for (place, &id) in known.iter().enumerate() {
        // Row 0 is taken.
        rows.entry(id).or_insert(place + 1);
    }
    let mut found = Vec::new();
    for id in asked {
        found.push(rows.get(id).copied().unwrap_or(0));
    }
    (rows.len() + 1, found)
}
// ANCHOR_END: mend_rows_of_ids

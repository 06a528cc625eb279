//! What the lists of all users are like together: how many items they reach, how well known these are,
//! and how much the lists repeat themselves and each other.
//!
//! A list holds rows of items, the best first. Every measure takes the lists of all users, and is 0 if
//! there is nothing to measure.

use crate::data::Touched;
use std::cmp::Reverse;

/// How many users have touched each item, shape `(n_items,)`. A user counts once.
pub fn raters(touched: &Touched) -> Vec<usize> {
    let everyone = (0..touched.n_users()).flat_map(|user| touched.by(user));
    places(everyone.map(|&item| item as usize), touched.n_items())
}

/// The share of the items that are on at least one list, out of `n_eligible` that may be recommended.
pub fn coverage(lists: &[Vec<usize>], n_eligible: usize) -> f64 {
    let mut items: Vec<usize> = lists.iter().flatten().copied().collect();
    items.sort_unstable();
    items.dedup();
    items.len() as f64 / n_eligible.max(1) as f64
}

/// The self-information of each item in bits, shape `(n_items,)`: −log2 of the share of users who have
/// touched it. It is 0 for an item that everyone knows, 1 for one that half of them know, and infinite
/// for one that no one does.
pub fn self_information(raters: &[usize], n_users: usize) -> Vec<f64> {
    raters.iter().map(|&raters| (n_users as f64 / raters as f64).log2()).collect()
}

/// The novelty of lists: the mean self-information of the items on them (Zhou et al., 2010,
/// <https://doi.org/10.1073/pnas.1000488107>).
pub fn novelty(lists: &[Vec<usize>], self_information: &[f64]) -> f64 {
    mean(lists.iter().flatten().map(|&item| self_information[item]))
}

/// The diversity within a list: the mean of 1 − likeness over its pairs, and then over the lists that
/// have a pair. It is one minus the intra-list similarity of Ziegler et al. (2005,
/// <https://doi.org/10.1145/1060745.1060754>), as a mean instead of a sum.
pub fn diversity(lists: &[Vec<usize>], likeness: impl Fn(usize, usize) -> f64) -> f64 {
    let of_list = |list: &Vec<usize>| {
        let pairs = (1..list.len()).flat_map(|place| list[..place].iter().map(move |a| (a, place)));
        mean(pairs.map(|(&a, place)| 1.0 - likeness(a, list[place])))
    };
    mean(lists.iter().filter(|list| list.len() > 1).map(of_list))
}

/// The share of all places that go to the chosen items; `is_chosen` has shape `(n_items,)`.
pub fn share_of_places(lists: &[Vec<usize>], is_chosen: &[bool]) -> f64 {
    mean(lists.iter().flatten().map(|&item| f64::from(u8::from(is_chosen[item]))))
}

/// Which items are the most rated tenth, shape `(n_items,)`; among equals, the lower rows. Row 0, the
/// unknown item, is not counted.
pub fn most_rated_tenth(raters: &[usize]) -> Vec<bool> {
    let mut items: Vec<usize> = (1..raters.len()).collect();
    items.sort_by_key(|&item| Reverse(raters[item]));
    items.truncate(items.len().div_ceil(10));
    let mut is_among = vec![false; raters.len()];
    items.into_iter().for_each(|item| is_among[item] = true);
    is_among
}

// ANCHOR: in_common
/// How many items two of the lists have in common, as the mean over all pairs of lists. An item on `m`
/// lists is common to `m (m − 1) / 2` pairs, so the pairs themselves need not be visited.
pub fn in_common(lists: &[Vec<usize>], n_items: usize) -> f64 {
    let pairs = |n: usize| n * n.saturating_sub(1) / 2;
    let places = places(lists.iter().flatten().copied(), n_items);
    let shared: usize = places.into_iter().map(pairs).sum();
    shared as f64 / pairs(lists.len()).max(1) as f64
}
// ANCHOR_END: in_common

/// How many items of `list` are on `other` too, as the mean over users, whose lists stand in the same
/// order.
pub fn mean_overlap(lists: &[Vec<usize>], others: &[Vec<usize>]) -> f64 {
    let both = lists.iter().zip(others);
    mean(both.map(|(list, other)| list.iter().filter(|item| other.contains(item)).count() as f64))
}

/// How often each item occurs, shape `(n_items,)`.
fn places(items: impl Iterator<Item = usize>, n_items: usize) -> Vec<usize> {
    let mut places = vec![0; n_items];
    items.for_each(|item| places[item] += 1);
    places
}

/// The mean of some values; 0 if there are none.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0_usize), |(sum, n), value| (sum + value, n + 1));
    sum / n.max(1) as f64
}

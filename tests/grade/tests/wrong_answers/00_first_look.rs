//! Wrong answers to the exercises of chapter 0.

use super::{WrongAnswer, wrong};
use grade::graders::_00_first_look as graders;
use std::collections::BTreeSet;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(dot: "the mean of the products", |a, b| dot(a, b) / a.len() as f32),
        wrong!(dot: "the product of the sums", |a, b| {
            a.iter().sum::<f32>() * b.iter().sum::<f32>()
        }),
        wrong!(dot: "first entries are left out", |a, b| {
            (1..a.len()).map(|i| a[i] * b[i]).sum()
        }),
        wrong!(dot: "last entries are left out", |a, b| {
            (0..a.len().max(1) - 1).map(|i| a[i] * b[i]).sum()
        }),
        wrong!(dot: "added in pairs", |a, b| a.iter().zip(b).map(|(x, y)| x + y).sum()),
        wrong!(dot: "may be empty", |a, b| {
            a.iter().zip(b).map(|(x, y)| x * y).reduce(|sum, term| sum + term).unwrap()
        }),
        wrong!(dot: "instead of overwriting", |a, b| {
            let mut sum = 0.0;
            a.iter().zip(b).for_each(|(x, y)| sum = x * y);
            sum
        }),
        wrong!(dot: "lose their signs", |a, b| a.iter().zip(b).map(|(x, y)| (x * y).abs()).sum()),
        wrong!(dot: "are multiplied", |a, b| a.iter().zip(b).map(|(x, y)| x * y).product()),
        wrong!(dot: "read from its end", |a, b| a.iter().zip(b.iter().rev()).map(|(x, y)| x * y).sum()),
        // Capped, one product or the sum, or rounded to nine decimals.
        wrong!(dot: "none of the usual mistakes", |a, b| dot(a, b).min(1e9)),
        wrong!(dot: "none of the usual mistakes", |a, b| dot(a, b).max(-1e9)),
        wrong!(dot: "none of the usual mistakes", |a, b| {
            a.iter().zip(b).map(|(x, y)| (x * y).clamp(-1e6, 1e6)).sum()
        }),
        wrong!(dot: "none of the usual mistakes", |a, b| {
            let product = |(x, y): (&f32, &f32)| (f64::from(x * y) * 1e9).round() / 1e9;
            a.iter().zip(b).map(product).sum::<f64>() as f32
        }),
        // Capped, cut at 300 entries, ended by a zero, blind to small entries, rounded, and with a
        // marker for a missing entry.
        wrong!(dot: "none of the usual mistakes", |a, b| dot(a, b).min(1000.0)),
        wrong!(dot: "none of the usual mistakes", |a, b| dot(a, b).max(-1000.0)),
        wrong!(dot: "none of the usual mistakes", |a, b| {
            dot(&a[..a.len().min(300)], &b[..b.len().min(300)])
        }),
        wrong!(dot: "none of the usual mistakes", |a, b| {
            let products = a.iter().zip(b).map(|(x, y)| x * y);
            products.take_while(|&product| product != 0.0).sum()
        }),
        wrong!(dot: "none of the usual mistakes", |a, b| {
            a.iter().zip(b).filter(|(x, _)| x.abs() > 1e-6).map(|(x, y)| x * y).sum()
        }),
        wrong!(dot: "none of the usual mistakes", |a, b| (dot(a, b) * 100.0).round() / 100.0),
        wrong!(dot: "none of the usual mistakes", |a, b| {
            a.iter().zip(b).filter(|(x, _)| **x != -1.0).map(|(x, y)| x * y).sum()
        }),
        wrong!(rank_by_match: "the worst match comes first", |viewer, films| {
            sorted(films, |&i| dot(viewer, &films[i]))
        }),
        wrong!(rank_by_match: "the place of each film", |viewer, films| {
            let ranking = sorted(films, |&i| -dot(viewer, &films[i]));
            (0..films.len()).map(|film| ranking.iter().position(|&f| f == film).unwrap()).collect()
        }),
        wrong!(rank_by_match: "changed places", |viewer, films| {
            let mut ranking = sorted(films, |&i| dot(viewer, &films[i]));
            ranking.reverse();
            ranking
        }),
        wrong!(rank_by_match: "ignores the sign", |viewer, films| {
            sorted(films, |&i| -dot(viewer, &films[i]).abs())
        }),
        wrong!(rank_by_match: "numbered from 1", |viewer, films| {
            sorted(films, |&i| -dot(viewer, &films[i])).iter().map(|i| i + 1).collect()
        }),
        wrong!(rank_by_match: "the viewer plays no part", |_, films| {
            sorted(films, |&i| -films[i].iter().sum::<f32>())
        }),
        wrong!(rank_by_match: "divided by the films' lengths", |viewer, films| {
            sorted(films, |&i| -dot(viewer, &films[i]) / dot(&films[i], &films[i]).sqrt())
        }),
        wrong!(rank_by_match: "only films with a match above 0", |viewer, films| {
            let mut ranking = sorted(films, |&i| -dot(viewer, &films[i]));
            ranking.retain(|&i| dot(viewer, &films[i]) > 0.0);
            ranking
        }),
        wrong!(rank_by_match: "the last film is left out", |viewer, films| {
            let last = films.len().saturating_sub(1);
            sorted(&films[..last], |&i| -dot(viewer, &films[i]))
        }),
        wrong!(rank_by_match: "differ a little", |viewer, films| {
            sorted(films, |&i| -((dot(viewer, &films[i]) * 1e6) as i64 as f32))
        }),
        // Cut to other digits, capped, started from markers, unstable, and numbered in 8 bits.
        wrong!(rank_by_match: "none of the usual mistakes", |viewer, films| {
            sorted(films, |&i| -((dot(viewer, &films[i]) * 1e7).round()))
        }),
        wrong!(rank_by_match: "none of the usual mistakes", |viewer, films| {
            sorted(films, |&i| -dot(viewer, &films[i]).clamp(-1000.0, 1000.0))
        }),
        wrong!(rank_by_match: "none of the usual mistakes", |viewer, films| {
            picked(viewer, films, -1e9)
        }),
        wrong!(rank_by_match: "none of the usual mistakes", |viewer, films| {
            picked(viewer, films, f32::MIN)
        }),
        wrong!(rank_by_match: "none of the usual mistakes", |viewer, films| {
            let mut ranking: Vec<usize> = (0..films.len()).collect();
            let scores: Vec<f32> = films.iter().map(|film| dot(viewer, film)).collect();
            ranking.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
            ranking.iter().map(|&film| usize::from(film as u8)).collect()
        }),
        wrong!(rank_by_match: "none of the usual mistakes", |viewer, films| {
            let ranking = sorted(films, |&i| -dot(viewer, &films[i]));
            ranking.iter().map(|&film| usize::from(film as u16)).collect()
        }),
        // Items that begin alike and have as many features count as the same.
        wrong!(content_scores: "none of the usual mistakes", |profile, items| {
            let mut known = std::collections::HashMap::new();
            let count = |item: &Vec<bool>| {
                let key = (item.iter().filter(|has| **has).count(), item[..item.len().min(64)].to_vec());
                let of_item = || counts(profile, std::slice::from_ref(item), |likes, has| likes && has)[0];
                *known.entry(key).or_insert_with(of_item)
            };
            items.iter().map(count).collect()
        }),
        wrong!(content_scores: "features that both lack", |profile, items| {
            counts(profile, items, |likes, has| likes == has)
        }),
        wrong!(content_scores: "both must have it", |profile, items| {
            counts(profile, items, |likes, has| likes || has)
        }),
        wrong!(content_scores: "all features of the item", |profile, items| {
            counts(profile, items, |_, has| has)
        }),
        wrong!(content_scores: "all features of the profile", |profile, items| {
            counts(profile, items, |likes, _| likes)
        }),
        wrong!(content_scores: "only one of them has", |profile, items| {
            counts(profile, items, |likes, has| likes != has)
        }),
        wrong!(content_scores: "count them", |profile, items| {
            let counts = counts(profile, items, |likes, has| likes && has);
            counts.into_iter().map(|count| usize::from(count > 0)).collect()
        }),
        wrong!(content_scores: "ends at the first feature", |profile, items| {
            let of_item = |item: &Vec<bool>| {
                profile.iter().zip(item).take_while(|&(&likes, &has)| likes && has).count()
            };
            items.iter().map(of_item).collect()
        }),
        // Counted in 8 bits, and features as the bits of a mask.
        wrong!(content_scores: "none of the usual mistakes", |profile, items| {
            let counts = counts(profile, items, |likes, has| likes && has);
            counts.into_iter().map(|count| usize::from(count as u8)).collect()
        }),
        wrong!(content_scores: "none of the usual mistakes", |profile, items| {
            let mask = |flags: &[bool]| {
                let bits = flags.iter().enumerate().filter(|&(_, &flag)| flag);
                bits.fold(0_u128, |mask, (bit, _)| mask | 1 << (bit % 128))
            };
            let shared = |item: &Vec<bool>| (mask(profile) & mask(item)).count_ones() as usize;
            items.iter().map(shared).collect()
        }),
        wrong!(content_scores: "should have 70000 entries", |profile, items| {
            counts(profile, &items[..items.len().min(300)], |likes, has| likes && has)
        }),
        // As planted, sorted the other way, with repeats counted among the cells of the matrix,
        // with the largest id for a number, and with repeats removed by film alone.
        wrong!(mend_filled_share: "only the symptom is shown", |ratings| {
            let mut cells = ratings.to_vec();
            cells.sort_by_key(|cell| cell.0);
            cells.dedup();
            share(cells.len(), ratings)
        }),
        wrong!(mend_filled_share: "only the symptom is shown", |ratings| {
            let mut cells = ratings.to_vec();
            cells.sort_by_key(|cell| cell.1);
            cells.dedup();
            share(cells.len(), ratings)
        }),
        wrong!(mend_filled_share: "only the symptom is shown", |ratings| {
            share(ratings.len(), ratings)
        }),
        wrong!(mend_filled_share: "only the symptom is shown", |ratings| {
            let largest = |id: fn(&(usize, usize)) -> usize| ratings.iter().map(id).max();
            let cells: BTreeSet<&(usize, usize)> = ratings.iter().collect();
            match largest(|rating| rating.0).zip(largest(|rating| rating.1)) {
                Some((user, film)) => cells.len() as f64 / ((user + 1) as f64 * (film + 1) as f64),
                None => 0.0,
            }
        }),
        wrong!(mend_filled_share: "only the symptom is shown", |ratings| {
            let mut cells = ratings.to_vec();
            cells.sort();
            cells.dedup_by_key(|cell| cell.1);
            share(cells.len(), ratings)
        }),
        wrong!(mend_filled_share: "only the symptom is shown", |ratings| {
            let cells: BTreeSet<u32> =
                ratings.iter().map(|&(user, film)| (user << 16 | film) as u32).collect();
            share(cells.len(), ratings)
        }),
        wrong!(dot: "none of the usual mistakes", |a, b| {
            // Products that look like nothing are left out.
            a.iter().zip(b).map(|(x, y)| x * y).filter(|product| product.abs() > 1e-6).sum()
        }),
        wrong!(content_scores: "and it has 65535", |profile, items| {
            counts(profile, &items[..items.len().min(65_535)], |likes, has| likes && has)
        }),
        wrong!(content_scores: "none of the usual mistakes", |profile, items| {
            let cut = |count: usize| usize::from(count as u16);
            counts(profile, items, |likes, has| likes && has).into_iter().map(cut).collect()
        }),
        wrong!(mend_filled_share: "only the symptom is shown", |ratings| {
            let cells: BTreeSet<usize> =
                ratings.iter().map(|(user, film)| 1_000 * user + film).collect();
            share(cells.len(), ratings)
        }),
    ]
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn sorted(films: &[Vec<f32>], key: impl Fn(&usize) -> f32) -> Vec<usize> {
    let mut ranking: Vec<usize> = (0..films.len()).collect();
    ranking.sort_by(|a, b| key(a).total_cmp(&key(b)));
    ranking
}

fn counts(
    profile: &[bool],
    items: &[Vec<bool>],
    counted: impl Fn(bool, bool) -> bool,
) -> Vec<usize> {
    let of_item = |item: &Vec<bool>| {
        profile.iter().zip(item).filter(|&(&likes, &has)| counted(likes, has)).count()
    };
    items.iter().map(of_item).collect()
}

/// The films by taking the best of those left, where a film must beat `start`. Of many films only the
/// first, because this is slow.
fn picked(viewer: &[f32], films: &[Vec<f32>], start: f32) -> Vec<usize> {
    let films = &films[..films.len().min(2_000)];
    let mut left: Vec<usize> = (0..films.len()).collect();
    let mut ranking = Vec::new();
    while !left.is_empty() {
        let (mut best, mut place) = (start, left.len() - 1);
        for (i, &film) in left.iter().enumerate() {
            if dot(viewer, &films[film]) > best {
                (best, place) = (dot(viewer, &films[film]), i);
            }
        }
        ranking.push(left.remove(place));
    }
    ranking
}

/// `filled` cells as a share of the matrix of these ratings.
fn share(filled: usize, ratings: &[(usize, usize)]) -> f64 {
    let users: BTreeSet<usize> = ratings.iter().map(|rating| rating.0).collect();
    let films: BTreeSet<usize> = ratings.iter().map(|rating| rating.1).collect();
    filled as f64 / (users.len() * films.len()).max(1) as f64
}

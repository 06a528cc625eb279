//! Wrong answers to the exercises of chapter 1.

use super::{WrongAnswer, wrong};
use grade::graders::_01_one_hot as graders;
use std::collections::HashMap;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(one_hot: "counted from 1", |id, n| one_hot(id.wrapping_sub(1), n)),
        wrong!(one_hot: "counted from the end", |id, n| one_hot(n - 1 - id, n)),
        wrong!(one_hot: "holds the id itself", |id, n| {
            let mut vector = vec![0.0; n];
            vector[id] = id as f32;
            vector
        }),
        wrong!(one_hot: "swapped", |id, n| one_hot(id, n).iter().map(|x| 1.0 - x).collect()),
        wrong!(one_hot: "should have n entries", |id, _| one_hot(id, id + 1)),
        wrong!(one_hot: "past the end", |id, n| {
            let mut vector = vec![0.0; n];
            vector[id + 1 - usize::from(id < n - 1)] = 1.0;
            vector
        }),
        wrong!(one_hot: "zeros only", |_, n| vec![0.0; n]),
        wrong!(one_hot: "up to `id`", |id, n| {
            (0..n).map(|place| f32::from(u8::from(place <= id))).collect()
        }),
        // The id in 8 and in 16 bits, and one that is right only in the example.
        wrong!(one_hot: "none of the usual mistakes", |id, n| one_hot(usize::from(id as u8), n)),
        wrong!(one_hot: "none of the usual mistakes", |id, n| one_hot(usize::from(id as u16), n)),
        wrong!(one_hot: "none of the usual mistakes", |_, n| one_hot(n / 2, n)),
        // Capped at a million.
        wrong!(one_hot: "none of the usual mistakes", |id, n| {
            one_hot(id.min(999_999), n)
        }),
        wrong!(one_hot: "should have 1500 entries", |id, n| one_hot(id, n.min(1_000_000))),
        wrong!(one_hot_batch: "in reverse", |ids, n| {
            ids.iter().rev().map(|&id| one_hot(id, n)).collect()
        }),
        // Ids in 8 and in 16 bits, rows as the bits of a mask, and no more than 300 rows.
        wrong!(one_hot_batch: "none of the usual mistakes", |ids, n| {
            ids.iter().map(|&id| one_hot(usize::from(id as u8), n)).collect()
        }),
        wrong!(one_hot_batch: "none of the usual mistakes", |ids, n| {
            ids.iter().map(|&id| one_hot(usize::from(id as u16), n)).collect()
        }),
        wrong!(one_hot_batch: "none of the usual mistakes", |ids, n| {
            let row = |id: usize| {
                let mask = 1_u128 << (id % 128);
                (0..n).map(|place| (mask >> (place % 128) & 1) as f32).collect()
            };
            ids.iter().map(|&id| row(id)).collect()
        }),
        wrong!(one_hot_batch: "should have 2000 entries", |ids, n| {
            ids.iter().take(300).map(|&id| one_hot(id, n)).collect()
        }),
        wrong!(one_hot_batch: "transposed", |ids, n| {
            let of_row = |r: usize| ids.iter().map(|&id| one_hot(id, n)[r]).collect();
            (0..n).map(of_row).collect()
        }),
        wrong!(one_hot_batch: "a row of its own", |ids, n| {
            let mut row = vec![0.0; n];
            ids.iter().for_each(|&id| row[id] = 1.0);
            vec![row]
        }),
        wrong!(one_hot_batch: "lost a row", |ids, n| {
            let distinct: std::collections::BTreeSet<usize> = ids.iter().copied().collect();
            distinct.into_iter().map(|id| one_hot(id, n)).collect()
        }),
        wrong!(one_hot_batch: "sorted by id", |ids, n| {
            let mut ids = ids.to_vec();
            ids.sort();
            ids.into_iter().map(|id| one_hot(id, n)).collect()
        }),
        // Weights within a million.
        wrong!(lookup_by_product: "none of the usual mistakes", |weights, table| {
            product(weights, table, |weight| weight.clamp(-1e6, 1e6))
        }),
        wrong!(lookup_by_product: "transposed", |one_hot, table| {
            let column = |f: usize| one_hot.iter().map(|row| entry(row, table, f)).collect();
            (0..table[0].len()).map(column).collect()
        }),
        wrong!(lookup_by_product: "exactly 1", |one_hot, table| {
            let look_up = |row: &Vec<f32>| {
                let id = row.iter().position(|&weight| weight == 1.0);
                id.map_or(vec![0.0; table[0].len()], |id| table[id].clone())
            };
            one_hot.iter().map(look_up).collect()
        }),
        wrong!(lookup_by_product: "the row of the largest entry", |one_hot, table| {
            let look_up = |row: &Vec<f32>| {
                let best = (0..row.len()).rev().max_by(|&a, &b| row[a].total_cmp(&row[b]));
                table[best.unwrap()].clone()
            };
            one_hot.iter().map(look_up).collect()
        }),
        wrong!(lookup_by_product: "instead of overwriting", |one_hot, table| {
            let mut product = vec![vec![0.0; table[0].len()]; one_hot.len()];
            for (b, row) in one_hot.iter().enumerate() {
                for (r, weight) in row.iter().enumerate() {
                    for f in 0..table[0].len() {
                        product[b][f] = weight * table[r][f];
                    }
                }
            }
            product
        }),
        wrong!(lookup_by_product: "the first row of the table is left out", |one_hot, table| {
            let rest: Vec<Vec<f32>> = one_hot.iter().map(|row| row[1..].to_vec()).collect();
            let row = |weights: &Vec<f32>| {
                (0..table[0].len()).map(|f| entry(weights, &table[1..], f)).collect()
            };
            rest.iter().map(row).collect()
        }),
        wrong!(lookup_by_product: "counts as 1", |one_hot, table| {
            product(one_hot, table, |weight| f32::from(u8::from(weight != 0.0)))
        }),
        wrong!(lookup_by_product: "divided by the sum of the entries", |one_hot, table| {
            let mean = |weights: &Vec<f32>| {
                let all: f32 = weights.iter().sum();
                (0..table[0].len()).map(|f| entry(weights, table, f) / all).collect()
            };
            one_hot.iter().map(mean).collect()
        }),
        // Clamped to shares, capped, blind to small weights, rounded, with a marker for a missing
        // entry, and no further than 300 rows.
        wrong!(lookup_by_product: "none of the usual mistakes", |one_hot, table| {
            product(one_hot, table, |weight| weight.clamp(-2.0, 2.0))
        }),
        wrong!(lookup_by_product: "none of the usual mistakes", |one_hot, table| {
            let product = product(one_hot, table, |weight| weight);
            let row = |row: Vec<f32>| row.into_iter().map(|x| x.clamp(-1000.0, 1e6)).collect();
            product.into_iter().map(row).collect()
        }),
        wrong!(lookup_by_product: "none of the usual mistakes", |one_hot, table| {
            product(one_hot, table, |weight| if weight.abs() < 1e-6 { 0.0 } else { weight })
        }),
        wrong!(lookup_by_product: "none of the usual mistakes", |one_hot, table| {
            product(one_hot, table, |weight| (weight * 10.0).round() / 10.0)
        }),
        wrong!(lookup_by_product: "none of the usual mistakes", |one_hot, table| {
            product(one_hot, table, |weight| if weight == -1.0 { 0.0 } else { weight })
        }),
        wrong!(lookup_by_product: "none of the usual mistakes", |one_hot, table| {
            product(one_hot, &table[..table.len().min(300)], |weight| weight)
        }),
        // As planted, with a row for a repeated id moved, without row 0, sorted, and with the last
        // bits of the ids only.
        wrong!(mend_rows_of_ids: "only the symptom is shown", |known, asked| {
            rows_of_ids(known, asked, |rows, place, id| {
                rows.entry(id).or_insert(place + 1);
            })
        }),
        wrong!(mend_rows_of_ids: "only the symptom is shown", |known, asked| {
            rows_of_ids(known, asked, |rows, _, id| {
                rows.insert(id, rows.len() + 1);
            })
        }),
        wrong!(mend_rows_of_ids: "only the symptom is shown", |known, asked| {
            rows_of_ids(known, asked, |rows, _, id| {
                let free = rows.len();
                rows.entry(id).or_insert(free);
            })
        }),
        wrong!(mend_rows_of_ids: "only the symptom is shown", |known, asked| {
            let mut known = known.to_vec();
            known.sort();
            rows_of_ids(&known, asked, |rows, _, id| {
                let free = rows.len() + 1;
                rows.entry(id).or_insert(free);
            })
        }),
        wrong!(mend_rows_of_ids: "only the symptom is shown", |known, asked| {
            let cut = |ids: &[u64]| ids.iter().map(|&id| u64::from(id as u32)).collect::<Vec<_>>();
            rows_of_ids(&cut(known), &cut(asked), |rows, _, id| {
                let free = rows.len() + 1;
                rows.entry(id).or_insert(free);
            })
        }),
        wrong!(lookup_by_product: "none of the usual mistakes", |weights, table| {
            product(weights, &table[..table.len().min(65_535)], |weight| weight)
        }),
        wrong!(lookup_by_product: "none of the usual mistakes", |weights, table| {
            let term = |weight: f32, x: f32| (f64::from(weight * x) * 1e9).round() / 1e9;
            let sum = |row: &Vec<f32>, f: usize| -> f64 {
                row.iter().zip(table).map(|(&weight, x)| term(weight, x[f])).sum()
            };
            let row = |row| (0..table[0].len()).map(|f| sum(row, f) as f32).collect();
            weights.iter().map(row).collect()
        }),
        wrong!(mend_rows_of_ids: "only the symptom is shown", |known, asked| {
            let (rows, found) = rows_of_ids(known, asked, |rows, _, id| {
                let free = rows.len() + 1;
                rows.entry(id).or_insert(free);
            });
            (rows, found.into_iter().map(|row| usize::from(row as u16)).collect())
        }),
        wrong!(lookup_by_product: "none of the usual mistakes", |weights, table| {
            let term = |weight: f32, x: f32| Some(weight * x).filter(|term| term.abs() > 1e-6);
            let sum = |row: &Vec<f32>, f: usize| -> f32 {
                row.iter().zip(table).filter_map(|(&weight, x)| term(weight, x[f])).sum()
            };
            weights.iter().map(|row| (0..table[0].len()).map(|f| sum(row, f)).collect()).collect()
        }),
    ]
}

fn one_hot(id: usize, n: usize) -> Vec<f32> {
    (0..n).map(|place| f32::from(u8::from(place == id))).collect()
}

fn entry(weights: &[f32], table: &[Vec<f32>], factor: usize) -> f32 {
    weights.iter().zip(table).map(|(weight, row)| weight * row[factor]).sum()
}

/// The product with each weight replaced.
fn product(weights: &[Vec<f32>], table: &[Vec<f32>], with: impl Fn(f32) -> f32) -> Vec<Vec<f32>> {
    let row = |weights: &Vec<f32>| {
        let weights: Vec<f32> = weights.iter().map(|&weight| with(weight)).collect();
        (0..table[0].len()).map(|f| entry(&weights, table, f)).collect()
    };
    weights.iter().map(row).collect()
}

/// The rows of ids, where `note` gives a row to the known id at a place.
fn rows_of_ids(
    known: &[u64],
    asked: &[u64],
    note: impl Fn(&mut HashMap<u64, usize>, usize, u64),
) -> (usize, Vec<usize>) {
    let mut rows = HashMap::new();
    known.iter().enumerate().for_each(|(place, &id)| note(&mut rows, place, id));
    (rows.len() + 1, asked.iter().map(|id| rows.get(id).copied().unwrap_or(0)).collect())
}

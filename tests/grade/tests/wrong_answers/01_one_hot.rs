//! Wrong answers to the exercises of chapter 1.

use super::{WrongAnswer, wrong};
use grade::graders::_01_one_hot as graders;

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
    ]
}

fn one_hot(id: usize, n: usize) -> Vec<f32> {
    (0..n).map(|place| f32::from(u8::from(place == id))).collect()
}

fn entry(weights: &[f32], table: &[Vec<f32>], factor: usize) -> f32 {
    weights.iter().zip(table).map(|(weight, row)| weight * row[factor]).sum()
}

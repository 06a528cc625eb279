//! Unusual right answers to the exercises of chapter 1.

use super::{RightAnswer, right};
use grade::graders::_01_one_hot as graders;
use nalgebra::DMatrix;
use std::collections::{BTreeMap, BTreeSet};

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(one_hot: "comparisons", one_hot),
        right!(one_hot: "zeros, a one, zeros", |id, n| {
            [vec![0.0; id], vec![1.0], vec![0.0; n - id - 1]].concat()
        }),
        right!(one_hot: "a one that is carried to its place", |id, n| {
            let mut vector = vec![0.0; n];
            vector[0] = 1.0;
            vector.rotate_right(id);
            vector
        }),
        right!(one_hot_batch: "chunks of one long list", |ids, n| {
            let mut all = vec![0.0; ids.len() * n];
            ids.iter().enumerate().for_each(|(row, id)| all[row * n + id] = 1.0);
            all.chunks(n).map(|row| row.to_vec()).collect()
        }),
        right!(one_hot_batch: "from the end", |ids, n| {
            let mut rows = Vec::new();
            ids.iter().rev().for_each(|&id| rows.insert(0, one_hot(id, n)));
            rows
        }),
        right!(lookup_by_product: "float64, dot products from the end", |one_hot, table| {
            let entry = |weights: &Vec<f32>, f: usize| {
                let term = |r: usize| f64::from(weights[r]) * f64::from(table[r][f]);
                (0..table.len()).rev().map(term).sum::<f64>() as f32
            };
            let row = |weights| (0..table[0].len()).map(|f| entry(weights, f)).collect();
            one_hot.iter().map(row).collect()
        }),
        right!(lookup_by_product: "nalgebra", |one_hot, table| {
            let matrix = |rows: &[Vec<f32>], columns: usize| {
                DMatrix::from_fn(rows.len(), columns, |r, c| rows[r][c])
            };
            let product = matrix(one_hot, table.len()) * matrix(table, table[0].len());
            product.row_iter().map(|row| row.iter().copied().collect()).collect()
        }),
        right!(lookup_by_product: "nothing for zeros", |one_hot, table| {
            let mut product = vec![vec![0.0; table[0].len()]; one_hot.len()];
            for (r, row) in table.iter().enumerate() {
                for (sums, weights) in product.iter_mut().zip(one_hot) {
                    if weights[r] != 0.0 {
                        sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += weights[r] * x);
                    }
                }
            }
            product
        }),
        right!(mend_rows_of_ids: "a counter", |known, asked| {
            let mut rows = BTreeMap::new();
            let mut free = 1;
            for id in known {
                if !rows.contains_key(id) {
                    rows.insert(id, free);
                    free += 1;
                }
            }
            (free, asked.iter().map(|id| *rows.get(id).unwrap_or(&0)).collect())
        }),
        right!(mend_rows_of_ids: "repeats removed first", |known, asked| {
            let mut seen = BTreeSet::new();
            let mut known = known.to_vec();
            known.retain(|&id| seen.insert(id));
            let row = |id| known.iter().position(|known| known == id).map_or(0, |row| row + 1);
            (known.len() + 1, asked.iter().map(row).collect())
        }),
    ]
}

fn one_hot(id: usize, n: usize) -> Vec<f32> {
    (0..n).map(|place| f32::from(u8::from(place == id))).collect()
}

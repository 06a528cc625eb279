//! Unusual right answers to the exercises of chapter 6.

use super::{RightAnswer, right};
use grade::graders::_06_interpretation as graders;
use nalgebra::{DMatrix, DVector, SVD};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(top_k: "a heap of keys", |values, k| {
            // The order of these whole numbers is that of the floating-point ones.
            let key = |x: f32| match x < 0.0 {
                true => -i64::from((-x).to_bits()),
                false => i64::from(x.to_bits()),
            };
            let keys = values.iter().enumerate().map(|(i, &x)| (key(x), Reverse(i)));
            let mut heap: BinaryHeap<(i64, Reverse<usize>)> = keys.collect();
            (0..k).map_while(|_| heap.pop()).map(|(_, Reverse(i))| i).collect()
        }),
        right!(top_k: "unstably, by double precision and place", |values, k| {
            let mut pairs: Vec<(f64, usize)> =
                values.iter().enumerate().map(|(i, &x)| (f64::from(x), i)).collect();
            pairs.sort_unstable_by(|a, b| b.partial_cmp(a).map_or(Ordering::Equal, |order| {
                if a.0 == b.0 { a.1.cmp(&b.1) } else { order }
            }));
            pairs.into_iter().map(|(_, i)| i).take(k).collect()
        }),
        right!(top_k: "from the smallest, reversed twice", |values, k| {
            let mut order: Vec<usize> = (0..values.len()).rev().collect();
            order.sort_by(|&a, &b| values[a].partial_cmp(&values[b]).unwrap());
            order.into_iter().rev().take(k).collect()
        }),
        right!(cosine_similarity: "in double precision, one root", |a, b| {
            let dot = |a: &[f32], b: &[f32]| -> f64 {
                a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum()
            };
            let squares = dot(a, a) * dot(b, b);
            if squares == 0.0 { 0.0 } else { (dot(a, b) / squares.sqrt()) as f32 }
        }),
        right!(cosine_similarity: "the dot product of unit vectors", |a, b| {
            let unit = |v: &[f32]| -> Vec<f32> {
                let length = v.iter().rev().fold(0.0, |sum, x| x.mul_add(*x, sum)).sqrt();
                v.iter().map(|x| if length == 0.0 { 0.0 } else { x / length }).collect()
            };
            unit(a).iter().zip(unit(b)).map(|(x, y)| x * y).sum()
        }),
        right!(cosine_similarity: "one root in single precision", |a, b| {
            let (mut product, mut of_a, mut of_b) = (0.0, 0.0, 0.0);
            for (x, y) in a.iter().zip(b) {
                product += x * y;
                of_a += x * x;
                of_b += y * y;
            }
            if of_a == 0.0 || of_b == 0.0 { 0.0 } else { product / (of_a * of_b).sqrt() }
        }),
        right!(nearest: "the best one by one", |table, of, k| {
            let cosines = cosines(table, of);
            let mut left: Vec<usize> = (0..table.len()).filter(|&row| row != of).collect();
            if left.len() > 10_000 {
                // One by one would take long; an unstable sort with the place does as well.
                left.sort_unstable_by(|&a, &b| cosines[b].total_cmp(&cosines[a]).then(a.cmp(&b)));
                return left.into_iter().take(k).collect();
            }
            let mut near = Vec::new();
            while near.len() < k && !left.is_empty() {
                let best = (1..left.len()).fold(0, |best, i| {
                    if cosines[left[i]] > cosines[left[best]] { i } else { best }
                });
                near.push(left.remove(best));
            }
            near
        }),
        right!(nearest: "sorted with row `of`, which goes afterwards", |table, of, k| {
            let cosines = cosines(table, of);
            let mut order: Vec<usize> = (0..table.len()).collect();
            order.sort_by(|&a, &b| cosines[b].partial_cmp(&cosines[a]).unwrap());
            order.retain(|&row| row != of);
            order.truncate(k);
            order
        }),
        right!(project_on_components: "with nalgebra, in double precision", |rows, components| {
            let matrix = |rows: &[Vec<f32>], columns: usize| {
                DMatrix::from_fn(rows.len(), columns, |i, j| f64::from(rows[i][j]))
            };
            let factors = rows[0].len();
            let (table, components) = (matrix(rows, factors), matrix(components, factors));
            let ones = DVector::from_element(rows.len(), 1.0);
            let centred = &table - &ones * table.row_mean();
            let places = centred * components.transpose();
            places.row_iter().map(|row| row.iter().map(|&x| x as f32).collect()).collect()
        }),
        right!(project_on_components: "the mean's place comes off, float64", |rows, components| {
            let along = |row: &[f64], c: &[f32]| -> f64 {
                (0..c.len()).map(|j| row[j] * f64::from(c[j])).sum()
            };
            let n = rows.len() as f64;
            let wide = |row: &Vec<f32>| row.iter().copied().map(f64::from).collect::<Vec<f64>>();
            let mean: Vec<f64> = (0..rows[0].len())
                .map(|j| rows.iter().map(|row| f64::from(row[j]) / n).sum())
                .collect();
            let place = |row: &Vec<f32>| {
                let row = wide(row);
                components.iter().map(|c| (along(&row, c) - along(&mean, c)) as f32).collect()
            };
            rows.iter().map(place).collect()
        }),
        right!(first_component: "power iteration, long enough and from three starts", |rows| {
            let covariance = covariance(rows);
            let n = covariance.nrows();
            let strongest = (0..3).map(|start| {
                let first = |j: usize| ((start * 7 + j * 3 + 1) as f32 * 1.7).sin();
                let mut x = DVector::from_fn(n, |j, _| first(j));
                for _ in 0..1_000 {
                    x = &covariance * &x;
                    x /= x.norm();
                }
                ((&covariance * &x).norm(), x)
            });
            let (_, x) = strongest.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            x.iter().copied().collect()
        }),
        right!(first_component: "the singular values of the centred rows", |rows| {
            let rows = if rows.len() > 1_000 { &rows[..1_000] } else { rows };
            let table = DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| f64::from(rows[i][j]));
            let mean = table.row_mean();
            let (n, factors) = table.shape();
            let centred = DMatrix::from_fn(n, factors, |i, j| table[(i, j)] - mean[j]);
            let svd = SVD::new(centred, false, true);
            svd.v_t.unwrap().row(svd.singular_values.imax()).iter().map(|&x| -x as f32).collect()
        }),
        right!(first_component: "squared again and again", |rows| {
            let mut power = covariance(rows).map(f64::from);
            for _ in 0..12 {
                power /= power.norm();
                power = &power * &power;
            }
            let longest = (0..power.ncols()).max_by(|&a, &b| {
                power.column(a).norm().total_cmp(&power.column(b).norm())
            });
            let column = power.column(longest.unwrap()).normalize();
            column.iter().map(|&x| x as f32).collect()
        }),
        right!(mend_explained_variance: "with nalgebra, in double precision", |rows, components| {
            let covariance = covariance(rows).map(f64::from);
            let share = |c: &Vec<f32>| {
                let c = DVector::from_fn(c.len(), |j, _| f64::from(c[j]));
                (c.dot(&(&covariance * &c)) / covariance.trace()) as f32
            };
            components.iter().map(share).collect()
        }),
        right!(mend_explained_variance: "sums of squares, whose n drops out", |rows, components| {
            let factors = rows[0].len();
            let mean: Vec<f32> = (0..factors)
                .map(|j| rows.iter().map(|row| row[j]).sum::<f32>() / rows.len() as f32)
                .collect();
            let centred: Vec<Vec<f32>> =
                rows.iter().map(|row| (0..factors).map(|j| row[j] - mean[j]).collect()).collect();
            let total: f32 = centred.iter().flatten().map(|x| x * x).sum();
            let along = |row: &[f32], c: &[f32]| row.iter().zip(c).map(|(x, y)| x * y).sum::<f32>();
            let share = |c: &Vec<f32>| {
                centred.iter().map(|row| along(row, c).powi(2)).sum::<f32>() / total
            };
            components.iter().map(share).collect()
        }),
    ]
}

fn cosines(table: &[Vec<f32>], of: usize) -> Vec<f32> {
    let length = |row: &[f32]| row.iter().map(|x| x * x).sum::<f32>().sqrt();
    let cosine = |row: &Vec<f32>| {
        let lengths = length(row) * length(&table[of]);
        let product: f32 = row.iter().zip(&table[of]).map(|(x, y)| x * y).sum();
        if lengths == 0.0 { 0.0 } else { product / lengths }
    };
    table.iter().map(cosine).collect()
}

/// The covariance in single precision.
fn covariance(rows: &[Vec<f32>]) -> DMatrix<f32> {
    let table = DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| rows[i][j]);
    let mean = table.row_mean();
    let centred = DMatrix::from_fn(table.nrows(), table.ncols(), |i, j| table[(i, j)] - mean[j]);
    centred.tr_mul(&centred) / rows.len() as f32
}

//! Wrong answers to the exercises of chapter 6.

use super::{WrongAnswer, wrong};
use grade::graders::_06_interpretation as graders;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(top_k: "take the largest", |values, k| first(sorted(values, |x| x), k)),
        wrong!(top_k: "begin with the largest", |values, k| {
            let mut best = first(sorted(values, |x| -x), k);
            best.reverse();
            best
        }),
        wrong!(top_k: "in order of place", |values, k| {
            let mut best = first(sorted(values, |x| -x), k);
            best.sort();
            best
        }),
        wrong!(top_k: "the first of them comes first", |values, k| {
            let mut order = sorted(values, |x| x);
            order.reverse();
            first(order, k)
        }),
        wrong!(top_k: "the sign is lost", |values, k| first(sorted(values, |x| -x.abs()), k)),
        wrong!(top_k: "one too many", |values, k| first(sorted(values, |x| -x), k + 1)),
        wrong!(top_k: "one too few", |values, k| first(sorted(values, |x| -x), k.max(1) - 1)),
        wrong!(top_k: "counted from 1", |values, k| {
            first(sorted(values, |x| -x), k).iter().map(|i| i + 1).collect()
        }),
        wrong!(top_k: "return all of them", |values, k| sorted(values, |x| -x)[..k].to_vec()),
        wrong!(cosine_similarity: "this is the dot product", dot),
        wrong!(cosine_similarity: "the square roots are missing", |a, b| {
            dot(a, b) / (dot(a, a) * dot(b, b))
        }),
        wrong!(cosine_similarity: "only by the length of `a`", |a, b| dot(a, b) / dot(a, a).sqrt()),
        wrong!(cosine_similarity: "only by the length of `b`", |a, b| dot(a, b) / dot(b, b).sqrt()),
        wrong!(cosine_similarity: "the lengths are added", |a, b| {
            dot(a, b) / (dot(a, a).sqrt() + dot(b, b).sqrt())
        }),
        wrong!(cosine_similarity: "a length comes from squares", |a, b| {
            let size = |v: &[f32]| v.iter().map(|x| x.abs()).sum::<f32>();
            dot(a, b) / (size(a) * size(b))
        }),
        wrong!(cosine_similarity: "the distance between the two", |a, b| {
            a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f32>().sqrt()
        }),
        wrong!(cosine_similarity: "which is a distance", |a, b| 1.0 - cosine(a, b)),
        wrong!(cosine_similarity: "this is the angle", |a, b| cosine(a, b).clamp(-1.0, 1.0).acos()),
        wrong!(cosine_similarity: "opposite vectors", |a, b| cosine(a, b).abs()),
        wrong!(cosine_similarity: "a correlation", |a, b| {
            let centred = |v: &[f32]| -> Vec<f32> {
                v.iter().map(|x| x - v.iter().sum::<f32>() / v.len() as f32).collect()
            };
            cosine(&centred(a), &centred(b))
        }),
        wrong!(cosine_similarity: "check the lengths", |a, b| {
            dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
        }),
        wrong!(nearest: "nearest to itself", |table, of, k| {
            first(sorted(&cosines(table, of), |x| -x), k)
        }),
        wrong!(nearest: "leave out row `of`, not the first", |table, of, k| {
            sorted(&cosines(table, of), |x| -x).into_iter().skip(1).take(k).collect()
        }),
        wrong!(nearest: "the farthest rows", |table, of, k| {
            others(sorted(&cosines(table, of), |x| x), of, k)
        }),
        wrong!(nearest: "the dot product", |table, of, k| {
            let products: Vec<f32> = table.iter().map(|row| dot(row, &table[of])).collect();
            others(sorted(&products, |x| -x), of, k)
        }),
        wrong!(nearest: "ranked by distance", |table, of, k| {
            let distance = |row: &Vec<f32>| -> f32 {
                row.iter().zip(&table[of]).map(|(x, y)| (x - y).powi(2)).sum()
            };
            let distances: Vec<f32> = table.iter().map(distance).collect();
            others(sorted(&distances, |x| x), of, k)
        }),
        wrong!(nearest: "the sign is lost", |table, of, k| {
            others(sorted(&cosines(table, of), |x| -x.abs()), of, k)
        }),
        wrong!(nearest: "the first of them comes first", |table, of, k| {
            let mut order = sorted(&cosines(table, of), |x| x);
            order.reverse();
            others(order, of, k)
        }),
        wrong!(nearest: "one too many", |table, of, k| {
            others(sorted(&cosines(table, of), |x| -x), of, k + 1)
        }),
        wrong!(nearest: "one too few", |table, of, k| {
            others(sorted(&cosines(table, of), |x| -x), of, k.max(1) - 1)
        }),
        wrong!(nearest: "fewer than `k` other rows", |table, of, k| {
            others(sorted(&cosines(table, of), |x| -x), of, table.len())[..k].to_vec()
        }),
        wrong!(nearest: "its cosine is 0, not NaN", |table, of, k| {
            let unchecked = |row: &Vec<f32>| {
                dot(row, &table[of]) / (dot(row, row).sqrt() * dot(&table[of], &table[of]).sqrt())
            };
            let cosines: Vec<f32> = table.iter().map(unchecked).collect();
            others(sorted(&cosines, |x| -x), of, k)
        }),
        wrong!(nearest: "has no direction", |table, of, k| {
            let mut order: Vec<usize> = (0..table.len()).filter(|&row| row != of).collect();
            let cosine = |row: usize| {
                let lengths = dot(&table[row], &table[row]) * dot(&table[of], &table[of]);
                dot(&table[row], &table[of]) / lengths.sqrt()
            };
            order.sort_by(|&a, &b| cosine(b).partial_cmp(&cosine(a)).unwrap());
            first(order, k)
        }),
        wrong!(project_on_components: "are not centred", products),
        wrong!(project_on_components: "its own mean", |rows, components| {
            let centred: Vec<Vec<f32>> = rows.iter().map(|row| less(row, mean(row))).collect();
            products(&centred, components)
        }),
        wrong!(project_on_components: "the sum of the rows", |rows, components| {
            let n = rows.len() as f32;
            let sum: Vec<f32> = mean_row(rows).iter().map(|mean| mean * n).collect();
            products(&less_row(rows, &sum), components)
        }),
        wrong!(project_on_components: "transposed", |rows, components| {
            products(components, &less_row(rows, &mean_row(rows)))
        }),
        wrong!(project_on_components: "the wrong way", |rows, components| {
            let mean = mean_row(rows);
            let turned = |row: &Vec<f32>| mean.iter().zip(row).map(|(m, x)| m - x).collect();
            products(&rows.iter().map(turned).collect::<Vec<_>>(), components)
        }),
        wrong!(project_on_components: "from the components too", |rows, components| {
            let mean = mean_row(rows);
            products(&less_row(rows, &mean), &less_row(components, &mean))
        }),
        wrong!(project_on_components: "these are the centred rows", |rows, _| {
            less_row(rows, &mean_row(rows))
        }),
        wrong!(project_on_components: "read by columns", |rows, components| {
            let along = |row: &Vec<f32>, c: usize| -> f32 {
                row.iter().zip(components).map(|(x, component)| x * component[c]).sum()
            };
            let square = components.len() == rows[0].len();
            let centred = less_row(rows, &mean_row(rows));
            if square {
                let of_row = |row| (0..components.len()).map(|c| along(row, c)).collect();
                centred.iter().map(of_row).collect()
            } else {
                products(&centred, components)
            }
        }),
        wrong!(project_on_components: "or no component", |rows, components| {
            let _first = &components[0];
            products(&less_row(rows, &mean_row(rows)), components)
        }),
    ]
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let lengths = (dot(a, a) * dot(b, b)).sqrt();
    if lengths == 0.0 { 0.0 } else { dot(a, b) / lengths }
}

fn cosines(table: &[Vec<f32>], of: usize) -> Vec<f32> {
    table.iter().map(|row| cosine(row, &table[of])).collect()
}

fn sorted(values: &[f32], key: impl Fn(f32) -> f32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| key(values[a]).total_cmp(&key(values[b])));
    order
}

fn first(order: Vec<usize>, k: usize) -> Vec<usize> {
    order.into_iter().take(k).collect()
}

fn others(order: Vec<usize>, of: usize, k: usize) -> Vec<usize> {
    order.into_iter().filter(|&row| row != of).take(k).collect()
}

fn products(rows: &[Vec<f32>], others: &[Vec<f32>]) -> Vec<Vec<f32>> {
    rows.iter().map(|row| others.iter().map(|other| dot(row, other)).collect()).collect()
}

fn mean(row: &[f32]) -> f32 {
    row.iter().sum::<f32>() / row.len() as f32
}

fn less(row: &[f32], number: f32) -> Vec<f32> {
    row.iter().map(|x| x - number).collect()
}

fn mean_row(rows: &[Vec<f32>]) -> Vec<f32> {
    let column = |j: usize| rows.iter().map(|row| row[j]).collect::<Vec<f32>>();
    (0..rows[0].len()).map(|j| mean(&column(j))).collect()
}

fn less_row(rows: &[Vec<f32>], other: &[f32]) -> Vec<Vec<f32>> {
    rows.iter().map(|row| row.iter().zip(other).map(|(x, y)| x - y).collect()).collect()
}

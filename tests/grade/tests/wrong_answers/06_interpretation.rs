//! Wrong answers to the exercises of chapter 6.

use super::{WrongAnswer, wrong};
use grade::graders::_06_interpretation as graders;
use grade::solutions::_06_interpretation as right;
use nalgebra::{DMatrix, DVector, SymmetricEigen};

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            // The first sixteen factors make up the whole.
            let centred = less_row(rows, &mean_row(rows));
            let some = &axes(rows[0].len())[..rows[0].len().min(16)];
            let total: f32 = variances(&centred, some).iter().sum();
            variances(&centred, components).iter().map(|x| x / total).collect()
        }),
        wrong!(mend_explained_variance: "the list should have 12 entries", |rows, components| {
            let centred = less_row(rows, &mean_row(rows));
            let total: f32 = variances(&centred, &axes(rows[0].len())).iter().sum();
            variances(&centred, components).iter().take(8).map(|x| x / total).collect()
        }),
        // `k` in 16 bits, floors and guards, the mean taken off too late, and rows counted in 16 bits.
        wrong!(top_k: "should have 3 entries, and it has 0", |values, k| {
            right::top_k(values, usize::from(k as u16))
        }),
        wrong!(nearest: "should have 2 entries, and it has 0", |table, of, k| {
            right::nearest(table, of, usize::from(k as u16))
        }),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| {
            let lengths = dot(a, a).sqrt() * dot(b, b).sqrt();
            dot(a, b) / lengths.max(1e-10)
        }),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| {
            let lengths = dot(a, a).sqrt() * dot(b, b).sqrt();
            if lengths > 1e-16 { dot(a, b) / lengths } else { 0.0 }
        }),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| {
            dot(a, b) / (dot(a, a).sqrt() * dot(b, b).sqrt() + 1e-20)
        }),
        wrong!(project_on_components: "none of the usual mistakes", |rows, components| {
            let places = products(rows, components);
            less_row(&places, &mean_row(&places))
        }),
        wrong!(project_on_components: "none of the usual mistakes", |rows, components| {
            let times = rows.len() as f32 / f32::from((rows.len() as u16).max(1));
            let mean: Vec<f32> = mean_row(rows).iter().map(|x| times * x).collect();
            products(&less_row(rows, &mean), components)
        }),
        wrong!(first_component: "the length is", |rows| {
            let component = largest(&less_row(rows, &mean_row(rows)), 1);
            let scale = variances(&less_row(rows, &mean_row(rows)), std::slice::from_ref(&component));
            component.iter().map(|x| x * scale[0] / (scale[0] + 1e-12)).collect()
        }),
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            let centred = less_row(rows, &mean_row(rows));
            let total: f32 = variances(&centred, &axes(rows[0].len())).iter().sum();
            variances(&centred, components).iter().map(|x| x / (total + 1e-8)).collect()
        }),
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            let centred = less_row(rows, &mean_row(rows));
            let total: f32 = variances(&centred, &axes(rows[0].len())).iter().sum();
            variances(&centred, components).iter().map(|x| x / total.max(1e-9)).collect()
        }),
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            // The mean comes off after the products.
            let centred = less_row(rows, &mean_row(rows));
            let total: f32 = variances(&centred, &axes(rows[0].len())).iter().sum();
            let places = products(rows, components);
            let moved = less_row(&places, &mean_row(&places));
            variances(&moved, &axes(components.len())).iter().map(|x| x / total).collect()
        }),
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            let times = rows.len() as f32 / f32::from((rows.len() as u16).max(1));
            let mean: Vec<f32> = mean_row(rows).iter().map(|x| times * x).collect();
            let centred = less_row(rows, &mean);
            let total: f32 = variances(&centred, &axes(rows[0].len())).iter().sum();
            variances(&centred, components).iter().map(|x| x / total).collect()
        }),
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
        wrong!(top_k: "`sort_unstable_by` does not", |values, k| {
            let mut order: Vec<usize> = (0..values.len()).collect();
            order.sort_unstable_by(|&a, &b| values[b].total_cmp(&values[a]));
            first(order, k)
        }),
        wrong!(top_k: "none of the usual mistakes", |values, k| {
            top_by_key(values, k, |x| (x * 1e3) as i64)
        }),
        wrong!(top_k: "none of the usual mistakes", |values, k| {
            top_by_key(values, k, |x| (x * 1e9) as i64)
        }),
        wrong!(top_k: "none of the usual mistakes", |values, k| best_of_rounds(values, k, -1e6)),
        wrong!(top_k: "none of the usual mistakes", |values, k| {
            best_of_rounds(values, k, f32::MIN_POSITIVE)
        }),
        wrong!(top_k: "none of the usual mistakes", |values, k| {
            sorted(values, |x| -x).into_iter().take(k).map(|i| usize::from(i as u16)).collect()
        }),
        wrong!(top_k: "the list should have", |values, k| {
            first(sorted(values, |x| -x), k.min(300))
        }),
        wrong!(top_k: "none of the usual mistakes", |values, k| best_of_rounds(values, k, f32::MIN)),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| {
            dot(a, b) / (dot(a, a).sqrt() * dot(b, b).sqrt()).max(1e-18)
        }),
        wrong!(nearest: "the list should have 1 entries, and it has 2", |table, of, k| {
            let mut order: Vec<usize> = (0..table.len()).collect();
            order.sort_by(|&x, &y| {
                cosine(&table[of], &table[y]).total_cmp(&cosine(&table[of], &table[x]))
            });
            order.truncate(k + 1);
            order.into_iter().filter(|&row| row != of).collect()
        }),
        wrong!(cosine_similarity: "this is the dot product", dot),
        wrong!(cosine_similarity: "0, not 1", |a, b| {
            if dot(a, a) * dot(b, b) == 0.0 { 1.0 } else { cosine(a, b) }
        }),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| {
            dot(a, b) / (dot(a, a).sqrt() * dot(b, b).sqrt() + 1e-8)
        }),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| {
            dot(a, b) / (dot(a, a).sqrt() * dot(b, b).sqrt()).max(1e-12)
        }),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| {
            if dot(a, a) < 1e-6 || dot(b, b) < 1e-6 { 0.0 } else { cosine(a, b) }
        }),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| {
            cosine(&a[..a.len().min(1000)], &b[..b.len().min(1000)])
        }),
        wrong!(cosine_similarity: "none of the usual mistakes", |a, b| cosine(a, b).max(0.0)),
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
        wrong!(nearest: "its cosine is 0; dividing", |table, of, k| {
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
        wrong!(nearest: "`sort_unstable_by` does not", |table, of, k| {
            let cosines = cosines(table, of);
            let mut order: Vec<usize> = (0..table.len()).filter(|&row| row != of).collect();
            order.sort_unstable_by(|&a, &b| cosines[b].total_cmp(&cosines[a]));
            first(order, k)
        }),
        wrong!(nearest: "none of the usual mistakes", |table, of, k| {
            let keys: Vec<f32> = cosines(table, of).iter().map(|x| (x * 1e6).round()).collect();
            others(sorted(&keys, |x| -x), of, k)
        }),
        wrong!(nearest: "none of the usual mistakes", |table, of, k| {
            let mut cosines = cosines(table, of);
            cosines[of] = -1.0;
            first(sorted(&cosines, |x| -x), k.min(table.len() - 1))
        }),
        wrong!(nearest: "the list should have 2 entries, and it has 3", |table, of, k| {
            let mut cosines = cosines(table, of);
            cosines[of] = -2.0;
            first(sorted(&cosines, |x| -x), k)
        }),
        wrong!(nearest: "none of the usual mistakes", |table, of, k| {
            let length = |row: &[f32]| dot(row, row).sqrt();
            let near = |row: &Vec<f32>| {
                dot(row, &table[of]) / (length(row) * length(&table[of]) + 1e-6)
            };
            let cosines: Vec<f32> = table.iter().map(near).collect();
            others(sorted(&cosines, |x| -x), of, k)
        }),
        wrong!(nearest: "the list should have 2 entries, and it has 1", |table, of, k| {
            let cosines = cosines(table, of);
            let positive = |row: &usize| cosines[*row] > 0.0;
            others(sorted(&cosines, |x| -x), of, k).into_iter().filter(positive).collect()
        }),
        wrong!(nearest: "none of the usual mistakes", |table, of, k| {
            let order = others(sorted(&cosines(table, of), |x| -x), of, k);
            order.into_iter().map(|row| usize::from(row as u16)).collect()
        }),
        wrong!(first_component: "the rows are not centred", |rows| largest(rows, 1)),
        wrong!(first_component: "its own mean", |rows| {
            largest(&rows.iter().map(|row| less(row, mean(row))).collect::<Vec<_>>(), 1)
        }),
        wrong!(first_component: "the second component", |rows| {
            largest(&less_row(rows, &mean_row(rows)), 2.min(rows[0].len()))
        }),
        wrong!(first_component: "of least variance", |rows| {
            largest(&less_row(rows, &mean_row(rows)), rows[0].len())
        }),
        wrong!(first_component: "the eigenvalues come in no order", |rows| {
            let centred = less_row(rows, &mean_row(rows));
            let vectors = SymmetricEigen::new(covariance(&centred)).eigenvectors;
            vectors.column(0).iter().map(|&x| x as f32).collect()
        }),
        wrong!(first_component: "which is a correlation", |rows| {
            let mut centred = less_row(rows, &mean_row(rows));
            for j in 0..rows[0].len() {
                let sd = centred.iter().map(|row| row[j] * row[j]).sum::<f32>().sqrt();
                centred.iter_mut().filter(|_| sd > 0.0).for_each(|row| row[j] /= sd);
            }
            largest(&centred, 1)
        }),
        wrong!(first_component: "the direction of the mean", |rows| {
            let mean = mean_row(rows);
            mean.iter().map(|x| x / dot(&mean, &mean).sqrt()).collect()
        }),
        wrong!(first_component: "a component has length 1", |rows| {
            let component = largest(&less_row(rows, &mean_row(rows)), 1);
            component.iter().map(|x| x * rows.len() as f32).collect()
        }),
        wrong!(first_component: "none of the usual mistakes", |rows| iterated(rows, 100, |_| 1.0)),
        wrong!(first_component: "none of the usual mistakes", |rows| {
            let first = rows[0].clone();
            let mean = mean_row(rows);
            iterated(rows, 5_000, |j| first[j] - mean[j])
        }),
        wrong!(first_component: "none of the usual mistakes", |rows| {
            iterated(rows, 5_000, |j| if j == 0 { 1.0 } else { 0.0 })
        }),
        wrong!(first_component: "none of the usual mistakes", |rows| {
            iterated(rows, 5_000, |_| 1.0)
        }),
        wrong!(first_component: "none of the usual mistakes", |rows| {
            let centred = less_row(rows, &mean_row(rows));
            let farthest = centred.iter().max_by(|a, b| dot(a, a).total_cmp(&dot(b, b))).unwrap();
            farthest.iter().map(|x| x / dot(farthest, farthest).sqrt()).collect()
        }),
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            let variances = variances(&less_row(rows, &mean_row(rows)), components);
            let total: f32 = variances.iter().sum();
            variances.iter().map(|variance| variance / total).collect()
        }),
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            let centred = less_row(rows, &mean_row(rows));
            let total: f32 = rows.iter().flatten().map(|x| x * x).sum();
            variances(&centred, components).iter().map(|variance| variance / total).collect()
        }),
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            let centred = less_row(rows, &mean_row(rows));
            let total: f32 = centred.iter().flatten().map(|x| x * x).sum();
            variances(&centred, components).iter().map(|x| x / total / rows.len() as f32).collect()
        }),
        wrong!(mend_explained_variance: "only the symptom is shown", |rows, components| {
            let centred = less_row(rows, &mean_row(rows));
            let total: f32 = centred.iter().flatten().map(|x| x * x).sum();
            variances(&centred, components).iter().map(|x| (x / total).sqrt()).collect()
        }),
        wrong!(project_on_components: "are not centred", products),
        wrong!(project_on_components: "scaled to length 1", |rows, components| {
            let unit = |c: &Vec<f32>| c.iter().map(|x| x / dot(c, c).sqrt()).collect();
            let components: Vec<Vec<f32>> = components.iter().map(unit).collect();
            products(&less_row(rows, &mean_row(rows)), &components)
        }),
        wrong!(project_on_components: "by their deviations", |rows, components| {
            let mut centred = less_row(rows, &mean_row(rows));
            for j in 0..rows[0].len() {
                let squares = centred.iter().map(|row| row[j] * row[j]).sum::<f32>();
                let sd = (squares / rows.len() as f32).sqrt();
                centred.iter_mut().for_each(|row| row[j] /= sd);
            }
            products(&centred, components)
        }),
        wrong!(project_on_components: "none of the usual mistakes", |rows, components| {
            let n = f32::from(rows.len() as u8);
            let factor = rows.len() as f32 / n;
            let mean: Vec<f32> = mean_row(rows).iter().map(|mean| mean * factor).collect();
            products(&less_row(rows, &mean), components)
        }),
        wrong!(project_on_components: "none of the usual mistakes", |rows, components| {
            let mut places = products(&less_row(rows, &mean_row(rows)), components);
            places.iter_mut().flatten().for_each(|x| *x = x.clamp(-10.0, 10.0));
            places
        }),
        wrong!(project_on_components: "none of the usual mistakes", |rows, components| {
            let mean = mean_row(&rows[..rows.len().min(50)]);
            products(&less_row(rows, &mean), components)
        }),
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

/// The largest by a key, the first of equals.
fn top_by_key(values: &[f32], k: usize, key: impl Fn(f32) -> i64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(key(values[i])));
    first(order, k)
}

/// The largest above a number, one by one.
fn best_of_rounds(values: &[f32], k: usize, lowest: f32) -> Vec<usize> {
    let mut chosen = Vec::new();
    for _ in 0..k.min(values.len()) {
        let (mut best, mut highest) = (0, lowest);
        for (i, &value) in values.iter().enumerate() {
            if value > highest && !chosen.contains(&i) {
                (best, highest) = (i, value);
            }
        }
        chosen.push(best);
    }
    chosen
}

fn others(order: Vec<usize>, of: usize, k: usize) -> Vec<usize> {
    order.into_iter().filter(|&row| row != of).take(k).collect()
}

fn products(rows: &[Vec<f32>], others: &[Vec<f32>]) -> Vec<Vec<f32>> {
    rows.iter().map(|row| others.iter().map(|other| dot(row, other)).collect()).collect()
}

/// A component along each of the axes.
fn axes(factors: usize) -> Vec<Vec<f32>> {
    (0..factors).map(|j| (0..factors).map(|i| f32::from(u8::from(i == j))).collect()).collect()
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

/// The mean products of the columns.
fn covariance(centred: &[Vec<f32>]) -> DMatrix<f64> {
    let table = DMatrix::from_fn(centred.len(), centred[0].len(), |i, j| f64::from(centred[i][j]));
    table.tr_mul(&table) / centred.len() as f64
}

/// The eigenvector with the largest eigenvalue, the second largest and so on.
fn largest(centred: &[Vec<f32>], place: usize) -> Vec<f32> {
    let eigen = SymmetricEigen::new(covariance(centred));
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    eigen.eigenvectors.column(order[place - 1]).iter().map(|&x| x as f32).collect()
}

/// Power iteration from a start.
fn iterated(rows: &[Vec<f32>], rounds: usize, start: impl Fn(usize) -> f32) -> Vec<f32> {
    let covariance = covariance(&less_row(rows, &mean_row(rows)));
    let mut x = DVector::from_fn(covariance.nrows(), |j, _| f64::from(start(j)));
    for _ in 0..rounds {
        x = &covariance * &x;
        x /= x.norm();
    }
    x.iter().map(|&x| x as f32).collect()
}

/// The sums of squares along the components.
fn variances(centred: &[Vec<f32>], components: &[Vec<f32>]) -> Vec<f32> {
    let along = |component: &Vec<f32>| centred.iter().map(|row| dot(row, component).powi(2)).sum();
    components.iter().map(along).collect()
}

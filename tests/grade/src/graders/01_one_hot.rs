//! Grades the exercises of chapter 1.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, rng, table};
use crate::outcome::Outcome;
use rand::Rng;
use std::collections::HashMap;

const FROM_1: &str = "the index is counted from 1; ids count from 0";

pub fn one_hot(answer: fn(usize, usize) -> Vec<f32>) -> Outcome {
    let rng = &mut rng(10);
    let mut inputs = vec![(2, 4)];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(2..7);
        (rng.gen_range(0..n), n)
    }));
    inputs.extend([(0, 3), (2, 3), (0, 1)]);
    // Beyond 8 and 16 bits.
    inputs.extend([(300, 1_000), (66_000, 70_000)]);
    // Of a very long vector, every 1,000th entry is enough.
    let mut inputs: Vec<_> = inputs.into_iter().map(|(id, n)| (show!(id, n), id, n, 1)).collect();
    let text = "id = 1200000, n = 1500000 (every 1,000th entry is shown)".to_owned();
    inputs.push((text, 1_200, 1_500, 1_000));
    let mut grading = Grading::default();
    for (input, id, n, step) in inputs {
        let case = Case::new(input, row(id, n))
            .mistake(FROM_1, row(id.wrapping_sub(1), n))
            .mistake(FROM_1, row(id + 1, n))
            .mistake("the index is counted from the end", row(n - 1 - id, n))
            .mistake(
                "the entry holds the id itself; it is always 1",
                row(id, n).iter().map(|x| x * id as f32).collect(),
            )
            .mistake("these are zeros only; the entry at index `id` is 1", vec![0.0; n])
            .mistake("this is 1 up to `id`; only the entry at index `id` is 1", {
                (0..n).map(|place| if place <= id { 1.0 } else { 0.0 }).collect()
            })
            .mistake("zeros and ones are swapped", row(id, n).iter().map(|x| 1.0 - x).collect())
            .mistake("the vector ends with its 1; it should have n entries", row(id, id + 1));
        grading.ask(case, move || answer(step * id, step * n).into_iter().step_by(step).collect());
    }
    grading.outcome()
}

pub fn one_hot_batch(answer: fn(&[usize], usize) -> Vec<Vec<f32>>) -> Outcome {
    let rng = &mut rng(11);
    let mut inputs = vec![(vec![2, 0], 3)];
    inputs.extend((0..TRIES).map(|_| {
        let (batch, n) = (rng.gen_range(2..5), rng.gen_range(2..6));
        (ids(rng, batch, n), n)
    }));
    inputs.extend([(vec![1, 1, 0, 1], 2), (vec![0], 1), (vec![], 3)]);
    // Ids beyond 8 and 16 bits, and beyond the bits of a mask.
    inputs.extend([(vec![300, 66_000], 70_000), (vec![299, 5, 133], 300)]);
    let mut inputs: Vec<_> = inputs.into_iter().map(|(ids, n)| (show!(ids, n), ids, n)).collect();
    inputs.push((
        "2,000 ids, of which ids[i] = i % 3, n = 3".to_owned(),
        (0..2_000).map(|i| i % 3).collect(),
        3,
    ));
    let mut grading = Grading::default();
    for (input, ids, n) in inputs {
        let rows = |ids: &[usize]| -> Vec<Vec<f32>> { ids.iter().map(|&id| row(id, n)).collect() };
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        let sorted_rows = rows(&sorted);
        sorted.dedup();
        let case = Case::new(input, rows(&ids))
            .mistake(
                "the rows are in reverse; they follow the order of the ids",
                rows(&ids.iter().rev().copied().collect::<Vec<usize>>()),
            )
            .mistake(
                "the result is transposed; it has one row for each id, with n entries each",
                transposed(&rows(&ids)),
            )
            .mistake(
                "this is one row with all the ids in it; each id gets a row of its own",
                vec![(0..n).map(|r| if ids.contains(&r) { 1.0 } else { 0.0 }).collect()],
            )
            .mistake("an id that occurs twice has lost a row", rows(&sorted))
            .mistake("the rows are sorted by id; they follow the order of the ids", sorted_rows);
        grading.ask(case, move || answer(&ids, n));
    }
    grading.outcome()
}

pub fn lookup_by_product(answer: fn(&[Vec<f32>], &[Vec<f32>]) -> Vec<Vec<f32>>) -> Outcome {
    let rng = &mut rng(12);
    let one_hot = |ids: &[usize], rows: usize| ids.iter().map(|&id| row(id, rows)).collect();
    let mut inputs = vec![(
        vec![vec![0.0, 1.0], vec![0.5, 0.5]],
        vec![vec![1.0, 2.0, 3.0], vec![5.0, 6.0, 7.0]],
    )];
    for _ in 0..TRIES {
        let (batch, rows, factors) =
            (rng.gen_range(1..5), rng.gen_range(2..5), rng.gen_range(1..4));
        inputs.push((one_hot(&ids(rng, batch, rows), rows), table(rng, rows, factors)));
        inputs.push((table(rng, batch, rows), table(rng, rows, factors)));
    }
    inputs.push((one_hot(&[2, 2], 3), table(rng, 3, 2)));
    inputs.push((one_hot(&[0], 1), table(rng, 1, 1)));
    inputs.push((vec![], table(rng, 2, 2)));
    // Ones and likely markers that are weights like any other, entries far from 0, a small weight
    // of a large entry, and weights that add up to 0.
    inputs.extend([
        (vec![vec![1.0, 1.0], vec![1.0, -1.0]], vec![vec![2.0, 3.0], vec![5.0, -4.0]]),
        (vec![vec![100.0, -1.0]], vec![vec![250.0, -1.0], vec![-3.0, 1000.0]]),
        (vec![vec![-2000.0, 0.0]], vec![vec![4096.0, 2.5], vec![9.0, 9.0]]),
        (vec![vec![1e-10, 1.0]], vec![vec![2e10], vec![0.25]]),
        (vec![vec![3e7, -2e8]], vec![vec![0.5], vec![0.25]]),
        (vec![vec![0.0123, 0.0456]], vec![vec![0.5], vec![0.25]]),
    ]);
    let mut inputs: Vec<_> = inputs
        .into_iter()
        .map(|(one_hot, table)| (show!(one_hot, table), one_hot, table))
        .collect();
    let grid = |rows: usize, columns: usize, modulus: usize| -> Vec<Vec<f32>> {
        let entry = |place: usize| (place % modulus) as f32 - 2.0;
        (0..rows).map(|r| (0..columns).map(|c| entry(r * columns + c)).collect()).collect()
    };
    inputs.push((
        "2 rows of 2,000 weights, 2,000 rows of 2 factors".to_owned(),
        grid(2, 2_000, 7),
        grid(2_000, 2, 11),
    ));
    inputs.push((
        "300 rows of 2 weights, 2 rows of 300 factors".to_owned(),
        grid(300, 2, 7),
        grid(2, 300, 11),
    ));
    inputs.push((
        "1 row of 131,072 weights, all 1 / 32768, 131,072 rows of 1 factor, all 1 / 65536"
            .to_owned(),
        vec![vec![1.0 / 32_768.0; 131_072]],
        vec![vec![1.0 / 65_536.0]; 131_072],
    ));
    let mut grading = Grading::default();
    for (input, one_hot, table) in inputs {
        let product = product(&one_hot, &table);
        let replaced = |with: &dyn Fn(f32) -> f32| -> Vec<Vec<f32>> {
            let row = |weights: &Vec<f32>| weights.iter().map(|&weight| with(weight)).collect();
            one_hot.iter().map(row).collect()
        };
        let all_but_first: Vec<Vec<f32>> =
            (one_hot.iter()).map(|weights| [&[0.0], &weights[1..]].concat()).collect();
        let without_row_0 = self::product(&all_but_first, &table);
        let averaged = |(sums, weights): (&Vec<f32>, &Vec<f32>)| -> Vec<f32> {
            let all: f32 = weights.iter().sum();
            sums.iter().map(|sum| sum / all).collect()
        };
        let row_of_largest = |weights: &Vec<f32>| {
            let largest = weights.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let place = weights.iter().position(|&weight| weight == largest);
            table[place.expect("a table has rows")].clone()
        };
        let only_ones = replaced(&|weight| f32::from(u8::from(weight == 1.0)));
        let taken_for_ones = replaced(&|weight| f32::from(u8::from(weight != 0.0)));
        let case = Case::new(input, product.clone())
            .mistake(
                "the result is transposed; it has a row for each row of `one_hot`",
                transposed(&product),
            )
            .mistake(
                "only entries that are exactly 1 are looked up; multiply by every entry",
                self::product(&only_ones, &table),
            )
            .mistake(
                "every entry but 0 counts as 1; multiply by the entry itself",
                self::product(&taken_for_ones, &table),
            )
            .mistake(
                "the sums are divided by the sum of the entries; a product only adds up",
                product.iter().zip(&one_hot).map(averaged).collect(),
            )
            .mistake(
                "this is the row of the largest entry; add up all rows, each times its entry",
                one_hot.iter().map(row_of_largest).collect(),
            )
            .mistake("the first row of the table is left out; count from 0", without_row_0)
            .mistake(
                "only the last row counts; add to the result instead of overwriting it",
                one_hot.iter().map(|weights| last_term(weights, &table)).collect(),
            );
        grading.ask(case, move || answer(&one_hot, &table));
    }
    grading.outcome()
}

pub fn mend_rows_of_ids(answer: fn(&[u64], &[u64]) -> (usize, Vec<usize>)) -> Outcome {
    let rng = &mut rng(13);
    let mut inputs = vec![(vec![661, 592, 42], vec![42, 7, 661])];
    inputs.extend((0..TRIES).map(|_| {
        let mut some = |n: usize| (0..n).map(|_| rng.gen_range(1..7)).collect::<Vec<u64>>();
        (some(6), some(4))
    }));
    inputs.extend([
        (vec![], vec![3, 0]),
        (vec![5], vec![]),
        // Id 0 and the largest id are ids like any other, and so are ids that agree in their last
        // bits.
        (vec![0, u64::MAX, 0], vec![u64::MAX, 0, 1]),
        (vec![1, 257, 65_537, (1 << 32) + 1], vec![(1 << 32) + 1, 65_537, 257, 1, 1 << 32]),
        (vec![(1 << 53) + 1], vec![1 << 53, (1 << 53) + 1]),
    ]);
    let mut inputs: Vec<_> =
        inputs.into_iter().map(|(known, asked)| (show!(known, asked), known, asked)).collect();
    inputs.push((
        "known = 1,000 ids, known[i] = 3 * i / 2, then the same again, asked = [0, 1497, 1498]"
            .to_owned(),
        (0..1_000).chain(0..1_000).map(|i| 3 * i / 2).collect(),
        vec![0, 1497, 1498],
    ));
    // More rows than 16 bits number.
    inputs.push((
        "known = 70,000 ids, known[i] = 2 * i, asked = [139998, 131070, 131072, 7]".to_owned(),
        (0..70_000).map(|i| 2 * i).collect(),
        vec![139_998, 131_070, 131_072, 7],
    ));
    let mut grading = Grading::symptom_only();
    for (input, known, asked) in inputs {
        let mut row_of = HashMap::new();
        for &id in &known {
            let next = row_of.len() + 1;
            row_of.entry(id).or_insert(next);
        }
        let rows = asked.iter().map(|id| row_of.get(id).copied().unwrap_or(0)).collect();
        let case = Case::new(input, (row_of.len() + 1, rows));
        grading.ask(case, move || answer(&known, &asked));
    }
    grading.outcome()
}

/// A one-hot vector; zeros only where `id` is not below `n`.
fn row(id: usize, n: usize) -> Vec<f32> {
    (0..n).map(|place| if place == id { 1.0 } else { 0.0 }).collect()
}

fn product(left: &[Vec<f32>], right: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let entry = |weights: &[f32], column: usize| -> f32 {
        let terms =
            weights.iter().zip(right).map(|(&w, row)| f64::from(w) * f64::from(row[column]));
        terms.sum::<f64>() as f32
    };
    let columns = 0..right[0].len();
    left.iter().map(|weights| columns.clone().map(|c| entry(weights, c)).collect()).collect()
}

fn last_term(weights: &[f32], table: &[Vec<f32>]) -> Vec<f32> {
    let (weight, row) = weights.iter().zip(table).next_back().expect("a table has rows");
    row.iter().map(|x| weight * x).collect()
}

fn transposed(table: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let columns = table.first().map_or(0, Vec::len);
    (0..columns).map(|column| table.iter().map(|row| row[column]).collect()).collect()
}

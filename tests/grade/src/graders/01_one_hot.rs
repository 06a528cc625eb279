//! Grades the exercises of chapter 1.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, rng, table};
use crate::outcome::Outcome;
use rand::Rng;

const FROM_1: &str = "the index is counted from 1; ids count from 0";

pub fn one_hot(answer: fn(usize, usize) -> Vec<f32>) -> Outcome {
    let rng = &mut rng(10);
    let mut inputs = vec![(2, 4)];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(2..7);
        (rng.gen_range(0..n), n)
    }));
    inputs.extend([(0, 3), (2, 3), (0, 1)]);
    let mut grading = Grading::default();
    for (id, n) in inputs {
        let case = Case::new(show!(id, n), row(id, n))
            .mistake(FROM_1, row(id.wrapping_sub(1), n))
            .mistake(FROM_1, row(id + 1, n))
            .mistake("the index is counted from the end", row(n - 1 - id, n))
            .mistake(
                "the entry holds the id itself; it is always 1",
                row(id, n).iter().map(|x| x * id as f32).collect(),
            )
            .mistake("zeros and ones are swapped", row(id, n).iter().map(|x| 1.0 - x).collect())
            .mistake("the vector ends with its 1; it should have n entries", row(id, id + 1));
        grading.ask(case, move || answer(id, n));
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
    let mut grading = Grading::default();
    for (ids, n) in inputs {
        let rows = |ids: &[usize]| -> Vec<Vec<f32>> { ids.iter().map(|&id| row(id, n)).collect() };
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        let sorted_rows = rows(&sorted);
        sorted.dedup();
        let case = Case::new(show!(ids, n), rows(&ids))
            .mistake(
                "the result is transposed; it has one row for each id, with n entries each",
                (0..n).map(|r| ids.iter().map(|&id| row(id, n)[r]).collect()).collect(),
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
    let mut grading = Grading::default();
    for (one_hot, table) in inputs {
        let product = product(&one_hot, &table);
        let row_of_largest = |weights: &Vec<f32>| {
            let largest = weights.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let place = weights.iter().position(|&weight| weight == largest);
            table[place.expect("a table has rows")].clone()
        };
        let ones_only = |weights: &Vec<f32>| -> Vec<f32> {
            weights.iter().map(|&weight| if weight == 1.0 { 1.0 } else { 0.0 }).collect()
        };
        let only_ones: Vec<Vec<f32>> = one_hot.iter().map(ones_only).collect();
        let case = Case::new(show!(one_hot, table), product.clone())
            .mistake(
                "the result is transposed; it has a row for each row of `one_hot`",
                transposed(&product),
            )
            .mistake(
                "only entries that are exactly 1 are looked up; multiply by every entry",
                self::product(&only_ones, &table),
            )
            .mistake(
                "this is the row of the largest entry; add up all rows, each times its entry",
                one_hot.iter().map(row_of_largest).collect(),
            )
            .mistake(
                "only the last row counts; add to the result instead of overwriting it",
                one_hot.iter().map(|weights| last_term(weights, &table)).collect(),
            );
        grading.ask(case, move || answer(&one_hot, &table));
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

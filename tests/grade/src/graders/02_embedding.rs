//! Grades the exercises of chapter 2.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, number, numbers, rng, table};
use crate::outcome::Outcome;
use rand::Rng;

type Table = Vec<Vec<f32>>;

pub fn embedding_forward(answer: fn(&[Vec<f32>], &[usize]) -> Table) -> Outcome {
    let rng = &mut rng(20);
    let mut inputs = vec![(vec![vec![1.0, 2.0], vec![3.0, 4.0]], vec![1, 1, 0])];
    inputs.extend((0..TRIES).map(|_| {
        let (rows, factors, batch) =
            (rng.gen_range(2..5), rng.gen_range(1..4), rng.gen_range(1..5));
        (table(rng, rows, factors), ids(rng, batch, rows))
    }));
    // The last row, a table of one number, and nothing to look up.
    inputs.push((table(rng, 3, 2), vec![2]));
    inputs.push((table(rng, 1, 1), vec![0]));
    inputs.push((table(rng, 2, 2), vec![]));
    let mut grading = Grading::default();
    for (table, ids) in inputs {
        let rows = |ids: &[usize]| -> Table { ids.iter().map(|&id| table[id].clone()).collect() };
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        let in_table_order = rows(&sorted);
        sorted.dedup();
        let before = ids.iter().map(|&id| table[(id + table.len() - 1) % table.len()].clone());
        let case = Case::new(show!(table, ids), rows(&ids))
            .mistake("an id that occurs twice has lost a row", rows(&sorted))
            .mistake("the rows are in the table's order; keep the order of the ids", in_table_order)
            .mistake("the rows are counted from 1; ids count from 0", before.collect())
            .mistake("this is the whole table; the ids say which rows to return", table.clone())
            .panics("an index goes past the end of the table; ids count from 0");
        grading.ask(case, move || answer(&table, &ids));
    }
    grading.outcome()
}

pub fn embedding_backward(answer: fn(usize, usize, &[usize], &[Vec<f32>]) -> Table) -> Outcome {
    let rng = &mut rng(21);
    let mut inputs = vec![
        (3, 2, vec![2, 0], vec![vec![1.0, 2.0], vec![3.0, 4.0]]),
        (2, 2, vec![1, 1], vec![vec![1.0, 2.0], vec![3.0, 4.0]]),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (rows, factors, batch) =
            (rng.gen_range(2..5), rng.gen_range(1..4), rng.gen_range(1..6));
        (rows, factors, ids(rng, batch, rows), table(rng, batch, factors))
    }));
    inputs.push((3, 1, vec![2, 2, 2], table(rng, 3, 1)));
    inputs.push((1, 1, vec![0], table(rng, 1, 1)));
    inputs.push((2, 3, vec![], vec![]));
    let mut grading = Grading::default();
    for (rows, factors, ids, upstream) in inputs {
        let zeros = vec![vec![0.0; factors]; rows];
        let (mut summed, mut last, mut first) = (zeros.clone(), zeros.clone(), zeros.clone());
        let mut times = vec![0.0; rows];
        for (&id, slopes) in ids.iter().zip(&upstream) {
            if times[id] == 0.0 {
                first[id] = slopes.clone();
            }
            last[id] = slopes.clone();
            summed[id].iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += slope);
            times[id] += 1.0;
        }
        let mean = summed.iter().zip(&times).map(|(row, &times)| {
            row.iter().map(|sum| if times > 0.0 { sum / times } else { 0.0 }).collect()
        });
        let looked_up = (0..rows).filter(|&row| times[row] > 0.0).map(|row| summed[row].clone());
        let case = Case::new(show!(rows, factors, ids, upstream), summed.clone())
            .mistake(
                "only the last gradient of a repeated id is left; add them up, do not overwrite",
                last,
            )
            .mistake("only the first gradient of a repeated id counts; add them up", first)
            .mistake("the gradients of a repeated id are averaged; they add up", mean.collect())
            .mistake(
                "this is the gradient of the rows looked up; send each back to the row of its id",
                upstream.clone(),
            )
            .mistake(
                "rows that were not looked up are missing; their gradient is 0",
                looked_up.collect(),
            );
        grading.ask(case, move || answer(rows, factors, &ids, &upstream));
    }
    grading.outcome()
}

pub fn mse_gradients(answer: fn(&[Vec<f32>], &[Vec<f32>], &[f32]) -> (Table, Table)) -> Outcome {
    let rng = &mut rng(22);
    let mut inputs = vec![
        (vec![vec![1.0, 2.0]], vec![vec![3.0, 1.0]], vec![4.0]),
        (
            vec![vec![1.0, 2.0], vec![1.0, 0.0]],
            vec![vec![3.0, 1.0], vec![2.0, 1.0]],
            vec![4.0, 5.0],
        ),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (batch, factors) = (rng.gen_range(1..5), rng.gen_range(1..4));
        (table(rng, batch, factors), table(rng, batch, factors), numbers(rng, batch))
    }));
    inputs.push((vec![], vec![], vec![]));
    let mut grading = Grading::default();
    for (users, films, ratings) in inputs {
        let n = ratings.len() as f64;
        let gradients = |factor: f64| {
            let slopes = slopes(&users, &films, &ratings, factor);
            (scaled(&films, &slopes), scaled(&users, &slopes))
        };
        let right = gradients(2.0 / n);
        let swapped = (right.1.clone(), right.0.clone());
        let residuals = slopes(&users, &films, &ratings, 2.0 / n);
        let own_side = (scaled(&users, &residuals), scaled(&films, &residuals));
        let repeated: Table = (users.iter().zip(&residuals))
            .map(|(user, &slope)| vec![slope as f32; user.len()])
            .collect();
        let case = Case::new(show!(users, films, ratings), right)
            .mistake(
                "this is half of the gradient; the derivative of a square has a factor 2",
                gradients(1.0 / n),
            )
            .mistake(
                "this is the gradient of the sum; divide by the number of pairs",
                gradients(2.0),
            )
            .mistake(
                "the factor 2 of the square and the mean over the pairs are both missing",
                gradients(1.0),
            )
            .mistake(
                "the sign is flipped; the error is the prediction minus the rating",
                gradients(-2.0 / n),
            )
            .mistake(
                "each side is multiplied by its own factors; the derivative holds the other side's",
                own_side,
            )
            .mistake("the two results are swapped; the users' gradient comes first", swapped)
            .mistake(
                "this stops at the prediction; multiply by the other side's factors as well",
                (repeated.clone(), repeated),
            );
        grading.ask(case, move || answer(&users, &films, &ratings));
    }
    grading.outcome()
}

pub fn sgd_step(answer: fn(&mut [Vec<f32>], &[Vec<f32>], f32)) -> Outcome {
    let rng = &mut rng(23);
    let mut inputs = vec![(vec![vec![1.0, 2.0]], vec![vec![10.0, -5.0]], 0.1)];
    inputs.extend((0..TRIES).map(|_| {
        let (rows, factors) = (rng.gen_range(1..4), rng.gen_range(1..4));
        (table(rng, rows, factors), table(rng, rows, factors), number(rng).abs())
    }));
    inputs.push((table(rng, 2, 2), table(rng, 2, 2), 0.0));
    inputs.push((vec![], vec![], 0.1));
    let mut grading = Grading::default();
    for (weights, gradients, lr) in inputs {
        let step = |scale: f32| combined(&weights, &gradients, |w, g| w + scale * g);
        let mut first_row_only = weights.clone();
        first_row_only.iter_mut().zip(step(-lr)).take(1).for_each(|(row, new)| *row = new);
        let case = Case::new(show!(weights, gradients, lr), step(-lr))
            .mistake("the step goes uphill; subtract the gradient", step(lr))
            .mistake("the learning rate is left out", step(-1.0))
            .mistake(
                "the step replaces the weights; subtract it from them",
                combined(&weights, &gradients, |_, g| -lr * g),
            )
            .mistake(
                "the weights are multiplied as well; only the gradient times `lr` is subtracted",
                combined(&weights, &gradients, |w, g| w - lr * w * g),
            )
            .mistake("only the first row moved", first_row_only)
            .mistake(
                "the weights did not change; change them in place, not in a copy",
                weights.clone(),
            );
        grading.ask(case, move || {
            let mut weights = weights;
            answer(&mut weights, &gradients, lr);
            weights
        });
    }
    grading.outcome()
}

/// `factor` times the prediction's error, for each pair.
fn slopes(users: &Table, films: &Table, ratings: &[f32], factor: f64) -> Vec<f64> {
    let dot = |a: &[f32], b: &[f32]| -> f64 {
        a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum()
    };
    let predictions = users.iter().zip(films).map(|(user, film)| dot(user, film));
    predictions.zip(ratings).map(|(p, &rating)| factor * (p - f64::from(rating))).collect()
}

/// Each row times its number.
fn scaled(table: &Table, by: &[f64]) -> Table {
    let row = |(row, &scale): (&Vec<f32>, &f64)| {
        row.iter().map(|&x| (scale * f64::from(x)) as f32).collect()
    };
    table.iter().zip(by).map(row).collect()
}

fn combined(a: &Table, b: &Table, with: impl Fn(f32, f32) -> f32) -> Table {
    let row = |(a, b): (&Vec<f32>, &Vec<f32>)| a.iter().zip(b).map(|(&x, &y)| with(x, y)).collect();
    a.iter().zip(b).map(row).collect()
}

//! Wrong answers to the exercises of chapter 2.

use super::{WrongAnswer, wrong};
use grade::graders::_02_embedding as graders;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(embedding_forward: "lost a row", |table, ids| {
            let looked_up = |row: &usize| ids.contains(row);
            (0..table.len()).filter(looked_up).map(|row| table[row].clone()).collect()
        }),
        wrong!(embedding_forward: "keep the order of the ids", |table, ids| {
            let mut ids = ids.to_vec();
            ids.sort();
            ids.into_iter().map(|id| table[id].clone()).collect()
        }),
        wrong!(embedding_forward: "past the end of the table", |table, ids| {
            ids.iter().map(|&id| table[id + 1].clone()).collect()
        }),
        wrong!(embedding_forward: "counted from 1", |table, ids| {
            let row_before = |&id: &usize| table[(id + table.len() - 1) % table.len()].clone();
            ids.iter().map(row_before).collect()
        }),
        wrong!(embedding_forward: "the whole table", |table, _| table.to_vec()),
        wrong!(embedding_backward: "do not overwrite", |rows, factors, ids, upstream| {
            let mut gradient = vec![vec![0.0; factors]; rows];
            for (&id, slopes) in ids.iter().zip(upstream) {
                gradient[id] = slopes.clone();
            }
            gradient
        }),
        wrong!(embedding_backward: "only the first gradient", |rows, factors, ids, upstream| {
            let of_row = |row: usize| {
                let place = ids.iter().position(|&id| id == row);
                place.map_or(vec![0.0; factors], |place| upstream[place].clone())
            };
            (0..rows).map(of_row).collect()
        }),
        wrong!(embedding_backward: "averaged", |rows, factors, ids, upstream| {
            let mut gradient = scatter(rows, factors, ids, upstream);
            for (row, slopes) in gradient.iter_mut().enumerate() {
                let times = ids.iter().filter(|&&id| id == row).count().max(1);
                slopes.iter_mut().for_each(|slope| *slope /= times as f32);
            }
            gradient
        }),
        wrong!(embedding_backward: "to the row of its id", |_, _, _, upstream| upstream.to_vec()),
        wrong!(embedding_backward: "were not looked up", |rows, factors, ids, upstream| {
            let gradient = scatter(rows, factors, ids, upstream);
            (0..rows).filter(|row| ids.contains(row)).map(|row| gradient[row].clone()).collect()
        }),
        wrong!(mse_gradients: "has a factor 2", |users, films, ratings| {
            gradients(users, films, ratings, 1.0 / ratings.len() as f32)
        }),
        wrong!(mse_gradients: "the gradient of the sum", |users, films, ratings| {
            gradients(users, films, ratings, 2.0)
        }),
        wrong!(mse_gradients: "are both missing", |users, films, ratings| {
            gradients(users, films, ratings, 1.0)
        }),
        wrong!(mse_gradients: "the prediction minus the rating", |users, films, ratings| {
            gradients(users, films, ratings, -2.0 / ratings.len() as f32)
        }),
        wrong!(mse_gradients: "the other side's", |users, films, ratings| {
            let n = ratings.len() as f32;
            let (of_users, of_films) = gradients(users, films, ratings, 2.0 / n);
            (of_films, of_users)
        }),
        wrong!(mse_gradients: "stops at the prediction", |users, films, ratings| {
            let slopes = slopes(users, films, ratings, 2.0 / ratings.len() as f32);
            let ones: Table = users.iter().map(|row| vec![1.0; row.len()]).collect();
            let of_each = times(&ones, &slopes);
            (of_each.clone(), of_each)
        }),
        wrong!(sgd_step: "uphill", |weights, gradients, lr| {
            change(weights, gradients, |weight, slope| weight + lr * slope);
        }),
        wrong!(sgd_step: "learning rate is left out", |weights, gradients, _| {
            change(weights, gradients, |weight, slope| weight - slope);
        }),
        wrong!(sgd_step: "replaces the weights", |weights, gradients, lr| {
            change(weights, gradients, |_, slope| -lr * slope);
        }),
        wrong!(sgd_step: "multiplied as well", |weights, gradients, lr| {
            change(weights, gradients, |weight, slope| weight * (1.0 - lr * slope));
        }),
        wrong!(sgd_step: "only the first row", |weights, gradients, lr| {
            let first = weights.len().min(1);
            change(&mut weights[..first], gradients, |weight, slope| weight - lr * slope);
        }),
        wrong!(sgd_step: "not in a copy", |weights, gradients, lr| {
            let mut copy = weights.to_vec();
            change(&mut copy, gradients, |weight, slope| weight - lr * slope);
        }),
    ]
}

type Table = Vec<Vec<f32>>;

fn scatter(rows: usize, factors: usize, ids: &[usize], upstream: &[Vec<f32>]) -> Table {
    let mut gradient = vec![vec![0.0; factors]; rows];
    for (&id, slopes) in ids.iter().zip(upstream) {
        gradient[id].iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += slope);
    }
    gradient
}

fn slopes(users: &[Vec<f32>], films: &[Vec<f32>], ratings: &[f32], factor: f32) -> Vec<f32> {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    let predictions = users.iter().zip(films).map(|(user, film)| dot(user, film));
    predictions.zip(ratings).map(|(prediction, rating)| factor * (prediction - rating)).collect()
}

fn times(table: &[Vec<f32>], by: &[f32]) -> Table {
    table.iter().zip(by).map(|(row, scale)| row.iter().map(|x| scale * x).collect()).collect()
}

fn gradients(
    users: &[Vec<f32>],
    films: &[Vec<f32>],
    ratings: &[f32],
    factor: f32,
) -> (Table, Table) {
    let slopes = slopes(users, films, ratings, factor);
    (times(films, &slopes), times(users, &slopes))
}

fn change(weights: &mut [Vec<f32>], gradients: &[Vec<f32>], new: impl Fn(f32, f32) -> f32) {
    for (row, slopes) in weights.iter_mut().zip(gradients) {
        row.iter_mut().zip(slopes).for_each(|(weight, slope)| *weight = new(*weight, *slope));
    }
}

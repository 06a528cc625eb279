//! Grades the exercises of chapter 2.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, number, numbers, rng, table};
use crate::outcome::Outcome;
use rand::{Rng, seq::SliceRandom};
use std::collections::HashSet;
use std::hash::Hash;

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
    inputs.push((vec![vec![3.27, -3e38], vec![-1.0, 1e9], vec![0.0, 0.00391]], vec![2, 0, 1, 0]));
    let mut inputs: Vec<_> =
        inputs.into_iter().map(|(table, ids)| (show!(table, ids), table, ids)).collect();
    inputs.push((
        "a table of 70,000 rows, of which row i is [i], ids = [66000, 300, 66000]".to_owned(),
        (0..70_000).map(|i| vec![i as f32]).collect(),
        vec![66_000, 300, 66_000],
    ));
    inputs.push((
        "table = [[0.5], [1.5], [2.5]], 2,000 ids, of which ids[i] = i % 3".to_owned(),
        vec![vec![0.5], vec![1.5], vec![2.5]],
        (0..2_000).map(|i| i % 3).collect(),
    ));
    inputs.push((
        "a table of 2 rows with 1,000 factors, of which table[i][f] = f - i, ids = [1]".to_owned(),
        (0..2).map(|i| (0..1_000).map(|f| (f - i) as f32).collect()).collect(),
        vec![1],
    ));
    let mut grading = Grading::default();
    for (input, table, ids) in inputs {
        let rows = |ids: &[usize]| -> Table { ids.iter().map(|&id| table[id].clone()).collect() };
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        let in_table_order = rows(&sorted);
        sorted.dedup();
        let before = ids.iter().map(|&id| table[(id + table.len() - 1) % table.len()].clone());
        let reversed: Vec<usize> = ids.iter().rev().copied().collect();
        let padded = ids.iter().map(|&id| match id {
            0 => vec![0.0; table[0].len()],
            _ => table[id].clone(),
        });
        let case = Case::new(input, rows(&ids))
            .mistake("row 0 is replaced by zeros; it is a row like any other", padded.collect())
            .mistake("the rows are in reverse; keep the order of the ids", rows(&reversed))
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
    // Gradients far from 0, with zeros and likely markers among them, and some that cancel out.
    inputs.push((
        2,
        1,
        vec![1, 0, 1, 1],
        vec![vec![20_000.0], vec![-3e30], vec![3000.5], vec![-1.0]],
    ));
    inputs.push((2, 2, vec![0, 0, 0], vec![vec![1.5, 0.0], vec![-1.5, 0.0], vec![3.27, 0.00391]]));
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|(rows, factors, ids, upstream)| {
            (show!(rows, factors, ids, upstream), rows, factors, ids, upstream)
        })
        .collect();
    inputs.push((
        "rows = 66001, factors = 1, ids = [66000, 300, 66000], upstream = [[1.0], [2.0], [4.0]]"
            .to_owned(),
        66_001,
        1,
        vec![66_000, 300, 66_000],
        vec![vec![1.0], vec![2.0], vec![4.0]],
    ));
    inputs.push((
        "rows = 3, factors = 1, 2,000 ids, of which ids[i] = i % 2, upstream[i] = [i % 8 / 8]"
            .to_owned(),
        3,
        1,
        (0..2_000).map(|i| i % 2).collect(),
        (0..2_000).map(|i| vec![(i % 8) as f32 / 8.0]).collect(),
    ));
    inputs.push((
        "rows = 2, factors = 300, ids = [1, 1], upstream[b][f] = f - 100".to_owned(),
        2,
        300,
        vec![1, 1],
        vec![(0..300).map(|f| f as f32 - 100.0).collect(); 2],
    ));
    inputs.push((
        "rows = 1, factors = 1, 131,072 ids, all 0, of upstream all are [1 / 2147483648]"
            .to_owned(),
        1,
        1,
        vec![0; 131_072],
        vec![vec![1.0 / 2_147_483_648.0]; 131_072],
    ));
    let mut grading = Grading::default();
    for (input, rows, factors, ids, upstream) in inputs {
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
        let without_row_0 = [&zeros[..1], &summed[1..]].concat();
        let case = Case::new(input, summed.clone())
            .mistake("row 0 has no gradient here; it is a row like any other", without_row_0)
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
    // Predictions and errors far outside the scale, large ones that nearly cancel, likely markers,
    // and ratings between the half stars.
    inputs.extend([
        (vec![vec![400.0, -1.0]], vec![vec![100.0, 8.0]], vec![-8.0]),
        (vec![vec![-5000.0]], vec![vec![20.0]], vec![1000.0]),
        (vec![vec![32.0, 0.25]], vec![vec![32.0, 1.0]], vec![1024.0]),
        (
            vec![vec![1.0], vec![0.0], vec![2.0]],
            vec![vec![-1.0], vec![3.0], vec![0.5]],
            vec![0.0, -1.0, -100.0],
        ),
        (vec![vec![1.3], vec![0.4]], vec![vec![2.0], vec![0.7]], vec![3.27, 4.13]),
        (vec![vec![0.1]], vec![vec![0.2]], vec![0.0123]),
        // A small error beside large factors: 4097 / 4096 - 1.
        (vec![vec![1.0 / 4096.0, 1.0]], vec![vec![4097.0, -2.0]], vec![-1.0]),
        (vec![vec![1.0 / 32_768.0]], vec![vec![32_769.0]], vec![1.0]),
    ]);
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|(users, films, ratings)| (show!(users, films, ratings), users, films, ratings, 1))
        .collect();
    // What repeats gets the same gradients, so one in a thousand is enough.
    inputs.push((
        "70,000 pairs with one factor: users[i] = [i % 70 * 1000], films[i] = [2], \
         ratings[i] = i % 70 * 1000 (of the gradients, those of the first 70 are shown)"
            .to_owned(),
        (0..70).map(|i| vec![(i * 1_000) as f32]).collect(),
        vec![vec![2.0]; 70],
        (0..70).map(|i| (i * 1_000) as f32).collect(),
        1_000,
    ));
    inputs.push((
        "one pair with 300 factors: users[0][f] = f % 5, films[0] holds ones, ratings = [4.0]"
            .to_owned(),
        vec![(0..300).map(|f| (f % 5) as f32).collect()],
        vec![vec![1.0; 300]],
        vec![4.0],
        1,
    ));
    let mut grading = Grading::default();
    for (input, users, films, ratings, times) in inputs {
        let shown = ratings.len();
        let n = (times * shown) as f64;
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
        let factors = users.first().map_or(1, Vec::len) as f64;
        let rating_left_out = {
            let slopes = slopes(&users, &films, &vec![0.0; ratings.len()], 2.0 / n);
            (scaled(&films, &slopes), scaled(&users, &slopes))
        };
        let by_factor = |side: &Table| -> Table {
            let entry = |i: usize, f: usize| {
                let error = f64::from(users[i][f]) * f64::from(films[i][f]) - f64::from(ratings[i]);
                (2.0 / n * error * f64::from(side[i][f])) as f32
            };
            (0..side.len()).map(|i| (0..side[i].len()).map(|f| entry(i, f)).collect()).collect()
        };
        let case = Case::new(input, right)
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
                "this divides by the number of factors too; the mean is over the pairs alone",
                gradients(2.0 / n / factors),
            )
            .mistake(
                "the error is taken factor by factor; add up the products to the prediction first",
                (by_factor(&films), by_factor(&users)),
            )
            .mistake(
                "the ratings play no part; the error is the prediction minus the rating",
                rating_left_out,
            )
            .mistake(
                "this stops at the prediction; multiply by the other side's factors as well",
                (repeated.clone(), repeated),
            );
        grading.ask(case, move || {
            let [users, films] = [users, films].map(|table| vec![table; times].concat());
            let (mut of_users, mut of_films) = answer(&users, &films, &ratings.repeat(times));
            if times > 1 {
                of_users.truncate(shown);
                of_films.truncate(shown);
            }
            (of_users, of_films)
        });
    }
    grading.outcome()
}

pub fn sgd_step(answer: fn(&mut [Vec<f32>], &[Vec<f32>], f32)) -> Outcome {
    let rng = &mut rng(23);
    let mut inputs = vec![(vec![vec![1.0, 2.0]], vec![vec![10.0, -5.0]], 0.1)];
    inputs.extend((0..TRIES).map(|_| {
        let (rows, factors) = (rng.gen_range(1..4), rng.gen_range(1..4));
        (table(rng, rows, factors), table(rng, rows, factors), number(rng).abs() / 4.0)
    }));
    inputs.push((table(rng, 2, 2), table(rng, 2, 2), 0.0));
    inputs.push((vec![], vec![], 0.1));
    // Weights, gradients and rates far from the usual ones, and likely markers.
    inputs.extend([
        (vec![vec![2000.0, -1e6]], vec![vec![-3000.0, 1.0]], 2.0),
        (vec![vec![1.0, -1.0]], vec![vec![1e8, -3e8]], 1e-8),
        (vec![vec![0.0, -1.0, 1.0]], vec![vec![-1.0, 0.0, 1e-10]], 0.5),
        (vec![vec![1.0]], vec![vec![-1e-10]], 1e10),
        (vec![vec![3.27, 0.0039]], vec![vec![0.413, 0.0625]], 0.5),
        (vec![vec![1.0, -2.0]], vec![vec![4.0, 0.5]], -0.5),
    ]);
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|(weights, gradients, lr)| (show!(weights, gradients, lr), weights, gradients, lr))
        .collect();
    for (text, rows, factors) in [
        ("2,000 rows of 1 factor: all weights 1.0, all gradients 4.0, lr = 0.5", 2_000, 1),
        ("1 row of 2,000 factors: all weights 1.0, all gradients 4.0, lr = 0.5", 1, 2_000),
    ] {
        let of = |entry: f32| vec![vec![entry; factors]; rows];
        inputs.push((text.to_owned(), of(1.0), of(4.0), 0.5));
    }
    let mut grading = Grading::default();
    for (input, weights, gradients, lr) in inputs {
        let step = |scale: f32| combined(&weights, &gradients, |w, g| w + scale * g);
        let mut first_row_only = weights.clone();
        first_row_only.iter_mut().zip(step(-lr)).take(1).for_each(|(row, new)| *row = new);
        let mut all_but_first_row = step(-lr);
        all_but_first_row
            .iter_mut()
            .zip(&weights)
            .take(1)
            .for_each(|(new, row)| *new = row.clone());
        let rows = weights.len() as f32;
        let case = Case::new(input, step(-lr))
            .mistake(
                "the step is divided by the number of rows; it is `lr` times the gradient, as it is",
                step(-lr / rows),
            )
            .mistake("row 0 did not move; it is a row like any other", all_but_first_row)
            .mistake(
                "the gradient is divided by the learning rate; multiply it",
                combined(&weights, &gradients, |w, g| w - g / lr),
            )
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

/// A rating: user, film, stars.
type Rating = (usize, usize, f32);

pub fn mend_batch_step(
    answer: fn(&mut [Vec<f32>], &mut [Vec<f32>], &[Rating], f32) -> f32,
) -> Outcome {
    let rng = &mut rng(24);
    // The step for Ada and Ben, with one rating and with two.
    let ada_and_ben = |ratings: &[Rating]| {
        let users = vec![vec![1.0, 0.5], vec![0.5, 1.0]];
        (users, vec![vec![2.0, 1.0], vec![1.0, 2.0]], ratings.to_vec(), 0.1)
    };
    let mut inputs = vec![ada_and_ben(&[(0, 0, 4.0), (1, 0, 1.0)]), ada_and_ben(&[(0, 0, 4.0)])];
    inputs.extend((0..TRIES).map(|_| {
        let (factors, n) = (rng.gen_range(1..4), rng.gen_range(1..5));
        let (users, films) = (table(rng, 3, factors), table(rng, 3, factors));
        let mut rating = || (rng.gen_range(0..3), rng.gen_range(0..3), number(rng));
        (users, films, (0..n).map(|_| rating()).collect(), 0.1)
    }));
    // The same rating twice, and numbers far outside the scale.
    inputs.push(ada_and_ben(&[(1, 1, 3.27), (1, 1, 3.27)]));
    inputs.push((vec![vec![40.0]], vec![vec![100.0]], vec![(0, 0, -96.0)], 0.125));
    inputs.push((vec![vec![40.0]], vec![vec![100.0]], vec![(0, 0, -1e9)], -2.0));
    // More factors than a few.
    inputs.push((vec![vec![0.5; 20]], vec![vec![0.25; 20]], vec![(0, 0, 3.0)], 0.125));
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|(users, films, ratings, lr)| {
            (show!(users, films, ratings, lr), users, films, ratings, lr)
        })
        .collect();
    inputs.push((
        "users = [[1.0], [2.0]], 300 films, all [0.5], 512 ratings: user i % 2 rates film i % 300 \
         with i % 4, lr = 0.25"
            .to_owned(),
        vec![vec![1.0], vec![2.0]],
        vec![vec![0.5]; 300],
        (0..512).map(|i| (i % 2, i % 300, (i % 4) as f32)).collect(),
        0.25,
    ));
    // More ratings than 16 bits count, a power of two, so that every sum is exact.
    inputs.push((
        "users = [[1.0], [2.0]], films = [[0.5]], 131,072 ratings: user i % 2 rates film 0 with \
         i % 4, lr = 0.25"
            .to_owned(),
        vec![vec![1.0], vec![2.0]],
        vec![vec![0.5]],
        (0..131_072).map(|i| (i % 2, 0, (i % 4) as f32)).collect(),
        0.25,
    ));
    let mut grading = Grading::symptom_only();
    for (input, users, films, ratings, lr) in inputs {
        let looked_up = |table: &Table, id: fn(&Rating) -> usize| -> Table {
            ratings.iter().map(|rating| table[id(rating)].clone()).collect()
        };
        let stars: Vec<f32> = ratings.iter().map(|rating| rating.2).collect();
        let (of_users, of_films) =
            (looked_up(&users, |rating| rating.0), looked_up(&films, |rating| rating.1));
        let n = ratings.len() as f64;
        let errors = slopes(&of_users, &of_films, &stars, 1.0);
        let loss = errors.iter().map(|error| error * error).sum::<f64>() / n;
        let steps: Vec<f64> = errors.iter().map(|e| -2.0 / n * f64::from(lr) * e).collect();
        let (mut new_users, mut new_films) = (users.clone(), films.clone());
        let moves = scaled(&of_films, &steps).into_iter().zip(scaled(&of_users, &steps));
        for (&(user, film, _), (user_move, film_move)) in ratings.iter().zip(moves) {
            new_users[user].iter_mut().zip(user_move).for_each(|(x, step)| *x += step);
            new_films[film].iter_mut().zip(film_move).for_each(|(x, step)| *x += step);
        }
        let case = Case::new(input, (loss as f32, new_users, new_films));
        grading.ask(case, move || {
            let (mut users, mut films) = (users, films);
            let loss = answer(&mut users, &mut films, &ratings, lr);
            (loss, users, films)
        });
    }
    grading.outcome()
}

/// A closure that captures nothing, as a function of this type, with its text.
macro_rules! shown {
    ($kind:ty, $closure:expr) => {
        (stringify!($closure), $closure as $kind)
    };
}

type Loss = fn(&[f64]) -> f64;

pub fn numerical_gradient(answer: fn(&dyn Fn(&[f64]) -> f64, &[f64], f64) -> Vec<f64>) -> Outcome {
    let rng = &mut rng(25);
    let mut inputs = vec![(shown!(Loss, |w| w[0] * w[0] + 3.0 * w[1]), vec![2.0, 1.0], 0.5)];
    let losses = [
        shown!(Loss, |w| w.iter().map(|x| x * x * x).sum()),
        shown!(Loss, |w| w[0] * w[1] * w[2] + w[1] * w[1] * w[1]),
        shown!(Loss, |w| (w[0] - 2.0 * w[1]).exp() + w[2]),
        shown!(Loss, |w| (w[0] * w[1] - 3.5).powi(2) + w[2].powi(4)),
    ];
    inputs.extend((0..TRIES).map(|i| {
        let mut tenths = || f64::from(rng.gen_range(-20..=20)) / 10.0;
        let weights = vec![tenths(), tenths(), tenths()];
        (losses[i % losses.len()], weights, [0.5, 0.25, 0.125, 1e-3, 1e-5][i % 5])
    }));
    inputs.extend([
        (shown!(Loss, |_| 7.0), vec![], 0.1),
        // Losses that are large beside their differences, weights at 0 and far from it, an `h`
        // beside which a guard is large, and a loss that ends at 0.
        (shown!(Loss, |w| 1e6 + w[0] * w[0]), vec![1.5], 1e-3),
        (shown!(Loss, |w| w[0] * w[1] + w[1]), vec![0.0, 0.0], 1.0),
        (shown!(Loss, |w| w[0] * w[0] / 1000.0 - w[1]), vec![-3000.0, 2e6], 1.0),
        (shown!(Loss, |w| 3.0 * w[0] - w[1]), vec![0.5, 0.25], 1.0 / f64::from(1 << 30)),
        (shown!(Loss, |w| w[0].ln()), vec![0.5], 0.25),
        // Here the result shows how small `h` is.
        (shown!(Loss, |w| 1e12 * w[0] * w[0] * w[0]), vec![0.0], 1e-6),
        (shown!(Loss, |w| 1e18 * w[0] * w[0] * w[0]), vec![0.0], 1e-9),
        (shown!(Loss, |w| 1000.0 * w[0] - 2000.0 * w[1]), vec![-1.0, 1.0], 0.5),
    ]);
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|((text, loss), weights, h)| {
            (format!("loss = {text}, {}", show!(weights, h)), loss, weights, h)
        })
        .collect();
    let loss: Loss = |w| w[0] * w[1999] + 4.0 * w[300];
    inputs.push((
        "loss = |w| w[0] * w[1999] + 4.0 * w[300], 2,000 weights, all 3.0, h = 0.5".to_owned(),
        loss,
        vec![3.0; 2_000],
        0.5,
    ));
    let mut grading = Grading::default();
    for (input, loss, weights, h) in inputs {
        let n = weights.len();
        let moved = |i: usize, by: f64| {
            let mut moved = weights.clone();
            moved[i] += by;
            loss(&moved)
        };
        let all_moved = |by: f64| loss(&weights.iter().map(|w| w + by).collect::<Vec<f64>>());
        let each = |slope: &dyn Fn(usize) -> f64| (0..n).map(slope).collect::<Vec<f64>>();
        let difference = |i: usize| moved(i, h) - moved(i, -h);
        // As if the weights before it had stayed where they were moved to.
        let left_behind = |by: f64| {
            each(&|i: usize| {
                let mut moved = weights.clone();
                moved[..i].iter_mut().for_each(|weight| *weight += by);
                let mut at = |by: f64| {
                    moved[i] = weights[i] + by;
                    loss(&moved)
                };
                (at(h) - at(-h)) / (2.0 * h)
            })
        };
        let not_put_back = "a weight that was moved is not put back before the next one is moved";
        let case = Case::new(input, each(&|i| difference(i) / (2.0 * h)))
            .mistake(
                "this compares the loss above with the loss at the point itself; compare it with \
                 the one below",
                each(&|i| (moved(i, h) - loss(&weights)) / h),
            )
            .mistake(
                "this compares the loss below with the loss at the point itself; compare it with \
                 the one above",
                each(&|i| (loss(&weights) - moved(i, -h)) / h),
            )
            .mistake(
                "this is twice the slope; from below to above is a way of 2 * h",
                each(&|i| difference(i) / h),
            )
            .mistake("the difference is not divided by the way, 2 * h", each(&|i| difference(i)))
            .mistake(
                "`/ 2.0 * h` divides by 2 and multiplies by h; put 2.0 * h in brackets",
                each(&|i| difference(i) / 2.0 * h),
            )
            .mistake(
                "the sign is flipped; subtract the loss below from the loss above",
                each(&|i| -difference(i) / (2.0 * h)),
            )
            .mistake(not_put_back, left_behind(h))
            .mistake(not_put_back, left_behind(-h))
            .mistake(
                "all weights move at once; move one and leave the others where they are",
                each(&|_| (all_moved(h) - all_moved(-h)) / (2.0 * h)),
            )
            .mistake(
                "`h` is the way to each side; here both together move by `h`",
                each(&|i| (moved(i, h / 2.0) - moved(i, -h / 2.0)) / h),
            )
            .mistake(
                "`h` is not used as it is given; move each weight by exactly `h`",
                each(&|i| (moved(i, 1e-5) - moved(i, -1e-5)) / 2e-5),
            );
        grading.ask(case, move || answer(&loss, &weights, h));
    }
    grading.outcome()
}

pub fn wrong_gradient(
    answer: fn(&dyn Fn(&[Vec<f64>]) -> f64, &[Vec<f64>], &[Vec<f64>]) -> usize,
) -> Outcome {
    let rng = &mut rng(26);
    let simple: GroupLoss = |w| w[0][0] * w[1][0] + 3.0 * w[2][0];
    let text = "|w| w[0][0] * w[1][0] + 3 * w[2][0]";
    let at = || vec![vec![2.0], vec![5.0], vec![1.0]];
    let mut inputs = vec![
        (text, simple, at(), vec![vec![5.0], vec![2.0], vec![1.0]]),
        (text, simple, at(), vec![vec![5.0], vec![2.02], vec![3.0]]),
        (text, simple, at(), vec![vec![2.0], vec![2.0], vec![3.0]]),
    ];
    let text = "the mean squared error of w[0][user] * w[1][film] + w[2][film] for \
                (user, film, rating) = (0, 0, 4.0), (0, 1, 1.0), (1, 0, 3.5), (1, 0, 2.0)";
    // Users and films of similar size, each a thousand times the other, and both large.
    let scales = [(1e3, 1e3), (1.0, 1e6), (1e6, 1.0), (10.0, 10.0)];
    for slip in SLIPS {
        for group in 0..3 {
            for (of_users, of_films) in scales {
                let mut some = |scale: f64| -> Vec<f64> {
                    (0..3).map(|_| f64::from(rng.gen_range(300..3_000)) / scale).collect()
                };
                let weights = vec![some(of_users), some(of_films), some(1e3)];
                let gradients = slipped(&weights, group, slip);
                inputs.push((text, batch_loss, weights, gradients));
            }
        }
    }
    // The mistake is in an entry that is tiny beside the other one of its group.
    let steep: GroupLoss = |w| w.iter().map(|group| 1e8 * group[0] + 1e-5 * group[1]).sum();
    let text = "|w| w.iter().map(|group| 1e8 * group[0] + 1e-5 * group[1]).sum()";
    for group in 0..3 {
        let mut gradients = vec![vec![1e8, 1e-5]; 3];
        gradients[group][1] = 1.02e-5;
        inputs.push((text, steep, vec![vec![0.0, 1.0]; 3], gradients));
    }
    // The same, and the large entries are rounded by more than the mistake.
    let uneven: GroupLoss =
        |w| w.iter().map(|group| 1e3 * group[0] * group[2] + 1e-3 * group[1]).sum();
    let text = "|w| w.iter().map(|group| 1e3 * group[0] * group[2] + 1e-3 * group[1]).sum()";
    for group in 0..3 {
        let mut weights = vec![vec![0.0, 1.0, 1.2345678]; 3];
        weights[group][2] = 1.25;
        let mut gradients = vec![vec![1234.57, 1e-3, 0.0]; 3];
        gradients[group] = vec![1250.0, 1.02e-3, 0.0];
        inputs.push((text, uneven, weights, gradients));
    }
    // Many weights in a group, and the last of them is wrong.
    let squares: GroupLoss = |w| w.iter().flatten().map(|x| x * x).sum();
    let text = "|w| w.iter().flatten().map(|x| x * x).sum(), with 40 weights in each group";
    for group in 0..3 {
        let mut gradients = vec![vec![2.0; 40]; 3];
        gradients[group][39] = 2.04;
        inputs.push((text, squares, vec![vec![1.0; 40]; 3], gradients));
    }
    // More weights in a group than 8 bits number.
    let few: GroupLoss = |w| w.iter().map(|group| group[0] * group[299]).sum();
    let text =
        "|w| w.iter().map(|group| group[0] * group[299]).sum(), with 300 weights in each group";
    for group in 0..3 {
        let mut of_group = vec![0.0; 300];
        (of_group[0], of_group[299]) = (2.0, 3.0);
        let mut weights = vec![0.0; 300];
        (weights[0], weights[299]) = (3.0, 2.0);
        let mut gradients = vec![of_group; 3];
        gradients[group][299] = 3.06;
        inputs.push((text, few, vec![weights; 3], gradients));
    }
    let mut grading = Grading::default();
    for (text, loss, weights, gradients) in inputs {
        let right: Vec<Vec<f64>> =
            (0..3).map(|group| group_gradient(loss, &weights, group)).collect();
        // The number of the group that is most wrong by some measure of two lists.
        let most = |measure: &dyn Fn(&[f64], &[f64]) -> f64| {
            let of_group = |&group: &usize| measure(&right[group], &gradients[group]);
            (0..3).max_by(|a, b| of_group(a).total_cmp(&of_group(b))).expect("three groups")
        };
        let relative = |a: f64, b: f64| (a - b).abs() / (a.abs() + b.abs()).max(f64::MIN_POSITIVE);
        let largest = |a: &[f64], b: &[f64], distance: &dyn Fn(f64, f64) -> f64| {
            a.iter().zip(b).map(|(&a, &b)| distance(a, b)).fold(0.0, f64::max)
        };
        let length = |list: &[f64]| list.iter().map(|x| x * x).sum::<f64>().sqrt();
        let wrong = most(&|a, b| largest(a, b, &relative));
        let input = format!("loss = {text}, {}", show!(weights, gradients));
        let case = Case::new(input, wrong)
            .mistake("the groups are numbered from 1; number them from 0", wrong + 1)
            .mistake(
                "this is the gradient that is most nearly right; look for the wrong one",
                most(&|a, b| -largest(a, b, &relative)),
            )
            .mistake(
                "the largest difference may be rounding of a large entry; compare it to the entry",
                most(&|a, b| largest(a, b, &|a, b| (a - b).abs())),
            )
            .mistake(
                "only the first entries are compared; compare all",
                most(&|a, b| relative(a[0], b[0])),
            )
            .mistake(
                "the sums of the entries are compared, where mistakes may cancel; compare entries",
                most(&|a, b| relative(a.iter().sum(), b.iter().sum())),
            )
            .mistake(
                "the lengths of the gradients are compared, which hides signs and order; compare \
                 entries",
                most(&|a, b| relative(length(a), length(b))),
            );
        grading.ask(case, move || answer(&loss, &weights, &gradients));
    }
    grading.outcome()
}

type GroupLoss = fn(&[Vec<f64>]) -> f64;

/// The gradient of one group by central differences.
fn group_gradient(loss: GroupLoss, weights: &[Vec<f64>], group: usize) -> Vec<f64> {
    let h = 1e-4;
    let slope = |i: usize| {
        let at = |by: f64| {
            let mut moved = weights.to_vec();
            moved[group][i] += by;
            loss(&moved)
        };
        (at(h) - at(-h)) / (2.0 * h)
    };
    (0..weights[group].len()).map(slope).collect()
}

/// How somebody's gradient may be wrong.
#[derive(Clone, Copy)]
enum Slip {
    /// All entries lack the factor 2 of the square.
    Halved,
    /// The first entry has the wrong sign.
    Sign,
    /// The second entry is a fiftieth too large.
    Slightly,
    /// The second entry is missing.
    Missing,
    /// The last row, which is never looked up, has the gradient of the first.
    Spilt,
    /// The first two entries have changed places.
    Exchanged,
    /// A row that is looked up several times has only its last gradient.
    Overwritten,
}

const SLIPS: [Slip; 7] = [
    Slip::Halved,
    Slip::Sign,
    Slip::Slightly,
    Slip::Missing,
    Slip::Spilt,
    Slip::Exchanged,
    Slip::Overwritten,
];

/// The batch of the loss below: user, film, rating. Row 2 is never looked up.
const BATCH: [(usize, usize, f64); 4] = [(0, 0, 4.0), (0, 1, 1.0), (1, 0, 3.5), (1, 0, 2.0)];

/// The mean squared error of `users[user] * films[film] + biases[film]`.
fn batch_loss(weights: &[Vec<f64>]) -> f64 {
    BATCH.iter().map(|rating| batch_error(weights, rating).powi(2)).sum::<f64>()
        / BATCH.len() as f64
}

fn batch_error(weights: &[Vec<f64>], &(user, film, rating): &(usize, usize, f64)) -> f64 {
    weights[0][user] * weights[1][film] + weights[2][film] - rating
}

/// The gradients of `batch_loss` to six digits, one of them wrong.
fn slipped(weights: &[Vec<f64>], group: usize, slip: Slip) -> Vec<Vec<f64>> {
    let mut gradients = vec![vec![0.0; 3]; 3];
    for rating in &BATCH {
        let &(user, film, _) = rating;
        let slope = 2.0 * batch_error(weights, rating) / BATCH.len() as f64;
        let of_rating =
            [(user, slope * weights[1][film]), (film, slope * weights[0][user]), (film, slope)];
        for (place, (row, slope)) in of_rating.into_iter().enumerate() {
            let overwrites = place == group && matches!(slip, Slip::Overwritten);
            gradients[place][row] = slope + if overwrites { 0.0 } else { gradients[place][row] };
        }
    }
    let wrong = &mut gradients[group];
    match slip {
        Slip::Halved => wrong.iter_mut().for_each(|slope| *slope /= 2.0),
        Slip::Sign => wrong[0] = -wrong[0],
        Slip::Slightly => wrong[1] *= 1.02,
        Slip::Missing => wrong[1] = 0.0,
        Slip::Spilt => wrong[2] = wrong[0],
        Slip::Exchanged => wrong.swap(0, 1),
        Slip::Overwritten => {}
    }
    let six_digits = |slope: f64| format!("{slope:.5e}").parse().expect("a number");
    gradients.into_iter().map(|group| group.into_iter().map(six_digits).collect()).collect()
}

type Predict = fn(usize, usize) -> f32;

pub fn evaluate(answer: fn(&dyn Fn(usize, usize) -> f32, &[Rating]) -> f32) -> Outcome {
    let rng = &mut rng(27);
    let mut inputs = vec![(
        shown!(Predict, |_, _| 3.0),
        vec![(1, 1, 4.0), (1, 2, 3.0), (2, 1, 1.0), (2, 2, 3.0)],
    )];
    let predict = shown!(Predict, |user, film| 4.0 * user as f32 - 2.5 * film as f32);
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(2..6);
        let mut rating = || (rng.gen_range(0..4), rng.gen_range(0..4), number(rng));
        (predict, (0..n).map(|_| rating()).collect())
    }));
    let remainders = shown!(Predict, |user, film| (user % 5) as f32 - (film % 3) as f32);
    inputs.extend([
        (predict, vec![(0, 0, 0.0)]),
        (predict, vec![(0, 0, -2.5)]),
        // A user who rated a film twice, ratings between the half stars, and likely markers.
        (predict, vec![(1, 1, 2.0), (1, 1, 5.0), (1, 1, 2.0)]),
        (shown!(Predict, |_, _| 3.66), vec![(1, 1, 3.27), (1, 2, 4.13), (1, 3, 0.1)]),
        (shown!(Predict, |_, _| 0.5), vec![(1, 1, 0.511), (1, 2, 0.52)]),
        (shown!(Predict, |_, _| 0.0), vec![(1, 1, 0.0), (1, 2, -1.0), (1, 3, -100.0)]),
        // Ids beyond 8, 16 and 32 bits.
        (remainders, vec![(256, 65_536, 1.0), (1 << 32, 256, 1.0), (65_536, 1 << 32, 4.0)]),
        // Far outside the scale: large errors, and small errors of large predictions.
        (shown!(Predict, |user, _| 1000.0 * user as f32), vec![(3, 1, 5.0), (7, 1, -2e6)]),
        (
            shown!(Predict, |_, film| 134217728.0 + 16.0 * film as f32),
            vec![(1, 1, 134217728.0), (1, 2, 134217728.0), (1, 3, 134217744.0)],
        ),
        // The sum of the squares is more than an f32 holds, and their mean is not.
        (shown!(Predict, |_, _| 1e19), (0..8).map(|film| (1, film, 0.0)).collect()),
        // So is one square alone.
        (
            shown!(Predict, |_, film| if film == 3 { -3e19 } else { 0.0 }),
            (0..4).map(|film| (1, film, 0.0)).collect(),
        ),
    ]);
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|((text, predict), ratings)| {
            (format!("predict = {text}, {}", show!(ratings)), predict, ratings)
        })
        .collect();
    inputs.push((
        "predict = |_, _| 0.0, 100,000 ratings, half of them 3.7 and then half 2.3".to_owned(),
        |_, _| 0.0,
        (0..100_000).map(|i| (i % 1_000, i / 1_000, if i < 50_000 { 3.7 } else { 2.3 })).collect(),
    ));
    // A running mean in f32 no longer moves when the second half begins.
    let slightly_more = |i| if i < 50_000 { 1.0 } else { 1.0 + 1.0 / 2048.0 };
    inputs.push((
        "predict = |_, _| 0.0, 100,000 ratings, half of them 1.0 and then half 2049 / 2048"
            .to_owned(),
        |_, _| 0.0,
        (0..100_000).map(|i| (i % 1_000, i / 1_000, slightly_more(i))).collect(),
    ));
    let mut grading = Grading::default();
    for (input, predict, ratings) in inputs {
        let n = ratings.len() as f64;
        let errors: Vec<f64> = (ratings.iter())
            .map(|&(user, film, rating)| f64::from(predict(user, film)) - f64::from(rating))
            .collect();
        let squares: f64 = errors.iter().map(|error| error * error).sum();
        let with = |predict: &dyn Fn(usize, usize) -> f32| {
            let square = |&(user, film, rating): &Rating| {
                (f64::from(predict(user, film)) - f64::from(rating)).powi(2)
            };
            (ratings.iter().map(square).sum::<f64>() / n) as f32
        };
        let last = errors.last().map_or(0.0, |error| error * error);
        let in_f32: f32 = errors.iter().map(|&error| (error * error) as f32).sum();
        let case = Case::new(input, (squares / n) as f32)
            .mistake(
                "this is the root of the loss; leave the mean of the squares as it is",
                (squares / n).sqrt() as f32,
            )
            .mistake("the squares are added up; divide by how many there are", squares as f32)
            .mistake(
                "this is the mean of the errors' sizes; square each error",
                (errors.iter().map(|error| error.abs()).sum::<f64>() / n) as f32,
            )
            .mistake(
                "errors above and below cancel here; square each before you add them up",
                (errors.iter().sum::<f64>() / n) as f32,
            )
            .mistake(
                "errors above and below cancel here; square each before you add them up",
                (errors.iter().sum::<f64>() / n).powi(2) as f32,
            )
            .mistake(
                "the loss is halved; it is the mean of the squares",
                (squares / n / 2.0) as f32,
            )
            .mistake(
                "divide by the number of ratings, not by one less",
                (squares / (n - 1.0)) as f32,
            )
            .mistake(
                "divide by the number of ratings, not by one more",
                (squares / (n + 1.0)) as f32,
            )
            .mistake(
                "user and film are swapped; the model takes the user first",
                with(&|user, film| predict(film, user)),
            )
            .mistake(
                "predictions are kept within the scale; use them as they are",
                with(&|user, film| predict(user, film).clamp(1.0, 5.0)),
            )
            .mistake(
                "predictions are kept within the scale; use them as they are",
                with(&|user, film| predict(user, film).clamp(0.5, 5.0)),
            )
            .mistake(
                "predictions are rounded to whole stars; use them as they are",
                with(&|user, film| predict(user, film).round()),
            )
            .mistake(
                "only the last rating counts; add to the sum instead of overwriting it",
                (last / n) as f32,
            )
            .mistake("the last rating is left out", ((squares - last) / n) as f32)
            .mistake(
                "an f32 has too few digits, or too small a range, for such a sum; add up in f64",
                in_f32 / ratings.len() as f32,
            );
        grading.ask(case, move || answer(&predict, &ratings));
    }
    grading.outcome()
}

type Sides = (Vec<usize>, Vec<usize>);

/// Keys for a user and a film that some different pairs share.
fn blurred_keys() -> [fn(usize, usize) -> (usize, usize); 15] {
    [
        |user, film| {
            let joined = format!("{user}{film}");
            (joined.parse().unwrap_or(0), joined.len())
        },
        |user, film| (user << 8 | film, 0),
        |user, film| (user << 16 | film, 0),
        |user, film| (user << 32 | film, 0),
        |user, film| (100 * user + film, 0),
        |user, film| (1_000 * user + film, 0),
        |user, film| (10_000 * user + film, 0),
        |user, film| (100_000 * user + film, 0),
        |user, film| (1_000_000 * user + film, 0),
        |user, film| (user.min(film), user.max(film)),
        |user, film| (user + film, 0),
        |user, film| (user * film, 0),
        |user, film| (usize::from(user as u8), usize::from(film as u8)),
        |user, film| (usize::from(user as u16), usize::from(film as u16)),
        |user, film| (user as u32 as usize, film as u32 as usize),
    ]
}

pub fn split_without_leak(answer: fn(&[Rating], &[u64], f64) -> Sides) -> Outcome {
    let rng = &mut rng(28);
    let mut inputs = vec![(
        vec![(1, 5, 4.0), (2, 5, 3.0), (1, 5, 2.0), (1, 6, 5.0)],
        vec![30, 40, 10, 20],
        0.25,
    )];
    for i in 0..TRIES {
        let n = rng.gen_range(4..10);
        let mut rating = || (rng.gen_range(1..4), rng.gen_range(1..4), number(rng));
        let ratings: Vec<Rating> = (0..n).map(|_| rating()).collect();
        let mut tickets: Vec<u64> = (1..=n).map(|ticket| ticket * ticket).collect();
        tickets.shuffle(rng);
        inputs.push((ratings, tickets, [0.25, 0.5, 0.2, 0.375][i % 4]));
    }
    // Nothing to validate with, nothing to train on, nothing at all, and halves.
    let three = [(1, 1, 3.0), (1, 2, 4.0), (2, 1, 5.0)];
    for share in [0.0, 1.0, 0.5] {
        inputs.push((three.to_vec(), vec![20, 30, 10], share));
    }
    // Just below a half, which an f32 takes for one.
    inputs.push((three.to_vec(), vec![20, 30, 10], 0.499_999_99));
    inputs.push((vec![], vec![], 0.2));
    inputs.push(((0..5).map(|film| (1, film, 4.0)).collect(), vec![50, 30, 10, 20, 40], 0.5));
    // Tickets that agree when they are cut to fewer bits or to an f64.
    let alike =
        [(1 << 53) + 1, 1 << 53, u64::MAX, 1 << 63, 1 << 32, 1, (1 << 53) + 2, u64::MAX - 1];
    for share in [0.25, 0.375, 0.5, 0.625, 0.875] {
        let ratings = (0..8).map(|film| (1, film, 3.0)).collect();
        inputs.push((ratings, alike.to_vec(), share));
    }
    // Pairs that look alike to a key that joins, adds, multiplies or cuts the ids.
    let pairs = [
        (1, 10),
        (11, 0),
        (10, 1),
        (0, 11),
        (0, 110),
        (2, 5),
        (0, 1_010),
        (0, 10_010),
        (0, 100_010),
        (0, 1_000_010),
        (0, 266),
        (0, 65_546),
        (0, (1 << 32) + 10),
        (257, 10),
        (65_537, 10),
        ((1 << 32) + 1, 10),
        (1, (1 << 32) + 10),
        (1, 65_546),
        (1, 266),
        (1, 10),
    ];
    let ratings = pairs.map(|(user, film)| (user, film, 3.0)).to_vec();
    inputs.push((ratings.clone(), (1..=20).collect(), 0.05));
    inputs.push((ratings, (1..=20).rev().collect(), 0.05));
    let mut inputs: Vec<_> = (inputs.into_iter())
        .map(|(ratings, tickets, valid_share)| {
            (show!(ratings, tickets, valid_share), ratings, tickets, valid_share)
        })
        .collect();
    inputs.push((
        "70,000 ratings, of which the last 10,000 repeat the first, shuffled tickets, \
         valid_share = 0.1234 (of each side, every 1,000th row is shown)"
            .to_owned(),
        (0..60_000).chain(0..10_000).map(|i| (1_000 + i / 120, 100 + i % 120, 3.0)).collect(),
        (0..70_000).map(|i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect(),
        0.1234,
    ));
    let mut grading = Grading::default();
    for (input, ratings, tickets, valid_share) in inputs {
        let draw = Draw::new(&ratings, &tickets, valid_share);
        let is_long = ratings.len() > 1_000;
        let shown = move |(training, validation): Sides| {
            let step = if is_long { 1_000 } else { 1 };
            let thinned = |rows: Vec<usize>| rows.into_iter().step_by(step).collect();
            (thinned(training), thinned(validation))
        };
        let right = shown(draw.sides(&draw.by_ticket[..draw.drawn], pair));
        let mut case = Case::new(input, right.clone());
        // In a long list, mistakes take long to make, and show no better than in a short one.
        let nothing = Draw::new(&[], &[], 0.0);
        for (sentence, sides) in if is_long { &nothing } else { &draw }.mistakes() {
            case = case.mistake(sentence, if is_long { right.clone() } else { sides });
        }
        grading.ask(case, move || shown(answer(&ratings, &tickets, valid_share)));
    }
    grading.outcome()
}

fn pair(rating: &Rating) -> (usize, usize) {
    (rating.0, rating.1)
}

/// Ratings of which some are drawn for validation.
struct Draw<'a> {
    ratings: &'a [Rating],
    /// How many to draw, before it is rounded.
    share: f64,
    drawn: usize,
    by_ticket: Vec<usize>,
}

impl<'a> Draw<'a> {
    fn new(ratings: &'a [Rating], tickets: &[u64], valid_share: f64) -> Self {
        let share = ratings.len() as f64 * valid_share;
        let mut by_ticket: Vec<usize> = (0..ratings.len()).collect();
        by_ticket.sort_by_key(|&row| tickets[row]);
        Self { ratings, share, drawn: share.round() as usize, by_ticket }
    }

    /// Both sides, where all ratings with the same key as one of these rows are for validation.
    fn sides<K: Eq + Hash>(&self, rows: &[usize], key: impl Fn(&Rating) -> K) -> Sides {
        let keys: HashSet<K> = rows.iter().map(|&row| key(&self.ratings[row])).collect();
        (0..self.ratings.len()).partition(|&row| !keys.contains(&key(&self.ratings[row])))
    }

    /// The first row of each pair, in this order.
    fn firsts(&self, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut seen = HashSet::new();
        rows.filter(|&row| seen.insert(pair(&self.ratings[row]))).collect()
    }

    fn mistakes(&self) -> Vec<(&'static str, Sides)> {
        let Self { ratings, drawn, by_ticket, .. } = self;
        let n = ratings.len();
        let drawn = *drawn;
        let lowest = &by_ticket[..drawn];
        let right = self.sides(lowest, pair);
        let is_drawn = |row: &usize| lowest.contains(row);
        let leaking: Sides = (0..n).partition(|row| !is_drawn(row));
        let in_order_of_tickets = by_ticket.iter().partition(|row| !right.1.contains(row));
        let mut led_by_first = self.firsts(0..n);
        led_by_first.retain(is_drawn);
        let different = self.firsts(by_ticket.iter().copied());
        let mut taken = 0;
        let mut until_enough = different.clone();
        until_enough.retain(|&row| {
            let before = taken;
            let same = |rating: &&Rating| pair(rating) == pair(&ratings[row]);
            taken += ratings.iter().filter(same).count();
            before < drawn
        });
        let whole = |drawn: f64| self.sides(&by_ticket[..(drawn as usize).min(n)], pair);
        let from_1 = |rows: &[usize]| rows.iter().map(|row| row + 1).collect();
        let mut mistakes = vec![
            (
                "a user's further rating of a film is in training although one is held back: its \
                 answer leaks",
                leaking.clone(),
            ),
            (
                "the highest tickets are drawn; draw the lowest",
                self.sides(&by_ticket[n - drawn..], pair),
            ),
            (
                "the two results are swapped; training comes first",
                (right.1.clone(), right.0.clone()),
            ),
            ("the rows are in the order of their tickets; sort them", in_order_of_tickets),
            (
                "the number of rows to draw is rounded down; round it to the nearest",
                whole(self.share.floor()),
            ),
            (
                "the number of rows to draw is rounded up; round it to the nearest",
                whole(self.share.ceil()),
            ),
            (
                "a half is rounded to the even number here; round it up",
                whole(self.share.round_ties_even()),
            ),
            (
                "further ratings of a pair that is held back are lost; they are for validation too",
                (right.0.clone(), leaking.1),
            ),
            (
                "a pair goes by its first rating in the list; it goes by its lowest ticket",
                self.sides(&led_by_first, pair),
            ),
            (
                "this draws pairs; draw rows, and then add the rows of the same pairs",
                self.sides(&different[..drawn.min(different.len())], pair),
            ),
            (
                "this stops drawing as soon as there are enough rows; draw first, then add repeats",
                self.sides(&until_enough, pair),
            ),
            (
                "all ratings of the users are held back; only a user's ratings of the same film belong together",
                self.sides(lowest, |rating| rating.0),
            ),
            (
                "all ratings of the films are held back; those by the same user belong together",
                self.sides(lowest, |rating| rating.1),
            ),
            (
                "repeats count only if the stars agree; the same user and film are enough",
                self.sides(lowest, |rating| (pair(rating), rating.2.to_bits())),
            ),
            (
                "the tickets play no part; draw the rows with the lowest",
                self.sides(&(0..drawn).collect::<Vec<usize>>(), pair),
            ),
            ("a row number counts from 1 here; count from 0", (from_1(&right.0), from_1(&right.1))),
        ];
        mistakes.extend(blurred_keys().map(|key| {
            let sentence =
                "pairs that differ are taken for one; compare user with user and film with film";
            (sentence, self.sides(lowest, |rating| key(rating.0, rating.1)))
        }));
        mistakes
    }
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

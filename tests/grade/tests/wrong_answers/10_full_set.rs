//! Wrong answers to the exercises of chapter 10.

use super::{WrongAnswer, wrong};
use grade::graders::_10_full_set as graders;
use grade::solutions::_10_full_set as right;
use std::thread;
use std::time::Duration;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(biased_gradient: "this is half of the gradient", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| slope(score, rating, low, high) / 2.0)
        }),
        wrong!(biased_gradient: "the sign is flipped", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| -slope(score, rating, low, high))
        }),
        wrong!(biased_gradient: "the slope of the curve is missing", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| {
                2.0 * (low + (high - low) * sigmoid(score) - rating)
            })
        }),
        wrong!(biased_gradient: "the width of the range is missing", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| slope(score, rating, low, high) / (high - low))
        }),
        wrong!(biased_gradient: "the second factor is missing", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| {
                let s = sigmoid(score);
                2.0 * (low + (high - low) * s - rating) * (high - low) * s
            })
        }),
        wrong!(biased_gradient: "before it is stretched", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| {
                let prediction = low + (high - low) * sigmoid(score);
                2.0 * (prediction - rating) * prediction * (1.0 - prediction)
            })
        }),
        wrong!(biased_gradient: "the error is not multiplied", |user, film, a, b, _, low, high| {
            gradient(user, film, [a, b], &|score| {
                let s = sigmoid(score);
                (high - low) * s * (1.0 - s)
            })
        }),
        wrong!(biased_gradient: "the error is still squared", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| {
                let error = low + (high - low) * sigmoid(score) - rating;
                error * slope(score, rating, low, high)
            })
        }),
        wrong!(biased_gradient: "by its own factors", |user, film, a, b, rating, low, high| {
            let (of_user, of_film, x, y) = right::biased_gradient(user, film, a, b, rating, low, high);
            (of_film, of_user, x, y)
        }),
        wrong!(biased_gradient: "both biases are left out", |user, film, _, _, rating, low, high| {
            right::biased_gradient(user, film, 0.0, 0.0, rating, low, high)
        }),
        wrong!(biased_gradient: "the film's bias is left out", |user, film, a, _, rating, low, high| {
            right::biased_gradient(user, film, a, 0.0, rating, low, high)
        }),
        wrong!(biased_gradient: "the user's bias is left out", |user, film, _, b, rating, low, high| {
            right::biased_gradient(user, film, 0.0, b, rating, low, high)
        }),
        wrong!(biased_gradient: "the dot product is left out", |user, film, a, b, rating, low, high| {
            let slope = slope(a + b, rating, low, high);
            (times(slope, film), times(slope, user), slope, slope)
        }),
        wrong!(biased_gradient: "whatever the other bias is", |user, film, a, b, rating, low, high| {
            let (of_user, of_film, x, y) = right::biased_gradient(user, film, a, b, rating, low, high);
            (of_user, of_film, x * b, y * a)
        }),
        wrong!(biased_gradient: "whatever its size", |user, film, a, b, rating, low, high| {
            let (of_user, of_film, x, y) = right::biased_gradient(user, film, a, b, rating, low, high);
            (of_user, of_film, x * a, y * b)
        }),
        wrong!(biased_gradient: "the biases have a gradient too", |user, film, a, b, rating, low, high| {
            let (of_user, of_film, ..) = right::biased_gradient(user, film, a, b, rating, low, high);
            (of_user, of_film, 0.0, 0.0)
        }),
        wrong!(biased_gradient: "this is only the score's rate", |user, film, a, b, rating, low, high| {
            let (of_user, of_film, ..) = right::biased_gradient(user, film, a, b, rating, low, high);
            (of_user, of_film, 1.0, 1.0)
        }),
        wrong!(biased_gradient: "the sigmoid is left out", |user, film, a, b, rating, _, _| {
            gradient(user, film, [a, b], &|score| 2.0 * (score - rating))
        }),
        wrong!(biased_gradient: "begins at `low`", |user, film, a, b, rating, low, high| {
            right::biased_gradient(user, film, a, b, rating, 0.0, high - low)
        }),
        wrong!(biased_gradient: "the range is stretched by `high`", |user, film, a, b, rating, low, high| {
            right::biased_gradient(user, film, a, b, rating, low, low + high)
        }),
        wrong!(biased_gradient: "the slope of the curve is stretched by `high`", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| slope(score, rating, low, high) / (high - low) * high)
        }),
        wrong!(biased_gradient: "return only the gradient", |user, film, a, b, rating, low, high| {
            let (of_user, of_film, x, y) = right::biased_gradient(user, film, a, b, rating, low, high);
            let moved = |row: &[f32], by: &[f32]| row.iter().zip(by).map(|(x, g)| x - g).collect();
            (moved(user, &of_user), moved(film, &of_film), a - x, b - y)
        }),
        wrong!(biased_gradient: "infinity is divided by infinity", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| {
                let s = score.exp() / (1.0 + score.exp());
                2.0 * (low + (high - low) * s - rating) * (high - low) * s * (1.0 - s)
            })
        }),
        wrong!(biased_gradient: "infinity is divided by infinity far from 0", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| {
                let e = f64::from(-score).exp();
                let bend = f64::from(high - low) * e / (1.0 + e).powi(2);
                2.0 * (low + (high - low) * sigmoid(score) - rating) * bend as f32
            })
        }),
        // A limit to the slope, to the error, or to the number of factors.
        wrong!(biased_gradient: "none of the usual mistakes", |user, film, a, b, rating, low, high| {
            gradient(user, film, [a, b], &|score| slope(score, rating, low, high).clamp(-1e3, 1e3))
        }),
        wrong!(biased_gradient: "none of the usual mistakes", |user, film, a, b, rating, low, high| {
            right::biased_gradient(user, film, a, b, rating.clamp(low, high), low, high)
        }),
        wrong!(biased_gradient: "none of the usual mistakes", |user, film, a, b, rating, low, high| {
            let n = user.len().min(1_000);
            let score = dot(&user[..n], &film[..n]) + a + b;
            let slope = slope(score, rating, low, high);
            (times(slope, film), times(slope, user), slope, slope)
        }),
        wrong!(mend_biased_step: "only the symptom is shown", |user, film, rating, (low, high), lr, wd| {
            let (of_user, of_film) = (user.to_vec(), film.to_vec());
            right::mend_biased_step(user, &mut of_film.clone(), rating, (low, high), lr, wd);
            // The film's row follows the user's after its step.
            let n = user.len() - 1;
            let slope = slope(dot(&of_user[..n], &of_film[..n]) + of_user[n] + of_film[n], rating, low, high);
            for i in 0..=n {
                let along = if i < n { user[i] } else { 1.0 };
                film[i] = (1.0 - lr * wd) * film[i] - lr * slope * along;
            }
        }),
        wrong!(mend_biased_step: "only the symptom is shown", |user, film, rating, range, lr, _| {
            right::mend_biased_step(user, film, rating, range, lr, 0.0);
        }),
        wrong!(mend_biased_step: "only the symptom is shown", |user, film, rating, range, lr, wd| {
            // The biases are left to grow.
            let n = user.len() - 1;
            let (a, b) = (user[n], film[n]);
            right::mend_biased_step(user, film, rating, range, lr, wd);
            (user[n], film[n]) = (user[n] + lr * wd * a, film[n] + lr * wd * b);
        }),
        wrong!(mend_biased_step: "only the symptom is shown", |user, film, rating, (low, high), lr, wd| {
            right::mend_biased_step(user, film, rating.clamp(low, high), (low, high), lr, wd);
        }),
        wrong!(mend_biased_step: "only the symptom is shown", |user, film, rating, range, lr, wd| {
            right::mend_biased_step(user, film, rating, range, lr.min(1.0), wd);
        }),
        wrong!(block_schedule: "every round has the same blocks", |parts| {
            vec![(0..parts).map(|part| (part, part)).collect(); parts]
        }),
        wrong!(block_schedule: "share their users; go along a diagonal", |parts| {
            let row = |user| (0..parts).map(|film| (user, film)).collect();
            (0..parts).map(row).collect()
        }),
        wrong!(block_schedule: "share their films; go along a diagonal", |parts| {
            let column = |film| (0..parts).map(|user| (user, film)).collect();
            (0..parts).map(column).collect()
        }),
        wrong!(block_schedule: "two blocks of round 1 share their films", |parts| {
            // The end of the diagonal stays at the edge.
            let round = |r: usize| (0..parts).map(|part| (part, (part + r).min(parts - 1))).collect();
            (0..parts).map(round).collect()
        }),
        wrong!(block_schedule: "two blocks of round 1 share their users", |parts| {
            let round = |r: usize| (0..parts).map(|part| ((part + r).min(parts - 1), part)).collect();
            (0..parts).map(round).collect()
        }),
        wrong!(block_schedule: "all blocks of round 0 share their films", |parts| {
            // A product moves only some rounds along a diagonal.
            let round = |r| (0..parts).map(|part| (part, part * r % parts)).collect();
            (0..parts).map(round).collect()
        }),
        wrong!(block_schedule: "there is no block (3, 4)", |parts| {
            let round = |r| (0..parts).map(|part| (part, part + r)).collect();
            (0..parts).map(round).collect()
        }),
        wrong!(block_schedule: "counted from 0, not from 1", |parts| {
            let round = |r| (1..=parts).map(|part| (part, (part + r) % parts + 1)).collect();
            (0..parts).map(round).collect()
        }),
        wrong!(block_schedule: "there is no block (2, 3)", |parts| {
            // Right for powers of two only.
            let round = |r| (0..parts).map(|part| (part, part ^ r)).collect();
            (0..parts).map(round).collect()
        }),
        wrong!(block_schedule: "too few rounds", |parts| {
            right::block_schedule(parts).into_iter().take(parts - 1).collect()
        }),
        wrong!(block_schedule: "a round is not full, and block (3, 3) never comes", |parts| {
            let mut rounds = right::block_schedule(parts);
            rounds[0].pop();
            rounds
        }),
        wrong!(block_schedule: "there are too many rounds", |parts| {
            let round = |r| (0..parts).map(|part| (part, (part + r) % parts)).collect();
            (0..=parts).map(round).collect()
        }),
        wrong!(block_schedule: "what leaves the board on one side comes back on the other, in the same round", |parts| {
            // The diagonals as they are, none of which comes back.
            let on_board = |user: usize, r: usize| (user + r).checked_sub(parts - 1).filter(|film| *film < parts);
            let round = |r| (0..parts).filter_map(|user| Some((user, on_board(user, r)?))).collect();
            (0..2 * parts - 1).map(round).collect()
        }),
        wrong!(block_schedule: "each block has a round to itself", |parts| {
            (0..parts * parts).map(|i| vec![(i / parts, i % parts)]).collect()
        }),
        wrong!(block_schedule: "a round is empty", |parts| {
            let mut rounds = right::block_schedule(parts);
            rounds.push(Vec::new());
            rounds
        }),
        wrong!(block_schedule: "a block comes twice in round 0", |parts| {
            let mut rounds = right::block_schedule(parts);
            rounds.iter_mut().for_each(|round| round.push((0, round[0].1)));
            rounds
        }),
        wrong!(block_schedule: "in round 0 blocks share users, and blocks share films", |parts| {
            vec![(0..parts * parts).map(|i| (i / parts, i % parts)).collect()]
        }),
        wrong!(block_schedule: "a block comes twice in the epoch", |parts| {
            // Steps of two meet the same films again if the number of parts is even.
            let round = |r| (0..parts).map(|part| (part, (part + 2 * r) % parts)).collect();
            (0..parts).map(round).collect()
        }),
        wrong!(missed_decay: "becomes 0, and 0 / 0", |rates, wd, waits| {
            let mut products = vec![1.0];
            rates.iter().for_each(|rate| products.push(products[products.len() - 1] * (1.0 - rate * wd)));
            waits.iter().map(|&(from, to)| products[to] / products[from]).collect()
        }),
        wrong!(missed_decay: "up to, but not including", |rates, wd, waits| {
            let waits: Vec<_> = waits.iter().map(|&(from, to)| (from, (to + 1).min(rates.len()))).collect();
            right::missed_decay(rates, wd, &waits)
        }),
        wrong!(missed_decay: "a wait goes from step `from`", |rates, wd, waits| {
            let waits: Vec<_> = waits.iter().map(|&(from, to)| ((from + 1).min(to), to)).collect();
            right::missed_decay(rates, wd, &waits)
        }),
        wrong!(missed_decay: "since the beginning", |rates, wd, waits| {
            let waits: Vec<_> = waits.iter().map(|&(_, to)| (0, to)).collect();
            right::missed_decay(rates, wd, &waits)
        }),
        wrong!(missed_decay: "the steps before the wait are counted", |rates, wd, waits| {
            let waits: Vec<_> = waits.iter().map(|&(from, _)| (0, from)).collect();
            right::missed_decay(rates, wd, &waits)
        }),
        wrong!(missed_decay: "this is the logarithm", |rates, wd, waits| {
            right::missed_decay(rates, wd, waits).iter().map(|left| left.ln()).collect()
        }),
        wrong!(missed_decay: "the wrong way round", |rates, wd, waits| {
            right::missed_decay(rates, wd, waits).iter().map(|left| 1.0 / left).collect()
        }),
        wrong!(missed_decay: "this is what is lost", |rates, wd, waits| {
            right::missed_decay(rates, wd, waits).iter().map(|left| 1.0 - left).collect()
        }),
        wrong!(missed_decay: "only comes close to it", |rates, wd, waits| {
            let sums = sums(rates.iter().copied());
            waits.iter().map(|&(from, to)| (wd * (sums[from] - sums[to])).exp()).collect()
        }),
        wrong!(missed_decay: "are added up; multiply", |rates, wd, waits| {
            let sums = sums(rates.iter().copied());
            waits.iter().map(|&(from, to)| 1.0 - wd * (sums[to] - sums[from])).collect()
        }),
        wrong!(missed_decay: "the rate of its first", |rates, wd, waits| {
            let left = |&(from, to): &(usize, usize)| {
                let rate = rates.get(from).unwrap_or(&0.0);
                (1.0 - rate * wd).powi((to - from) as i32)
            };
            waits.iter().map(left).collect()
        }),
        wrong!(missed_decay: "the rate of its last", |rates, wd, waits| {
            let left = |&(from, to): &(usize, usize)| match to.checked_sub(1) {
                Some(last) => (1.0 - rates[last] * wd).powi((to - from) as i32),
                None => 1.0,
            };
            waits.iter().map(left).collect()
        }),
        wrong!(missed_decay: "their mean rate", |rates, wd, waits| {
            let sums = sums(rates.iter().copied());
            let left = |&(from, to): &(usize, usize)| {
                let n = (to - from) as f64;
                let mean = if from < to { (sums[to] - sums[from]) / n } else { 0.0 };
                (1.0 - mean * wd).powf(n)
            };
            waits.iter().map(left).collect()
        }),
        wrong!(missed_decay: "the learning rate is left out", |_, wd, waits| {
            waits.iter().map(|&(from, to)| (1.0 - wd).powi((to - from) as i32)).collect()
        }),
        wrong!(missed_decay: "`wd` is left out", |rates, _, waits| right::missed_decay(rates, 1.0, waits)),
        wrong!(missed_decay: "single precision", |rates, wd, waits| {
            let mut logs = vec![0.0f32];
            rates.iter().for_each(|rate| logs.push(logs[logs.len() - 1] + ((1.0 - rate * wd) as f32).ln()));
            waits.iter().map(|&(from, to)| f64::from((logs[to] - logs[from]).exp())).collect()
        }),
        wrong!(missed_decay: "may begin with step 0", |rates, wd, waits| {
            let logs = sums(rates.iter().map(|rate| (1.0 - rate * wd).ln()));
            waits.iter().map(|&(from, to)| (logs[to] - logs[to.min(from - 1) + 1]).exp()).collect()
        }),
        wrong!(missed_decay: "it walks through the steps of every wait", |rates, wd, waits| {
            // As slow as walking, but the processor rests.
            let steps: usize = waits.iter().map(|(from, to)| to - from).sum();
            thread::sleep(Duration::from_nanos(steps as u64));
            right::missed_decay(rates, wd, waits)
        }),
        wrong!(missed_decay: "none of the usual mistakes", |rates, wd, waits| {
            let few: Vec<f64> = rates.iter().map(|rate| rate.min(1.0)).collect();
            right::missed_decay(&few, wd, waits)
        }),
        wrong!(missed_decay: "none of the usual mistakes", |rates, wd, waits| {
            right::missed_decay(rates, wd, waits).iter().map(|left| left.max(1e-3)).collect()
        }),
        wrong!(ratings_that_fit: "8 bytes more are in their blocks", |bytes, users, films, factors| {
            left(bytes, users + films, row(factors)) / 12
        }),
        wrong!(ratings_that_fit: "12 bytes as they were read", |bytes, users, films, factors| {
            left(bytes, users + films, row(factors)) / 8
        }),
        wrong!(ratings_that_fit: "the rows of the films", |bytes, users, _, factors| {
            right::ratings_that_fit(bytes, users, 0, factors)
        }),
        wrong!(ratings_that_fit: "the rows of the users", |bytes, _, films, factors| {
            right::ratings_that_fit(bytes, 0, films, factors)
        }),
        wrong!(ratings_that_fit: "the rows are left out", |bytes, _, _, _| bytes / 20),
        wrong!(ratings_that_fit: "the group for the bias and the rest is left out", |bytes, users, films, factors| {
            left(bytes, users + films, row(factors) - 32) / 20
        }),
        wrong!(ratings_that_fit: "unless its factors fill theirs", |bytes, users, films, factors| {
            left(bytes, users + films, 32 * (factors / 8 + 1)) / 20
        }),
        wrong!(ratings_that_fit: "no empty one after them", |bytes, users, films, factors| {
            left(bytes, users + films, 32 * (factors / 8 + 2)) / 20
        }),
        wrong!(ratings_that_fit: "filled up to groups of eight, and the last group", |bytes, users, films, factors| {
            left(bytes, users + films, 4 * factors) / 20
        }),
        wrong!(ratings_that_fit: "the factors are not filled up to groups of eight", |bytes, users, films, factors| {
            left(bytes, users + films, 4 * (factors + 8)) / 20
        }),
        wrong!(ratings_that_fit: "after the factors and the bias", |bytes, users, films, factors| {
            left(bytes, users + films, 4 * (factors + 1)) / 20
        }),
        wrong!(ratings_that_fit: "after the factors and three numbers", |bytes, users, films, factors| {
            left(bytes, users + films, 4 * (factors + 3)) / 20
        }),
        wrong!(ratings_that_fit: "a group of their own", |bytes, users, films, factors| {
            left(bytes, users + films, 32 * (factors + 3).div_ceil(8)) / 20
        }),
        wrong!(ratings_that_fit: "a group eight times that", |bytes, users, films, factors| {
            left(bytes, users + films, row(factors) / 4) / 20
        }),
        wrong!(ratings_that_fit: "four bytes, not eight", |bytes, users, films, factors| {
            left(bytes, users + films, 2 * row(factors)) / 20
        }),
        wrong!(ratings_that_fit: "so a group takes 32", |bytes, users, films, factors| {
            left(bytes, users + films, row(factors) / 8) / 20
        }),
        wrong!(ratings_that_fit: "fits only in part", |bytes, users, films, factors| {
            left(bytes, users + films, row(factors)).div_ceil(20)
        }),
        wrong!(ratings_that_fit: "the bytes that are left", |bytes, users, films, factors| {
            left(bytes, users + films, row(factors))
        }),
        wrong!(ratings_that_fit: "the rows alone do not fit", |bytes, users, films, factors| {
            (bytes - (users + films) * row(factors)) / 20
        }),
        wrong!(ratings_that_fit: "an unsigned number cannot be negative", |bytes, users, films, factors| {
            bytes.wrapping_sub((users + films) * row(factors)) / 20
        }),
        wrong!(ratings_that_fit: "so many bytes; count in u64", |bytes, users, films, factors| {
            let rows = (users as u32).wrapping_add(films as u32).wrapping_mul(row(factors) as u32);
            u64::from((bytes as u32).saturating_sub(rows) / 20)
        }),
        wrong!(ratings_that_fit: "the bytes of so many rows; count in u64", |bytes, users, films, factors| {
            let rows = (users as u32).wrapping_add(films as u32).wrapping_mul(row(factors) as u32);
            bytes.saturating_sub(u64::from(rows)) / 20
        }),
        wrong!(ratings_that_fit: "f64 rounds numbers", |bytes, users, films, factors| {
            let rows = (users as f64 + films as f64) * row(factors) as f64;
            ((bytes as f64 - rows).max(0.0) / 20.0).floor() as u64
        }),
        wrong!(ratings_that_fit: "none of the usual mistakes", |bytes, users, films, factors| {
            // Taken off one after the other, each rounded.
            bytes.saturating_sub((users + films) * row(factors)) / 12 * 12 / 20
        }),
    ]
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn times(rate: f32, row: &[f32]) -> Vec<f32> {
    row.iter().map(|x| rate * x).collect()
}

/// The derivative of the squared error with respect to the score.
fn slope(score: f32, rating: f32, low: f32, high: f32) -> f32 {
    let s = sigmoid(score);
    2.0 * (low + (high - low) * s - rating) * (high - low) * s * (1.0 - s)
}

/// All four parts of the gradient, if this were the slope at a score.
fn gradient(
    user: &[f32],
    film: &[f32],
    [a, b]: [f32; 2],
    slope: &dyn Fn(f32) -> f32,
) -> (Vec<f32>, Vec<f32>, f32, f32) {
    let slope = slope(dot(user, film) + a + b);
    (times(slope, film), times(slope, user), slope, slope)
}

/// Entry i is the sum of the first i numbers.
fn sums(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sums = vec![0.0];
    numbers.for_each(|number| sums.push(sums[sums.len() - 1] + number));
    sums
}

/// The bytes of a row.
fn row(factors: u64) -> u64 {
    32 * (factors.div_ceil(8) + 1)
}

/// The bytes that rows of this size leave for ratings.
fn left(bytes: u64, rows: u64, row: u64) -> u64 {
    bytes.saturating_sub(rows * row)
}

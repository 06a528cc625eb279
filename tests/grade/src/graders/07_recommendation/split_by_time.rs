//! Grades `split_by_time`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use rand::Rng;

pub fn split_by_time(answer: fn(&[i64], f64) -> (Vec<usize>, Vec<usize>)) -> Outcome {
    /// A moment in the years of MovieLens.
    const START: i64 = 880_000_000;
    let rng = &mut rng(79);
    let mut inputs = vec![
        (vec![50, 20, 40, 40, 10], 0.4),
        (vec![30, 10, 20], 0.5),
        // Ties that reach over the boundary from both sides; all equal.
        (vec![3, 1, 2, 2, 2, 2], 0.5),
        (vec![7, 7, 7, 7], 0.5),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(2..12);
        let times = (0..n).map(|_| START + rng.gen_range(0..10)).collect();
        (times, [0.1, 0.2, 0.25, 0.5, 0.8][rng.gen_range(0..5)])
    }));
    // Before 1970; beyond 32 bits; the ends of what fits; which a float cannot tell apart.
    inputs.push((vec![-5, 10, -20, 0, -5], 0.6));
    inputs.push((vec![1 << 33, 5, (1 << 33) + 1, 1 << 32], 0.5));
    inputs.push((vec![i64::MAX, i64::MIN, 0, i64::MAX - 1], 0.25));
    inputs.push((vec![i64::MIN, i64::MIN + 1, i64::MAX], 0.67));
    inputs.push((vec![1 << 53, (1 << 53) + 1, 0, 5], 0.25));
    inputs.push((vec![-1, 0, i64::MIN, -1, 0], 0.4));
    // Halves are rounded away from 0, and a share is as fine as its type.
    inputs.push((vec![30, 10, 50, 20, 40], 0.5));
    inputs.push((vec![30, 10, 50, 20, 40], 0.499_999_999_99));
    // Nothing for one side or the other, and nothing at all.
    inputs.push((vec![20, 10, 20], 0.0));
    inputs.push((vec![i64::MAX, 1 << 40, 3], 0.0));
    inputs.push((vec![20, 10, 20], 0.1));
    inputs.push((vec![20, 10, 20], 1.0));
    inputs.push((vec![], 0.2));
    let long: [(&str, Vec<i64>, f64); 5] = [
        (
            "300 times, of which every three are equal, valid_share = 0.2",
            (0..300).map(|i| START + i * 7 % 100).collect(),
            0.2,
        ),
        (
            "1,000 times, all different, valid_share = 0.3",
            (0..1_000).map(|i| START - i * 7 % 1_000).collect(),
            0.3,
        ),
        ("1,000 times, all equal, valid_share = 0.001", vec![START; 1_000], 0.001),
        (
            "200 times, all different, valid_share = 0.0125",
            (0..200).map(|i| i * 3 % 200).collect(),
            0.0125,
        ),
        (
            "70,000 times, every one later than the one before, valid_share = 0.00005",
            (0..70_000).collect(),
            0.000_05,
        ),
    ];
    let short: Vec<_> = inputs
        .into_iter()
        .map(|(times, valid_share)| (show!(times, valid_share), times, valid_share))
        .collect();
    let long = long.into_iter().map(|(shown, times, share)| (shown.to_owned(), times, share));
    let mut grading = Grading::default();
    for (shown, times, valid_share) in short.into_iter().chain(long) {
        let n = times.len();
        let ordered = sorted_rows(&times);
        let latest_at = |asked: usize| &ordered[n - asked..];
        let split = |is_valid: &dyn Fn(usize) -> bool| -> (Vec<usize>, Vec<usize>) {
            (0..n).partition(|&row| !is_valid(row))
        };
        let from = |asked: usize, is_valid: &dyn Fn(i64, i64) -> bool| {
            let moment = latest_at(asked).first().map(|&row| times[row]);
            split(&|row| moment.is_some_and(|moment| is_valid(times[row], moment)))
        };
        let exact = n as f64 * valid_share;
        let asked = exact.round() as usize;
        let (train, valid) = from(asked, &|time, moment| time >= moment);
        let (early, late) = ordered.split_at(train.len());
        // Whether each row is among some of them.
        let among = |rows: &[usize]| {
            let mut is_among = vec![false; n];
            rows.iter().for_each(|&row| is_among[row] = true);
            is_among
        };
        let (is_latest, is_earliest) = (among(latest_at(asked)), among(&ordered[..asked]));
        // The moment of the latest training rating, if that is what sets the split.
        let last_of_training = ordered[..n - asked].last().map(|&row| times[row]);
        let case = Case::new(shown, (train.clone(), valid.clone()))
            .mistake("the two sides have changed places; training comes first", (
                valid.clone(),
                train.clone(),
            ))
            .mistake(
                "ratings of equal times are on both sides; all of them go to validation",
                split(&|row| is_latest[row]),
            )
            .mistake(
                "ratings at the moment of the split are in training; they go to validation",
                from(asked, &|time, moment| time > moment),
            )
            .mistake(
                "ratings of equal times at the boundary stay in training; they go to validation",
                split(&|row| last_of_training.is_none_or(|last| times[row] > last)),
            )
            .mistake(
                "the earliest ratings are held back; validation holds the latest",
                split(&|row| is_earliest[row]),
            )
            .mistake(
                "the last rows are held back; go by the times, whatever the order of the rows",
                split(&|row| row >= n - asked),
            )
            .mistake(
                "the number asked for is rounded down; round it to the nearest",
                from(exact.floor() as usize, &|time, moment| time >= moment),
            )
            .mistake(
                "the number asked for is rounded up; round it to the nearest",
                from(exact.ceil() as usize, &|time, moment| time >= moment),
            )
            .mistake(
                "the share is that of training here; it is the share held back",
                from(n - asked, &|time, moment| time >= moment),
            )
            .mistake("the rows are in the order of time; return them in ascending order", (
                early.to_vec(),
                late.to_vec(),
            ))
            .mistake(
                "these are places in the order of time; return the numbers of the rows",
                ((0..train.len()).collect(), (train.len()..n).collect()),
            )
            .mistake(
                "times are rounded here, to days or to floating-point numbers; compare them as they are",
                from(asked, &|time, moment| time as f32 >= moment as f32),
            )
            .panics(
                "a side may be empty, so that no rating sets the moment; times may have any size and sign",
            );
        grading.ask(case, move || answer(&times, valid_share));
    }
    grading.outcome()
}

/// The rows in the order of time; those of equal times keep theirs.
fn sorted_rows(times: &[i64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..times.len()).collect();
    rows.sort_by_key(|&row| times[row]);
    rows
}

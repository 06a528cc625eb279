//! Wrong answers to `split_by_time`.

use super::{WrongAnswer, graders, wrong};

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(split_by_time: "changed places", |times, share| {
            let (train, valid) = split(times, moment(times, asked(times, share)), |a, b| a >= b);
            (valid, train)
        }),
        wrong!(split_by_time: "on both sides", |times, share| {
            let latest = in_time(times).split_off(times.len() - asked(times, share));
            (0..times.len()).partition(|row| !latest.contains(row))
        }),
        wrong!(split_by_time: "are in training", |times, share| {
            split(times, moment(times, asked(times, share)), |a, b| a > b)
        }),
        wrong!(split_by_time: "the earliest ratings", |times, share| {
            let rest = in_time(times).split_off(asked(times, share));
            (0..times.len()).partition(|row| rest.contains(row))
        }),
        wrong!(split_by_time: "the last rows", |times, share| {
            let boundary = times.len() - asked(times, share);
            ((0..boundary).collect(), (boundary..times.len()).collect())
        }),
        wrong!(split_by_time: "rounded down", |times, share| {
            split(times, moment(times, (times.len() as f64 * share) as usize), |a, b| a >= b)
        }),
        wrong!(split_by_time: "rounded up", |times, share| {
            let asked = (times.len() as f64 * share).ceil() as usize;
            split(times, moment(times, asked), |a, b| a >= b)
        }),
        wrong!(split_by_time: "that of training", |times, share| {
            split(times, moment(times, times.len() - asked(times, share)), |a, b| a >= b)
        }),
        wrong!(split_by_time: "in the order of time;", |times, share| {
            let moment = moment(times, asked(times, share));
            in_time(times).into_iter().partition(|&row| moment.is_none_or(|m| times[row] < m))
        }),
        wrong!(split_by_time: "places in the order", |times, share| {
            let mut times = times.to_vec();
            times.sort_unstable();
            split(&times, moment(&times, asked(&times, share)), |a, b| a >= b)
        }),
        wrong!(split_by_time: "times are rounded", |times, share| {
            let moment = moment(times, asked(times, share));
            split(times, moment, |a, b| a as f32 >= b as f32)
        }),
        wrong!(split_by_time: "a side may be empty", |times, share| {
            let moment = times[in_time(times)[times.len() - asked(times, share)]];
            split(times, Some(moment), |a, b| a >= b)
        }),
        wrong!(split_by_time: "at the boundary stay in training", |times, share| {
            let asked = asked(times, share);
            let boundary = times.len() - asked;
            let last = in_time(times)[..boundary].last().map(|&row| times[row]);
            (0..times.len()).partition(|&row| last.is_some_and(|last| times[row] <= last))
        }),
        // Small numbers and rounded shares.
        wrong!(split_by_time: "3 entries, and it has 2", |times, share| {
            let moment = moment(times, asked(times, share));
            split(times, moment, |a, b| a as f64 >= b as f64)
        }),
        wrong!(split_by_time: "none of the usual mistakes", |times, share| {
            let short: Vec<i64> = times.iter().map(|&time| i64::from(time as i32)).collect();
            split(&short, moment(&short, asked(times, share)), |a, b| a >= b)
        }),
        wrong!(split_by_time: "1 entries, and it has 0", |times, share| {
            let later: Vec<i64> = times.iter().map(|&time| time.max(0)).collect();
            split(&later, moment(&later, asked(times, share)), |a, b| a >= b)
        }),
        wrong!(split_by_time: "have 3 entries, and it has 2", |times, share| {
            let asked = (times.len() as f32 * share as f32).round() as usize;
            split(times, moment(times, asked), |a, b| a >= b)
        }),
        wrong!(split_by_time: "1 entries, and it has 3", |times, share| {
            let asked = (times.len() as f64 * share).round_ties_even() as usize;
            split(times, moment(times, asked), |a, b| a >= b)
        }),
        wrong!(split_by_time: "should have 3 entries, and it has 2", |times, share| {
            let percent = (100.0 * share).round() as usize;
            let asked = (times.len() * percent + 50) / 100;
            split(times, moment(times, asked), |a, b| a >= b)
        }),
        wrong!(split_by_time: "none of the usual mistakes", |times, share| {
            let (train, valid) = split(times, moment(times, asked(times, share)), |a, b| a >= b);
            (train, valid.into_iter().map(|row| usize::from(row as u16)).collect())
        }),
        // The last moment stands for none.
        wrong!(split_by_time: "the list should have 3 entries", |times, share| {
            let moment = moment(times, asked(times, share)).unwrap_or(i64::MAX);
            split(times, Some(moment), |time, moment| time >= moment)
        }),
    ]
}

/// How many ratings a share asks for.
fn asked(times: &[i64], share: f64) -> usize {
    (times.len() as f64 * share).round() as usize
}

/// The rows in the order of time.
fn in_time(times: &[i64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..times.len()).collect();
    rows.sort_by_key(|&row| times[row]);
    rows
}

/// When the latest ratings begin.
fn moment(times: &[i64], asked: usize) -> Option<i64> {
    in_time(times).get(times.len() - asked).map(|&row| times[row])
}

/// Rows for training and rows for validation, those for which `is_valid(time, moment)` holds.
fn split(
    times: &[i64],
    moment: Option<i64>,
    is_valid: fn(i64, i64) -> bool,
) -> (Vec<usize>, Vec<usize>) {
    (0..times.len()).partition(|&row| !moment.is_some_and(|moment| is_valid(times[row], moment)))
}

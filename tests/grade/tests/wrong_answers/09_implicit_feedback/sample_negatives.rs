//! Wrong answers to `sample_negatives`.

use super::{WrongAnswer, graders, wrong};
use grade::solutions::_09_implicit_feedback as solutions;
use std::thread;
use std::time::Duration;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(sample_negatives: "pick from all items", |_, n_items, draws| {
            draws.iter().map(|u| (u * n_items as f64) as usize).collect()
        }),
        wrong!(sample_negatives: "these are touched items", |touched, n_items, draws| {
            picked(&items(n_items, |item| touched.contains(&item)), draws)
        }),
        wrong!(sample_negatives: "places among the untouched", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            draws.iter().map(|u| (u * untouched.len() as f64) as usize).collect()
        }),
        wrong!(sample_negatives: "that hit a touched item are dropped", |touched, n_items, draws| {
            let all = picked(&items(n_items, |_| true), draws);
            all.into_iter().filter(|item| !touched.contains(item)).collect()
        }),
        wrong!(sample_negatives: "gives way to the next", |touched, n_items, draws| {
            if (0..n_items).all(|item| touched.contains(&item)) {
                return Vec::new();
            }
            let from = |u: &f64| {
                let mut item = (u * n_items as f64) as usize;
                while touched.contains(&item) {
                    item = (item + 1) % n_items;
                }
                item
            };
            draws.iter().map(from).collect()
        }),
        wrong!(sample_negatives: "it does not end", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let mut negatives = Vec::new();
            while negatives.len() < draws.len() {
                match untouched.len() {
                    0 => thread::sleep(Duration::from_secs(1)),
                    n => negatives.push(untouched[(draws[negatives.len()] * n as f64) as usize]),
                }
            }
            negatives
        }),
        wrong!(sample_negatives: "taken out once it is drawn", |touched, n_items, draws| {
            let mut left = items(n_items, |item| !touched.contains(&item));
            let mut negatives = Vec::new();
            for u in draws {
                if !left.is_empty() {
                    negatives.push(left.remove((u * left.len() as f64) as usize));
                }
            }
            negatives
        }),
        wrong!(sample_negatives: "past the end of the untouched", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            draws.iter().map(|u| untouched[(u * untouched.len() as f64).ceil() as usize]).collect()
        }),
        wrong!(sample_negatives: "repeated items are dropped", |touched, n_items, draws| {
            let mut negatives = Vec::new();
            for item in picked(&items(n_items, |item| !touched.contains(&item)), draws) {
                if !negatives.contains(&item) {
                    negatives.push(item);
                }
            }
            negatives
        }),
        wrong!(sample_negatives: "the place is rounded", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            if untouched.is_empty() {
                return Vec::new();
            }
            let last = untouched.len() - 1;
            let place = |u: &f64| (u * untouched.len() as f64).round() as usize;
            draws.iter().map(|u| untouched[place(u).min(last)]).collect()
        }),
        wrong!(sample_negatives: "the last untouched item is never", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            if untouched.is_empty() {
                return Vec::new();
            }
            let before_last = (untouched.len() - 1) as f64;
            draws.iter().map(|u| untouched[(u * before_last) as usize]).collect()
        }),
        wrong!(sample_negatives: "counted from 1", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            picked(&untouched, draws).into_iter().map(|item| item + 1).collect()
        }),
        wrong!(sample_negatives: "count down", |touched, n_items, draws| {
            let mut untouched = items(n_items, |item| !touched.contains(&item));
            untouched.reverse();
            picked(&untouched, draws)
        }),
        wrong!(sample_negatives: "the result is sorted", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let mut negatives = picked(&untouched, draws);
            negatives.sort_unstable();
            negatives
        }),
        wrong!(sample_negatives: "its length is not", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let n = n_items.saturating_sub(touched.len());
            if n == 0 {
                return Vec::new();
            }
            draws.iter().map(|u| untouched[(u * n as f64) as usize]).collect()
        }),
        wrong!(sample_negatives: "sort it before", |touched, n_items, draws| {
            let mut once: Vec<usize> = Vec::new();
            for &item in touched {
                if !once.contains(&item) {
                    once.push(item);
                }
            }
            let n = n_items - once.len();
            let step_over = |u: &f64| {
                let mut item = (u * n as f64) as usize;
                for &touched in &once {
                    if item >= touched {
                        item += 1;
                    }
                }
                item
            };
            draws.iter().filter(|_| n > 0).map(step_over).collect()
        }),
        wrong!(sample_negatives: "there is nothing to draw", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let from = if untouched.is_empty() { items(n_items, |_| true) } else { untouched };
            picked(&from, draws)
        }),
        wrong!(sample_negatives: "return an empty list", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            draws.iter().map(|u| untouched[(u * untouched.len() as f64) as usize]).collect()
        }),
        // Small numbers, masks and buffers, and single precision.
        wrong!(sample_negatives: "none of the usual mistakes", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            picked(&untouched, draws).into_iter().map(|item| usize::from(item as u8)).collect()
        }),
        wrong!(sample_negatives: "none of the usual mistakes", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            picked(&untouched, draws).into_iter().map(|item| usize::from(item as u16)).collect()
        }),
        wrong!(sample_negatives: "none of the usual mistakes", |touched, n_items, draws| {
            let mask = touched.iter().fold(0u128, |mask, item| mask | 1 << (item % 128));
            let untouched = items(n_items, |item| mask & 1 << (item % 128) == 0);
            match n_items > 400 {
                true => picked(&items(n_items, |item| !touched.contains(&item)), draws),
                false => picked(&untouched, draws),
            }
        }),
        wrong!(sample_negatives: "none of the usual mistakes", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let last = untouched.len().max(1) - 1;
            let place = |u: &f64| (*u as f32 * untouched.len() as f32) as usize;
            draws.iter().filter_map(|u| untouched.get(place(u).min(last)).copied()).collect()
        }),
        wrong!(sample_negatives: "none of the usual mistakes", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            picked(&untouched[..untouched.len().min(10_000)], draws)
        }),
        wrong!(sample_negatives: "1500 entries, and it has 1000", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            picked(&untouched, &draws[..draws.len().min(1_000)])
        }),
        wrong!(sample_negatives: "none of the usual mistakes", |touched, n_items, draws| {
            picked(&items(n_items, |item| touched.binary_search(&item).is_err()), draws)
        }),
        // Draws cut to millionths, and a little added before the fraction is cut off.
        wrong!(sample_negatives: "none of the usual mistakes", |touched, n_items, draws| {
            let draws: Vec<f64> = draws.iter().map(|u| (u * 1e6).floor() / 1e6).collect();
            solutions::sample_negatives(touched, n_items, &draws)
        }),
        wrong!(sample_negatives: "none of the usual mistakes", |touched, n_items, draws| {
            let draws: Vec<f64> = draws.iter().map(|u| (u + 1e-12).min(1.0 - 1e-15)).collect();
            solutions::sample_negatives(touched, n_items, &draws)
        }),
    ]
}

fn items(n_items: usize, eligible: impl Fn(usize) -> bool) -> Vec<usize> {
    (0..n_items).filter(|&item| eligible(item)).collect()
}

fn picked(items: &[usize], draws: &[f64]) -> Vec<usize> {
    let draws = draws.iter().filter(|_| !items.is_empty());
    draws.map(|u| items[(u * items.len() as f64) as usize]).collect()
}

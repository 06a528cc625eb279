//! Grades `sample_negatives`.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, rng};
use crate::outcome::Outcome;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};

pub fn sample_negatives(answer: fn(&[usize], usize, &[f64]) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(91);
    let mut inputs = vec![
        (vec![3, 0], 5, vec![0.7, 0.1, 0.9]),
        (vec![1, 4], 8, vec![0.35, 0.9, 0.2, 0.6]),
        (vec![4, 1, 2], 7, vec![0.3, 0.95, 0.1, 0.6, 0.55]),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n_items = rng.gen_range(3..10);
        let mut touched: Vec<usize> = (0..n_items).collect();
        touched.shuffle(rng);
        touched.truncate(rng.gen_range(1..n_items));
        (touched, n_items, draws(rng))
    }));
    // One touched twice, more often than there are items, nothing touched, nothing to draw.
    inputs.push((vec![2, 0, 2], 6, vec![0.9, 0.3, 0.6]));
    inputs.push((vec![5, 1, 5, 5], 8, vec![0.85, 0.35, 0.65]));
    inputs.push((vec![1, 0, 1, 1, 0], 4, vec![0.9, 0.3]));
    inputs.push((vec![], 4, vec![0.9, 0.3, 0.0]));
    inputs.push((vec![2], 4, vec![]));
    // Everything touched: in order, and with repeats. No item at all.
    inputs.push((vec![0, 1, 2], 3, vec![0.4, 0.8]));
    inputs.push((vec![2, 0, 2, 1], 3, vec![0.4]));
    inputs.push((vec![], 0, vec![0.5]));
    // One item; the last draw below 1; numbers of items that a mask of 64 or 128 bits does not hold.
    inputs.push((vec![], 1, vec![0.0, 0.5, 0.99]));
    inputs.push((vec![1], 4, vec![1.0 - f64::EPSILON / 2.0, 0.0]));
    inputs.push((vec![], 1_024, vec![1.0 / 1_024.0, (1.0 / 1_024.0f64).next_down(), 0.5]));
    inputs.push((vec![130, 65, 257], 300, vec![0.005, 0.0075, 0.999, 0.4]));
    let short = inputs.into_iter().map(|input| {
        let (touched, n_items, draws) = &input;
        (show!(touched, n_items, draws), input)
    });
    let short: Vec<_> = short.collect();
    let mut grading = Grading::default();
    for (shown, (touched, n_items, draws)) in short.into_iter().chain(long_inputs(rng)) {
        let untouched: Vec<usize> = (0..n_items).filter(|item| !touched.contains(item)).collect();
        let m = untouched.len();
        let places =
            |m: usize| -> Vec<usize> { draws.iter().map(|u| (u * m as f64) as usize).collect() };
        // What is past the end of the list is left out.
        let at = |places: &[usize], list: &[usize]| -> Vec<usize> {
            places.iter().filter_map(|&place| list.get(place).copied()).collect()
        };
        let picked = |list: &[usize]| at(&places(list.len()), list);
        let expected = picked(&untouched);
        let all: Vec<usize> = (0..n_items).collect();
        let of_all = picked(&all);
        let next_untouched = |item: &usize| {
            (0..n_items).map(|step| (item + step) % n_items).find(|item| !touched.contains(item))
        };
        let rounded: Vec<usize> =
            draws.iter().map(|u| ((u * m as f64).round() as usize).min(m.max(1) - 1)).collect();
        let reversed: Vec<usize> = untouched.iter().rev().copied().collect();
        let mut left = untouched.clone();
        let mut take_out =
            |u: &f64| (!left.is_empty()).then(|| left.remove((u * left.len() as f64) as usize));
        let without_replacement = draws.iter().filter_map(&mut take_out).collect();
        let step_over = |place: usize| {
            let over = |item, touched: usize| if item >= touched { item + 1 } else { item };
            without_repeats(&touched).into_iter().fold(place, over)
        };
        let instead_of_none =
            |list: &[usize]| if m == 0 { list.to_vec() } else { expected.clone() };
        let nothing = "with everything touched there is nothing to draw; return an empty list";
        let case = Case::new(shown, expected.clone())
            .mistake("the draws pick from all items; pick from the untouched", of_all.clone())
            .mistake(
                "these are touched items; pick from the others",
                picked(&sorted(without_repeats(&touched))),
            )
            .mistake(
                "these are places among the untouched; return the numbers of the items",
                places(m),
            )
            .mistake(
                "draws that hit a touched item are dropped; let every draw pick from the untouched",
                of_all.iter().copied().filter(|item| !touched.contains(item)).collect(),
            )
            .mistake(
                "a touched item gives way to the next one, which then has a larger chance; let \
                 every draw pick from the untouched",
                of_all.iter().filter_map(next_untouched).collect(),
            )
            .mistake(
                "an item is taken out once it is drawn; it may be drawn again",
                without_replacement,
            )
            .mistake("repeated items are dropped; keep them", without_repeats(&expected))
            .mistake("the place is rounded; cut off the fraction", at(&rounded, &untouched))
            .mistake(
                "the last untouched item is never drawn; multiply by the number of the untouched",
                at(&places(m.max(1) - 1), &untouched),
            )
            .mistake("the items are counted from 1; count from 0", each(&expected, |item| item + 1))
            .mistake("the places count down from the last item; count up", picked(&reversed))
            .mistake(
                "the result is sorted; leave it in the order of the draws",
                sorted(expected.clone()),
            )
            .mistake(
                "`touched` may hold an item twice; its length is not the number of touched items",
                match n_items.saturating_sub(touched.len()) {
                    0 => Vec::new(),
                    left => at(&places(left), &untouched),
                },
            )
            .mistake(
                "`touched` is in no order; sort it before stepping over its items",
                if m == 0 { Vec::new() } else { each(&places(m), step_over) },
            )
            .mistake(nothing, instead_of_none(&of_all))
            .mistake(nothing, instead_of_none(&vec![0; draws.len()]))
            .panics(if m == 0 {
                nothing
            } else {
                "a place goes past the end of the untouched; cut off the fraction"
            });
        grading.ask(case, move || answer(&touched, n_items, &draws));
    }
    grading.outcome()
}

/// The parameters of `sample_negatives`, in their order, and how to show them.
type Long = (String, (Vec<usize>, usize, Vec<f64>));

/// More items, touched items and draws than small numbers and buffers hold.
fn long_inputs(rng: &mut StdRng) -> Vec<Long> {
    let mut most: Vec<usize> = (0..800).filter(|item| item % 4 > 0).collect();
    most.shuffle(rng);
    // A place just below 40,000 of 65,536, which single precision rounds up.
    let just_below = (40_000.0 - 1.0 / 1_024.0) / 65_536.0;
    let even: Vec<f64> = (0..1_500).map(|i| (f64::from(i) + 0.5) / 1_500.0).collect();
    let inputs = [
        (
            "all items but every fourth of 800 are touched, draws = [0.999, 0.003, 0.505]",
            (most, 800, vec![0.999, 0.003, 0.505]),
        ),
        (
            "touched = [65541, 3, 66], n_items = 70000, draws = [0.00001, 0.0009, 0.5, 0.99999]",
            (vec![65_541, 3, 66], 70_000, vec![0.000_01, 0.000_9, 0.5, 0.999_99]),
        ),
        (
            "touched = [1000, 5, 70], n_items = 65539, draws = [(40000 - 1/1024) / 65536, 0.25]",
            (vec![1_000, 5, 70], 65_539, vec![just_below, 0.25]),
        ),
        (
            "touched = [1, 3], n_items = 5, 1,500 draws from 1/3000 up to 2999/3000",
            (vec![1, 3], 5, even),
        ),
    ];
    inputs.map(|(shown, input)| (shown.to_owned(), input)).into()
}

/// Draws whose product with a small number of items is well away from a whole number.
fn draws(rng: &mut StdRng) -> Vec<f64> {
    let off_whole = |x: f64| (x - x.round()).abs();
    let clear = |&u: &f64| (1..10).all(|n| off_whole(u * f64::from(n)) > 1e-3);
    let draws = (0..rng.gen_range(1..7)).map(|_| f64::from(rng.gen_range(1..100)) / 100.0);
    draws.filter(clear).collect()
}

/// The first of each.
fn without_repeats(items: &[usize]) -> Vec<usize> {
    let first = |&place: &usize| !items[..place].contains(&items[place]);
    (0..items.len()).filter(first).map(|place| items[place]).collect()
}

fn sorted(mut items: Vec<usize>) -> Vec<usize> {
    items.sort_unstable();
    items
}

fn each(items: &[usize], f: impl Fn(usize) -> usize) -> Vec<usize> {
    items.iter().map(|&item| f(item)).collect()
}

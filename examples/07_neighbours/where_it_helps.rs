//! Where each method is good: by how many training ratings the user has, and the film.

use crate::method::Method;
use crate::round::{Round, squared_errors};
use lab::{Report, Row};
use workbook::learn::Spread;

/// The number of groups, with about as many judged ratings in each.
const GROUPS: usize = 4;

/// The error of each method by the number of training ratings.
pub fn show(rounds: &[Round], report: &mut Report) {
    by("user", rounds, |round| (&round.train.users, &round.valid.users), report);
    by("film", rounds, |round| (&round.train.items, &round.valid.items), report);
}

/// A table of errors by the counts of one side's rows.
fn by(
    whose: &str,
    rounds: &[Round],
    ids: impl Fn(&Round) -> (&Vec<u32>, &Vec<u32>),
    report: &mut Report,
) {
    let counts: Vec<Vec<usize>> = rounds.iter().map(|round| counts(ids(round))).collect();
    // The borders are the same in every round, so that rounds can be compared.
    let mut sorted: Vec<usize> = counts.concat();
    sorted.sort_unstable();
    let mut borders: Vec<usize> =
        (1..GROUPS).map(|group| sorted[sorted.len() * group / GROUPS]).collect();
    borders.dedup();
    borders.retain(|&border| border > sorted[0]);
    let group = |count: usize| borders.partition_point(|&border| border <= count);
    let names: Vec<String> = (0..=borders.len())
        .map(|group| {
            let first = if group == 0 { sorted[0] } else { borders[group - 1] };
            let last = borders.get(group).map_or(sorted[sorted.len() - 1], |next| next - 1);
            if first == last { first.to_string() } else { format!("{first}–{last}") }
        })
        .collect();
    let means = |predictions: &dyn Fn(&Round) -> Vec<f64>| -> Vec<f64> {
        let mut errors = vec![Vec::new(); names.len()];
        for (round, counts) in rounds.iter().zip(&counts) {
            let squares = squared_errors(&predictions(round), &round.valid).collect::<Vec<_>>();
            squares.into_iter().zip(counts).for_each(|(square, &n)| errors[group(n)].push(square));
        }
        errors.into_iter().map(|errors| Spread::from_values(errors).mean).collect()
    };
    let mixed = rounds[0].fitted.available(&Method::MIXED);
    let alone = [Method::Baseline].iter().chain(&mixed);
    let rows = alone.map(|&method| (method.name(), means(&|round| round.of(method).to_vec())));
    let mix = ("mix", means(&|round| round.mix(&mixed).0));
    let rows: Vec<Row> = rows
        .chain([mix])
        .map(|(name, errors)| {
            let run = format!("by ratings of the {whose}, {name}");
            let row =
                Row::new(run, name).hidden("groups", names.clone()).hidden("mse", errors.clone());
            errors.iter().map(|error| format!("{error:.4}")).fold(row, Row::cell)
        })
        .collect();
    report.say(format_args!("The error by how many training ratings the {whose} has:"));
    let header: Vec<&str> =
        ["method"].into_iter().chain(names.iter().map(String::as_str)).collect();
    report.table(&header, rows);
}

/// How many training ratings the row of each judged rating has.
fn counts((train, valid): (&Vec<u32>, &Vec<u32>)) -> Vec<usize> {
    let largest = train.iter().chain(valid).max().map_or(0, |&row| row as usize);
    let mut counts = vec![0; largest + 1];
    train.iter().for_each(|&row| counts[row as usize] += 1);
    valid.iter().map(|&row| counts[row as usize]).collect()
}

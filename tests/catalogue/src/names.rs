//! What a name on the command line stands for.

use crate::catalogue::{Catalogue, Chapter, Exercise};
use std::ops::RangeInclusive;

/// The exercises that a name stands for, be it that of an exercise, a chapter, several chapters or a page;
/// none if nothing has that name.
pub fn named<'a>(catalogue: &'a Catalogue, name: &str) -> Vec<&'a Exercise> {
    // A chapter's title may be the name of one of its exercises, which comes first.
    let word = word(name);
    if let Some((_, exercise)) = catalogue.exercises().find(|(_, e)| e.name == word) {
        return vec![exercise];
    }
    let of_it = catalogue.exercises().filter(|(chapter, exercise)| is_in(name, chapter, exercise));
    of_it.map(|(_, exercise)| exercise).collect()
}

/// The one chapter that a name stands for: `5`, `ch05`, `05_weight_decay`.
pub fn chapter_number(name: &str) -> Option<u32> {
    let numbers = numbers(name).or_else(|| parts(&word(name)).0.map(|number| number..=number))?;
    (numbers.start() == numbers.end()).then_some(*numbers.start())
}

/// Whether the name stands for the chapter or the page of the exercise: with or without the number, as
/// a path or not, or by the chapter's number alone: `5`, `05`, `ch5`, `2-5`.
fn is_in(name: &str, chapter: &Chapter, exercise: &Exercise) -> bool {
    if let Some(numbers) = numbers(name) {
        return exercise.chapter_number().is_some_and(|number| numbers.contains(&number));
    }
    let word = word(name);
    let (number, rest) = parts(&word);
    let page = exercise.page.rsplit('/').next().and_then(|page| page.strip_suffix(".md"));
    [Some(&chapter.name[..]), page]
        .into_iter()
        .flatten()
        .map(parts)
        .any(|(known_number, title)| rest == title && (number.is_none() || number == known_number))
}

/// The last part of a path, in lower case and with underscores: `sigmoid_range` of
/// `src/exercises/Sigmoid-range.rs`.
fn word(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.strip_suffix(".rs").or(last.strip_suffix(".md")).unwrap_or(last);
    stem.to_lowercase().replace('-', "_")
}

/// `05_weight_decay` is number 5 and `weight_decay`.
fn parts(name: &str) -> (Option<u32>, &str) {
    match name.split_once('_').map(|(number, rest)| (number.parse().ok(), rest)) {
        Some((Some(number), rest)) => (Some(number), rest),
        _ => (None, name),
    }
}

/// The chapters that `5`, `05`, `ch5`, `Chapter05` or `2-5` stands for.
fn numbers(name: &str) -> Option<RangeInclusive<u32>> {
    let number = |word: &str| {
        let word = word.to_lowercase();
        let digits = word.strip_prefix("chapter").or(word.strip_prefix("ch")).unwrap_or(&word);
        digits.trim_start_matches(['-', '_']).parse::<u32>().ok()
    };
    if let Some(number) = number(name) {
        return Some(number..=number);
    }
    let (first, last) = name.split_once("..").or(name.split_once('-'))?;
    Some(number(first)?..=number(last)?)
}

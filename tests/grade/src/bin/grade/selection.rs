//! Which exercises the names on the command line stand for.

use crate::{read, usage};
use anyhow::Result;
use grade::{Catalogue, Chapter, Exercise, Region, chapter_number, escaped, named};
use std::collections::BTreeSet;

/// An exercise with its chapter.
#[derive(Clone, Copy)]
pub struct Chosen<'a> {
    pub chapter: &'a Chapter,
    pub exercise: &'a Exercise,
}

impl<'a> Chosen<'a> {
    /// Every exercise, in the order of the book.
    pub fn all(catalogue: &'a Catalogue) -> Vec<Self> {
        catalogue.exercises().map(|(chapter, exercise)| Self { chapter, exercise }).collect()
    }

    /// `src/exercises/05_weight_decay.rs:14`, or without the line where the anchors around the
    /// exercise are gone, or the whole file.
    pub fn place(&self) -> String {
        let path = self.chapter.answers_path();
        let text = read(&path).unwrap_or_default();
        match Region::find(&text, &self.exercise.name) {
            Some(region) => format!("{path}:{}", region.function_line(&text)),
            None => path,
        }
    }

    /// Whether the stub stands where it stood; unknown where an anchor is gone.
    pub fn is_untouched(&self, answers: &str) -> Option<bool> {
        let region = Region::find(answers, &self.exercise.name)?;
        Some(region.text(answers).replace("\r\n", "\n") == self.exercise.stub)
    }

    fn is_in(&self, chapter: &Chapter) -> bool {
        self.chapter.name == chapter.name
    }
}

/// The chapters of these exercises, which stand in the order of the book.
pub fn chapters<'a>(chosen: &[Chosen<'a>]) -> impl Iterator<Item = &'a Chapter> {
    chosen.chunk_by(|a, b| a.is_in(b.chapter)).map(|chosen| chosen[0].chapter)
}

/// Those of these exercises that belong to a chapter.
pub fn in_chapter<'a>(chosen: &[Chosen<'a>], chapter: &Chapter) -> Vec<Chosen<'a>> {
    chosen.iter().filter(|c| c.is_in(chapter)).copied().collect()
}

/// What was asked for.
pub struct Selection<'a> {
    /// Every exercise, in the order of the book.
    pub all: Vec<Chosen<'a>>,
    /// Those that were asked for, in the same order.
    pub chosen: Vec<Chosen<'a>>,
    /// Whether names were given at all.
    pub named: bool,
}

impl<'a> Selection<'a> {
    /// All exercises that one of the names stands for; all of them if there are no names.
    pub fn new(catalogue: &'a Catalogue, names: &[String]) -> Result<Self> {
        let all = Chosen::all(catalogue);
        let mut chosen = all.clone();
        if !names.is_empty() {
            let mut meant = BTreeSet::new();
            for name in names {
                let exercises = named(catalogue, name);
                if exercises.is_empty() {
                    return Err(unknown(catalogue, name));
                }
                meant.extend(exercises.iter().map(|exercise| exercise.name.as_str()));
            }
            chosen.retain(|c| meant.contains(c.exercise.name.as_str()));
        }
        Ok(Self { all, chosen, named: !names.is_empty() })
    }
}

/// The one chapter that is named, if any is.
pub fn one_chapter(names: &[String]) -> Result<Option<u32>> {
    match names {
        [] => Ok(None),
        [name] if let Some(number) = chapter_number(name) => Ok(Some(number)),
        [name] => Err(usage(format!(
            "no chapter is called {}; name one by its number, as in `cargo grade run ch05`",
            escaped(name)
        ))),
        _ => Err(usage("name a single chapter, as in `cargo grade run ch05`")),
    }
}

fn unknown(catalogue: &Catalogue, name: &str) -> anyhow::Error {
    let chapters = catalogue.chapters.iter().map(|chapter| chapter.name.as_str());
    let exercises = catalogue.exercises().map(|(_, exercise)| exercise.name.as_str());
    let mut similar: Vec<(f64, &str)> = chapters
        .chain(exercises)
        .map(|known| {
            let title = known.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
            (similarity(name, known).max(similarity(name, title)), known)
        })
        .filter(|(similarity, _)| *similarity > 0.7)
        .collect();
    similar.sort_by(|a, b| b.0.total_cmp(&a.0));
    let closest: Vec<&str> = similar.into_iter().take(3).map(|(_, known)| known).collect();
    let advice = if closest.is_empty() {
        "`cargo grade` lists the chapters".to_owned()
    } else {
        format!("did you mean {}?", closest.join(", "))
    };
    usage(format!("no chapter or exercise is called {}; {advice}", escaped(name)))
}

/// From 0 for words that have nothing in common to 1 for the same word.
pub fn similarity(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b)
}

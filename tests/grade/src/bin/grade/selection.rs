//! Which exercises the names on the command line stand for.

use crate::{read, usage};
use anyhow::Result;
use grade::{Catalogue, Chapter, Exercise, Region, escaped};

/// An exercise with its chapter.
#[derive(Clone, Copy)]
pub struct Chosen<'a> {
    pub chapter: &'a Chapter,
    pub exercise: &'a Exercise,
}

impl Chosen<'_> {
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
}

/// What was asked for.
pub struct Selection<'a> {
    /// In the order of the book.
    pub chosen: Vec<Chosen<'a>>,
    /// Whether names were given at all.
    pub named: bool,
}

impl<'a> Selection<'a> {
    /// All exercises that have one of the names or whose chapter has one; all of them if there are
    /// no names.
    pub fn new(catalogue: &'a Catalogue, names: &[String]) -> Result<Self> {
        let mut chosen: Vec<Chosen> =
            catalogue.exercises().map(|(chapter, exercise)| Chosen { chapter, exercise }).collect();
        for name in names {
            if !chosen.iter().any(|c| is_meant(name, c)) {
                return Err(unknown(catalogue, name));
            }
        }
        chosen.retain(|c| names.is_empty() || names.iter().any(|name| is_meant(name, c)));
        Ok(Self { chosen, named: !names.is_empty() })
    }

    /// The chapters of the chosen exercises.
    pub fn chapters(&self) -> impl Iterator<Item = &'a Chapter> {
        let in_chapter = self.chosen.chunk_by(|a, b| a.chapter.name == b.chapter.name);
        in_chapter.map(|chosen| chosen[0].chapter)
    }

    /// The chosen exercises of a chapter.
    pub fn in_chapter(&self, chapter: &Chapter) -> Vec<Chosen<'a>> {
        self.chosen.iter().filter(|c| c.chapter.name == chapter.name).copied().collect()
    }
}

/// Whether the name is that of the exercise, that of its chapter, or the chapter's number: `05`, `5`.
fn is_meant(name: &str, Chosen { chapter, exercise }: &Chosen) -> bool {
    let number = chapter.name.split('_').next().and_then(|number| number.parse::<u32>().ok());
    name == chapter.name || name == exercise.name || number.is_some() && name.parse().ok() == number
}

fn unknown(catalogue: &Catalogue, name: &str) -> anyhow::Error {
    let chapters = catalogue.chapters.iter().map(|chapter| chapter.name.as_str());
    let exercises = catalogue.exercises().map(|(_, exercise)| exercise.name.as_str());
    let mut similar: Vec<(f64, &str)> = chapters
        .chain(exercises)
        .map(|known| (strsim::jaro_winkler(name, known), known))
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

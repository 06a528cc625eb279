//! Which exercises the names on the command line stand for.

use crate::{Refusal, read};
use grade::{Catalogue, Chapter, Exercise, Region};

/// An exercise with its chapter.
#[derive(Clone, Copy)]
pub struct Chosen<'a> {
    pub chapter: &'a Chapter,
    pub exercise: &'a Exercise,
}

impl Chosen<'_> {
    /// `ch05::l2_penalty`, as the tests call it.
    pub fn full_name(&self) -> String {
        format!("{}::{}", self.chapter.name, self.exercise.name)
    }

    /// The filter that makes the tests run this exercise only.
    pub fn filter(&self) -> Vec<String> {
        vec!["--exact".to_owned(), self.full_name()]
    }

    /// `src/exercises/ch05.rs:14`, or without the line where the marks around it are gone.
    pub fn place(&self) -> Result<String, Refusal> {
        let path = self.chapter.answers_path();
        let text = read(&path)?;
        Ok(match Region::find(&text, &self.exercise.name) {
            Some(region) => format!("{path}:{}", region.function_line(&text)),
            None => path,
        })
    }
}

/// What was asked for.
pub struct Selection<'a> {
    /// In the order of the book.
    pub chosen: Vec<Chosen<'a>>,
    pub catalogue: &'a Catalogue,
    /// Whether names were given at all.
    pub named: bool,
}

impl<'a> Selection<'a> {
    /// All exercises that have one of the names or whose chapter has one; all of them if there are
    /// no names.
    pub fn new(catalogue: &'a Catalogue, names: &[String]) -> Result<Self, Refusal> {
        for name in names {
            if !catalogue.exercises().any(|(chapter, exercise)| meant(name, chapter, exercise)) {
                return Err(unknown(catalogue, name));
            }
        }
        let wanted = |chapter: &Chapter, exercise: &Exercise| {
            names.is_empty() || names.iter().any(|name| meant(name, chapter, exercise))
        };
        let chosen = catalogue
            .exercises()
            .filter(|(chapter, exercise)| wanted(chapter, exercise))
            .map(|(chapter, exercise)| Chosen { chapter, exercise })
            .collect();
        Ok(Self { chosen, catalogue, named: !names.is_empty() })
    }

    /// The filter that makes the tests run these exercises, and as few others as one filter can.
    pub fn filter(&self) -> Vec<String> {
        let mut chapters: Vec<&str> = self.chosen.iter().map(|c| c.chapter.name.as_str()).collect();
        chapters.dedup();
        match (&self.chosen[..], &chapters[..]) {
            ([only], _) => only.filter(),
            (_, [chapter]) => vec![format!("{chapter}::")],
            _ => Vec::new(),
        }
    }
}

fn meant(name: &str, chapter: &Chapter, exercise: &Exercise) -> bool {
    name == chapter.name || name == exercise.name
}

fn unknown(catalogue: &Catalogue, name: &str) -> Refusal {
    let chapters = catalogue.chapters.iter().map(|chapter| chapter.name.as_str());
    let exercises = catalogue.exercises().map(|(_, exercise)| exercise.name.as_str());
    let mut similar: Vec<(f64, &str)> = chapters
        .chain(exercises)
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(similarity, _)| *similarity > 0.7)
        .collect();
    similar.sort_by(|a, b| b.0.total_cmp(&a.0));
    let closest: Vec<&str> = similar.into_iter().take(3).map(|(_, known)| known).collect();
    Refusal::usage(if closest.is_empty() {
        format!("no chapter or exercise is called {name}; `cargo grade` lists the chapters")
    } else {
        format!("no chapter or exercise is called {name}; did you mean {}?", closest.join(", "))
    })
}

//! The list of all exercises, read from `catalogue.toml`.

use serde::Deserialize;

/// All exercises, in the order of the book.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The chapters that have exercises.
    #[serde(rename = "chapter")]
    pub chapters: Vec<Chapter>,
}

/// A chapter of the book and its exercises.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// `ch05`: the name of its files of stubs, solutions, graders and wrong answers.
    pub name: String,
    /// The title, for the overview.
    pub title: String,
    /// The file name of its page in `book/src`.
    pub page: String,
    /// Its exercises, in the order in which they are best solved.
    #[serde(rename = "exercise")]
    pub exercises: Vec<Exercise>,
}

/// One function to write.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// The name of the function.
    pub name: String,
    /// From a nudge to nearly the whole way.
    pub hints: Vec<String>,
}

impl Catalogue {
    /// The catalogue of this workbook.
    ///
    /// # Panics
    /// If `catalogue.toml` is broken.
    pub fn load() -> Self {
        toml::from_str(include_str!("../catalogue.toml"))
            .unwrap_or_else(|e| panic!("grade/catalogue.toml: {e}"))
    }

    /// Every exercise with its chapter, in the order of the book.
    pub fn exercises(&self) -> impl Iterator<Item = (&Chapter, &Exercise)> {
        self.chapters
            .iter()
            .flat_map(|chapter| chapter.exercises.iter().map(move |exercise| (chapter, exercise)))
    }
}

impl Chapter {
    /// Where its page lies in the repository.
    pub fn page_path(&self) -> String {
        format!("book/src/{}", self.page)
    }

    /// Where the reader writes the answers.
    pub fn answers_path(&self) -> String {
        format!("src/exercises/{}.rs", self.name)
    }
}

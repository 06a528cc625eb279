//! All exercises, read from `src/solutions`: the one source of descriptions, hints, stubs and
//! solutions.

use crate::region::Region;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// All exercises, in the order of the book.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The chapters that have exercises.
    pub chapters: Vec<Chapter>,
}

/// A chapter of the book and its exercises.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// `05_weight_decay`: the name of its page, its example and its files of exercises.
    pub name: String,
    /// In the order in which they are best solved.
    pub exercises: Vec<Exercise>,
    /// What `src/exercises/05_weight_decay.rs` holds before the reader has changed it.
    pub stubs: String,
}

/// One function to write.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// The name of the function.
    pub name: String,
    /// The path of the page that sets it, in the repository.
    pub page: String,
    /// From a nudge to nearly the whole way.
    pub hints: Vec<String>,
    /// The description and the signature, with a `todo!` for a body.
    pub stub: String,
    /// The message of that `todo!`.
    pub todo: String,
    /// The function as we write it, with its helpers and without the description.
    pub solution: String,
}

impl Catalogue {
    /// The catalogue of the workbook at `root`.
    ///
    /// # Errors
    /// If a file of solutions cannot be read or lacks part of an exercise. The message names it.
    pub fn read(root: &Path) -> io::Result<Self> {
        let folder = root.join("src/solutions");
        let entries = fs::read_dir(&folder)
            .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", folder.display())))?;
        let mut files: Vec<PathBuf> =
            entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        files.retain(|file| file.extension().is_some_and(|ending| ending == "rs"));
        files.sort();
        let chapters = files.into_iter().map(|file| {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let path = format!("src/solutions/{name}.rs");
            // A clone may have carriage returns at the ends of its lines.
            let solutions = fs::read_to_string(file)?.replace("\r\n", "\n");
            Chapter::new(name, &solutions)
                .map_err(|lack| io::Error::other(format!("{path} has no {lack}")))
        });
        Ok(Self { chapters: chapters.collect::<io::Result<_>>()? })
    }

    /// Every exercise with its chapter, in the order of the book.
    pub fn exercises(&self) -> impl Iterator<Item = (&Chapter, &Exercise)> {
        self.chapters
            .iter()
            .flat_map(|chapter| chapter.exercises.iter().map(move |exercise| (chapter, exercise)))
    }
}

impl Chapter {
    /// The chapter with these solutions, or what they lack.
    fn new(name: String, solutions: &str) -> Result<Self, String> {
        let mut chapter = Self { name, exercises: Vec::new(), stubs: solutions.to_owned() };
        // Either anchor names the exercise, so that a missing one is noticed.
        let mut names: Vec<&str> = solutions
            .lines()
            .filter_map(|l| l.strip_prefix("// ANCHOR: ").or(l.strip_prefix("// ANCHOR_END: ")))
            .collect();
        names.dedup();
        for name in names {
            let region = Region::find(&chapter.stubs, name)
                .ok_or_else(|| format!("`// ANCHOR: {name}` before `// ANCHOR_END: {name}`"))?;
            let exercise = Exercise::new(&chapter.name, name, &region.text(&chapter.stubs))
                .ok_or_else(|| format!("`# Hints` before the `pub fn` of {name}"))?;
            chapter.stubs = region.replaced(&chapter.stubs, &exercise.stub);
            chapter.exercises.push(exercise);
        }
        let first = chapter.exercises.first().ok_or("`// ANCHOR: …` of an exercise")?;
        let help = format!(
            "//! `cargo grade {}` grades your answers, and `cargo grade {} --hint` helps.",
            chapter.name, first.name
        );
        // The first empty line ends the chapter's own heading.
        chapter.stubs = chapter.stubs.replacen("\n\n", &format!("\n//!\n{help}\n\n"), 1);
        Ok(chapter)
    }

    /// The path of the file that holds the reader's answers.
    pub fn answers_path(&self) -> String {
        format!("src/exercises/{}.rs", self.name)
    }
}

impl Exercise {
    /// The exercise of a chapter with this documented solution, if it has all its parts.
    fn new(chapter: &str, name: &str, documented: &str) -> Option<Self> {
        let (doc, solution) = documented.split_at(documented.find("pub fn ")?);
        let (description, list) = doc.split_once("///\n/// # Hints\n")?;
        // A chapter may have several pages; an exercise on a further one says so.
        let (description, page) =
            description.split_once("///\n/// # Page\n///\n/// ").unwrap_or((description, chapter));
        let page = format!("book/src/{}.md", page.trim());
        let mut hints: Vec<String> = Vec::new();
        for line in list.lines().map(|line| line.trim_start_matches('/').trim()) {
            match line.strip_prefix(&format!("{}. ", hints.len() + 1)) {
                Some(hint) => hints.push(hint.to_owned()),
                None => *hints.last_mut()? += &format!(" {line}"),
            }
        }
        let todo = format!("{chapter} {name}: read {page}");
        let (name, solution) = (name.to_owned(), solution.to_owned());
        let mut exercise = Self { name, page, hints, stub: String::new(), todo, solution };
        exercise.stub = format!(
            "{description}{} {{\n    todo!(\"{}\")\n}}\n",
            exercise.signature(),
            exercise.todo
        );
        Some(exercise)
    }

    /// From `pub fn` to the result.
    pub fn signature(&self) -> &str {
        self.solution.split(" {\n").next().unwrap_or_default()
    }
}

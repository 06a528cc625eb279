//! All exercises, read from `src/solutions`: the one source of descriptions, hints, stubs and
//! solutions. `src/planted` has the functions with a planted bug that some stubs hold.

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
    /// The description and the signature, with a `todo!` for a body, or the function with the bug.
    pub stub: String,
    /// Whether the stub holds a function with a planted bug.
    pub is_planted: bool,
    /// The exercise whose function it extends. The stub is then another name for that function.
    pub extends: Option<String>,
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
            let planted = root.join(format!("src/planted/{name}.rs"));
            let planted = match fs::read_to_string(planted) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
                text => text?.replace("\r\n", "\n"),
            };
            Chapter::new(name, &solutions, &planted)
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
    /// The chapter with these solutions and functions with planted bugs, or what the solutions lack.
    fn new(name: String, solutions: &str, planted: &str) -> Result<Self, String> {
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
            let planted = Region::find(planted, name).map(|region| region.text(planted));
            let exercise =
                Exercise::new(&chapter.name, name, &region.text(&chapter.stubs), planted)
                    .ok_or_else(|| format!("`# Hints` before the `pub fn` of {name}"))?;
            chapter.stubs = region.replaced(&chapter.stubs, &exercise.stub);
            chapter.exercises.push(exercise);
        }
        let first = chapter.exercises.first().ok_or("`// ANCHOR: …` of an exercise")?;
        let help = format!(
            "//! `cargo grade {}` grades your answers, and `cargo grade {} --hint` helps.\n\
             //! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer\n\
             //! of another chapter has a path such as `super::_02_embedding::sgd_step`.",
            chapter.name, first.name
        );
        // The first empty line ends the chapter's own heading.
        chapter.stubs = chapter.stubs.replacen("\n\n", &format!("\n//!\n{help}\n\n"), 1);
        Ok(chapter)
    }

    /// Whether it is no chapter, but what the chapters' answers add up to: its exercises are the checkpoints
    /// at the ends of chapters.
    pub fn is_recommender(&self) -> bool {
        self.name == "recommender"
    }

    /// The path of the file that holds the reader's answers.
    pub fn answers_path(&self) -> String {
        format!("src/exercises/{}.rs", self.name)
    }
}

impl Exercise {
    /// The exercise of a chapter with this documented solution and perhaps a planted bug, if it has all
    /// its parts.
    fn new(chapter: &str, name: &str, documented: &str, planted: Option<String>) -> Option<Self> {
        let (doc, solution) = documented.split_at(documented.find("pub fn ")?);
        let (description, list) = doc.split_once("///\n/// # Hints\n")?;
        // A chapter may have several pages; an exercise on a further one says so.
        let (description, page) =
            description.split_once("///\n/// # Page\n///\n/// ").unwrap_or((description, chapter));
        let page = format!("book/src/{}.md", page.trim());
        let (description, extends) = match description.split_once("///\n/// # Extends\n///\n/// ") {
            Some((description, extends)) => (description, Some(extends.trim().to_owned())),
            None => (description, None),
        };
        let mut hints: Vec<String> = Vec::new();
        for line in list.lines().map(|line| line.trim_start_matches('/').trim()) {
            match line.strip_prefix(&format!("{}. ", hints.len() + 1)) {
                Some(hint) => hints.push(hint.to_owned()),
                None => *hints.last_mut()? += &format!(" {line}"),
            }
        }
        let todo = format!("{chapter} {name}: read {page}");
        let (name, solution) = (name.to_owned(), solution.to_owned());
        let is_planted = planted.is_some();
        let stub = String::new();
        let mut exercise = Self { name, page, hints, stub, is_planted, extends, todo, solution };
        let function = match (planted, &exercise.extends) {
            (Some(planted), _) => planted,
            (None, Some(extended)) => format!("pub use self::{extended} as {};\n", exercise.name),
            (None, None) => {
                format!("{} {{\n    todo!(\"{}\")\n}}\n", exercise.signature(), exercise.todo)
            }
        };
        exercise.stub = description.to_owned() + &function;
        Some(exercise)
    }

    /// The number of the chapter whose page sets it.
    pub fn chapter_number(&self) -> Option<u32> {
        self.page.rsplit('/').next()?.split('_').next()?.parse().ok()
    }

    /// From `pub fn` to the result.
    pub fn signature(&self) -> &str {
        self.solution.split(" {\n").next().unwrap_or_default()
    }
}

//! Commands that the chapters show: whether there is such a thing.

use crate::chapters::Chapter;
use crate::cli;
use crate::fault::Fault;
use crate::preprocess::Page;
use crate::project::Project;
use anyhow::{Context, Result};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::env;
use std::process::Command;

/// Checks the commands of all chapters.
#[derive(Debug)]
pub struct Commands<'a> {
    project: &'a Project,
    /// What can be graded: exercises and chapters.
    gradable: Vec<String>,
    /// The help of each program, where it may be run to ask for it.
    help: Option<BTreeMap<String, String>>,
}

impl<'a> Commands<'a> {
    /// With `quick`, programs are not asked for their options.
    ///
    /// # Errors
    /// If the catalogue of exercises cannot be read.
    pub fn new(project: &'a Project, quick: bool) -> Result<Self> {
        let catalogue = project.exercises()?;
        let chapters = catalogue.chapters.iter().map(|chapter| chapter.name.clone());
        let exercises = catalogue.exercises().map(|(_, exercise)| exercise.name.clone());
        let gradable = chapters.chain(exercises).collect();
        Ok(Self { project, gradable, help: (!quick).then(BTreeMap::new) })
    }

    /// The commands of a chapter that cannot work.
    ///
    /// # Errors
    /// If an example cannot be asked for its options.
    pub fn faults(&mut self, chapter: &Chapter) -> Result<Vec<Fault>> {
        let page = Page::new(self.project, &chapter.file, &chapter.text);
        let mut faults = Vec::new();
        let mut in_shell = false;
        for (event, range) in page.events() {
            let shown = match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    in_shell = matches!(&*language, "sh" | "console");
                    continue;
                }
                Event::End(TagEnd::CodeBlock) => {
                    in_shell = false;
                    continue;
                }
                Event::Text(text) if in_shell => text,
                Event::Code(text) => text,
                _ => continue,
            };
            let mut offset = range.start;
            for line in shown.split_inclusive('\n') {
                if let Some(message) = self.fault(line)? {
                    faults.push(page.fault(offset, message));
                }
                offset += line.len();
            }
        }
        Ok(faults)
    }

    /// What is wrong with a line, if it is a command of the workbook.
    fn fault(&mut self, line: &str) -> Result<Option<String>> {
        let line = line.split(" #").next().unwrap_or_default();
        // After `cd … &&` or an environment variable.
        let Some(start) = line.find("cargo ") else { return Ok(None) };
        let words: Vec<&str> = line[start..].split_whitespace().collect();
        let after = |flag: &str| {
            words.iter().position(|word| *word == flag).and_then(|at| words.get(at + 1))
        };
        let root = self.project.root();
        match words.get(1) {
            Some(&"run") => match after("--example") {
                Some(example) if !is_placeholder(example) => self.example(example, &words),
                _ => Ok(None),
            },
            Some(&"test") => {
                Ok(after("--test").filter(|test| !is_placeholder(test)).and_then(|test| {
                    let there = root.join(format!("tests/{test}.rs")).exists()
                        || root.join("tests").join(test).is_dir();
                    (!there)
                        .then(|| format!("there is no tests/{test}.rs for `{}`", words.join(" ")))
                }))
            }
            Some(&"grade") => self.grading(&words),
            Some(&"book") => Ok(cli::understands(&words[1..])
                .err()
                .filter(|_| !words[2..].iter().any(|word| is_placeholder(word)))
                .map(|error| format!("`{}` does not work: {error}", words.join(" ")))),
            _ => Ok(None),
        }
    }

    /// What is wrong with a command that runs an example.
    fn example(&mut self, example: &str, words: &[&str]) -> Result<Option<String>> {
        let folder = self.project.root().join("examples");
        if !folder.join(format!("{example}.rs")).exists()
            && !folder.join(example).join("main.rs").exists()
        {
            return Ok(Some(format!("there is no example {example} for `{}`", words.join(" "))));
        }
        let options = words.iter().skip_while(|word| **word != "--").skip(1);
        self.unknown_option(options, &["--example", example])
    }

    /// What is wrong with a command that grades.
    fn grading(&mut self, words: &[&str]) -> Result<Option<String>> {
        let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        let mut names =
            words[2..].iter().filter(|word| !(word.starts_with('-') || is_number(word)));
        let unknown = names.find(|name| {
            !is_placeholder(name) && !self.gradable.iter().any(|known| known == *name)
        });
        match unknown {
            Some(name) => Ok(Some(format!("there is no exercise {name} in grade/catalogue.toml"))),
            None => self.unknown_option(words[2..].iter(), &["--package", "grade"]),
        }
    }

    /// The first option that the help of what `cargo run` runs does not list.
    fn unknown_option<'w>(
        &mut self,
        words: impl Iterator<Item = &'w &'w str>,
        which: &[&str],
    ) -> Result<Option<String>> {
        let options: Vec<&str> = words
            .filter(|word| word.starts_with("--"))
            .map(|word| word.split('=').next().unwrap_or(word))
            .collect();
        let Some(help) = self.help.as_mut().filter(|_| !options.is_empty()) else {
            return Ok(None);
        };
        let name = which.join(" ");
        if !help.contains_key(&name) {
            help.insert(name.clone(), help_of(self.project, which)?);
        }
        let known = |option: &&str| {
            help[&name]
                .split(|c: char| !(c.is_alphanumeric() || c == '-'))
                .any(|word| word == *option)
        };
        let unknown = options.into_iter().find(|option| !known(option));
        Ok(unknown.map(|option| format!("`cargo run {name}` has no option {option}")))
    }
}

/// `NAME`, `N`, `…`: words that stand for another.
fn is_placeholder(word: &str) -> bool {
    !word.contains(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

fn help_of(project: &Project, which: &[&str]) -> Result<String> {
    let output = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .current_dir(project.root())
        .args(["run", "--quiet"])
        .args(which)
        .args(["--", "--help"])
        .output()
        .context("cargo cannot be run")?;
    anyhow::ensure!(
        output.status.success(),
        "`cargo run {}` cannot be asked for its options:\n{}",
        which.join(" "),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

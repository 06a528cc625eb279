//! Compiles the judges of the chosen chapters, and finds the exercises with compile errors.

use crate::selection::{Chosen, similarity};
use crate::state::State;
use crate::{read, root};
use anyhow::{Context, Result, bail};
use grade::{Chapter, Exercise, Region, without_detour};
use serde_json::Value;
use std::collections::BTreeMap;
use std::env;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The result, by the names of the chapters. Each has a judge or faults.
#[derive(Default)]
pub struct Compiled {
    /// The program that judges the answers.
    pub judges: BTreeMap<String, PathBuf>,
    /// What is wrong with answers that do not compile.
    pub faults: BTreeMap<String, Faults>,
}

/// Why a chapter's answers do not compile.
pub struct Faults {
    /// All there is to say.
    pub text: String,
    /// A line about each exercise with an error of its own.
    concerned: BTreeMap<String, String>,
    /// What keeps the others from being graded.
    summary: String,
    /// Whether the file could be read at all.
    pub readable: bool,
}

impl Faults {
    /// How an exercise of the chapter stands.
    pub fn state(&self, chosen: &Chosen, answers: &str) -> State {
        if let Some(why) = self.concerned.get(&chosen.exercise.name) {
            State::DoesNotCompile { why: why.clone() }
        } else if chosen.is_untouched(answers) == Some(true) {
            State::Untouched(None)
        } else {
            State::NotGraded { why: self.summary.clone() }
        }
    }

    /// Answers that cannot be read.
    fn unreadable(chapter: &Chapter, error: &io::Error) -> Self {
        let path = chapter.answers_path();
        let reset = format!("`cargo grade --reset {}`", chapter.name);
        let text = match error.kind() {
            ErrorKind::NotFound => format!("{path} is missing; {reset} makes it again."),
            ErrorKind::InvalidData => format!(
                "{path} is not text in UTF-8; save it as such, or let {reset} keep a copy and begin anew."
            ),
            _ => format!("{path} cannot be read: {error}"),
        };
        Self {
            text: text.clone() + "\n",
            concerned: BTreeMap::new(),
            summary: text,
            readable: false,
        }
    }

    /// The compiler's messages, each below the exercise it is about.
    fn explained(chapter: &Chapter, errors: &[CompileError]) -> Result<Self> {
        let path = chapter.answers_path();
        let answers = read(&path).with_context(|| path.clone())?;
        let mut concerned = BTreeMap::new();
        let mut text = format!("{}: your answers do not compile yet.\n", chapter.name);
        for error in errors {
            let Some(subject) = error.subject(chapter, &answers) else { continue };
            let name = match subject {
                Subject::Line(exercise, line) => {
                    let rendered = error.rendered();
                    text += &format!(
                        "\nIn {}{path}:{line}:\n\n{}\n",
                        exercise.map(|e| format!("{}, ", e.name)).unwrap_or_default(),
                        rendered.trim_end()
                    );
                    exercise.map(|e| (e, error.message()))
                }
                Subject::Call(exercise) => {
                    let why = misfit(chapter, exercise, &answers);
                    if concerned.contains_key(&exercise.name) {
                        continue;
                    }
                    let signature = exercise.signature().replace('\n', "\n    ");
                    text += &format!(
                        "\nIn {}, {path}: {why}. It is called as\n\n    {signature}\n",
                        exercise.name
                    );
                    Some((exercise, why))
                }
            };
            if let Some((exercise, why)) = name {
                concerned.entry(exercise.name.clone()).or_insert(why);
            }
        }
        let names: Vec<&str> = concerned.keys().map(String::as_str).collect();
        let summary = match names[..] {
            [] => format!("{path} does not compile"),
            _ => format!("{path} does not compile, because of {}", names.join(", ")),
        };
        Ok(Self { text, concerned, summary, readable: true })
    }
}

/// Why an exercise cannot be called as its grader does.
fn misfit(chapter: &Chapter, exercise: &Exercise, answers: &str) -> String {
    let name = &exercise.name;
    let declared = functions(answers);
    if let Some((_, line)) = declared.iter().find(|(declared, _)| declared == name) {
        return if line.starts_with("pub ") {
            format!("`{name}` has other parameters or another result than in its stub")
        } else {
            format!("`{name}` is private: its line must begin with `pub fn`")
        };
    }
    // A function in its place, or one elsewhere with nearly its name, may be the one.
    let of_the_book = functions(&chapter.stubs);
    let closest = |text: &str| {
        let names = functions(text).into_iter().map(|(name, _)| name);
        names
            .filter(|name| of_the_book.iter().all(|(known, _)| known != name))
            .map(|other| (similarity(&other, name), other))
            .max_by(|a, b| a.0.total_cmp(&b.0))
    };
    let in_place = Region::find(answers, name).and_then(|region| closest(&region.text(answers)));
    let elsewhere = || closest(answers).filter(|(similarity, _)| *similarity > 0.8);
    match in_place.or_else(elsewhere) {
        Some((_, other)) => format!("`{name}` is missing; there is a `{other}`: was it renamed?"),
        None => format!(
            "`{name}` is missing; `cargo grade --reset {}` puts all stubs back and keeps a copy",
            chapter.name
        ),
    }
}

/// The functions that a text declares at its margin: the name and the line of each.
fn functions(text: &str) -> Vec<(String, &str)> {
    let declared = text.lines().filter_map(|line| {
        let (before, after) = line.split_once("fn ")?;
        let is_declaration = before.is_empty() || before.starts_with("pub");
        let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        (is_declaration && !name.is_empty()).then_some((name, line))
    });
    declared.collect()
}

/// `cargo build --test 05_weight_decay`, for each of these chapters whose answers can be read.
pub fn compile(chapters: &[&Chapter]) -> Result<Compiled> {
    let mut compiled = Compiled::default();
    let mut readable = Vec::new();
    for &chapter in chapters {
        match read(&chapter.answers_path()) {
            Ok(_) => readable.push(chapter),
            Err(error) => {
                let faults = Faults::unreadable(chapter, &error);
                compiled.faults.insert(chapter.name.clone(), faults);
            }
        }
    }
    if readable.is_empty() {
        return Ok(compiled); // without a name, cargo would build everything
    }
    let format = if io::stdout().is_terminal() {
        "--message-format=json-diagnostic-rendered-ansi"
    } else {
        "--message-format=json"
    };
    let output = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .current_dir(root())
        .args(["build", "--quiet", "--keep-going", "--package", "grade", format])
        .args(readable.iter().flat_map(|chapter| ["--test", &chapter.name]))
        .stdin(Stdio::null())
        .output()
        .context("cargo does not start")?;

    let mut errors: BTreeMap<String, Vec<CompileError>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(report) = serde_json::from_str::<Value>(line) else { continue };
        let target = report["target"]["name"].as_str().unwrap_or_default().to_owned();
        match report["reason"].as_str() {
            Some("compiler-artifact") => {
                let program = report["executable"].as_str();
                compiled.judges.extend(program.map(|program| (target, program.into())));
            }
            Some("compiler-message") if report["message"]["level"] == "error" => {
                errors.entry(target).or_default().push(CompileError(report["message"].clone()));
            }
            _ => {}
        }
    }
    for chapter in readable {
        if let Some(errors) = errors.remove(&chapter.name) {
            compiled.judges.remove(&chapter.name);
            compiled.faults.insert(chapter.name.clone(), Faults::explained(chapter, &errors)?);
        } else if !compiled.judges.contains_key(&chapter.name) {
            let others = errors.values().flatten().map(CompileError::rendered);
            bail!(
                "the workbook itself does not build, so nothing can be graded:\n{}{}",
                others.collect::<String>(),
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
    Ok(compiled)
}

/// What an error is about.
enum Subject<'a> {
    /// A line of the answers, and the exercise that it is part of.
    Line(Option<&'a Exercise>, usize),
    /// The call of an exercise by its grader.
    Call(&'a Exercise),
}

/// An error as the compiler reports it in JSON.
struct CompileError(Value);

impl CompileError {
    /// As the compiler prints it.
    fn rendered(&self) -> String {
        without_detour(self.0["rendered"].as_str().unwrap_or_default())
    }

    /// Its first line.
    fn message(&self) -> String {
        self.0["message"].as_str().unwrap_or_default().to_owned()
    }

    /// The files and lines it points to, the main one first.
    fn places(&self) -> Vec<(String, usize)> {
        let mut spans: Vec<&Value> = self.0["spans"].as_array().into_iter().flatten().collect();
        spans.sort_by_key(|span| span["is_primary"] != true);
        let place = |span: &Value| {
            let file = without_detour(&span["file_name"].as_str()?.replace('\\', "/"));
            Some((file, span["line_start"].as_u64()? as usize))
        };
        spans.into_iter().filter_map(place).collect()
    }

    /// What it is about, if it points anywhere; the last message, which only counts the others, does not.
    fn subject<'a>(&self, chapter: &'a Chapter, answers: &str) -> Option<Subject<'a>> {
        let places = self.places();
        let (file, line) = places.first()?;
        let path = chapter.answers_path();
        let lines = || places.iter().filter(|(file, _)| *file == path).map(|(_, line)| *line);
        if *file != path {
            // An answer that compiles by itself may not fit its grader.
            let called = self.0.to_string();
            let calls = |e: &&Exercise| {
                let name = &e.name;
                called.contains(&format!("answers::_{}::{name}", chapter.name))
                    || called.contains(&format!("{name}`"))
            };
            if let Some(exercise) = chapter.exercises.iter().find(calls) {
                return Some(Subject::Call(exercise));
            }
        }
        // For a brace that is never closed, the main place is the end of the file and a second one
        // is where the brace opens.
        for line in lines() {
            for exercise in &chapter.exercises {
                let region = Region::find(answers, &exercise.name);
                if region.is_some_and(|region| region.contains(line)) {
                    return Some(Subject::Line(Some(exercise), line));
                }
            }
        }
        Some(Subject::Line(None, lines().next().unwrap_or(*line)))
    }
}

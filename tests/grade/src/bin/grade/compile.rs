//! Compiles the judges of the chosen chapters, and finds the exercises with compile errors.

use crate::selection::Selection;
use crate::{read, root};
use anyhow::{Context, Result, bail};
use grade::{Chapter, Region, without_detour};
use serde_json::Value;
use std::collections::BTreeMap;
use std::env;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The result, by the names of the chapters.
#[derive(Default)]
pub struct Compiled {
    /// The program that judges the answers.
    pub judges: BTreeMap<String, PathBuf>,
    /// What to say about answers that do not compile.
    pub errors: BTreeMap<String, String>,
}

/// `cargo build --test 05_weight_decay`, for every chosen chapter whose answers can be read.
pub fn compile(selection: &Selection) -> Result<Compiled> {
    let mut compiled = Compiled::default();
    let mut chapters = Vec::new();
    for chapter in selection.chapters() {
        match read(&chapter.answers_path()) {
            Ok(_) => chapters.push(chapter),
            Err(error) => {
                compiled.errors.insert(chapter.name.clone(), unreadable(chapter, &error));
            }
        }
    }
    if chapters.is_empty() {
        return Ok(compiled); // without a name, cargo would build everything
    }
    let format = if std::io::stdout().is_terminal() {
        "--message-format=json-diagnostic-rendered-ansi"
    } else {
        "--message-format=json"
    };
    let output = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .current_dir(root())
        .args(["build", "--quiet", "--keep-going", "--package", "grade", format])
        .args(chapters.iter().flat_map(|chapter| ["--test", &chapter.name]))
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
    for chapter in chapters {
        if let Some(errors) = errors.remove(&chapter.name) {
            compiled.errors.insert(chapter.name.clone(), explained(chapter, &errors)?);
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

/// What to say about answers that cannot be read.
fn unreadable(chapter: &Chapter, error: &io::Error) -> String {
    let Chapter { name, .. } = chapter;
    let path = chapter.answers_path();
    let reset = format!("`cargo grade --reset {name}`");
    match error.kind() {
        ErrorKind::NotFound => format!("{path} is missing; {reset} makes it again.\n"),
        ErrorKind::InvalidData => format!(
            "{path} is not text in UTF-8; save it as such, or let {reset} keep a copy and begin anew.\n"
        ),
        _ => format!("{path} cannot be read: {error}\n"),
    }
}

/// The compiler's messages, each below the exercise it is about.
fn explained(chapter: &Chapter, errors: &[CompileError]) -> Result<String> {
    let mut text = format!("{}: your answers do not compile yet.\n", chapter.name);
    // The last message, which only counts the others, points nowhere.
    for error in errors {
        if let Some(heading) = error.heading(chapter)? {
            text += &format!("\n{heading}\n\n{}\n", error.rendered().trim_end());
        }
    }
    Ok(text)
}

/// An error as the compiler reports it in JSON.
struct CompileError(Value);

impl CompileError {
    /// As the compiler prints it.
    fn rendered(&self) -> String {
        without_detour(self.0["rendered"].as_str().unwrap_or_default())
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

    /// Its text and that of the notes below it.
    fn text(&self) -> String {
        let notes = self.0["children"].as_array().into_iter().flatten();
        std::iter::once(&self.0)
            .chain(notes)
            .filter_map(|message| message["message"].as_str())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Which exercise it is about, if it points anywhere.
    fn heading(&self, chapter: &Chapter) -> Result<Option<String>> {
        let places = self.places();
        let Some((file, line)) = places.first() else { return Ok(None) };
        let path = chapter.answers_path();
        let answers = read(&path).with_context(|| path.clone())?;
        // For a brace that is never closed, the main place is the end of the file and a second one
        // is where the brace opens.
        for (_, line) in places.iter().filter(|(file, _)| *file == path) {
            for exercise in &chapter.exercises {
                let name = &exercise.name;
                if Region::find(&answers, name).is_some_and(|region| region.contains(*line)) {
                    return Ok(Some(format!("In {name}, {path}:{line}:")));
                }
            }
        }
        // An answer that compiles by itself may not fit its grader, because its signature differs.
        let text = self.text();
        for exercise in &chapter.exercises {
            let name = &exercise.name;
            if text.contains(&format!("answers::{name}}}"))
                || text.contains(&format!("`{name}` in module `answers`"))
            {
                let signature = exercise.signature().replace('\n', "\n    ");
                return Ok(Some(format!(
                    "In {name}, {path}: the function must keep its name and its signature, which \
                     is\n\n    {signature}"
                )));
            }
        }
        Ok(Some(format!("In {file}:{line}:")))
    }
}

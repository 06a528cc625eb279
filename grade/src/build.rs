//! Compiles the tests that grade, and finds the exercise in which the compiler stumbled.

use crate::selection::Selection;
use crate::{Refusal, read, root};
use grade::Region;
use serde_json::Value;
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What came of it.
pub enum Build {
    /// The program that grades.
    Done(PathBuf),
    /// The reader's answers do not compile: what to tell.
    Errors(String),
}

/// `cargo test --test exercises --no-run`
pub fn build(selection: &Selection) -> Result<Build, Refusal> {
    let format = if std::io::stdout().is_terminal() {
        "--message-format=json-diagnostic-rendered-ansi"
    } else {
        "--message-format=json"
    };
    let mut cargo = Command::new(cargo())
        .current_dir(root())
        .args(["test", "--quiet", "--test", "exercises", "--no-run", format])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| Refusal::obstacle(format!("cargo does not start: {e}")))?;

    let (mut program, mut errors, mut announced) = (None, Vec::new(), false);
    let stdout = cargo.stdout.take().expect("it is piped");
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        let Ok(report) = serde_json::from_str::<Value>(&line) else { continue };
        let ours = report["target"]["name"] == "exercises";
        match report["reason"].as_str() {
            Some("compiler-artifact") if ours => {
                program = report["executable"].as_str().map(PathBuf::from)
            }
            Some("compiler-artifact") if report["fresh"] == false && !announced => {
                eprintln!(
                    "Compiling what the exercises need. The first time, this takes a minute."
                );
                announced = true;
            }
            Some("compiler-message") if report["message"]["level"] == "error" => {
                errors.push(CompilerError { message: report["message"].clone(), ours });
            }
            _ => {}
        }
    }
    let mut complaint = String::new();
    cargo.stderr.take().expect("it is piped").read_to_string(&mut complaint).unwrap_or_default();
    let success = cargo.wait().is_ok_and(|status| status.success());
    match program {
        Some(program) if success => Ok(Build::Done(program)),
        _ if errors.iter().any(|error| error.ours) => Ok(Build::Errors(tell(selection, &errors)?)),
        _ => {
            let rendered: String = errors.iter().map(CompilerError::rendered).collect();
            Err(Refusal::obstacle(format!(
                "the workbook itself does not build, so nothing can be graded:\n{rendered}{complaint}"
            )))
        }
    }
}

/// The cargo that runs this program, or the one on the path.
fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// A message of the compiler.
struct CompilerError {
    message: Value,
    /// Whether it is about the tests that grade, to which the answers belong.
    ours: bool,
}

impl CompilerError {
    /// As the compiler prints it. The answers are compiled from `tests`, hence the way round.
    fn rendered(&self) -> String {
        self.message["rendered"].as_str().unwrap_or_default().replace("tests/../src/", "src/")
    }

    /// The file and the line where it was found.
    fn place(&self) -> Option<(String, usize)> {
        let spans = self.message["spans"].as_array()?;
        let span = spans.iter().find(|span| span["is_primary"] == true)?;
        let file = span["file_name"].as_str()?.replace("tests/../src/", "src/");
        Some((file, span["line_start"].as_u64()? as usize))
    }

    /// Its text and that of the notes below it.
    fn text(&self) -> String {
        let notes = self.message["children"].as_array().into_iter().flatten();
        std::iter::once(&self.message)
            .chain(notes)
            .filter_map(|message| message["message"].as_str())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// The compiler's messages, each below the exercise it is about.
fn tell(selection: &Selection, errors: &[CompilerError]) -> Result<String, Refusal> {
    let mut told = "Your answers do not compile yet, so nothing can be graded.\n".to_owned();
    // The last message only counts the others.
    for error in errors.iter().filter(|error| error.ours && error.place().is_some()) {
        told += &format!("\n{}\n\n{}\n", heading(selection, error)?, error.rendered().trim_end());
    }
    Ok(told)
}

fn heading(selection: &Selection, error: &CompilerError) -> Result<String, Refusal> {
    let (file, line) = error.place().expect("those without a place are left out");
    let exercises = selection.catalogue.exercises();
    if let Some(chapter) = selection.catalogue.chapters.iter().find(|c| c.answers_path() == file) {
        let text = read(&file)?;
        let within = |name: &str| Region::find(&text, name).is_some_and(|r| r.contains(line));
        let exercise = chapter.exercises.iter().find(|exercise| within(&exercise.name));
        return Ok(match exercise {
            Some(exercise) => format!("In {}, {file}:{line}:", exercise.name),
            None => format!("Outside the exercises, {file}:{line}:"),
        });
    }
    // The answer compiles by itself, but does not fit its grader: the signature is another one.
    let text = error.text();
    for (chapter, exercise) in exercises {
        let (path, name) = (chapter.answers_path(), &exercise.name);
        let item = format!("{}::{name}}}", chapter.name);
        let missing = format!("`{name}` in module `exercises::{}`", chapter.name);
        if text.contains(&item) || text.contains(&missing) {
            let stub = read(&format!("grade/stubs/{}.rs", chapter.name))?;
            let stub = Region::find(&stub, name).map(|region| region.text(&stub));
            let signature = stub.as_deref().map(signature).unwrap_or_default();
            return Ok(format!(
                "In {name}, {path}: the function must keep its name and its signature, which is\n\n{signature}"
            ));
        }
    }
    Ok(format!("In {file}:{line}, where the answers are graded:"))
}

/// From `pub fn` to the end of the parameters and the result.
fn signature(stub: &str) -> String {
    let lines = stub.lines().skip_while(|line| !line.starts_with("pub fn"));
    let mut signature = String::new();
    for line in lines {
        signature += &format!("    {}\n", line.trim_end_matches('{').trim_end());
        if line.ends_with('{') {
            break;
        }
    }
    signature.trim_end().to_owned()
}

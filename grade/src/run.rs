//! Runs the tests that grade, and reads what they report.

use crate::build::{Build, build};
use crate::selection::{Chosen, Selection};
use crate::{Refusal, root};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// How an exercise stands.
pub enum Outcome {
    Solved,
    /// The stub's message.
    NotBegun(String),
    /// The feedback.
    Wrong(String),
}

/// What grading brought to light.
pub enum Grades {
    /// By full name, and what the answers printed while they ran.
    Of(BTreeMap<String, Outcome>, Vec<String>),
    /// The compiler's messages.
    DoesNotCompile(String),
}

/// Grades what was asked for.
pub fn run(selection: &Selection) -> Result<Grades, Refusal> {
    let program = match build(selection)? {
        Build::Done(program) => program,
        Build::Errors(told) => return Ok(Grades::DoesNotCompile(told)),
    };
    let mut grades = (BTreeMap::new(), Vec::new());
    run_once(&program, selection.filter(), &mut grades)?;
    // An answer that recurs without end takes the whole program with it. What it left ungraded is
    // graded one by one.
    for chosen in &selection.chosen {
        if !grades.0.contains_key(&chosen.full_name()) {
            run_once(&program, chosen.filter(), &mut grades)?;
        }
    }
    Ok(Grades::Of(grades.0, grades.1))
}

/// Grades what passes the filter, as far as the program gets.
fn run_once(
    program: &Path,
    filter: Vec<String>,
    (outcomes, printed): &mut (BTreeMap<String, Outcome>, Vec<String>),
) -> Result<(), Refusal> {
    let output = Command::new(program)
        .current_dir(root())
        // One after the other, so that it is clear which exercise a death belongs to.
        .args(["--format", "json", "--test-threads", "1"])
        .args(filter)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| Refusal::obstacle(format!("{}: {e}", program.display())))?;

    let (mut running, mut finished) = (None, false);
    let (stdout, stderr) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    for line in stdout.lines() {
        // An answer may have printed something without ending the line.
        let (own, report) = line.split_at(line.find(r#"{ "type": "#).unwrap_or(line.len()));
        if !own.is_empty() {
            printed.push(own.to_owned());
        }
        let Ok(report) = serde_json::from_str::<Value>(report) else { continue };
        let name = report["name"].as_str().unwrap_or_default().to_owned();
        match (report["type"].as_str(), report["event"].as_str()) {
            (Some("test"), Some("started")) => running = Some(name),
            (Some("test"), Some("ok")) => drop(outcomes.insert(name, Outcome::Solved)),
            (Some("test"), Some("failed")) => {
                let told = feedback(report["stdout"].as_str().unwrap_or_default());
                outcomes.insert(name, told);
            }
            (Some("suite"), Some("ok" | "failed")) => finished = true,
            _ => {}
        }
    }
    printed.extend(stderr.lines().map(str::to_owned));
    match running {
        _ if finished => {}
        Some(culprit) => {
            let told = "got:      the end of the whole program\n\
                        why:      most likely the function calls itself without end";
            outcomes.insert(culprit, Outcome::Wrong(told.to_owned()));
        }
        None => {
            let message = format!("the tests that grade end early:\n{stderr}");
            return Err(Refusal::obstacle(message));
        }
    }
    Ok(())
}

/// The feedback, out of what the test harness makes of it: `Error: "feedback"`.
fn feedback(reported: &str) -> Outcome {
    let text = reported.trim_end().trim_start_matches("Error: \"").trim_end_matches('"');
    match text.strip_prefix("not begun: ") {
        Some(message) => Outcome::NotBegun(message.to_owned()),
        None => Outcome::Wrong(text.to_owned()),
    }
}

/// The first of these that is not solved.
pub fn next<'a>(chosen: &[Chosen<'a>], outcomes: &BTreeMap<String, Outcome>) -> Option<Chosen<'a>> {
    chosen.iter().find(|c| !matches!(outcomes.get(&c.full_name()), Some(Outcome::Solved))).copied()
}

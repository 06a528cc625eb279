//! What is recorded against what the examples do now.

use crate::chapters;
use crate::fault::Fault;
use crate::numbers::{Margin, difference};
use crate::project::Project;
use crate::record::{Take, take};
use crate::recordings::{Kind, Recordings, Run, Tolerance};
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How far a line of a figure may move, in its own units: 460 are its whole width.
const FIGURE: Margin = Margin { absolute: 3.0, relative: 0.0, counts: false };

/// Runs all examples on the built-in data and compares.
///
/// # Errors
/// If an example fails.
pub fn faults(project: &Project) -> Result<Vec<Fault>> {
    let recordings = Recordings::load(project)?;
    let shown = chapters::figures_shown(project)?;
    let mut faults = Vec::new();
    let mut drawn = BTreeSet::new();
    for run in recordings.runs(None)?.iter().filter(|run| run.kind == Kind::Builtin) {
        eprintln!("{run}");
        let mut take = take(project, run)?;
        take.retain(|path, _| {
            path.starts_with("output") || shown.contains(&path.with_extension("svg"))
        });
        faults.extend(compare(project, run, &take, recordings.tolerance));
        drawn.extend(take.into_keys());
    }
    for figure in shown.difference(&drawn).filter(|figure| figure.starts_with("figures/builtin")) {
        let file = Path::new("book/src").join(figure);
        faults.push(Fault::of_file(file, "no example draws this figure; show another"));
    }
    Ok(faults)
}

fn compare(project: &Project, run: &Run, take: &Take, tolerance: Tolerance) -> Vec<Fault> {
    let mend = format!("`cargo book record {}` records it anew", run.recording.name());
    let Tolerance { absolute, relative } = tolerance;
    let margin = Margin { absolute, relative, counts: true };
    let mut faults = Vec::new();
    for (path, now) in take {
        let file = Path::new("book/src").join(path);
        let Ok(before) = fs::read_to_string(project.chapters().join(path)) else {
            faults.push(Fault::of_file(file, format!("is missing; {mend}")));
            continue;
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let parted = match path.extension().and_then(|ending| ending.to_str()) {
            Some("txt") => difference(&untimed(&before, run), &untimed(now, run), margin),
            Some("svg") if run.recording.timed_figures.contains(&stem.to_string()) => None,
            Some("svg") => difference(&markup(&before), &markup(now), FIGURE)
                .or_else(|| difference(&labels(&before), &labels(now), margin)),
            _ => difference(&untimed_json(&before), &untimed_json(now), margin),
        };
        if let Some(parted) = parted {
            let message = format!("drifted: {parted}; {mend}");
            faults.push(Fault::in_line(file, parted.line, message));
        }
    }
    faults
}

/// The text of a record, line for line, with what tells a time masked, and the fingerprint of a
/// kept model, which changes with every line of code.
fn untimed(text: &str, run: &Run) -> String {
    let mut in_timings = false;
    let mut in_seconds = false;
    let mut at_start = true;
    let mut masked = String::new();
    for line in text.lines() {
        if at_start {
            in_timings = run.recording.timings.iter().any(|start| line.starts_with(start));
            in_seconds = line.ends_with("seconds");
        }
        let line = match line.rsplit_once(' ') {
            Some(_) if in_timings => "a time",
            Some((rest, _)) if in_seconds && !at_start => rest,
            _ => line,
        };
        masked += &without_fingerprint(line);
        masked.push('\n');
        at_start = line.is_empty();
    }
    masked
}

/// The JSON lines of a record without times and fingerprints.
fn untimed_json(text: &str) -> String {
    let line = |line: &str| match serde_json::from_str(line) {
        Ok(value) => format!("{}\n", without_times(value)),
        Err(_) => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn without_times(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(key, _)| !key.contains("seconds"))
                .map(|(key, value)| (key, without_times(value)))
                .collect(),
        ),
        Value::Array(items) => items.into_iter().map(without_times).collect(),
        Value::String(text) => without_fingerprint(&text).into(),
        other => other,
    }
}

/// `…_0.1.0_8a38d33c1b6afff6.safetensors` without what stands after the last underscore.
fn without_fingerprint(line: &str) -> String {
    match line.strip_suffix(".safetensors").and_then(|line| line.rsplit_once('_')) {
        Some((rest, _)) => rest.to_owned(),
        None => line.to_owned(),
    }
}

/// The tags of an SVG, line for line.
fn markup(svg: &str) -> String {
    parts(svg, 0)
}

/// What stands between the tags of an SVG, line for line.
fn labels(svg: &str) -> String {
    parts(svg, 1)
}

/// Of every line the parts inside its tags (0) or between them (1).
fn parts(svg: &str, which: usize) -> String {
    let of_line = |line: &str| {
        let parts: Vec<_> = line.split(['<', '>']).skip(1 - which).step_by(2).collect();
        parts.join(" ") + "\n"
    };
    svg.lines().map(of_line).collect()
}

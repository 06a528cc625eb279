//! Compares the records with what the examples do now.

use crate::chapter::{Chapter, figures_shown};
use crate::fault::Fault;
use crate::files::read_text;
use crate::numbers::{Margin, difference};
use crate::project::Project;
use crate::record::{Take, take};
use crate::recordings::{Kind, Recordings, Run};
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};
use std::thread;

/// How far a line of a figure may move, in the figure's units. Its whole width is 460.
const FIGURE: Margin = Margin { absolute: 3.0, relative: 0.0, coordinates: true };

/// Runs all examples on the built-in data and compares. The chapters show the text and the figures,
/// and quote the JSON lines, so all three must be as the examples make them.
pub fn faults(project: &Project, chapters: &[Chapter]) -> Result<Vec<Fault>> {
    let recordings = Recordings::load(project)?;
    let shown = figures_shown(chapters);
    // Several seeds take too long to run again, but the figure has a twin with one seed.
    let wanted: BTreeSet<PathBuf> =
        shown.iter().flat_map(|figure| [figure.clone(), with_one_seed(figure)]).collect();
    let mut runs = recordings.runs(None)?;
    runs.retain(|run| run.kind == Kind::Builtin);
    let (once, runs): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| run.recording.once);
    let mut faults = Vec::new();
    let own = |run: &Run| {
        let figures = run.recording.own_figures.iter();
        figures.map(|name| Path::new("figures").join(run.file(name, "svg"))).collect::<Vec<_>>()
    };
    let mut drawn: BTreeSet<PathBuf> = once.iter().flat_map(own).collect();
    for (run, take) in runs.iter().zip(take_all(project, &runs, &wanted)) {
        let mut take = take?;
        drawn.extend(take.keys().cloned());
        take.retain(|file, _| !wanted.contains(file) || shown.contains(file));
        faults.extend(compare(project, run, &take, recordings.tolerance));
    }
    let on_builtin = shown.iter().filter(|figure| figure.starts_with("figures/builtin"));
    for figure in on_builtin.filter(|figure| !drawn.contains(&with_one_seed(figure))) {
        let file = Path::new("book/src").join(figure);
        faults.push(Fault::in_file(file, "no example draws this figure; show a different one"));
    }
    Ok(faults)
}

/// The figure as a run with one seed draws it: `05_sweep.svg` for `05_sweep.seeds.svg`.
fn with_one_seed(figure: &Path) -> PathBuf {
    PathBuf::from(figure.to_string_lossy().replace(".seeds.", "."))
}

/// Takes the runs, in their order, on all cores: an example uses one of them.
fn take_all(project: &Project, runs: &[Run], shown: &BTreeSet<PathBuf>) -> Vec<Result<Take>> {
    let takes: Vec<OnceLock<Result<Take>>> = runs.iter().map(|_| OnceLock::new()).collect();
    let waiting = Mutex::new(runs.iter().zip(&takes));
    // The lock is kept while a run is named, so that they are named in their order.
    let next = || {
        let mut waiting = waiting.lock().expect("nothing panics with the lock");
        waiting.next().inspect(|(run, _)| eprintln!("{run}"))
    };
    let work = || {
        while let Some((run, taken)) = next() {
            taken.get_or_init(|| take(project, run, shown));
        }
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        (0..cores).for_each(|_| drop(scope.spawn(work)));
    });
    takes.into_iter().map(|take| take.into_inner().expect("every run was taken")).collect()
}

fn compare(project: &Project, run: &Run, take: &Take, margin: Margin) -> Vec<Fault> {
    let fix = format!("`cargo book record {}` records it again", run.recording.name());
    let mut faults = Vec::new();
    for (path, now) in take {
        let file = Path::new("book/src").join(path);
        let Ok(before) = read_text(&project.chapters().join(path)) else {
            faults.push(Fault::in_file(file, format!("is missing; {fix}")));
            continue;
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let found = match path.extension().and_then(|ending| ending.to_str()) {
            Some("txt") => difference(&untimed(&before, run), &untimed(now, run), margin),
            Some("svg") if run.recording.timed_figures.iter().any(|figure| *figure == stem) => None,
            Some("svg") => {
                let tags = difference(&parts(&before, TAGS), &parts(now, TAGS), FIGURE);
                tags.or_else(|| difference(&parts(&before, LABELS), &parts(now, LABELS), margin))
            }
            _ => difference(&untimed_json(&before), &untimed_json(now), margin),
        };
        if let Some(found) = found {
            faults.push(Fault::in_line(file, found.line, format!("drifted: {found}; {fix}")));
        }
    }
    faults
}

/// The text of a record, line for line, with timings masked: paragraphs that start as listed, and
/// the last column of tables whose header ends in seconds.
fn untimed(text: &str, run: &Run) -> String {
    let mut masked = Vec::new();
    for paragraph in text.split("\n\n") {
        let is_timing = run.recording.timings.iter().any(|start| paragraph.starts_with(start));
        let is_timed = paragraph.lines().next().is_some_and(|header| header.ends_with("seconds"));
        let lines =
            paragraph.lines().enumerate().map(|(index, line)| match line.rsplit_once(' ') {
                Some(_) if is_timing => "a time",
                Some((rest, _)) if is_timed && index > 0 => rest,
                _ => line,
            });
        masked.push(lines.collect::<Vec<_>>().join("\n"));
    }
    masked.join("\n\n")
}

/// The JSON lines of a record without timings, memory and cores, fields in alphabetical order: whether `serde_json`
/// sorts them or keeps the order of the program depends on what else is built.
fn untimed_json(text: &str) -> String {
    let lines = text.lines().map(|line| match serde_json::from_str(line) {
        Ok(mut value) => {
            remove_times(&mut value);
            value.sort_all_objects();
            value.to_string()
        }
        Err(_) => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What fields are called that differ from machine to machine.
const MEASURED: [&str; 4] = ["seconds", "per_second", "peak_memory", "machine"];

fn remove_times(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| MEASURED.iter().all(|measured| !key.contains(measured)));
            fields.values_mut().for_each(remove_times);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_times),
        _ => {}
    }
}

/// Where the tags and the labels of an SVG start, among the parts between angle brackets.
const TAGS: usize = 1;
const LABELS: usize = 0;

/// The tags of an SVG or its labels, line for line.
fn parts(svg: &str, first: usize) -> String {
    let lines = svg
        .lines()
        .map(|line| line.split(['<', '>']).skip(first).step_by(2).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

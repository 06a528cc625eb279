//! Records and figures that are missing, or that nothing needs.

use crate::chapters::{Chapter, figures_in, files_in};
use crate::fault::Fault;
use crate::preprocess::directives::directives;
use crate::project::Project;
use crate::recordings::Recordings;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Records that are listed and not there, there and not listed, or not used by any chapter; figures
/// that no chapter shows.
///
/// # Errors
/// If a folder or the list cannot be read.
pub fn faults(project: &Project, chapters: &[Chapter]) -> Result<Vec<Fault>> {
    let listed = listed(&Recordings::load(project)?)?;
    let used: BTreeSet<String> = chapters
        .iter()
        .flat_map(|chapter| directives(&chapter.text))
        .filter(|directive| matches!(directive.name.as_str(), "value" | "output"))
        .flat_map(|directive| directive.words)
        .collect();
    let mut faults = Vec::new();
    let mut there = BTreeSet::new();
    for path in files_in(&project.outputs())? {
        let place = path.strip_prefix(project.outputs()).unwrap_or(&path);
        let record = place.with_extension("").display().to_string();
        let mut fault = |message: &str| faults.push(Fault::of_file(project.shown(&path), message));
        if !listed.contains(place) {
            fault("book/recordings.toml does not list it; remove it");
        } else if !used.contains(&record) {
            fault("no chapter uses this record; use it or take it from book/recordings.toml");
        }
        there.insert(place.to_owned());
    }
    for missing in listed.difference(&there) {
        let file = Path::new("book/src/output").join(missing);
        let example = missing.file_stem().unwrap_or_default().to_string_lossy();
        let example = example.split('.').next().unwrap_or_default();
        faults.push(Fault::of_file(
            file,
            format!("is missing; `cargo book record {example}` makes it"),
        ));
    }
    let shown: BTreeSet<PathBuf> =
        chapters.iter().flat_map(|chapter| figures_in(&chapter.text)).collect();
    for path in files_in(&project.figures())? {
        let place = path.strip_prefix(project.chapters()).unwrap_or(&path);
        if !shown.contains(&place.with_extension("svg")) {
            faults.push(Fault::of_file(
                project.shown(&path),
                "no chapter shows this figure; `cargo book record` removes such figures",
            ));
        }
    }
    Ok(faults)
}

/// The files of all records, from their folder.
fn listed(recordings: &Recordings) -> Result<BTreeSet<PathBuf>> {
    let runs = recordings.runs(None)?;
    let files = runs
        .iter()
        .flat_map(|run| ["txt", "jsonl"].map(|ending| run.file(run.recording.name(), ending)));
    Ok(files.collect())
}

//! Missing records, and records and figures that nothing needs.

use crate::chapter::{Chapter, figures_not_shown, figures_shown};
use crate::fault::Fault;
use crate::files::files_in;
use crate::preprocess::claims;
use crate::preprocess::directives::directives;
use crate::project::Project;
use crate::recordings::Recordings;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Records that are listed but missing, present but not listed, or not used by any chapter; and
/// figures that no chapter shows.
pub fn faults(project: &Project, chapters: &[Chapter]) -> Result<Vec<Fault>> {
    let mut listed: BTreeSet<PathBuf> = BTreeSet::new();
    for run in Recordings::load(project)?.runs(None)? {
        listed.extend(["txt", "jsonl"].map(|ending| run.file(run.recording.name(), ending)));
    }
    let used: BTreeSet<String> = chapters
        .iter()
        .flat_map(|chapter| directives(&chapter.text))
        .filter(|directive| matches!(directive.name.as_str(), "value" | "output"))
        .flat_map(|directive| directive.words)
        .collect();
    let conditions: Vec<String> =
        chapters.iter().flat_map(|chapter| claims::conditions(&chapter.text)).collect();
    let mut faults = Vec::new();
    for path in files_in(&project.outputs())? {
        let place = path.strip_prefix(project.outputs()).unwrap_or(&path);
        let record = place.with_extension("").display().to_string();
        let message = if !listed.remove(place) {
            "book/recordings.toml does not list it; remove it"
        } else if !used.contains(&record)
            && !conditions.iter().any(|condition| condition.contains(&format!("\"{record}\"")))
        {
            "no chapter uses this record; use it or remove it from book/recordings.toml"
        } else {
            continue;
        };
        faults.push(Fault::in_file(project.shown(&path), message));
    }
    for missing in listed {
        let example = missing.file_stem().unwrap_or_default().to_string_lossy();
        let example = example.split('.').next().unwrap_or_default();
        faults.push(Fault::in_file(
            Path::new("book/src/output").join(&missing),
            format!("is missing; `cargo book record {example}` makes it"),
        ));
    }
    for path in figures_not_shown(project, &figures_shown(chapters))? {
        let message = "no chapter shows this figure; `cargo book record` removes such figures";
        faults.push(Fault::in_file(project.shown(&path), message));
    }
    Ok(faults)
}

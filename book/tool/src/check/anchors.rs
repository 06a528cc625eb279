//! Anchors in the sources that no chapter includes. (A missing anchor stops the build.)

use crate::chapter::Chapter;
use crate::fault::Fault;
use crate::files::files_in;
use crate::preprocess::includes::{anchor_in, includes};
use crate::project::Project;
use anyhow::Result;
use std::collections::BTreeSet;

/// The folders whose anchors are for chapters to include.
const SOURCES: [&str; 3] = ["src", "examples", "tests"];
/// The folders whose anchors are for `{{exercise}}`.
const EXERCISES: [&str; 3] = ["src/exercises", "src/planted", "src/solutions"];

/// All anchors that no chapter includes.
pub fn faults(project: &Project, chapters: &[Chapter]) -> Result<Vec<Fault>> {
    let mut used = BTreeSet::new();
    for chapter in chapters {
        let folder = chapter.folder(project);
        for (_, include) in includes(chapter) {
            used.extend(include.anchor.clone().map(|anchor| (include.path(&folder), anchor)));
        }
    }
    let mut faults = Vec::new();
    for source in SOURCES {
        for path in files_in(&project.root().join(source))? {
            let shown = project.shown(&path);
            let is_rust = path.extension().is_some_and(|ending| ending == "rs");
            if !is_rust || EXERCISES.iter().any(|folder| shown.starts_with(folder)) {
                continue;
            }
            for (line, text) in (1..).zip(project.read(&path)?.lines()) {
                let Some(anchor) = anchor_in(text, "ANCHOR") else { continue };
                if !used.contains(&(path.clone(), anchor.to_owned())) {
                    let message =
                        format!("no chapter includes the anchor {anchor}; include it or remove it");
                    faults.push(Fault::in_line(&shown, line, message));
                }
            }
        }
    }
    Ok(faults)
}

//! Checks that the book is in order and that nothing in it has drifted.

mod anchors;
mod commands;
mod drift;
mod leftovers;
mod markdown;
mod pages;

use crate::build;
use crate::chapter::chapters;
use crate::fault;
use crate::preprocess::expand;
use crate::project::Project;
use anyhow::Result;

/// Checks everything; with `quick`, without running an example. The error names every fault, its
/// place, and how to fix it.
pub fn check(project: &Project, quick: bool) -> Result<()> {
    let chapters = chapters(project)?;
    let mut faults = Vec::new();
    for chapter in &chapters {
        expand(project, chapter, &mut faults);
        faults.extend(markdown::faults(chapter));
    }
    faults.extend(commands::faults(project, &chapters, quick)?);
    // A chapter that cannot be expanded cannot be built. The other checks run all the same.
    let can_be_built = faults.is_empty();
    faults.extend(anchors::faults(project, &chapters)?);
    faults.extend(leftovers::faults(project, &chapters)?);
    if can_be_built {
        build::build(project)?;
        faults.extend(pages::faults(project, &chapters)?);
    }
    if !quick {
        faults.extend(drift::faults(project, &chapters)?);
    }
    fault::into_result(faults)
}

//! Checks that the book is in order and that nothing in it has drifted.

mod anchors;
mod commands;
mod drift;
mod leftovers;
mod listings;
mod markdown;
mod pages;
mod promises;
mod published;
mod sums;
mod torn;

use crate::build;
use crate::chapter::{self, chapters};
use crate::fault;
use crate::preprocess::{expand, with_values};
use crate::project::Project;
use anyhow::Result;

/// Checks everything; with `quick`, without running an example. The error names every fault, its
/// place, and how to fix it.
pub fn check(project: &Project, quick: bool) -> Result<()> {
    let chapters = chapters(project)?;
    let mut faults = Vec::new();
    // The README has text of its own, whose claims must hold too.
    for page in chapters.iter().chain(&chapter::readme(project)?) {
        // Once expanded, a value may begin a line like a list item; a claim no longer can.
        let expanded = with_values(project, page, &mut faults);
        faults.extend(torn::faults(&expanded));
        faults.extend(sums::faults(project, page));
        faults.extend(promises::faults(page, &chapters));
    }
    for chapter in &chapters {
        expand(project, chapter, None, &mut faults);
        faults.extend(markdown::faults(chapter));
        faults.extend(listings::faults(project, chapter));
    }
    faults.extend(commands::faults(project, &chapters, quick)?);
    // A chapter that cannot be expanded cannot be built. The other checks run all the same.
    let can_be_built = faults.is_empty();
    faults.extend(anchors::faults(project, &chapters)?);
    faults.extend(leftovers::faults(project, &chapters)?);
    if can_be_built {
        build::build(project)?;
        faults.extend(pages::faults(project, &chapters)?);
        faults.extend(published::faults(project, &chapters)?);
    }
    if !quick {
        faults.extend(drift::faults(project, &chapters)?);
    }
    fault::into_result(faults)
}

/// Checks what takes the examples: the options of the commands that the book shows, and the records.
pub fn examples(project: &Project) -> Result<()> {
    let chapters = chapters(project)?;
    let mut faults = commands::faults(project, &chapters, false)?;
    faults.extend(drift::faults(project, &chapters)?);
    fault::into_result(faults)
}

/// Checks the pages as they are built: their links above all.
pub fn pages(project: &Project) -> Result<()> {
    fault::into_result(pages::faults(project, &chapters(project)?)?)
}

//! Checking that the book is whole and that nothing in it has drifted.

mod anchors;
mod commands;
mod drift;
mod leftovers;
mod markdown;
mod pages;

use crate::build;
use crate::chapters::chapters;
use crate::fault;
use crate::preprocess::Page;
use crate::project::Project;
use anyhow::Result;
use commands::Commands;

/// Checks everything; with `quick`, without running an example.
///
/// # Errors
/// If anything is wrong: the message names every fault, where it stands and how to mend it.
pub fn check(project: &Project, quick: bool) -> Result<()> {
    let chapters = chapters(project)?;
    let mut commands = Commands::new(project, quick)?;
    let mut faults = Vec::new();
    for chapter in &chapters {
        Page::new(project, &chapter.file, &chapter.text).expand(&mut faults);
        faults.extend(markdown::faults(project, chapter));
        faults.extend(commands.faults(chapter)?);
    }
    // A chapter that cannot be expanded cannot be built either; what else is wrong is told now.
    let can_be_built = faults.is_empty();
    faults.extend(anchors::faults(project, &chapters)?);
    faults.extend(leftovers::faults(project, &chapters)?);
    if can_be_built {
        build::build(project)?;
        faults.extend(pages::faults(project, &chapters)?);
    }
    if !quick {
        faults.extend(drift::faults(project)?);
    }
    fault::none_of(faults)
}

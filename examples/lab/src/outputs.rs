//! Whether the results can be written where they should go, found out before anything is trained.

use crate::Result;
use clap::ArgMatches;
use std::fs;
use std::path::{Path, PathBuf, absolute};
use workbook::data::Dataset;
use workbook::saved::ModelFile;
use workbook::{Error, check_file, check_folder};

/// Checks the folder for the figures and the file for the model, of the programs that have them. Both stay as
/// they were.
///
/// # Errors
/// If one of them cannot be written to, or the model would take the place of the figures or of an input.
pub fn check(options: &ArgMatches) -> Result<()> {
    let path = |name| options.try_get_one::<PathBuf>(name).ok().flatten();
    let figures = path("figures");
    if let Some(figures) = figures {
        check_folder(figures).map_err(figures_elsewhere)?;
    }
    let Some(save) = path("save") else { return Ok(()) };
    check_file(save)?;
    let data = options.try_get_one::<String>("data").ok().flatten().map(Path::new);
    let taken = figures.is_some_and(|figures| is_for_figures(save, figures))
        || [data, path("valid_rows").map(PathBuf::as_path)]
            .into_iter()
            .flatten()
            .any(|input| is_input(save, input));
    if taken {
        let problem = format!("{}: another option needs this path for itself", save.display());
        let message = format!("{problem}; save the model elsewhere");
        return Err(Error::Setting { name: "save", message }.into());
    }
    Ok(())
}

/// Checks, before anything is trained, that a file for a model has room for the names in the data.
///
/// # Errors
/// If it has not.
pub fn check_save(save: Option<&Path>, data: &Dataset) -> Result<()> {
    match save {
        Some(_) => Ok(ModelFile::check_names(data)?),
        None => Ok(()),
    }
}

/// The error of a figure that cannot be written.
pub fn figures_elsewhere(error: Error) -> Error {
    match error {
        Error::Io { path, source, .. } => {
            let remedy = "choose a folder for the figures that can be written to (--figures)";
            Error::Io { path, source, remedy: remedy.to_owned() }
        }
        other => other,
    }
}

/// Whether a model's file would be in the way of the figures' folder, or be taken for a figure.
fn is_for_figures(save: &Path, figures: &Path) -> bool {
    let (Ok(save), Ok(figures)) = (absolute(save), absolute(figures)) else { return false };
    let ending = save.extension().and_then(|ending| ending.to_str());
    figures.starts_with(&save)
        || save.parent() == Some(&figures) && matches!(ending, Some("svg" | "json"))
}

/// Whether a model's file would replace an input, or something else in a folder of inputs.
fn is_input(save: &Path, input: &Path) -> bool {
    let (Ok(save), Ok(input)) = (fs::canonicalize(save), fs::canonicalize(input)) else {
        return false;
    };
    save == input || save.parent() == Some(&input) && ModelFile::load(&save).is_err()
}

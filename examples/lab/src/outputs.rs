//! Whether the results can be written where they should go, found out before anything is trained.

use crate::Result;
use clap::ArgMatches;
use std::fs;
use std::path::{Path, PathBuf, absolute};
use workbook::data::Dataset;
use workbook::saved::ModelFile;
use workbook::{Error, check_file, check_folder};

/// Checks the folder for the figures and the files for the model and the JSON lines, of the programs that have
/// them. All stay as they were.
///
/// # Errors
/// If one of them cannot be written to, or a file would take the place of the figures, of an input or of the
/// other file.
pub fn check(options: &ArgMatches) -> Result<()> {
    let path = |name| options.try_get_one::<PathBuf>(name).ok().flatten();
    let figures = path("figures");
    if let Some(figures) = figures {
        check_folder(figures).map_err(figures_elsewhere)?;
    }
    let data = options.try_get_one::<String>("data").ok().flatten().map(Path::new);
    let inputs = [data, path("valid_rows").map(PathBuf::as_path)];
    let [save, json] = ["save", "json_file"].map(path);
    for (option, what, file, other) in
        [("save", "the model", save, json), ("json_file", "the JSON lines", json, save)]
    {
        let Some(file) = file else { continue };
        check_file(file)?;
        let is_taken = figures.is_some_and(|figures| is_for_figures(file, figures))
            || other.is_some_and(|other| absolute(file).ok() == absolute(other).ok())
            || inputs.into_iter().flatten().any(|input| is_input(file, input));
        if is_taken {
            let problem = format!("{}: another option needs this path for itself", file.display());
            let message = format!("{problem}; save {what} elsewhere");
            return Err(Error::Setting { name: option, message }.into());
        }
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

/// Whether a file would be in the way of the figures' folder, or be taken for a figure.
fn is_for_figures(file: &Path, figures: &Path) -> bool {
    let (Ok(file), Ok(figures)) = (absolute(file), absolute(figures)) else { return false };
    let ending = file.extension().and_then(|ending| ending.to_str());
    figures.starts_with(&file)
        || file.parent() == Some(&figures) && matches!(ending, Some("svg" | "json"))
}

/// Whether a file would replace an input, or something else than a model in a folder of inputs.
fn is_input(file: &Path, input: &Path) -> bool {
    let (Ok(file), Ok(input)) = (fs::canonicalize(file), fs::canonicalize(input)) else {
        return false;
    };
    file == input || file.parent() == Some(&input) && ModelFile::load(&file).is_err()
}

//! Saving a figure, whole or not at all.

use std::path::{Path, PathBuf};

use super::{PlotError, figure::check_name};
use crate::write::write_whole;

/// Writes `content` to `dir/NAME.ENDING`, making the folder if need be, and returns the path.
///
/// Whoever reads the file finds the old figure or the new one, never half of it.
pub fn save(dir: &Path, name: &str, ending: &str, content: &str) -> Result<PathBuf, PlotError> {
    check_name(name)?;
    let path = dir.join(format!("{name}.{ending}"));
    write_whole(&path, content.as_bytes())
        .map_err(|(path, source)| PlotError::Io { path, source })?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, io, process};

    /// An empty folder of this test's own.
    fn folder(test: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("workbook-save-{}-{test}", process::id()));
        let _ = fs::remove_dir_all(&dir);
        dir
    }

    fn names(dir: &Path) -> Vec<String> {
        fs::read_dir(dir)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn makes_the_folder_and_replaces_what_was_there() {
        let dir = folder("replaces").join("a").join("b");
        let first = save(&dir, "loss", "svg", "<svg>old</svg>").expect("saved");
        let second = save(&dir, "loss", "svg", "<svg>new</svg>").expect("saved");
        assert_eq!(first, second);
        assert_eq!(fs::read_to_string(second).expect("a file"), "<svg>new</svg>");
        assert_eq!(names(&dir), ["loss.svg"], "no draft stays behind");
    }

    #[test]
    fn a_figure_being_read_is_never_written_over() {
        let dir = folder("atomic");
        let path = save(&dir, "loss", "svg", "old").expect("saved");
        let mut reader = fs::File::open(path).expect("a file");
        save(&dir, "loss", "svg", "new").expect("saved");
        assert_eq!(io::read_to_string(&mut reader).expect("readable"), "old");
    }

    #[test]
    fn a_failure_names_the_path_and_leaves_no_draft() {
        let dir = folder("fails");
        fs::create_dir_all(dir.join("loss.svg")).expect("a folder where the file should go");
        let error =
            save(&dir, "loss", "svg", "new").expect_err("a folder cannot be replaced by a file");
        assert!(error.to_string().contains("loss.svg"), "{error}");
        assert_eq!(names(&dir), ["loss.svg"]);
    }
}

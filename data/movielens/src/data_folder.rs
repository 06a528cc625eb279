//! Where data sets are kept.

use std::env;
use std::path::{Path, PathBuf};

/// The environment variable that names the folder with the data sets.
const DATA_FOLDER: &str = "WORKBOOK_DATA";

/// The folder in which the library looks for data sets: `$WORKBOOK_DATA`, else `data` in the
/// repository.
pub fn data_folder() -> PathBuf {
    match env::var_os(DATA_FOLDER) {
        Some(folder) if !folder.is_empty() => PathBuf::from(folder),
        _ => repository(&env::current_dir().unwrap_or_default()).join("data"),
    }
}

/// The repository round this folder, else the one in which the program was compiled.
fn repository(folder: &Path) -> &Path {
    let is_root = |folder: &&Path| {
        folder.join("Cargo.toml").is_file() && folder.join("data/builtin/u.data").is_file()
    };
    let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    folder.ancestors().find(is_root).or(compiled.filter(is_root)).unwrap_or(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_repository_is_found_from_any_folder_inside_it() {
        let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        assert_eq!(repository(&compiled.join("src/data")), compiled);
        let other = tempfile::tempdir().unwrap();
        assert_eq!(repository(other.path()), compiled);
        fs::create_dir_all(other.path().join("data/builtin")).unwrap();
        for file in ["Cargo.toml", "data/builtin/u.data"] {
            fs::write(other.path().join(file), "").unwrap();
        }
        assert_eq!(repository(&other.path().join("src/exercises")), other.path());
    }
}

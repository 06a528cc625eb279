//! Where the repository is, so that its folders are found from any folder inside it.

use std::path::{Path, PathBuf};

/// The way from the current folder up to the repository of this workbook: the folder with `Cargo.toml` and
/// `data/builtin`. It is empty in the repository itself, and outside of it.
pub fn repository() -> PathBuf {
    // Without a current folder there is nothing around it.
    let current = std::env::current_dir().unwrap_or_default();
    from(&current)
}

fn from(folder: &Path) -> PathBuf {
    let is_repository =
        |folder: &Path| folder.join("Cargo.toml").is_file() && folder.join("data/builtin").is_dir();
    let up = folder.ancestors().position(is_repository);
    std::iter::repeat_n("..", up.unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_found_from_inside_and_not_from_outside() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(from(root), Path::new(""));
        assert_eq!(from(&root.join("src/exercises")), Path::new("../.."));
        // The packages of the workspace have a Cargo.toml, but they are not the repository.
        assert_eq!(from(&root.join("examples/lab")), Path::new("../.."));
        let elsewhere = tempfile::tempdir().unwrap();
        assert_eq!(from(elsewhere.path()), Path::new(""));
    }
}

//! Inputs as files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

/// Stands between the files of an input: one byte, so that a mutation easily adds or removes it.
const SEPARATOR: u8 = b'\x0c';

/// Cuts an input into its files; those that are not there are `None`.
pub fn parts<const N: usize>(input: &[u8]) -> [Option<&[u8]>; N] {
    let mut parts = input.splitn(N, |&byte| byte == SEPARATOR);
    [(); N].map(|()| parts.next())
}

/// The folder of this process for the files of its inputs.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("workbook-fuzz-{}", process::id()));
        fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        Self(folder)
    }

    /// A folder in it.
    pub fn folder(&self, name: &str) -> Self {
        let folder = self.0.join(name);
        fs::create_dir_all(&folder).expect("it is in our own folder");
        Self(folder)
    }

    pub fn path(&self) -> &str {
        text(&self.0)
    }

    /// Writes a file and returns its path. Without content there is no such file afterwards.
    pub fn write(&self, name: &str, content: Option<&[u8]>) -> PathBuf {
        let path = self.0.join(name);
        match content {
            Some(content) => fs::write(&path, content).expect("it is in our own folder"),
            None => drop(fs::remove_file(&path)), // which may not be there
        }
        path
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("paths of temporary files are text")
}

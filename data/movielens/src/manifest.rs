//! The list of a data set's files, kept among them, by which a later run tells whether it is whole.

use crate::checksum::md5_of;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;

/// The name of the list.
const LIST: &str = ".movielens.json";

/// What was unpacked.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Manifest {
    /// The name of the release.
    pub release: String,
    /// Its files, in the order of the archive.
    pub files: Vec<Entry>,
}

/// A file of a data set.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Entry {
    /// Its path within the folder, with `/` on every system.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// The MD5 sum of its content.
    pub md5: String,
}

impl Manifest {
    /// The list in this folder, if there is one.
    ///
    /// # Errors
    /// If it cannot be read or is not a list of files.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        match fs::read(folder.join(LIST)) {
            Ok(json) => Ok(Some(serde_json::from_slice(&json)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the list into this folder.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::write(folder.join(LIST), serde_json::to_vec_pretty(self)?)
    }

    /// Compares the files in the folder with the list: the first difference, in words.
    pub fn difference(&self, folder: &Path) -> Option<String> {
        self.files.iter().find_map(|file| {
            let path = folder.join(&file.name);
            let size = match fs::metadata(&path) {
                Ok(found) if found.is_file() => found.len(),
                _ => return Some(format!("{} is missing", file.name)),
            };
            if size != file.size {
                return Some(format!("{} has {size} bytes, not {}", file.name, file.size));
            }
            match md5_of(&path) {
                Ok(md5) if md5 == file.md5 => None,
                Ok(_) => Some(format!("{} was changed", file.name)),
                Err(error) => Some(format!("{} cannot be read: {error}", file.name)),
            }
        })
    }

    /// How many bytes the files have together.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_as_it_was_written_and_sees_every_difference() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ratings.csv");
        fs::write(&file, "abc").unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), None);
        let list = Manifest {
            release: "ml-25m".to_owned(),
            files: vec![Entry {
                name: "ratings.csv".to_owned(),
                size: 3,
                md5: md5_of(&file).unwrap(),
            }],
        };
        list.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap().as_ref(), Some(&list));
        assert_eq!(list.difference(folder.path()), None);

        fs::write(&file, "abd").unwrap();
        assert_eq!(list.difference(folder.path()).unwrap(), "ratings.csv was changed");
        fs::write(&file, "ab").unwrap();
        assert_eq!(list.difference(folder.path()).unwrap(), "ratings.csv has 2 bytes, not 3");
        fs::remove_file(&file).unwrap();
        assert_eq!(list.difference(folder.path()).unwrap(), "ratings.csv is missing");

        fs::write(folder.path().join(LIST), "{").unwrap();
        assert!(Manifest::read(folder.path()).is_err());
    }
}

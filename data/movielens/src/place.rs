//! Where a data set goes, what is there already, and how it gets there in one step.
//!
//! While a run works, everything lies in the folder `.movielens` beside the data sets: the archive as
//! far as it has arrived, the files as far as they are unpacked. A data set appears under its name by
//! one renaming, when it is whole.

use crate::fault::{Fault, Kind};
use crate::manifest::Manifest;
use crate::release::Release;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The folder for the work in progress.
const WORKSHOP: &str = ".movielens";

/// The place of one release.
#[derive(Debug)]
pub struct Place {
    /// The folder of the data set.
    pub target: PathBuf,
    workshop: PathBuf,
    release: &'static Release,
}

/// What lies at a place.
#[derive(Debug, PartialEq)]
pub enum State {
    /// Nothing, or an empty folder.
    Free,
    /// The data set; in words, how far that was checked.
    Complete(String),
    /// Something else; in words, what.
    Taken(String),
}

impl Place {
    /// The place of a release in a folder of data sets.
    pub fn new(folder: &Path, release: &'static Release) -> Self {
        Self { target: folder.join(release.name), workshop: folder.join(WORKSHOP), release }
    }

    /// Looks at what is there.
    pub fn state(&self) -> State {
        if self.is_free() {
            State::Free
        } else if self.target.is_dir() {
            self.content()
        } else {
            match fs::metadata(&self.target) {
                Ok(_) => State::Taken("is not a folder".to_owned()),
                Err(error) => State::Taken(format!("cannot be looked at: {error}")),
            }
        }
    }

    fn is_free(&self) -> bool {
        match fs::symlink_metadata(&self.target) {
            Ok(found) if found.is_dir() => {
                fs::read_dir(&self.target).is_ok_and(|mut all| all.next().is_none())
            }
            Ok(_) => false,
            Err(error) => {
                matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
            }
        }
    }

    fn content(&self) -> State {
        let lacks = |name: &&str| {
            !fs::metadata(self.target.join(name)).is_ok_and(|file| file.is_file() && file.len() > 0)
        };
        match Manifest::read(&self.target) {
            Err(error) => State::Taken(format!("has a list of files that cannot be read: {error}")),
            Ok(Some(list)) if list.release != self.release.name => {
                State::Taken(format!("holds {}", list.release))
            }
            Ok(Some(list)) => match list.difference(&self.target) {
                None => State::Complete(format!("all {} files are as unpacked", list.files.len())),
                Some(difference) => State::Taken(format!("is incomplete: {difference}")),
            },
            Ok(None) => match self.release.needed().find(lacks) {
                None => State::Complete(format!(
                    "unpacked by hand; {} and the files that belong to it are there",
                    self.release.ratings
                )),
                Some(name) => {
                    State::Taken(format!("is not {}: it has no {name}", self.release.name))
                }
            },
        }
    }

    /// Locks the place until the file is dropped.
    ///
    /// # Errors
    /// If another run has locked it, or the folder cannot be written.
    pub fn lock(&self) -> Result<File, Fault> {
        fs::create_dir_all(&self.workshop)
            .map_err(|error| Fault::disk("create the folder", &self.workshop, &error))?;
        // The file stays when the run is over: removed, it could be locked by a run that opened it
        // before, beside another one that made a new file.
        let path = self.in_workshop("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|error| Fault::disk("write", &path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Fault::new(
                Kind::Busy,
                format!(
                    "another run is fetching {} to {}",
                    self.release.name,
                    self.target.display()
                ),
            )),
            Err(TryLockError::Error(error)) => Err(Fault::disk("lock", &path, &error)),
        }
    }

    /// The archive, as far as it has arrived.
    pub fn archive(&self) -> PathBuf {
        self.in_workshop("zip.part")
    }

    /// What is known of the archive that is arriving.
    pub fn origin(&self) -> PathBuf {
        self.in_workshop("zip.json")
    }

    /// The folder in which the files are unpacked.
    pub fn unpacked(&self) -> PathBuf {
        self.in_workshop("new")
    }

    /// What is being replaced, as a whole.
    fn replaced(&self) -> PathBuf {
        self.in_workshop("old")
    }

    /// What is being deleted, and may lack some of its files already.
    fn rubbish(&self) -> PathBuf {
        self.in_workshop("rubbish")
    }

    fn in_workshop(&self, ending: &str) -> PathBuf {
        self.workshop.join(format!("{}.{ending}", self.release.name))
    }

    /// Puts back what a run was about to replace when it was killed.
    ///
    /// # Errors
    /// If it cannot be moved.
    pub fn recover(&self) -> Result<(), Fault> {
        if self.is_free() && exists(&self.replaced()) {
            self.move_in(&self.replaced())?;
        }
        Ok(())
    }

    /// Moves the unpacked files to their place, in place of what is there.
    ///
    /// # Errors
    /// If they cannot be moved. What was there is there again.
    pub fn install(&self) -> Result<(), Fault> {
        if self.is_free() {
            return self.move_in(&self.unpacked());
        }
        let failed = |error| Fault::disk("move away", &self.target, &error);
        self.delete_replaced().map_err(failed)?;
        fs::rename(&self.target, self.replaced()).map_err(failed)?;
        self.move_in(&self.unpacked()).inspect_err(|_| {
            // If this fails as well, the next run tries again.
            let _ = self.recover();
        })
    }

    fn move_in(&self, from: &Path) -> Result<(), Fault> {
        let failed = |error| Fault::disk("move the files to", &self.target, &error);
        match fs::remove_dir(&self.target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
            _ => fs::rename(from, &self.target).map_err(failed),
        }
    }

    /// Deletes what was replaced, so that a run that is killed meanwhile does not leave a part of it
    /// for [`Place::recover`].
    fn delete_replaced(&self) -> io::Result<()> {
        remove(&self.rubbish())?;
        if exists(&self.replaced()) {
            fs::rename(self.replaced(), self.rubbish())?;
        }
        remove(&self.rubbish())
    }

    /// Whether an earlier run left something that [`Place::clear`] removes.
    pub fn has_leftovers(&self) -> bool {
        let leftovers =
            [self.replaced(), self.rubbish(), self.unpacked(), self.archive(), self.origin()];
        leftovers.iter().any(|path| exists(path))
    }

    /// Removes everything that a run leaves while it works, but for its lock.
    ///
    /// # Errors
    /// If something cannot be removed.
    pub fn clear(&self) -> Result<(), Fault> {
        (self.delete_replaced())
            .and_then(|()| remove(&self.unpacked()))
            .and_then(|()| remove(&self.archive()))
            .and_then(|()| remove(&self.origin()))
            .map_err(|error| Fault::disk("clear", &self.workshop, &error))
    }
}

/// Removes a file, a link or a folder with all it holds, if there is one.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(folder: &Path) -> Place {
        Place::new(folder, Release::named("ml-100k").unwrap())
    }

    fn write(path: PathBuf) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }

    #[test]
    fn a_folder_unpacked_by_hand_counts_only_with_all_needed_files() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(folder.path());
        assert_eq!(place.state(), State::Free);
        fs::create_dir(&place.target).unwrap();
        assert_eq!(place.state(), State::Free);
        for name in ["u.data", "u.item", "u.user"] {
            write(place.target.join(name));
            assert!(matches!(place.state(), State::Taken(_)), "{name}");
        }
        fs::create_dir(place.target.join("u.genre")).unwrap();
        assert_eq!(place.state(), State::Taken("is not ml-100k: it has no u.genre".to_owned()));
        fs::remove_dir(place.target.join("u.genre")).unwrap();
        write(place.target.join("u.genre"));
        assert!(matches!(place.state(), State::Complete(_)));
        fs::write(place.target.join("u.data"), "").unwrap();
        assert_eq!(place.state(), State::Taken("is not ml-100k: it has no u.data".to_owned()));
    }

    #[test]
    fn a_second_run_does_not_get_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(folder.path());
        let first = place.lock().unwrap();
        assert_eq!(place.lock().unwrap_err().kind, Kind::Busy);
        drop(first);
        place.lock().unwrap();
    }

    #[test]
    fn what_was_there_comes_back_if_the_run_is_killed_or_the_new_files_cannot_be_moved() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(folder.path());
        write(place.target.join("mine"));
        place.install().unwrap_err(); // nothing is unpacked
        assert!(place.target.join("mine").is_file());

        fs::create_dir_all(&place.workshop).unwrap();
        place.install().unwrap_err();
        assert!(place.target.join("mine").is_file());

        fs::rename(&place.target, place.replaced()).unwrap(); // killed here
        place.recover().unwrap();
        assert!(place.target.join("mine").is_file());

        write(place.rubbish().join("half")); // killed while it deleted what was replaced
        fs::rename(&place.target, folder.path().join("elsewhere")).unwrap();
        place.recover().unwrap();
        assert_eq!(place.state(), State::Free);
        fs::rename(folder.path().join("elsewhere"), &place.target).unwrap();

        write(place.unpacked().join("u.data"));
        place.install().unwrap();
        assert!(place.target.join("u.data").is_file() && !place.target.join("mine").exists());
        assert!(place.has_leftovers());
        place.clear().unwrap();
        assert!(!place.has_leftovers());
    }

    #[cfg(unix)]
    #[test]
    fn replacing_a_link_leaves_what_it_points_to() {
        let folder = tempfile::tempdir().unwrap();
        let place = place(folder.path());
        write(folder.path().join("elsewhere/mine"));
        std::os::unix::fs::symlink("elsewhere", &place.target).unwrap();
        write(place.unpacked().join("u.data"));
        place.install().unwrap();
        place.clear().unwrap();
        assert!(place.target.join("u.data").is_file());
        assert!(folder.path().join("elsewhere/mine").is_file());
    }
}

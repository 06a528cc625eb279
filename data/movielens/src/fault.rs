//! What can go wrong, as one line that says what to do.

use std::io;
use std::path::Path;

/// The most characters of a line about an error.
const LONGEST_LINE: usize = 300;

/// Of this many characters of the problem the line never falls short, however long the address
/// and the folder are.
const SHORTEST_PROBLEM: usize = 80;

/// What went wrong. [`Fault::line`] adds what to do.
#[derive(Debug)]
pub struct Fault {
    problem: String,
    pub kind: Kind,
}

/// What sort of trouble it is, which decides what the reader is advised to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The server gives no archive.
    Refused,
    /// The download broke off; what arrived is kept.
    Interrupted,
    /// The archive that arrived is not one to unpack.
    BadArchive,
    /// A folder or disk cannot take the data.
    Disk,
    /// No space is left on a disk.
    DiskFull,
    /// Something else lies where the data set goes.
    InTheWay,
    /// Another run is at it.
    Busy,
}

/// Where the archive comes from and where its files go.
#[derive(Debug)]
pub struct Route<'a> {
    /// The address of the archive.
    pub url: &'a str,
    /// The file of ratings, once it is unpacked.
    pub ratings: &'a Path,
}

impl Fault {
    /// A fault of this kind.
    pub fn new(kind: Kind, problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), kind }
    }

    /// A path that cannot be used as intended: `verb` is what was tried.
    pub fn disk(verb: &str, path: &Path, error: &io::Error) -> Self {
        let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
        let kind = if full.contains(&error.kind()) { Kind::DiskFull } else { Kind::Disk };
        Self::new(kind, format!("cannot {verb} {}: {error}", path.display()))
    }

    /// The problem and what to do, in one line of at most 300 characters.
    pub fn line(&self, route: &Route) -> String {
        let problem = visible(&self.problem);
        let advice = |longest| {
            let url = shorten(&visible(route.url), longest);
            let file = shorten(&visible(&route.ratings.display().to_string()), longest);
            self.kind.advice(&url, &file)
        };
        let room = |advice: &str| LONGEST_LINE.saturating_sub("error: ; ".len() + length(advice));
        let least = length(&problem).min(SHORTEST_PROBLEM);
        let advice = [usize::MAX, 100, 80, 50]
            .map(advice)
            .into_iter()
            .find(|advice| room(advice) >= least)
            .unwrap_or_default();
        format!("error: {}; {advice}", shorten(&problem, room(&advice)))
    }
}

impl Kind {
    fn advice(self, url: &str, file: &str) -> String {
        let by_hand = format!("open {url} in a browser and unpack it so that there is {file}");
        match self {
            Self::Refused | Self::BadArchive => by_hand,
            Self::Interrupted => format!("run it again to resume, or {by_hand}"),
            Self::Disk => "check the folder, or choose another one with --to DIR".to_owned(),
            Self::DiskFull => {
                "free some space and run it again to resume, or choose another disk with --to DIR"
                    .to_owned()
            }
            Self::InTheWay => "move it away, or replace it with --force".to_owned(),
            Self::Busy => "wait until that is done".to_owned(),
        }
    }
}

/// The text with its control characters and the like spelt out, since servers and archives may send
/// any.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\'' | '\\' => out.push(c),
            c => out.extend(c.escape_debug()),
        }
    }
    out
}

/// The text, without its middle if it is longer than this.
fn shorten(text: &str, longest: usize) -> String {
    let excess = length(text).saturating_sub(longest);
    if excess == 0 {
        return text.to_owned();
    }
    let head = longest / 2;
    let tail = head + excess + 1; // one more for the sign of the gap
    text.chars().take(head).chain(['…']).chain(text.chars().skip(tail)).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 7] = [
        Kind::Refused,
        Kind::Interrupted,
        Kind::BadArchive,
        Kind::Disk,
        Kind::DiskFull,
        Kind::InTheWay,
        Kind::Busy,
    ];

    #[test]
    fn a_line_is_one_short_line_however_long_and_hostile_its_parts_are() {
        let long = "x\n\u{1b}[2J\u{202e}y".repeat(100);
        let path = format!("/{}/ratings.csv", "folder/".repeat(80));
        for kind in KINDS {
            for (url, path) in [(long.as_str(), path.as_str()), ("http://h/a.zip", "/d/r.csv")] {
                let route = Route { url, ratings: Path::new(path) };
                for problem in ["short", long.as_str()] {
                    let line = Fault::new(kind, problem).line(&route);
                    assert!(length(&line) <= 300, "{} characters: {line}", length(&line));
                    assert!(line.starts_with("error: "), "{line}");
                    assert!(!line.chars().any(char::is_control), "{line:?}");
                    assert!(!line.contains('\u{202e}'), "{line:?}");
                }
                let line = Fault::new(kind, "short").line(&route);
                assert!(line.starts_with("error: short; "), "{line}");
            }
        }
    }

    #[test]
    fn faults_of_the_download_say_what_to_do_by_hand() {
        let route = Route {
            url: "https://files.grouplens.org/datasets/movielens/ml-latest-small.zip",
            ratings: Path::new("/home/somebody/collab-workbook/data/ml-latest-small/ratings.csv"),
        };
        for kind in [Kind::Refused, Kind::Interrupted, Kind::BadArchive] {
            let line = Fault::new(kind, "x".repeat(500)).line(&route);
            assert!(line.contains(route.url), "{line}");
            assert!(line.contains(route.ratings.to_str().unwrap()), "{line}");
        }
    }

    #[test]
    fn a_text_loses_its_middle() {
        assert_eq!(shorten("0123456789", 10), "0123456789");
        assert_eq!(shorten("0123456789", 7), "012…789");
        assert_eq!(shorten("0123456789", 4), "01…9");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told_from_a_folder_that_cannot_be_written() {
        use std::io::Write;
        let mut full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let error = full.write_all(b"x").unwrap_err();
        assert_eq!(Fault::disk("write", Path::new("/dev/full"), &error).kind, Kind::DiskFull);
        let error = std::fs::File::create("/proc/x").unwrap_err();
        assert_eq!(Fault::disk("write", Path::new("/proc/x"), &error).kind, Kind::Disk);
    }
}

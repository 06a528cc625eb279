//! Where an answer panicked, as the reader should look for it.

use crate::judge::{DETOUR, without_detour};
use std::backtrace::Backtrace;
use std::fmt::{self, Display, Formatter};
use std::panic::Location;

/// The place of a panic. Shown, it is the line in the reader's file, if that is known.
pub struct Place {
    file: String,
    line: u32,
    /// For a panic outside of the answers: the calls that led there.
    calls: Option<Backtrace>,
}

impl Place {
    /// The place of a panic that is going on in this thread.
    pub fn new(location: &Location) -> Self {
        let file = location.file().replace('\\', "/");
        let calls = (!file.contains(DETOUR)).then(Backtrace::force_capture);
        Self { file, line: location.line(), calls }
    }

    /// The line of the answers that was running.
    fn in_answers(&self) -> Option<String> {
        let calls = self.calls.as_ref()?.to_string().replace('\\', "/");
        calls.lines().find_map(|line| {
            let (_, place) = line.split_once(DETOUR)?;
            let (place, _column) = place.rsplit_once(':')?;
            Some(place.to_owned())
        })
    }

    fn is_in_std(&self) -> bool {
        self.file.starts_with("/rustc/") || self.file.contains("/rustlib/src/rust/")
    }
}

/// `at src/exercises/05_weight_decay.rs:14`
impl Display for Place {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self.in_answers() {
            Some(place) => write!(f, "at {place}"),
            None if self.is_in_std() => write!(f, "within the standard library"),
            None => write!(f, "at {}:{}", without_detour(&self.file), self.line),
        }
    }
}

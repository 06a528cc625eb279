//! What is wrong with the book, and where.

use std::fmt;
use std::path::{Path, PathBuf};

/// One thing that is wrong: where it stands, what it is, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    file: PathBuf,
    line: Option<usize>,
    message: String,
}

impl Fault {
    /// A fault of a whole file.
    pub fn of_file(file: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, message: message.into() }
    }

    /// A fault in the line of `text` that holds the byte `offset`.
    pub fn at(file: &Path, text: &str, offset: usize, message: impl Into<String>) -> Self {
        let line = text[..offset].matches('\n').count() + 1;
        Self { file: file.to_owned(), line: Some(line), message: message.into() }
    }
}

/// `book/src/05_weight_decay.md:42: there is no run "wd=0.2" in …`
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// All faults as one error, or none.
///
/// # Errors
/// If there is any fault.
pub fn none_of(mut faults: Vec<Fault>) -> anyhow::Result<()> {
    faults.sort();
    faults.dedup();
    match faults.as_slice() {
        [] => Ok(()),
        [one] => anyhow::bail!("{one}"),
        many => {
            let list: String = many.iter().map(|fault| format!("\n  {fault}")).collect();
            anyhow::bail!("{} faults in the book:{list}", many.len())
        }
    }
}

//! What is wrong with the book, and where.

use std::fmt;
use std::path::PathBuf;

/// One thing that is wrong: where it is, what it is, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    file: PathBuf,
    line: Option<usize>,
    message: String,
}

impl Fault {
    /// A fault of a whole file. An error as the message appears with its causes.
    pub fn in_file(file: impl Into<PathBuf>, message: impl fmt::Display) -> Self {
        Self { file: file.into(), line: None, message: format!("{message:#}") }
    }

    /// A fault in one line of a file, counted from 1.
    pub fn in_line(file: impl Into<PathBuf>, line: usize, message: impl fmt::Display) -> Self {
        Self { line: Some(line), ..Self::in_file(file, message) }
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

/// One error that names all faults, if there are any.
pub fn into_result(mut faults: Vec<Fault>) -> anyhow::Result<()> {
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

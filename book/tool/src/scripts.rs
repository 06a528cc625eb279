//! Our own scripts, made lighter on the way to the pages: without comments and indentation.

use crate::files::files_in;
use crate::project::Project;
use anyhow::{Context, Result, ensure};
use std::fs;

/// The folders of the pages that hold our own scripts.
const FOLDERS: [&str; 2] = ["interactive", "theme"];

/// Rewrites the scripts in the built pages.
pub fn lighten(project: &Project) -> Result<()> {
    for folder in FOLDERS.map(|folder| project.pages().join(folder)) {
        if !folder.is_dir() {
            continue;
        }
        for path in files_in(&folder)? {
            if path.extension().is_some_and(|ending| ending == "js") {
                let light = light(&project.read(&path)?)
                    .with_context(|| format!("in {}", project.shown(&path).display()))?;
                fs::write(&path, light)
                    .with_context(|| format!("{} cannot be written", path.display()))?;
            }
        }
    }
    Ok(())
}

/// A script without lines that are only a comment, and without white space around lines.
///
/// # Errors
/// If a text may go over several lines, where white space and `//` mean something.
fn light(script: &str) -> Result<String> {
    let mut light = String::with_capacity(script.len());
    for (number, line) in (1..).zip(script.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let is_whole = line.matches('`').count().is_multiple_of(2) && !line.starts_with("/*");
        ensure!(
            is_whole,
            "line {number}: a template or a comment of several lines; write it in one"
        );
        light += line;
        light.push('\n');
    }
    Ok(light)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_on_lines_of_their_own_and_indentation_go() {
        let script = "// Why.\nif (x) {\n    // Because.\n    say(\"a // b\"); // stays\n\n}\n";
        assert_eq!(light(script).unwrap(), "if (x) {\nsay(\"a // b\"); // stays\n}\n");
    }

    #[test]
    fn what_goes_over_several_lines_is_refused() {
        for script in ["const text = `one\n  two`;\n", "/* one\n two */\n"] {
            assert!(light(script).unwrap_err().to_string().starts_with("line 1: "));
        }
    }
}

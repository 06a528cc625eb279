//! The commands that the chapters show, which must work when a reader types them.

use crate::chapter::Chapter;
use crate::cli::Args;
use crate::fault::Fault;
use crate::project::Project;
use anyhow::{Context, Result, bail, ensure};
use catalogue::{Catalogue, named};
use clap::Parser;
use pulldown_cmark::Event;
use std::process::Command;

/// The commands that cannot work. With `quick`, no program is run to try its options.
pub fn faults(project: &Project, chapters: &[Chapter], quick: bool) -> Result<Vec<Fault>> {
    let catalogue = project.exercises()?;
    let mut faults = Vec::new();
    for chapter in chapters {
        let blocks = chapter.code();
        for (event, range) in chapter.events() {
            let code = match event {
                Event::Code(code) => code,
                Event::Text(code) if blocks.iter().any(|block| block.contains(&range.start)) => {
                    code
                }
                _ => continue,
            };
            let mut offset = range.start;
            for line in code.split_inclusive('\n') {
                if let Some(command) = command_in(line)
                    && let Err(error) = try_out(project, &catalogue, command, quick)
                {
                    faults.push(chapter.fault(offset, format!("`{command}` {error:#}")));
                }
                offset += line.len();
            }
        }
    }
    Ok(faults)
}

/// The command in a line, which may follow `cd … &&` or a variable, and precede a comment.
fn command_in(line: &str) -> Option<&str> {
    line[line.find("cargo ")?..].split(" #").next().map(str::trim)
}

/// Fails with the rest of the sentence "this command …" if it does not work.
fn try_out(project: &Project, catalogue: &Catalogue, command: &str, quick: bool) -> Result<()> {
    let mut words = shlex::split(command).context("has an open quote")?;
    // What follows is the shell's.
    let end = words.iter().position(|word| [">", ">>", "|", "||", "&&"].contains(&word.as_str()));
    words.truncate(end.unwrap_or(words.len()));
    let after = |flag: &str| words.iter().skip_while(|word| *word != flag).nth(1);
    for (flag, folder) in [("--example", "examples"), ("--test", "tests"), ("--bench", "benches")] {
        let Some(name) = after(flag).filter(|name| !is_placeholder(name)) else { continue };
        let files = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/main.rs")];
        let exists = files.iter().any(|file| project.root().join(file).exists());
        ensure!(exists, "needs {}, which does not exist", files[0]);
    }
    let can_be_run = !words.iter().any(|word| is_placeholder(word));
    match words.get(1).map(String::as_str) {
        Some("book") if can_be_run => match Args::try_parse_from(&words[1..]) {
            Err(error) if error.use_stderr() => bail!(complaint(&error.to_string())),
            _ => Ok(()),
        },
        Some("grade") => {
            let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
            let mut before = "";
            for word in &words[2..] {
                let is_name = !word.starts_with('-')
                    && !["--report", "--junit", "--summary", "--name", "--set"].contains(&before)
                    && !["run", "compete"].contains(&word.as_str())
                    && !is_number(word) // of hints, or of a chapter
                    && !is_placeholder(word);
                ensure!(
                    !is_name || !named(catalogue, word).is_empty(),
                    "names the exercise {word}, which does not exist"
                );
                before = word;
            }
            if can_be_run && !quick {
                try_options(project.cargo_run("--package", "grade"), &words[2..])?;
            }
            Ok(())
        }
        Some("run") if can_be_run && !quick => {
            let Some(example) = after("--example") else { return Ok(()) };
            let options =
                words.iter().position(|word| word == "--").map_or(&[][..], |at| &words[at + 1..]);
            try_options(project.cargo_run("--example", example), options)
        }
        _ => Ok(()),
    }
}

/// Lets a program parse the options, which `--help` keeps from doing anything else.
fn try_options(mut program: Command, options: &[String]) -> Result<()> {
    if options.iter().any(|option| option.starts_with('-')) {
        let output = program.args(options).arg("--help").output().context("needs cargo")?;
        ensure!(output.status.success(), complaint(&String::from_utf8_lossy(&output.stderr)));
    }
    Ok(())
}

/// What a program says against its options.
fn complaint(errors: &str) -> String {
    let error = errors.lines().find(|line| line.starts_with("error")).unwrap_or(errors);
    format!("does not work: {}", error.trim_start_matches("error: "))
}

/// Whether the word stands for a different one, as `NAME`, `N` and `…` do.
fn is_placeholder(word: &str) -> bool {
    !word.starts_with('-') && !word.contains(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

//! Recording: runs the examples and keeps what they print and draw.

use crate::chapters::{figures_shown, files_in};
use crate::project::Project;
use crate::recordings::{MOVIELENS, Recordings, Run};
use crate::records::paragraphs;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What a run comes to: files, by their path from the folder of the chapters.
pub type Take = BTreeMap<PathBuf, String>;

/// Records a chapter, or all, anew. What MovieLens 100K is needed for is left as it is where that is
/// not in place.
///
/// # Errors
/// If an example fails; then its files are as before.
pub fn record(project: &Project, chapter: Option<&str>) -> Result<()> {
    let recordings = Recordings::load(project)?;
    let shown = figures_shown(project)?;
    let has_movielens = has_movielens(project);
    if !has_movielens {
        println!("MovieLens 100K is not in place: its records stay as they are.");
    }
    for run in recordings.runs(chapter)? {
        if run.data() == MOVIELENS && !has_movielens {
            continue;
        }
        println!("{run}");
        let mut take = take(project, &run)?;
        take.retain(|path, _| {
            path.starts_with("output") || shown.contains(&path.with_extension("svg"))
        });
        for (path, content) in &take {
            write_whole(&project.chapters().join(path), content)?;
        }
    }
    if chapter.is_none() {
        remove_unshown(project, &shown)?;
    }
    Ok(())
}

/// Runs an example twice, for people and for programs, and returns what is to be kept of it.
///
/// # Errors
/// If the example fails.
pub fn take(project: &Project, run: &Run) -> Result<Take> {
    let folder = tempfile::tempdir().context("there is no temporary folder")?;
    let figures = folder.path().join("figures");
    let text = printed(project, run, &figures, &folder.path().join("models"), false)?;
    let json = printed(project, run, &figures, &folder.path().join("models for json"), true)?;

    let (output, drawn) = (Path::new("output"), Path::new("figures"));
    let name = run.recording.name();
    let mut take = Take::new();
    take.insert(output.join(run.file(name, "txt")), without_single_ratings(run, &text));
    take.insert(output.join(run.file(name, "jsonl")), json);
    for (figure, content) in contents_of(&figures)? {
        let (stem, ending) = figure.rsplit_once('.').unwrap_or((&figure, ""));
        let has_ratings = run.recording.rating_figures.iter().any(|figure| figure == stem);
        if run.keeps_figures() && !(has_ratings && run.data() == MOVIELENS) {
            take.insert(drawn.join(run.file(stem, ending)), content);
        }
    }
    Ok(take)
}

/// What the example prints, with the default folders in place of the temporary ones.
fn printed(
    project: &Project,
    run: &Run,
    figures: &Path,
    models: &Path,
    json: bool,
) -> Result<String> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    command.current_dir(project.root()).args([
        "run",
        "--quiet",
        "--example",
        &run.recording.example,
        "--",
    ]);
    command.args(run.options()).arg("--figures").arg(figures);
    if run.recording.keeps_model {
        command.arg("--models").arg(models);
    }
    if json {
        command.arg("--json");
    }
    let output = command.output().context("cargo cannot be run")?;
    if !output.status.success() {
        bail!("{run} failed:\n{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let text =
        String::from_utf8(output.stdout).with_context(|| format!("{run} printed no text"))?;
    Ok(text
        .replace(&figures.display().to_string(), "target/figures")
        .replace(&models.display().to_string(), "target/models"))
}

/// The files of a folder by their names.
fn contents_of(folder: &Path) -> Result<BTreeMap<String, String>> {
    if !folder.exists() {
        return Ok(BTreeMap::new());
    }
    fs::read_dir(folder)?
        .map(|entry| {
            let entry = entry?;
            Ok((
                entry.file_name().to_string_lossy().into_owned(),
                fs::read_to_string(entry.path())?,
            ))
        })
        .collect()
}

/// The text without the paragraphs that list single ratings of MovieLens, each with its table.
fn without_single_ratings(run: &Run, text: &str) -> String {
    if run.data() != MOVIELENS {
        return text.to_owned();
    }
    let starts = &run.recording.single_ratings;
    let mut kept = Vec::new();
    let mut all = paragraphs(text).into_iter();
    while let Some(paragraph) = all.next() {
        if starts.iter().any(|start| paragraph.starts_with(start)) {
            all.next();
        } else {
            kept.push(paragraph);
        }
    }
    kept.join("\n\n") + "\n"
}

/// Removes the figures that no chapter shows.
fn remove_unshown(project: &Project, shown: &BTreeSet<PathBuf>) -> Result<()> {
    for path in files_in(&project.figures())? {
        let place = path.strip_prefix(project.chapters()).unwrap_or(&path);
        if !shown.contains(&place.with_extension("svg")) {
            fs::remove_file(&path)
                .with_context(|| format!("{} cannot be removed", path.display()))?;
        }
    }
    Ok(())
}

/// Whether the examples will find MovieLens 100K.
fn has_movielens(project: &Project) -> bool {
    let folder = env::var_os("WORKBOOK_DATA").map_or(project.root().join("data"), PathBuf::from);
    folder.join(MOVIELENS).is_dir()
}

/// Writes a file whole or not at all.
fn write_whole(path: &Path, content: &str) -> Result<()> {
    let write = || -> Result<()> {
        let folder = path.parent().context("it has no folder")?;
        fs::create_dir_all(folder)?;
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        draft.write_all(content.as_bytes())?;
        draft.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("{} cannot be written", path.display()))
}

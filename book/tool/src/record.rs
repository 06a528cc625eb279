//! Recording: runs the examples and keeps what they print and draw.

use crate::chapter::{chapters, figures_not_shown, figures_shown};
use crate::files::{files_in, read_text};
use crate::project::Project;
use crate::recordings::{MOVIELENS, Recordings, Run};
use crate::records::paragraphs;
use anyhow::{Context, Result, bail};
use catalogue::write_whole;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The files that a run leaves, by their path from the folder of the chapters.
pub type Take = BTreeMap<PathBuf, String>;

/// Records all chapters, or one of them. If MovieLens 100K is missing, the records that need it
/// stay as they are, and so do those of an example that fails.
pub fn record(project: &Project, chapter: Option<&str>) -> Result<()> {
    let recordings = Recordings::load(project)?;
    let shown = figures_shown(&chapters(project)?);
    let has_movielens = has_movielens(project);
    if !has_movielens {
        println!("MovieLens 100K is not in place, so its records stay as they are.");
    }
    for run in recordings.runs(chapter)? {
        if run.data() == MOVIELENS && !has_movielens {
            continue;
        }
        println!("{run}");
        for (path, content) in take(project, &run, &shown)? {
            let path = project.chapters().join(path);
            write_whole(&path, content.as_bytes())
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
    }
    if chapter.is_none() {
        for path in figures_not_shown(project, &shown)? {
            fs::remove_file(&path)
                .with_context(|| format!("{} cannot be removed", path.display()))?;
        }
    }
    Ok(())
}

/// Runs an example, and returns its text and its JSON lines with the figures that a chapter shows.
pub fn take(project: &Project, run: &Run, shown: &BTreeSet<PathBuf>) -> Result<Take> {
    let folder = tempfile::tempdir().context("a temporary folder cannot be made")?;
    let figures = folder.path().join("figures");
    let lines = folder.path().join("lines.jsonl");
    let mut command = project.cargo_run("--example", &run.recording.example);
    command.args(run.options()).arg("--figures").arg(&figures).arg("--json-file").arg(&lines);
    let output = command.output().context("cargo cannot be run")?;
    if !output.status.success() {
        bail!("{run} failed:\n{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let text = String::from_utf8(output.stdout)
        .with_context(|| format!("{run} printed something other than text"))?;
    let text = text.replace(&figures.display().to_string(), "target/figures");
    let json = read_text(&lines).with_context(|| format!("{run} left no JSON lines"))?;

    let mut take = Take::new();
    let record = |ending| Path::new("output").join(run.file(run.recording.name(), ending));
    take.insert(record("txt"), without_single_ratings(run, &text));
    take.insert(record("jsonl"), json);
    for path in files_in(&figures)? {
        let [stem, ending] = [path.file_stem(), path.extension()]
            .map(|part| part.unwrap_or_default().to_string_lossy());
        let figure = Path::new("figures").join(run.file(&stem, &ending));
        let has_ratings = run.recording.rating_figures.iter().any(|figure| *figure == stem);
        if run.keeps_figure(&stem)
            && shown.contains(&figure.with_extension("svg"))
            && !(has_ratings && run.data() == MOVIELENS)
        {
            take.insert(figure, fs::read_to_string(&path)?);
        }
    }
    Ok(take)
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

/// Whether the examples will find MovieLens 100K.
fn has_movielens(project: &Project) -> bool {
    let folder = env::var_os("WORKBOOK_DATA").map_or(project.root().join("data"), PathBuf::from);
    folder.join(MOVIELENS).is_dir()
}

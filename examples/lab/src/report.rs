//! What an example prints: text and tables for people, or JSON lines for programs.

use crate::outputs::figures_elsewhere;
use crate::training::rounded;
use crate::{OutputError, OutputOptions, Result, Row, shown};
use charts::Drawing;
use comfy_table::{CellAlignment, Table, presets};
use indicatif::MultiProgress;
use serde_json::{Value, json};
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use workbook::data::{Dataset, Split};
use workbook::saved::ModelFile;
use workbook::text::{is_hidden, printable};
use workbook::write_whole;

/// Writes to standard output what an example found, for people or, with `--json`, for programs.
///
/// The first failure to write, for instance to a pipe that its reader has closed, ends the output.
/// [`train`](Self::train) and [`finish`](Self::finish) return it. A file that cannot be written ends nothing:
/// all else is still reported, and then `finish` returns the failure.
pub struct Report {
    pub(crate) example: &'static str,
    pub(crate) json: bool,
    /// The file that gets the JSON lines beside the text, and the lines.
    json_file: Option<(PathBuf, String)>,
    seed: Option<u64>,
    figures: PathBuf,
    drawn: Vec<PathBuf>,
    pub(crate) bars: MultiProgress,
    out: Box<dyn Write>,
    outcome: io::Result<()>,
    /// The first failure to write a file.
    files: workbook::Result<()>,
}

impl Report {
    /// A report of the named example: `05_weight_decay`. `seed` is the first of its seeds, if it has
    /// any.
    pub fn new(example: &'static str, output: &OutputOptions, seed: Option<u64>) -> Self {
        Self {
            example,
            json: output.json,
            json_file: output.json_file.clone().map(|path| (path, String::new())),
            seed,
            figures: output.figures.clone(),
            drawn: Vec::new(),
            bars: MultiProgress::new(),
            out: Box::new(io::stdout()),
            outcome: Ok(()),
            files: Ok(()),
        }
    }

    /// A paragraph, for people. Names of the data are printable in it, but not cut: see [`shown`].
    pub fn say(&mut self, text: impl Display) {
        if !self.json {
            let text = text.to_string();
            let lines: Vec<_> = text.split('\n').map(printable).collect();
            self.write_line(format_args!("{}\n", lines.join("\n")));
        }
    }

    /// Values, for programs.
    pub fn values(&mut self, run: &str, values: Value) {
        let line = json!({
            "example": self.example, "run": run, "seed": self.seed, "summary": values,
        });
        self.json_line(&line);
    }

    /// A finding: a paragraph for people, its values for programs.
    pub fn find(&mut self, run: &str, values: Value, text: impl Display) {
        self.say(text);
        self.values(run, values);
    }

    /// An aligned table for people, a line of values for each row for programs.
    pub fn table(&mut self, header: &[&str], rows: impl IntoIterator<Item = Row>) {
        let rows: Vec<Row> = rows.into_iter().collect();
        self.list(header, rows.iter().map(|row| row.cells.clone()));
        for Row { run, values, .. } in rows {
            self.values(&run, Value::Object(values));
        }
    }

    /// An aligned table, for people. All columns but the first are numbers. Long cells are cut.
    pub fn list<R>(&mut self, header: &[&str], rows: impl IntoIterator<Item = R>)
    where
        R: IntoIterator<Item = String>,
    {
        if self.json {
            return;
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(header.iter().map(|cell| shown(cell)));
        for row in rows {
            table.add_row(row.into_iter().map(|cell| shown(&cell)));
        }
        if table.is_empty() {
            table.add_row(["(none)"]);
        }
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        self.write_line(format_args!("{}\n", table.trim_fmt()));
    }

    /// Describes the data and their split.
    pub fn data(&mut self, data: &Dataset, split: &Split) {
        let unseen = split.unseen;
        self.say(format_args!(
            "{}: {} ratings by {} users of {} films, in {}.\n\
             Scale of the ratings: {}.\n\
             {} for training, {} for validation. \
             {} of these concern a user or film never seen in training ({} users, {} films); \
             they are predicted from row 0.{}",
            data.name,
            data.ratings.len(),
            data.n_users() - 1,
            data.n_items() - 1,
            data.format,
            data.scale(),
            split.train.len(),
            split.valid.len(),
            unseen.ratings,
            unseen.users,
            unseen.items,
            notes(data),
        ));
        let (scale, range) = (data.scale(), data.y_range());
        self.values(
            "data",
            json!({
                "name": data.name, "format": data.format, "notes": data.notes,
                "lowest": scale.lowest, "highest": scale.highest, "y_range": [range.start, range.end],
                "train": split.train.len(), "valid": split.valid.len(), "unseen": unseen.ratings,
            }),
        );
    }

    /// Where the noise floor lies, if it is known, and how far the loss of the best run ends above it.
    pub fn noise_floor(&mut self, floor: Option<f64>, best: &str, loss: f64) {
        let Some(floor) = floor else { return };
        let above = loss - floor;
        // What a reader gets who subtracts the losses as they are printed.
        let printed = rounded(loss) - rounded(floor);
        self.find(
            "noise floor",
            json!({"mse": floor, "best_above": above}),
            format_args!(
                "The noise floor of these invented ratings is {floor:.4}: {best} ends {printed:.4} above \
                 what\neven the truth itself would reach."
            ),
        );
    }

    /// Saves a figure.
    pub fn figure(&mut self, drawing: &Drawing) {
        self.draw(&format!("{}.svg", drawing.name), &drawing.svg);
    }

    /// Saves the data of a figure as JSON, for an interactive page.
    pub fn figure_data(&mut self, name: &str, data: &Value) {
        self.draw(&format!("{name}.json"), &harmless_json(data));
    }

    fn draw(&mut self, name: &str, content: &str) {
        let path = self.figures.join(name);
        let outcome = write_whole(&path, content.as_bytes()).map_err(figures_elsewhere);
        if self.is_written(outcome) {
            self.drawn.push(path);
        }
    }

    /// Saves a model, and says so as a finding: `values`, an object, gets the file's path.
    pub fn save(&mut self, model: &ModelFile, path: &Path, mut values: Value, text: impl Display) {
        values["file"] = json!(path.to_string_lossy());
        let outcome = model.save(path);
        if self.is_written(outcome) {
            self.find("saved", values, text);
        }
    }

    /// Whether a file was written. Keeps the first failure.
    fn is_written(&mut self, outcome: workbook::Result<()>) -> bool {
        let is_written = outcome.is_ok();
        if self.files.is_ok() {
            self.files = outcome;
        }
        is_written
    }

    /// Names the figures that were drawn, and saves the JSON lines if they have a file.
    ///
    /// # Errors
    /// If a file or standard output could not be written to, now or before.
    pub fn finish(mut self) -> Result<()> {
        if !self.json {
            for figure in std::mem::take(&mut self.drawn) {
                let figure = figure.display().to_string();
                self.write_line(format_args!("figure: {}", printable(&figure)));
            }
        }
        if let Some((path, lines)) = self.json_file.take() {
            let outcome = write_whole(&path, lines.as_bytes());
            self.is_written(outcome);
        }
        self.check_output()?;
        Ok(self.files?)
    }

    pub(crate) fn json_line(&mut self, value: &Value) {
        if self.json {
            self.write_line(format_args!("{}", harmless_json(value)));
        }
        if let Some((_, lines)) = &mut self.json_file {
            *lines += &harmless_json(value);
            lines.push('\n');
        }
    }

    fn write_line(&mut self, text: std::fmt::Arguments) {
        if self.outcome.is_ok() {
            self.outcome = writeln!(self.out, "{text}");
        }
    }

    /// Takes the outcome of all writing so far.
    ///
    /// # Errors
    /// The first error of writing to standard output, if there was one.
    pub(crate) fn check_output(&mut self) -> Result<()> {
        std::mem::replace(&mut self.outcome, Ok(())).map_err(|error| OutputError(error).into())
    }
}

/// JSON for programs, which does nothing to a terminal either. JSON itself writes out some of the control
/// characters; it may write out any, and says the same.
fn harmless_json(value: &Value) -> String {
    let mut text = String::new();
    for character in value.to_string().chars() {
        match character {
            hidden if is_hidden(hidden) => text += &format!("\\u{:04x}", u32::from(hidden)),
            other => text.push(other),
        }
    }
    text
}

/// What a reader should know of the file, a line each.
fn notes(data: &Dataset) -> String {
    data.notes.iter().map(|note| format!("\nNote: {}.", printable(note))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::fs;
    use std::path::Path;
    use std::rc::Rc;

    fn report(folder: &Path) -> Report {
        let output = OutputOptions { figures: folder.to_owned(), json: true, json_file: None };
        Report::new("test", &output, None)
    }

    /// Keeps what is written to it, up to a number of lines; then it fails.
    #[derive(Clone)]
    struct Paper {
        text: Rc<RefCell<String>>,
        lines: usize,
    }

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut text = self.text.borrow_mut();
            if text.matches('\n').count() == self.lines {
                return Err(io::Error::other(format!("full after {} lines", self.lines)));
            }
            text.push_str(std::str::from_utf8(bytes).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A report on paper with room for `lines` lines.
    fn on_paper(json: bool, lines: usize) -> (Report, Rc<RefCell<String>>) {
        let text = Rc::new(RefCell::new(String::new()));
        let output = OutputOptions { figures: PathBuf::new(), json, json_file: None };
        let mut report = Report::new("test", &output, Some(3));
        report.out = Box::new(Paper { text: text.clone(), lines });
        (report, text)
    }

    #[test]
    fn people_read_rounded_numbers_and_programs_get_them_in_full() {
        let row = || {
            Row::new("wd=0.1, end", "wd=0.1")
                .number("loss", 0.123_456, 3)
                .percent("share", 12.345, 1)
                .cell("steady")
                .hidden("rows", 7)
        };
        let (mut report, text) = on_paper(false, 100);
        report.table(&["run", "loss", "share", "trend"], [row()]);
        report.values("unseen", json!(1));
        let table = " run      loss   share   trend\n wd=0.1  0.123  12.3 %  steady\n\n";
        assert_eq!(*text.borrow(), table);

        let (mut report, text) = on_paper(true, 100);
        report.say("unseen");
        report.table(&["run", "loss", "share", "trend"], [row()]);
        let line: Value = serde_json::from_str(&text.borrow()).unwrap();
        let values = json!({"loss": 0.123_456, "share": 12.345, "rows": 7});
        let expected =
            json!({"example": "test", "run": "wd=0.1, end", "seed": 3, "summary": values});
        assert_eq!(line, expected);
    }

    #[test]
    fn the_first_failure_to_write_ends_the_output_and_is_returned() {
        let (mut report, text) = on_paper(true, 2);
        for run in ["a", "b", "c", "d"] {
            report.values(run, json!({}));
        }
        assert_eq!(text.borrow().lines().count(), 2, "{}", text.borrow());
        let error = report.finish().unwrap_err();
        assert_eq!(error.to_string(), "standard output: full after 2 lines");
    }

    fn drawing(svg: &str) -> Drawing {
        Drawing { name: "loss".to_owned(), svg: svg.to_owned() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_figure_replaces_the_old_one_which_a_reader_can_still_finish() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        let mut report = report(&folder);
        report.figure(&drawing("old"));
        let path = folder.join("loss.svg");
        let mut reader = fs::File::open(&path).unwrap();
        report.figure(&drawing("new"));
        assert_eq!(io::read_to_string(&mut reader).unwrap(), "old");
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(names(&folder), ["loss.svg"], "no draft is left");
    }

    #[cfg(unix)]
    #[test]
    fn a_figure_has_the_permissions_of_any_new_file() {
        let folder = tempfile::tempdir().unwrap();
        report(folder.path()).figure(&drawing("new"));
        fs::write(folder.path().join("other"), "").unwrap();
        let mode = |name| fs::metadata(folder.path().join(name)).unwrap().permissions();
        assert_eq!(mode("loss.svg"), mode("other"));
    }

    #[test]
    fn a_figure_that_cannot_be_saved_is_named_at_the_end_and_leaves_no_draft() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("loss.svg")).unwrap();
        let (mut report, text) = on_paper(false, 100);
        report.figures = folder.path().to_owned();
        report.figure(&drawing("new"));
        report.say("What came of the training");
        let other = Drawing { name: "other".to_owned(), svg: String::new() };
        report.figure(&other);
        let error = report.finish().unwrap_err();
        assert!(error.to_string().contains("loss.svg"), "{error}");
        assert_eq!(names(folder.path()).len(), 2, "no draft is left");
        let other = folder.path().join("other.svg");
        let expected = format!("What came of the training\n\nfigure: {}\n", other.display());
        assert_eq!(*text.borrow(), expected);
    }

    #[test]
    fn text_of_the_data_is_printed_without_effect_and_programs_get_it_in_full() {
        let title = "\u{1b}]0;x\u{7}\u{9b}2J \u{202e}\"<script>,\u{2028}\r\n\u{7f}";
        let row = || Row::new(title, title).hidden("title", title).cell("1");
        let (mut report, text) = on_paper(false, 100);
        let one_line = title.replace('\n', "");
        report.say(format_args!("Nearest to {one_line}:\nthat is all"));
        report.table(&[title, title], [row()]);
        report.figures = PathBuf::from("no\u{1b}such");
        report.drawn.push(report.figures.join("a.svg"));
        report.finish().unwrap();
        let seen = text.borrow().replace('\n', "");
        assert!(!seen.contains(is_hidden), "{seen:?}");
        assert_eq!(
            seen.matches("\\u{1b}]0;x\\u{7}\\u{9b}2J \\u{202e}\"<script>").count(),
            4,
            "{seen}"
        );
        assert_eq!(text.borrow().lines().count(), 7, "{seen}");

        let (mut report, text) = on_paper(true, 100);
        report.table(&["film", "n"], [row()]);
        let line = text.borrow().trim_end().to_owned();
        assert!(!line.contains(is_hidden), "{line:?}");
        let line: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&line["run"], &line["summary"]["title"]), (&json!(title), &json!(title)));
    }

    #[test]
    fn long_titles_leave_tables_narrow_and_empty_tables_say_so() {
        let (mut report, text) = on_paper(false, 1000);
        let titles = ["x".repeat(10_000), "千".repeat(5_000), "e\u{301}".repeat(5_000)];
        report.list(&["film", "n"], titles.map(|title| [title, "1".to_owned()]));
        report.list(&["film", "n"], [[""; 0]; 0].map(|row| row.map(str::to_owned)));
        let text = text.borrow();
        let widths: Vec<usize> =
            text.lines().take(4).map(unicode_width::UnicodeWidthStr::width).collect();
        assert!(widths.iter().all(|&width| width == widths[0] && width < 70), "{widths:?}");
        assert!(text.ends_with("film    n\n (none)\n\n"), "{text}");
    }
}

//! A text file of the reader's own, whatever its columns are called and whatever separates them.

use super::columns::{Columns, Layout};
use super::lines::Lines;
use super::quoted_bytes;
use super::rows::{Rows, Separator};
use super::table::{Description, Table, lookalikes};
use crate::data::Dataset;
use crate::{Error, Result};
use std::io::Read;

const SEPARATORS: [Separator; 4] =
    [Separator::DoubleColon, Separator::Tab, Separator::Semicolon, Separator::Comma];

/// What to do where the columns are not known. Only programs that read files from disk have the option.
const NAME_COLUMNS: &str = if cfg!(feature = "files") {
    "begin the file with a line such as user,item,rating, or name its columns (--columns user,item,rating)"
} else {
    "begin the file with a line such as user,item,rating"
};

/// Where a text of ratings has the names of its columns.
#[derive(Clone, Copy)]
pub(in crate::data) enum Names<'a> {
    /// In a header.
    Header,
    /// In a header or, if the first line is none, here.
    HeaderOr(&'a Columns),
    /// Here; there is no header.
    Given(&'a Columns),
}

/// Reads ratings from a text with a header, such as `user,item,rating`. The columns may be separated by
/// commas, semicolons, tabs or double colons, and stand in any order. Users and items may have any names.
///
/// # Errors
/// Names `file` and the line that cannot be read.
pub fn read_csv(file: &str, text: &[u8]) -> Result<Dataset> {
    read(file, file, text, Names::Header)
}

/// Reads ratings from a text with a header or without one.
///
/// # Errors
/// Names `file` and the line that cannot be read.
pub(in crate::data) fn read(
    name: &str,
    file: &str,
    text: impl Read,
    names: Names,
) -> Result<Dataset> {
    let (mut rows, layout) = with_layout(file, text, names)?;
    let table = Table::read(&mut rows, &layout)?;
    let notes = layout.passed_over().into_iter().collect();
    let mut alike = Vec::new();
    let format = format!("a text file with columns separated by {}", rows.separator.name());
    let description = Description { name: name.to_owned(), format, notes };
    let mut data = table.into_dataset(description, |users, items| {
        alike.extend(lookalikes("users", &users.names));
        alike.extend(lookalikes("items", &items.names));
        Ok(items.names.clone())
    })?;
    data.notes.extend(alike);
    Ok(data)
}

/// The rows of a text behind its header, and what the columns hold.
///
/// # Errors
/// If the first line does not tell where the columns are.
pub(super) fn with_layout<'t>(
    file: &str,
    text: impl Read + 't,
    names: Names,
) -> Result<(Rows<'t>, Layout)> {
    let mut lines = Lines::new(file, text)?;
    let mut first = Vec::new();
    if !lines.read(&mut first)? {
        return Err(Error::data(file, "no rows", "is the file complete?"));
    }
    let mut rows = Rows::from_lines(lines, Separator::Comma, true);
    let without_header = |rows: &mut Rows, columns| {
        let layout = Layout::from_columns(columns);
        separate(rows, &first, layout.width)?;
        rows.unread();
        Ok(layout)
    };
    let layout = match names {
        Names::Given(columns) => without_header(&mut rows, columns)?,
        Names::Header => header(&mut rows, &first)?,
        Names::HeaderOr(columns) => header(&mut rows, &first)
            .or_else(|error| without_header(&mut rows, columns).map_err(|_: Error| error))?,
    };
    Ok((rows, layout))
}

/// Finds the separator with which the first line names the columns of a rating.
fn header(rows: &mut Rows, first: &[u8]) -> Result<Layout> {
    let mut problem = None;
    let mut most_columns = 0;
    for separator in SEPARATORS {
        rows.separate_by(separator);
        let Ok(names) = rows.split_line(first) else {
            continue; // its quotes belong to another separator
        };
        match Layout::from_names(&names) {
            Ok(layout) => return Ok(layout),
            Err(missing) if names.len() > most_columns => {
                most_columns = names.len();
                problem = Some(missing);
            }
            Err(_) => {}
        }
    }
    if first.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
        let remedy = "unpack it, or save it as text (CSV)";
        return Err(rows.lines.fault("the file is not text", remedy));
    }
    if most_columns == 1 {
        return Err(rows.lines.fault(
            format!("the header {} is a single column", quoted_bytes(first)),
            "separate the columns by commas, semicolons, tabs or double colons, and begin the file with \
             their names: user,item,rating",
        ));
    }
    let problem = problem.unwrap_or_else(|| "its quotes are wrong".to_owned());
    Err(rows.lines.fault(format!("the header is {}: {problem}", quoted_bytes(first)), NAME_COLUMNS))
}

/// Finds the separator that gives the first line as many columns as there should be.
fn separate(rows: &mut Rows, first: &[u8], width: usize) -> Result<()> {
    for separator in SEPARATORS {
        rows.separate_by(separator);
        if rows.split_line(first).is_ok_and(|columns| columns.len() == width) {
            return Ok(());
        }
    }
    Err(rows.lines.fault(
        format!("{} has not the {width} columns of --columns", quoted_bytes(first)),
        "separate the columns by commas, semicolons, tabs or double colons, and name all of them",
    ))
}

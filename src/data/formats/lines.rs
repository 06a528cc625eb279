//! Typed lines of a text file, each with its number.

use crate::{Error, Result};
use csv::{ReaderBuilder, StringRecord};
use serde::de::DeserializeOwned;

/// How the columns of a file are laid out.
pub(super) struct Layout {
    /// The character between two columns.
    pub(super) delimiter: u8,
    /// The names of the leading columns, for messages.
    pub(super) columns: &'static [&'static str],
    /// How many columns a line may have.
    pub(super) widths: std::ops::RangeInclusive<usize>,
    /// Whether the first line names the columns.
    pub(super) header: bool,
    /// Whether `"` encloses a column that holds the delimiter.
    pub(super) quotes: bool,
}

/// Reads every line of a file into a `T`, with its number. `file` is its name in messages.
pub(super) fn read<T: DeserializeOwned>(
    file: &str,
    text: &[u8],
    layout: &Layout,
) -> Result<Vec<(u64, T)>> {
    let mut reader = ReaderBuilder::new()
        .delimiter(layout.delimiter)
        .has_headers(layout.header)
        .quoting(layout.quotes)
        .flexible(true)
        .from_reader(text);
    if layout.header {
        check_header(file, reader.headers(), layout)?;
    }
    let mut lines = Vec::new();
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(unreadable(file, &error)),
        }
        let line = record.position().map_or(0, |start| line_of(text, start));
        if !layout.widths.contains(&record.len()) {
            return Err(Error::data(
                format!("{file}:{line}"),
                format!("{} columns instead of {}", record.len(), expected(layout)),
                format!("the columns are {}", layout.columns.join(", ")),
            ));
        }
        let typed = record
            .deserialize(None)
            .map_err(|error| wrong_type(file, line, &record, layout, &error))?;
        lines.push((line, typed));
    }
    if lines.is_empty() {
        return Err(Error::data(file, "no rows", "is the file complete?"));
    }
    Ok(lines)
}

/// Decodes ISO-8859-1, whose 256 characters are Unicode's first 256.
pub(super) fn decode_latin1(text: &[u8]) -> Vec<u8> {
    let text: String = text.iter().map(|&byte| char::from(byte)).collect();
    text.into_bytes()
}

/// The line of a record. `start` is where the reader began to look for it, which is before any empty
/// lines in front of it.
fn line_of(text: &[u8], start: &csv::Position) -> u64 {
    let empty_lines = (text[start.byte() as usize..].iter())
        .take_while(|&&byte| byte == b'\r' || byte == b'\n')
        .filter(|&&byte| byte == b'\n')
        .count();
    start.line() + empty_lines as u64
}

fn expected(layout: &Layout) -> String {
    let low = layout.widths.start();
    let high = layout.widths.end();
    if low == high { low.to_string() } else { format!("{low} or {high}") }
}

fn check_header(file: &str, header: csv::Result<&StringRecord>, layout: &Layout) -> Result<()> {
    let header = header.map_err(|error| unreadable(file, &error))?;
    let as_expected = layout.widths.contains(&header.len())
        && header.iter().zip(layout.columns).all(|(a, b)| a == *b);
    if as_expected {
        return Ok(());
    }
    Err(Error::data(
        format!("{file}:1"),
        format!("the header is `{}`", header.iter().collect::<Vec<_>>().join(",")),
        format!("it should be `{}` (the last column may be left out)", layout.columns.join(",")),
    ))
}

/// The error for a line that is not text.
fn unreadable(file: &str, error: &csv::Error) -> Error {
    let place = match error.position() {
        Some(position) => format!("{file}:{}", position.line()),
        None => file.to_owned(),
    };
    let problem = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "not valid UTF-8 text".to_owned(),
        _ => error.to_string(),
    };
    Error::data(place, problem, "save the file as UTF-8 text")
}

/// The error for a column that does not hold the type it should.
fn wrong_type(
    file: &str,
    line: u64,
    record: &StringRecord,
    layout: &Layout,
    error: &csv::Error,
) -> Error {
    let field = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.field().map(|field| field as usize),
        _ => None,
    };
    let (column, text) = match field {
        Some(field) => (
            layout.columns.get(field).copied().unwrap_or("genre flag"),
            record.get(field).unwrap_or_default(),
        ),
        None => ("row", record.as_slice()),
    };
    Error::data(
        format!("{file}:{line}"),
        format!("the {column} `{text}` is not a number that fits there"),
        "fix or remove the line",
    )
}

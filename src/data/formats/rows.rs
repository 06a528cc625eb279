//! The rows of a file whose columns are separated by a character, and nothing that merely resembles them.

use super::lines::Lines;
use crate::{Error, Result};
use memchr::{memchr, memmem::Finder};
use std::io::Read;
use std::ops::Range;

/// What stands between two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    DoubleColon,
    Tab,
    Semicolon,
    Comma,
    Pipe,
}

impl Separator {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::DoubleColon => "::",
            Self::Tab => "\t",
            Self::Semicolon => ";",
            Self::Comma => ",",
            Self::Pipe => "|",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::DoubleColon => "double colons",
            Self::Tab => "tabs",
            Self::Semicolon => "semicolons",
            Self::Comma => "commas",
            Self::Pipe => "vertical bars",
        }
    }
}

/// Reads a file row by row.
pub(super) struct Rows<'t> {
    pub(super) lines: Lines<'t>,
    pub(super) separator: Separator,
    finder: Finder<'static>,
    quotes: bool,
    line: Vec<u8>,
    /// Whether the line was read already and is still to come as a row.
    unread: bool,
    /// The fields of a line with quotes, without them.
    unquoted: Vec<u8>,
    fields: Vec<Range<usize>>,
}

/// The columns of one row, without the spaces around them.
pub(super) struct Row<'r> {
    /// The number of its line, from 1.
    pub(super) line: u64,
    text: &'r [u8],
    fields: &'r [Range<usize>],
}

impl<'r> Row<'r> {
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    pub(super) fn field(&self, column: usize) -> &'r [u8] {
        &self.text[self.fields[column].clone()]
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &'r [u8]> {
        (0..self.len()).map(|column| self.field(column))
    }
}

impl<'t> Rows<'t> {
    /// With `quotes`, a column that holds the separator stands in double quotes. The files of MovieLens
    /// that know no quotes hold titles such as `"Great Performances" Cats`.
    ///
    /// # Errors
    /// If the file cannot be read or is not text.
    pub(super) fn new(
        file: &str,
        text: impl Read + 't,
        separator: Separator,
        quotes: bool,
    ) -> Result<Self> {
        Ok(Self::from_lines(Lines::new(file, text)?, separator, quotes))
    }

    /// The rows of the lines to come.
    pub(super) fn from_lines(lines: Lines<'t>, separator: Separator, quotes: bool) -> Self {
        Self {
            lines,
            separator,
            finder: Finder::new(separator.text()),
            quotes,
            line: Vec::new(),
            unread: false,
            unquoted: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The next row that is not blank, which must have `width` columns; `columns` names them in the
    /// message if it has not.
    ///
    /// # Errors
    /// If the line cannot be read, or is not such a row.
    pub(super) fn next(&mut self, width: usize, columns: &str) -> Result<Option<Row<'_>>> {
        if !std::mem::take(&mut self.unread) && !self.lines.read(&mut self.line)? {
            return Ok(None);
        }
        let quoted = self.split()?;
        let columns_here = self.fields.len();
        if columns_here != width {
            let separator = self.separator.text();
            let mut remedy = format!("the columns are {columns}");
            if self.quotes && columns_here > width {
                remedy += &format!("; put a column that holds `{separator}` in quotes");
            }
            if self.separator == Separator::Comma && columns_here > width {
                remedy += ", and write decimals with a point";
            }
            let plural = if columns_here == 1 { "" } else { "s" };
            let problem = format!("{columns_here} column{plural} instead of {width}");
            return Err(self.lines.fault(problem, remedy));
        }
        Ok(Some(self.row(quoted)))
    }

    /// Looks at the columns of a line that was read before, such as the first.
    ///
    /// # Errors
    /// If its quotes are wrong.
    pub(super) fn split_line(&mut self, line: &[u8]) -> Result<Vec<String>> {
        self.line = line.to_vec();
        let quoted = self.split()?;
        let row = self.row(quoted);
        Ok(row.fields().map(|field| String::from_utf8_lossy(field).into_owned()).collect())
    }

    /// Takes another separator from here on.
    pub(super) fn separate_by(&mut self, separator: Separator) {
        self.separator = separator;
        self.finder = Finder::new(separator.text());
    }

    /// Makes the line that was looked at the next row.
    pub(super) fn unread(&mut self) {
        self.unread = true;
    }

    fn row(&self, quoted: bool) -> Row<'_> {
        let text = if quoted { &self.unquoted } else { &self.line };
        Row { line: self.lines.number, text, fields: &self.fields }
    }

    /// Finds the fields of the line. Returns whether they are those of `unquoted`.
    fn split(&mut self) -> Result<bool> {
        self.fields.clear();
        if self.quotes && memchr(b'"', &self.line).is_some() {
            self.split_quoted()?;
            return Ok(true);
        }
        let mut start = 0;
        for end in self.finder.find_iter(&self.line) {
            self.fields.push(trimmed(&self.line, start..end));
            start = end + self.separator.text().len();
        }
        self.fields.push(trimmed(&self.line, start..self.line.len()));
        Ok(false)
    }

    fn split_quoted(&mut self) -> Result<()> {
        self.unquoted.clear();
        let mut rest = &self.line[..];
        loop {
            let start = self.unquoted.len();
            rest = without_spaces(rest);
            let behind = match rest.strip_prefix(b"\"") {
                Some(inside) => copy_quoted(inside, &mut self.unquoted)
                    .ok_or_else(|| self.quote_fault("a quote is opened and not closed"))?,
                None => {
                    let end = self.finder.find(rest).unwrap_or(rest.len());
                    if memchr(b'"', &rest[..end]).is_some() {
                        return Err(self.quote_fault("a quote inside a column without quotes"));
                    }
                    self.unquoted.extend_from_slice(&rest[..end]);
                    &rest[end..]
                }
            };
            self.fields.push(trimmed(&self.unquoted, start..self.unquoted.len()));
            let behind = without_spaces(behind);
            if behind.is_empty() {
                return Ok(());
            }
            rest = behind
                .strip_prefix(self.separator.text().as_bytes())
                .ok_or_else(|| self.quote_fault("text behind a closing quote"))?;
        }
    }

    fn quote_fault(&self, problem: &str) -> Error {
        self.lines.fault(
            problem,
            "put the whole column in quotes, within one line, and write each quote of its text twice",
        )
    }
}

/// Copies the text up to its closing quote; two quotes mean one. Returns what follows, or `None` if the
/// quote is never closed.
fn copy_quoted<'l>(mut inside: &'l [u8], out: &mut Vec<u8>) -> Option<&'l [u8]> {
    loop {
        let quote = memchr(b'"', inside)?;
        out.extend_from_slice(&inside[..quote]);
        inside = &inside[quote + 1..];
        match inside.strip_prefix(b"\"") {
            Some(after) => {
                out.push(b'"');
                inside = after;
            }
            None => return Some(inside),
        }
    }
}

/// A text without the spaces at its start, but with its tabs, which may separate columns.
fn without_spaces(text: &[u8]) -> &[u8] {
    let spaces = text.iter().take_while(|&&byte| byte == b' ').count();
    &text[spaces..]
}

/// The part of a range of `text` without the white space at its ends.
fn trimmed(text: &[u8], range: Range<usize>) -> Range<usize> {
    let field = &text[range.clone()];
    let without_start = field.trim_ascii_start();
    let start = range.end - without_start.len();
    start..start + without_start.trim_ascii_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str, separator: Separator) -> std::result::Result<Vec<String>, String> {
        let mut rows = Rows::new("f", line.as_bytes(), separator, true).unwrap();
        let mut text = Vec::new();
        rows.lines.read(&mut text).unwrap();
        rows.split_line(&text).map_err(|error| error.to_string())
    }

    #[test]
    fn columns_lose_the_spaces_around_them_and_their_quotes() {
        use Separator::{Comma, DoubleColon, Semicolon, Tab};
        for (line, separator, fields) in [
            ("a,b,c", Comma, &["a", "b", "c"][..]),
            (" a ,b c,", Comma, &["a", "b c", ""]),
            ("a;b,c", Semicolon, &["a", "b,c"]),
            ("a::b:c::d", DoubleColon, &["a", "b:c", "d"]),
            ("a\t\tb", Tab, &["a", "", "b"]),
            ("\"a\"\t\t\"b\"", Tab, &["a", "", "b"]),
            ("\"a, b\",c", Comma, &["a, b", "c"]),
            (" \" a, b \" , \"c\" ", Comma, &["a, b", "c"]),
            ("\"\",\"The \"\"Red\"\" Canoe\"", Comma, &["", "The \"Red\" Canoe"]),
            ("a,\"b\",", Comma, &["a", "b", ""]),
        ] {
            assert_eq!(split(line, separator).unwrap(), fields, "{line}");
        }
    }

    #[test]
    fn stray_quotes_are_refused() {
        for (line, problem) in [
            ("1,\"Alien Cook,4", "opened and not closed"),
            ("1,5\" disk,4", "inside a column without quotes"),
            ("1,\"The \\\"Red\\\" Canoe\",4", "text behind a closing quote"),
            ("1,\"a\" b,4", "text behind a closing quote"),
        ] {
            let error = split(line, Separator::Comma).unwrap_err();
            assert!(error.starts_with("f:1: ") && error.contains(problem), "{line}: {error}");
        }
    }
}

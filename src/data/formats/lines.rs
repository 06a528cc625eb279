//! The lines of a text file, however they end.

use super::encoding::{unreadable, without_mark};
use crate::{Error, Result};
use memchr::memchr2;
use std::io::{BufRead, BufReader, Read};

/// Longer lines than this come from files that are not what they seem.
const LONGEST_LINE: usize = 1 << 20;

const BUFFER: usize = 1 << 16;

/// Reads a text file line by line. A line ends with a line feed, a carriage return, or both.
pub(in crate::data) struct Lines<'t> {
    /// The name of the file, for messages.
    pub(super) file: String,
    /// The number of the line that was read last, from 1.
    pub(in crate::data) number: u64,
    text: BufReader<Box<dyn Read + 't>>,
}

impl<'t> Lines<'t> {
    /// # Errors
    /// If the file cannot be read or is not text.
    pub(in crate::data) fn new(file: &str, text: impl Read + 't) -> Result<Self> {
        let text = BufReader::with_capacity(BUFFER, without_mark(file, text)?);
        Ok(Self { file: file.to_owned(), number: 0, text })
    }

    /// Reads the next line that is not blank into `line`, without its end; false at the end of the file.
    ///
    /// # Errors
    /// If the file cannot be read, or the line is longer than any line of ratings.
    pub(in crate::data) fn read(&mut self, line: &mut Vec<u8>) -> Result<bool> {
        loop {
            line.clear();
            if !self.read_any(line)? {
                return Ok(false);
            }
            if !line.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    fn read_any(&mut self, line: &mut Vec<u8>) -> Result<bool> {
        self.number += 1;
        loop {
            let text = self.text.fill_buf().map_err(|error| unreadable(&self.file, error))?;
            if text.is_empty() {
                return Ok(!line.is_empty());
            }
            let end = memchr2(b'\n', b'\r', text);
            line.extend_from_slice(&text[..end.unwrap_or(text.len())]);
            if line.len() > LONGEST_LINE {
                let problem = format!("the line is longer than {LONGEST_LINE} bytes");
                return Err(self.fault(problem, "is this a file of ratings?"));
            }
            let Some(end) = end else {
                let all = text.len();
                self.text.consume(all);
                continue;
            };
            let carriage_return = text[end] == b'\r';
            self.text.consume(end + 1);
            if carriage_return {
                let next = self.text.fill_buf().map_err(|error| unreadable(&self.file, error))?;
                if next.first() == Some(&b'\n') {
                    self.text.consume(1);
                }
            }
            return Ok(true);
        }
    }

    /// An error in the line that was read last.
    pub(in crate::data) fn fault(
        &self,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Error {
        fault(&self.file, self.number, problem, remedy)
    }
}

/// An error in a line of a file.
pub(super) fn fault(
    file: &str,
    line: u64,
    problem: impl Into<String>,
    remedy: impl Into<String>,
) -> Error {
    Error::data(format!("{file}:{line}"), problem, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_of_line_gives_the_same_lines() {
        for end in ["\n", "\r\n", "\r"] {
            for last in [end, ""] {
                let text = ["one", "", "three", "  ", "five"].join(end) + last;
                let mut lines = Lines::new("f", text.as_bytes()).unwrap();
                let mut line = Vec::new();
                let mut read = Vec::new();
                while lines.read(&mut line).unwrap() {
                    read.push((lines.number, String::from_utf8(line.clone()).unwrap()));
                }
                let expected = [(1, "one"), (3, "three"), (5, "five")];
                assert_eq!(read, expected.map(|(number, line)| (number, line.to_owned())));
            }
        }
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let mut lines = Lines::new("f", std::io::repeat(b'x')).unwrap();
        let error = lines.read(&mut Vec::new()).unwrap_err().to_string();
        assert!(error.starts_with("f:1: the line is longer than"), "{error}");
    }
}

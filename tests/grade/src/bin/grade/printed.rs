//! What answers print. They may print without end, so only a beginning and an end are kept.

use grade::{escaped, shortened};
use std::io::{self, Read, Write};

/// How much is kept of the beginning of a stream and of its end, in bytes: enough for all that is
/// shown, and for the last words of a program with the backtrace below them.
const KEPT: usize = 32 * 1024;

/// How many lines are shown of what the answers print.
const LINES: usize = 20;

/// How long a line is shown, in characters.
const LINE: usize = 200;

/// A stream of which only the beginning and the end are kept.
#[derive(Default)]
pub struct Stream {
    start: Vec<u8>,
    end: Vec<u8>,
    line_feeds: usize,
}

impl Stream {
    /// Reads all of it.
    pub fn read(mut from: impl Read) -> io::Result<Self> {
        let mut stream = Self::default();
        io::copy(&mut from, &mut stream)?;
        Ok(stream)
    }

    /// Its last words.
    pub fn end(&self) -> String {
        String::from_utf8_lossy(&self.end).into_owned()
    }

    /// How many lines it had, and those that can be shown.
    fn lines(&self) -> (usize, Vec<String>) {
        let start = String::from_utf8_lossy(&self.start);
        let lines = start.lines().take(LINES);
        let lines = lines.map(|line| escaped(&shortened(format_args!("{line}"), LINE))).collect();
        let unfinished = self.end.last().is_some_and(|&byte| byte != b'\n');
        (self.line_feeds + usize::from(unfinished), lines)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = KEPT - self.start.len();
        self.start.extend(&bytes[..room.min(bytes.len())]);
        self.end.extend(bytes);
        self.end.drain(..self.end.len().saturating_sub(KEPT));
        self.line_feeds += bytes.iter().filter(|&&byte| byte == b'\n').count();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What all answers printed, ready to be shown.
#[derive(Default)]
pub struct Printed {
    shown: Vec<String>,
    more: usize,
}

impl Printed {
    /// Adds a stream below those before.
    pub fn add(&mut self, stream: &Stream) {
        let (count, mut lines) = stream.lines();
        lines.truncate(LINES - self.shown.len());
        self.more += count - lines.len();
        self.shown.append(&mut lines);
    }

    /// The lines to show, with a heading; none if nothing was printed.
    pub fn lines(&self) -> Vec<String> {
        if self.shown.is_empty() {
            return Vec::new();
        }
        let heading = "Your answers printed:".to_owned();
        let lines = self.shown.iter().map(|line| format!("    {line}"));
        let more = (self.more > 0).then(|| format!("    and {} more lines", self.more));
        [heading].into_iter().chain(lines).chain(more).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_and_many_lines_are_cut() {
        let stream = Stream::read(io::repeat(b'x').take(66_000_000)).unwrap();
        assert!(stream.start.capacity() < 4 * KEPT && stream.end.capacity() < 4 * KEPT);
        let (count, lines) = stream.lines();
        assert_eq!((count, lines), (1, vec![format!("{} …", "x".repeat(LINE))]));
    }

    #[test]
    fn the_end_of_a_flood_is_known_and_its_lines_are_counted() {
        let flood = io::repeat(b'\n').take(1_000_000).chain(&b"last words"[..]);
        let stream = Stream::read(flood).unwrap();
        assert!(stream.end().ends_with("\nlast words"));
        let mut printed = Printed::default();
        printed.add(&stream);
        let lines = printed.lines();
        assert_eq!(lines.len(), LINES + 2);
        assert_eq!(lines.last().unwrap(), "    and 999981 more lines");
    }

    #[test]
    fn several_streams_share_the_lines() {
        let mut printed = Printed::default();
        assert!(printed.lines().is_empty());
        for text in ["one\ntwo\n", "", "three \u{1b}[2J"] {
            printed.add(&Stream::read(text.as_bytes()).unwrap());
        }
        let lines = ["Your answers printed:", "    one", "    two", "    three \\u{1b}[2J"];
        assert_eq!(printed.lines(), lines);
    }
}

//! What answers print. They may print without end, so only a beginning and an end are kept.

use grade::{escaped, shortened, without_detour};

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
    count: usize,
}

impl Stream {
    /// Takes in what comes next.
    pub fn add(&mut self, bytes: &[u8]) {
        let room = KEPT - self.start.len();
        self.start.extend(&bytes[..room.min(bytes.len())]);
        self.end.extend(&bytes[bytes.len().saturating_sub(KEPT)..]);
        self.end.drain(..self.end.len().saturating_sub(KEPT));
        self.line_feeds += bytes.iter().filter(|&&byte| byte == b'\n').count();
        self.count += bytes.len();
    }

    /// How many bytes it had.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Its last words.
    pub fn end(&self) -> String {
        String::from_utf8_lossy(&self.end).into_owned()
    }

    /// How many lines it had, and those that can be shown.
    fn lines(&self) -> (usize, Vec<String>) {
        let start = without_detour(&String::from_utf8_lossy(&self.start));
        let lines = start.lines().take(LINES);
        let lines = lines.map(|line| escaped(&shortened(format_args!("{line}"), LINE))).collect();
        let unfinished = self.end.last().is_some_and(|&byte| byte != b'\n');
        (self.line_feeds + usize::from(unfinished), lines)
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

    fn stream(bytes: &[u8]) -> Stream {
        let mut stream = Stream::default();
        bytes.chunks(1_000_000).for_each(|chunk| stream.add(chunk));
        stream
    }

    #[test]
    fn a_long_line_and_many_lines_are_cut() {
        let stream = stream(&vec![b'x'; 66_000_000]);
        assert_eq!(stream.count(), 66_000_000);
        assert!(stream.start.capacity() < 4 * KEPT && stream.end.capacity() < 4 * KEPT);
        let (count, lines) = stream.lines();
        assert_eq!((count, lines), (1, vec![format!("{} …", "x".repeat(LINE))]));
    }

    #[test]
    fn the_end_of_a_flood_is_known_and_its_lines_are_counted() {
        let stream = stream(&[&[b'\n'; 1_000_000][..], b"last words"].concat());
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
            printed.add(&stream(text.as_bytes()));
        }
        let lines = ["Your answers printed:", "    one", "    two", "    three \\u{1b}[2J"];
        assert_eq!(printed.lines(), lines);
    }

    #[test]
    fn places_in_the_answers_are_shown_as_the_reader_knows_them() {
        let text = "panicked at tests/grade/judges/../../../src/exercises/00_first_look.rs:12:5:";
        let (_, lines) = stream(text.as_bytes()).lines();
        assert_eq!(lines, ["panicked at src/exercises/00_first_look.rs:12:5:"]);
    }
}

//! The lines of a file between `// ANCHOR: name` and `// ANCHOR_END: name`, with whatever line ends the
//! file has.

use std::ops::Range;

/// Where an exercise stands in a file of stubs, answers or solutions.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The lines between the two anchors, counted from 0.
    lines: Range<usize>,
}

impl Region {
    /// Finds the region called `name`, if both of its anchors are there.
    pub fn find(text: &str, name: &str) -> Option<Self> {
        let line = |marker: String| text.lines().position(|line| line.trim() == marker);
        let start = line(format!("// ANCHOR: {name}"))? + 1;
        let end = line(format!("// ANCHOR_END: {name}"))?;
        (start <= end).then_some(Self { lines: start..end })
    }

    /// The anchor of `name` that keeps its region from being found: `ANCHOR` or `ANCHOR_END`.
    pub fn lost_anchor(text: &str, name: &str) -> Option<&'static str> {
        if Self::find(text, name).is_some() {
            return None;
        }
        let start = format!("// ANCHOR: {name}");
        let is_there = text.lines().any(|line| line.trim() == start);
        Some(if is_there { "ANCHOR_END" } else { "ANCHOR" })
    }

    /// Whether the line, counted from 1, is part of it.
    pub fn contains(&self, line: usize) -> bool {
        self.lines.contains(&(line - 1))
    }

    /// The line of the function, counted from 1.
    pub fn function_line(&self, text: &str) -> usize {
        let within = text.lines().skip(self.lines.start).take(self.lines.len());
        let before = within.take_while(|line| !line.starts_with("pub fn")).count();
        self.lines.start + before + 1
    }

    /// Its text.
    pub fn text(&self, of: &str) -> String {
        lines(of, self.lines.clone())
    }

    /// `of` with this region's text replaced.
    pub fn replaced(&self, of: &str, with: &str) -> String {
        let end = of.lines().count();
        lines(of, 0..self.lines.start) + with + &lines(of, self.lines.end..end)
    }
}

/// Some lines of a text, each with its line break as it is.
fn lines(text: &str, range: Range<usize>) -> String {
    text.split_inclusive('\n').skip(range.start).take(range.len()).collect()
}

/// A text with line feeds, with the line ends of the file that it goes into.
pub fn with_line_ends_of(file: &[u8], text: &str) -> String {
    if file.windows(2).any(|pair| pair == b"\r\n") {
        text.replace('\n', "\r\n")
    } else {
        text.to_owned()
    }
}

//! How text that answers make is shown: cut to a length, and without power over the terminal.

use std::fmt::{self, Write};

/// How many lines of an input, a result or a message are shown.
const MOST_LINES: usize = 12;

/// The text, up to `longest` characters and a dozen lines. No more than that is ever made, so the text
/// may be endless.
pub fn shortened(text: fmt::Arguments, longest: usize) -> String {
    let mut cut = Cut { text: String::new(), left: longest, lines_left: MOST_LINES };
    // A cut is reported as an error, which stops the text from being made.
    match cut.write_fmt(text) {
        Ok(()) => cut.text,
        Err(fmt::Error) => cut.text + " …",
    }
}

/// The beginning of a text.
struct Cut {
    text: String,
    left: usize,
    lines_left: usize,
}

impl Write for Cut {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| self.write_char(c))
    }

    fn write_char(&mut self, c: char) -> fmt::Result {
        self.left = self.left.checked_sub(1).ok_or(fmt::Error)?;
        if c == '\n' {
            self.lines_left = self.lines_left.checked_sub(1).ok_or(fmt::Error)?;
        }
        self.text.push(c);
        Ok(())
    }
}

/// The text with everything that a terminal would obey, or that would hide or rearrange other text,
/// written out: `\u{1b}`. Tabs and line feeds stay.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_obeyed(c) {
            escaped.extend(c.escape_unicode());
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Whether it is a control character, sets the direction of writing, or takes no room.
fn is_obeyed(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_in_characters_and_in_lines() {
        assert_eq!(shortened(format_args!("{:?}", [1, 2]), 6), "[1, 2]");
        assert_eq!(shortened(format_args!("ä{}", "ö".repeat(9)), 3), "äöö …");
        let lines = shortened(format_args!("{}", "\n".repeat(1_000)), 400);
        assert_eq!(lines.matches('\n').count(), MOST_LINES);
    }

    #[test]
    fn no_more_of_a_text_is_made_than_is_shown() {
        struct Endless;
        impl fmt::Display for Endless {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                loop {
                    f.write_str("on and ")?;
                }
            }
        }
        assert_eq!(shortened(format_args!("{Endless}"), 7), "on and  …");
    }

    #[test]
    fn what_a_terminal_obeys_is_escaped_and_letters_are_not() {
        let hostile = "\u{1b}[31m \u{1b}]0;x\u{7} \u{9b}1A \0 a\rb \u{202e}c \u{2066}d \u{200f} \
                       \u{200b} \u{feff} \u{2028} \u{7f}";
        assert_eq!(
            escaped(hostile),
            "\\u{1b}[31m \\u{1b}]0;x\\u{7} \\u{9b}1A \\u{0} a\\u{d}b \\u{202e}c \\u{2066}d \\u{200f} \
             \\u{200b} \\u{feff} \\u{2028} \\u{7f}"
        );
        let harmless = "שלום, ä, 映画, 👩\u{200d}🚀, \\u{1b}\tand\nso on";
        assert_eq!(escaped(harmless), harmless);
    }
}

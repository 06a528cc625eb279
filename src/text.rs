//! Text of the data, made fit to print for people.
//!
//! Names and titles may hold anything. A terminal obeys the control characters in a text, and
//! characters that turn the direction of writing show a text as another one.

use std::borrow::Cow;

/// How many characters of a quoted text a message shows.
pub const QUOTED: usize = 60;

/// The length of the longest message. With `error: ` before it, a line has 300 characters.
const MESSAGE: usize = 300 - "error: ".len();

/// How many characters of a message that is too long stay in front of the cut. What follows it says what
/// is wrong and what to do.
const IN_FRONT: usize = 100;

/// The text with its control characters, and invisible ones that change the direction or the lines of
/// what is printed, written out: `\u{1b}`. Letters of every script stay as they are.
///
/// ```
/// use workbook::text::printable;
///
/// assert_eq!(printable("Alien\u{1b}[2J"), "Alien\\u{1b}[2J");
/// assert_eq!(printable("Amélie, أميلي"), "Amélie, أميلي");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            hidden if is_hidden(hidden) => shown.extend(hidden.escape_unicode()),
            other => shown.push(other),
        }
    }
    shown.into()
}

/// Whether a character is not seen but does something: control characters, marks and overrides of the
/// direction of writing, separators of lines, spaces without width.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// A text of the data within a message: printable, cut to some [`QUOTED`] characters, in backticks.
pub fn quoted(text: &str) -> String {
    format!("`{}`", shortened(&printable(text), QUOTED))
}

/// The text with at most `most` characters; what is too long is cut in the middle.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    cut(text, most, most.saturating_sub(1).div_ceil(2))
}

/// A message as one printable line of at most 300 characters with `error: ` in front of it. Quoted texts
/// and the beginning are cut before the end, which says what to do.
pub fn one_line(message: &str) -> String {
    let message = printable(message);
    if fits(&message, MESSAGE) {
        return message.into_owned();
    }
    let parts = message.split('`').enumerate();
    // Every second part is between backticks.
    let parts =
        parts.map(|(i, part)| if i % 2 == 1 { shortened(part, QUOTED) } else { part.into() });
    let message = parts.collect::<Vec<_>>().join("`");
    cut(&message, MESSAGE, IN_FRONT).into_owned()
}

fn fits(text: &str, most: usize) -> bool {
    text.char_indices().nth(most).is_none()
}

/// The text with at most `most` characters, of which `in_front` stand before the cut.
fn cut(text: &str, most: usize, in_front: usize) -> Cow<'_, str> {
    if fits(text, most) {
        return text.into();
    }
    let start: String = text.chars().take(in_front).collect();
    let behind = most.saturating_sub(in_front + 1);
    let end = match behind {
        0 => "",
        _ => text.char_indices().nth_back(behind - 1).map_or(text, |(at, _)| &text[at..]),
    };
    format!("{start}…{end}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_terminal_obeys_is_written_out() {
        let hostile = "\u{0}\u{7}\r\n\t\u{1b}]0;x\u{7f}\u{9b}2J\u{202e}\u{2066}\u{200b}\u{200f}\u{2028}\u{feff}";
        let shown = printable(hostile);
        assert!(shown.chars().all(|character| !is_hidden(character)), "{shown}");
        assert!(
            shown.starts_with("\\u{0}\\u{7}\\u{d}\\u{a}\\u{9}\\u{1b}]0;x\\u{7f}\\u{9b}2J\\u{202e}")
        );
    }

    #[test]
    fn letters_of_every_script_stay() {
        for title in [
            "Amélie",
            "e\u{301}",
            "שלום",
            "أفلام",
            "千と千尋",
            "می\u{200c}خواهم",
            "👩\u{200d}🚀",
            "‘L’'\"<&>",
        ] {
            assert!(matches!(printable(title), Cow::Borrowed(_)), "{title}");
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_in_the_middle() {
        assert_eq!(shortened("Amélie", 6), "Amélie");
        assert_eq!(shortened("Amélie!", 6), "Amé…e!");
        assert_eq!(
            (shortened("abc", 2), shortened("abc", 1), shortened("abc", 0)),
            ("a…".into(), "…".into(), "…".into())
        );
        assert_eq!(quoted(&"é".repeat(10_000)).chars().count(), QUOTED + 2);
    }

    #[test]
    fn a_message_of_any_length_is_one_line_that_ends_with_what_to_do() {
        let remedy = "; write more of the one you mean";
        let short = format!("`Alien` is in 2 titles{remedy}");
        assert_eq!(one_line(&short), short);
        let long = "x".repeat(10_000);
        for message in [
            format!("`{long}` is in 2 titles{remedy}"),
            format!("/{long}/u.data:3: the rating `much` is not a number{remedy}"),
            format!("`{long}` and `{long}` and `{long}`{remedy}"),
            format!("`{}`{remedy}", "\u{1b}[2J\n".repeat(1000)),
            format!("{}{remedy}", "`x".repeat(1000)),
        ] {
            let line = one_line(&message);
            assert!(line.chars().count() <= MESSAGE, "{line}");
            assert!(line.contains('…') && line.ends_with(remedy), "{line}");
            assert!(!line.contains(is_hidden), "{line}");
            assert_eq!(one_line(&line), line);
        }
        let path =
            one_line(&format!("/{long}/u.data:3: the rating `much` is not a number{remedy}"));
        assert!(path.ends_with(&format!("x/u.data:3: the rating `much` is not a number{remedy}")));
    }
}

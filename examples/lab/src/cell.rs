//! Names as a line of a table or a sentence has room for.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use workbook::text::printable;

/// How wide a name may be, in columns of a terminal.
const WIDEST: usize = 60;

/// A name of the data, or another text of any length: printable, and cut if it is long.
pub fn shown(text: &str) -> String {
    // However long the text is, only its beginning can be shown. Marks without width are limited too.
    let start: String = text.chars().take(4 * WIDEST).collect();
    let shown = printable(&start);
    if start.len() == text.len() && shown.width() <= WIDEST {
        return shown.into_owned();
    }
    let mut kept = String::new();
    let mut width = 0;
    for character in shown.chars() {
        width += character.width().unwrap_or(0);
        if width >= WIDEST {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_by_its_width() {
        for name in ["", "Amélie (2001)", "千と千尋の神隠し", &"x".repeat(60), &"千".repeat(30)]
        {
            assert_eq!(shown(name), name);
        }
        for (name, width) in
            [("x".repeat(61), 60), ("千".repeat(5_000), 59), ("e\u{301}".repeat(61), 60)]
        {
            let cut = shown(&name);
            assert!(cut.ends_with('…') && name.starts_with(cut.trim_end_matches('…')), "{cut}");
            assert_eq!(cut.width(), width, "{cut}");
        }
        assert_eq!(shown("\u{1b}[2J"), "\\u{1b}[2J");
        assert!(shown(&"\u{301}".repeat(10_000)).len() < 1_000);
        assert!(shown(&"\u{1b}".repeat(10_000)).width() <= 60);
    }
}

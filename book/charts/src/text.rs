//! The width of a text, and how to make it fit.
//!
//! The reader's browser chooses the font, so widths are estimates. They are on the wide side, so that
//! a text that fits here also fits there.

/// How much wider bold type is.
pub(crate) const BOLD: f64 = 1.15;

/// Estimated width of a text, in the unit of `size`.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// Estimated width of one character, in ems.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.32,
        'f' | 'r' | 't' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.40,
        'm' | 'M' | 'w' | 'W' | '%' | '@' | '…' => 0.92,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '−' | '×' | '~' => 0.72,
        '\0'..='\u{24f}' => 0.61,
        // Other scripts: East Asian characters fill a square, and few are wider.
        _ => 1.0,
    }
}

/// The text if it fits into `room`, else as much of it as fits with an ellipsis.
pub(crate) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = width("…", size);
    for character in text.chars() {
        used += advance(character) * size;
        if used > room {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}

/// Breaks the text at spaces into lines that fit into `room`. A single word that is too long is cut
/// short.
pub(crate) fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| fit(line, size, room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays_whole() {
        assert_eq!(fit("Amélie", 14.0, 200.0), "Amélie");
    }

    #[test]
    fn a_cut_text_fits_and_says_so() {
        let cut = fit("The Long Night of the Second Lighthouse", 14.0, 120.0);
        assert!(cut.ends_with('…') && cut.starts_with("The Long"), "{cut}");
        assert!(width(&cut, 14.0) <= 120.0);
    }

    #[test]
    fn wrapping_loses_no_word_and_keeps_to_the_room() {
        let text = "Weight decay brings the validation loss of the model with biases down";
        let lines = wrap(text, 16.0, 200.0);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| width(line, 16.0) <= 200.0));
    }
}

//! Formulas in LaTeX, as MathML.

use super::page::{Edit, Page, within};
use crate::fault::Fault;
use pulldown_cmark::Event;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

/// What becomes of the formulas of a page.
pub fn edits(page: &Page, faults: &mut Vec<Fault>) -> Vec<Edit> {
    let code = page.code();
    let mut edits = Vec::new();
    for (event, range) in page.events() {
        let expanded = match event {
            Event::InlineMath(latex) => expand(&latex, false),
            Event::DisplayMath(latex) => expand(&latex, true),
            // What is no formula to Markdown, such as one whose braces do not match, is text.
            Event::Text(text)
                if text.contains('$')
                    && !page.text[..range.start].ends_with('\\')
                    && !within(&code, &range) =>
            {
                Err("this $ opens no formula; mend it, or write \\$ for a dollar".to_owned())
            }
            _ => continue,
        };
        match expanded {
            Ok(mathml) => edits.push((range, mathml)),
            Err(message) => faults.push(page.fault(range.start, message)),
        }
    }
    edits
}

/// A formula as MathML. Formulas of a display that `\qquad` sets apart are one each, so that a narrow
/// page can set them below each other.
///
/// # Errors
/// Says what is wrong with the formula.
fn expand(latex: &str, display: bool) -> Result<String, String> {
    let formulas: Vec<&str> = latex.split(r"\qquad").collect();
    if display && formulas.len() > 1 {
        let formulas: Result<Vec<_>, _> =
            formulas.into_iter().map(|latex| mathml(latex, true)).collect();
        // A space within braces divides nothing.
        if let Ok(formulas) = formulas {
            return Ok(format!("<span class=\"formulas\">{}</span>", formulas.join(" ")));
        }
    }
    mathml(latex, display)
}

/// One formula as MathML that Markdown leaves alone.
fn mathml(latex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events = Parser::new(latex, &storage).collect::<Result<Vec<_>, _>>();
    let events = events.map_err(|error| {
        let error = error.to_string();
        let reason = error.lines().next().unwrap_or_default();
        format!("the formula {} is not understood: {reason}", latex.trim())
    })?;
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut mathml = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut mathml, events, config)
        .map_err(|error| format!("the formula {} cannot be rendered: {error}", latex.trim()))?;
    Ok(shielded(&mathml))
}

/// The same markup on one line, with every character between the tags in which Markdown could see
/// markup of its own written as an entity.
fn shielded(mathml: &str) -> String {
    let mut shielded = String::new();
    let mut in_tag = false;
    // pulldown-latex escapes its own entity for a space, and leaves the sign "less than" as it is.
    let mathml = mathml.replace("&amp;nbsp;", "\u{a0}").replace("&nbsp;", "\u{a0}");
    let mathml = mathml.replace("<mo><</mo>", "<mo>&lt;</mo>");
    for c in mathml.chars() {
        match c {
            '\n' => shielded.push(' '),
            '<' | '>' => {
                in_tag = c == '<';
                shielded.push(c);
            }
            c if !in_tag && c.is_ascii_punctuation() && !matches!(c, '&' | ';' | '#') => {
                shielded.push_str(&format!("&#{};", u32::from(c)));
            }
            c => shielded.push(c),
        }
    }
    shielded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_finds_nothing_to_mark_up_in_a_formula() {
        let mathml = expand(r"a_1 | x [1](2) \text{*b* `c` _d_}", false).expect("a formula");
        let between: String = mathml
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert!(!between.contains(['*', '_', '`', '|', '[', ']', '(']), "{mathml}");
        assert!(between.contains("&#42;b&#42;"), "{mathml}");
    }

    #[test]
    fn a_space_is_a_space() {
        let mathml = expand(r"1,\ 2 < 3", false).expect("a formula");
        assert!(mathml.contains("<mtext>\u{a0}</mtext>") && mathml.contains("&lt;"), "{mathml}");
    }

    #[test]
    fn a_formula_of_its_own_is_a_block() {
        let mathml = expand("x", true).expect("a formula");
        assert!(mathml.starts_with("<math") && mathml.contains("block"), "{mathml}");
    }

    #[test]
    fn formulas_set_apart_are_one_each() {
        let both = expand(r"x = 1, \qquad y = 2", true).expect("two formulas");
        assert!(both.starts_with("<span") && both.matches("<math").count() == 2, "{both}");
        let one = expand(r"\sqrt{x \qquad y}", true).expect("one formula");
        assert_eq!(one.matches("<math").count(), 1, "{one}");
    }

    #[test]
    fn a_broken_formula_is_named() {
        let error = expand(r"\frac{a", false).expect_err("unbalanced");
        assert!(error.contains(r"\frac{a"), "{error}");
        assert!(expand(r"\unheardof x", false).is_err());
    }
}

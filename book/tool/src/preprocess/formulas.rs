//! LaTeX formulas as MathML.

use super::edit::Edit;
use crate::chapter::Chapter;
use anyhow::{Context, Result, anyhow};
use pulldown_cmark::Event;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};
use std::convert::Infallible;

/// The MathML for all formulas of a chapter.
pub fn edits(chapter: &Chapter) -> Vec<Edit> {
    let code = chapter.code();
    let mut edits = Vec::new();
    for (event, range) in chapter.events() {
        let expanded = match event {
            Event::InlineMath(latex) => expand(&latex, DisplayMode::Inline),
            Event::DisplayMath(latex) => expand(&latex, DisplayMode::Block),
            // To Markdown, a broken formula, for example with unbalanced braces, is plain text.
            Event::Text(text)
                if text.contains('$')
                    && !chapter.text[..range.start].ends_with('\\')
                    && !code.iter().any(|code| code.contains(&range.start)) =>
            {
                Err(anyhow!("this $ opens no formula; fix it, or write \\$ for a dollar sign"))
            }
            _ => continue,
        };
        edits.push((range, expanded));
    }
    edits
}

/// A formula as MathML. Where `\qquad` separates formulas in a display, each becomes an element of
/// its own, so that a narrow page can stack them.
fn expand(latex: &str, mode: DisplayMode) -> Result<String> {
    let formulas: Vec<&str> = latex.split(r"\qquad").collect();
    if mode == DisplayMode::Block && formulas.len() > 1 {
        let formulas: Result<Vec<_>> =
            formulas.into_iter().map(|latex| mathml(latex, mode)).collect();
        // A `\qquad` within braces separates nothing, and its halves are not understood.
        if let Ok(formulas) = formulas {
            return Ok(format!("<span class=\"formulas\">{}</span>", formulas.join(" ")));
        }
    }
    mathml(latex, mode)
}

/// One formula as MathML that Markdown leaves alone.
fn mathml(latex: &str, display_mode: DisplayMode) -> Result<String> {
    let storage = Storage::new();
    let events = Parser::new(latex, &storage).collect::<Result<Vec<_>, _>>();
    let events = events.map_err(|error| {
        let error = error.to_string();
        let reason = error.lines().next().unwrap_or_default();
        anyhow!("the formula {} is not understood: {reason}", latex.trim())
    })?;
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut mathml = String::new();
    push_mathml(&mut mathml, events.into_iter().map(Ok::<_, Infallible>), config)
        .with_context(|| format!("the formula {} cannot be rendered", latex.trim()))?;
    Ok(shielded(&mathml))
}

/// The same markup on one line. Between the tags, entities replace every character that Markdown
/// could take for markup of its own.
fn shielded(mathml: &str) -> String {
    // pulldown-latex escapes its own entity for a space, and leaves the less-than sign unescaped.
    let mathml = mathml.replace("&amp;nbsp;", "\u{a0}").replace("&nbsp;", "\u{a0}");
    let mathml = mathml.replace("<mo><</mo>", "<mo>&lt;</mo>");
    let mut shielded = String::new();
    let mut in_tag = false;
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
    fn markdown_finds_no_markup_in_a_formula() {
        let mathml =
            expand(r"a_1 | x [1](2) \text{*b* `c` _d_}", DisplayMode::Inline).expect("a formula");
        let between: String = mathml
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert!(!between.contains(['*', '_', '`', '|', '[', ']', '(']), "{mathml}");
        assert!(between.contains("&#42;b&#42;"), "{mathml}");
    }

    #[test]
    fn spaces_and_less_than_signs_survive() {
        let mathml = expand(r"1,\ 2 < 3", DisplayMode::Inline).expect("a formula");
        assert!(mathml.contains("<mtext>\u{a0}</mtext>") && mathml.contains("&lt;"), "{mathml}");
    }

    #[test]
    fn a_displayed_formula_is_a_block() {
        let mathml = expand("x", DisplayMode::Block).expect("a formula");
        assert!(mathml.starts_with("<math") && mathml.contains("block"), "{mathml}");
    }

    #[test]
    fn separated_formulas_become_one_element_each() {
        let both = expand(r"x = 1, \qquad y = 2", DisplayMode::Block).expect("two formulas");
        assert!(both.starts_with("<span") && both.matches("<math").count() == 2, "{both}");
        let one = expand(r"\sqrt{x \qquad y}", DisplayMode::Block).expect("one formula");
        assert_eq!(one.matches("<math").count(), 1, "{one}");
    }

    #[test]
    fn a_broken_formula_is_named() {
        let error = expand(r"\frac{a", DisplayMode::Inline).expect_err("unbalanced").to_string();
        assert!(error.contains(r"\frac{a"), "{error}");
        assert!(expand(r"\unheardof x", DisplayMode::Inline).is_err());
    }
}

//! Figures, inlined so that they follow the theme of the page.

use super::page::{Edit, Page};
use crate::fault::Fault;
use pulldown_cmark::{Event, TagEnd};
use std::fs;

/// An image of a chapter that is one of the workbook's figures.
struct Figure<'a> {
    /// The path from the folder of the chapter.
    target: &'a str,
    /// The path within `figures/`, without its ending.
    place: &'a str,
    /// The chapter's words for it.
    alt: &'a str,
}

/// What becomes of the figures of a page: images that stand alone in their paragraph. A paragraph
/// after it that is emphasised as a whole is its caption.
pub fn edits(page: &Page, faults: &mut Vec<Fault>) -> Vec<Edit> {
    let paragraphs: Vec<_> = page
        .events()
        .filter(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)))
        .map(|(_, range)| range)
        .collect();
    let mut edits = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let Some(figure) = Figure::alone_in(page.text[paragraph.clone()].trim()) else { continue };
        let caption = paragraphs.get(index + 1).filter(|next| {
            page.text[paragraph.end..next.start].trim().is_empty()
                && is_emphasised(page.text[(*next).clone()].trim())
        });
        match figure.html(page, edits.is_empty()) {
            Ok(html) => {
                let (before_caption, after_caption) = match caption {
                    Some(_) => ("<figcaption>\n\n", "\n\n</figcaption>\n</figure>\n\n"),
                    None => ("", "</figure>\n"),
                };
                let start = format!("<figure class=\"plot\">\n{html}{before_caption}");
                // The caption between stays Markdown.
                let end = caption.unwrap_or(paragraph).end;
                edits.push((paragraph.clone(), start));
                edits.push((end..end, after_caption.to_owned()));
            }
            Err(message) => faults.push(page.fault(paragraph.start, message)),
        }
    }
    edits
}

impl<'a> Figure<'a> {
    /// The figure in a paragraph that holds nothing else.
    fn alone_in(paragraph: &'a str) -> Option<Self> {
        let (alt, target) = paragraph.strip_prefix("![")?.strip_suffix(')')?.rsplit_once("](")?;
        let place = target.split_once("figures/")?.1.strip_suffix(".svg")?;
        (!alt.contains("](")).then_some(Self { target, place, alt })
    }

    /// The figure and its points, if it has any, as HTML without blank lines, which would end the
    /// block of HTML.
    ///
    /// The style sheet, the same in all figures, goes with the first of a page only. The chapter's
    /// words take the place of the figure's description, and its ids get the name of the data, for
    /// a page that shows the figures of both.
    fn html(&self, page: &Page, with_style: bool) -> Result<String, String> {
        let path = page.folder().join(self.target);
        let svg = fs::read_to_string(&path)
            .map_err(|error| format!("the figure {} cannot be read: {error}", self.target))?;
        let not_ours = || format!("{} is none of the workbook's figures", self.target);
        let start = svg.find("<svg").ok_or_else(not_ours)?;
        let (before, rest) = svg[start..].split_once("<style>").ok_or_else(not_ours)?;
        let (style, after) = rest.split_once("</style>").ok_or_else(not_ours)?;
        let (before, described) = before.split_once("<desc").ok_or_else(not_ours)?;
        let (tag, described) = described.split_once('>').ok_or_else(not_ours)?;
        let (_, before_style) = described.split_once("</desc>").ok_or_else(not_ours)?;

        let style = if with_style { format!("<style>{style}</style>") } else { String::new() };
        let alt = self.alt.replace('&', "&amp;").replace('<', "&lt;").replace('\n', " ");
        let svg = format!("{before}<desc{tag}>{alt}</desc>{before_style}{style}{after}");
        // `ml-100k/05_sweep.seeds` is drawn as `05_sweep`.
        let name = self.place.rsplit('/').next().unwrap_or(self.place);
        let name = name.split('.').next().unwrap_or(name);
        let own_name = self.place.replace(['/', '.'], "-");
        let svg = svg.replace(&format!("figure-{name}-"), &format!("figure-{own_name}-"));
        let lines = svg.lines().filter(|line| !line.trim().is_empty());
        let html: String = lines.map(|line| format!("{line}\n")).collect();

        Ok(match fs::read_to_string(path.with_extension("json")) {
            // No `</script>` can end the points early.
            Ok(json) => {
                let json = json.trim().replace("</", "<\\/");
                format!(
                    "{html}<script type=\"application/json\" class=\"points\">{json}</script>\n"
                )
            }
            Err(_) => html,
        })
    }
}

/// `*…*` or `_…_`, but not `**…**`.
fn is_emphasised(paragraph: &str) -> bool {
    ["*", "_"].iter().any(|mark| {
        paragraph.len() > 2
            && paragraph.starts_with(mark)
            && paragraph.ends_with(mark)
            && !paragraph.starts_with(&mark.repeat(2))
    })
}

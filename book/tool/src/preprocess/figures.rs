//! Figures, inlined so that they follow the theme of the page.

use super::edit::Edit;
use crate::chapter::Chapter;
use crate::files::read_text;
use crate::project::Project;
use anyhow::{Context, Result};
use pulldown_cmark::{Event, TagEnd};
use regex::Regex;
use std::path::Path;
use std::sync::LazyLock;

/// One of the workbook's figures: up to its description, from there to its style, the style, the rest.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)(<svg.*?<desc[^>]*>).*?(</desc>.*?)(<style>.*?</style>)(.*)")
        .expect("a valid pattern")
});

/// A chapter's image of one of the workbook's figures.
struct Figure<'a> {
    /// The path from the folder of the chapter.
    target: &'a str,
    /// The path within `figures/`, without its ending.
    place: &'a str,
    /// The chapter's description of it.
    alt: &'a str,
}

/// The HTML of a chapter's figures, which are images alone in their paragraphs. If the paragraph
/// after a figure is emphasised as a whole, it becomes the caption.
pub fn edits(project: &Project, chapter: &Chapter) -> Vec<Edit> {
    let folder = chapter.folder(project);
    let paragraphs: Vec<_> = chapter
        .events()
        .filter(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph)))
        .map(|(_, range)| range)
        .collect();
    let mut edits: Vec<Edit> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let written = chapter.text[paragraph.clone()].trim();
        let Some(figure) = Figure::alone_in(written) else { continue };
        let caption = paragraphs.get(index + 1).filter(|next| {
            chapter.text[paragraph.end..next.start].trim().is_empty()
                && is_emphasised(chapter.text[(*next).clone()].trim())
        });
        // The caption in between stays Markdown.
        let (before_caption, after_caption) = match caption {
            Some(_) => ("<figcaption>\n\n", "\n\n</figcaption>\n</figure>\n\n"),
            None => ("", "</figure>\n"),
        };
        let html = figure.html(&folder, &chapter.root(), edits.is_empty());
        let start = html.map(|html| format!("<figure class=\"plot\">\n{html}{before_caption}"));
        let end = caption.unwrap_or(paragraph).end;
        edits.push((paragraph.clone(), start));
        edits.push((end..end, Ok(after_caption.to_owned())));
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

    /// The figure as HTML without blank lines, which would end the block of HTML. If it has points,
    /// they follow, and the script that brings them to life.
    ///
    /// All figures have the same style sheet, so only the first of a page brings it. The chapter's
    /// words replace the figure's own description. The ids include the name of the data because a
    /// page may show the same figure for two data sets.
    fn html(&self, folder: &Path, root: &str, with_style: bool) -> Result<String> {
        let path = folder.join(self.target);
        let svg = read_text(&path)
            .with_context(|| format!("the figure {} cannot be read", self.target))?;
        let parts = FIGURE
            .captures(&svg)
            .with_context(|| format!("{} was not drawn by the workbook", self.target))?;
        let (_, [start, described, style, rest]) = parts.extract();

        let style = if with_style { style } else { "" };
        let alt = self.alt.replace('&', "&amp;").replace('<', "&lt;").replace('\n', " ");
        let svg = format!("{start}{alt}{described}{style}{rest}");
        // `ml-100k/05_sweep.seeds` is drawn as `05_sweep`.
        let name = self.place.rsplit('/').next().unwrap_or(self.place);
        let name = name.split('.').next().unwrap_or(name);
        let own_name = self.place.replace(['/', '.'], "-");
        let svg = svg.replace(&format!("figure-{name}-"), &format!("figure-{own_name}-"));
        let lines = svg.lines().filter(|line| !line.trim().is_empty());
        let mut html: String = lines.map(|line| format!("{line}\n")).collect();

        if let Ok(points) = read_text(&path.with_extension("json")) {
            // A `</script>` within would end the points early, and a `<!--` late.
            let points = points.trim().replace('<', "\\u003c");
            // A module that a page names twice runs once.
            html += &format!(
                "<script type=\"application/json\" class=\"points\">{points}</script>\n\
                 <script type=\"module\" src=\"{root}interactive/map.js\"></script>\n"
            );
        }
        Ok(html)
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

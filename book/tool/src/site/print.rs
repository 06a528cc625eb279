//! The page that holds the whole book, to print it or to keep it as a PDF.

use anyhow::{Result, ensure};
use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use std::sync::LazyLock;

/// Its name in the folder of the pages.
pub const PAGE: &str = "print.html";

/// Paper does not move, and a script's path starts from its chapter.
static MOVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?sx)
        <div\ class="interactive".*?</script>\s*</div>
        | <script\ type="module".*?</script>
        | <script\ type="application/json"\ class="points">.*?</script>"#,
    )
    .expect("a valid pattern")
});

/// mdBook's page of the whole book, with a list of its chapters, everything folded open, and without what
/// moves.
pub fn fit_for_print(page: &str) -> Result<String> {
    let contents = contents(page);
    let page = MOVES.replace_all(page, "").replace("<details", "<details open");
    ensure!(page.contains("<main>"), "mdBook has written the page differently");
    Ok(page.replacen("<main>", &format!("<main>\n{contents}"), 1))
}

/// A link to each chapter, by its heading.
fn contents(page: &str) -> String {
    let headings = Selector::parse("main h1[id] > a").expect("a valid selector");
    let chapters: String = Html::parse_document(page)
        .select(&headings)
        .map(|heading: ElementRef| {
            let href = heading.attr("href").unwrap_or_default();
            format!("<li><a href=\"{href}\">{}</a></li>\n", heading.inner_html())
        })
        .collect();
    format!("<nav class=\"contents\" aria-label=\"Contents\">\n<ul>\n{chapters}</ul>\n</nav>\n")
}

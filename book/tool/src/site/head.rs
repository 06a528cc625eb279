//! What search engines, and programs that show a link as a card, read in the head of a page.

use anyhow::{Context, Result};
use regex::{NoExpand, Regex};
use std::sync::LazyLock;

/// The picture on the cards, from the folder of the pages.
pub const COVER: &str = "assets/cover.png";

const COVER_SHOWS: &str =
    "A one-hot vector picks a row of a table of numbers, and the row becomes stars.";

static TITLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?s)<title>.*?</title>").expect("a valid pattern"));

/// mdBook describes every page alike.
static DESCRIPTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<meta name="description" content="[^"]*">"#).expect("a valid pattern")
});

/// What the head of a page says about it.
pub struct Head<'a> {
    /// The name of the page.
    pub title: String,
    /// The title of the book.
    pub book: &'a str,
    /// A sentence.
    pub description: &'a str,
    /// The page's one address.
    pub address: String,
    /// The address of the picture.
    pub cover: String,
    /// Whether it is the first page, which stands for the book.
    pub is_first: bool,
}

impl Head<'_> {
    /// The page with this in its head.
    pub fn put_into(&self, page: &str) -> Result<String> {
        let start = DESCRIPTION.find(page).context("mdBook has described the page differently")?;
        let page = page.replacen(start.as_str(), &self.html(), 1);
        if !self.is_first {
            return Ok(page);
        }
        let title = format!("<title>{}</title>", escaped(&self.title));
        Ok(TITLE.replace(&page, NoExpand(&title)).into_owned())
    }

    fn html(&self) -> String {
        let title = escaped(&self.title);
        let book = escaped(self.book);
        let description = escaped(self.description);
        let address = escaped(&self.address);
        let cover = escaped(&self.cover);
        let kind = if self.is_first { "website" } else { "article" };
        format!(
            "<meta name=\"description\" content=\"{description}\">\n        \
             <link rel=\"canonical\" href=\"{address}\">\n        \
             <meta property=\"og:type\" content=\"{kind}\">\n        \
             <meta property=\"og:site_name\" content=\"{book}\">\n        \
             <meta property=\"og:title\" content=\"{title}\">\n        \
             <meta property=\"og:description\" content=\"{description}\">\n        \
             <meta property=\"og:url\" content=\"{address}\">\n        \
             <meta property=\"og:image\" content=\"{cover}\">\n        \
             <meta property=\"og:image:width\" content=\"1200\">\n        \
             <meta property=\"og:image:height\" content=\"630\">\n        \
             <meta property=\"og:image:alt\" content=\"{COVER_SHOWS}\">\n        \
             <meta name=\"twitter:card\" content=\"summary_large_image\">"
        )
    }
}

/// A text between the quotes of an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

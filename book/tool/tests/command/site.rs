//! What makes a site of the pages.

use crate::fixture::{Fixture, errors};

const CHAPTER: &str = "book/src/00_first_look.md";
const PAGE: &str = "book/build/00_first_look.html";

fn built(words: &[&str], change: impl FnOnce(&Fixture)) -> Fixture {
    let fixture = Fixture::new();
    change(&fixture);
    let output = fixture.book(words);
    assert!(output.status.success(), "{}", errors(&output));
    fixture
}

#[test]
fn the_head_of_a_page_describes_it() {
    let page = built(&[], |_| {}).read(PAGE);
    let sentence = "A first look at losses, &quot;and&quot; what they say.";
    for part in [
        &format!("<meta name=\"description\" content=\"{sentence}\">"),
        &format!("<meta property=\"og:description\" content=\"{sentence}\">"),
        "<link rel=\"canonical\" href=\"https://example.org/collab-workbook/00_first_look.html\">",
        "<meta property=\"og:title\" content=\"First look\">",
        "<meta property=\"og:image\" content=\"https://example.org/collab-workbook/assets/cover.png\">",
    ] {
        assert_eq!(page.matches(part).count(), 1, "{part} in {page}");
    }
    assert_eq!(page.matches("name=\"description\"").count(), 1, "{page}");
}

#[test]
fn the_first_page_stands_for_the_book() {
    let fixture = built(&[], |_| {});
    let title = "<title>From One-Hot to Neural: a collaborative-filtering workbook in Rust</title>";
    let address = "<link rel=\"canonical\" href=\"https://example.org/collab-workbook/\">";
    for page in ["book/build/index.html", "book/build/introduction.html"] {
        let page = fixture.read(page);
        assert!(page.contains(title) && page.contains(address), "{page}");
    }
}

#[test]
fn the_address_is_in_one_place() {
    let fixture = built(&[], |fixture| {
        fixture.replace("book/book.toml", "https://example.org/collab-workbook/", "https://a.b/c");
    });
    assert!(fixture.read(PAGE).contains("href=\"https://a.b/c/00_first_look.html\""));
    assert!(fixture.read("book/build/404.html").contains("<base href=\"/c/\">"));
    let sitemap = fixture.read("book/build/sitemap.xml");
    let pages: Vec<&str> = sitemap.lines().filter(|line| line.starts_with("<url>")).collect();
    assert_eq!(
        pages,
        [
            "<url><loc>https://a.b/c/</loc></url>",
            "<url><loc>https://a.b/c/00_first_look.html</loc></url>"
        ]
    );
    assert!(fixture.read("book/build/robots.txt").contains("Sitemap: https://a.b/c/sitemap.xml\n"));
}

#[test]
fn the_page_to_print_has_all_chapters_open_and_nothing_that_moves() {
    let fixture = built(&[], |fixture| {
        std::fs::create_dir(fixture.path("book/src/interactive")).expect("a folder");
        fixture.write("book/src/interactive/losses.js", "");
        fixture.replace(CHAPTER, "## Exercises", "{{interactive losses {} }}\n\n## Exercises");
    });
    assert!(fixture.read(PAGE).contains("data-interactive"));
    let page = fixture.read("book/build/print.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    for gone in ["data-interactive", "interactive/losses.js", "<details>", "<details class"] {
        assert!(!page.contains(gone), "{gone} in {page}");
    }
    assert!(page.contains("<details open"), "{page}");
    let contents = "<li><a href=\"#introduction\">Introduction</a></li>\n\
                    <li><a href=\"#first-look\">First look</a></li>";
    assert!(page.contains(contents), "{page}");
}

#[test]
fn a_listing_leads_to_the_documentation_if_that_is_there() {
    let without = built(&[], |_| {});
    assert!(!without.read(PAGE).contains("In the API"));
    assert!(!without.path("book/build/api").exists());

    let with = built(&["--site"], |fixture| {
        fixture.write(
            "src/kept.rs",
            "//! A type whose method a chapter shows.\n\n/// A number.\npub struct Kept(f64);\n\nimpl Kept {\n    \
             // ANCHOR: twice\n    /// Twice the number.\n    pub fn twice(&self) -> f64 {\n        \
             2.0 * self.0\n    }\n    // ANCHOR_END: twice\n}\n",
        );
        let library = fixture.read("src/lib.rs");
        fixture.write("src/lib.rs", &format!("{library}\nmod kept;\npub use kept::Kept;\n"));
        let listing = "```rust,ignore\n{{#include ../../src/kept.rs:twice}}\n```\n\n## Exercises";
        fixture.replace(CHAPTER, "## Exercises", listing);
    });
    let page = with.read(PAGE);
    for item in ["fn.double.html\"><code>double", "struct.Kept.html\"><code>Kept"] {
        let line =
            format!("<p class=\"api\">In the API: <a href=\"api/fixture/{item}</code></a></p>");
        assert_eq!(page.matches(&line).count(), 1, "{line} in {page}");
    }
    assert!(with.path("book/build/api/fixture/struct.Kept.html").is_file());
}

#[test]
fn documentation_that_cannot_be_built_is_an_error() {
    let fixture = Fixture::new();
    fixture.replace("src/lib.rs", "2.0 * x", "2.0 *");
    let output = fixture.book(&["--site"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = errors(&output);
    assert!(errors.contains("the documentation of the library cannot be built"), "{errors}");
}

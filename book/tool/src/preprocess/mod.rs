//! Expands the chapters' own notation. This runs before mdBook's own preprocessors, so that every
//! fault names the line of the author's file.

mod api;
pub mod claims;
pub mod directives;
mod edit;
mod exercises;
mod expand;
mod expressions;
mod figures;
mod formulas;
pub mod includes;
mod interactive;
mod predict;
mod spaces;
mod values;

use crate::chapter::Chapter;
use crate::fault;
use crate::files::with_line_feeds;
use crate::project::Project;
use crate::site::api::Api;
use anyhow::Result;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

pub use expand::{expand, with_values};

/// The preprocessor, as mdBook sees it.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    /// The documentation that listings link to, if it stands beside the pages.
    pub api: Option<Api>,
}

impl Preprocessor for Workbook {
    fn name(&self) -> &str {
        "workbook"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let project = Project::from_book(&context.root);
        let mut faults = Vec::new();
        book.for_each_chapter_mut(|chapter| {
            if let Some(file) = chapter.source_path.clone() {
                let written = Chapter { file, text: with_line_feeds(&chapter.content) };
                chapter.content = expand(&project, &written, self.api.as_ref(), &mut faults);
            }
        });
        fault::into_result(faults)?;
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer == "html")
    }
}

//! What the chapters' own notation becomes. It runs before mdBook's own preprocessors, so that every
//! fault is named with the line of the file it stands in.

pub mod directives;
mod exercises;
mod figures;
mod formulas;
pub mod includes;
mod page;
mod values;

use crate::fault;
use crate::project::Project;
use anyhow::Result;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

pub use page::Page;

/// The preprocessor, as mdBook sees it.
#[derive(Clone, Copy, Debug)]
pub struct Workbook;

impl Preprocessor for Workbook {
    fn name(&self) -> &str {
        "workbook"
    }

    fn run(&self, context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let project = Project::of_book(&context.root);
        let mut faults = Vec::new();
        book.for_each_chapter_mut(|chapter| {
            if let Some(path) = &chapter.source_path {
                let page = Page::new(&project, path, &chapter.content);
                chapter.content = page.expand(&mut faults);
            }
        });
        fault::none_of(faults)?;
        Ok(book)
    }

    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer == "html")
    }
}

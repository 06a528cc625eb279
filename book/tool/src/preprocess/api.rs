//! Below a listing from the library: where the documentation has what it shows.

use super::edit::Edit;
use super::includes::{Include, anchor_in, includes};
use crate::chapter::Chapter;
use crate::files::read_text;
use crate::project::Project;
use crate::site::api::Api;
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

/// A public item at the left margin, or what an `impl` there is for.
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?mx)^(?:
            pub\ (?:const\ |async\ |unsafe\ )*(?:struct|enum|trait|fn|type|const|static)\ (\w+)
            | impl\b (?: .*\ for)? (?:<.*?>)? \ (?:\w+::)* (\w+)
        )",
    )
    .expect("a valid pattern")
});

/// A line of links below every block of code that includes public items of the library.
pub fn edits(project: &Project, chapter: &Chapter, api: &Api) -> Vec<Edit> {
    let folder = chapter.folder(project);
    let root = "../".repeat(chapter.file.components().count() - 1);
    let mut edits = Vec::new();
    for block in chapter.code() {
        let within = includes(chapter).filter(|(range, _)| block.contains(&range.start));
        let links: BTreeSet<String> = within
            .filter(|(_, include)| include.path(&folder).starts_with(project.root().join("src")))
            .flat_map(|(_, include)| documented(project, &folder, &include, api))
            .map(|(item, page)| format!("<a href=\"{root}{page}\"><code>{item}</code></a>"))
            .collect();
        if !links.is_empty() {
            let links: Vec<String> = links.into_iter().collect();
            let line = format!("\n\n<p class=\"api\">In the API: {}</p>\n\n", links.join(", "));
            edits.push((block.end..block.end, Ok(line)));
        }
    }
    edits
}

/// The items that a listing shows and their pages. If it shows methods, the item that has them.
fn documented(
    project: &Project,
    folder: &Path,
    include: &Include,
    api: &Api,
) -> Vec<(String, String)> {
    let shown = include.text(project, folder).ok().flatten().unwrap_or_default();
    let found = with_pages(&shown, api);
    if !found.is_empty() {
        return found;
    }
    let source = read_text(&include.path(folder)).unwrap_or_default();
    let before =
        source.lines().take_while(|line| anchor_in(line, "ANCHOR") != include.anchor.as_deref());
    let owner = before.filter(|line| line.starts_with("impl")).last();
    owner.map(|owner| with_pages(owner, api)).unwrap_or_default()
}

fn with_pages(source: &str, api: &Api) -> Vec<(String, String)> {
    let names = ITEM.captures_iter(source).filter_map(|item| item.get(1).or(item.get(2)));
    names.filter_map(|name| Some((name.as_str().to_owned(), api.page_of(name.as_str())?))).collect()
}

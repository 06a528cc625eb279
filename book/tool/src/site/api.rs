//! The library's documentation, which stands in `api/` beside the pages.

use crate::files::{files_in, read_text, slashed};
use crate::project::Project;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The folder beside the pages.
pub const FOLDER: &str = "api";

/// What rustdoc calls the pages of items, as in `struct.DotProduct.html`.
const KINDS: [&str; 8] = ["struct", "enum", "trait", "fn", "type", "constant", "static", "macro"];

/// The documentation, as built.
#[derive(Clone, Debug)]
pub struct Api {
    folder: PathBuf,
    files: Vec<PathBuf>,
    /// The pages of the items of each name, from the folder of the documentation.
    items: BTreeMap<String, Vec<String>>,
}

impl Api {
    /// Lets `cargo doc` document the library, in a folder where nothing else is documented.
    pub fn document(project: &Project) -> Result<Self> {
        let target = project.root().join("target/api");
        let status = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
            .current_dir(project.root())
            .args(["doc", "--quiet", "--lib", "--no-deps", "--target-dir"])
            .arg(&target)
            .status()
            .context("cargo cannot be run")?;
        ensure!(status.success(), "the documentation of the library cannot be built");
        Self::read(target.join("doc"))
    }

    fn read(folder: PathBuf) -> Result<Self> {
        let files = files_in(&folder)?;
        let mut items: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for file in &files {
            let page = slashed(file.strip_prefix(&folder).unwrap_or(file));
            let name = page.rsplit('/').next().unwrap_or_default().strip_suffix(".html");
            let Some((kind, name)) = name.and_then(|name| name.split_once('.')) else { continue };
            // An item that stands elsewhere too has a page there that leads to this one.
            let leads_on =
                || read_text(file).is_ok_and(|text| text.contains("http-equiv=\"refresh\""));
            if KINDS.contains(&kind) && !page.starts_with("src/") && !leads_on() {
                items.entry(name.to_owned()).or_default().push(page);
            }
        }
        Ok(Self { folder, files, items })
    }

    /// The page of an item, from the folder of the pages, if there is just one item of this name.
    pub fn page_of(&self, item: &str) -> Option<String> {
        match self.items.get(item)?.as_slice() {
            [page] => Some(format!("{FOLDER}/{page}")),
            _ => None,
        }
    }

    /// Puts the documentation beside the built pages.
    pub fn copy_to(&self, project: &Project) -> Result<()> {
        for file in &self.files {
            let place = file.strip_prefix(&self.folder).unwrap_or(file);
            let target = project.pages().join(FOLDER).join(place);
            let parent = target.parent().context("a file has a folder")?;
            fs::create_dir_all(parent)
                .and_then(|()| fs::copy(file, &target))
                .with_context(|| format!("{} cannot be written", target.display()))?;
        }
        Ok(())
    }
}

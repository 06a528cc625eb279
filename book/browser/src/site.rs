//! The built book on a server.

use anyhow::{Context, Result, ensure};
use server::Server;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Where the published book lies on its server. Links that only work at the top would break here.
const UNDER: &str = "/collab-workbook/";

/// The built book, served as it is when published.
pub struct Site {
    server: Server,
    folder: PathBuf,
    pages: Vec<String>,
}

impl Site {
    /// Whether the engine has been built, in which the models of the pages train.
    pub fn has_engine() -> bool {
        root().is_ok_and(|root| root.join("book/src/engine").is_dir())
    }

    /// Builds the book and serves it.
    pub(crate) fn build() -> Result<Self> {
        let root = root()?;
        // `.ci/run` names the folder of the programs that it has built.
        let mut tool = match env::var_os("WORKBOOK_BUILT") {
            Some(built) => Command::new(Path::new(&built).join("book")),
            None => {
                let mut cargo = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
                cargo.args(["run", "--quiet", "--package", "book"]);
                cargo
            }
        };
        let built = tool.current_dir(root).output().context("the book's tool cannot be run")?;
        let said = String::from_utf8_lossy(&built.stderr);
        ensure!(built.status.success(), "the book cannot be built:\n{said}");

        let folder = root.join("book/build");
        let server = Server::start(&folder, UNDER, 0).context("the book cannot be served")?;
        let contents = fs::read_to_string(folder.join("toc.html"));
        let pages = pages(&contents.context("the book has no table of contents")?);
        ensure!(!pages.is_empty(), "the book has no pages");
        Ok(Self { server, folder, pages })
    }

    /// The address of the first page.
    pub fn address(&self) -> &str {
        self.server.address()
    }

    /// The folder of the built book.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a record of the book is: `ml-100k/05_weight_decay`.
    ///
    /// # Errors
    /// If the repository cannot be found.
    pub fn record(&self, name: &str) -> Result<PathBuf> {
        Ok(root()?.join("book/src/output").join(format!("{name}.jsonl")))
    }

    /// The paths of all pages.
    pub fn pages(&self) -> &[String] {
        &self.pages
    }
}

/// The folder of the repository.
fn root() -> Result<&'static Path> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.context("the package lies in no repository")
}

/// The first page and those that the table of contents leads to.
fn pages(contents: &str) -> Vec<String> {
    let mut pages = vec!["index.html".to_owned()];
    for link in contents.split("href=\"").skip(1) {
        let link = link.split('"').next().unwrap_or_default();
        if link.ends_with(".html") && !pages.iter().any(|page| page == link) {
            pages.push(link.to_owned());
        }
    }
    pages
}

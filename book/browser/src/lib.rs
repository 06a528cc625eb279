//! What the tests of the book in a browser share: the built book on a server, headless Chromium, and a page
//! to act on with real input events.
//!
//! The tests are in `tests/browser`, a file for each interactive part of the pages:
//!
//! ```text
//! cargo test -p browser               # all; they need chromium and chromedriver
//! cargo test -p browser -- film_map   # those with this in their names
//! ```
//!
//! # To add a test
//! Write an asynchronous function that takes a [`Page`], and name it in `main.rs`:
//!
//! ```ignore
//! pub async fn a_higher_rate_explodes(page: &Page) -> Result<()> {
//!     page.open("02_embedding.html").await?;
//!     page.focus("#interactive-toy_table input[type=range]").await?;
//!     page.press(Key::End).await?;
//!     page.pick("#interactive-toy_table", "Run").await?;
//!     page.hears("#interactive-toy_table", "It has exploded.").await
//! }
//! ```
//!
//! Each test gets a browser of its own, 1280 pixels wide and with the light theme, whose storage is empty;
//! [`Page::resize`] and [`Page::theme`] change that before a page is opened. A script in the page may need a
//! moment, so nothing is asked only once: [`Page::until`], [`Page::becomes`], [`Page::hears`] and whatever
//! takes a CSS selector wait until it is so, and fail after [`PATIENCE`]. A test also fails if the browser's
//! console reports an error, a request fails, or anything is loaded from elsewhere.

mod chromium;
mod page;
mod site;

pub use chromium::Chromium;
pub use page::{PHONE, Page};
pub use site::Site;
pub use thirtyfour::Key;

use anyhow::{Context, Result, ensure};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long a test waits for what it expects. It is far more than a page needs, since the machine may be busy.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The built book on a server, and a browser to open it in.
pub struct World {
    site: Arc<Site>,
    chromium: Chromium,
    runtime: Runtime,
}

impl World {
    /// Builds the book, serves it, and starts what drives the browsers.
    ///
    /// # Errors
    /// If one of them does not work; the message says which.
    pub fn start() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .context("the asynchronous runtime cannot be started")?;
        Ok(Self { site: Arc::new(Site::build()?), chromium: Chromium::start()?, runtime })
    }

    /// Runs a test in a browser of its own.
    ///
    /// # Errors
    /// If the test fails, or the browser reports something that went wrong meanwhile.
    pub fn run(&self, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
        self.runtime.block_on(async {
            let page = Page::new(self.chromium.session().await?, self.site.clone()).await?;
            let result = match test(&page).await {
                Ok(()) => page.faults().await.and_then(none),
                failed => failed,
            };
            page.close().await?;
            result
        })
    }
}

/// Fails with these faults, if there are any.
///
/// # Errors
/// If there is one.
pub fn none(faults: impl IntoIterator<Item = String>) -> Result<()> {
    let faults: Vec<String> = faults.into_iter().collect();
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

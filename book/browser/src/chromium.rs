//! Headless Chromium, driven by ChromeDriver.

use anyhow::{Context, Result};
use std::env;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use thirtyfour::extensions::query::ElementPollerWithTimeout;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

/// The names under which Chromium is installed.
const BROWSERS: [&str; 4] = ["chromium", "google-chrome", "chromium-browser", "chrome"];

/// A running ChromeDriver, which ends when it is dropped.
pub struct Chromium {
    driver: Child,
    address: String,
    browser: PathBuf,
}

impl Chromium {
    /// What of Chromium and ChromeDriver is missing on this machine.
    pub fn missing() -> Option<&'static str> {
        if Self::browser().is_none() {
            Some("chromium")
        } else if program("chromedriver").is_none() {
            Some("chromedriver (the package chromium-driver in Debian)")
        } else {
            None
        }
    }

    fn browser() -> Option<PathBuf> {
        BROWSERS.into_iter().find_map(program)
    }

    /// Starts ChromeDriver on a free port. Now and then something else takes the port while it starts.
    pub(crate) fn start() -> Result<Self> {
        const TRIES: usize = 3;
        let mut started = Self::start_once();
        for _ in 1..TRIES {
            if started.is_ok() {
                break;
            }
            started = Self::start_once();
        }
        started
    }

    fn start_once() -> Result<Self> {
        let browser = Self::browser().context("there is no chromium")?;
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("chromedriver cannot be started")?;
        let output = driver.stdout.take().context("chromedriver has no output")?;
        let port = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, port) = line.split_once("started successfully on port ")?;
                Some(port.trim_end_matches('.').to_owned())
            })
            .context("chromedriver names no port")?;
        let started = Self { driver, address: format!("http://127.0.0.1:{port}"), browser };
        TcpStream::connect(format!("127.0.0.1:{port}")).context("chromedriver does not listen")?;
        Ok(started)
    }

    /// A browser with a profile of its own.
    pub(crate) async fn session(&self) -> Result<WebDriver> {
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(&self.browser.to_string_lossy())?;
        // Root, as in a container, has no sandbox; a container has little shared memory.
        for argument in ["--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] {
            wanted.add_arg(argument)?;
        }
        wanted.add_arg("--hide-scrollbars")?;
        for log in ["browser", "performance"] {
            wanted.set_logging_prefs(log, LoggingPrefsLogLevel::All)?;
        }
        let poller = ElementPollerWithTimeout::new(crate::PATIENCE, Duration::from_millis(50));
        let session = WebDriver::builder(&self.address, wanted).poller(Arc::new(poller)).connect();
        session.await.context("the browser does not start")
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.driver.kill(); // it may have ended by itself
        let _ = self.driver.wait();
    }
}

/// A program in one of the folders where programs are looked for.
fn program(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

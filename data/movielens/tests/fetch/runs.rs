//! Runs of the program, and what must hold after every one.

use crate::archives::{NAME, RATINGS, published_sum};
use crate::server::{Reply, Request, Server};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A server with an archive, and a folder for it.
pub struct Setting {
    pub server: Server,
    folder: TempDir,
}

impl Setting {
    /// A server that publishes the sum of this archive, and answers requests for the archive by the
    /// function.
    pub fn new(
        archive: &[u8],
        answer: impl Fn(&[u8], &Request) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let archive = archive.to_owned();
        Self::on(Server::new(move |request| {
            if request.is_for_sum() {
                Reply::file(&published_sum(&archive))
            } else {
                answer(&archive, request)
            }
        }))
    }

    /// A well-behaved server with this archive.
    pub fn serving(archive: &[u8]) -> Self {
        Self::new(archive, Reply::resumable)
    }

    /// This server.
    pub fn on(server: Server) -> Self {
        Self { server, folder: tempfile::tempdir().unwrap() }
    }

    /// The folder of the data sets.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the data set.
    pub fn target(&self) -> PathBuf {
        self.folder().join(NAME)
    }

    /// The archive as far as it has arrived.
    pub fn part(&self) -> PathBuf {
        self.folder().join(format!(".movielens/{NAME}.zip.part"))
    }

    /// The program, about to fetch the release.
    pub fn command(&self) -> Command {
        self.patient_command(1)
    }

    /// The program, which gives up after this many seconds of silence.
    pub fn patient_command(&self, seconds: u32) -> Command {
        let mut command = program();
        command.arg(NAME).arg("--base-url").arg(&self.server.base).arg("--to").arg(self.folder());
        command.args(["--timeout", &seconds.to_string()]);
        command
    }

    pub fn run(&self) -> Output {
        self.command().output().unwrap()
    }

    /// Runs the program, which must succeed without a word on standard error.
    pub fn succeeds(&self) -> String {
        let output = self.run();
        assert_eq!(stderr(&output), "");
        self.is_in_place(&output);
        String::from_utf8(output.stdout).unwrap()
    }

    /// The run succeeded and left the data set and nothing else.
    pub fn is_in_place(&self, output: &Output) {
        assert!(output.status.success(), "{}", stderr(output));
        assert_eq!(fs::read_to_string(self.target().join("ratings.csv")).unwrap(), *RATINGS);
        let workshop = self.folder().join(".movielens");
        assert_eq!(names(&workshop), [format!("{NAME}.lock")]);
    }

    /// Runs the program, which must fail and leave no data set: the line it prints.
    pub fn fails(&self) -> String {
        let line = self.fails_beside_a_data_set();
        assert!(!self.target().exists(), "{line}");
        line
    }

    /// Runs the program, which must fail with a line that says what to do by hand.
    pub fn fails_and_says_what_to_do(&self) -> String {
        let line = self.fails();
        let url = format!("open {}/{NAME}.zip in a browser", self.server.base);
        assert!(line.contains(&url), "{line}");
        let ratings = self.target().join("ratings.csv");
        assert!(line.contains(&format!("so that there is {}", ratings.display())), "{line}");
        line
    }

    /// Runs the program, which must fail: the line it prints.
    pub fn fails_beside_a_data_set(&self) -> String {
        error_line(&self.run())
    }
}

/// The one line of a run that failed.
pub fn error_line(output: &Output) -> String {
    let error = stderr(output);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.starts_with("error: ") && error.ends_with('\n'), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.chars().count() <= 301, "{error}");
    error
}

/// The program, without proxies and variables of whoever runs the tests.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_movielens"));
    for proxy in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(proxy).env_remove(proxy.to_lowercase());
    }
    command.env_remove("WORKBOOK_DATA").stdin(Stdio::null());
    command
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = (fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

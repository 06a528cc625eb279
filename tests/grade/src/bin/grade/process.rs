//! Runs a judge, and stops it if the answers in it print without end or never come to an end.

use crate::printed::Stream;
use crate::root;
use anyhow::{Context, Result};
use grade::{Judged, REPORT};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

/// How much a judge may print, in bytes.
pub const MOST_PRINTED: usize = 16 << 20;

/// How long one exercise may take, with all inputs on which its answer is tried.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// How often a judge that runs is looked at.
const PAUSE: Duration = Duration::from_millis(2);

/// How a judge ended.
pub enum End {
    /// By itself, or by the system.
    Exited(ExitStatus),
    /// It had printed more than [`MOST_PRINTED`].
    Flood,
    /// It had nothing to report for [`PATIENCE`].
    Stuck,
}

/// How far a judge came.
pub struct Run {
    pub judged: Vec<Judged>,
    pub end: End,
    pub stdout: Stream,
    pub stderr: Stream,
}

/// Runs a judge on these exercises.
pub fn run(judge: &Path, exercises: &[&str]) -> Result<Run> {
    let report = NamedTempFile::new().context("there is no room for a judge's report")?;
    let mut child = Command::new(judge)
        .current_dir(root())
        .env(REPORT, report.path())
        .env_remove("RUST_BACKTRACE") // the places of panics are shown anyway
        .args(exercises)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| judge.display().to_string())?;
    let stdout = Reader::new(child.stdout.take().expect("it is piped"));
    let stderr = Reader::new(child.stderr.take().expect("it is piped"));
    let end = wait(&mut child, report.path(), || stdout.count() + stderr.count())?;
    // A program that an answer started may hold the other end of a pipe open for as long as it runs.
    let patience = Instant::now() + Duration::from_millis(300);
    while !(stdout.is_finished() && stderr.is_finished()) && Instant::now() < patience {
        thread::sleep(PAUSE);
    }
    let lines = fs::read_to_string(report.path())?;
    // The last line may not have been finished.
    let judged = lines.lines().map_while(|line| serde_json::from_str(line).ok()).collect();
    Ok(Run { judged, end, stdout: stdout.take(), stderr: stderr.take() })
}

/// Waits for the end of a judge, or brings it about.
fn wait(child: &mut Child, report: &Path, printed: impl Fn() -> usize) -> Result<End> {
    let mut reported = 0;
    let mut since = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(End::Exited(status));
        }
        let length = fs::metadata(report)?.len();
        if length != reported {
            (reported, since) = (length, Instant::now());
        }
        let end = match () {
            () if printed() > MOST_PRINTED => End::Flood,
            () if since.elapsed() > PATIENCE => End::Stuck,
            () => {
                thread::sleep(PAUSE);
                continue;
            }
        };
        child.kill()?;
        child.wait()?;
        return Ok(end);
    }
}

/// Reads a stream in a thread of its own.
struct Reader {
    stream: Arc<Mutex<Stream>>,
    thread: thread::JoinHandle<()>,
}

impl Reader {
    fn new(mut from: impl Read + Send + 'static) -> Self {
        let stream = Arc::<Mutex<Stream>>::default();
        let shared = Arc::clone(&stream);
        let thread = thread::spawn(move || {
            let mut buffer = vec![0; 64 << 10];
            // What cannot be read is not shown.
            while let Ok(count @ 1..) = from.read(&mut buffer) {
                shared.lock().unwrap_or_else(PoisonError::into_inner).add(&buffer[..count]);
            }
        });
        Self { stream, thread }
    }

    /// How many bytes came so far.
    fn count(&self) -> usize {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner).count()
    }

    fn is_finished(&self) -> bool {
        self.thread.is_finished()
    }

    /// What came so far.
    fn take(&self) -> Stream {
        std::mem::take(&mut self.stream.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

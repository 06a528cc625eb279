//! Running the examples' programs, and data to run them on.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::time::SystemTime;
use workbook::text::is_hidden;

pub const ALL: [&str; 18] = [
    "00_first_look",
    "01_one_hot",
    "02_embedding",
    "03_sigmoid_range",
    "04_biases",
    "05_weight_decay",
    "06_interpretation",
    "07_beyond",
    "07_neighbours",
    "07_new_films",
    "07_past_and_future",
    "07_questions",
    "07_recommendation",
    "07_who_is_heard",
    "08_best_model",
    "08_concatenated_mlp",
    "09_implicit_feedback",
    "journey",
];

/// Those that take all options of training, the weight decay among them.
pub const TRAINING: [&str; 11] = [
    "02_embedding",
    "03_sigmoid_range",
    "04_biases",
    "05_weight_decay",
    "06_interpretation",
    "07_beyond",
    "07_neighbours",
    "07_new_films",
    "07_questions",
    "07_recommendation",
    "07_who_is_heard",
];

/// Those that read a trained model, which may come from a file.
pub const READING: [&str; 7] = [
    "06_interpretation",
    "07_beyond",
    "07_neighbours",
    "07_new_films",
    "07_questions",
    "07_recommendation",
    "07_who_is_heard",
];

/// The program of an example, with its figures in `folder/figures`.
pub fn example(name: &str, folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(program(name));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    command.arg("--figures").arg(folder.join("figures")).args(args);
    command
}

/// Where Cargo puts the program of an example: beside the folder of this test's own.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.ancestors().nth(2).unwrap().join("examples").join(name);
    assert!(
        is_fresh(&program),
        "{} is missing or stale; cargo build --examples",
        program.display()
    );
    program.with_extension(std::env::consts::EXE_EXTENSION)
}

/// Whether a program is there and no source in its list of dependencies has changed since. A plain
/// `cargo test` builds the examples first, but `cargo test --test cli` does not.
fn is_fresh(program: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let built: Option<SystemTime> =
        changed(&program.with_extension(std::env::consts::EXE_EXTENSION));
    let sources = fs::read_to_string(program.with_extension("d")).unwrap_or_default();
    let sources = sources.split_once(": ").map_or("", |(_, sources)| sources);
    built.is_some() && sources.split_whitespace().all(|path| changed(Path::new(path)) <= built)
}

pub fn run(name: &str, args: &[&str]) -> Output {
    run_in(tempfile::tempdir().unwrap().path(), name, args)
}

/// A run that leaves its figures in `folder`.
pub fn run_in(folder: &Path, name: &str, args: &[&str]) -> Output {
    example(name, folder, args).output().unwrap()
}

pub fn stdout(output: Output) -> String {
    assert!(output.status.success(), "{}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The JSON lines of a run that must succeed.
pub fn json_lines(name: &str, args: &[&str]) -> Vec<Value> {
    let output = run(name, &[&["--json"], args].concat());
    assert_eq!(stderr(&output), "", "{name} --json says nothing on standard error");
    let lines = stdout(output);
    let parsed = lines.lines().map(|line| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}: {line}: {error}"))
    });
    parsed.collect()
}

/// The values of a run's summary.
pub fn summary<'a>(lines: &'a [Value], run: &str) -> &'a Value {
    let of_run = |line: &&Value| line["run"] == run && !line["summary"].is_null();
    &lines.iter().find(of_run).unwrap_or_else(|| panic!("no summary of {run}"))["summary"]
}

/// The exit status of a run, and whether standard error holds one printable line `error: …` of at most 300
/// characters.
pub fn error_of(output: &Output) -> (Option<i32>, bool) {
    let error = stderr(output);
    let line = error.trim_end_matches('\n');
    let is_error =
        line.starts_with("error: ") && line.chars().count() <= 300 && !line.contains(is_hidden);
    (output.status.code(), is_error)
}

/// Whether a program's help has an option.
pub fn has_option(name: &str, option: &str) -> bool {
    static HELP: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
    let mut helps = HELP.lock().unwrap();
    let help = helps.entry(name.to_owned()).or_insert_with(|| {
        String::from_utf8(Command::new(program(name)).arg("--help").output().unwrap().stdout)
            .unwrap()
    });
    help.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| word == option)
}

/// Asserts that a run ends with exit status 1 and the line `error: …`, which starts like this.
pub fn assert_refused(name: &str, args: &[&str], message: &str) {
    let output = run(name, args);
    let error = stderr(&output);
    assert_eq!(error_of(&output), (Some(1), true), "{name} {args:?}: {error}");
    assert!(error.starts_with(&format!("error: {message}")), "{name} {args:?}: {error}");
}

/// Asserts that options are refused before anything runs.
pub fn assert_bad_options(name: &str, args: &[&str]) {
    let output = run(name, args);
    let error = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{name} {args:?}: {error}");
    assert!(error.starts_with("error: "), "{name} {args:?}: {error}");
    assert!(output.stdout.is_empty(), "{name} {args:?} runs nothing");
}

/// A file in `folder` with this content.
pub fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Ratings that show a pattern, as a small CSV file.
pub fn small_csv(folder: &Path) -> String {
    let mut text = "user,item,rating\n".to_owned();
    for user in 0..30 {
        for item in 0..20 {
            let rating = 1 + (user * 7 + item * item * 3) % 5;
            text += &format!("u{user},i{item},{rating}\n");
        }
    }
    file(folder, "small.csv", text)
}

/// The first 2,000 of the built-in ratings, as a folder with all that is known of users and films.
pub fn small_folder(folder: &Path) -> &str {
    let builtin = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/builtin");
    for name in ["u.genre", "u.item", "u.occupation", "u.user"] {
        fs::copy(builtin.join(name), folder.join(name)).unwrap();
    }
    let ratings = fs::read_to_string(builtin.join("u.data")).unwrap();
    let first: Vec<&str> = ratings.lines().take(2_000).collect();
    file(folder, "u.data", first.join("\n"));
    folder.to_str().unwrap()
}

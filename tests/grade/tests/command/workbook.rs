//! A small copy of the workbook.

use grade::{Catalogue, Chapter};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub const DOT: &str = "a.iter().zip(b).map(|(x, y)| x * y).sum()";

/// A copy of everything that has to do with exercises, for one test at a time.
pub struct Workbook {
    pub root: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

impl Workbook {
    /// All stubs are untouched, whatever the reader of this repository has solved.
    pub fn fresh() -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbook");
        for part in [".cargo", "src/planted", "src/solutions", "tests/catalogue", "tests/grade"] {
            mirror(&original.join(part), &root.join(part));
        }
        stand_in(original, &root.join("tests/recommender"));
        update(&root.join("Cargo.lock"), &text_of(&original.join("Cargo.lock")));
        update(&root.join("Cargo.toml"), &small_manifest(&text_of(&original.join("Cargo.toml"))));
        if let Err(e) = fs::remove_dir_all(root.join("src/exercises")) {
            assert!(!root.join("src/exercises").exists(), "{e}");
        }
        for chapter in Catalogue::read(&root).unwrap().chapters {
            update(&root.join(chapter.answers_path()), &chapter.stubs);
        }
        Self { root, _alone: alone }
    }

    pub fn grade(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.with_file_name("workbook-target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only") // as the workbook itself
            .arg("grade")
            .args(args)
            .stdin(Stdio::null());
        command
    }

    /// The exit status and what is on standard output.
    pub fn run(&self, args: &[&str]) -> (i32, String) {
        let (status, stdout, _) = self.run_all(args);
        (status, stdout)
    }

    pub fn run_all(&self, args: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.grade(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }

    pub fn path(&self, chapter: &str) -> PathBuf {
        self.root.join(format!("src/exercises/{chapter}.rs"))
    }

    pub fn read(&self, chapter: &str) -> String {
        fs::read_to_string(self.path(chapter)).unwrap()
    }

    /// Writes `body` in place of a stub's `todo!`.
    pub fn answer(&self, chapter: &str, name: &str, body: &str) {
        let text = self.read(chapter);
        let start = text.find(&format!("    todo!(\"{chapter} {name}: ")).expect("a stub");
        let end = start + text[start..].find('\n').unwrap();
        let changed = format!("{}    {body}{}", &text[..start], &text[end..]);
        fs::write(self.path(chapter), changed).unwrap();
    }

    /// Writes code in front of all else that a function does.
    pub fn prepend(&self, chapter: &str, name: &str, code: &str) {
        let text = self.read(chapter);
        let start = text.find(&format!("pub fn {name}(")).expect("a function");
        let body = start + text[start..].find(" {\n").unwrap() + 3;
        let changed = format!("{}    {code}\n{}", &text[..body], &text[body..]);
        fs::write(self.path(chapter), changed).unwrap();
    }

    /// Writes code below all answers.
    pub fn append(&self, chapter: &str, code: &str) {
        fs::write(self.path(chapter), self.read(chapter) + code).unwrap();
    }

    /// Replaces one part of the answers.
    pub fn replace(&self, chapter: &str, from: &str, to: &str) {
        let text = self.read(chapter);
        assert!(text.contains(from), "{from}: {text}");
        fs::write(self.path(chapter), text.replacen(from, to, 1)).unwrap();
    }

    /// The stubs again.
    pub fn restore(&self, chapter: &str) {
        update(&self.path(chapter), &self.chapter(chapter).stubs);
    }

    /// `src/exercises/00_first_look.rs:14`, for the line of a function.
    pub fn place(&self, chapter: &str, name: &str) -> String {
        let text = self.read(chapter);
        let line = text.lines().position(|line| line.starts_with(&format!("pub fn {name}(")));
        format!("src/exercises/{chapter}.rs:{}", line.expect("a function") + 1)
    }

    /// The same for the first line of its body.
    pub fn body(&self, chapter: &str, name: &str) -> String {
        let place = self.place(chapter, name);
        let (path, line) = place.split_once(':').unwrap();
        format!("{path}:{}", line.parse::<usize>().unwrap() + 1)
    }

    /// A chapter of the catalogue.
    pub fn chapter(&self, name: &str) -> Chapter {
        let chapters = Catalogue::read(&self.root).unwrap().chapters;
        chapters.into_iter().find(|chapter| chapter.name == name).expect("a chapter")
    }

    /// Uses our solutions of a chapter as the reader's answers.
    pub fn solve(&self, chapter: &str) {
        fs::copy(self.root.join(format!("src/solutions/{chapter}.rs")), self.path(chapter))
            .unwrap();
    }
}

/// The package behind `cargo grade run`, with its own choice of answers and a program that calls a few of
/// them. The real one would compile the library and train.
fn stand_in(original: &Path, folder: &Path) {
    update(&folder.join("build.rs"), &text_of(&original.join("tests/recommender/build.rs")));
    update(
        &folder.join("Cargo.toml"),
        r#"test = [{ name = "run", path = "run/main.rs", harness = false, test = false }]

[package]
name = "recommender"
version.workspace = true
edition.workspace = true

[dependencies]
dfdx.workspace = true
grade.workspace = true
nalgebra.workspace = true

[build-dependencies]
catalogue.workspace = true
"#,
    );
    update(
        &folder.join("run/main.rs"),
        r#"#[allow(unused)]
mod answers {
    include!(concat!(env!("OUT_DIR"), "/answers.rs"));
}

use grade::recommender::{Model, Optimiser, Settings};

fn main() {
    let mut model = Model {
        users: vec![vec![1.0]],
        films: vec![vec![2.0]],
        biases: None,
        range: None,
    };
    let settings = Settings { epochs: 1, batch_size: 1, optimiser: Optimiser::Sgd { lr: 0.5 } };
    let ratings = [(0, 0, 1.0)];
    let losses = answers::_recommender::train(&mut model, &ratings, &ratings, &settings);
    println!("chapter {}: {losses:?}", std::env::args().nth(1).unwrap());
}
"#,
    );
}

/// A workspace of two packages alone, with the tables that its manifest may refer to.
fn small_manifest(manifest: &str) -> String {
    let tables = manifest.split("\n[").filter(|table| table.starts_with("workspace."));
    let tables: String = tables.map(|table| format!("[{table}\n")).collect();
    let members = r#"["tests/grade", "tests/recommender"]"#;
    format!("[workspace]\nresolver = \"3\"\nmembers = {members}\n\n{tables}")
}

/// Makes one folder equal to another.
fn mirror(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in files_in(to) {
        if !from.join(path.file_name().unwrap()).exists() {
            fs::remove_file(path).unwrap();
        }
    }
    for source in files_in(from) {
        let target = to.join(source.file_name().unwrap());
        if source.is_dir() {
            mirror(&source, &target);
        } else {
            update(&target, &text_of(&source));
        }
    }
}

/// A file of the repository, which in a clone may have carriage returns at the ends of its lines.
fn text_of(path: &Path) -> String {
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

fn files_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())
}

/// Leaves a file alone that has the text already, so that cargo does not compile it again.
fn update(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

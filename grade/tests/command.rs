//! `cargo grade` as a reader meets it, in a small copy of the workbook with untouched stubs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A copy of all that has to do with exercises, for one test at a time. Without the library and the
/// packages that only it needs, it compiles in no time.
struct Workbook {
    root: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

impl Workbook {
    /// All stubs are untouched, whatever the reader of this repository has solved.
    fn fresh() -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbook");
        if let Err(e) = fs::remove_dir_all(root.join("src")) {
            assert!(!root.exists(), "{e}");
        }
        for part in [".cargo", "grade", "src/solutions", "tests/graders"] {
            copy(&original.join(part), &root.join(part));
        }
        copy(&original.join("grade/stubs"), &root.join("src/exercises"));
        for file in ["Cargo.lock", "tests/exercises.rs"] {
            update(&root.join(file), &fs::read_to_string(original.join(file)).unwrap());
        }
        update(&root.join("src/lib.rs"), "");
        let manifest = fs::read_to_string(original.join("Cargo.toml")).unwrap();
        update(&root.join("Cargo.toml"), &small_manifest(&manifest));
        Self { root, _alone: alone }
    }

    fn grade(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.with_file_name("workbook-target"))
            .arg("grade")
            .args(args)
            .stdin(Stdio::null());
        command
    }

    /// The exit status and what is on standard output.
    fn run(&self, args: &[&str]) -> (i32, String) {
        let (status, stdout, _) = self.run_all(args);
        (status, stdout)
    }

    fn run_all(&self, args: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.grade(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code().unwrap(), text(stdout), text(stderr))
    }

    fn path(&self, chapter: &str) -> PathBuf {
        self.root.join(format!("src/exercises/{chapter}.rs"))
    }

    fn read(&self, chapter: &str) -> String {
        fs::read_to_string(self.path(chapter)).unwrap()
    }

    /// Writes `body` in the place of a stub's `todo!`.
    fn answer(&self, chapter: &str, name: &str, body: &str) {
        let text = self.read(chapter);
        let start = text.find(&format!("    todo!(\"{chapter} {name}: ")).expect("a stub");
        let end = start + text[start..].find('\n').unwrap();
        let changed = format!("{}    {body}{}", &text[..start], &text[end..]);
        fs::write(self.path(chapter), changed).unwrap();
    }

    /// Takes the reference solutions of a chapter for the reader's.
    fn solve(&self, chapter: &str) {
        fs::copy(self.root.join(format!("src/solutions/{chapter}.rs")), self.path(chapter))
            .unwrap();
    }
}

/// The workspace with what `tests/exercises.rs` needs.
fn small_manifest(manifest: &str) -> String {
    let line = |name: &str| {
        let start = format!("{name} = ");
        manifest.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{name}"))
    };
    format!(
        "[package]\nname = \"workbook\"\nedition = \"2024\"\n\
         [workspace]\nmembers = [\"grade\"]\n\
         [dependencies]\n{}\n{}\n\
         [dev-dependencies]\n{}\n{}\n\
         [[test]]\nname = \"exercises\"\nharness = false\ntest = false\n",
        line("nalgebra"),
        line("rand"),
        line("grade"),
        line("libtest-mimic"),
    )
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let (source, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if source.is_dir() {
            copy(&source, &to.join(name));
        } else {
            update(&to.join(name), &fs::read_to_string(source).unwrap());
        }
    }
}

/// Leaves files alone that have the text already, so that cargo does not compile them again.
fn update(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

const DOT: &str = "a.iter().zip(b).map(|(x, y)| x * y).sum()";

#[test]
fn without_names_one_line_a_chapter_and_where_to_go_on() {
    let workbook = Workbook::fresh();
    workbook.answer("ch00", "dot", DOT);
    let (status, told) = workbook.run(&[]);
    assert_eq!(status, 1);
    assert!(told.contains("ch00  First look"), "{told}");
    assert!(told.contains("1 / 3  next: rank_by_match, src/exercises/ch00.rs:24\n"), "{told}");
    assert!(told.contains("Go on with rank_by_match, src/exercises/ch00.rs:24."), "{told}");
    let line = workbook.read("ch00").lines().nth(23).unwrap().to_owned();
    assert!(line.starts_with("pub fn rank_by_match("), "the line is the function's: {line}");
    for chapter in &grade::Catalogue::load().chapters {
        let lines = told.lines().filter(|line| line.starts_with(&chapter.name));
        assert_eq!(lines.count(), 1, "{told}");
    }
}

#[test]
fn the_status_is_0_only_if_all_that_was_asked_for_is_solved() {
    let workbook = Workbook::fresh();
    workbook.answer("ch00", "dot", DOT);
    assert_eq!(workbook.run(&["dot"]), (0, "ch00 dot: solved\n".to_owned()));
    assert_eq!(workbook.run(&["ch00"]).0, 1);
    assert_eq!(workbook.run(&["dot", "one_hot"]).0, 1);
    workbook.solve("ch00");
    assert_eq!(workbook.run(&["ch00"]).0, 0);
    for chapter in &grade::Catalogue::load().chapters {
        workbook.solve(&chapter.name);
    }
    let (status, told) = workbook.run(&[]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("exercises are solved."), "{told}");
}

#[test]
fn a_name_shows_the_feedback_in_full() {
    let workbook = Workbook::fresh();
    let (_, told) = workbook.run(&["dot"]);
    assert!(
        told.starts_with(
            "ch00 dot: not begun, src/exercises/ch00.rs:11\n    read book/src/00_first_look.md\n"
        ),
        "{told}"
    );

    workbook.answer("ch00", "dot", "a.iter().zip(b).map(|(x, y)| x + y).sum()");
    let (status, told) = workbook.run(&["dot"]);
    assert_eq!(status, 1);
    assert_eq!(
        told,
        "ch00 dot: not solved yet, src/exercises/ch00.rs:11\n    \
         input:    a = [1.0, 2.0], b = [3.0, 4.0]\n    \
         got:      10.0\n    \
         expected: 11.0\n    \
         why:      the entries are added in pairs, not multiplied\n    \
         read:     book/src/00_first_look.md\n\n\
         Stuck? `cargo grade dot --hint` helps.\n"
    );
}

#[test]
fn panics_and_what_the_answer_prints_are_shown() {
    let workbook = Workbook::fresh();
    workbook.answer("ch00", "dot", "println!(\"so far {}\", a.len()); a[7]");
    let (_, told) = workbook.run(&["dot"]);
    assert!(told.contains("a panic at src/exercises/ch00.rs:12: index out of bounds"), "{told}");
    assert!(told.contains("Your answers printed:\n    so far 2\n"), "{told}");
}

#[test]
fn endless_recursion_costs_only_the_exercise_it_is_in() {
    let workbook = Workbook::fresh();
    workbook.solve("ch01");
    let text = workbook.read("ch01");
    let (before, after) = text.split_once("    let mut vector = vec![0.0; n];\n").unwrap();
    let recursion = "    if n > 0 { return one_hot(id, std::hint::black_box(n)); }\n";
    fs::write(
        workbook.path("ch01"),
        format!("{before}{recursion}    let mut vector = vec![0.0; n];\n{after}"),
    )
    .unwrap();
    let (status, told) = workbook.run(&["ch01"]);
    assert_eq!(status, 1);
    assert!(told.contains("ch01 one_hot: not solved yet"), "{told}");
    assert!(told.contains("the function calls itself without end"), "{told}");
    assert!(told.contains("ch01 lookup_by_product: solved"), "{told}");
}

#[test]
fn a_compile_error_is_the_compilers_and_names_the_exercise() {
    let workbook = Workbook::fresh();
    workbook.answer("ch00", "rank_by_match", "viewer.len()");
    for args in [&["rank_by_match"][..], &["ch01"], &[]] {
        let (status, told) = workbook.run(args);
        assert_eq!(status, 1);
        assert!(told.contains("In rank_by_match, src/exercises/ch00.rs:25:"), "{told}");
        assert!(told.contains("error[E0308]: mismatched types"), "{told}");
        assert!(told.contains("--> src/exercises/ch00.rs:25:5"), "{told}");
    }
}

#[test]
fn a_changed_signature_is_told_with_the_right_one() {
    let workbook = Workbook::fresh();
    let text = workbook.read("ch00");
    fs::write(workbook.path("ch00"), text.replace("fn dot(a: &[f32]", "fn dot(a: &[f64]")).unwrap();
    let (status, told) = workbook.run(&["dot"]);
    assert_eq!(status, 1);
    assert!(told.contains("In dot, src/exercises/ch00.rs: the function must keep"), "{told}");
    assert!(told.contains("    pub fn dot(a: &[f32], b: &[f32]) -> f32\n"), "{told}");

    fs::write(workbook.path("ch00"), text.replace("fn dot(", "fn product(")).unwrap();
    let (_, told) = workbook.run(&["dot"]);
    assert!(told.contains("In dot, src/exercises/ch00.rs: the function must keep"), "{told}");
}

#[test]
fn hints_come_step_by_step() {
    let workbook = Workbook::fresh();
    let (status, first) = workbook.run(&["dot", "--hint"]);
    assert_eq!(status, 0);
    assert!(first.contains("\n1. ") && !first.contains("\n2. "), "{first}");
    assert!(first.contains("`cargo grade dot --hint 2`"), "{first}");
    assert_eq!(workbook.run(&["--hint", "dot"]).1, first);
    assert_eq!(workbook.run(&["--hint"]).1, first, "dot is the first that is not solved");

    let (_, last) = workbook.run(&["dot", "--hint", "3"]);
    assert!(last.contains("\n1. ") && last.contains("\n3. "), "{last}");
    assert!(last.contains("That was the last hint."), "{last}");
}

#[test]
fn a_solution_is_shown_once_solved_or_when_insisted() {
    let workbook = Workbook::fresh();
    let (status, told) = workbook.run(&["dot", "--solution"]);
    assert_eq!(status, 1);
    assert!(told.contains("dot is not solved yet") && !told.contains("pub fn"), "{told}");
    let (status, forced) = workbook.run(&["dot", "--solution", "--force"]);
    assert_eq!(status, 0);
    assert!(forced.contains("pub fn dot(") && !forced.contains("pub fn rank"), "{forced}");
    workbook.answer("ch00", "dot", DOT);
    assert_eq!(workbook.run(&["dot", "--solution"]), (0, forced));
}

#[test]
fn reset_restores_a_chapter_and_keeps_the_answers() {
    let workbook = Workbook::fresh();
    let stub = workbook.read("ch00");
    for kept in ["ch00.rs.bak", "ch00.rs.bak2"] {
        workbook.answer("ch00", "dot", DOT);
        let answers = workbook.read("ch00");
        let (status, told) = workbook.run(&["--reset", "ch00", "--yes"]);
        assert_eq!(status, 0, "{told}");
        assert!(told.contains(&format!("kept in src/exercises/{kept}\n")), "{told}");
        assert_eq!(workbook.read("ch00"), stub);
        let backup = fs::read_to_string(workbook.root.join("src/exercises").join(kept)).unwrap();
        assert_eq!(backup, answers);
    }
    let (status, told) = workbook.run(&["--reset", "ch00", "--yes"]);
    assert_eq!(status, 0);
    assert!(told.contains("nothing to restore"), "{told}");
    assert!(!workbook.root.join("src/exercises/ch00.rs.bak3").exists());

    fs::remove_file(workbook.path("ch00")).unwrap();
    assert_eq!(workbook.run(&["--reset", "ch00", "--yes"]).0, 0);
    assert_eq!(workbook.read("ch00"), stub, "a file that is gone comes back");
}

#[test]
fn reset_of_one_exercise_leaves_the_others() {
    let workbook = Workbook::fresh();
    workbook.answer("ch00", "dot", DOT);
    let before = workbook.read("ch00");
    workbook.answer("ch00", "content_scores", "vec![items.len()]");
    assert_eq!(workbook.run(&["--reset", "content_scores", "--yes"]).0, 0);
    assert_eq!(workbook.read("ch00"), before);

    let unmarked = before.replace("// ANCHOR_END: dot\n", "");
    fs::write(workbook.path("ch00"), &unmarked).unwrap();
    let (status, _, complaint) = workbook.run_all(&["--reset", "dot", "--yes"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("`cargo grade --reset ch00` restores the whole"), "{complaint}");
    assert_eq!(workbook.read("ch00"), unmarked);
}

#[test]
fn reset_without_a_terminal_to_ask_on_changes_nothing() {
    let workbook = Workbook::fresh();
    workbook.answer("ch00", "dot", DOT);
    let answers = workbook.read("ch00");
    let (status, _, complaint) = workbook.run_all(&["--reset", "ch00"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("there is no terminal to ask on; with --yes"), "{complaint}");
    assert_eq!(workbook.read("ch00"), answers);
    assert!(!workbook.root.join("src/exercises/ch00.rs.bak").exists());
}

#[test]
fn unknown_names_and_options_that_make_no_sense_are_refused() {
    let workbook = Workbook::fresh();
    for (args, complaint) in [
        (&["embeding_forward"][..], "called embeding_forward; did you mean embedding_forward, "),
        (&["ch0"], "did you mean ch00, ch01, ch02?"),
        (&["dot", "zzz"], "called zzz; `cargo grade` lists the chapters"),
        (&["--hint", "0"], "hints count from 1"),
        (&["--reset"], "--reset needs the name"),
        (&["--solution"], "--solution needs the name"),
        (&["dot", "--force"], "--solution"),
        (&["dot", "--watch", "--hint"], "cannot be used with"),
    ] {
        let (status, stdout, stderr) = workbook.run_all(args);
        assert_eq!(status, 2, "{args:?}: {stderr}");
        assert_eq!(stdout, "", "{args:?}");
        assert!(stderr.starts_with("error: ") && stderr.contains(complaint), "{args:?}: {stderr}");
    }
}

#[test]
fn watch_grades_again_on_each_save() {
    let workbook = Workbook::fresh();
    let mut child = workbook.grade(&["dot", "--watch"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut wait_for = |text: &str| assert!(lines.any(|line| line.contains(text)), "{text}");
    wait_for("ch00 dot: not begun");
    wait_for("Waiting for you to save");
    workbook.answer("ch00", "dot", "true");
    wait_for("In dot, src/exercises/ch00.rs:12:");
    wait_for("Waiting for you to save");
    let text = workbook.read("ch00");
    fs::write(workbook.path("ch00"), text.replace("    true\n", &format!("    {DOT}\n"))).unwrap();
    wait_for("ch00 dot: solved");
    child.kill().unwrap();
    child.wait().unwrap();
}

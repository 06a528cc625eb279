//! `cargo grade` as a reader meets it, in a small copy of the workbook with untouched stubs.

use grade::Catalogue;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A copy of everything that has to do with exercises, for one test at a time.
struct Workbook {
    root: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

impl Workbook {
    /// All stubs are untouched, whatever the reader of this repository has solved.
    fn fresh() -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbook");
        for part in [".cargo", "src/solutions", "tests/grade"] {
            mirror(&original.join(part), &root.join(part));
        }
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

    /// Writes `body` in place of a stub's `todo!`.
    fn answer(&self, chapter: &str, name: &str, body: &str) {
        let text = self.read(chapter);
        let start = text.find(&format!("    todo!(\"{chapter} {name}: ")).expect("a stub");
        let end = start + text[start..].find('\n').unwrap();
        let changed = format!("{}    {body}{}", &text[..start], &text[end..]);
        fs::write(self.path(chapter), changed).unwrap();
    }

    /// Uses our solutions of a chapter as the reader's answers.
    fn solve(&self, chapter: &str) {
        fs::copy(self.root.join(format!("src/solutions/{chapter}.rs")), self.path(chapter))
            .unwrap();
    }
}

/// A workspace of this package alone, with the tables that its manifest may refer to.
fn small_manifest(manifest: &str) -> String {
    let tables = manifest.split("\n[").filter(|table| table.starts_with("workspace."));
    let tables: String = tables.map(|table| format!("[{table}\n")).collect();
    format!("[workspace]\nresolver = \"3\"\nmembers = [\"tests/grade\"]\n\n{tables}")
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

const DOT: &str = "a.iter().zip(b).map(|(x, y)| x * y).sum()";

#[test]
fn without_names_one_line_a_chapter_and_where_to_go_on() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", DOT);
    let (status, output) = workbook.run(&[]);
    assert_eq!(status, 1);
    assert!(output.contains("\n01_one_hot            0 / 3  next: one_hot, "), "{output}");
    assert!(
        output.contains("1 / 3  next: rank_by_match, src/exercises/00_first_look.rs:24\n"),
        "{output}"
    );
    assert!(
        output.contains("Go on with rank_by_match, src/exercises/00_first_look.rs:24."),
        "{output}"
    );
    let line = workbook.read("00_first_look").lines().nth(23).unwrap().to_owned();
    assert!(line.starts_with("pub fn rank_by_match("), "the line is the function's: {line}");
    for chapter in Catalogue::read(&workbook.root).unwrap().chapters {
        let lines = output.lines().filter(|line| line.starts_with(&chapter.name));
        assert_eq!(lines.count(), 1, "{output}");
    }
}

#[test]
fn the_status_is_0_only_if_all_that_was_asked_for_is_solved() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", DOT);
    let (status, output) = workbook.run(&["dot"]);
    assert_eq!(status, 0);
    assert!(
        output.starts_with("00_first_look dot: solved\n\n`--solution` shows our way"),
        "{output}"
    );
    for chapter in ["00_first_look", "00", "0"] {
        let (status, output) = workbook.run(&[chapter]);
        assert_eq!(status, 1);
        assert!(output.contains("00_first_look content_scores: not begun"), "{output}");
    }
    assert_eq!(workbook.run(&["dot", "one_hot"]).0, 1);
    workbook.solve("00_first_look");
    assert_eq!(workbook.run(&["00_first_look"]).0, 0);
    for chapter in Catalogue::read(&workbook.root).unwrap().chapters {
        workbook.solve(&chapter.name);
    }
    let (status, output) = workbook.run(&[]);
    assert_eq!(status, 0, "{output}");
    assert!(output.contains("exercises are solved."), "{output}");
}

#[test]
fn a_name_shows_the_feedback_in_full() {
    let workbook = Workbook::fresh();
    let (_, output) = workbook.run(&["dot"]);
    assert!(
        output.starts_with(
            "00_first_look dot: not begun, src/exercises/00_first_look.rs:11\n    read book/src/00_first_look.md\n"
        ),
        "{output}"
    );

    workbook.answer("00_first_look", "dot", "a.iter().zip(b).map(|(x, y)| x + y).sum()");
    let (status, output) = workbook.run(&["dot"]);
    assert_eq!(status, 1);
    assert_eq!(
        output,
        "00_first_look dot: not solved yet, src/exercises/00_first_look.rs:11\n    \
         input:    a = [1.0, 2.0], b = [3.0, 4.0]\n    \
         got:      10.0\n    \
         expected: 11.0\n    \
         why:      the entries are added in pairs, not multiplied\n    \
         read:     book/src/00_first_look.md\n\n\
         Stuck? `cargo grade dot --hint` helps.\n"
    );
}

#[test]
fn a_todo_left_in_an_answer_is_named() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "rank_by_match", "vec![dot(viewer, &films[0]) as usize]");
    let (_, output) = workbook.run(&["rank_by_match"]);
    assert!(output.contains("rank_by_match: not solved yet"), "{output}");
    assert!(output.contains("a `todo!` is left on the way: 00_first_look dot: read"), "{output}");
}

#[test]
fn panics_and_what_the_answer_prints_are_shown() {
    let workbook = Workbook::fresh();
    let pretence = r#"{"exercise":"dot","outcome":"solved"}"#;
    let body =
        format!("println!(\"so far {{}}\", a.len()); println!(\"{{}}\", r#\"{pretence}\"#); a[7]");
    workbook.answer("00_first_look", "dot", &body);
    let (_, output) = workbook.run(&["dot"]);
    assert!(
        output.contains("a panic at src/exercises/00_first_look.rs:12: index out of bounds"),
        "{output}"
    );
    assert!(output.contains("Your answers printed:\n    so far 2\n"), "{output}");
    assert!(output.contains(pretence), "{output}");
}

#[test]
fn endless_recursion_costs_only_the_exercise_it_is_in() {
    let workbook = Workbook::fresh();
    workbook.solve("01_one_hot");
    let text = workbook.read("01_one_hot");
    let (before, after) = text.split_once("    let mut vector = vec![0.0; n];\n").unwrap();
    let recursion = "    if n > 0 { return one_hot(id, std::hint::black_box(n)); }\n";
    fs::write(
        workbook.path("01_one_hot"),
        format!("{before}{recursion}    let mut vector = vec![0.0; n];\n{after}"),
    )
    .unwrap();
    let (status, output) = workbook.run(&["01_one_hot"]);
    assert_eq!(status, 1);
    assert!(output.contains("01_one_hot one_hot: not solved yet"), "{output}");
    assert!(output.contains("its stack overflowed: most likely the function calls"), "{output}");
    assert!(output.contains("01_one_hot one_hot_batch: not solved yet"), "{output}");
    assert!(output.contains("01_one_hot lookup_by_product: solved"), "{output}");
}

/// Both measures of a flood are cut, lines and characters, whatever it comes through.
#[test]
fn floods_are_cut_and_cost_only_their_exercise() {
    let workbook = Workbook::fresh();
    for flood in [
        "loop { print!(\"x\") }",
        "loop { println!(\"{}\", \"x\".repeat(1 << 20)) }",
        "loop { eprint!(\"{}\", \"x\".repeat(1 << 20)) }",
        "loop { eprintln!() }",
        "panic!(\"{}\", \"x\".repeat(1 << 26))",
        "panic!(\"{}\", \"\\n\".repeat(1 << 20))",
        "todo!(\"{}\", \"x\\n\".repeat(1 << 20))",
    ] {
        workbook.solve("01_one_hot");
        let text = workbook.read("01_one_hot").replacen(
            "    let mut vector",
            &format!("    if true {{ {flood} }}\n    let mut vector"),
            1,
        );
        fs::write(workbook.path("01_one_hot"), text).unwrap();
        let (status, output) = workbook.run(&["01_one_hot"]);
        assert_eq!(status, 1, "{flood}");
        assert!(output.contains("01_one_hot one_hot: not solved yet"), "{flood}: {output}");
        assert!(output.contains("01_one_hot lookup_by_product: solved"), "{flood}: {output}");
        assert!(output.len() < 8_000, "{flood}: {}", output.len());
        assert!(output.lines().count() < 70, "{flood}: {output}");
    }
}

/// Only what the end of the program shows is said.
#[cfg(unix)]
#[test]
fn the_death_of_a_judge_is_explained_by_its_evidence() {
    let workbook = Workbook::fresh();
    for (body, got, why) in [
        ("std::process::exit(3)", "exit status: 3", "it ended early, as `std::process::exit`"),
        ("std::process::exit(0)", "exit status: 0", "it ended early, as `std::process::exit`"),
        ("std::process::abort()", "SIGABRT", "it aborted, as `std::process::abort`"),
        (
            "vec![0_u8; a.len() << 46].len() as f32",
            "SIGABRT",
            "it asked for more memory than there is",
        ),
        (
            "std::process::Command::new(\"kill\").args([\"-9\", \
             &std::process::id().to_string()]).status().unwrap(); 0.0",
            "SIGKILL",
            "the system ended it, as it does when memory runs out",
        ),
        (
            "#[allow(unsafe_code)] unsafe { (64 as *mut u8).write_volatile(1) }; 0.0",
            "SIGSEGV",
            "it used memory that is not its own",
        ),
        (
            "if a.is_empty() { 0.0 } else { dot(std::hint::black_box(a), b) + 1.0 }",
            "SIGABRT",
            "its stack overflowed",
        ),
    ] {
        fs::write(
            workbook.path("00_first_look"),
            &Catalogue::read(&workbook.root).unwrap().chapters[0].stubs,
        )
        .unwrap();
        workbook.answer("00_first_look", "dot", body);
        let (status, output) = workbook.run(&["00_first_look"]);
        assert_eq!(status, 1, "{body}");
        let feedback = output.split("00_first_look rank_by_match: not begun").next().unwrap();
        assert!(feedback.contains("got:      the end of the whole program ("), "{body}: {output}");
        assert!(feedback.contains(got), "{body}: {output}");
        assert!(feedback.contains(&format!("why:      {why}")), "{body}: {output}");
        assert_eq!(output.matches("the end of the whole program").count(), 1, "{body}: {output}");
    }
}

#[test]
fn an_answer_that_does_not_end_cannot_harm_those_after_it() {
    let workbook = Workbook::fresh();
    workbook.solve("01_one_hot");
    let text = workbook.read("01_one_hot");
    let endless = "    RUNS.store(true, std::sync::atomic::Ordering::SeqCst);\n    loop {}\n";
    let harmed = "    assert!(!RUNS.load(std::sync::atomic::Ordering::SeqCst));\n";
    let text = text.replacen("    let mut vector", &format!("{endless}    let mut vector"), 1);
    let (before, after) = text.split_once("pub fn lookup_by_product(").unwrap();
    let after = after.replacen(" {\n", &format!(" {{\n{harmed}"), 1);
    let runs =
        "static RUNS: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);";
    fs::write(
        workbook.path("01_one_hot"),
        format!("{before}pub fn lookup_by_product({after}\n{runs}\n"),
    )
    .unwrap();
    let (_, output) = workbook.run(&["01_one_hot"]);
    assert!(output.contains("got:      nothing within 2 seconds"), "{output}");
    assert!(output.contains("01_one_hot lookup_by_product: solved"), "{output}");
}

#[test]
fn a_panic_within_the_standard_library_is_placed_in_the_answer() {
    let workbook = Workbook::fresh();
    let body = "a.iter().zip(b).map(|(x, y)| x * y).step_by(std::hint::black_box(0)).sum()";
    workbook.answer("00_first_look", "dot", body);
    let (_, output) = workbook.run(&["dot"]);
    assert!(
        output.contains("got:      a panic at src/exercises/00_first_look.rs:12: assertion failed"),
        "{output}"
    );
    workbook.answer("00_first_look", "content_scores", "std::panic::resume_unwind(Box::new(7))");
    let (_, output) = workbook.run(&["content_scores"]);
    assert!(output.contains("got:      a panic: \n"), "{output}");
}

#[test]
fn nothing_that_an_answer_says_has_power_over_the_terminal() {
    let workbook = Workbook::fresh();
    let hostile = "\\u{1b}]0;x\\u{7}\\u{9b}2J\\u{202e}\\0 a\\rb";
    let shown = "\\u{1b}]0;x\\u{7}\\u{9b}2J\\u{202e}\\u{0} a\\u{d}b";
    let body = format!("println!(\"{hostile}\"); eprintln!(\"{hostile}\"); panic!(\"{hostile}\")");
    workbook.answer("00_first_look", "dot", &body);
    workbook.answer("00_first_look", "content_scores", &format!("todo!(\"{hostile}\")"));
    let (_, output) = workbook.run(&["00_first_look"]);
    assert_eq!(output.matches(shown).count(), 4, "{output}");
    assert!(output.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{output:?}");
}

#[test]
fn answers_that_are_gone_or_unreadable_leave_other_chapters_alone() {
    let workbook = Workbook::fresh();
    workbook.solve("01_one_hot");
    let file = workbook.path("00_first_look");
    let stub = workbook.read("00_first_look");
    fs::remove_file(&file).unwrap();
    let hint =
        "src/exercises/00_first_look.rs is missing; `cargo grade --reset 00_first_look` makes";
    for args in [&["00", "01"][..], &["dot", "--hint"]] {
        let (_, output) = workbook.run(args);
        assert!(output.contains(hint) || args.contains(&"--hint"), "{output}");
    }
    let (status, output) = workbook.run(&["00", "01"]);
    assert_eq!(status, 1);
    assert!(output.contains("01_one_hot lookup_by_product: solved"), "{output}");

    fs::write(&file, b"// f\xfcr\n").unwrap();
    let (_, output) = workbook.run(&["00", "01"]);
    assert!(output.contains("00_first_look.rs is not text in UTF-8; save it as"), "{output}");
    assert!(output.contains("01_one_hot lookup_by_product: solved"), "{output}");
    fs::remove_file(&file).unwrap();

    fs::create_dir(&file).unwrap();
    let (_, output) = workbook.run(&["00", "01"]);
    assert!(output.contains("src/exercises/00_first_look.rs cannot be read: "), "{output}");
    let (status, _, complaint) = workbook.run_all(&["--reset", "00", "--yes"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("src/exercises/00_first_look.rs cannot be read: "), "{complaint}");
    assert!(file.is_dir(), "it stays as it is");

    fs::remove_dir_all(workbook.root.join("src/exercises")).unwrap();
    let (status, output) = workbook.run(&["dot"]);
    assert_eq!(status, 1);
    assert!(output.starts_with(hint), "{output}");
    assert_eq!(workbook.run(&["--reset", "dot", "--yes"]).0, 0);
    assert_eq!(workbook.read("00_first_look"), stub, "the folder comes back, too");
}

#[test]
fn a_compile_error_is_the_compilers_and_names_the_exercise() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "rank_by_match", "viewer.len()");
    for args in [&["rank_by_match"][..], &["0"], &[]] {
        let (status, output) = workbook.run(args);
        assert_eq!(status, 1);
        assert!(
            output.contains("In rank_by_match, src/exercises/00_first_look.rs:25:"),
            "{output}"
        );
        assert!(output.contains("error[E0308]: mismatched types"), "{output}");
        assert!(output.contains("--> src/exercises/00_first_look.rs:25:5"), "{output}");
    }
    workbook.answer("01_one_hot", "one_hot", "vec![if id < n { 1.0 ]");
    let (_, output) = workbook.run(&["01_one_hot"]);
    assert!(output.contains("In one_hot, src/exercises/01_one_hot.rs:12:"), "{output}");
    fs::write(workbook.path("01_one_hot"), "fn half(").unwrap();
    let (_, output) = workbook.run(&["01_one_hot"]);
    assert!(output.contains("In src/exercises/01_one_hot.rs:1:"), "{output}");
}

#[test]
fn a_compile_error_leaves_other_chapters_alone() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", "true");
    workbook.solve("01_one_hot");
    assert_eq!(workbook.run(&["01_one_hot"]).0, 0);
    let (status, output) = workbook.run(&[]);
    assert_eq!(status, 1);
    assert!(output.starts_with("00_first_look         does not compile\n"), "{output}");
    assert!(output.contains("\n01_one_hot            3 / 3  done\n"), "{output}");
}

#[test]
fn a_changed_signature_is_shown_with_the_right_one() {
    let workbook = Workbook::fresh();
    let text = workbook.read("00_first_look");
    fs::write(workbook.path("00_first_look"), text.replace("fn dot(a: &[f32]", "fn dot(a: &[f64]"))
        .unwrap();
    let (status, output) = workbook.run(&["dot"]);
    assert_eq!(status, 1);
    assert!(
        output.contains("In dot, src/exercises/00_first_look.rs: the function must keep"),
        "{output}"
    );
    assert!(output.contains("    pub fn dot(a: &[f32], b: &[f32]) -> f32\n"), "{output}");

    fs::write(workbook.path("00_first_look"), text.replace("fn dot(", "fn product(")).unwrap();
    let (_, output) = workbook.run(&["dot"]);
    assert!(
        output.contains("In dot, src/exercises/00_first_look.rs: the function must keep"),
        "{output}"
    );
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
fn a_solution_is_shown_once_solved_or_with_force() {
    let workbook = Workbook::fresh();
    let (status, output) = workbook.run(&["dot", "--solution"]);
    assert_eq!(status, 1);
    assert!(output.contains("dot is not solved yet") && !output.contains("pub fn"), "{output}");
    let (status, forced) = workbook.run(&["dot", "--solution", "--force"]);
    assert_eq!(status, 0);
    assert!(forced.contains("pub fn dot(") && !forced.contains("pub fn rank"), "{forced}");
    workbook.answer("00_first_look", "dot", DOT);
    assert_eq!(workbook.run(&["dot", "--solution"]), (0, forced));
}

#[test]
fn reset_restores_a_chapter_and_keeps_the_answers() {
    let workbook = Workbook::fresh();
    let stub = workbook.read("00_first_look");
    for kept in ["00_first_look.rs.bak", "00_first_look.rs.bak2"] {
        workbook.answer("00_first_look", "dot", DOT);
        let answers = workbook.read("00_first_look");
        let (status, output) = workbook.run(&["--reset", "00_first_look", "--yes"]);
        assert_eq!(status, 0, "{output}");
        assert!(output.contains(&format!("kept in src/exercises/{kept}\n")), "{output}");
        assert_eq!(workbook.read("00_first_look"), stub);
        let backup = fs::read_to_string(workbook.root.join("src/exercises").join(kept)).unwrap();
        assert_eq!(backup, answers);
    }
    let (status, output) = workbook.run(&["--reset", "00_first_look", "--yes"]);
    assert_eq!(status, 0);
    assert!(output.contains("nothing to restore"), "{output}");
    assert!(!workbook.root.join("src/exercises/00_first_look.rs.bak3").exists());

    fs::remove_file(workbook.path("00_first_look")).unwrap();
    assert_eq!(workbook.run(&["--reset", "00_first_look", "--yes"]).0, 0);
    assert_eq!(workbook.read("00_first_look"), stub, "a file that is gone comes back");
}

/// An editor may save in an encoding that is not UTF-8; the answers are the reader's all the same.
#[test]
fn reset_keeps_answers_that_are_not_utf_8_byte_for_byte() {
    let workbook = Workbook::fresh();
    let stub = workbook.read("00_first_look");
    let latin_1 = [stub.as_bytes(), b"// f\xfcr\n"].concat();
    let utf_16 = format!("\u{feff}{stub}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (answers, kept) in [(latin_1, "00_first_look.rs.bak"), (utf_16, "00_first_look.rs.bak2")] {
        fs::write(workbook.path("00_first_look"), &answers).unwrap();
        let (status, _, complaint) = workbook.run_all(&["--reset", "dot", "--yes"]);
        assert_eq!(status, 1);
        assert!(complaint.contains("is not text in UTF-8"), "{complaint}");
        assert_eq!(fs::read(workbook.path("00_first_look")).unwrap(), answers);

        assert_eq!(workbook.run(&["--reset", "00_first_look", "--yes"]).0, 0);
        assert_eq!(workbook.read("00_first_look"), stub);
        let backup = workbook.root.join("src/exercises").join(kept);
        assert_eq!(fs::read(backup).unwrap(), answers);
    }
}

/// A reader may keep the answers elsewhere.
#[cfg(unix)]
#[test]
fn reset_writes_through_a_link_and_a_taken_name_is_passed_over() {
    let workbook = Workbook::fresh();
    let stub = workbook.read("00_first_look");
    let link = workbook.path("00_first_look");
    let elsewhere = workbook.root.with_file_name("elsewhere.rs");
    fs::write(&elsewhere, "// mine\n").unwrap();
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
    // Neither a folder nor a link that leads nowhere may be written over.
    fs::create_dir(workbook.root.join("src/exercises/00_first_look.rs.bak")).unwrap();
    let nowhere = workbook.root.join("src/exercises/nowhere");
    let taken = workbook.root.join("src/exercises/00_first_look.rs.bak2");
    std::os::unix::fs::symlink(&nowhere, taken).unwrap();

    let (status, output) = workbook.run(&["--reset", "00_first_look", "--yes"]);
    assert_eq!(status, 0, "{output}");
    assert!(output.contains("kept in src/exercises/00_first_look.rs.bak3\n"), "{output}");
    let backup = workbook.root.join("src/exercises/00_first_look.rs.bak3");
    assert_eq!(fs::read_to_string(backup).unwrap(), "// mine\n");
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), stub);
    assert_eq!(fs::read_link(&link).unwrap(), elsewhere);
    assert!(!nowhere.exists());
}

#[test]
fn reset_of_one_exercise_leaves_the_others() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", DOT);
    let before = workbook.read("00_first_look");
    workbook.answer("00_first_look", "content_scores", "vec![items.len()]");
    assert_eq!(workbook.run(&["--reset", "content_scores", "--yes"]).0, 0);
    assert_eq!(workbook.read("00_first_look"), before);

    let unmarked = before.replace("// ANCHOR_END: dot\n", "");
    fs::write(workbook.path("00_first_look"), &unmarked).unwrap();
    let (status, _, complaint) = workbook.run_all(&["--reset", "dot", "--yes"]);
    assert_eq!(status, 1);
    assert!(
        complaint.contains("`cargo grade --reset 00_first_look` restores the whole"),
        "{complaint}"
    );
    assert_eq!(workbook.read("00_first_look"), unmarked);
}

/// Git for Windows and some editors end lines with a carriage return and a line feed.
#[test]
fn answers_with_carriage_returns_are_graded_and_reset() {
    let workbook = Workbook::fresh();
    let file = workbook.path("00_first_look");
    let stub = workbook.read("00_first_look").replace('\n', "\r\n");
    fs::write(&file, &stub).unwrap();
    assert_eq!(workbook.run(&["--check-stubs"]), (0, String::new()));
    let (_, output) = workbook.run(&["--reset", "00_first_look", "--yes"]);
    assert!(output.contains("nothing to restore"), "{output}");
    let (_, output) = workbook.run(&["dot"]);
    assert!(output.contains("dot: not begun, src/exercises/00_first_look.rs:11\n"), "{output}");

    workbook.answer("00_first_look", "rank_by_match", "vec![viewer.len()]\r");
    let before = workbook.read("00_first_look");
    workbook.answer("00_first_look", "dot", &format!("{DOT}\r"));
    assert_eq!(workbook.run(&["dot"]).0, 0);
    assert_eq!(workbook.run(&["--reset", "dot", "--yes"]).0, 0);
    assert_eq!(workbook.read("00_first_look"), before, "the rest of the file stays as it is");
    assert_eq!(workbook.run(&["--reset", "00_first_look", "--yes"]).0, 0);
    assert_eq!(workbook.read("00_first_look"), stub);
}

#[test]
fn reset_without_a_terminal_to_ask_on_changes_nothing() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", DOT);
    let answers = workbook.read("00_first_look");
    let (status, _, complaint) = workbook.run_all(&["--reset", "00_first_look"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("there is no terminal to ask on; with --yes"), "{complaint}");
    assert_eq!(workbook.read("00_first_look"), answers);
    assert!(!workbook.root.join("src/exercises/00_first_look.rs.bak").exists());
}

#[test]
fn stubs_that_were_touched_are_noticed() {
    let workbook = Workbook::fresh();
    assert_eq!(workbook.run(&["--check-stubs"]), (0, String::new()));
    workbook.answer("00_first_look", "dot", DOT);
    fs::write(workbook.path("12_stray"), "").unwrap();
    let (status, output) = workbook.run(&["--check-stubs"]);
    assert_eq!(status, 1);
    assert!(output.contains("src/exercises/00_first_look.rs is not the stub"), "{output}");
    assert!(output.contains("src/exercises/12_stray.rs has no counterpart"), "{output}");
}

#[test]
fn unknown_names_and_meaningless_options_are_refused() {
    let workbook = Workbook::fresh();
    for (args, complaint) in [
        (&["embeding_forward"][..], "called embeding_forward; did you mean embedding_forward, "),
        (&["5_weight_decay"], "did you mean 05_weight_decay"),
        (&["11"], "called 11; `cargo grade` lists the chapters"),
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
    wait_for("00_first_look dot: not begun");
    wait_for("Waiting for you to save");
    workbook.answer("00_first_look", "dot", "true");
    wait_for("In dot, src/exercises/00_first_look.rs:12:");
    wait_for("Waiting for you to save");
    let text = workbook.read("00_first_look");
    fs::write(workbook.path("00_first_look"), text.replace("    true\n", &format!("    {DOT}\n")))
        .unwrap();
    wait_for("00_first_look dot: solved");
    child.kill().unwrap();
    child.wait().unwrap();
}

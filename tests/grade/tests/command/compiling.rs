//! Answers that do not compile or cannot be read.

use crate::workbook::{DOT, Workbook};
use std::fs;

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
    workbook.solve("01_one_hot");
    workbook.answer("00_first_look", "rank_by_match", "viewer.len()");
    let line = workbook.body("00_first_look", "rank_by_match");
    let outputs = [&["rank_by_match"][..], &["0", "1"], &[]].map(|args| {
        let (status, output) = workbook.run(args);
        assert_eq!(status, 1);
        assert!(output.contains(&format!("In rank_by_match, {line}:")), "{output}");
        assert!(output.contains("error[E0308]: mismatched types"), "{output}");
        assert!(output.contains(&format!("--> {line}:5")), "{output}");
        output
    });
    assert!(outputs[1].contains("01_one_hot lookup_by_product: solved"), "{}", outputs[1]);
    assert!(outputs[2].starts_with("00_first_look         does not compile\n"), "{}", outputs[2]);
    let other = outputs[2].lines().find(|line| line.starts_with("01_one_hot")).unwrap();
    assert!(other.ends_with("  done"), "{}", outputs[2]);

    for (code, complaint) in [
        ("let _ = vec![1.0 ;", "mismatched closing delimiter"),
        ("if n > 0 {", "unclosed delimiter"),
    ] {
        workbook.restore("01_one_hot");
        workbook.prepend("01_one_hot", "one_hot", code);
        let (_, output) = workbook.run(&["01_one_hot"]);
        assert!(output.contains("In one_hot, src/exercises/01_one_hot.rs:"), "{output}");
        assert!(output.contains(complaint), "{output}");
    }
    fs::write(workbook.path("01_one_hot"), "fn half(").unwrap();
    let (_, output) = workbook.run(&["01_one_hot"]);
    assert!(output.contains("In src/exercises/01_one_hot.rs:1:"), "{output}");
}

#[test]
fn a_function_that_its_grader_cannot_call_is_told_by_name() {
    let workbook = Workbook::fresh();
    let path = "src/exercises/00_first_look.rs";
    let signature = "It is called as\n\n    pub fn dot(a: &[f32], b: &[f32]) -> f32\n";
    let dot = "fn dot(a: &[f32], b: &[f32]) -> f32";
    for (changed, why) in [
        (
            "fn dott(a: &[f32], b: &[f32]) -> f32",
            "`dot` is missing; there is a `dott`: was it renamed?",
        ),
        ("fn product(a: &[f32]) -> f32", "`dot` is missing; there is a `product`: was it renamed?"),
        (
            "fn dot(a: &[f64], b: &[f32]) -> f32",
            "`dot` has other parameters or another result than in its stub",
        ),
        (
            "fn dot(a: &[f32], b: &[f32]) -> f64",
            "`dot` has other parameters or another result than in its stub",
        ),
        (
            "fn dot(a: &[f32]) -> f32",
            "`dot` has other parameters or another result than in its stub",
        ),
    ] {
        workbook.restore("00_first_look");
        workbook.replace("00_first_look", dot, changed);
        let (status, output) = workbook.run(&["0"]);
        assert_eq!(status, 1);
        assert!(output.contains(&format!("In dot, {path}: {why}")), "{changed}: {output}");
        assert!(output.contains(signature), "{changed}: {output}");
        assert_eq!(output.matches("\nIn ").count(), 1, "{changed}: {output}");
    }
    workbook.restore("00_first_look");
    workbook.replace("00_first_look", &format!("pub {dot}"), dot);
    let (_, output) = workbook.run(&["dot"]);
    assert!(output.contains("`dot` is private: its line must begin with `pub fn`"), "{output}");

    let text = workbook.read("00_first_look");
    let (_, rest) = text.split_once("// ANCHOR_END: dot\n").unwrap();
    fs::write(workbook.path("00_first_look"), rest).unwrap();
    let (_, output) = workbook.run(&["0"]);
    assert!(output.contains("`dot` is missing; `cargo grade --reset 00_first_look`"), "{output}");
}

#[test]
fn a_lost_anchor_is_named_and_the_answer_graded_all_the_same() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", DOT);
    workbook.replace("00_first_look", "// ANCHOR_END: dot\n", "");
    workbook.replace("00_first_look", "// ANCHOR: rank_by_match\n", "");
    let (_, output) = workbook.run(&["dot", "rank_by_match"]);
    let path = "src/exercises/00_first_look.rs";
    for expected in [
        "00_first_look dot: solved\n".to_owned(),
        format!("    mind:     the line `// ANCHOR_END: dot` is gone from {path}: write it below"),
        format!("00_first_look rank_by_match: not begun, {path}\n"),
        format!(
            "    mind:     the line `// ANCHOR: rank_by_match` is gone from {path}: write it above"
        ),
    ] {
        assert!(output.contains(&expected), "{expected}: {output}");
    }
}

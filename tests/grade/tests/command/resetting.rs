//! `--reset` and `--check-stubs`.

use crate::workbook::{DOT, Workbook};
use std::fs;

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
    let place = workbook.place("00_first_look", "dot");
    let (_, output) = workbook.run(&["dot"]);
    assert!(output.contains(&format!("dot: not begun, {place}\n")), "{output}");

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

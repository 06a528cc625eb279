//! The words on the command line.

use crate::workbook::Workbook;

#[test]
fn a_chapter_has_many_names() {
    let workbook = Workbook::fresh();
    // Only `--reset` says which exercises it is about without a look at any answer.
    let meant = |name: &str| workbook.run_all(&["--reset", "--yes", name]).1;
    let third = meant("03_sigmoid_range");
    let lines: Vec<&str> = third.lines().collect();
    assert_eq!(lines.len(), 2, "{third}");
    assert!(
        lines[0].starts_with("src/exercises/03_sigmoid_range.rs: nothing to restore, "),
        "{third}"
    );
    assert!(
        lines[1].ends_with("nothing to restore, train_in_range untouched"),
        "its checkpoint: {third}"
    );
    for name in [
        "3",
        "03",
        "ch3",
        "ch03",
        "Ch-3",
        "chapter3",
        "chapter_03",
        "3_sigmoid_range",
        "03-sigmoid-range",
        "src/exercises/03_sigmoid_range.rs",
        "book\\src\\03_sigmoid_range.md",
    ] {
        assert_eq!(meant(name), third, "{name}");
    }
    let exercise = meant("sigmoid_range");
    assert!(exercise.contains("restore, sigmoid_range untouched"), "it comes first: {exercise}");
    assert_eq!(meant("first-look"), meant("0"), "no exercise has that name");
    let range = meant("2-4");
    for chapter in ["2", "3", "4"].map(meant) {
        assert!(range.contains(chapter.lines().next().unwrap()), "{range}");
    }
    assert!(range.contains(", train, train_in_range, train_with_biases untouched"), "{range}");
    for other in ["02..04", "ch2-ch4"] {
        assert_eq!(meant(other), range, "{other}");
    }
    let page = meant("05_error_bars");
    assert!(page.contains("mean_and_sd") && !page.contains("l2_penalty"), "{page}");
}

#[test]
fn unknown_names_and_meaningless_options_are_refused() {
    let workbook = Workbook::fresh();
    for (args, complaint) in [
        (&["embeding_forward"][..], "called embeding_forward; did you mean embedding_forward"),
        (&["weight_decy"], "did you mean 05_weight_decay"),
        (&["6_weight_decay"], "did you mean 05_weight_decay"),
        (&["11"], "called 11; `cargo grade` lists the chapters"),
        (&["4-2"], "called 4-2; `cargo grade` lists the chapters"),
        (&["dot", "zzz"], "called zzz; `cargo grade` lists the chapters"),
        (&["--hint", "0"], "hints count from 1"),
        (&["--reset"], "--reset needs the name"),
        (&["--solution"], "--solution needs the name"),
        (&["dot", "--force"], "--solution"),
        (&["dot", "--watch", "--hint"], "cannot be used with"),
        (&["dot", "--watch", "--report", "grades.json"], "cannot be used with"),
    ] {
        let (status, stdout, stderr) = workbook.run_all(args);
        assert_eq!(status, 2, "{args:?}: {stderr}");
        assert_eq!(stdout, "", "{args:?}");
        assert!(stderr.starts_with("error: ") && stderr.contains(complaint), "{args:?}: {stderr}");
    }
}

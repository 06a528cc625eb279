//! `cargo grade run`, with a small program in place of the one that trains.

use crate::workbook::Workbook;

#[test]
fn a_recommender_borrows_what_is_not_solved() {
    let workbook = Workbook::fresh();
    let (status, output) = workbook.run(&["run", "ch02"]);
    assert_eq!(status, 0, "{output}");
    assert!(
        output.starts_with("Your recommender as of chapter 2. Grading its 7 pieces"),
        "{output}"
    );
    assert!(output.contains("\nBorrowed from the solutions, 7 of them:\n"), "{output}");
    let place = workbook.place("02_embedding", "sgd_step");
    assert!(output.contains(&format!("  sgd_step            not begun, {place}\n")), "{output}");
    assert!(output.contains("`cargo grade dot` says what is still wrong"), "{output}");
    assert!(
        output.contains("chapter 2: [4.0]"),
        "from 1 * 2 to -1 * 1, which is 2 too little: {output}"
    );

    // The pieces that are solved are the reader's, though our `train` calls them.
    workbook.solve("02_embedding");
    workbook.prepend("02_embedding", "sgd_step", "println!(\"my step\");");
    workbook.prepend("02_embedding", "embedding_forward", "return Vec::new();");
    let (_, output) = workbook.run(&["run", "2"]);
    assert!(output.contains("Borrowed from the solutions, 3 of them:\n"), "{output}");
    assert!(output.contains("  embedding_forward  not solved yet, "), "{output}");
    assert_eq!(output.matches("my step").count(), 2, "a step for each table: {output}");

    // One that the reader's `train` calls may not be a piece of ours.
    workbook.solve("recommender");
    workbook.prepend("recommender", "train", "super::_00_first_look::content_scores(&[], &[]);");
    let (status, output) = workbook.run(&["run", "2"]);
    assert_eq!(status, 0, "{output}");
    assert!(output.contains("chapter 2: ["), "{output}");
}

#[test]
fn a_file_that_does_not_compile_is_borrowed_whole() {
    let workbook = Workbook::fresh();
    workbook.solve("00_first_look");
    workbook.solve("recommender");
    workbook.prepend("02_embedding", "sgd_step", "let half = ;");
    // Nor need the chapters compile that have no part in it.
    workbook.append("07_recommendation", "fn half(");
    let (status, output) = workbook.run(&["run", "ch02"]);
    assert_eq!(status, 0, "{output}");
    assert!(output.contains("Borrowed from the solutions, 5 of them:\n"), "{output}");
    assert!(output.contains("  sgd_step            does not compile, "), "{output}");
    assert!(output.contains("chapter 2: ["), "{output}");

    workbook.solve("02_embedding");
    let (_, output) = workbook.run(&["run", "ch02"]);
    assert!(output.contains("All of it is yours.\n"), "{output}");
}

#[test]
fn the_last_chapter_begun_is_run_unless_one_is_named() {
    let workbook = Workbook::fresh();
    workbook.solve("recommender");
    let (_, output) = workbook.run(&["run"]);
    assert!(output.starts_with("Your recommender as of chapter 10. "), "{output}");
    assert!(output.contains("chapter 10: ["), "{output}");
}

#[test]
fn what_run_and_compete_cannot_do_is_said() {
    let workbook = Workbook::fresh();
    for (args, complaint) in [
        (&["run", "nonsense"][..], "no chapter is called nonsense; name one by its number"),
        (&["run", "1"], "chapters 2 to 10 have a checkpoint"),
        (&["run", "ch12"], "chapters 2 to 10 have a checkpoint"),
        (&["run", "2", "3"], "name a single chapter, as in `cargo grade run ch05`"),
        (&["run", "2", "--reset"], "`cargo grade run` goes without that option"),
        (&["run", "2", "--report", "x.json"], "`cargo grade run` goes without that option"),
        (&["compete", "--watch"], "`cargo grade compete` goes without that option"),
        (&["compete", "ch02"], "`cargo grade compete` takes no chapter"),
        (&["dot", "--set", "2"], "--name and --set are for `cargo grade compete`"),
    ] {
        let (status, stdout, stderr) = workbook.run_all(args);
        assert_eq!((status, &stdout[..]), (2, ""), "{args:?}: {stderr}");
        assert!(stderr.contains(complaint), "{args:?}: {stderr}");
    }
}

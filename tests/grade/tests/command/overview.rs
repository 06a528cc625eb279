//! How the exercises stand, and where to go on.

use crate::workbook::{DOT, Workbook};
use grade::Catalogue;

#[test]
fn without_names_one_line_a_chapter_and_where_to_go_on() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", DOT);
    let (status, output) = workbook.run(&[]);
    assert_eq!(status, 1);
    let next = workbook.place("00_first_look", "rank_by_match");
    let count = workbook.chapter("00_first_look").exercises.len();
    assert!(output.contains(&format!("1 / {count}  next: rank_by_match, {next}\n")), "{output}");
    let go_on = format!("Go on with rank_by_match, {next}. Its page: book/src/00_first_look.md\n");
    assert!(output.contains(&go_on), "{output}");
    for chapter in Catalogue::read(&workbook.root).unwrap().chapters {
        let lines = output.lines().filter(|line| line.starts_with(&chapter.name));
        assert_eq!(lines.count(), 1, "{output}");
    }
}

#[test]
fn the_status_is_0_only_if_all_that_was_asked_for_is_solved() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", DOT);
    assert_eq!(workbook.run(&["dot"]).0, 0);
    assert_eq!(workbook.run(&["00_first_look"]).0, 1);
    assert_eq!(workbook.run(&["dot", "one_hot"]).0, 1);
    for chapter in Catalogue::read(&workbook.root).unwrap().chapters {
        workbook.solve(&chapter.name);
    }
    assert_eq!(workbook.run(&["00_first_look"]).0, 0);
    let (status, output) = workbook.run(&[]);
    assert_eq!(status, 0, "{output}");
    assert!(output.contains("exercises are solved."), "{output}");
}

#[test]
fn a_name_shows_the_feedback_in_full() {
    let workbook = Workbook::fresh();
    let place = workbook.place("00_first_look", "dot");
    let read = "    read:     book/src/00_first_look.md\n";
    let (_, output) = workbook.run(&["dot"]);
    let feedback = format!("00_first_look dot: not begun, {place}\n{read}");
    assert!(output.starts_with(&feedback), "{output}");

    workbook.answer("00_first_look", "dot", "a.iter().zip(b).map(|(x, y)| x + y).sum()");
    let (status, output) = workbook.run(&["dot"]);
    assert_eq!(status, 1);
    assert_eq!(
        output,
        format!(
            "00_first_look dot: not solved yet, {place}\n    \
             input:    a = [1.0, 2.0], b = [3.0, 4.0]\n    \
             got:      10.0\n    \
             expected: 11.0\n    \
             why:      the entries are added in pairs, not multiplied\n\
             {read}\n\
             Stuck? `cargo grade dot --hint` helps.\n"
        )
    );
}

#[test]
fn what_is_solved_leads_to_the_next_that_is_not() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "dot", DOT);
    let next = |name: &str, chapter: &str| {
        let place = workbook.place(chapter, name);
        format!(
            "\n\n`--solution` shows our way.\nNext: {name}, {place}. Its page: book/src/{chapter}.md\n"
        )
    };
    let (status, output) = workbook.run(&["dot"]);
    assert_eq!(status, 0);
    let expected = format!("00_first_look dot: solved{}", next("rank_by_match", "00_first_look"));
    assert_eq!(output, expected);

    workbook.solve("00_first_look");
    let (_, output) = workbook.run(&["dot"]);
    assert!(output.ends_with(&next("one_hot", "01_one_hot")), "{output}");
    workbook.answer("01_one_hot", "one_hot", "vec![0.0; n]");
    let (_, output) = workbook.run(&["0"]);
    assert!(output.ends_with(&next("one_hot", "01_one_hot")), "{output}");
}

#[test]
fn begun_and_untouched_are_told_apart_and_what_is_not_written_is_named() {
    let workbook = Workbook::fresh();
    workbook.answer("00_first_look", "rank_by_match", "vec![dot(viewer, &films[0]) as usize]");
    workbook.prepend("00_first_look", "content_scores", "let _count = items.len();");
    workbook.answer("01_one_hot", "one_hot", "todo!(\"later\")");
    let (_, output) = workbook.run(&["00_first_look", "one_hot"]);
    assert!(output.contains("00_first_look dot: not begun, "), "{output}");
    for (name, why) in [
        ("00_first_look rank_by_match", "`rank_by_match` calls `dot`, which is not written yet"),
        ("00_first_look content_scores", "its `todo!` is still there"),
        ("01_one_hot one_hot", "a `todo!` is left on the way: later"),
    ] {
        let (_, feedback) = output.split_once(&format!("{name}: begun, ")).expect(&output);
        let lines: Vec<&str> = feedback.lines().take(2).collect();
        assert_eq!(lines[1], format!("    why:      {why}"), "{output}");
    }
}

/// Its stub is a function that runs, so only its text tells whether the reader has begun.
#[test]
fn a_planted_bug_that_is_untouched_is_not_begun_and_shows_its_symptom() {
    let workbook = Workbook::fresh();
    let chapter = workbook.chapter("00_first_look");
    let planted = chapter.exercises.iter().find(|exercise| exercise.is_planted).unwrap();
    let name = &planted.name;
    let place = workbook.place("00_first_look", name);
    for state in ["not begun", "not solved yet"] {
        let (status, output) = workbook.run(&[name]);
        assert_eq!(status, 1);
        assert!(
            output.starts_with(&format!("00_first_look {name}: {state}, {place}\n")),
            "{output}"
        );
        assert!(output.contains("    why:      only the symptom is shown"), "{output}");
        workbook.prepend("00_first_look", name, "// What is this for?");
    }
}

/// Chapters see each other's solutions, so that a mistake is not counted twice.
#[test]
fn an_answer_may_call_those_of_other_chapters() {
    let workbook = Workbook::fresh();
    workbook.answer("01_one_hot", "one_hot", "vec![super::_00_first_look::dot(&[], &[]); id + n]");
    let body = "a.iter().zip(super::_01_one_hot::one_hot(0, 1)).map(|(x, _)| *x).sum()";
    workbook.answer("00_first_look", "dot", body);
    let (_, output) = workbook.run(&["one_hot", "dot"]);
    assert_eq!(output.matches(": not solved yet, ").count(), 2, "they run: {output}");
    // Where a solution is called in the wrong way, the reader's own line is at fault.
    workbook.restore("00_first_look");
    let body = "super::_01_one_hot::one_hot(9, std::hint::black_box(a.len()))[0]";
    workbook.answer("00_first_look", "dot", body);
    let place = workbook.body("00_first_look", "dot");
    let (_, output) = workbook.run(&["dot"]);
    assert!(output.contains(&format!("got:      a panic at {place}: ")), "{output}");
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

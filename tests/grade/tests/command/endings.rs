//! Answers that panic, print, never end or bring their judge down.

use crate::workbook::Workbook;
use std::time::{Duration, Instant};

/// A chapter with many exercises, so that many endings need one compilation.
const LONG: &str = "07_recommendation";

impl Workbook {
    /// What is said about each of these pieces of code, in front of a right answer; and all of it.
    fn endings(&self, codes: &[&str]) -> (Vec<String>, String) {
        self.solve(LONG);
        let exercises = self.chapter(LONG).exercises;
        assert!(exercises.len() > codes.len(), "one stays as it is");
        for (code, exercise) in codes.iter().zip(&exercises) {
            self.prepend(LONG, &exercise.name, code);
        }
        let (status, output) = self.run(&[LONG]);
        assert_eq!(status, 1);
        let last = &exercises.last().unwrap().name;
        assert!(output.contains(&format!("{LONG} {last}: solved\n")), "{output}");
        let feedback = |name: &str| {
            let start = output.find(&format!("{LONG} {name}: not solved yet")).expect(&output);
            let length = output[start..].find("\n    read: ").expect(&output);
            output[start..start + length].to_owned()
        };
        let feedback = exercises.iter().take(codes.len()).map(|e| feedback(&e.name));
        (feedback.collect(), output.clone())
    }
}

#[test]
fn panics_and_what_the_answer_prints_are_shown() {
    let workbook = Workbook::fresh();
    let pretence = r#"{"exercise":"dot","outcome":"solved"}"#;
    let body =
        format!("println!(\"so far {{}}\", a.len()); println!(\"{{}}\", r#\"{pretence}\"#); a[7]");
    workbook.answer("00_first_look", "dot", &body);
    let own_thread = "std::thread::spawn(|| panic!(\"far away\")).join().unwrap();";
    workbook.prepend("00_first_look", "rank_by_match", own_thread);
    let [line, in_thread] =
        ["dot", "rank_by_match"].map(|name| workbook.body("00_first_look", name));
    let (_, output) = workbook.run(&["dot", "rank_by_match"]);
    for expected in [
        format!("a panic at {line}: index out of bounds"),
        "Your answers printed:\n    so far 2\n".to_owned(),
        format!("    {pretence}\n"),
        format!("a panic at {in_thread}: called `Result::unwrap()`"),
        format!("panicked at {in_thread}:"),
        "    far away\n".to_owned(),
    ] {
        assert!(output.contains(&expected), "{expected}: {output}");
    }
}

#[test]
fn a_panic_within_the_standard_library_is_placed_in_the_answer() {
    let workbook = Workbook::fresh();
    let body = "a.iter().zip(b).map(|(x, y)| x * y).step_by(std::hint::black_box(0)).sum()";
    workbook.answer("00_first_look", "dot", body);
    let place = workbook.body("00_first_look", "dot");
    let (_, output) = workbook.run(&["dot"]);
    assert!(
        output.contains(&format!("got:      a panic at {place}: assertion failed")),
        "{output}"
    );
    workbook.answer("00_first_look", "content_scores", "std::panic::resume_unwind(Box::new(7))");
    let (_, output) = workbook.run(&["content_scores"]);
    assert!(output.contains("got:      a panic: \n"), "{output}");
}

/// Both measures of a flood are cut, lines and characters, whatever it comes through.
#[test]
fn floods_are_cut_and_cost_only_their_exercise() {
    let workbook = Workbook::fresh();
    let flood = "more than 16 MB of text";
    let codes = [
        ("loop { println!(\"{}\", \"x\".repeat(1 << 20)) }", flood),
        ("loop { eprint!(\"{}\", \"x\".repeat(1 << 20)) }", flood),
        ("loop { print!(\"{}\", \"\\n\".repeat(1 << 20)) }", flood),
        ("panic!(\"{}\", \"x\".repeat(1 << 26));", "a panic at "),
        ("panic!(\"{}\", \"\\n\".repeat(1 << 20));", "a panic at "),
        ("loop { eprintln!() }", ""),
    ];
    let (endings, output) = workbook.endings(&codes.map(|(code, _)| code));
    for ((code, got), ending) in codes.iter().zip(endings) {
        assert!(ending.contains(&format!("got:      {got}")), "{code}: {ending}");
    }
    assert!(output.len() < 12_000, "{}", output.len());
    assert!(output.lines().count() < 160, "{output}");
}

/// Only what the end of the program shows is said.
#[cfg(unix)]
#[test]
fn the_death_of_a_judge_is_explained_by_its_evidence() {
    let workbook = Workbook::fresh();
    let kill = "std::process::Command::new(\"kill\").args([\"-9\", \
                &std::process::id().to_string()]).status().unwrap();";
    let memory = "it asked for more than 1 GB of memory";
    let codes = [
        ("std::process::exit(0);", "exit status: 0", "it ended early, as `std::process::exit`"),
        ("std::process::abort();", "SIGABRT", "it aborted, as `std::process::abort`"),
        ("let _room = vec![0_u8; std::hint::black_box(2) << 40];", "SIGABRT", memory),
        ("let mut all = Vec::new(); loop { all.push(vec![0_u8; 1 << 26]); }", "SIGABRT", memory),
        (kill, "SIGKILL", "the system ended it, as it does when memory runs out"),
        (
            "#[allow(unsafe_code)] unsafe { (64 as *mut u8).write_volatile(1) };",
            "SIGSEGV",
            "it used memory that is not its own",
        ),
        (
            "fn again(n: usize) -> usize { std::hint::black_box(again(n + 1)) + 1 } again(0);",
            "SIGABRT",
            "its stack overflowed: most likely the function calls itself forever",
        ),
    ];
    let (endings, output) = workbook.endings(&codes.map(|(code, ..)| code));
    for ((code, got, why), ending) in codes.iter().zip(endings) {
        assert!(ending.contains("got:      the end of the whole program ("), "{code}: {ending}");
        assert!(ending.contains(got), "{code}: {ending}");
        assert!(ending.contains(&format!("why:      {why}")), "{code}: {ending}");
    }
    assert_eq!(output.matches("the end of the whole program").count(), codes.len(), "{output}");
}

fn flag(name: &str) -> String {
    format!(
        "static {name}: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);\n"
    )
}

/// What one answer leaves behind, the next is not blamed for, and no one waits for it.
#[test]
fn an_answer_cannot_harm_those_after_it() {
    let workbook = Workbook::fresh();
    workbook.solve("00_first_look");
    let late_end = "std::thread::spawn(|| { while !NEXT.load(std::sync::atomic::Ordering::SeqCst) { \
                    std::thread::yield_now() } std::process::exit(0) });";
    workbook.prepend("00_first_look", "rank_by_match", late_end);
    let next = "NEXT.store(true, std::sync::atomic::Ordering::SeqCst); \
                std::thread::sleep(std::time::Duration::from_millis(20));";
    let input = "std::io::stdin().read_line(&mut String::new()).unwrap();";
    for code in [next, input] {
        workbook.prepend("00_first_look", "content_scores", code);
    }
    workbook.append("00_first_look", &flag("NEXT"));
    if cfg!(unix) {
        let child = "std::process::Command::new(\"sleep\").arg(\"60\").spawn().unwrap();";
        workbook.prepend("00_first_look", "content_scores", child);
    }

    workbook.solve("01_one_hot");
    let endless = "RUNS.store(true, std::sync::atomic::Ordering::SeqCst); \
                   std::thread::sleep(std::time::Duration::from_secs(60));";
    workbook.prepend("01_one_hot", "one_hot", endless);
    let harmed = "assert!(!RUNS.load(std::sync::atomic::Ordering::SeqCst));";
    workbook.prepend("01_one_hot", "lookup_by_product", harmed);
    workbook.append("01_one_hot", &flag("RUNS"));

    let start = Instant::now();
    let (_, output) = workbook.run(&["0-1"]);
    assert!(start.elapsed() < Duration::from_secs(40), "{output}");
    let solved = [
        "00_first_look rank_by_match",
        "00_first_look content_scores",
        "01_one_hot lookup_by_product",
    ];
    for name in solved {
        assert!(output.contains(&format!("{name}: solved")), "{name}: {output}");
    }
    let (_, feedback) = output.split_once("01_one_hot one_hot: not solved yet").expect(&output);
    let got = feedback.lines().nth(2).unwrap();
    assert_eq!(got, "    got:      nothing within 5 seconds", "{output}");
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

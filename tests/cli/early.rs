//! What would go wrong after a training is found out before it, and what was trained is reported.

use crate::support::{
    ALL, READING, TRAINING, assert_refused, error_of, file, has_option, program, run, run_in,
    small_csv, small_folder, stderr, stdout,
};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use workbook::text::is_hidden;

/// The programs that save models.
const SAVING: [&str; 4] =
    ["06_interpretation", "07_recommendation", "08_best_model", "08_concatenated_mlp"];

/// All files and folders below a folder.
fn all_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        found.push(path.to_str().unwrap().to_owned());
        if path.is_dir() {
            found.extend(all_below(&path));
        }
    }
    found.sort();
    found
}

fn assert_nothing_was_trained(output: &Output, what: &str) {
    assert_eq!(error_of(output), (Some(1), true), "{what}: {}", stderr(output));
    assert!(output.stdout.is_empty(), "{what}: {}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_place_for_the_results_that_cannot_be_written_to_is_found_out_first() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let rows = file(folder.path(), "rows.txt", "0\n1\n");
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let data = small_folder(&data);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let before = all_below(folder.path());
    let content = fs::read(&csv).unwrap();
    for name in SAVING {
        for (save, options) in [
            (path("data"), vec!["--data", &csv]),
            (path("rows.txt/model"), vec!["--data", &csv]),
            ("/dev/null".to_owned(), vec!["--data", &csv]),
            (csv.clone(), vec!["--data", &csv]),
            (rows.clone(), vec!["--data", &csv, "--valid-rows", &rows]),
            (path("data/u.item"), vec!["--data", data]),
            (path("figures"), vec!["--data", &csv]),
            (path("figures/08_losses.svg"), vec!["--data", &csv]),
        ] {
            for option in ["--save", "--json-file"] {
                let args = [&options[..], &[option, &save]].concat();
                let output = run_in(folder.path(), name, &args);
                assert_nothing_was_trained(&output, &format!("{name} {args:?}"));
            }
        }
        let both = path("both");
        let args = ["--data", &csv, "--save", &both, "--json-file", &both];
        assert_nothing_was_trained(&run_in(folder.path(), name, &args), name);
    }
    for name in ALL.into_iter().chain(["10_full_set"]) {
        for figures in [rows.clone(), path("rows.txt/figures"), "/proc/none".to_owned()] {
            let mut command = Command::new(program(name));
            let output = command.args(["--data", &csv, "--figures", &figures]).output().unwrap();
            assert_nothing_was_trained(&output, &format!("{name} --figures {figures}"));
            assert!(stderr(&output).contains("(--figures)"), "{}", stderr(&output));
        }
    }
    assert_eq!(all_below(folder.path()), before, "nothing was left");
    assert_eq!(fs::read(&csv).unwrap(), content);
}

#[test]
fn a_figure_that_cannot_be_written_costs_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let quick = ["--data", &csv, "--epochs", "1", "--factors", "4"];
    for (name, figure) in [
        ("00_first_look", "00_crosstab.svg"),
        ("02_embedding", "02_one_cycle.svg"),
        ("03_sigmoid_range", "03_sigmoid_range.svg"),
        ("05_weight_decay", "05_parabola.svg"),
        ("06_interpretation", "06_map.svg"),
        ("07_recommendation", "07_cold_start.svg"),
    ] {
        let args = if name == "00_first_look" { &quick[..2] } else { &quick };
        let whole = tempfile::tempdir().unwrap();
        let whole = stdout(run_in(whole.path(), name, args));
        let blocked = tempfile::tempdir().unwrap();
        let place = blocked.path().join("figures").join(figure);
        fs::create_dir_all(&place).unwrap();
        let output = run_in(blocked.path(), name, args);
        assert_eq!(error_of(&output), (Some(1), true), "{name}: {}", stderr(&output));
        let error = stderr(&output);
        assert!(error.contains(place.to_str().unwrap()), "{name}: {error}");
        let text = String::from_utf8(output.stdout).unwrap();
        let figures = |text: &str| text.lines().filter(|line| line.starts_with("figure: ")).count();
        assert_eq!(figures(&text), figures(&whole) - 1, "{name}: {text}");
        // How long an epoch took differs, and nothing else does.
        assert_eq!(text.lines().count(), whole.lines().count() - 1, "{name}: {text}");
    }
}

#[test]
fn components_that_the_model_lacks_are_found_out_first() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    for (factors, components) in [("4", "1,5"), ("1", "1,2"), ("1", "3,1")] {
        let args = ["--data", &csv, "--factors", factors, "--components", components];
        let output = run("06_interpretation", &args);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!printed.contains("epoch"), "{printed}");
        let error = stderr(&output);
        assert!(error.starts_with("error: there is no component "), "{error}");
        assert!(error.ends_with("(--components)\n"), "{error}");
    }
    let args = ["--data", &csv, "--factors", "1", "--epochs", "1"];
    let text = stdout(run("06_interpretation", &args));
    assert!(text.contains("A single factor makes no map."), "{text}");
}

#[test]
fn errors_name_options_that_the_program_has() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let csv = small_csv(folder);
    let tiny = file(folder, "tiny.csv", {
        let ratings = (0..20).map(|i| format!("u{},i{},{}\n", i % 10, i / 5, 1 + i % 5));
        "user,item,rating\n".to_owned() + &ratings.collect::<String>()
    });
    let wild = file(folder, "wild.csv", {
        let ratings =
            (0..400).map(|i| format!("u{},i{},{}3e38\n", i % 20, i / 20, ["", "-"][i % 2]));
        "user,item,rating\n".to_owned() + &ratings.collect::<String>()
    });
    let mut refused = 0;
    for name in ALL.into_iter().chain(["10_full_set", "audit"]) {
        for args in [
            vec!["--data", &tiny],
            vec!["--data", &wild],
            vec!["--data", "nosuchfile.csv"],
            vec!["--data", &csv, "--side", "age"],
            vec!["--data", &csv, "--lr", "1e38", "--epochs", "20"],
            vec!["--data", &csv, "--weight-decay", "1e9"],
            vec!["--data", &csv, "--batch-size", "10000"],
            vec!["--data", &csv, "--model", "nosuchfile"],
            vec!["--data", &csv, "--save", "/dev/null"],
        ] {
            if !args.iter().all(|arg| !arg.starts_with("--") || has_option(name, arg)) {
                continue;
            }
            let output = run(name, &args);
            let error = stderr(&output);
            assert!(!error.contains("panicked"), "{name} {args:?}: {error}");
            // Some programs do with what others refuse.
            if !output.status.success() {
                assert_eq!(error_of(&output), (Some(1), true), "{name} {args:?}: {error}");
                refused += 1;
                let words = error.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                for option in words.filter(|word| word.starts_with("--")) {
                    assert!(has_option(name, option), "{name} has no {option}: {error}");
                }
            }
        }
    }
    assert!(refused > 40, "{refused} runs were refused");
}

#[test]
fn the_setting_to_blame_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    for name in TRAINING {
        let output = run(name, &["--data", &csv, "--weight-decay", "1e9"]);
        let error = stderr(&output);
        assert!(error.ends_with("weaker weight decay (--weight-decay)\n"), "{name}: {error}");
    }
    let message = "480 training ratings do not fill a batch of 481; use more ratings, or a smaller batch \
                   (--batch-size)";
    for name in READING {
        assert_refused(name, &["--data", &csv, "--batch-size", "481"], message);
    }
}

#[test]
fn options_of_any_length_are_refused_in_one_short_line() {
    let long = "9\u{1b}[2J\n\n".repeat(2_000);
    for args in [vec!["--epochs", &long], vec![&long], vec![&format!("--{long}")]] {
        let output = run("02_embedding", &args);
        assert_eq!(output.status.code(), Some(2));
        let error = stderr(&output);
        let (line, advice) = error.split_once("\n\n").unwrap();
        assert!(line.starts_with("error: ") && line.chars().count() <= 300, "{line}");
        assert!(!line.contains(is_hidden), "{line}");
        assert_eq!(advice, "For more information, try '--help'.\n");
    }
}

#[test]
fn figures_go_to_the_repository_from_any_folder_inside_it() {
    let repository = tempfile::tempdir().unwrap();
    let inside = repository.path().join("src/exercises");
    fs::create_dir_all(&inside).unwrap();
    fs::create_dir_all(repository.path().join("data/builtin")).unwrap();
    file(repository.path(), "Cargo.toml", "");
    let csv = small_csv(&inside);
    let program = program("00_first_look");
    let run_in = |folder: &Path| {
        let mut command = Command::new(&program);
        stdout(command.current_dir(folder).args(["--data", &csv]).output().unwrap())
    };
    let text = run_in(&inside);
    assert!(text.contains("figure: ../../target/figures/00_crosstab.svg\n"), "{text}");
    assert!(repository.path().join("target/figures/00_crosstab.svg").is_file());
    assert!(!inside.join("target").exists());
    let text = run_in(repository.path());
    assert!(text.contains("figure: target/figures/00_crosstab.svg\n"), "{text}");

    let elsewhere = tempfile::tempdir().unwrap();
    run_in(elsewhere.path());
    assert!(elsewhere.path().join("target/figures/00_crosstab.svg").is_file());
}

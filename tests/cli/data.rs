//! Every format that `--data` takes, from the files to what the programs print.

use crate::releases::{N_RATINGS, N_TITLES, N_USERS, RELEASES, forms, gz, latin1, zip};
use crate::support::{assert_refused, file, json_lines, run, run_in, small_csv, stdout, summary};
use serde_json::{Value, json};
use std::fs;

const QUICK: [&str; 4] = ["--epochs", "1", "--factors", "4"];

fn sizes(data: &str) -> Value {
    let lines = json_lines("00_first_look", &["--data", data]);
    summary(&lines, "ratings").clone()
}

#[test]
fn every_release_in_every_form_is_counted_alike() {
    for release in RELEASES {
        let folder = tempfile::tempdir().unwrap();
        for form in forms(release, folder.path()) {
            let sizes = sizes(&form);
            for (what, n) in [("users", N_USERS), ("films", N_TITLES), ("ratings", N_RATINGS)] {
                assert_eq!(sizes[what], json!(n), "{form}: {sizes}");
            }
        }
    }
}

/// Asserts that chapter 5 trains on the data, that chapter 6 interprets the model, and that both say which
/// format it is and what the notes are.
fn assert_works(data: &str, format: &str, note: Option<&str>) {
    for name in ["05_weight_decay", "06_interpretation"] {
        let args = [&["--data", data][..], &QUICK].concat();
        let lines = json_lines(name, &args);
        let about = summary(&lines, "data");
        assert!(about["format"].as_str().unwrap().contains(format), "{name}: {about}");
        let text = stdout(run(name, &args));
        assert!(text.contains(&format!("in {}", about["format"].as_str().unwrap())), "{text}");
        if let Some(note) = note {
            assert!(about["notes"].to_string().contains(note), "{name}: {about}");
            assert!(text.contains(&format!("Note: {note}")), "{name}: {text}");
        }
        assert!(
            !text.contains("NaN") && !lines.iter().any(|line| line.to_string().contains("NaN"))
        );
    }
}

#[test]
fn every_release_is_trained_on_and_interpreted() {
    let formats = ["MovieLens 100K", "MovieLens 1M", "MovieLens 10M", "MovieLens 20M and later"];
    for (release, format) in RELEASES.into_iter().zip(formats) {
        let folder = tempfile::tempdir().unwrap();
        let forms = forms(release, folder.path());
        assert_works(&forms[0], format, None);
    }
}

#[test]
fn files_of_the_readers_own_are_trained_on_and_interpreted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let csv = fs::read_to_string(small_csv(folder)).unwrap();
    let rows = csv.split_once('\n').unwrap().1;
    let more = |line: &str| format!("{line},x\n");
    let wide: String = rows.lines().map(more).collect();
    let wide = format!("User-ID,Film,Stars,comment\n{wide}");
    let doubled = format!("{csv}{rows}");
    let excel: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(csv.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let accents = latin1(&csv.replace(',', ";").replace("i7;", "\"Misérables; Les\";"));
    for (name, content, format, note) in [
        ("wide.csv", wide.into_bytes(), "commas", Some("columns that were passed over: comment")),
        (
            "twice.csv",
            doubled.into_bytes(),
            "commas",
            Some("ratings of what the same user has rated before: 600 of 1200"),
        ),
        ("excel.txt", excel, "tabs", None),
        ("accents.csv", accents, "semicolons", None),
        ("colons.csv.gz", gz(csv.replace(',', "::").as_bytes()), "double colons", None),
        ("one.zip", zip(&[("my ratings.csv", csv.as_bytes())]), "commas", None),
    ] {
        assert_works(&file(folder, name, content), format, note);
    }
}

#[test]
fn a_file_without_a_header_is_read_by_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let data = file(folder.path(), "bare.csv", "4,a,-,x\n3,b,-,x\n1,a,-,y\n5,b,-,y\n");
    let args = ["--data", &data, "--columns", "rating,user,comment,item"];
    let lines = json_lines("00_first_look", &args);
    assert_eq!(summary(&lines, "ratings")["users"], json!(2));
    let output = run("00_first_look", &["--data", &data, "--columns", "user,film"]);
    assert_eq!(output.status.code(), Some(2));
    assert_refused("00_first_look", &["--data", &data], &format!("{data}:1: the header is "));
    for data in ["builtin", &forms(RELEASES[0], folder.path())[0]] {
        let args = ["--data", data, "--columns", "user,item,rating"];
        assert_refused("00_first_look", &args, &format!("{data}: its columns are known already"));
    }
}

/// Whatever is wrong with a file is said before anything is written.
#[test]
fn bad_files_are_refused_with_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    let head = "user,item,rating,time\n";
    for (name, content, message) in [
        (
            "quote.csv",
            format!("{head}1,\"Alien Cook,4,7\n2,Blue,5,8\n3,\"Cube,4,9\n"),
            ":2: a quote is opened and not closed",
        ),
        ("comma.csv", "user,item,rating\n1,10,3,5\n".to_owned(), ":2: 4 columns instead of 3"),
        ("lost.csv", format!("{head}1,x,3,5\n1,y,3\n"), ":3: 3 columns instead of 4"),
        ("reserved.csv", format!("{head}1,#na#,3,5\n"), ":2: the item is called `#na#`"),
        ("few.csv", "user,item,rating\n1,x,3\n".to_owned(), ": 0 of 1 ratings would be held back"),
    ] {
        let data = file(folder.path(), name, content);
        for example in ["00_first_look", "05_weight_decay", "06_interpretation"] {
            assert_refused(example, &["--data", &data], &format!("{data}{message}"));
        }
        let written = tempfile::tempdir().unwrap();
        let output = run_in(written.path(), "00_first_look", &["--data", &data]);
        assert!(output.stdout.is_empty() && written.path().read_dir().unwrap().next().is_none());
    }
}

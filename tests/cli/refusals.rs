//! Bad input and bad options.

use crate::support::{
    TRAINING, assert_bad_options, assert_refused, example, file, small_csv, stderr,
};

#[test]
fn bad_input_gets_one_error_line_and_exit_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let csv = small_csv(folder);
    let bad_csv = file(folder, "bad.csv", "user,item,rating\na,x,1\na,y,much\n");
    let empty_csv = file(folder, "empty.csv", "");
    let rows = file(folder, "rows.txt", "0\n1000000\n");
    let no_rows = file(folder, "no_rows.txt", "");
    let missing = folder.join("ml-100k").to_str().unwrap().to_owned();
    let empty_folder = folder.to_str().unwrap();
    for (args, message) in [
        (vec!["--data", &bad_csv], format!("{bad_csv}:3: the rating `much` is not a number")),
        (vec!["--data", &empty_csv], format!("{empty_csv}: no rows")),
        (vec!["--data", &missing], format!("{missing}: no such file or folder")),
        (vec!["--data", empty_folder], format!("{empty_folder}: the folder holds no data set")),
        (vec!["--valid-rows", &rows], format!("{rows}:2: validation row 1000000 does not exist")),
        (vec!["--valid-rows", &no_rows], format!("{no_rows}: no row numbers")),
        (
            vec!["--data", &csv, "--batch-size", "481"],
            "480 training ratings do not fill a batch of 481".to_owned(),
        ),
    ] {
        for name in TRAINING {
            assert_refused(name, &args, &message);
        }
    }
    // `sigmoid_range` keeps the predictions of the other examples, and with them the loss, finite.
    let args = ["--data", &csv, "--lr", "1e38", "--epochs", "20"];
    assert_refused("02_embedding", &args, "the training loss became ");
}

#[test]
fn a_data_set_that_is_not_in_place_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = example("00_first_look", folder.path(), &["--data", "ml-100k"]);
    let output = command.env("WORKBOOK_DATA", folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let expected = format!("error: {}/ml-100k: no such folder; ", folder.path().display());
    assert!(stderr(&output).starts_with(&expected), "{}", stderr(&output));
}

#[test]
fn bad_options_end_with_status_2() {
    for args in [
        ["--epochs", "0"],
        ["--epochs", "many"],
        ["--lr", "0"],
        ["--lr", "NaN"],
        ["--factors", "0"],
        ["--factors", "99999999999"],
        ["--batch-size", "0"],
        ["--seeds", "0"],
        ["--seed", "-1"],
        ["--weight-decay", "-0.1"],
        ["--weight-decay", "inf"],
        ["--wd", "0.1"],
    ] {
        for name in TRAINING.into_iter().chain(["09_implicit_feedback"]) {
            assert_bad_options(name, &args);
        }
    }
    for (name, args) in [
        ("06_interpretation", ["--components", "1,1"]),
        ("06_interpretation", ["--components", "first"]),
        ("07_recommendation", ["--rate", "Radiant Beacon"]),
        ("07_recommendation", ["--rate", "Radiant Beacon=much"]),
        ("08_concatenated_mlp", ["--side", "shoe-size"]),
        ("08_concatenated_mlp", ["--dropout", "1"]),
        ("08_concatenated_mlp", ["--widths", "0,5"]),
        ("08_best_model", ["--sweeps", "0"]),
        ("08_best_model", ["--factors", "many"]),
        ("08_best_model", ["--seeds", "0"]),
    ] {
        assert_bad_options(name, &args);
    }
}

#[test]
fn what_cannot_be_found_is_reported_with_the_closest() {
    for (name, args, message) in [
        ("06_interpretation", ["--film", "Copper"], "`Copper` is in "),
        ("06_interpretation", ["--film", "Cpper Lighthose"], "no title contains `Cpper Lighthose`"),
        ("06_interpretation", ["--user", "944"], "no user `944` in builtin; the first is `1`"),
        ("06_interpretation", ["--components", "1,51"], "there is no component 51"),
        ("07_recommendation", ["--user", "#na#"], "no user `#na#` in builtin"),
        ("07_recommendation", ["--rate", "Nosuchfilm=4"], "no title contains `Nosuchfilm`"),
        ("07_recommendation", ["--rate", "Radiant Beacon=6"], "a rating of 6 for `Radiant Beacon`"),
        (
            "07_recommendation",
            ["--rate", "Radiant Beacon=4,radiant beacon=5"],
            "`Radiant Beacon (1954)` is rated twice",
        ),
    ] {
        assert_refused(name, &[&args[..], &["--epochs", "1"]].concat(), message);
    }
}

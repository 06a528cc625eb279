//! Where the data go, and what is there already.

use crate::archives::{NAME, RATINGS, RELEASE};
use crate::runs::{Setting, error_line, names, program, stderr};
use crate::server::{Reply, Server};
use std::fs;

/// A server that must not be asked.
fn unneeded() -> Setting {
    Setting::on(Server::new(|_| Reply::status("500 Internal Server Error")))
}

#[test]
fn what_is_there_is_checked_and_left_alone() {
    let setting = Setting::serving(&RELEASE);
    setting.succeeds();
    let text = setting.succeeds();
    assert!(text.starts_with("Already there"), "{text}");
    assert!(text.contains("all 3 files are as unpacked"), "{text}");
    assert_eq!(setting.server.requests().len(), 1);
}

#[test]
fn what_is_incomplete_is_not_overwritten_unless_asked_for() {
    for (file, content, words) in [
        ("ratings.csv", Some("half"), "ratings.csv has 4 bytes"),
        ("movies.csv", None, "movies.csv is missing"),
        (".movielens.json", Some("{"), "cannot be read"),
    ] {
        let setting = Setting::serving(&RELEASE);
        setting.succeeds();
        let file = setting.target().join(file);
        match content {
            Some(content) => fs::write(file, content).unwrap(),
            None => fs::remove_file(file).unwrap(),
        }
        let before = names(&setting.target());
        let line = setting.fails_beside_a_data_set();
        assert!(line.contains(words) && line.contains("--force"), "{line}");
        assert_eq!(names(&setting.target()), before);
        assert_eq!(setting.server.requests().len(), 1);

        let output = setting.command().arg("--force").output().unwrap();
        setting.is_in_place(&output);
        assert_eq!(names(&setting.target()).len(), 4);
    }
}

#[test]
fn what_is_foreign_is_not_overwritten_unless_asked_for() {
    let setting = Setting::serving(&RELEASE);
    fs::write(setting.target(), "my notes").unwrap();
    let line = setting.fails_beside_a_data_set();
    assert!(line.contains("is not a folder") && line.contains("--force"), "{line}");
    assert_eq!(fs::read_to_string(setting.target()).unwrap(), "my notes");
    fs::remove_file(setting.target()).unwrap();

    fs::create_dir(setting.target()).unwrap();
    fs::write(setting.target().join("notes.txt"), "mine").unwrap();
    let line = setting.fails_beside_a_data_set();
    assert!(line.contains("it has no ratings.csv"), "{line}");
    assert_eq!(names(&setting.target()), ["notes.txt"]);

    let output = setting.command().arg("--force").output().unwrap();
    setting.is_in_place(&output);
    assert!(!setting.target().join("notes.txt").exists());
}

#[test]
fn what_is_there_stays_until_the_new_files_are_ready() {
    let setting = Setting::new(&RELEASE, |archive, _| Reply::file(archive).cut(1000));
    fs::create_dir(setting.target()).unwrap();
    fs::write(setting.target().join("notes.txt"), "mine").unwrap();
    let output = setting.command().arg("--force").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(names(&setting.target()), ["notes.txt"]);
}

#[test]
fn what_was_unpacked_by_hand_is_there() {
    let setting = unneeded();
    fs::create_dir(setting.target()).unwrap();
    fs::write(setting.target().join("ratings.csv"), &*RATINGS).unwrap();
    fs::write(setting.target().join("movies.csv"), "movieId,title,genres\n").unwrap();
    let output = setting.run();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(String::from_utf8(output.stdout).unwrap().contains("unpacked by hand"));
    assert_eq!(names(setting.folder()), [NAME], "nothing is written");
}

#[test]
fn an_empty_folder_is_no_obstacle() {
    let setting = Setting::serving(&RELEASE);
    fs::create_dir(setting.target()).unwrap();
    setting.succeeds();
}

#[test]
fn the_data_go_where_the_library_looks() {
    let setting = Setting::serving(&RELEASE);
    let run = |command: &mut std::process::Command| {
        let output = command.arg(NAME).args(["--base-url", &setting.server.base]).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    };
    let data = setting.folder().join("with spaces/and/more");
    run(program().env("WORKBOOK_DATA", &data));
    assert!(data.join(NAME).join("ratings.csv").is_file());

    let repository = setting.folder().join("repository");
    fs::create_dir_all(repository.join("data/builtin")).unwrap();
    fs::create_dir_all(repository.join("src/exercises")).unwrap();
    fs::write(repository.join("Cargo.toml"), "").unwrap();
    fs::write(repository.join("data/builtin/u.data"), "").unwrap();
    run(program().env("WORKBOOK_DATA", "").current_dir(repository.join("src/exercises")));
    assert!(repository.join("data").join(NAME).join("ratings.csv").is_file());
}

#[test]
fn a_folder_that_cannot_be_made_is_one_line() {
    let setting = unneeded();
    let file = setting.folder().join("file");
    fs::write(&file, "").unwrap();
    let mut command = program();
    command.args([NAME, "--base-url", &setting.server.base, "--to"]).arg(&file);
    let line = error_line(&command.output().unwrap());
    assert!(line.contains("cannot create the folder") && line.contains("--to DIR"), "{line}");
}

#[test]
fn bad_options_are_told_from_failures() {
    for arguments in [
        &["ml-100"][..],
        &[],
        &[NAME, "--base-url", "ftp://host"],
        &[NAME, "--timeout", "0"],
        &[NAME, "more"],
    ] {
        let output = program().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_help_names_every_release() {
    let output = program().arg("--help").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for name in
        ["ml-100k", "ml-1m", "ml-10m", "ml-20m", "ml-25m", "ml-32m", "ml-latest-small", "ml-latest"]
    {
        assert!(text.lines().any(|line| line.contains(&format!("{name}:"))), "{name}\n{text}");
    }
}

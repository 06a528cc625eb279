//! Archives that would do harm if they were unpacked as they ask for.

use crate::archives::{RATINGS, archive, release_with, renamed};
use crate::runs::{Setting, names};
use std::fs;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The archive is refused with these words, and nothing is left.
fn refused(archive: &[u8], words: &str) {
    let setting = Setting::serving(archive);
    let line = setting.fails_and_says_what_to_do();
    assert!(line.contains(words), "{line}");
    assert_eq!(names(setting.folder()), [".movielens"]);
    assert_eq!(names(&setting.folder().join(".movielens")), ["ml-latest-small.lock"]);
}

#[test]
fn no_path_leaves_the_folder() {
    let outside = std::env::temp_dir().join("evil.csv");
    for name in [
        "../evil.csv",
        "ml-latest-small/../../evil.csv",
        "ml-latest-small/./evil.csv",
        "ml-latest-small//evil.csv",
        "/tmp/evil.csv",
        outside.to_str().unwrap(),
        "C:\\evil.csv",
        "ml-latest-small/..\\..\\evil.csv",
        "ml-latest-small/c:evil.csv",
        "ml-latest-small/\u{1b}[2Jevil.csv",
        "ml-latest-small/.movielens.json",
        "ml-latest-small-evil/evil.csv",
        "evil.csv",
    ] {
        let placeholder = "x".repeat(name.len());
        let archive = renamed(&release_with(&[(&placeholder, b"evil")]), &placeholder, name);
        refused(&archive, "not a plain name in the folder ml-latest-small");
    }
    assert!(!outside.exists());
}

#[test]
fn links_and_devices_are_refused() {
    let mut zip = ZipWriter::new_append(Cursor::new(release_with(&[]))).unwrap();
    zip.add_symlink("ml-latest-small/link", "/etc", SimpleFileOptions::default()).unwrap();
    refused(&zip.finish().unwrap().into_inner(), "ml-latest-small/link, which is not a plain file");
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![0; 60_000_000];
    refused(&release_with(&[("ml-latest-small/zeros", &zeros)]), "far more than ratings can");

    // Many small ones.
    let small = vec![0; 1_000_000];
    let names: Vec<String> = (0..60).map(|n| format!("ml-latest-small/zeros{n}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &small[..])).collect();
    refused(&release_with(&files), "far more than ratings can");

    let names: Vec<String> = (0..1_000).map(|n| format!("ml-latest-small/{n}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused(&release_with(&files), "holds 1002 files");
}

#[test]
fn a_bomb_that_calls_itself_small_does_not_go_off() {
    let zeros = vec![0; 60_000_000];
    let mut archive = release_with(&[("ml-latest-small/zeros", &zeros)]);
    let size = 60_000_000_u32.to_le_bytes();
    let mut lies = 0;
    for start in 0..archive.len() - 4 {
        if archive[start..].starts_with(&size) {
            archive[start..start + 4].copy_from_slice(&100_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert_eq!(lies, 2, "once before the file, once in the directory at the end");
    refused(&archive, "the archive");
}

#[test]
fn a_name_stands_for_one_file() {
    let twice = release_with(&[("ml-latest-small/ratingz.csv", b"1,1,5,0")]);
    refused(
        &renamed(&twice, "ml-latest-small/ratingz.csv", "ml-latest-small/ratings.csv"),
        "two files of the same name",
    );
    refused(&release_with(&[("ml-latest-small/Ratings.csv", b"1,1,5,0")]), "in two spellings");
    let both = [("ml-latest-small/a/b", &b"x"[..]), ("ml-latest-small/a", &b"x"[..])];
    refused(&release_with(&both), "as a file and as a folder");
}

#[test]
fn two_files_do_not_share_their_bytes() {
    let mut archive = release_with(&[("ml-latest-small/README.txt", b"made up")]);
    // The place of the last file, 42 bytes into its entry of the directory, becomes that of the first.
    let entry = archive.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    archive[entry + 42..entry + 46].fill(0);
    refused(&archive, "files that overlap");
}

#[test]
fn truncated_archives_are_damaged() {
    let whole = release_with(&[]);
    for length in [2, 100, whole.len() / 2, whole.len() - 1] {
        refused(&whole[..length], "the archive is damaged");
    }
}

#[test]
fn another_release_is_refused() {
    let files = [("ml-25m/ratings.csv", RATINGS.as_bytes()), ("ml-25m/movies.csv", b"x")];
    refused(&archive(&files), "holds ml-25m/ratings.csv, which is not");
    refused(&archive(&[("ml-latest-small/movies.csv", b"x")]), "holds no ratings.csv");
    let empty = [("ml-latest-small/ratings.csv", &b""[..]), ("ml-latest-small/movies.csv", b"x")];
    refused(&archive(&empty), "holds no ratings.csv");
    refused(&archive(&[]), "holds no ratings.csv");
}

#[test]
fn folders_and_the_litter_of_a_mac_do_no_harm() {
    let mut zip = ZipWriter::new_append(Cursor::new(release_with(&[]))).unwrap();
    let options = SimpleFileOptions::default();
    zip.add_directory("ml-latest-small/extra/", options).unwrap();
    for name in ["ml-latest-small/extra/tags.csv", "__MACOSX/ml-latest-small/._ratings.csv"] {
        zip.start_file(name, options).unwrap();
        zip.write_all(b"x").unwrap();
    }
    let setting = Setting::serving(&zip.finish().unwrap().into_inner());
    setting.succeeds();
    let expected = [".movielens.json", "extra", "movies.csv", "ratings.csv"];
    assert_eq!(names(&setting.target()), expected);
    assert_eq!(fs::read(setting.target().join("extra/tags.csv")).unwrap(), b"x");
}

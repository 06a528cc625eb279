//! The file of `--valid-rows`.

use crate::encodings::encodings;
use crate::error;
use crate::releases::{gz, write};
use std::path::Path;
use workbook::data::read_valid_rows;

#[test]
fn row_numbers_are_read_in_any_encoding() {
    let folder = tempfile::tempdir().unwrap();
    for text in ["3\n0\n9\n", "3\r\n0\r\n9", "3\r0\r9", "\n3\n\n 0 \n9\n\n", "3\n0\n9\n\n  \n"] {
        for bytes in encodings(text).into_iter().chain([gz(text.as_bytes())]) {
            let file = write(folder.path(), "rows.txt", bytes);
            assert_eq!(read_valid_rows(Path::new(&file), 10).unwrap(), [3, 0, 9], "{text:?}");
        }
    }
}

#[test]
fn faults_are_named_with_their_line() {
    let folder = tempfile::tempdir().unwrap();
    for (content, message) in [
        ("3\n10\n", ":2: validation row 10 does not exist"),
        ("3\n\n4\n3\n", ":4: validation row 3 is named a second time"),
        ("3\nfour\n", ":2: `four` is not a row number"),
        ("-1\n", ":1: `-1` is not a row number"),
        ("3.0\n", ":1: `3.0` is not a row number"),
        ("3,4\n", ":1: `3,4` is not a row number"),
        ("row\n3\n", ":1: `row` is not a row number"),
        ("99999999999999999999\n", ":1: `99999999999999999999` is not a row number"),
        ("", ": no row numbers"),
        ("\u{feff}\n", ": no row numbers"),
    ] {
        let file = write(folder.path(), "rows.txt", content);
        let error = error(read_valid_rows(Path::new(&file), 10));
        assert!(error.starts_with(&format!("{file}{message}")), "{error}");
    }
    for path in [folder.path().to_owned(), folder.path().join("no/such")] {
        assert!(error(read_valid_rows(&path, 10)).starts_with(path.to_str().unwrap()));
    }
}

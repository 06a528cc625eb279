//! The official folds of MovieLens 100K: the parts of the input are `u.data` and `u1.test`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;
use std::sync::LazyLock;
use workbook::data::official_fold;
use workbook_fuzz::{Folder, one_line_that_names, parts};

static FOLDER: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::new();
    folder.write("u.item", Some(b""));
    folder
});

fuzz_target!(|input: &[u8]| {
    let [ratings, test] = parts(input);
    FOLDER.write("u.data", ratings);
    FOLDER.write("u1.test", Some(test.unwrap_or_default()));
    match official_fold(FOLDER.path(), 1) {
        Ok(rows) => {
            let distinct: HashSet<_> = rows.iter().collect();
            assert_eq!(distinct.len(), rows.len(), "a row is held back twice");
            let bytes = ratings.unwrap_or_default().len();
            assert!(rows.iter().all(|&row| row < bytes), "more rows than bytes");
        }
        Err(error) => one_line_that_names(FOLDER.path(), &error),
    }
});

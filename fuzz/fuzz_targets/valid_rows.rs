//! A file for `--valid-rows`. The first two bytes of the input are the number of ratings.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;
use std::sync::LazyLock;
use workbook::data::read_valid_rows;
use workbook_fuzz::{Folder, one_line_that_names};

static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::new);

fuzz_target!(|input: &[u8]| {
    let Some((n, text)) = input.split_first_chunk() else { return };
    let n = usize::from(u16::from_le_bytes(*n));
    let path = FOLDER.write("rows.txt", Some(text));
    match read_valid_rows(&path, n) {
        Ok(rows) => {
            assert!(rows.iter().all(|&row| row < n), "a row that does not exist");
            let distinct: HashSet<_> = rows.iter().collect();
            assert_eq!(distinct.len(), rows.len(), "a row is held back twice");
        }
        Err(error) => {
            one_line_that_names(path.to_str().expect("its folder's path is text"), &error)
        }
    }
});

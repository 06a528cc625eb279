//! The format of MovieLens 20M and later: the parts of the input are `ratings.csv` and, unless the films
//! are known by their ids, `movies.csv`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use workbook::data::Dataset;
use workbook_fuzz::{Folder, data_opens_or_error_names, parts};

static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::new);
const FILES: [&str; 2] = ["ratings.csv", "movies.csv"];

fuzz_target!(|input: &[u8]| {
    for (name, content) in FILES.into_iter().zip(parts::<{ FILES.len() }>(input)) {
        FOLDER.write(name, content);
    }
    data_opens_or_error_names(FOLDER.path(), || Dataset::open(FOLDER.path()));
});

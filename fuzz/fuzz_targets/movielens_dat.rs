//! The format of MovieLens 1M and 10M: the parts of the input are `ratings.dat`, `movies.dat` and, for 1M,
//! `users.dat`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use workbook::data::Dataset;
use workbook_fuzz::{Folder, data_opens_or_error_names, parts};

static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::new);
const FILES: [&str; 3] = ["ratings.dat", "movies.dat", "users.dat"];

fuzz_target!(|input: &[u8]| {
    for (name, content) in FILES.into_iter().zip(parts::<{ FILES.len() }>(input)) {
        FOLDER.write(name, content);
    }
    data_opens_or_error_names(FOLDER.path(), || Dataset::open(FOLDER.path()));
});

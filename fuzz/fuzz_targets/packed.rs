//! A file as it comes: text, a .gz, a .zip, or something that merely begins like one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use workbook::data::Dataset;
use workbook_fuzz::{Folder, data_opens_or_error_names};

static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::new);

fuzz_target!(|input: &[u8]| {
    let path = FOLDER.write("own", Some(input));
    let path = path.to_str().expect("its folder's path is text");
    data_opens_or_error_names(path, || Dataset::open(path));
});

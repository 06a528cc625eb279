//! A text file of the reader's own without a header: the first part of the input is what `--columns` says,
//! the second the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use workbook::data::{Columns, Dataset};
use workbook_fuzz::{Folder, data_opens_or_error_names, parts};

static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::new);

fuzz_target!(|input: &[u8]| {
    let [columns, text] = parts(input);
    let Some(columns) = columns.and_then(|columns| std::str::from_utf8(columns).ok()) else {
        return;
    };
    let Ok(columns) = columns.parse::<Columns>() else { return };
    let path = FOLDER.write("own", Some(text.unwrap_or_default()));
    let path = path.to_str().expect("its folder's path is text");
    data_opens_or_error_names(path, || Dataset::open_columns(path, &columns));
});

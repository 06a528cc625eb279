//! A text file of the reader's own, with a header.

#![no_main]

use libfuzzer_sys::fuzz_target;
use workbook::data::read_csv;
use workbook_fuzz::data_opens_or_error_names;

fuzz_target!(|text: &[u8]| {
    data_opens_or_error_names("own.csv", || read_csv("own.csv", text));
});

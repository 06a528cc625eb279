//! The readers: what they read, and a clear message for everything they cannot read.

mod encodings;
mod faults;
mod in_memory;
mod notes;
mod own_files;
mod packed;
mod properties;
mod releases_of_movielens;
mod valid_rows;

#[path = "../common/releases.rs"]
mod releases;

use workbook::data::{Dataset, read_csv};

/// The ratings as names and numbers, in the order of the file.
fn named(data: &Dataset) -> Vec<(&str, &str, f32)> {
    let names = |rating: workbook::data::Rating| {
        (data.users.name(rating.user), data.items.name(rating.item), rating.value)
    };
    data.ratings.iter().map(names).collect()
}

/// What is wrong with data: one line with a remedy.
fn error<T>(result: workbook::Result<T>) -> String {
    let error = result.err().expect("it is refused").to_string();
    assert!(error.chars().count() <= 300 - "error: ".len(), "{error}");
    assert!(!error.contains(workbook::text::is_hidden) && error.contains(';'), "{error}");
    error
}

fn csv(text: impl AsRef<[u8]>) -> Dataset {
    read_csv("r.csv", text.as_ref()).unwrap()
}

fn csv_error(text: impl AsRef<[u8]>) -> String {
    error(read_csv("r.csv", text.as_ref()))
}

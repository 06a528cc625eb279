//! A text file of the reader's own, written in other ways: with other line ends, as UTF-16, and again from
//! what was read. All give the same data, or the same error.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::fmt::Write;
use workbook::data::{Dataset, read_csv};
use workbook_fuzz::same;

/// Times up to this many seconds are not taken for milliseconds.
const SECONDS: u64 = 100_000_000_000;

fuzz_target!(|bytes: &[u8]| {
    let read = |text: &[u8]| read_csv("own.csv", text).map_err(|error| error.to_string());
    let agrees = |text: &[u8]| match (read(bytes), read(text)) {
        (Ok(one), Ok(other)) => same(&one, &other),
        (Err(one), Err(other)) => assert_eq!(one, other),
        (one, other) => {
            let [one, other] = [one, other].map(|data| data.map(|_| "opens"));
            panic!("as it is {one:?}, rewritten {other:?}");
        }
    };
    // What has a byte order mark, or zero bytes as if it were UTF-16, is not plain text.
    let is_plain = |text: &&str| !text.starts_with('\u{feff}') && !text.contains('\0');
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(is_plain) {
        agrees(format!("\u{feff}{text}").as_bytes());
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let marked = ['\u{feff}'].into_iter().chain(text.chars());
            let mut utf16 = Vec::with_capacity(2 * text.len() + 2);
            for character in marked {
                let units = character.encode_utf16(&mut [0; 2]).to_vec();
                utf16.extend(units.into_iter().flat_map(to_bytes));
            }
            agrees(&utf16);
        }
        if !text.contains('\r') {
            agrees(text.replace('\n', "\r\n").as_bytes());
            agrees(text.replace('\n', "\r").as_bytes());
        }
    }
    if let Ok(data) = read(bytes) {
        comes_back(&data);
    }
});

fn comes_back(data: &Dataset) {
    let again = read_csv("again.csv", written(data).as_bytes()).expect("we write what can be read");
    assert_eq!((&data.users, &data.items), (&again.users, &again.items));
    let mut ratings = data.ratings.clone();
    if again.ratings.timestamps.is_none() {
        ratings.timestamps = None;
    }
    assert_eq!(ratings, again.ratings);
}

fn written(data: &Dataset) -> String {
    let is_small = |time: &i64| time.unsigned_abs() < SECONDS;
    let times = data.ratings.timestamps.as_ref().filter(|times| times.iter().all(is_small));
    let mut text = "user,item,rating".to_owned();
    text += if times.is_some() { ",time\n" } else { "\n" };
    for (row, rating) in data.ratings.iter().enumerate() {
        let names = [data.users.name(rating.user), data.items.name(rating.item)];
        let [user, item] = names.map(|name| name.replace('"', "\"\""));
        write!(text, "\"{user}\",\"{item}\",{}", rating.value).expect("written to memory");
        if let Some(times) = times {
            write!(text, ",{}", times[row]).expect("written to memory");
        }
        text.push('\n');
    }
    text
}

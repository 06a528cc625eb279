//! The four files of MovieLens 100K: the parts of the input are `u.data`, `u.item`, `u.user`, `u.genre`.
//! An input without the last has the usual genres.

#![no_main]

use libfuzzer_sys::fuzz_target;
use workbook::data::MovieLens100k;
use workbook_fuzz::{data_opens_or_error_names, parts};

const GENRES: &[u8] = include_bytes!("../../data/builtin/u.genre");

fuzz_target!(|input: &[u8]| {
    let [ratings, items, users, genres] = parts(input);
    let [ratings, items, users] = [ratings, items, users].map(Option::unwrap_or_default);
    let genres = genres.unwrap_or(GENRES);
    data_opens_or_error_names("folder/u.", || {
        MovieLens100k { folder: "folder", ratings, items, users, genres }.read("ml-100k")
    });
});

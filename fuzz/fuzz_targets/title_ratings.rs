//! A newcomer's ratings, as an option: the parts of the input are the option and a file of ratings whose
//! titles it may name.

#![no_main]

use lab::TitleRatings;
use libfuzzer_sys::fuzz_target;
use workbook::data::read_csv;
use workbook_fuzz::{error_is_one_line, parts};

fuzz_target!(|input: &[u8]| {
    let [option, text] = parts(input);
    let Ok(option) = std::str::from_utf8(option.unwrap_or_default()) else { return };
    let Ok(ratings) = option.parse::<TitleRatings>() else { return };
    let Ok(data) = read_csv("own.csv", text.unwrap_or_default()) else { return };
    match ratings.films(&data) {
        Ok(films) => {
            let scale = data.scale();
            for (film, rating) in films {
                assert!((1..data.n_items()).contains(&film), "film {film} does not exist");
                assert!((f64::from(scale.lowest)..=f64::from(scale.highest)).contains(&rating));
            }
        }
        Err(error) => error_is_one_line(&error),
    }
});

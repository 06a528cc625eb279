//! Promises that hold for any file, tried on random ones.

use crate::encodings::encodings;
use crate::named;
use proptest::collection::vec;
use proptest::prelude::*;
use workbook::data::{MovieLens100k, UNKNOWN, read_csv};

const SEPARATORS: [&str; 4] = [",", ";", "\t", "::"];

/// Names without what no field can hold: ends of lines, and white space at the ends.
fn name() -> impl Strategy<Value = String> {
    let name =
        prop_oneof!["[ -~]{1,12}", "[ -~À-ÿ\u{a0}]{1,12}", "\\PC{1,12}", "[\",;:\t |]{1,6}x"];
    name.prop_map(|name| name.trim().to_owned()).prop_filter("it is a name", |name| {
        !name.is_empty() && name != UNKNOWN && !name.contains(['\r', '\n', '\u{feff}'])
    })
}

fn rows() -> impl Strategy<Value = Vec<(String, String, f32)>> {
    let rating = any::<f32>().prop_map(|x| if x.abs() <= 1e38 { x } else { 3.5 });
    vec((name(), name(), rating), 1..20)
}

fn written(rows: &[(String, String, f32)], separator: &str) -> String {
    let quoted = |name: &str| match name.contains(['"', ',', ';', '\t', ':']) {
        true => format!("\"{}\"", name.replace('"', "\"\"")),
        false => name.to_owned(),
    };
    let mut text = ["user", "item", "rating"].join(separator) + "\n";
    for (user, item, rating) in rows {
        text += &([quoted(user), quoted(item), rating.to_string()].join(separator) + "\n");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_is_written_is_read_back(rows in rows(), separator in prop::sample::select(&SEPARATORS[..])) {
        let expected: Vec<_> = rows.iter().map(|(u, i, r)| (u.as_str(), i.as_str(), *r)).collect();
        for bytes in encodings(&written(&rows, separator)) {
            let data = read_csv("r.csv", &bytes).unwrap();
            prop_assert_eq!(&named(&data), &expected);
        }
    }

    #[test]
    fn shuffled_rows_give_the_same_set(rows in rows(), seed in any::<u64>()) {
        use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
        let mut shuffled = rows.clone();
        shuffled.shuffle(&mut StdRng::seed_from_u64(seed));
        let [there, back] = [&rows, &shuffled].map(|rows| read_csv("r.csv", written(rows, ",").as_bytes()).unwrap());
        prop_assert_eq!((&there.users, &there.items), (&back.users, &back.items));
        let sorted = |data| {
            let mut named = named(data);
            named.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
            named.into_iter().map(|(u, i, r)| (u.to_owned(), i.to_owned(), r)).collect::<Vec<_>>()
        };
        prop_assert_eq!(sorted(&there), sorted(&back));
        let again = |data: &workbook::data::Dataset| {
            data.ratings.repeats.as_ref().map(|repeats| repeats.iter().zip(0..).filter(|&(&first, row)| first != row).count())
        };
        prop_assert_eq!(again(&there), again(&back));
    }

    #[test]
    fn any_bytes_give_data_or_one_short_line(
        start in prop::sample::select(&["", "user,item,rating\n", "user;item;stars;time\na;x;1;2\n", "\u{feff}", "user::item::rating\n\"a"][..]),
        soup in prop_oneof![vec(any::<u8>(), 0..200), "[a-c0-9\",;:\t\r\n. -]{0,200}".prop_map(String::into_bytes)],
    ) {
        let bytes = [start.as_bytes(), &soup].concat();
        match read_csv("r.csv", &bytes) {
            Ok(data) => {
                let n = data.ratings.len();
                prop_assert!(n > 0 && data.ratings.users.len() == n && data.ratings.items.len() == n);
                prop_assert!(data.ratings.pairs().all(|(u, i)| (1..data.n_users()).contains(&u) && (1..data.n_items()).contains(&i)));
                prop_assert!(data.y_range().start.is_finite() && data.y_range().end.is_finite());
            }
            Err(error) => {
                let error = error.to_string();
                prop_assert!(error.chars().count() <= 292 && !error.contains(workbook::text::is_hidden), "{}", error);
                prop_assert!(error.starts_with("r.csv:") && error.contains("; "), "{}", error);
            }
        }
    }

    #[test]
    fn a_damaged_data_set_of_movielens_is_read_or_refused(
        file in 0..4_usize, at in any::<prop::sample::Index>(), bytes in vec(any::<u8>(), 0..4), cut in any::<bool>(),
    ) {
        let mut files = crate::releases::Release::Ml100k.files();
        let content = &mut files[file].1;
        let at = at.index(content.len());
        if cut { content.truncate(at) } else { content.splice(at..at, bytes); }
        let [ratings, items, users, genres] = [0, 1, 2, 3].map(|i| &files[i].1[..]);
        if let Err(error) = (MovieLens100k { folder: "d", ratings, items, users, genres }).read("d") {
            let error = error.to_string();
            prop_assert!(error.chars().count() <= 292 && error.starts_with("d/u."), "{}", error);
        }
    }
}

//! The columns that side features become.

use serde_json::{Value, from_value, json, to_value};
use workbook::data::{Dataset, MovieLens100k, SideEncoder, SideFeature, builtin, read_csv};

/// Three ratings: a woman of 53 on a Thursday at midnight, a man of 23 the next day at 23:59:59.
fn data() -> Dataset {
    let film = |id: usize, title: &str, genre: usize| {
        let flags: String = (0..19).map(|g| if g == genre { "|1" } else { "|0" }).collect();
        format!("{id}|{title}|01-Jan-1970||{flags}\n")
    };
    let genres: String = (0..19).map(|g| format!("genre {g}|{g}\n")).collect();
    MovieLens100k {
        folder: "small",
        ratings: b"1\t1\t5\t0\n2\t1\t3\t172799\n2\t2\t1\t172799\n",
        items: (film(1, "Old (1960)", 3) + &film(2, "No year", 5)).as_bytes(),
        users: b"1|53|F|writer|0\n2|23|M|artist|0\n",
        genres: genres.as_bytes(),
    }
    .read("small")
    .unwrap()
}

#[test]
fn categories_are_rows_of_a_table_with_row_0_for_the_unknown() {
    let mut data = data();
    let features =
        [SideFeature::Gender, SideFeature::Occupation, SideFeature::Hour, SideFeature::Weekday];
    let shape = data.add_side_features(&features).unwrap().shape();
    assert_eq!(shape.categories, [3, 3, 25, 8]);
    assert_eq!(shape.numbers, 0);
    // Alphabetically: F, M; artist, writer. The hours start at row 1; Thursday is day 4 after Sunday.
    let expected = [vec![1, 2, 2], vec![2, 1, 1], vec![1, 24, 24], vec![5, 6, 6]];
    assert_eq!(data.ratings.side.categories, expected);
}

#[test]
fn numbers_have_mean_0_and_standard_deviation_1() {
    let mut data = data();
    let features = [SideFeature::Age, SideFeature::Trend, SideFeature::Year, SideFeature::FilmAge];
    let shape = data.add_side_features(&features).unwrap().shape();
    assert_eq!((shape.categories.len(), shape.numbers), (0, 4));
    let numbers = &data.ratings.side.numbers;
    for column in [&numbers[0], &numbers[1], &numbers[3]] {
        let mean = column.iter().sum::<f32>() / 3.0;
        let square = column.iter().map(|x| x * x).sum::<f32>() / 3.0;
        assert!(mean.abs() < 1e-6 && (square - 1.0).abs() < 1e-5, "{column:?}");
    }
    assert!(numbers[0][0] > 0.0 && numbers[0][1] < 0.0, "53 is more than 23");
    // A film without a year gets the mean year. All years are then equal, and become zeros.
    assert_eq!(numbers[2], [0.0; 3]);
}

#[test]
fn genres_are_a_column_each_and_columns_follow_the_ratings() {
    let mut data = data();
    let shape = data.add_side_features(&[SideFeature::Genres]).unwrap().shape();
    assert_eq!(shape.numbers, 2, "only genres that some film has");
    assert_eq!(data.ratings.side.numbers, [[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
    let split = data.split_by_rows(&[1]).unwrap();
    assert_eq!(split.train.side.numbers, [[1.0, 0.0], [0.0, 1.0]]);
    assert_eq!(split.valid.side.numbers, [[1.0], [0.0]]);
    assert!(split.train.bare().side.numbers.is_empty());
}

/// Every kind of encoding, as JSON: what a model file holds.
fn as_json() -> Value {
    json!([
        {"feature": "age", "scale": {"mean": 33.0, "sd": 1e3 / 7.0}},
        {"feature": "gender", "names": ["#na#", "F", "M"]},
        {"feature": "occupation", "names": ["#na#", "writer", "artist"]},
        {"feature": "genres", "names": ["#na#", "genre 3"]},
        {"feature": "year", "unknown_year": 1960.0, "scale": {"mean": 1950.0, "sd": 10.0}},
        {"feature": "film-age", "unknown_year": 1960.5, "scale": {"mean": 9.5, "sd": 0.0}},
        {"feature": "hour"},
        {"feature": "weekday"},
        {"feature": "trend", "scale": {"mean": 0.0, "sd": 172_799.0}},
    ])
}

#[test]
fn the_encoder_of_one_data_set_works_on_a_different_one() {
    let encoder: SideEncoder = from_value(as_json()).unwrap();
    let shape = encoder.shape();
    assert_eq!((&shape.categories[..], shape.numbers), (&[3, 3, 25, 8][..], 5));
    let mut data = data();
    data.user_records[2].as_mut().unwrap().occupation = "executive".to_owned();
    encoder.apply(&mut data).unwrap();
    let side = &data.ratings.side;
    // Rows keep the encoder's order, which is not alphabetical. An executive is new to it.
    assert_eq!(side.categories, [vec![1, 2, 2], vec![1, 0, 0], vec![1, 24, 24], vec![5, 6, 6]]);
    assert_eq!(side.numbers[0], [0.14, -0.07, -0.07]);
    assert_eq!(side.numbers[1], [1.0, 1.0, 0.0], "a new genre gets no column");
    assert_eq!(side.numbers[2], [1.0; 3], "the unknown year is the encoder's");
    assert_eq!(side.numbers[3], [0.0; 3], "equal ages become zeros");
    assert_eq!(side.numbers[4], [0.0, 1.0, 1.0]);
}

#[test]
fn an_encoder_survives_json_unchanged() {
    assert_eq!(to_value(from_value::<SideEncoder>(as_json()).unwrap()).unwrap(), as_json());
    let mut data = builtin::dataset();
    let encoder = data.add_side_features(&SideFeature::ALL).unwrap();
    let text = serde_json::to_string(&encoder).unwrap();
    let back: SideEncoder = serde_json::from_str(&text).unwrap();
    assert_eq!(back, encoder);
    let columns = std::mem::take(&mut data.ratings.side);
    back.apply(&mut data).unwrap();
    assert_eq!(data.ratings.side, columns);
    let names: Vec<Value> =
        to_value(back).unwrap().as_array().unwrap().iter().map(|e| e["feature"].clone()).collect();
    assert_eq!(names, SideFeature::ALL.map(SideFeature::name), "the names of the options");
}

#[test]
fn an_invalid_vocabulary_is_refused() {
    for (names, message) in [
        (json!([]), "the first name of a vocabulary is `#na#`"),
        (json!(["F", "M"]), "the first name of a vocabulary is `#na#`"),
        (json!(["#na#", "F", "F"]), "names something twice"),
    ] {
        let json = json!([{"feature": "gender", "names": names}]);
        let error = from_value::<SideEncoder>(json).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn data_without_a_feature_keep_their_columns() {
    let mut from_csv = read_csv("a.csv", &b"user,item,rating\n1,x,3\n2,y,4\n"[..]).unwrap();
    from_csv.ratings.side.numbers = vec![vec![1.0, 2.0]];
    for (feature, entry) in SideFeature::ALL.iter().zip(as_json().as_array().unwrap()) {
        let encoder: SideEncoder = from_value(json!([entry])).unwrap();
        let fitted = SideEncoder::fit(&from_csv, &[*feature]).unwrap_err().to_string();
        let applied = encoder.apply(&mut from_csv).unwrap_err().to_string();
        assert_eq!(fitted, applied);
        let expected =
            format!("a.csv does not say what the side feature `{}` needs, nor", feature.name());
        assert!(applied.starts_with(&expected), "{applied}");
        assert_eq!(from_csv.ratings.side.numbers, [[1.0, 2.0]]);
    }
}

//! The columns that side features become.

use workbook::data::{Dataset, MovieLens100k, SideFeature};

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
    let shape = data.add_side_features(&features).unwrap();
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
    let shape = data.add_side_features(&features).unwrap();
    assert_eq!((shape.categories.len(), shape.numbers), (0, 4));
    let numbers = &data.ratings.side.numbers;
    for column in [&numbers[0], &numbers[1], &numbers[3]] {
        let mean = column.iter().sum::<f32>() / 3.0;
        let square = column.iter().map(|x| x * x).sum::<f32>() / 3.0;
        assert!(mean.abs() < 1e-6 && (square - 1.0).abs() < 1e-5, "{column:?}");
    }
    assert!(numbers[0][0] > 0.0 && numbers[0][1] < 0.0, "53 is more than 23");
    // A film without a year counts as having the mean one: all are then the same, and say nothing.
    assert_eq!(numbers[2], [0.0; 3]);
}

#[test]
fn genres_are_a_column_each_and_columns_follow_the_ratings() {
    let mut data = data();
    let shape = data.add_side_features(&[SideFeature::Genres]).unwrap();
    assert_eq!(shape.numbers, 2, "only genres that a film has");
    assert_eq!(data.ratings.side.numbers, [[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
    let split = data.split_by_rows(&[1]).unwrap();
    assert_eq!(split.train.side.numbers, [[1.0, 0.0], [0.0, 1.0]]);
    assert_eq!(split.valid.side.numbers, [[1.0], [0.0]]);
    assert!(split.train.bare().side.numbers.is_empty());
}

//! The readers: what they read, and a clear message for everything they cannot read.

use std::fs;
use std::path::Path;
use workbook::data::{Dataset, UNKNOWN, load, read_csv, read_valid_rows};

/// A tiny folder in MovieLens 100K's format: two users, three films, two of which share a title.
const FILES: [(&str, &[u8]); 4] = [
    ("u.data", b"10\t3\t4\t881250949\n2\t1\t5\t881250950\n10\t2\t1\t881250951\n"),
    (
        "u.item",
        b"1|Mis\xe9rables, Les (1995)|01-Jan-1995|||0|0|0|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0\n\
          2|Twice (1997)|01-Jan-1997|||0|1|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n\
          3|Twice (1997)|01-Jan-1997|||0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|1\n",
    ),
    ("u.user", b"2|53|F|other|94043\n10|24|M|technician|85711\n"),
    (
        "u.genre",
        b"unknown|0\nAction|1\nAdventure|2\nAnimation|3\nChildren's|4\nComedy|5\nCrime|6\n\
          Documentary|7\nDrama|8\nFantasy|9\nFilm-Noir|10\nHorror|11\nMusical|12\nMystery|13\n\
          Romance|14\nSci-Fi|15\nThriller|16\nWar|17\nWestern|18\n\n",
    ),
];

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in FILES {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn movielens_100k() {
    let folder = folder();
    let data = load(text(folder.path())).unwrap();
    // Two users and two titles, and the unknown one of each. Users are in order of their number.
    assert_eq!((data.n_users(), data.n_items()), (3, 3));
    let names = [0, 1, 2].map(|row| data.users.name(row));
    assert_eq!(names, [UNKNOWN, "2", "10"]);
    let titles = [0, 1, 2].map(|row| data.items.name(row));
    assert_eq!(titles, [UNKNOWN, "Misérables, Les (1995)", "Twice (1997)"]);
    assert_eq!(data.ratings.users, [2, 1, 2]);
    assert_eq!(data.ratings.items, [2, 1, 2]);
    assert_eq!(data.ratings.values, [4.0, 5.0, 1.0]);
    assert_eq!(data.ratings.timestamps.as_ref().unwrap()[2], 881_250_951);

    let film = data.item_records[2].as_ref().unwrap();
    assert_eq!((film.id.as_str(), film.year), ("2", Some(1997)));
    assert_eq!(film.genres, ["Action", "Comedy"]);
    let user = data.user_records[1].as_ref().unwrap();
    assert_eq!((user.age, user.gender.as_str()), (53, "F"));
    assert_eq!(user.occupation, "other");
    assert!(data.user_records[0].is_none() && data.item_records[0].is_none());
}

#[test]
fn plain_csv() {
    let text = "user,item,rating,timestamp\nzoe,\"One, Two\",3.5,17\nadam,x,-1,18\n";
    let data = read_csv("r.csv", text.as_bytes()).unwrap();
    assert_eq!(data.users.name(1), "adam");
    assert_eq!(data.items.row("One, Two"), Some(data.ratings.items[0]));
    assert_eq!(data.ratings.values, [3.5, -1.0]);
    assert_eq!(data.ratings.timestamps, Some(vec![17, 18]));

    let without = read_csv("r.csv", b"user,item,rating\na,x,1\n").unwrap();
    assert_eq!(without.ratings.timestamps, None);
}

#[test]
fn the_order_of_the_rows_does_not_change_the_vocabulary() {
    let there = read_csv("a.csv", b"user,item,rating\n9,x,1\n10,y,2\n").unwrap();
    let back = read_csv("b.csv", b"user,item,rating\n10,y,2\n9,x,1\n").unwrap();
    for row in 0..3 {
        assert_eq!(there.users.name(row), back.users.name(row));
        assert_eq!(there.items.name(row), back.items.name(row));
    }
    assert_eq!(there.users.name(1), "9", "numbers are ordered as numbers");
}

#[test]
fn the_range_of_predictions_fits_the_ratings() {
    let range = |ratings: &[&str]| {
        let rows: String = ratings.iter().map(|r| format!("u,i,{r}\n")).collect();
        let text = format!("user,item,rating\n{rows}");
        read_csv("r.csv", text.as_bytes()).unwrap().y_range()
    };
    assert_eq!(range(&["1", "5"]), 0.0..5.5);
    assert_eq!(range(&["0.5", "5"]), 0.0..5.5);
    assert_eq!(range(&["0", "100"]), -12.5..112.5);
    assert_eq!(range(&["3", "3"]), 2.5..3.5);
}

fn csv_error(text: &[u8]) -> String {
    read_csv("r.csv", text).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn faults_of_a_csv_file_are_named_with_their_line() {
    let head = "user,item,rating\n";
    for (rows, message) in [
        ("", "r.csv: no rows"),
        ("a,x,1\na,x\n", "r.csv:3: 2 columns instead of 3 or 4"),
        ("a,x,1,2,3\n", "r.csv:2: 5 columns instead of 3 or 4"),
        ("a,x,good\n", "r.csv:2: the rating `good` is not a number"),
        ("a,x,1\n\na,y,NaN\n", "r.csv:4: the rating is NaN"),
        ("a,x,inf\n", "r.csv:2: the rating is inf"),
        ("a,x,1e39\n", "r.csv:2: the rating is inf"),
        ("a,x,1,noon\n", "r.csv:2: the timestamp `noon` is not a number"),
        (",x,1\n", "r.csv:2: the user or the item is empty"),
        ("a,,1\n", "r.csv:2: the user or the item is empty"),
        ("#na#,x,1\n", "r.csv:2: `#na#` is rated or rates"),
        ("a,#na#,1\n", "r.csv:2: `#na#` is rated or rates"),
    ] {
        let error = csv_error(format!("{head}{rows}").as_bytes());
        assert!(error.starts_with(message), "{rows:?}: {error}");
        assert!(!error.contains('\n') && error.contains(';'), "one line with a remedy: {error}");
    }
    let error = csv_error(b"userId,movieId,rating\n1,2,3\n");
    assert!(error.starts_with("r.csv:1: the header is `userId,movieId,rating`"), "{error}");
    let error = csv_error(b"");
    assert!(error.starts_with("r.csv:1: the header is ``"), "{error}");
    let error = csv_error(b"user,item,rating\n\xe9,x,1\n");
    assert!(error.starts_with("r.csv:2: not valid UTF-8"), "{error}");
}

#[test]
fn faults_of_a_movielens_folder_are_named_with_their_file_and_line() {
    for (file, content, message) in [
        ("u.data", "", ": no rows"),
        ("u.data", "1\t2\t3\n", ":1: 3 columns instead of 4"),
        ("u.data", "2\t1\tx\t5\n", ":1: the rating `x` is not a number"),
        ("u.data", "2\t1\tnan\t5\n", ":1: the rating is NaN"),
        ("u.data", "2\t1\t4\t5\n2\t9\t4\t5\n", ":2: film 9 is not in u.item"),
        ("u.data", "7\t1\t4\t5\n", ":1: user 7 is not in u.user"),
        ("u.item", "1|A|b\n", ":1: 3 columns instead of 24"),
        ("u.user", "1|young|M|other|0\n", ":1: the age `young` is not a number"),
        ("u.genre", "unknown\n", ":1: 1 columns instead of 2"),
    ] {
        let folder = folder();
        let path = folder.path().join(file);
        fs::write(&path, content).unwrap();
        let error = load(text(folder.path())).map(|_| ()).unwrap_err().to_string();
        let expected = format!("{}{message}", path.display());
        assert!(error.starts_with(&expected), "{content:?}: {error}");
    }
}

#[test]
fn missing_files_and_folders() {
    for (file, _) in FILES {
        let folder = folder();
        let path = folder.path().join(file);
        fs::remove_file(&path).unwrap();
        let error = load(text(folder.path())).map(|_| ()).unwrap_err().to_string();
        assert!(error.starts_with(text(&path)), "{error}");
    }
    for (data, message) in [
        ("no/such/folder", "no/such/folder: neither a folder nor a .csv file"),
        ("no/such/file.csv", "no/such/file.csv: "),
    ] {
        let error = load(data).map(|_: Dataset| ()).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn validation_rows() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.txt");
    let read = |content: &str| {
        fs::write(&file, content).unwrap();
        read_valid_rows(&file, 10).map_err(|error| error.to_string())
    };
    assert_eq!(read("3\n0\n9\n"), Ok(vec![3, 0, 9]));
    for (content, message) in [
        ("3\n10\n", ":2: validation row 10 does not exist"),
        ("3\n4\n3\n", ":3: validation row 3 is named a second time"),
        ("3\nfour\n", ":2: `four` is not a row number"),
        ("-1\n", ":1: `-1` is not a row number"),
    ] {
        let error = read(content).unwrap_err();
        let expected = format!("{}{message}", file.display());
        assert!(error.starts_with(&expected), "{error}");
    }
}

//! The releases of MovieLens, in every form in which a reader may have them.

use crate::releases::{
    N_RATINGS, N_TITLES, N_USERS, RELEASES, Release, forms, latin1, ratings, title, write,
};
use crate::{error, named};
use std::fs;
use std::path::Path;
use workbook::data::{Dataset, UNKNOWN, official_fold};

/// The folder of a release.
fn folder(release: Release, root: &Path) -> String {
    for (name, content) in release.files() {
        write(root, name, content);
    }
    root.to_str().unwrap().to_owned()
}

#[test]
fn each_gives_the_same_ratings_in_every_form() {
    for release in RELEASES {
        let root = tempfile::tempdir().unwrap();
        for form in forms(release, root.path()) {
            let data = Dataset::open(&form).unwrap();
            assert_eq!((data.n_users(), data.n_items()), (N_USERS + 1, N_TITLES + 1), "{form}");
            let expected: Vec<(String, String, f32)> = ratings(release.half())
                .map(|(user, film, stars, _)| (user.to_string(), title(film), stars))
                .collect();
            let expected: Vec<(&str, &str, f32)> =
                expected.iter().map(|(user, film, stars)| (&user[..], &film[..], *stars)).collect();
            assert_eq!((data.ratings.len(), named(&data)), (N_RATINGS, expected), "{form}");
            let times: Vec<i64> =
                ratings(0.0).map(|(.., time)| i64::try_from(time).unwrap()).collect();
            assert_eq!(data.ratings.timestamps, Some(times), "{form}");
            assert_eq!((data.users.name(0), data.users.name(2)), (UNKNOWN, "2"));
            assert!(data.notes.is_empty(), "films of one title repeat nothing: {:?}", data.notes);
        }
    }
}

#[test]
fn films_and_people_come_along() {
    for release in RELEASES {
        let root = tempfile::tempdir().unwrap();
        let data = Dataset::open(&folder(release, root.path())).unwrap();
        let film = |title| data.item_records[data.items.row(title).unwrap()].as_ref().unwrap();
        let twice = film("Twice (1997)");
        assert_eq!((twice.id.as_str(), twice.year), ("4", Some(1997)), "{release:?}");
        // MovieLens 100K lists genres by number, the others as the film has them.
        let genres = |title| {
            let mut genres = film(title).genres.clone();
            genres.sort();
            genres
        };
        assert_eq!(genres("Twice (1997)"), ["Children's", "Drama"], "{release:?}");
        let none: &[&str] =
            if release == Release::Ml100k { &["Documentary", "Drama"] } else { &[] };
        assert_eq!(genres("Film 7 (1990)"), none, "{release:?}");
        assert!(data.item_records[0].is_none());

        let has_people = matches!(release, Release::Ml100k | Release::Ml1m);
        assert_eq!(!data.user_records.is_empty(), has_people, "{release:?}");
        if has_people {
            let user = data.user_records[3].as_ref().unwrap();
            assert_eq!((user.id.as_str(), user.age), ("3", 23));
            assert_eq!((user.gender.as_str(), user.occupation.as_str()), ("F", "writer"));
        }
    }
}

#[test]
fn the_film_list_is_read_in_any_encoding() {
    let root = tempfile::tempdir().unwrap();
    let data = folder(Release::Ml100k, root.path());
    let path = root.path().join("u.item");
    let text: String = fs::read(&path).unwrap().into_iter().map(char::from).collect();
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    for content in [
        latin1(&text),
        text.clone().into_bytes(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        utf16,
        latin1(&text.replace('\n', "\r\n")),
        latin1(&text.replace('\n', "\r")),
        latin1(&text.replace('\n', "\n\n")),
    ] {
        fs::write(&path, content).unwrap();
        let data = Dataset::open(&data).unwrap();
        assert!(data.items.row("Misérables, Les (1995)").is_some());
        assert_eq!(data.n_items(), N_TITLES + 1);
    }
}

#[test]
fn genres_go_by_their_number() {
    let root = tempfile::tempdir().unwrap();
    let data = folder(Release::Ml100k, root.path());
    let read = || Dataset::open(&data).map(|data| data.item_records);
    let expected = read().unwrap();
    let path = root.path().join("u.genre");
    let text = fs::read_to_string(&path).unwrap();
    let mut sorted: Vec<&str> = text.lines().rev().collect();
    fs::write(&path, sorted.join("\n")).unwrap();
    assert_eq!(read().unwrap(), expected);
    sorted.remove(3);
    fs::write(&path, sorted.join("\n")).unwrap();
    assert!(error(read()).starts_with(&format!("{}: genre 15 is missing", path.display())));
    for (line, problem) in [
        ("Western|17", ":19: genre 17 is listed a second time"),
        ("Western|19", ":19: there is no genre 19"),
        ("Western|-1", ":19: the number `-1` is not a number"),
        ("Western", ":19: 1 column instead of 2"),
    ] {
        fs::write(&path, text.replace("Western|18", line)).unwrap();
        let message = error(read());
        assert!(message.starts_with(&format!("{}{problem}", path.display())), "{message}");
    }
}

#[test]
fn a_part_of_movielens_100k_is_read_with_its_films() {
    let root = tempfile::tempdir().unwrap();
    folder(Release::Ml100k, root.path());
    let part = write(root.path(), "u1.base", "1\t1\t3\t5\n2\t4\t1\t6\n");
    let data = Dataset::open(&part).unwrap();
    assert_eq!(named(&data), [("1", "Misérables, Les (1995)", 3.0), ("2", "Twice (1997)", 1.0)]);
    // A file of the reader's own beside the data set is still their own.
    let own = write(root.path(), "mine.csv", "user,item,rating\na,x,1\n");
    assert_eq!(named(&Dataset::open(&own).unwrap()), [("a", "x", 1.0)]);
}

#[test]
fn ratings_csv_without_the_films_goes_by_their_ids() {
    let root = tempfile::tempdir().unwrap();
    let data = folder(Release::Ml20m, root.path());
    fs::remove_file(root.path().join("movies.csv")).unwrap();
    for data in [data.clone(), format!("{data}/ratings.csv")] {
        let data = Dataset::open(&data).unwrap();
        assert_eq!((data.n_items(), data.items.name(4)), (21, "4"), "each id is an item");
        assert!(data.item_records.is_empty());
    }
}

#[test]
fn faults_are_named_with_their_file_and_line() {
    for (release, file, content, message) in [
        (Release::Ml100k, "u.data", "", ": no rows"),
        (Release::Ml100k, "u.data", "1\t2\t3\n", ":1: 3 columns instead of 4"),
        (Release::Ml100k, "u.data", "2\t1\tx\t5\n", ":1: the rating `x` is not a number"),
        (Release::Ml100k, "u.data", "2\t1\tnan\t5\n", ":1: the rating is NaN"),
        (Release::Ml100k, "u.data", "2\t1\t4\t5\n\n2\t99\t4\t5\n", ":3: film 99 is not in u.item"),
        (Release::Ml100k, "u.data", "77\t1\t4\t5\n", ":1: user 77 is not in u.user"),
        (Release::Ml100k, "u.item", "1|A|b\n", ":1: 3 columns instead of 24"),
        (Release::Ml100k, "u.user", "1|young|M|other|0\n", ":1: the age `young` is not a number"),
        (
            Release::Ml100k,
            "u.user",
            "1|5|M|other|0\n1|6|F|x|0\n",
            ":2: the id `1` has a line above",
        ),
        (Release::Ml1m, "ratings.dat", "1:1:4:5\n", ":1: 1 column instead of 4"),
        (Release::Ml1m, "ratings.dat", "1::99::4::5\n", ":1: film 99 is not in movies.dat"),
        (Release::Ml1m, "users.dat", "1::F::5::21::0\n", ":1: there is no occupation 21"),
        (Release::Ml1m, "movies.dat", "1::\u{a0}::X\n", ":1: the title is ``"),
        (Release::Ml10m, "movies.dat", "1::#na#::X\n", ":1: the title is `#na#`"),
        (Release::Ml20m, "movies.csv", "id,title\n", ":1: 2 columns instead of 3"),
        (
            Release::Ml20m,
            "movies.csv",
            "a,b,c\n",
            ":1: the header is `a,b,c`; it should be movieId",
        ),
        (Release::Ml20m, "movies.csv", "movieId,title,genres\n1,\"A,B\n", ":2: a quote is opened"),
        (Release::Ml20m, "ratings.csv", "userId,rating\n", ":1: the header is `userId,rating`"),
    ] {
        let root = tempfile::tempdir().unwrap();
        let data = folder(release, root.path());
        let path = write(root.path(), file, content);
        let message = format!("{path}{message}");
        let error = error(Dataset::open(&data));
        assert!(error.starts_with(&message), "{error}");
    }
    let root = tempfile::tempdir().unwrap();
    let data = folder(Release::Ml100k, root.path());
    let item = fs::read(root.path().join("u.item")).unwrap();
    let path = write(root.path(), "u.item", [&item[..item.len() - 2], b"2\n"].concat());
    let error = error(Dataset::open(&data));
    assert!(error.starts_with(&format!("{path}:20: `2` for the genre Western")), "{error}");
}

#[test]
fn a_missing_file_is_named() {
    for release in RELEASES {
        for (file, _) in release.files().into_iter().skip(1) {
            if file == "users.dat" || file == "movies.csv" {
                continue; // the data are of another format without it
            }
            let root = tempfile::tempdir().unwrap();
            let data = folder(release, root.path());
            let path = root.path().join(file);
            fs::remove_file(&path).unwrap();
            let error = error(Dataset::open(&data));
            assert!(error.starts_with(path.to_str().unwrap()), "{error}");
        }
    }
}

#[test]
fn an_official_fold_holds_back_the_lines_of_its_file() {
    let root = tempfile::tempdir().unwrap();
    let data = folder(Release::Ml100k, root.path());
    let ratings = fs::read_to_string(root.path().join("u.data")).unwrap();
    let lines: Vec<&str> = ratings.lines().collect();
    let test = write(root.path(), "u1.test", format!("{}\r\n\r\n{}", lines[7], lines[2]));
    assert_eq!(official_fold(&data, 1).unwrap(), [7, 2]);
    for (content, message) in [
        (format!("{}\n1\t1\t9\t9\n", lines[7]), ":2: u.data has no line `1\\u{9}1\\u{9}9\\u{9}9`"),
        (format!("{0}\n{0}\n", lines[7]), ":2: u.data has no line"),
        (lines[7][..5].to_owned(), ":1: u.data has no line"),
        (String::new(), ": no rows"),
    ] {
        fs::write(&test, content).unwrap();
        let error = error(official_fold(&data, 1));
        assert!(error.starts_with(&format!("{test}{message}")), "{error}");
    }
    // Ratings that are alike are different ratings.
    write(root.path(), "u.data", format!("{0}\n{1}\n{0}\n", lines[0], lines[1]));
    fs::write(&test, format!("{0}\n{0}\n", lines[0])).unwrap();
    let mut rows = official_fold(&data, 1).unwrap();
    rows.sort_unstable();
    assert_eq!(rows, [0, 2]);
    let own = write(root.path(), "mine.csv", "user,item,rating\na,x,1\n");
    for data in ["builtin", &data, &own] {
        let error = error(official_fold(data, 2));
        assert!(error.starts_with(&format!("{data}: these data come without")), "{error}");
    }
}

//! Text files of the reader's own.

use crate::releases::write;
use crate::{csv, csv_error, error, named};
use workbook::data::{Dataset, read_csv};

const EXPECTED: [(&str, &str, f32); 3] =
    [("zoe", "Red; Canoe, The: II", 3.5), ("adam", "The \"Best\"", -1.0), ("zoe", "x\ty", 4.0)];

/// The rows with the columns in this order, each in quotes if it has to be.
fn text(header: &str, order: [usize; 5], separator: &str, quote_all: bool) -> String {
    let mut text = header.replace(',', separator) + "\n";
    for (i, (user, item, rating)) in EXPECTED.iter().enumerate() {
        let columns = [*user, item, &rating.to_string(), &(17 + i).to_string(), "more"];
        let row = order.map(|column| {
            let plain = columns[column];
            let in_need = plain.contains(['"', ',', ';', '\t', ':']);
            if in_need || quote_all {
                format!("\"{}\"", plain.replace('"', "\"\""))
            } else {
                plain.to_owned()
            }
        });
        text += &(row.join(separator) + "\n");
    }
    text
}

#[test]
fn any_separator_names_order_and_quotes() {
    for separator in [",", ";", "\t", "::"] {
        for (header, order) in [
            ("user,item,rating,timestamp,note", [0, 1, 2, 3, 4]),
            ("note,userId,MOVIE,Score,time", [4, 0, 1, 2, 3]),
            ("Date,user_id,note,Book-Rating,ISBN", [3, 0, 4, 2, 1]),
            ("stars,Film,User-ID,note,ts", [2, 1, 0, 4, 3]),
            ("\"Your Rating\",Title,reader,note,Date Rated", [2, 1, 0, 4, 3]),
            (" user , item , rating , timestamp , note ", [0, 1, 2, 3, 4]),
            (",user,title,My Rating,timestamp", [4, 0, 1, 2, 3]),
        ] {
            for quote_all in [false, true] {
                let text = text(header, order, separator, quote_all);
                let data = csv(&text);
                assert_eq!(named(&data), EXPECTED, "{text}");
                assert_eq!(data.ratings.timestamps, Some(vec![17, 18, 19]), "{text}");
                let name = ["note", "one without a name"][usize::from(header.starts_with(','))];
                let note = format!("columns that were passed over: {name}");
                assert_eq!(data.notes, [note], "{text}");
            }
        }
    }
    assert_eq!(csv("user,item,rating\na,x,1\n").ratings.timestamps, None);
}

#[test]
fn columns_that_are_named_need_no_header() {
    let folder = tempfile::tempdir().unwrap();
    for separator in [",", ";", "\t", "::"] {
        let text = text("", [2, 4, 0, 1, 3], separator, false);
        let data = write(folder.path(), "bare.txt", text.trim_start());
        let columns = "rating,-,user,item,time".parse().unwrap();
        assert_eq!(named(&Dataset::open_columns(&data, &columns).unwrap()), EXPECTED);
        let columns = "rating,user,item".parse().unwrap();
        let message = error(Dataset::open_columns(&data, &columns));
        assert!(message.contains("has not the 3 columns of --columns"), "{message}");
    }
    // Nothing but numbers, as the older data sets have them.
    let data = write(folder.path(), "numbers", "1\t10\t3\t5\n2\t10\t4\t6\n");
    let columns = "user,item,rating,timestamp".parse().unwrap();
    let open = Dataset::open_columns(&data, &columns).unwrap();
    assert_eq!(named(&open), [("1", "10", 3.0), ("2", "10", 4.0)]);
    assert!(error(Dataset::open(&data)).contains("--columns user,item,rating"));
}

#[test]
fn ids_are_text() {
    let ids =
        ["7", "07", "-3", "18446744073709551616", "a", "1e3", "NaN", "null", "#na", "\u{1f600}"];
    let rows: String = ids.iter().map(|id| format!("{id},{id},1\n")).collect();
    let data = csv(format!("user,item,rating\n{rows}"));
    assert_eq!(named(&data), ids.map(|id| (id, id, 1.0)));
    assert_eq!((data.n_users(), data.n_items()), (ids.len() + 1, ids.len() + 1));
}

#[test]
fn numbers_are_ordered_as_numbers() {
    let there = csv("user,item,rating\n9,x,1\n10,y,2\n");
    let back = csv("user,item,rating\n10,y,2\n9,x,1\n");
    assert_eq!((&there.users, &there.items), (&back.users, &back.items));
    assert_eq!(there.users.names()[1..], ["9", "10"]);
}

#[test]
fn spaces_around_a_field_make_nobody_new() {
    for space in [" ", "   ", "\u{a0}", "\u{3000}", " \u{a0}\t"] {
        let text = format!(
            "user,item,rating\nDust,x,1\n{space}Dust,x{space},{space}2{space}\n\"Dust{space}\",\"{space}x\",3\n"
        );
        let data = csv(&text);
        assert_eq!(named(&data), [("Dust", "x", 1.0), ("Dust", "x", 2.0), ("Dust", "x", 3.0)]);
        assert_eq!((data.n_users(), data.n_items()), (2, 2), "{text:?}");
        assert_eq!(data.ratings.repeats, Some(vec![0, 0, 0]), "{text:?}");
    }
    let data = csv(b"user,item,rating\n\xe9,x,\xa01\n\xa0\xe9\xa0,x,2\xa0\n");
    assert_eq!(named(&data), [("é", "x", 1.0), ("é", "x", 2.0)], "ISO-8859-1 has such a space too");
}

/// What programs write that many people use.
#[test]
fn exports_of_well_known_places() {
    for (text, expected, note) in [
        (
            "\"User-ID\";\"ISBN\";\"Book-Rating\"\r\n\"276725\";\"034545104X\";\"0\"\r\n",
            ("276725", "034545104X", 0.0),
            None,
        ),
        (
            "me,Const,Your Rating,Date Rated,Title,IMDb Rating\nu,tt1,8,2015-03-01,\"Good, Bad\",8.5\n",
            ("u", "Good, Bad", 8.0),
            Some("Const, IMDb Rating"),
        ),
        (
            "user,Date,Name,Year,Letterboxd URI,Rating\nu,2023-01-01,Alien,1979,https://boxd.it/1,4.5\n",
            ("u", "Alien", 4.5),
            Some("Year, Letterboxd URI"),
        ),
        (
            "user,Book Id,Title,Author,My Rating,Average Rating,Date Read\nu,1,\"Dune (Dune, #1)\",H,5,4.1,2015/03/01\n",
            ("u", "Dune (Dune, #1)", 5.0),
            Some("Book Id, Author, Average Rating, Date Read"),
        ),
        (
            "rating,title,text,asin,parent_asin,user_id,timestamp\n5.0,Great,\"so, so\",B1,B2,U,1588687728923\n",
            ("U", "B2", 5.0),
            Some("title, text, asin"),
        ),
        (
            "reviewerID,asin,reviewerName,overall,unixReviewTime\nU,B1,Ann,3.0,1252800000\n",
            ("U", "B1", 3.0),
            Some("reviewerName"),
        ),
        (
            "\"\",\"user\",\"item\",\"rating\"\n\"1\",\"u\",\"x\",4\n",
            ("u", "x", 4.0),
            Some("one without a name"),
        ),
        (",user,item,rating\n0,u,x,4.0\n", ("u", "x", 4.0), Some("one without a name")),
        ("userID\tartistID\trating\n2\t51\t13883\n", ("2", "51", 13883.0), None),
    ] {
        let text = text.replace("me,Const", "user,Const");
        let data = csv(&text);
        assert_eq!(named(&data), [expected], "{text}");
        let notes: Vec<&String> =
            data.notes.iter().filter(|note| note.starts_with("columns")).collect();
        match note {
            None => assert!(notes.is_empty(), "{notes:?}"),
            Some(names) => assert_eq!(*notes[0], format!("columns that were passed over: {names}")),
        }
    }
}

#[test]
fn very_wide_files_are_read_and_their_notes_are_short() {
    let names: Vec<String> = (0..500).map(|i| format!("column {i}")).collect();
    let header = format!("{},user,item,rating", names.join(","));
    let data = csv(format!("{header}\n{}a,x,1\n", "1,".repeat(500)));
    assert_eq!(named(&data), [("a", "x", 1.0)]);
    assert!(data.notes[0].chars().count() < 200, "{:?}", data.notes);
    let error = csv_error(format!("{header}\n{}a,x\n", "1,".repeat(500)));
    assert!(error.starts_with("r.csv:2: 502 columns instead of 503"), "{error}");
}

#[test]
fn a_header_is_needed_and_names_each_role_once() {
    for (header, problem) in [
        ("1,2,3", "the header is `1,2,3`: no column is called user"),
        ("Date,Name,Rating", "the header is `Date,Name,Rating`: no column is called user"),
        ("user,rating", "the header is `user,rating`: no column is called item"),
        ("user,item", "the header is `user,item`: no column is called rating"),
        (
            "user,item,rating,Rating",
            "the header is `user,item,rating,Rating`: two columns are called `rating`",
        ),
        (
            "user,item,rating,time,Time",
            "the header is `user,item,rating,time,Time`: two columns are called `time`",
        ),
        (
            "user|item|rating",
            "the header `user|item|rating` is a single column; separate the columns",
        ),
        (
            "user item rating",
            "the header `user item rating` is a single column; separate the columns",
        ),
        ("{\"user\": \"a\"}", "the header is `{\"user\": \"a\"}`: its quotes are wrong"),
        ("PAR1\u{15}\u{4}", "the file is not text; unpack it, or save it as text"),
    ] {
        let error = csv_error(format!("{header}\na,x,1\n"));
        assert!(error.starts_with(&format!("r.csv:1: {problem}")), "{error}");
    }
    let data = csv("user,userId,item,rating,score\nAnn,1,x,3,9\n");
    assert_eq!(named(&data), [("Ann", "x", 3.0)]);
    assert_eq!(data.notes, ["columns that were passed over: userId, score"]);
    assert!(read_csv("r.csv", b"\n\n").is_err());
}

//! What is wrong with a row: the file, the line, the problem and a remedy.

use crate::{csv, csv_error};
use workbook::data::read_csv;

#[test]
fn faults_of_a_row_are_named_with_their_line() {
    let head = "user,item,rating\n";
    for (rows, message) in [
        ("a,x,1\na,x\n", "r.csv:3: 2 columns instead of 3; the columns are user, item, rating"),
        ("a,x\n", "r.csv:2: 2 columns instead of 3"),
        ("a\n", "r.csv:2: 1 column instead of 3"),
        ("a,x,1,2,3\n", "r.csv:2: 5 columns instead of 3"),
        ("1,10,3,5\n", "r.csv:2: 4 columns instead of 3"),
        ("a,x,\"3,5\"\n", "r.csv:2: the rating `3,5` is not a number; write decimals with a point"),
        ("a,x,good\n", "r.csv:2: the rating `good` is not a number; fix or remove the line"),
        ("a,x,NULL\n", "r.csv:2: the rating `NULL` is not a number"),
        ("a,x,4/5\n", "r.csv:2: the rating `4/5` is not a number"),
        ("a,x,\n", "r.csv:2: the rating is empty"),
        (",,\n", "r.csv:2: the rating is empty"),
        ("a,x,1\n\na,y,NaN\n", "r.csv:4: the rating is NaN"),
        ("a,x,inf\n", "r.csv:2: the rating is inf"),
        ("a,x,1e39\n", "r.csv:2: the rating is inf"),
        ("a,x,-2e38\n", "r.csv:2: the rating is -2e38, and ratings go from -1e38 to 1e38"),
        (",x,1\n", "r.csv:2: the user is empty"),
        ("a,x,1\n \u{a0},x,1\n", "r.csv:3: the user is empty"),
        ("a,\"\",1\n", "r.csv:2: the item is empty"),
        ("#na#,x,1\n", "r.csv:2: the user is called `#na#`"),
        ("a,#na#,1\n", "r.csv:2: the item is called `#na#`"),
        ("a,x,1\na,\"\u{a0}#na# \",1\n", "r.csv:3: the item is called `#na#`"),
    ] {
        let error = csv_error(format!("{head}{rows}"));
        assert!(error.starts_with(message), "{rows:?}: {error}");
    }
    let german = csv_error("user;item;rating\na;x;3,5\n");
    assert!(german.contains("`3,5` is not a number; write decimals with a point"), "{german}");
}

#[test]
fn a_stray_quote_swallows_no_ratings() {
    let head = "user,item,rating\n";
    let many = "2,b,1\n".repeat(10_000);
    for (rows, message) in [
        (
            "1,\"Alien Cook,4\n2,Blue Canoe,5\n3,\"Cube Garden,4\n",
            ":2: a quote is opened and not closed",
        ),
        ("2,b,1\n1,\"two\nlines\",4\n", ":3: a quote is opened and not closed"),
        ("1,\"The \\\"Red\\\" Canoe\",4\n", ":2: text behind a closing quote"),
        ("1,5\" disk,4\n", ":2: a quote inside a column without quotes"),
        (&format!("1,b,\"4\n{many}"), ":2: a quote is opened and not closed"),
        (&format!("{many}1,\"b,4\n"), ":10002: a quote is opened and not closed"),
    ] {
        let error = csv_error(format!("{head}{rows}"));
        assert!(error.starts_with(&format!("r.csv{message}")), "{error}");
    }
}

#[test]
fn faults_of_a_time_say_how_to_do_without() {
    let head = "user,item,rating,date\n";
    for time in
        ["noon", "03/25/2015", "2015/03/25", "NaT", "1,5", "2015-02-30", "99999999999999999999"]
    {
        let error = csv_error(format!("{head}a,x,1,\"{time}\"\n"));
        let message = format!("r.csv:2: the time `{time}` is neither a number of seconds");
        assert!(error.starts_with(&message), "{error}");
        assert!(error.ends_with("by giving their column another name"), "{error}");
        let renamed = format!("user,item,rating,day\na,x,1,\"{time}\"\n");
        assert_eq!(csv(renamed).ratings.timestamps, None);
    }
    let error = csv_error(format!("{head}a,x,1,2015-03-25\na,y,1,1427241600\n"));
    assert!(error.starts_with("r.csv:3: the time `1427241600` does not go with"), "{error}");
    // A row that lost its time does not take those of the others with it.
    let error = csv_error(format!("{head}a,x,1,5\na,y,1\n"));
    assert!(error.starts_with("r.csv:3: 3 columns instead of 4"), "{error}");
}

#[test]
fn messages_stay_short_and_harmless_whatever_they_quote() {
    let long = "\u{1b}[2J\u{202e}x".repeat(2_000);
    for text in [
        format!("user,item,rating\na,x,{long}\n"),
        format!("user,item,rating,time\na,x,1,{long}\n"),
        format!("{long},{long}\n"),
        format!("user,item,rating\n{long}\n"),
        format!("user,item,rating,{long}\na,x,1\n"),
        format!("user,item,rating\na,x,1{}\n", ",".repeat(9_999)),
        "x".repeat(3_000_000),
        format!("user,item,rating\n{}", "x".repeat(3_000_000)),
    ] {
        csv_error(text);
    }
    let path = format!("/{}/r.csv", "deep\u{1b}".repeat(500));
    crate::error(read_csv(&path, b"user,item,rating\na,x\n"));
}

//! What a data set says of itself.

use crate::csv;

#[test]
fn repeats_are_counted_and_stay_on_one_side() {
    let mut text = "user,item,rating\n".to_owned();
    for row in 0..300 {
        text += &format!("u{},i{},{}\n", row % 10, row % 7, 1 + row % 5);
    }
    let data = csv(&text);
    let note = "ratings of what the same user has rated before: 230 of 300; all count, and all stay on \
                one side of a split";
    assert_eq!((data.ratings.len(), &data.notes[..]), (300, &[note.to_owned()][..]));
    for seed in 0..20 {
        let split = data.split_random(0.2, seed).unwrap();
        let pairs = |ratings: &workbook::data::Ratings, rows: &[usize]| {
            assert_eq!(ratings.len(), rows.len());
            rows.iter().map(|&row| (row % 10, row % 7)).collect::<std::collections::HashSet<_>>()
        };
        let train: Vec<usize> = (0..300).filter(|row| !split.valid_rows.contains(row)).collect();
        let held_back = pairs(&split.valid, &split.valid_rows);
        assert!(held_back.is_disjoint(&pairs(&split.train, &train)), "seed {seed}");
        // A fifth, and no more than the rest of the last pair's four or five ratings.
        assert!((60..65).contains(&split.valid.len()), "seed {seed}: {}", split.valid.len());
    }
    assert_eq!(csv("user,item,rating\na,x,1\na,y,1\nb,x,1\n").ratings.repeats, None);
}

#[test]
fn names_that_differ_by_case_or_spaces_only_are_counted() {
    let data = csv("user,item,rating\nAnn,x,1\nann,x,2\nA nn,X,3\n ann ,x,4\n");
    assert_eq!((data.n_users(), data.n_items()), (4, 3));
    let notes = data.notes.join("\n");
    assert!(
        notes.contains(
            "users that differ from another only by case or spaces: 2, such as `ann` from `Ann`"
        ),
        "{notes}"
    );
    assert!(
        notes.contains(
            "items that differ from another only by case or spaces: 1, such as `X` from `x`"
        ),
        "{notes}"
    );
    assert!(notes.contains("rated before: 1 of 4"), "{notes}");
}

#[test]
fn times_in_every_spelling_and_what_is_odd_about_them() {
    let read = |times: &[&str]| {
        let rows = times.iter().enumerate().map(|(i, time)| format!("a,{i},1,\"{time}\"\n"));
        let data = csv(format!("user,item,rating,time\n{}", rows.collect::<String>()));
        (data.ratings.timestamps, data.notes.join("; "))
    };
    let moment = Some(vec![874_724_710]);
    for time in [
        "874724710",
        "874724710.0",
        "874724710000",
        "1997-09-20T03:05:10Z",
        "1997-09-20 03:05:10",
        "1997-09-20T05:05:10+02:00",
        "1997-09-20 03:05:10 UTC",
        " 874724710 ",
        "\u{a0}874724710",
    ] {
        assert_eq!(read(&[time]).0, moment, "{time}");
    }
    assert!(read(&["874724710000"]).1.contains("milliseconds"));
    assert_eq!(
        read(&["5", "", "6", " "]),
        (None, "2 of 4 ratings have no time; the times are not used".to_owned())
    );
    assert_eq!(read(&["0", "6"]).1, "1 of 2 times are 0, the start of 1970");
    for end in [i64::MIN, i64::MAX] {
        assert!(read(&[&end.to_string()]).0.is_some());
    }
}

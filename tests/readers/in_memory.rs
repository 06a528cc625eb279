//! Files that are not on a disk, and files that lack their companions.

use crate::releases::{write, zip};
use crate::{error, named};
use std::path::Path;
use workbook::data::{Dataset, builtin};

/// The columns of a release's ratings are known, even if the other files of the release are elsewhere.
#[test]
fn ratings_of_a_release_alone_need_no_header() {
    let folder = tempfile::tempdir().unwrap();
    let expected = [("1", "10", 3.0), ("2", "10", 4.0)];
    let texts = [
        ("u.data", "1\t10\t3\t5\n2\t10\t4\t6\n"),
        ("u1.base", "1\t10\t3\t5\n2\t10\t4\t6\n"),
        ("ratings.dat", "1::10::3::5\n2::10::4::6\n"),
        ("u.data", "film;stars;user\n10;3;1\n10;4;2\n"), // a header is believed all the same
    ];
    for (name, text) in texts {
        let data = write(folder.path(), name, text);
        assert_eq!(named(&Dataset::open(&data).unwrap()), expected, "{name}");
        let file = (name.to_owned(), text.into());
        assert_eq!(named(&Dataset::from_memory(vec![file]).unwrap()), expected, "{name}");
    }
    let data = write(folder.path(), "u.data", "1\t10\n");
    assert!(error(Dataset::open(&data)).contains("--columns user,item,rating"));
}

#[test]
fn files_in_memory_are_read_like_files_on_disk() {
    let of_builtin = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/builtin").join(name);
        (name.to_owned(), std::fs::read(path).unwrap())
    };
    let names = ["u.data", "u.item", "u.user", "u.genre"];
    let data = Dataset::from_memory(names.map(of_builtin).into()).unwrap();
    let builtin = builtin::dataset();
    assert_eq!(data.ratings, builtin.ratings);
    assert_eq!(data.items, builtin.items);

    let files = names.map(of_builtin);
    let packed = zip(&files.each_ref().map(|(name, content)| (name.as_str(), content.as_slice())));
    let data = Dataset::from_memory(vec![("ml-100k.zip".to_owned(), packed)]).unwrap();
    assert_eq!((&data.ratings, &data.items), (&builtin.ratings, &builtin.items));

    let titles = [of_builtin("u.data"), of_builtin("u.item")];
    let data = Dataset::from_memory(titles.into()).unwrap();
    assert_eq!((&data.ratings, &data.items), (&builtin.ratings, &builtin.items));
    assert!(data.user_records.is_empty());

    let pair = [of_builtin("u.data"), of_builtin("u.user")];
    let message = error(Dataset::from_memory(pair.into()));
    assert!(message.contains("pick the file with the ratings alone"), "{message}");
    let none = error(Dataset::from_memory(Vec::new()));
    assert!(none.contains("pick the file"), "{none}");
    let damaged = error(Dataset::from_memory(vec![("a.zip".to_owned(), b"PK\x03\x04".to_vec())]));
    assert!(damaged.contains("a.zip"), "{damaged}");
}

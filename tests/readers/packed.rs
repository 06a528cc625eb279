//! What a path may lead to other than a plain file: archives, folders, pipes, other things.

use crate::releases::{RELEASES, gz, write, zip};
use crate::{error, named};
use std::fs;
use std::path::Path;
use workbook::data::Dataset;

const TEXT: &[u8] = b"user,item,rating\na,x,1\nb,y,2\n";

fn refused(path: impl AsRef<Path>, message: &str) {
    let path = path.as_ref().to_str().unwrap();
    let error = error(Dataset::open(path));
    assert!(error.starts_with(&format!("{path}{message}")), "{error}");
}

#[test]
fn a_packed_file_is_read_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let two_members = [gz(&TEXT[..20]), gz(&TEXT[20..])].concat();
    let mac: [(&str, &[u8]); 4] = [
        ("d/my ratings.csv", TEXT),
        ("__MACOSX/d/._my ratings.csv", b"x"),
        ("d/._my ratings.csv", b"x"),
        ("d/.DS_Store", b"x"),
    ];
    for (name, content) in [
        ("a.csv.gz", gz(TEXT)),
        ("named wrong.csv", gz(TEXT)),
        ("members.gz", two_members),
        ("a.zip", zip(&[("a.csv", TEXT)])),
        ("mac.zip", zip(&mac)),
        ("gz in.zip", zip(&[("a.csv.gz", &gz(TEXT))])),
        ("Übung 1/meine Wertungen.csv", TEXT.to_vec()),
    ] {
        let path = write(folder.path(), name, content);
        assert_eq!(named(&Dataset::open(&path).unwrap()), [("a", "x", 1.0), ("b", "y", 2.0)]);
    }
}

#[test]
fn damaged_files_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let packed = gz(TEXT);
    let mut wrong_sum = packed.clone();
    wrong_sum[packed.len() - 5] ^= 1;
    for content in [
        &packed[..packed.len() - 12],
        &packed[..5],
        &packed[..2],
        &wrong_sum,
        &[&packed[..], b"more"].concat(),
    ] {
        let path = write(folder.path(), "r.csv.gz", content);
        let error = error(Dataset::open(&path));
        assert!(error.starts_with(&path), "{error}");
        assert!(error.ends_with("; the file is damaged or incomplete; fetch it again"), "{error}");
    }
    let archive = zip(&[("r.csv", TEXT)]);
    let mut of_another_kind = archive.clone();
    let central = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    of_another_kind[8] = 93;
    of_another_kind[central + 10] = 93;
    let mut secret = archive.clone();
    secret[6] |= 1;
    secret[central + 8] |= 1;
    for (content, end) in [
        (&archive[..archive.len() - 30], "name the file with the ratings"),
        (&of_another_kind[..], "unpack it yourself"),
        (&secret[..], "unpack it yourself"),
    ] {
        let path = write(folder.path(), "r.zip", content);
        let error = error(Dataset::open(&path));
        assert!(error.starts_with(&path) && error.ends_with(end), "{error}");
    }
}

#[test]
fn archives_of_other_things_are_named_as_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let nested = zip(&[("r.csv", TEXT)]);
    for (files, message) in [
        (&[][..], ": the archive holds no file"),
        (
            &[("a.csv", TEXT), ("b.csv", TEXT)][..],
            ": the archive holds neither a data set of MovieLens nor",
        ),
        (&[("x.zip", &nested[..])][..], "/x.zip:1: the file is not text; unpack it"),
        (
            &[("a/u.data", TEXT), ("b/ratings.csv", TEXT), ("a/README", b""), ("b/README", b"")][..],
            ": there are both u.data and ratings.csv",
        ),
        (
            &[("a/ratings.csv", TEXT), ("b/ratings.csv", TEXT)][..],
            "/ratings.csv: 2 files of the archive have this name",
        ),
        (
            &[("[Content_Types].xml", TEXT), ("xl/workbook.xml", TEXT)][..],
            ": this is a document, such as a spreadsheet; save it as CSV",
        ),
    ] {
        refused(write(folder.path(), "a.zip", zip(files)), message);
    }
}

#[test]
fn a_list_of_films_that_unpacks_without_end_is_not_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let zeros = vec![b'0'; (64 << 20) + 1];
    let content = zip(&[("ratings.csv", TEXT), ("movies.csv", &zeros)]);
    assert!(content.len() < 1 << 20);
    refused(write(folder.path(), "bomb.zip", content), "/movies.csv: larger than 64 MiB");
}

#[test]
fn folders_that_hold_no_data_set_say_what_to_name() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("x.csv")).unwrap();
    refused(root.join("x.csv"), ": the folder holds no data set; name the file");
    write(root, "own/my.csv", TEXT);
    refused(root.join("own"), ": the folder holds no data set; name the file");
    for (name, content) in RELEASES[0].files() {
        write(root, &format!("outer/ml-100k/{name}"), content);
    }
    let inner = root.join("outer/ml-100k");
    refused(
        root.join("outer"),
        &format!(": the folder holds no data set; name the folder inside it, {}", inner.display()),
    );
    write(&inner, "ratings.csv", TEXT);
    refused(&inner, ": there are both u.data and ratings.csv; name the file that you mean");
    assert_eq!(Dataset::open(inner.join("ratings.csv").to_str().unwrap()).unwrap().n_items(), 3);
    refused(root.join("no/such.csv"), ": no such file or folder; name builtin, one of ml-100k");
    assert!(error(Dataset::open("")).starts_with("an empty name: no such file or folder"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_pipes_are_left_alone() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let pipe = |path: &Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let file = write(root, "r.csv", TEXT);
    symlink(&file, root.join("link.csv")).unwrap();
    assert_eq!(Dataset::open(root.join("link.csv").to_str().unwrap()).unwrap().n_users(), 3);
    symlink(root.join("loop"), root.join("loop")).unwrap();
    refused(root.join("loop"), ": ");
    symlink(root.join("gone"), root.join("dangling")).unwrap();
    refused(root.join("dangling"), ": no such file or folder");
    pipe(&root.join("pipe.csv"));
    refused(root.join("pipe.csv"), ": neither a folder nor a file");
    refused("/dev/null", ": neither a folder nor a file");
    let rows = error(workbook::data::read_valid_rows(&root.join("pipe.csv"), 5));
    assert!(rows.contains("pipe.csv: this is not a file"), "{rows}");
    for missing in RELEASES[0].files().into_iter().map(|(name, _)| name) {
        let data = root.join(format!("without {missing}"));
        for (name, content) in RELEASES[0].files() {
            write(&data, name, content);
        }
        fs::remove_file(data.join(missing)).unwrap();
        pipe(&data.join(missing));
        let error = error(Dataset::open(data.to_str().unwrap()));
        assert!(error.contains(&format!("/{missing}: this is not a file")), "{error}");
    }
}

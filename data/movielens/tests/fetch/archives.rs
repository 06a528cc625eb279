//! Made-up archives.

use md5::{Digest, Md5};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The release that the tests fetch.
pub const NAME: &str = "ml-latest-small";

/// Ratings that no one gave, about 500,000 bytes.
pub static RATINGS: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::from("userId,movieId,rating,timestamp\n");
    let mut state = 1_u64;
    for row in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let (user, film, stars) = (row / 100 + 1, state >> 50, (state >> 33) % 10 + 1);
        writeln!(text, "{user},{film},{}.{},{}", stars / 2, stars % 2 * 5, state >> 34).unwrap();
    }
    text
});

/// An archive with these files.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The archive of a release, with these files beside the ratings and the films.
pub fn release_with(others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut files: Vec<(&str, &[u8])> = vec![
        ("ml-latest-small/ratings.csv", RATINGS.as_bytes()),
        ("ml-latest-small/movies.csv", b"movieId,title,genres\n1,Open Ferry (1996),Drama\n"),
    ];
    files.extend(others);
    archive(&files)
}

/// The archive of a release.
pub static RELEASE: LazyLock<Vec<u8>> =
    LazyLock::new(|| release_with(&[("ml-latest-small/README.txt", b"made up")]));

/// An archive in which one name is overwritten by another of the same length, as no tool for
/// archives would do it.
pub fn renamed(archive: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = archive.to_owned();
    let mut found = 0;
    for start in 0..bytes.len() - from.len() {
        if bytes[start..].starts_with(from.as_bytes()) {
            bytes[start..start + to.len()].copy_from_slice(to.as_bytes());
            found += 1;
        }
    }
    assert_eq!(found, 2, "once before the file, once in the directory at the end");
    bytes
}

/// The sum of an archive as GroupLens publishes it.
pub fn published_sum(archive: &[u8]) -> Vec<u8> {
    let mut line = format!("MD5 ({NAME}.zip) = ");
    for byte in Md5::digest(archive) {
        write!(line, "{byte:02x}").unwrap();
    }
    line.push('\n');
    line.into_bytes()
}

//! The same files in a folder, as .gz files in a folder, in a .zip, and as .gz files in a .zip: all give
//! the same data. The first byte of the input chooses the format; the files follow.

#![no_main]

use flate2::{Compression, write::GzEncoder};
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use std::sync::LazyLock;
use workbook::data::Dataset;
use workbook_fuzz::{Folder, data_opens_or_error_names, parts, same};
use zip::{ZipWriter, write::SimpleFileOptions};

static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::new);

/// The files of each format. Others that are not there do not matter.
const FORMATS: [&[&str]; 4] = [
    &["u.data", "u.item", "u.user", "u.genre"],
    &["ratings.dat", "movies.dat", "users.dat"],
    &["ratings.csv", "movies.csv"],
    &["own.csv"],
];

fuzz_target!(|input: &[u8]| {
    let Some((&choice, input)) = input.split_first() else { return };
    let format = usize::from(choice) % FORMATS.len();
    let contents = parts::<4>(input);
    let files: Vec<(&str, &[u8])> = (FORMATS[format].iter())
        .zip(contents)
        .filter_map(|(name, content)| Some((*name, content?)))
        .collect();
    // What is packed already is not packed again: it would be unpacked once only.
    if files
        .iter()
        .any(|(_, content)| content.starts_with(b"\x1f\x8b") || content.starts_with(b"PK"))
    {
        return;
    }
    let packed: Vec<(String, Vec<u8>)> =
        files.iter().map(|(name, content)| (format!("{name}.gz"), gzip(content))).collect();
    let packed: Vec<(&str, &[u8])> =
        packed.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    let [plain, gz] = [("plain", &files), ("gz", &packed)].map(|(kind, files)| {
        let folder = FOLDER.folder(&format!("{kind}{format}"));
        for name in FORMATS[format] {
            folder.write(name, None);
            folder.write(&format!("{name}.gz"), None);
        }
        for (name, content) in files {
            folder.write(name, Some(*content));
        }
        match files[..] {
            // A file of the reader's own is named by itself.
            [(name, _)] if format == FORMATS.len() - 1 => format!("{}/{name}", folder.path()),
            _ => folder.path().to_owned(),
        }
    });
    let zips = [("plain.zip", zip(&files)), ("gz.zip", zip(&packed))];
    let zips = zips.map(|(name, content)| {
        FOLDER.write(name, Some(&content)).to_str().expect("its folder's path is text").to_owned()
    });
    let mut opened = [plain, gz]
        .into_iter()
        .chain(zips)
        .map(|path| data_opens_or_error_names(&path, || Dataset::open(&path)));
    let first = opened.next().expect("there are four");
    for other in opened {
        match (&first, &other) {
            (Some(one), Some(other)) => same(one, other),
            (None, None) => {}
            _ => panic!("opens in one container only"),
        }
    }
});

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).expect("written to memory");
    encoder.finish().expect("written to memory")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("the names differ");
        writer.write_all(content).expect("written to memory");
    }
    writer.finish().expect("written to memory").into_inner()
}

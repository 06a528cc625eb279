//! Unpacking an archive, however hostile it is.

use crate::checksum::Summing;
use crate::fault::{Fault, Kind};
use crate::manifest::{Entry, Manifest};
use crate::place::remove;
use crate::progress::progress_bar;
use crate::release::Release;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use zip::ZipArchive;
use zip::read::ZipFile;

/// The most entries of an archive. The largest has 24.
const MOST_ENTRIES: usize = 1_000;

/// Ratings shrink to a quarter or less; a bomb shrinks to a thousandth.
const HIGHEST_RATIO: u64 = 100;

/// Up to this many bytes no archive is a bomb.
const HARMLESS: u64 = 1_000_000;

/// The bits of a Unix mode that say what sort of file it is, and two of the sorts.
const SORT: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

/// Unpacks the files of a release to a new folder, without the folder at the top of the archive, and
/// adds the list of them.
///
/// # Errors
/// If the archive is damaged, holds anything but plain files within that folder, or unpacks to more
/// than the release can have. Then an incomplete folder may be left.
pub fn unpack(archive: &Path, folder: &Path, release: &Release) -> Result<Manifest, Fault> {
    remove(folder).map_err(|error| Fault::disk("remove", folder, &error))?;
    fs::create_dir(folder).map_err(|error| Fault::disk("create the folder", folder, &error))?;

    let file = File::open(archive).map_err(|error| Fault::disk("read", archive, &error))?;
    let packed = file.metadata().map_err(|error| Fault::disk("read", archive, &error))?.len();
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    if zip.len() > MOST_ENTRIES {
        return Err(bad(format!("holds {} files, far more than {}", zip.len(), release.name)));
    }
    if zip.has_duplicate_names() {
        return Err(bad("holds two files of the same name"));
    }
    if zip.has_overlapping_entries().map_err(damaged)? {
        return Err(bad("holds files that overlap"));
    }

    let mut room = release.most_unpacked().min(HARMLESS.max(packed.saturating_mul(HIGHEST_RATIO)));
    let bar =
        progress_bar(zip.decompressed_size().and_then(|size| size.try_into().ok()), "unpacking");
    let mut names = HashSet::new();
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(damaged)?;
        let Some(name) = file_name(&entry, release.top)? else { continue };
        if !names.insert(name.to_lowercase()) {
            return Err(bad(format!("holds {name} in two spellings")));
        }
        let path = folder.join(&name);
        let mut sum = Summing::new(create(&path, &name)?);
        let size = copy(&mut entry, &mut sum, room, &path)?;
        let (file, md5) = sum.finish();
        file.sync_all().map_err(|error| Fault::disk("write", &path, &error))?;
        room -= size;
        bar.inc(size);
        files.push(Entry { name, size, md5 });
    }
    bar.finish_and_clear();

    let has = |needed: &&str| files.iter().any(|file| file.name == *needed && file.size > 0);
    if let Some(missing) = release.needed().find(|needed| !has(needed)) {
        return Err(bad(format!("holds no {missing}: it is not {}", release.name)));
    }
    let manifest = Manifest { release: release.name.to_owned(), files };
    manifest.write(folder).map_err(|error| Fault::disk("write a list to", folder, &error))?;
    Ok(manifest)
}

/// The path of a file below the top folder; `None` for folders and for what a Mac adds to archives.
fn file_name<R: Read>(entry: &ZipFile<'_, R>, top: &str) -> Result<Option<String>, Fault> {
    let name = entry.name().map_err(damaged)?;
    let parts: Vec<&str> = name.strip_suffix('/').unwrap_or(&name).split('/').collect();
    let is_litter = |part: &&str| *part == ".DS_Store" || part.starts_with("._");
    if parts[0] == "__MACOSX" || parts.iter().any(is_litter) {
        return Ok(None);
    }
    let sort = entry.unix_mode().unwrap_or(0) & SORT;
    if ![0, REGULAR, FOLDER].contains(&sort) {
        return Err(bad(format!("holds {name}, which is not a plain file")));
    }
    // No release has other names. These mean the same on every system, and none leads elsewhere.
    let is_plain = |part: &&str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    if parts[0] != top || !parts.iter().all(is_plain) {
        return Err(bad(format!("holds {name}, which is not a plain name in the folder {top}")));
    }
    Ok((!entry.is_dir() && parts.len() > 1).then(|| parts[1..].join("/")))
}

fn create(path: &Path, name: &str) -> Result<File, Fault> {
    let made = match path.parent() {
        Some(folder) => fs::create_dir_all(folder).and_then(|()| File::create_new(path)),
        None => File::create_new(path),
    };
    made.map_err(|error| match error.kind() {
        // The folder was new, so the archive itself put something there.
        io::ErrorKind::AlreadyExists
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::IsADirectory => bad(format!("holds {name} as a file and as a folder")),
        _ => Fault::disk("write", path, &error),
    })
}

/// Unpacks a file of at most `room` bytes and counts the bytes that are written, whatever the archive
/// says of their number.
fn copy(from: &mut impl Read, to: &mut impl Write, room: u64, path: &Path) -> Result<u64, Fault> {
    let mut size = 0;
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => return Ok(size),
            Ok(read) => read,
            Err(error) => return Err(damaged(error.into())),
        };
        size += read as u64;
        if size > room {
            return Err(bad("unpacks to far more than ratings can"));
        }
        to.write_all(&piece[..read]).map_err(|error| Fault::disk("write", path, &error))?;
    }
}

fn bad(problem: impl std::fmt::Display) -> Fault {
    Fault::new(Kind::BadArchive, format!("the archive {problem}"))
}

fn damaged(error: zip::result::ZipError) -> Fault {
    bad(format!("is damaged: {error}"))
}

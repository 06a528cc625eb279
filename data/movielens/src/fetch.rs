//! From the command line to a data set in its place.

use crate::checksum::md5_of;
use crate::client::Client;
use crate::data_folder::data_folder;
use crate::download::{Archive, Fetched};
use crate::fault::{Fault, Kind, Route, visible};
use crate::manifest::Manifest;
use crate::options::Options;
use crate::place::{Place, State, remove};
use crate::release::Release;
use crate::unpack::unpack;
use indicatif::DecimalBytes;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

/// Fetches the release, unless it is there.
///
/// # Errors
/// One line that says what went wrong and what to do.
pub fn run(options: &Options) -> Result<(), String> {
    let release = options.release;
    let folder = options.to.clone().unwrap_or_else(data_folder);
    let place = Place::new(&folder, release);
    let url = format!("{}/{}", options.base_url, release.archive());
    let route = Route { url: &url, ratings: &place.target.join(release.ratings) };
    fetch(options, &place, &url).map_err(|fault| fault.line(&route))
}

fn fetch(options: &Options, place: &Place, url: &str) -> Result<(), Fault> {
    let release = options.release;
    if is_there(options, place)? {
        // A run that was killed just before it was done may have left its archive. Another run may
        // also be at it, or the folder be read-only: the data set is there all the same.
        if place.has_leftovers()
            && let Ok(_lock) = place.lock()
        {
            let _ = place.clear();
        }
        return Ok(());
    }
    let _lock = place.lock()?;
    place.recover()?;
    if is_there(options, place)? {
        return Ok(());
    }

    say(&release.terms());
    let client = Client::new(url.starts_with("https:"), Duration::from_secs(options.timeout));
    let md5 = match release.md5 {
        Some(md5) => Some(md5.to_owned()),
        None => client.published_md5(&format!("{url}.md5"), &release.archive())?,
    };
    if md5.is_none() {
        warn(&format!(
            "there is no {url}.md5, so only the checksums within the archive are checked"
        ));
    }
    say(&format!("Downloading {url}"));
    let manifest = download(&client, place, release, url, md5.as_deref())?;
    place.install()?;
    place.clear()?;
    let target = visible(&place.target.display().to_string());
    say(&format!(
        "Done: {} files, {}, in {target}\n\
         Try: cargo run --example 00_first_look -- --data \"{target}\"",
        manifest.files.len(),
        DecimalBytes(manifest.bytes()),
    ));
    Ok(())
}

/// Whether there is nothing to do.
fn is_there(options: &Options, place: &Place) -> Result<bool, Fault> {
    if options.force {
        return Ok(false);
    }
    match place.state() {
        State::Free => Ok(false),
        State::Complete(checked) => {
            let target = visible(&place.target.display().to_string());
            say(&format!("Already there: {target} ({checked})"));
            Ok(true)
        }
        State::Taken(what) => {
            let problem = format!("{} {what}", place.target.display());
            Err(Fault::new(Kind::InTheWay, problem))
        }
    }
}

/// Fetches, checks and unpacks the archive. If bytes of an earlier run turn out to be bad, all of it is
/// fetched anew, once.
fn download(
    client: &Client,
    place: &Place,
    release: &Release,
    url: &str,
    md5: Option<&str>,
) -> Result<Manifest, Fault> {
    let archive =
        Archive { url, part: &place.archive(), origin: &place.origin(), sizes: release.sizes() };
    loop {
        let fetched = archive.fetch(client);
        let resumed = matches!(fetched, Ok(Fetched::Resumed));
        let outcome = fetched
            .and_then(|_| check(archive.part, md5))
            .and_then(|()| unpack(archive.part, &place.unpacked(), release));
        match outcome {
            Err(fault) if fault.kind == Kind::BadArchive => {
                place.clear()?;
                if !resumed {
                    return Err(fault);
                }
                warn("what an earlier run fetched is of no use, so all is fetched anew");
            }
            Err(fault) => {
                remove(&place.unpacked())
                    .map_err(|error| Fault::disk("remove", &place.unpacked(), &error))?;
                return Err(fault);
            }
            Ok(manifest) => return Ok(manifest),
        }
    }
}

/// Checks that a file is an archive, and the one of this sum.
fn check(archive: &Path, md5: Option<&str>) -> Result<(), Fault> {
    let cannot_read = |error| Fault::disk("read", archive, &error);
    let mut start = Vec::new();
    (File::open(archive).and_then(|file| file.take(2).read_to_end(&mut start)))
        .map_err(cannot_read)?;
    if start != b"PK" {
        let problem =
            "what the server sent is no zip archive; a login page may have answered instead";
        return Err(Fault::new(Kind::BadArchive, problem));
    }
    let found = md5_of(archive).map_err(cannot_read)?;
    match md5 {
        Some(md5) if md5 != found => Err(Fault::new(
            Kind::BadArchive,
            format!("the archive is damaged or another one: its MD5 sum is {found}, not {md5}"),
        )),
        _ => Ok(()),
    }
}

/// Tells the reader something. The download goes on even if no one reads it.
fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

fn warn(text: &str) {
    let _ = writeln!(io::stderr(), "warning: {text}");
}

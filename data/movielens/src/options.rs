//! The command line.

use crate::release::{RELEASES, Release};
use clap::Parser;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::path::PathBuf;
use ureq::http::Uri;

/// Fetch a MovieLens release from GroupLens, check it, and unpack it where the examples look for it.
///
/// A download that breaks off is resumed by the next run. What is there already is checked and left
/// alone. The proxies that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name are used.
#[derive(Debug, Parser)]
#[command(name = "movielens", bin_name = "cargo run -p movielens --")]
pub struct Options {
    /// The release to fetch.
    #[arg(value_name = "RELEASE", value_parser = releases())]
    pub release: &'static Release,

    /// Put the release in a folder of its name in DIR, instead of in $WORKBOOK_DATA or else in the
    /// folder `data` of the repository.
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,

    /// Fetch it even if something lies there, and replace that once the release is unpacked.
    #[arg(long)]
    pub force: bool,

    /// Fetch from a mirror: the address of the folder that holds RELEASE.zip.
    #[arg(
        long, value_name = "URL", value_parser = web_address,
        default_value = "https://files.grouplens.org/datasets/movielens"
    )]
    pub base_url: String,

    /// Give up when the server is silent for this many seconds.
    #[arg(
        long, value_name = "SECONDS", default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=3600)
    )]
    pub timeout: u64,
}

fn releases() -> impl TypedValueParser<Value = &'static Release> {
    let values =
        RELEASES.iter().map(|release| PossibleValue::new(release.name).help(release.about));
    PossibleValuesParser::new(values)
        .try_map(|name| Release::named(&name).ok_or("there is no such release"))
}

fn web_address(text: &str) -> Result<String, String> {
    let uri: Uri = text.parse().map_err(|error| format!("it is no address: {error}"))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
        return Err("it must start with https:// or http:// and a host".to_owned());
    }
    if text.contains(['?', '#']) {
        return Err("an address with ? or # has no files below it".to_owned());
    }
    Ok(text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Options::command().debug_assert();
    }

    #[test]
    fn a_base_is_the_address_of_a_folder_on_the_web() {
        assert_eq!(web_address("http://127.0.0.1:80/a/").unwrap(), "http://127.0.0.1:80/a");
        for text in [
            "",
            "ftp://host/a",
            "/data",
            "host",
            "https://",
            "http://host/a?b",
            "http://host/#a",
            "a b",
        ] {
            assert!(web_address(text).is_err(), "{text}");
        }
    }
}

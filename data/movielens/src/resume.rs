//! What is kept of a download that breaks off, and whether a server goes on with it.

use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;
use ureq::Body;
use ureq::http::header::{
    CONTENT_RANGE, ETAG, HeaderMap, HeaderName, IF_RANGE, LAST_MODIFIED, RANGE,
};
use ureq::http::{Response, StatusCode};

/// Which file the bytes are from that have arrived so far.
#[derive(Debug, Deserialize, Serialize)]
pub struct Origin {
    url: String,
    /// The ETag or the date by which the server knows this version of the file.
    version: Option<String>,
    /// The number of bytes of the whole file.
    pub total: Option<u64>,
}

impl Origin {
    /// What a response says of the file that it brings.
    pub fn of(url: &str, response: &Response<Body>) -> Self {
        Self {
            url: url.to_owned(),
            version: version(response.headers()),
            total: response.body().content_length(),
        }
    }

    /// What an earlier run wrote to this file, if that was about this address.
    pub fn read(path: &Path, url: &str) -> Option<Self> {
        let known: Self = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        (known.url == url).then_some(known)
    }

    /// Writes it to a file, for a later run.
    ///
    /// # Errors
    /// If that cannot be written.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        fs::write(path, serde_json::to_vec(self)?)
    }

    /// The lines of a request for the bytes after the first `have` ones.
    pub fn request(&self, have: u64) -> Vec<(HeaderName, String)> {
        let version = self.version.iter().map(|version| (IF_RANGE, version.clone()));
        std::iter::once((RANGE, format!("bytes={have}-"))).chain(version).collect()
    }

    /// Whether the response brings the bytes after the first `have` ones.
    pub fn goes_on_in(&self, response: &Response<Body>, have: u64) -> bool {
        let range = response.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok());
        response.status() == StatusCode::PARTIAL_CONTENT
            && range.and_then(parse_range).is_some_and(|(first, last, total)| {
                first == have && last + 1 == total && self.total.is_none_or(|known| known == total)
            })
    }
}

/// The first and the last byte, and the size of the whole file: `bytes 100-199/200`.
fn parse_range(range: &str) -> Option<(u64, u64, u64)> {
    let (bytes, total) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = bytes.split_once('-')?;
    let number = |text: &str| text.trim().parse().ok().filter(|n| *n < u64::MAX);
    Some((number(first)?, number(last)?, number(total)?))
}

/// By what the server knows this version of a file again. `If-Range` takes no weak ETag.
fn version(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    text(ETAG).filter(|tag| !tag.starts_with("W/")).or_else(|| text(LAST_MODIFIED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_only_if_all_of_it_is_there() {
        assert_eq!(parse_range("bytes 100-199/200"), Some((100, 199, 200)));
        for range in
            ["bytes 100-199/*", "bytes */200", "100-199/200", "bytes 0-18446744073709551615/1", ""]
        {
            assert_eq!(parse_range(range), None, "{range}");
        }
    }

    #[test]
    fn a_weak_tag_does_not_identify_a_version() {
        let mut headers = HeaderMap::new();
        assert_eq!(version(&headers), None);
        headers.insert(LAST_MODIFIED, "Thu, 01 Jan 1998 00:00:00 GMT".parse().unwrap());
        headers.insert(ETAG, "W/\"1\"".parse().unwrap());
        assert_eq!(version(&headers).unwrap(), "Thu, 01 Jan 1998 00:00:00 GMT");
        headers.insert(ETAG, "\"1\"".parse().unwrap());
        assert_eq!(version(&headers).unwrap(), "\"1\"");
    }
}

//! MD5 sums: computed, and read from the files that servers publish beside their archives.

use md5::{Digest, Md5};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Passes on what is written to it, and sums it up.
pub struct Summing<W> {
    inner: W,
    sum: Md5,
}

impl<W: Write> Summing<W> {
    /// Writes to `inner`.
    pub fn new(inner: W) -> Self {
        Self { inner, sum: Md5::new() }
    }

    /// What was written to, and the MD5 sum of what was written.
    pub fn finish(self) -> (W, String) {
        let mut hex = String::new();
        for byte in self.sum.finalize() {
            hex.push_str(&format!("{byte:02x}"));
        }
        (self.inner, hex)
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The MD5 sum of a file.
///
/// # Errors
/// If the file cannot be read.
pub fn md5_of(path: &Path) -> io::Result<String> {
    let mut sum = Summing::new(io::sink());
    io::copy(&mut File::open(path)?, &mut sum)?;
    Ok(sum.finish().1)
}

/// The sum of `file` in a published list: lines `MD5 (FILE) = SUM`, or `SUM  FILE` as md5sum writes
/// them, or a lone `SUM`.
pub fn published(list: &str, file: &str) -> Option<String> {
    list.trim_start_matches('\u{feff}').lines().find_map(|line| {
        let line = line.trim();
        let (sum, name) = match line.strip_prefix("MD5 (").and_then(|rest| rest.split_once(") = "))
        {
            Some((name, sum)) => (sum, name),
            None => match line.split_once(char::is_whitespace) {
                Some((sum, name)) => (sum, name.trim_start().trim_start_matches('*')),
                None => (line, file),
            },
        };
        let is_sum = sum.len() == 32 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_file = name.rsplit(['/', '\\']).next() == Some(file);
        (is_sum && is_file).then(|| sum.to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUM: &str = "900150983cd24fb0d6963f7d28e17f72"; // of "abc", RFC 1321

    #[test]
    fn sums_are_those_of_the_standard() {
        let mut sum = Summing::new(Vec::new());
        sum.write_all(b"abc").unwrap();
        assert_eq!(sum.finish(), (b"abc".to_vec(), SUM.to_owned()));
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "abc").unwrap();
        assert_eq!(md5_of(file.path()).unwrap(), SUM);
    }

    #[test]
    fn every_usual_way_to_publish_a_sum_is_read() {
        for list in [
            format!("MD5 (a.zip) = {SUM}"),
            format!("MD5 (a.zip) = {SUM}\r\n"),
            format!("\u{feff}MD5 (./a.zip) = {}\n", SUM.to_uppercase()),
            format!("{SUM}  a.zip\n"),
            format!("{SUM} *a.zip\n"),
            format!("{SUM}\n"),
            format!("MD5 (b.zip) = 0{}\n{SUM}  /home/them/a.zip\n", &SUM[1..]),
        ] {
            assert_eq!(published(&list, "a.zip").as_deref(), Some(SUM), "{list}");
        }
    }

    #[test]
    fn what_is_not_the_sum_of_this_file_is_not_taken_for_it() {
        for list in [
            String::new(),
            "<html>not found</html>".to_owned(),
            format!("MD5 (b.zip) = {SUM}"),
            format!("{SUM}  b.zip"),
            format!("{SUM}0"),
            format!("g{}", &SUM[1..]),
            format!("{SUM}00000000  a.zip"), // a SHA-1 sum
        ] {
            assert_eq!(published(&list, "a.zip"), None, "{list}");
        }
    }
}

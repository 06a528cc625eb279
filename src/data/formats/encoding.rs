//! From the bytes of a file to text, in whichever of four encodings they are.
//!
//! A byte order mark gives UTF-8 and UTF-16 away. Without one, a file whose bytes are valid UTF-8 is
//! UTF-8, and any other is ISO-8859-1, as the older releases of MovieLens are.

use crate::{Error, Result};
use std::borrow::Cow;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

/// No byte order mark is longer.
const LONGEST_MARK: usize = 3;

/// The size of a small file at most: some ten times that of the largest list of films of MovieLens.
const SMALL: u64 = 64 << 20;

/// How many bytes of UTF-16 are decoded at once.
const CHUNK: u64 = 1 << 16;

/// The bytes of a text behind its byte order mark. UTF-16 becomes UTF-8 on the way; what has no mark
/// stays as it is, for [`decode`].
///
/// # Errors
/// If the bytes cannot be read, or can only be UTF-16 without a mark, or not text at all.
pub(super) fn without_mark<'t>(file: &str, mut text: impl Read + 't) -> Result<Box<dyn Read + 't>> {
    let mut start = Vec::with_capacity(LONGEST_MARK);
    let read = text.by_ref().take(LONGEST_MARK as u64).read_to_end(&mut start);
    read.map_err(|error| unreadable(file, error))?;
    let rest = |from: usize| Cursor::new(start[from..].to_vec()).chain(text);
    Ok(match start[..] {
        [0xef, 0xbb, 0xbf] => Box::new(rest(3)),
        [0xff, 0xfe, ..] => Box::new(Utf16::new(rest(2), u16::from_le_bytes)),
        [0xfe, 0xff, ..] => Box::new(Utf16::new(rest(2), u16::from_be_bytes)),
        [0, ..] | [_, 0, ..] => {
            let problem = "the file starts with a zero byte, as no text does";
            return Err(Error::data(file, problem, "save it as UTF-8 text"));
        }
        _ => Box::new(rest(0)),
    })
}

/// UTF-16 that becomes UTF-8 as it is read. What is no character becomes U+FFFD.
struct Utf16<R> {
    text: R,
    unit: fn([u8; 2]) -> u16,
    /// What is decoded already.
    utf8: Cursor<Vec<u8>>,
}

impl<R: Read> Utf16<R> {
    fn new(text: R, unit: fn([u8; 2]) -> u16) -> Self {
        Self { text, unit, utf8: Cursor::default() }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let mut units = self.units(CHUNK)?;
        // A character may have a second unit.
        while units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            match self.units(2)?[..] {
                [] => break,
                ref second => units.extend(second),
            }
        }
        let chars = char::decode_utf16(units);
        let text: String = chars.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.utf8 = Cursor::new(text.into_bytes());
        Ok(())
    }

    fn units(&mut self, bytes: u64) -> io::Result<Vec<u16>> {
        let mut read = Vec::new();
        self.text.by_ref().take(bytes).read_to_end(&mut read)?;
        // Half a unit, at the end of a damaged file, is no character.
        let unit = |pair: &[u8]| pair.try_into().map_or(0xd800, self.unit);
        Ok(read.chunks(2).map(unit).collect())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.utf8.position() == self.utf8.get_ref().len() as u64 {
            self.decode_more()?;
        }
        self.utf8.read(into)
    }
}

/// Decodes the texts of one file, which all have the same encoding. They are without a mark.
pub(super) fn decode(texts: &[impl AsRef<[u8]>]) -> Vec<Cow<'_, str>> {
    let utf8: Option<Vec<&str>> =
        texts.iter().map(|text| std::str::from_utf8(text.as_ref()).ok()).collect();
    match utf8 {
        Some(texts) => texts.into_iter().map(Cow::Borrowed).collect(),
        // Windows-1252 is what ISO-8859-1 means on the web: its extra characters are control
        // characters there.
        None => texts.iter().map(|text| windows_1252(text.as_ref()).into()).collect(),
    }
}

fn windows_1252(text: &[u8]) -> String {
    /// The characters from 0x80 on, where ISO-8859-1 has control characters. The web keeps five of those.
    const OTHERS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let decode = |&byte: &u8| match byte {
        0x80..=0x9f => OTHERS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    };
    text.iter().map(decode).collect()
}

/// Decodes a number or a date, in which the encoding makes no difference but for spaces that do not break.
pub(super) fn decode_field(field: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(field) {
        Ok(text) => text.trim().into(),
        Err(_) => windows_1252(field).trim().to_owned().into(),
    }
}

/// Reads a small file as a whole, and decodes it.
///
/// # Errors
/// See [`without_mark`]; and if the file is not small.
pub(super) fn read_text(file: &str, text: impl Read) -> Result<String> {
    let mut bytes = Vec::new();
    let read = without_mark(file, text)?.take(SMALL + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(file, error))?;
    if bytes.len() as u64 > SMALL {
        let problem = format!("larger than {} MiB, as no list of films or people is", SMALL >> 20);
        return Err(Error::data(file, problem, "is the file what it should be?"));
    }
    Ok(decode(&[bytes]).swap_remove(0).into_owned())
}

/// The error for a file that cannot be read.
pub(in crate::data) fn unreadable(file: impl Into<PathBuf>, source: io::Error) -> Error {
    let remedy = match source.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            "the file is damaged or incomplete; fetch it again"
        }
        io::ErrorKind::PermissionDenied => "make it readable for you (chmod u+r)",
        io::ErrorKind::Unsupported => "unpack it yourself",
        _ => "check the path",
    };
    Error::Io { path: file.into(), source, remedy: remedy.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Misérables, Les (1995)\n";
        let latin1: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf16(text, [0xff, 0xfe], u16::to_le_bytes),
            utf16(text, [0xfe, 0xff], u16::to_be_bytes),
            latin1,
        ] {
            assert_eq!(read_text("f", &bytes[..]).unwrap(), text, "{bytes:?}");
        }
        assert_eq!(read_text("f", &b""[..]).unwrap(), "");
        assert_eq!(read_text("f", &b"\xef\xbb\xbf"[..]).unwrap(), "");
    }

    #[test]
    fn utf16_is_decoded_across_chunks_and_whatever_is_damaged_is_marked() {
        // The pairs of surrogates lie at every place relative to the chunks.
        for shift in 0..2 {
            let text = "x".repeat(shift) + &"𝄞é€a\n".repeat(CHUNK as usize / 4);
            let bytes = utf16(&text, [0xff, 0xfe], u16::to_le_bytes);
            assert_eq!(read_text("f", &bytes[..]).unwrap(), text);
        }
        let damaged = [0xff, 0xfe, 0x00, 0xd8, b'a', 0, 0x00, 0xdc, b'b', 0, 0x34, 0xd8, b'c'];
        assert_eq!(read_text("f", &damaged[..]).unwrap(), "\u{fffd}a\u{fffd}b\u{fffd}\u{fffd}");
    }

    #[test]
    fn quotation_marks_of_windows_are_read() {
        assert_eq!(
            read_text("f", &b"\x93It\x92s\x94 \x80 \xe9\x81"[..]).unwrap(),
            "“It’s” € é\u{81}"
        );
    }

    #[test]
    fn one_text_that_is_not_utf8_decides_for_all_of_its_file() {
        assert_eq!(decode(&["é".as_bytes(), b"a"]), ["é", "a"]);
        assert_eq!(decode(&["é".as_bytes(), b"\xe9"]), ["Ã©", "é"]);
    }

    #[test]
    fn utf16_without_a_mark_is_refused() {
        let bytes = utf16("user", [0, 0], u16::to_le_bytes);
        for bytes in [&bytes[2..], b"\0u\0s"] {
            let error = read_text("f", bytes).unwrap_err().to_string();
            assert!(error.starts_with("f: the file starts with a zero byte"), "{error}");
        }
    }
}

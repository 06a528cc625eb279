//! Every encoding and every end of a line gives the same data.

use crate::releases::latin1;
use crate::{csv, csv_error, named};

/// The text in each encoding that can hold it.
pub fn encodings(text: &str) -> Vec<Vec<u8>> {
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    let mut encoded = vec![
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        utf16([0xff, 0xfe], u16::to_le_bytes),
        utf16([0xfe, 0xff], u16::to_be_bytes),
    ];
    // The bytes of some texts in ISO-8859-1 are UTF-8 as well, and those below 0xa0 are another thing there.
    let fits = |c: char| c.is_ascii() || ('\u{a0}'..='\u{ff}').contains(&c);
    if text.chars().all(fits) && std::str::from_utf8(&latin1(text)).is_err() {
        encoded.push(latin1(text));
    }
    encoded
}

#[test]
fn encodings_and_line_ends_make_no_difference() {
    let rows = ["user;Film;rating", "Zoé;Misérables, Les;3.5", "adam;\"Ça; là\";4"];
    for end in ["\n", "\r\n", "\r", "\n\n", "\r\n  \r\n"] {
        for last in [end, ""] {
            let encoded = encodings(&(rows.join(end) + last));
            assert_eq!(encoded.len(), 5);
            for bytes in encoded {
                let data = csv(&bytes);
                let expected = [("Zoé", "Misérables, Les", 3.5), ("adam", "Ça; là", 4.0)];
                assert_eq!(named(&data), expected, "{bytes:?}");
                assert!(data.notes.is_empty(), "{:?}", data.notes);
            }
        }
    }
}

#[test]
fn valid_utf8_is_utf8_and_one_other_byte_decides_for_the_file() {
    assert_eq!(named(&csv("user,item,rating\n千,é,1\n")), [("千", "é", 1.0)]);
    let data = csv(b"user,item,rating\n\xe9,x,1\n\x93q\x94,\x80,2\n");
    assert_eq!(named(&data), [("é", "x", 1.0), ("“q”", "€", 2.0)]);
}

#[test]
fn what_holds_no_text_has_no_rows() {
    for empty in [
        &b""[..],
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\n",
        b"\r\n \r",
        b"user,item,rating",
    ] {
        assert!(csv_error(empty).starts_with("r.csv: no rows"), "{empty:?}");
    }
    let utf16: Vec<u8> = "user".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(csv_error(utf16).starts_with("r.csv: the file starts with a zero byte"));
}

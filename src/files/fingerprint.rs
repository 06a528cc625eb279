//! Telling whether two things are the same by a short number.

use crate::data::{Dataset, Ratings, Split};
use std::fmt;

/// A 64-bit FNV-1a hash: the same on every machine and with every release of Rust, which the
/// standard library's hashes do not promise. It tells changes apart; it does not withstand forgery
/// (<https://datatracker.ietf.org/doc/html/rfc9923>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Takes bytes in, and their number, so that `ab` and `c` differ from `a` and `bc`.
    pub fn add(&mut self, bytes: &[u8]) {
        let length = (bytes.len() as u64).to_le_bytes();
        for byte in length.iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn add_ratings(&mut self, ratings: &Ratings) {
        let rows = ratings.users.iter().zip(&ratings.items).zip(&ratings.values);
        for ((&user, &item), value) in rows {
            self.add(&(user as u64).to_le_bytes());
            self.add(&(item as u64).to_le_bytes());
            self.add(&value.to_bits().to_le_bytes());
        }
        for time in ratings.timestamps.iter().flatten() {
            self.add(&time.to_le_bytes());
        }
        for row in ratings.side.categories.iter().flatten() {
            self.add(&(*row as u64).to_le_bytes());
        }
        for number in ratings.side.numbers.iter().flatten() {
            self.add(&number.to_bits().to_le_bytes());
        }
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The fingerprint of all that a training sees: both sides of the split, side features included, and
/// the names of the rows.
pub fn fingerprint_of(data: &Dataset, split: &Split) -> Fingerprint {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add_ratings(&split.train);
    fingerprint.add_ratings(&split.valid);
    for name in data.users.names().iter().chain(data.items.names()) {
        fingerprint.add(name.as_bytes());
    }
    fingerprint
}

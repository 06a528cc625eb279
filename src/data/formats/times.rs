//! The column of times, which programs write in several ways.

use super::encoding::decode_field;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// Units in which programs count the time since 1970, and the size from which on a number must be in
/// that unit: as seconds, it would lie more than a thousand years ahead.
const UNITS: [(&str, i64, u64); 4] = [
    ("seconds", 1, 0),
    ("milliseconds", 1_000, 100_000_000_000),
    ("microseconds", 1_000_000, 100_000_000_000_000),
    ("nanoseconds", 1_000_000_000, 100_000_000_000_000_000),
];

/// Collects the times of a file.
#[derive(Default)]
pub(super) struct Times {
    times: Vec<i64>,
    /// How many of the numbers have the size of each unit.
    sizes: [usize; UNITS.len()],
    dates: usize,
    gaps: usize,
    zeros: usize,
}

impl Times {
    /// Adds a time: a whole number, a number with decimals, which are dropped, a date with or without a
    /// time of day, or nothing.
    ///
    /// # Errors
    /// Says in words what is wrong with any other text.
    pub(super) fn push(&mut self, text: &[u8]) -> Result<(), &'static str> {
        let text = decode_field(text);
        let time = if text.is_empty() {
            self.gaps += 1;
            0
        } else if let Some(number) = number(&text) {
            self.zeros += usize::from(number == 0);
            let units = UNITS.iter().rposition(|&(.., from)| number.unsigned_abs() >= from);
            self.sizes[units.unwrap_or(0)] += 1;
            number
        } else if let Some(seconds) = date(&text) {
            self.dates += 1;
            seconds
        } else {
            return Err("is neither a number of seconds since 1970 nor a date such as 1997-09-20");
        };
        if self.dates > 0 && self.sizes.iter().sum::<usize>() > 0 {
            return Err(
                "does not go with the other times, some of which are numbers and some dates",
            );
        }
        self.times.push(time);
        Ok(())
    }

    /// The times in seconds since 1970, if every rating has one, and what there is to say about them.
    pub(super) fn finish(mut self) -> (Option<Vec<i64>>, Vec<String>) {
        let mut notes = Vec::new();
        let n = self.times.len();
        if self.gaps > 0 {
            let gaps = self.gaps;
            notes.push(format!("{gaps} of {n} ratings have no time; the times are not used"));
            return (None, notes);
        }
        let unit =
            (0..UNITS.len()).max_by_key(|&unit| self.sizes[unit]).filter(|_| self.dates == 0);
        if let Some(unit) = unit.filter(|&unit| unit > 0) {
            let (name, per_second, _) = UNITS[unit];
            for time in &mut self.times {
                *time = time.div_euclid(per_second);
            }
            notes.push(format!("the times are so large that they must be {name}"));
        }
        let others = n - self.dates - unit.map_or(0, |unit| self.sizes[unit]);
        if others > 0 {
            notes.push(format!(
                "{others} of {n} times are of a size that does not go with the rest"
            ));
        }
        if self.zeros > 0 {
            notes.push(format!("{} of {n} times are 0, the start of 1970", self.zeros));
        }
        (Some(self.times), notes)
    }
}

/// The whole part of a number that fits into 64 bits.
fn number(text: &str) -> Option<i64> {
    if let Ok(whole) = text.parse() {
        return Some(whole);
    }
    let number = text.parse::<f64>().ok()?.floor();
    (number.abs() < i64::MAX as f64).then_some(number as i64)
}

/// The seconds since 1970 of a date in ISO 8601's form. Without a time zone it is taken for UTC.
fn date(text: &str) -> Option<i64> {
    let text = text.strip_suffix(" UTC").unwrap_or(text);
    let in_utc = |date: DateTime| TimeZone::UTC.to_timestamp(date).ok();
    let moment = text.parse::<Timestamp>().ok().or_else(|| in_utc(text.parse().ok()?));
    Some(moment?.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> (Option<Vec<i64>>, Vec<String>) {
        let mut times = Times::default();
        for text in texts {
            times.push(text.as_bytes()).unwrap();
        }
        times.finish()
    }

    #[test]
    fn one_moment_in_all_its_spellings() {
        for text in [
            "874724710",
            "874724710.0",
            "874724710.9",
            "8.7472471e8",
            "874724710000",
            "874724710123",
            "874724710123456",
            "874724710123456789",
            "1997-09-20T03:05:10Z",
            "1997-09-20T05:05:10+02:00",
            "1997-09-20T03:05:10",
            "1997-09-20 03:05:10",
            "1997-09-20 03:05:10.5",
            "1997-09-20 03:05:10 UTC",
            "1997-09-20 03:05:10+00:00",
            "\u{a0}874724710 ",
        ] {
            assert_eq!(read(&[text]).0, Some(vec![874_724_710]), "{text}");
        }
        assert_eq!(read(&["1997-09-20"]).0, Some(vec![874_713_600]));
    }

    #[test]
    fn what_is_odd_about_times_is_said() {
        assert_eq!(read(&["881250949", "-3", "5"]), (Some(vec![881_250_949, -3, 5]), vec![]));
        let (times, notes) = read(&["881250949000", "881250950000", "7"]);
        assert_eq!(times, Some(vec![881_250_949, 881_250_950, 0]));
        assert!(notes[0].contains("milliseconds"), "{notes:?}");
        assert!(notes[1].starts_with("1 of 3 times are of a size"), "{notes:?}");
        let (times, notes) = read(&["881250949", "", "881250950", ""]);
        assert_eq!(times, None);
        assert!(notes[0].starts_with("2 of 4 ratings have no time"), "{notes:?}");
        let (times, notes) = read(&["0", "881250949"]);
        assert_eq!(times, Some(vec![0, 881_250_949]));
        assert!(notes[0].starts_with("1 of 2 times are 0"), "{notes:?}");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["noon", "NaN", "inf", "1e300", "1997-13-01", "20/09/1997"] {
            assert!(Times::default().push(text.as_bytes()).is_err(), "{text}");
        }
        let mut times = Times::default();
        times.push(b"1997-09-20").unwrap();
        assert!(times.push(b"874724710").is_err());
    }
}

//! The column of times, which programs write in several ways.

use super::encoding::decode_field;
use std::ops::RangeInclusive;

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

/// The seconds since 1970 of a date in ISO 8601's form, `1997-09-20T05:05:10.5+02:00`. The time may be missing,
/// and so may its seconds. Without a time zone it is taken for UTC.
fn date(text: &str) -> Option<i64> {
    let text = text.strip_suffix(" UTC").unwrap_or(text);
    let (date, rest) = text.split_at_checked("1997-09-20".len())?;
    let midnight = days(date)? * 24 * 3600;
    if rest.is_empty() {
        return Some(midnight);
    }
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let (time, ahead) = match time.find(['Z', 'z', '+', '-']) {
        Some(end) => (&time[..end], offset(&time[end..])?),
        None => (time, 0),
    };
    Some(midnight + seconds(time)? - ahead)
}

/// The days from 1970 to a date.
fn days(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4, 0..=9999)?;
    let month = digits(parts.next()?, 2, 1..=12)?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 => 28 + i64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day = digits(parts.next()?, 2, 1..=longest)?;
    // Years are counted from March, so that the day that leap years add is their last, and the lengths of the
    // months follow the pattern 31, 30, 31, 30, 31.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let since_march_0000 = 365 * year + leap_days + (153 * month + 2) / 5 + day - 1;
    parts.next().is_none().then_some(since_march_0000 - 719_468)
}

/// The seconds from midnight to a time of day, without a fraction.
fn seconds(time: &str) -> Option<i64> {
    let (time, fraction) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    let mut parts = time.split(':');
    let hours = digits(parts.next()?, 2, 0..=23)?;
    let minutes = digits(parts.next()?, 2, 0..=59)?;
    let seconds = parts.next().map_or(Some(0), |seconds| digits(seconds, 2, 0..=60))?;
    let is_whole = parts.next().is_none() && is_number(fraction);
    is_whole.then_some(hours * 3600 + minutes * 60 + seconds)
}

/// By how many seconds a time zone is ahead of UTC: `Z`, `+02`, `+0200` or `+02:00`.
fn offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("Z") {
        return Some(0);
    }
    let (sign, zone) = zone.split_at_checked(1)?;
    let (hours, minutes) = zone.split_at_checked(2)?;
    let hours = digits(hours, 2, 0..=23)?;
    let minutes = match minutes.strip_prefix(':').unwrap_or(minutes) {
        "" => 0,
        minutes => digits(minutes, 2, 0..=59)?,
    };
    Some((if sign == "-" { -1 } else { 1 }) * (hours * 3600 + minutes * 60))
}

/// A number of so many digits within a range.
fn digits(text: &str, n: usize, range: RangeInclusive<i64>) -> Option<i64> {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.filter(|_| text.len() == n && is_number(text))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
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
            "1997-09-19t22:35:10,25-0430",
            "1997-09-20T05:05:10+02",
            "\u{a0}874724710 ",
        ] {
            assert_eq!(read(&[text]).0, Some(vec![874_724_710]), "{text}");
        }
        assert_eq!(read(&["1997-09-20"]).0, Some(vec![874_713_600]));
        assert_eq!(read(&["1997-09-20 03:05"]).0, Some(vec![874_724_700]));
    }

    #[test]
    fn dates_are_those_of_jiff() {
        for second in (-62_000_000_000_i64..253_000_000_000).step_by(86_400 * 100 + 4_567) {
            let text = jiff::Timestamp::from_second(second).unwrap().to_string();
            assert_eq!(date(&text), Some(second), "{text}");
        }
        // Every day around leap years of all kinds, and days that there are not.
        for year in [1896, 1899, 1900, 1999, 2000, 2023, 2024] {
            for day in (1..=12).flat_map(|month| (0..=32).map(move |day| (month, day))) {
                let text = format!("{year}-{:02}-{:02}T12:34:56Z", day.0, day.1);
                let known = text.parse::<jiff::Timestamp>().ok();
                assert_eq!(date(&text), known.map(|known| known.as_second()), "{text}");
            }
        }
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
        for text in [
            "noon",
            "NaN",
            "inf",
            "1e300",
            "1997-13-01",
            "20/09/1997",
            "1997-9-20",
            "1997-09-20T",
            "1997-09-20T24:00",
            "1997-09-20 03",
            "1997-09-20 03:05:10.",
            "1997-09-20 03:05:10+2",
            "1997-09-20 03:05:10 CET",
            "1997-09-+1",
            "é997-09-20",
        ] {
            assert!(Times::default().push(text.as_bytes()).is_err(), "{text}");
        }
        let mut times = Times::default();
        times.push(b"1997-09-20").unwrap();
        assert!(times.push(b"874724710").is_err());
    }
}

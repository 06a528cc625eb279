//! The values of side features, one for each rating; `None` if the data set does not know a feature.

use super::{Dataset, ItemRecord, UserRecord};

pub(super) const HOURS_PER_DAY: usize = 24;
pub(super) const DAYS_PER_WEEK: usize = 7;
const SECONDS_PER_HOUR: i64 = 60 * 60;
const SECONDS_PER_DAY: i64 = HOURS_PER_DAY as i64 * SECONDS_PER_HOUR;
const DAYS_PER_YEAR: f64 = 365.2425;

pub(super) fn ages(data: &Dataset) -> Option<Vec<f64>> {
    of_users(data, |user| f64::from(user.age))
}

pub(super) fn genders(data: &Dataset) -> Option<Vec<&str>> {
    of_users(data, |user| user.gender.as_str())
}

pub(super) fn occupations(data: &Dataset) -> Option<Vec<&str>> {
    of_users(data, |user| user.occupation.as_str())
}

/// A value for each rating's user.
fn of_users<'a, T>(data: &'a Dataset, value: impl Fn(&'a UserRecord) -> T) -> Option<Vec<T>> {
    let record = |&user: &u32| data.user_records.get(user as usize)?.as_ref();
    data.ratings.users.iter().map(|user| record(user).map(&value)).collect()
}

/// Each rating's film, where it has a record.
pub(super) fn films(data: &Dataset) -> Option<impl Iterator<Item = Option<&ItemRecord>>> {
    let record = |&item: &u32| data.item_records.get(item as usize)?.as_ref();
    (!data.item_records.is_empty()).then(|| data.ratings.items.iter().map(record))
}

/// The mean year of the ratings' films, as far as it is known.
pub(super) fn mean_year(data: &Dataset) -> Option<f64> {
    let known: Vec<f64> = films(data)?.filter_map(|film| film?.year.map(f64::from)).collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// The year of each rating's film, or `unknown`.
pub(super) fn years(data: &Dataset, unknown: f64) -> Option<Vec<f64>> {
    let years = films(data)?.map(|film| film.and_then(|film| film.year));
    Some(years.map(|year| year.map_or(unknown, f64::from)).collect())
}

/// Each film's age in years when it was rated.
pub(super) fn film_ages(data: &Dataset, unknown_year: f64) -> Option<Vec<f64>> {
    let rated = times(data)?.iter().map(|&time| calendar_year(time));
    Some(rated.zip(years(data, unknown_year)?).map(|(rated, year)| rated - year).collect())
}

/// The year of a moment, with its fraction.
fn calendar_year(time: i64) -> f64 {
    1970.0 + time as f64 / SECONDS_PER_DAY as f64 / DAYS_PER_YEAR
}

/// When each rating was given, in seconds since 1970.
pub(super) fn times(data: &Dataset) -> Option<&[i64]> {
    data.ratings.timestamps.as_deref()
}

/// The hour of each rating, from 0.
pub(super) fn hours(data: &Dataset) -> Option<impl Iterator<Item = u32>> {
    let seconds = times(data)?.iter().map(|time| time.rem_euclid(SECONDS_PER_DAY));
    Some(seconds.map(|seconds| (seconds / SECONDS_PER_HOUR) as u32))
}

/// The day of the week of each rating, from 0 for Sunday.
pub(super) fn weekdays(data: &Dataset) -> Option<impl Iterator<Item = u32>> {
    let days = times(data)?.iter().map(|time| time.div_euclid(SECONDS_PER_DAY));
    // 1970 began on a Thursday, day 4.
    Some(days.map(|days| (days + 4).rem_euclid(DAYS_PER_WEEK as i64) as u32))
}

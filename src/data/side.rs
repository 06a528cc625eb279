//! Side features: what is known of a rating besides who and what.

use super::{Dataset, ItemRecord, SideEncoder, UserRecord};
use crate::{Error, Result};

const SECONDS_PER_DAY: f64 = 24.0 * 60.0 * 60.0;
const DAYS_PER_YEAR: f64 = 365.2425;

/// A side feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum SideFeature {
    /// The user's age.
    Age,
    /// The user's gender.
    Gender,
    /// The user's occupation.
    Occupation,
    /// The film's genres.
    Genres,
    /// The film's year.
    Year,
    /// How old the film was when it was rated.
    FilmAge,
    /// The hour of the day (UTC) at which the rating was given.
    Hour,
    /// The day of the week.
    Weekday,
    /// When in the life of the data set the rating was given.
    Trend,
}

/// What side features ask of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SideShape {
    /// Rows of the table of each feature that is a category, the unknown one's included.
    pub categories: Vec<usize>,
    /// How many columns of numbers there are.
    pub numbers: usize,
}

impl SideFeature {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Age,
        Self::Gender,
        Self::Occupation,
        Self::Genres,
        Self::Year,
        Self::FilmAge,
        Self::Hour,
        Self::Weekday,
        Self::Trend,
    ];

    /// Its name in options and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Gender => "gender",
            Self::Occupation => "occupation",
            Self::Genres => "genres",
            Self::Year => "year",
            Self::FilmAge => "film-age",
            Self::Hour => "hour",
            Self::Weekday => "weekday",
            Self::Trend => "trend",
        }
    }
}

impl Dataset {
    /// Gives every rating the columns of these features, in place of any it had, and returns the
    /// encoder that was fitted for them.
    ///
    /// # Errors
    /// If the data set does not know a feature: a CSV file says nothing about people.
    pub fn add_side_features(&mut self, features: &[SideFeature]) -> Result<SideEncoder> {
        let encoder = SideEncoder::fit(self, features)?;
        encoder.apply(self)?;
        Ok(encoder)
    }

    /// Something of each rating's user.
    pub(super) fn of_users<'a, T>(
        &'a self,
        feature: SideFeature,
        of: impl Fn(&'a UserRecord) -> T,
    ) -> Result<Vec<T>> {
        let values = (self.ratings.users.iter())
            .map(|&user| self.user_records.get(user).and_then(Option::as_ref).map(&of));
        values.collect::<Option<Vec<T>>>().ok_or_else(|| self.lacks(feature))
    }

    /// What is known of each rating's film.
    pub(super) fn films(
        &self,
        feature: SideFeature,
    ) -> Result<impl Iterator<Item = Option<&ItemRecord>>> {
        if self.item_records.is_empty() {
            return Err(self.lacks(feature));
        }
        let record = |&item: &usize| self.item_records.get(item).and_then(Option::as_ref);
        Ok(self.ratings.items.iter().map(record))
    }

    /// The mean year of the ratings' films, as far as they say.
    pub(super) fn mean_year(&self, feature: SideFeature) -> Result<f64> {
        let known: Vec<f64> =
            self.films(feature)?.filter_map(|film| film?.year.map(f64::from)).collect();
        if known.is_empty() {
            return Err(self.lacks(feature));
        }
        Ok(known.iter().sum::<f64>() / known.len() as f64)
    }

    /// The year of each rating's film; `unknown` where the film does not say.
    pub(super) fn years(&self, feature: SideFeature, unknown: f64) -> Result<Vec<f64>> {
        let year = |film: Option<&ItemRecord>| film?.year.map(f64::from);
        Ok(self.films(feature)?.map(|film| year(film).unwrap_or(unknown)).collect())
    }

    /// How many years each film was old when it was rated.
    pub(super) fn film_ages(&self, feature: SideFeature, unknown_year: f64) -> Result<Vec<f64>> {
        let years = self.years(feature, unknown_year)?.into_iter();
        let rated = |time: i64| 1970.0 + time as f64 / SECONDS_PER_DAY / DAYS_PER_YEAR;
        Ok(years.zip(self.times(feature)?).map(|(year, &time)| rated(time) - year).collect())
    }

    /// When each rating was given, in seconds since 1970.
    pub(super) fn times(&self, feature: SideFeature) -> Result<&[i64]> {
        self.ratings.timestamps.as_deref().ok_or_else(|| self.lacks(feature))
    }

    pub(super) fn lacks(&self, feature: SideFeature) -> Error {
        Error::Settings(format!(
            "{} does not say what the side feature `{}` needs; use other data, or a model without \
             it (--side)",
            self.name,
            feature.name()
        ))
    }
}

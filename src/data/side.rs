//! Side features: what is known of a rating besides who and what.

use super::{Dataset, ItemRecord, Side, UserRecord, Vocab};
use crate::{Error, Result};

const SECONDS_PER_DAY: i64 = 24 * 60 * 60;
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
    /// Gives every rating the columns of these features, in place of any it had. Numbers are scaled to
    /// mean 0 and standard deviation 1; genres are a column of zeros and ones each.
    ///
    /// # Errors
    /// If the data set does not know a feature: a CSV file says nothing about people.
    pub fn add_side_features(&mut self, features: &[SideFeature]) -> Result<SideShape> {
        let mut side = Side::default();
        let mut shape = SideShape::default();
        for &feature in features {
            match feature {
                SideFeature::Gender | SideFeature::Occupation => {
                    let of = |user: &UserRecord| match feature {
                        SideFeature::Gender => user.gender.clone(),
                        _ => user.occupation.clone(),
                    };
                    let values = self.of_users(feature, of)?;
                    let vocab = Vocab::new(values.iter().map(String::as_str));
                    let rows = values.iter().map(|value| vocab.row(value).unwrap_or(0)).collect();
                    side.categories.push(rows);
                    shape.categories.push(vocab.len());
                }
                SideFeature::Hour | SideFeature::Weekday => {
                    let times = self.times(feature)?;
                    // 1970 began on a Thursday, and row 0 is the unknown one.
                    let (rows, n): (fn(i64) -> i64, usize) = match feature {
                        SideFeature::Hour => (|t| t.rem_euclid(SECONDS_PER_DAY) / 3600, 24),
                        _ => (|t| (t.div_euclid(SECONDS_PER_DAY) + 4).rem_euclid(7), 7),
                    };
                    side.categories.push(times.iter().map(|&t| rows(t) as usize + 1).collect());
                    shape.categories.push(n + 1);
                }
                SideFeature::Genres => side.numbers.extend(self.genre_columns()?),
                SideFeature::Age => {
                    let ages = self.of_users(feature, |user| f64::from(user.age))?;
                    side.numbers.push(standardised(&ages));
                }
                SideFeature::Year => side.numbers.push(standardised(&self.years(feature)?)),
                SideFeature::FilmAge => {
                    let ages = (self.years(feature)?.into_iter().zip(self.times(feature)?))
                        .map(|(year, &time)| {
                            let days = time as f64 / SECONDS_PER_DAY as f64;
                            1970.0 + days / DAYS_PER_YEAR - year
                        })
                        .collect::<Vec<f64>>();
                    side.numbers.push(standardised(&ages));
                }
                SideFeature::Trend => {
                    let times: Vec<f64> =
                        self.times(feature)?.iter().map(|&time| time as f64).collect();
                    side.numbers.push(standardised(&times));
                }
            }
        }
        shape.numbers = side.numbers.len();
        self.ratings.side = side;
        Ok(shape)
    }

    /// Something of each rating's user.
    fn of_users<T>(&self, feature: SideFeature, of: impl Fn(&UserRecord) -> T) -> Result<Vec<T>> {
        let values = self
            .ratings
            .users
            .iter()
            .map(|&user| self.user_records.get(user).and_then(Option::as_ref).map(&of));
        values.collect::<Option<Vec<T>>>().ok_or_else(|| self.unknown(feature))
    }

    fn item(&self, row: usize) -> Option<&ItemRecord> {
        self.item_records.get(row).and_then(Option::as_ref)
    }

    /// The year of each rating's film; the mean year where the film does not say.
    fn years(&self, feature: SideFeature) -> Result<Vec<f64>> {
        let years: Vec<Option<f64>> =
            (self.ratings.items.iter()).map(|&item| self.item(item)?.year.map(f64::from)).collect();
        let known: Vec<f64> = years.iter().copied().flatten().collect();
        if known.is_empty() {
            return Err(self.unknown(feature));
        }
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        Ok(years.into_iter().map(|year| year.unwrap_or(mean)).collect())
    }

    /// A column for each genre: 1 where the film has it.
    fn genre_columns(&self) -> Result<Vec<Vec<f32>>> {
        let records = self.item_records.iter().flatten();
        let genres = Vocab::new(records.flat_map(|film| film.genres.iter().map(String::as_str)));
        if genres.len() == 1 {
            return Err(self.unknown(SideFeature::Genres));
        }
        let mut columns = vec![vec![0.0; self.ratings.len()]; genres.len() - 1];
        for (i, &item) in self.ratings.items.iter().enumerate() {
            for genre in self.item(item).iter().flat_map(|film| &film.genres) {
                let row = genres.row(genre).expect("the vocabulary was made from these genres");
                columns[row - 1][i] = 1.0;
            }
        }
        Ok(columns)
    }

    fn times(&self, feature: SideFeature) -> Result<&[i64]> {
        self.ratings.timestamps.as_deref().ok_or_else(|| self.unknown(feature))
    }

    fn unknown(&self, feature: SideFeature) -> Error {
        Error::Settings(format!(
            "{} does not say what the side feature `{}` needs; leave it out (--side)",
            self.name,
            feature.name()
        ))
    }
}

/// Scaled to mean 0 and standard deviation 1; all zeros if the values are all the same.
fn standardised(values: &[f64]) -> Vec<f32> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let sd = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt();
    let scale = if sd > 0.0 { 1.0 / sd } else { 0.0 };
    values.iter().map(|x| ((x - mean) * scale) as f32).collect()
}

//! How side features become columns.

use super::{Dataset, Side, SideFeature, SideShape, Vocab};
use crate::Result;
use serde::{Deserialize, Serialize};

const HOURS: usize = 24;
const DAYS: usize = 7;
const SECONDS_PER_HOUR: i64 = 60 * 60;
const SECONDS_PER_DAY: i64 = HOURS as i64 * SECONDS_PER_HOUR;

/// Turns side features into the columns that a model takes.
///
/// Which category has which row and how numbers are scaled is found out once, on the ratings that a
/// model is trained with. The model is of use only together with its encoder: later ratings must get
/// the same rows and the same scale.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct SideEncoder {
    encodings: Vec<Encoding>,
}

/// How one feature becomes columns.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "feature", rename_all = "kebab-case")]
enum Encoding {
    Age { scale: Scale },
    Gender { names: Vocab },
    Occupation { names: Vocab },
    // Row 0, the unknown genre, has no column.
    Genres { names: Vocab },
    Year { unknown_year: f64, scale: Scale },
    FilmAge { unknown_year: f64, scale: Scale },
    Hour,
    Weekday,
    Trend { scale: Scale },
}

/// A number's way to mean 0 and standard deviation 1.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
struct Scale {
    mean: f64,
    sd: f64,
}

impl SideEncoder {
    /// An encoder of these features, in this order, with the categories of the data's ratings and
    /// the genres of its films, and with scales that give the numbers of the ratings mean 0 and
    /// standard deviation 1. A film without a year counts as having the mean one.
    ///
    /// # Errors
    /// If the data set does not know a feature: a CSV file says nothing about people.
    pub fn fit(data: &Dataset, features: &[SideFeature]) -> Result<Self> {
        let encodings = features.iter().map(|&feature| Encoding::fit(data, feature));
        Ok(Self { encodings: encodings.collect::<Result<_>>()? })
    }

    /// Gives every rating of `data` its columns, in place of any it had. Genres are a column of zeros
    /// and ones each. A category that the encoder has not met gets row 0, the unknown one; a genre
    /// that it has not met gets no column.
    ///
    /// # Errors
    /// If the data set does not know a feature; its ratings then stay as they are.
    pub fn apply(&self, data: &mut Dataset) -> Result<()> {
        let mut side = Side::default();
        for encoding in &self.encodings {
            encoding.add_columns(data, &mut side)?;
        }
        data.ratings.side = side;
        Ok(())
    }

    /// What the columns ask of a model.
    pub fn shape(&self) -> SideShape {
        let mut shape = SideShape::default();
        for encoding in &self.encodings {
            match encoding {
                Encoding::Gender { names } | Encoding::Occupation { names } => {
                    shape.categories.push(names.len());
                }
                Encoding::Hour => shape.categories.push(HOURS + 1),
                Encoding::Weekday => shape.categories.push(DAYS + 1),
                Encoding::Genres { names } => shape.numbers += names.len() - 1,
                Encoding::Age { .. }
                | Encoding::Year { .. }
                | Encoding::FilmAge { .. }
                | Encoding::Trend { .. } => shape.numbers += 1,
            }
        }
        shape
    }
}

impl Encoding {
    fn fit(data: &Dataset, feature: SideFeature) -> Result<Self> {
        Ok(match feature {
            SideFeature::Age => Self::Age { scale: Scale::fit(&ages(data)?) },
            SideFeature::Gender => Self::Gender { names: Vocab::new(genders(data)?) },
            SideFeature::Occupation => Self::Occupation { names: Vocab::new(occupations(data)?) },
            SideFeature::Genres => {
                let films = data.item_records.iter().flatten();
                let genres = films.flat_map(|film| film.genres.iter().map(String::as_str));
                let names = Vocab::new(genres);
                if names.len() == 1 {
                    return Err(data.lacks(feature));
                }
                Self::Genres { names }
            }
            SideFeature::Year => {
                let unknown_year = data.mean_year(feature)?;
                let scale = Scale::fit(&data.years(feature, unknown_year)?);
                Self::Year { unknown_year, scale }
            }
            SideFeature::FilmAge => {
                let unknown_year = data.mean_year(feature)?;
                let scale = Scale::fit(&data.film_ages(feature, unknown_year)?);
                Self::FilmAge { unknown_year, scale }
            }
            SideFeature::Hour => data.times(feature).map(|_| Self::Hour)?,
            SideFeature::Weekday => data.times(feature).map(|_| Self::Weekday)?,
            SideFeature::Trend => Self::Trend { scale: Scale::fit(&seconds(data)?) },
        })
    }

    fn add_columns(&self, data: &Dataset, side: &mut Side) -> Result<()> {
        match self {
            Self::Gender { names } => side.categories.push(rows(names, &genders(data)?)),
            Self::Occupation { names } => side.categories.push(rows(names, &occupations(data)?)),
            // Row 0 is the unknown hour, and the unknown day.
            Self::Hour => {
                let hour = |time: &i64| time.rem_euclid(SECONDS_PER_DAY) / SECONDS_PER_HOUR;
                let times = data.times(SideFeature::Hour)?.iter();
                side.categories.push(times.map(|time| hour(time) as usize + 1).collect());
            }
            Self::Weekday => {
                // 1970 began on a Thursday, day 4 after Sunday.
                let day =
                    |time: &i64| (time.div_euclid(SECONDS_PER_DAY) + 4).rem_euclid(DAYS as i64);
                let times = data.times(SideFeature::Weekday)?.iter();
                side.categories.push(times.map(|time| day(time) as usize + 1).collect());
            }
            Self::Genres { names } => side.numbers.extend(genre_columns(names, data)?),
            Self::Age { scale } => side.numbers.push(scale.apply(&ages(data)?)),
            Self::Year { unknown_year, scale } => {
                let years = data.years(SideFeature::Year, *unknown_year)?;
                side.numbers.push(scale.apply(&years));
            }
            Self::FilmAge { unknown_year, scale } => {
                let ages = data.film_ages(SideFeature::FilmAge, *unknown_year)?;
                side.numbers.push(scale.apply(&ages));
            }
            Self::Trend { scale } => side.numbers.push(scale.apply(&seconds(data)?)),
        }
        Ok(())
    }
}

// ANCHOR: scale
impl Scale {
    fn fit(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let sd = (values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt();
        Self { mean, sd }
    }

    /// All zeros if the values were all the same when the scale was fitted.
    fn apply(self, values: &[f64]) -> Vec<f32> {
        let factor = if self.sd > 0.0 { 1.0 / self.sd } else { 0.0 };
        values.iter().map(|x| ((x - self.mean) * factor) as f32).collect()
    }
}
// ANCHOR_END: scale

fn ages(data: &Dataset) -> Result<Vec<f64>> {
    data.of_users(SideFeature::Age, |user| f64::from(user.age))
}

fn genders(data: &Dataset) -> Result<Vec<&str>> {
    data.of_users(SideFeature::Gender, |user| user.gender.as_str())
}

fn occupations(data: &Dataset) -> Result<Vec<&str>> {
    data.of_users(SideFeature::Occupation, |user| user.occupation.as_str())
}

fn seconds(data: &Dataset) -> Result<Vec<f64>> {
    Ok(data.times(SideFeature::Trend)?.iter().map(|&time| time as f64).collect())
}

fn rows(names: &Vocab, values: &[&str]) -> Vec<usize> {
    values.iter().map(|value| names.row(value).unwrap_or(0)).collect()
}

/// A column for each genre: 1 where the film has it.
fn genre_columns(names: &Vocab, data: &Dataset) -> Result<Vec<Vec<f32>>> {
    let mut columns = vec![vec![0.0; data.ratings.len()]; names.len() - 1];
    for (i, film) in data.films(SideFeature::Genres)?.enumerate() {
        for genre in film.iter().flat_map(|film| &film.genres) {
            let column = names.row(genre).and_then(|row| row.checked_sub(1));
            if let Some(column) = column {
                columns[column][i] = 1.0;
            }
        }
    }
    Ok(columns)
}

//! How side features become columns.

use super::ratings::row_id;
use super::side_values::{
    DAYS_PER_WEEK, HOURS_PER_DAY, ages, film_ages, films, genders, hours, mean_year, occupations,
    times, weekdays, years,
};
use super::{Dataset, Side, SideFeature, SideShape, Vocab};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// Turns side features into the columns that a model takes.
///
/// The rows of the categories and the scales of the numbers are found once, from the ratings that a
/// model is trained with. A model is useful only together with its encoder, because later ratings must
/// get the same rows and the same scales.
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

/// Scales a number to mean 0 and standard deviation 1.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
struct Scale {
    mean: f64,
    sd: f64,
}

impl Dataset {
    /// Gives every rating the columns of these features, in place of any it had, and returns the
    /// encoder that was fitted for them.
    ///
    /// # Errors
    /// If the data set does not know a feature; a CSV file, for example, says nothing about people.
    pub fn add_side_features(&mut self, features: &[SideFeature]) -> Result<SideEncoder> {
        let encoder = SideEncoder::fit(self, features)?;
        encoder.apply(self)?;
        Ok(encoder)
    }
}

impl Dataset {
    /// The side features that the data set knows.
    pub fn side_features(&self) -> Vec<SideFeature> {
        let is_known = |feature: &SideFeature| Encoding::fit(self, *feature).is_some();
        SideFeature::ALL.into_iter().filter(is_known).collect()
    }
}

impl SideEncoder {
    /// An encoder of these features, in this order, with the categories of the data's ratings and
    /// the genres of its films, and with scales that give the numbers of the ratings mean 0 and
    /// standard deviation 1. A film without a year gets the mean year.
    ///
    /// # Errors
    /// If the data set does not know a feature; a CSV file, for example, says nothing about people.
    pub fn fit(data: &Dataset, features: &[SideFeature]) -> Result<Self> {
        let fit = |&feature| Encoding::fit(data, feature).ok_or_else(|| lacks(data, feature));
        Ok(Self { encodings: features.iter().map(fit).collect::<Result<_>>()? })
    }

    /// Gives every rating of `data` its columns, in place of any it had. Each genre is a column of
    /// zeros and ones. A category that is new to the encoder gets row 0, the unknown one; a new genre
    /// gets no column.
    ///
    /// # Errors
    /// If the data set does not know a feature; its ratings then stay as they are.
    pub fn apply(&self, data: &mut Dataset) -> Result<()> {
        let mut side = Side::default();
        for encoding in &self.encodings {
            let added = encoding.add_columns(data, &mut side);
            added.ok_or_else(|| lacks(data, encoding.feature()))?;
        }
        data.ratings.side = side;
        Ok(())
    }

    /// The input sizes that the columns need.
    pub fn shape(&self) -> SideShape {
        let mut shape = SideShape::default();
        for encoding in &self.encodings {
            match encoding {
                Encoding::Gender { names } | Encoding::Occupation { names } => {
                    shape.categories.push(names.len());
                }
                Encoding::Hour => shape.categories.push(HOURS_PER_DAY + 1),
                Encoding::Weekday => shape.categories.push(DAYS_PER_WEEK + 1),
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

fn lacks(data: &Dataset, feature: SideFeature) -> Error {
    let lacks =
        format!("{} does not say what the side feature `{}` needs", data.name, feature.name());
    let known = data.side_features();
    if known.is_empty() {
        let message =
            format!("{lacks}, nor what any other does; use a model without side features");
        return Error::Setting { name: "no_side", message };
    }
    let known: Vec<&str> = known.into_iter().map(SideFeature::name).collect();
    Error::Setting { name: "side", message: format!("{lacks}; choose among {}", known.join(",")) }
}

impl Encoding {
    fn fit(data: &Dataset, feature: SideFeature) -> Option<Self> {
        Some(match feature {
            SideFeature::Age => Self::Age { scale: Scale::fit(&ages(data)?) },
            SideFeature::Gender => Self::Gender { names: Vocab::new(genders(data)?) },
            SideFeature::Occupation => Self::Occupation { names: Vocab::new(occupations(data)?) },
            SideFeature::Genres => {
                let films = data.item_records.iter().flatten();
                let genres = films.flat_map(|film| film.genres.iter().map(String::as_str));
                let names = Vocab::new(genres);
                (names.len() > 1).then_some(Self::Genres { names })?
            }
            SideFeature::Year => {
                let unknown_year = mean_year(data)?;
                Self::Year { unknown_year, scale: Scale::fit(&years(data, unknown_year)?) }
            }
            SideFeature::FilmAge => {
                let unknown_year = mean_year(data)?;
                Self::FilmAge { unknown_year, scale: Scale::fit(&film_ages(data, unknown_year)?) }
            }
            SideFeature::Hour => times(data).map(|_| Self::Hour)?,
            SideFeature::Weekday => times(data).map(|_| Self::Weekday)?,
            SideFeature::Trend => Self::Trend { scale: Scale::fit(&seconds(data)?) },
        })
    }

    fn add_columns(&self, data: &Dataset, side: &mut Side) -> Option<()> {
        let Side { categories, numbers } = side;
        match self {
            Self::Gender { names } => categories.push(rows(names, &genders(data)?)),
            Self::Occupation { names } => categories.push(rows(names, &occupations(data)?)),
            // Row 0 is the unknown hour, and the unknown day.
            Self::Hour => categories.push(hours(data)?.map(|hour| hour + 1).collect()),
            Self::Weekday => categories.push(weekdays(data)?.map(|day| day + 1).collect()),
            Self::Genres { names } => numbers.extend(genre_columns(names, data)?),
            Self::Age { scale } => numbers.push(scale.apply(&ages(data)?)),
            Self::Year { unknown_year, scale } => {
                numbers.push(scale.apply(&years(data, *unknown_year)?));
            }
            Self::FilmAge { unknown_year, scale } => {
                numbers.push(scale.apply(&film_ages(data, *unknown_year)?));
            }
            Self::Trend { scale } => numbers.push(scale.apply(&seconds(data)?)),
        }
        Some(())
    }

    fn feature(&self) -> SideFeature {
        match self {
            Self::Age { .. } => SideFeature::Age,
            Self::Gender { .. } => SideFeature::Gender,
            Self::Occupation { .. } => SideFeature::Occupation,
            Self::Genres { .. } => SideFeature::Genres,
            Self::Year { .. } => SideFeature::Year,
            Self::FilmAge { .. } => SideFeature::FilmAge,
            Self::Hour => SideFeature::Hour,
            Self::Weekday => SideFeature::Weekday,
            Self::Trend { .. } => SideFeature::Trend,
        }
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

    /// All zeros if the scale was fitted to equal values.
    fn apply(self, values: &[f64]) -> Vec<f32> {
        let factor = if self.sd > 0.0 { 1.0 / self.sd } else { 0.0 };
        values.iter().map(|x| ((x - self.mean) * factor) as f32).collect()
    }
}
// ANCHOR_END: scale

fn seconds(data: &Dataset) -> Option<Vec<f64>> {
    Some(times(data)?.iter().map(|&time| time as f64).collect())
}

fn rows(names: &Vocab, values: &[&str]) -> Vec<u32> {
    values.iter().map(|value| row_id(names.row(value).unwrap_or(0))).collect()
}

/// A column for each genre: 1 where the film has it.
fn genre_columns(names: &Vocab, data: &Dataset) -> Option<Vec<Vec<f32>>> {
    let mut columns = vec![vec![0.0; data.ratings.len()]; names.len() - 1];
    for (i, film) in films(data)?.enumerate() {
        for genre in film.iter().flat_map(|film| &film.genres) {
            let column = names.row(genre).and_then(|row| row.checked_sub(1));
            if let Some(column) = column {
                columns[column][i] = 1.0;
            }
        }
    }
    Some(columns)
}

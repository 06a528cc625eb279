//! Side features: what is known of a rating besides its user and its item.

/// A side feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
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
    /// The film's age when it was rated.
    FilmAge,
    /// The hour of the day (UTC) at which the rating was given.
    Hour,
    /// The day of the week.
    Weekday,
    /// When in the lifetime of the data set the rating was given.
    Trend,
}

/// The input sizes that the side features need.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SideShape {
    /// Rows of the table of each feature that is a category, the unknown one's included.
    pub categories: Vec<usize>,
    /// Number of columns of numbers.
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

//! Which methods are compared.

/// A way to predict ratings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Baseline,
    DotProduct,
    /// What similar users gave the film.
    Users,
    /// What the user gave similar films.
    Films,
    /// A regression for each user on the films' genres and years.
    FilmFeatures,
    /// A regression for each film on the users' ages, genders and occupations.
    UserFeatures,
    /// Neighbours again, but those with the most similar factors.
    UsersByFactors,
    FilmsByFactors,
}

impl Method {
    pub const ALL: [Self; 8] = [
        Self::Baseline,
        Self::DotProduct,
        Self::Users,
        Self::Films,
        Self::FilmFeatures,
        Self::UserFeatures,
        Self::UsersByFactors,
        Self::FilmsByFactors,
    ];

    /// Those that the mix is made of. The neighbours by factors know nothing that the dot product does not.
    pub const MIXED: [Self; 5] =
        [Self::DotProduct, Self::Users, Self::Films, Self::FilmFeatures, Self::UserFeatures];

    pub fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::DotProduct => "dot product",
            Self::Users => "user neighbours",
            Self::Films => "film neighbours",
            Self::FilmFeatures => "film features",
            Self::UserFeatures => "user features",
            Self::UsersByFactors => "user neighbours by factors",
            Self::FilmsByFactors => "film neighbours by factors",
        }
    }
}

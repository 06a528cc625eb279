//! What is known of users and items before the first rating, as numbers.

use super::{Dataset, ItemRecord, UserRecord, Vocab};
use nalgebra::{DMatrix, DVector};

/// A vector of equal length for each row, `None` where nothing is known; empty if the data set has no
/// such records.
pub type Profiles = Vec<Option<DVector<f64>>>;

/// A [profile](Profiles) of each user: age, gender and occupation.
pub fn user_profiles(data: &Dataset) -> Profiles {
    let known = data.user_records.iter().flatten();
    let occupations = Vocab::new(known.map(|record| record.occupation.as_str()));
    let profile = |record: &UserRecord| user_profile(record, &occupations);
    data.user_records.iter().map(|record| record.as_ref().map(profile)).collect()
}

/// A [profile](Profiles) of each item: its year and its genres. An item without a year gets the mean
/// year of the others.
pub fn item_profiles(data: &Dataset) -> Profiles {
    let known = || data.item_records.iter().flatten();
    let genres = Vocab::new(known().flat_map(|record| &record.genres).map(String::as_str));
    let years: Vec<f64> = known().filter_map(|record| record.year).map(f64::from).collect();
    let mean_year = years.iter().sum::<f64>() / years.len().max(1) as f64;
    let profile = |record: &ItemRecord| item_profile(record, &genres, mean_year);
    data.item_records.iter().map(|record| record.as_ref().map(profile)).collect()
}

impl Dataset {
    /// The [profiles](user_profiles) of the users as a table, shape `(n_users, features)`. Every column has
    /// mean 0 over the users with a record; the others, row 0 among them, have zeros. `None` if all have
    /// the same profile, or none.
    pub fn user_features(&self) -> Option<DMatrix<f64>> {
        centred_table(&user_profiles(self), self.n_users())
    }

    /// The [profiles](item_profiles) of the items as a table, shape `(n_items, features)`, as
    /// [above](Self::user_features).
    pub fn item_features(&self) -> Option<DMatrix<f64>> {
        centred_table(&item_profiles(self), self.n_items())
    }
}

// ANCHOR: user_profile
/// Age in decades, gender, and a one-hot vector of the occupation.
fn user_profile(record: &UserRecord, occupations: &Vocab) -> DVector<f64> {
    let mut profile = DVector::zeros(2 + occupations.len());
    profile[0] = f64::from(record.age) / 10.0;
    profile[1] = if record.gender == "F" { 1.0 } else { 0.0 };
    profile[2 + occupations.row(&record.occupation).unwrap_or(0)] = 1.0;
    profile
}
// ANCHOR_END: user_profile

// ANCHOR: item_profile
/// The year in decades, and a one for each genre that the film has.
fn item_profile(record: &ItemRecord, genres: &Vocab, mean_year: f64) -> DVector<f64> {
    let mut profile = DVector::zeros(1 + genres.len());
    profile[0] = record.year.map_or(mean_year, f64::from) / 10.0;
    for genre in &record.genres {
        profile[1 + genres.row(genre).unwrap_or(0)] = 1.0;
    }
    profile
}
// ANCHOR_END: item_profile

fn centred_table(profiles: &Profiles, n_rows: usize) -> Option<DMatrix<f64>> {
    let known = || profiles.iter().enumerate().filter_map(|(row, p)| Some((row, p.as_ref()?)));
    let (_, first) = known().next()?;
    let n = known().count() as f64;
    let mean = known().fold(DVector::zeros(first.len()), |sum, (_, profile)| sum + profile) / n;
    let mut table = DMatrix::zeros(n_rows, mean.len());
    for (row, profile) in known() {
        table.row_mut(row).tr_copy_from(&(profile - &mean));
    }
    (table.amax() > 0.0).then_some(table)
}

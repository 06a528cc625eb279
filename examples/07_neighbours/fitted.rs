//! The methods that are compared, fitted to the same ratings.

use crate::method::Method;
use nalgebra::DMatrix;
use workbook::data::{Dataset, Ratings};
use workbook::interpret::{Learned, nearest};
use workbook::models::{Baseline, Content, NeighbourSettings, Neighbours};

/// The price of a weight of a feature of films, and of users, in units of the ratings squared. Both did well
/// on a part of MovieLens 100K's training ratings.
const FEATURE_RIDGES: [f64; 2] = [30.0, 100.0];

/// All methods, fitted to the same ratings.
pub struct Fitted {
    pub model: Learned,
    pub baseline: Baseline,
    pub users: Neighbours,
    /// Its rows are the films.
    pub films: Neighbours,
    film_features: Option<Content>,
    user_features: Option<Content>,
}

impl Fitted {
    // ANCHOR: fit
    /// Fits the others around `model`, which has learned from the same ratings.
    pub fn new(model: Learned, data: &Dataset, train: &Ratings) -> Self {
        let baseline = Baseline::fit(train, data.n_users(), data.n_items());
        // For everything about films, users and films change places.
        let (mirrored, mirrored_baseline) = (train.mirrored(), baseline.mirrored());
        let settings = NeighbourSettings::default();
        let [of_films, of_users] = FEATURE_RIDGES.map(|ridge| ridge * data.scale().unit().powi(2));
        let films = data.item_features();
        let users = data.user_features();
        Self {
            users: Neighbours::new(train, &baseline, settings),
            films: Neighbours::new(&mirrored, &mirrored_baseline, settings),
            film_features: films.map(|table| Content::fit(train, &baseline, table, of_films)),
            user_features: users
                .map(|table| Content::fit(&mirrored, &mirrored_baseline, table, of_users)),
            model,
            baseline,
        }
    }
    // ANCHOR_END: fit

    /// The methods that the data have what is needed for, among some.
    pub fn available(&self, methods: &[Method]) -> Vec<Method> {
        let is_available = |method: &Method| match method {
            Method::FilmFeatures => self.film_features.is_some(),
            Method::UserFeatures => self.user_features.is_some(),
            _ => true,
        };
        methods.iter().copied().filter(is_available).collect()
    }

    /// A method's predictions of some pairs, in their order.
    ///
    /// # Panics
    /// If the data lack what the method needs.
    pub fn predict(&self, method: Method, pairs: &Ratings) -> Vec<f64> {
        let Self { model, baseline, users, films, .. } = self;
        let features = |content: &Option<Content>, pairs: &Ratings| {
            content.as_ref().expect("the method is available").predict(pairs)
        };
        match method {
            Method::Baseline => pairs.pairs().map(|(u, i)| baseline.predict(u, i)).collect(),
            Method::DotProduct => {
                pairs.pairs().map(|(u, i)| model.predict(&model.taste(u), i)).collect()
            }
            Method::Users => users.predict(pairs),
            Method::Films => films.predict(&pairs.mirrored()),
            Method::FilmFeatures => features(&self.film_features, pairs),
            Method::UserFeatures => features(&self.user_features, &pairs.mirrored()),
            Method::UsersByFactors => {
                users.predict_by(pairs, |user| cosines(&model.user_factors, user))
            }
            Method::FilmsByFactors => {
                films.predict_by(&pairs.mirrored(), |film| cosines(&model.item_factors, film))
            }
        }
    }
}

/// The cosine of a row of a table with every row.
fn cosines(table: &DMatrix<f64>, row: usize) -> Vec<f64> {
    let mut cosines = vec![0.0; table.nrows()];
    for near in nearest(table, row, table.nrows(), |_| true) {
        cosines[near.row] = near.cosine;
    }
    cosines
}

//! How well newcomers are predicted, by how much is known of them.

use super::{FoldIn, Learned, SignUpModel, Taste};
use crate::data::{Dataset, Profiles, Ratings};
use crate::models::Baseline;
use nalgebra::DVector;
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};

/// Users taken out of the data, to come back as newcomers; or [items](Self::hold_out_items), with all
/// ratings [mirrored](Ratings::mirrored), so that everything here said of users holds for items.
#[derive(Clone, Debug)]
pub struct Newcomers {
    /// The ratings of all other users, for training.
    pub known: Ratings,
    /// The ratings of the newcomers, all by row 0, the unknown user. Items without a rating in `known`
    /// are row 0 too.
    pub unknown: Ratings,
    /// The row of each newcomer in the data, with their ratings in random order: item and rating.
    pub users: Vec<(usize, Vec<(usize, f64)>)>,
    /// Rows of the users that remain.
    pub others: Vec<usize>,
}

impl Newcomers {
    /// Takes a random share of the users out of the data; the same seed takes the same ones.
    ///
    /// # Panics
    /// If `share` is above 1.
    pub fn hold_out(data: &Dataset, share: f64, seed: u64) -> Self {
        Self::new(&data.ratings, [data.n_users(), data.n_items()], share, seed)
    }

    /// The same with items in the place of users, and users in the place of items: `users` and `others`
    /// are items, and the ratings are mirrored.
    ///
    /// # Panics
    /// If `share` is above 1.
    pub fn hold_out_items(data: &Dataset, share: f64, seed: u64) -> Self {
        Self::new(&data.ratings.mirrored(), [data.n_items(), data.n_users()], share, seed)
    }

    fn new(all: &Ratings, [n_users, n_items]: [usize; 2], share: f64, seed: u64) -> Self {
        let rng = &mut StdRng::seed_from_u64(seed);
        let mut has_ratings = vec![false; n_users];
        all.users.iter().for_each(|&user| has_ratings[user as usize] = true);
        let mut others: Vec<usize> = (1..n_users).filter(|&user| has_ratings[user]).collect();
        others.shuffle(rng);
        let taken = (others.len() as f64 * share).round() as usize;
        let newcomers: Vec<usize> = others.drain(..taken).collect();
        others.sort_unstable();

        let mut is_new = vec![false; n_users];
        for &user in &newcomers {
            is_new[user] = true;
        }
        let (unknown, known): (Vec<usize>, Vec<usize>) =
            (0..all.len()).partition(|&i| is_new[all.users[i] as usize]);
        let known = all.select(known);
        let mut item_known = vec![false; n_items];
        for &item in &known.items {
            item_known[item as usize] = true;
        }
        let mut unknown = all.select(unknown);
        for item in unknown.items.iter_mut().filter(|item| !item_known[**item as usize]) {
            *item = 0;
        }
        let mut of_user = vec![Vec::new(); n_users];
        for rating in unknown.iter() {
            of_user[rating.user].push((rating.item, f64::from(rating.value)));
        }
        unknown.users.fill(0);
        let users = newcomers.into_iter().map(|user| {
            let mut ratings = std::mem::take(&mut of_user[user]);
            ratings.shuffle(rng);
            (user, ratings)
        });
        let users = users.collect();
        Self { known, unknown, users, others }
    }
}

/// A way to predict a newcomer's ratings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The mean of all ratings.
    GlobalMean,
    /// The mean of each item, pulled towards the global one.
    ItemMean,
    /// The mean of all users' tastes.
    MeanTaste,
    /// The taste of the user who is closest to the mean.
    Representative,
    /// A linear model from age, gender and occupation to the taste.
    SignUp,
    /// A ridge regression on the ratings given so far, around the mean taste.
    FoldIn,
    /// The same, around the taste from the sign-up model.
    FoldInFromSignUp,
}

impl Method {
    /// All methods, in the order of how much they must know of a newcomer.
    pub const ALL: [Self; 7] = [
        Self::GlobalMean,
        Self::ItemMean,
        Self::MeanTaste,
        Self::Representative,
        Self::SignUp,
        Self::FoldIn,
        Self::FoldInFromSignUp,
    ];

    /// Its name in tables and figures, where the newcomers are users.
    pub fn name(self) -> &'static str {
        match self {
            Self::GlobalMean => "global mean",
            Self::ItemMean => "film mean",
            Self::MeanTaste => "mean taste",
            Self::Representative => "representative user",
            Self::SignUp => "sign-up model",
            Self::FoldIn => "fold-in",
            Self::FoldInFromSignUp => "fold-in from sign-up",
        }
    }

    /// Its name where the newcomers are items, which are films in tables and figures.
    pub fn name_for_films(self) -> &'static str {
        match self {
            Self::GlobalMean => "global mean",
            Self::ItemMean => "user mean",
            Self::MeanTaste => "mean film",
            Self::Representative => "representative film",
            Self::SignUp => "genres and year",
            Self::FoldIn => "fold-in",
            Self::FoldInFromSignUp => "fold-in from genres",
        }
    }
}

/// Every method's mean squared errors on the newcomers' ratings; the `i`-th is the error after each
/// newcomer has given `given[i]` ratings. All are measured on the same ratings, those after the largest
/// number given. `profiles` says what is known of the users besides; the methods that need it are left
/// out if it is empty.
///
/// For items held out, `model` is [mirrored](Learned::mirrored) as well, and the profiles are the items'.
///
/// # Panics
/// If no newcomer has more ratings than the largest number given.
pub fn compare(
    model: &Learned,
    profiles: &Profiles,
    newcomers: &Newcomers,
    given: &[usize],
) -> Vec<(Method, Vec<f64>)> {
    let most = given.iter().copied().max().unwrap_or(0);
    let judged: Vec<_> =
        newcomers.users.iter().filter(|(_, ratings)| ratings.len() > most).collect();
    assert!(!judged.is_empty(), "no newcomer has more than {most} ratings");

    let mean = model.mean_taste(&newcomers.others);
    let representative = model.taste(closest_to(model, &newcomers.others, &mean));
    let baseline = Baseline::fit(&newcomers.known, model.n_users(), model.n_items());
    let profile = |user: usize| profiles.get(user).and_then(Option::as_ref);
    let known: Vec<(usize, &DVector<f64>)> =
        newcomers.others.iter().filter_map(|&user| Some((user, profile(user)?))).collect();
    let sign_up = (!known.is_empty()).then(|| SignUpModel::fit(model, &known));
    let from_sign_up = |user: usize| match (&sign_up, profile(user)) {
        (Some(sign_up), Some(profile)) => sign_up.taste(profile),
        _ => mean.clone(),
    };
    let fold_in =
        |prior: &Taste, ratings| FoldIn::fit(model, ratings, prior, model.taste_ridge()).taste;

    let error = |method: Method, given: usize| {
        let mut sum = 0.0;
        let mut count = 0;
        for (user, ratings) in &judged {
            let shown = &ratings[..given];
            let taste = match method {
                Method::GlobalMean | Method::ItemMean | Method::MeanTaste => mean.clone(),
                Method::Representative => representative.clone(),
                Method::SignUp => from_sign_up(*user),
                Method::FoldIn => fold_in(&mean, shown),
                Method::FoldInFromSignUp => fold_in(&from_sign_up(*user), shown),
            };
            for &(item, rating) in &ratings[most..] {
                let prediction = match method {
                    Method::GlobalMean => baseline.mean,
                    Method::ItemMean => baseline.mean + baseline.item_offsets[item],
                    _ => model.predict(&taste, item),
                };
                sum += (rating - prediction).powi(2);
                count += 1;
            }
        }
        sum / f64::from(count)
    };
    Method::ALL
        .into_iter()
        .filter(|method| {
            sign_up.is_some() || !matches!(method, Method::SignUp | Method::FoldInFromSignUp)
        })
        .map(|method| (method, given.iter().map(|&given| error(method, given)).collect()))
        .collect()
}

/// The user among `users` whose taste is closest to `taste`; among equals, the first.
fn closest_to(model: &Learned, users: &[usize], taste: &Taste) -> usize {
    let distance = |user: usize| {
        let candidate = model.taste(user);
        let bias = candidate.bias - taste.bias;
        (candidate.factors - &taste.factors).norm_squared() + bias * bias
    };
    (users.iter().copied())
        .min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
        .expect("there are users")
}

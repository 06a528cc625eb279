//! The truth behind the built-in ratings.
//!
//! The built-in data is invented, so the process that made it is known to the last decimal. It is in
//! `truth.csv`. The rating of film *f* by user *u* was drawn as
//!
//! ```text
//! score  = mean + user_bias[u] + film_bias[f] + user_factors[u] · film_factors[f]
//! rating = score + noise, rounded to a whole number and clamped to 1..=5      noise ~ Normal(0, sigma)
//! ```
//!
//! This gives two things that no real data set has: the best possible prediction of each rating, and
//! the error that even this prediction makes, the *noise floor*.

use super::{Rating, Ratings};
#[cfg(feature = "formats")]
use serde::Deserialize;
use std::f64::consts::SQRT_2;

/// Number of true factors of a user or a film, strongest first.
pub const N_FACTORS: usize = 5;

/// The truth about one user or one film.
#[derive(Clone, Debug, PartialEq)]
pub struct Latent {
    /// Stars above or below the mean, regardless of the other side.
    pub bias: f64,
    /// Position on each axis of taste; the dot product of a user's and a film's is in stars.
    pub factors: [f64; N_FACTORS],
}

impl Latent {
    /// What taste adds to a user's score for a film, in stars: the dot product of their factors.
    pub fn affinity(&self, other: &Latent) -> f64 {
        self.factors.iter().zip(&other.factors).map(|(a, b)| a * b).sum()
    }
}

/// All parameters of the process behind the built-in ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    /// The score, in stars, of an average film for an average user.
    pub mean: f64,
    /// Standard deviation of the noise on a score, in stars.
    pub sigma: f64,
    /// Users 1, 2, … in order.
    pub users: Vec<Latent>,
    /// Films 1, 2, … in order.
    pub films: Vec<Latent>,
}

/// The subject of a line of `truth.csv`. The mean and sigma are in the column `bias`.
#[cfg(feature = "formats")]
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Mean,
    Sigma,
    User,
    Film,
}

impl Truth {
    /// The truth behind the data set that is built into the library.
    pub fn builtin() -> Truth {
        #[cfg(feature = "embedded")]
        let truth = Truth::from_csv(include_bytes!("../../data/builtin/truth.csv"))
            .expect("the built-in truth.csv is well-formed");
        #[cfg(not(feature = "embedded"))]
        let truth = super::synthetic::truth();
        truth
    }

    /// Reads the columns `kind,id,bias,factor_1,…`. Lines of kind `mean` and `sigma` have their number
    /// in the column `bias`.
    ///
    /// # Errors
    /// If a line has other columns, or an unknown kind.
    #[cfg(feature = "formats")]
    pub fn from_csv(bytes: &[u8]) -> Result<Truth, csv::Error> {
        let mut truth = Truth { mean: 0.0, sigma: 0.0, users: Vec::new(), films: Vec::new() };
        for line in csv::Reader::from_reader(bytes).deserialize() {
            // The `id` is for human readers. Lines of a kind are in the order of their ids.
            let (kind, _id, bias, factors): (Kind, usize, f64, [f64; N_FACTORS]) = line?;
            match kind {
                Kind::Mean => truth.mean = bias,
                Kind::Sigma => truth.sigma = bias,
                Kind::User => truth.users.push(Latent { bias, factors }),
                Kind::Film => truth.films.push(Latent { bias, factors }),
            }
        }
        Ok(truth)
    }

    /// Writes what [`Truth::from_csv`] reads, every number with four decimals.
    pub fn to_csv(&self) -> String {
        let mut text = String::from("kind,id,bias");
        for axis in 1..=N_FACTORS {
            text += &format!(",factor_{axis}");
        }
        let mut line = |kind: &str, id: usize, bias: f64, factors: &[f64]| {
            text += &format!("\n{kind},{id},{bias:.4}");
            for factor in factors {
                text += &format!(",{factor:.4}");
            }
        };
        line("mean", 0, self.mean, &[0.0; N_FACTORS]);
        line("sigma", 0, self.sigma, &[0.0; N_FACTORS]);
        for (kind, latents) in [("user", &self.users), ("film", &self.films)] {
            for (id, latent) in (1..).zip(latents) {
                line(kind, id, latent.bias, &latent.factors);
            }
        }
        text + "\n"
    }

    /// The true factors of a film (ids start at 1), shape `(N_FACTORS,)`.
    pub fn film_factors(&self, film: usize) -> &[f64] {
        &self.films[film - 1].factors
    }

    /// The score of `film` for `user`, in stars, before noise and rounding.
    pub fn score(&self, user: usize, film: usize) -> f64 {
        let user = &self.users[user - 1];
        let film = &self.films[film - 1];
        self.mean + user.bias + film.bias + user.affinity(film)
    }

    /// The probabilities that `user` gives `film` 1, 2, 3, 4 and 5 stars.
    ///
    /// A noisy score becomes 3 stars if it falls between 2.5 and 3.5, so the probability is the
    /// Gaussian's mass there. The lowest and the highest rating also get the tails beyond.
    pub fn probabilities(&self, user: usize, film: usize) -> [f64; 5] {
        let score = self.score(user, film);
        let below = |edge: f64| (1.0 + libm::erf((edge - score) / (self.sigma * SQRT_2))) / 2.0;
        let [two, three, four, five] = [1.5, 2.5, 3.5, 4.5].map(below);
        [two, three - two, four - three, five - four, 1.0 - five]
    }

    /// The mean squared error that predicting every true expectation makes on these ratings, whose rows are
    /// the ids. Only luck can take a model below it.
    pub fn noise_floor(&self, ratings: &Ratings) -> f64 {
        let error = |rating: Rating| {
            f64::from(rating.value) - self.expected_rating(rating.user, rating.item)
        };
        ratings.iter().map(|rating| error(rating).powi(2)).sum::<f64>() / ratings.len() as f64
    }

    /// The expected rating of `film` by `user`, in stars: the prediction with the lowest mean squared
    /// error.
    pub fn expected_rating(&self, user: usize, film: usize) -> f64 {
        (1..).zip(self.probabilities(user, film)).map(|(stars, p)| f64::from(stars) * p).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One user and one film without factors, at the given score.
    fn at_score(score: f64) -> Truth {
        let plain = Latent { bias: 0.0, factors: [0.0; N_FACTORS] };
        Truth { mean: score, sigma: 0.8, users: vec![plain.clone()], films: vec![plain] }
    }

    #[test]
    fn the_five_probabilities_add_up_to_one() {
        for score in [-2.0, 1.0, 2.7, 3.0, 5.5, 9.0] {
            let sum: f64 = at_score(score).probabilities(1, 1).iter().sum();
            assert!((sum - 1.0).abs() < 1e-12, "score {score}: {sum}");
        }
    }

    #[test]
    fn the_expectation_is_symmetric_about_three_stars_and_stays_within_the_scale() {
        let expected = |score| at_score(score).expected_rating(1, 1);
        assert!((expected(3.0) - 3.0).abs() < 1e-12);
        let low = expected(1.4);
        let high = expected(4.6);
        assert!((low + high - 6.0).abs() < 1e-12, "{low} and {high} should mirror each other");
        assert!(low > 1.4, "clamping at 1 star lifts the expectation above the score, got {low}");
        assert!(
            (expected(50.0) - 5.0).abs() < 1e-12,
            "a film far off the scale always gets 5 stars"
        );
    }

    #[test]
    fn mid_scale_the_variance_is_that_of_the_noise_plus_that_of_rounding() {
        let truth = at_score(3.0);
        let variance: f64 = (1..)
            .zip(truth.probabilities(1, 1))
            .map(|(stars, p)| (f64::from(stars) - 3.0).powi(2) * p)
            .sum();
        let without_clamping = truth.sigma.powi(2) + 1.0 / 12.0;
        assert!((variance - without_clamping).abs() < 0.03, "{variance}, {without_clamping}");
    }

    #[test]
    fn writing_and_reading_give_the_truth_back_exactly() {
        let truth = Truth::builtin();
        assert_eq!(Truth::from_csv(truth.to_csv().as_bytes()).unwrap(), truth);
    }

    #[test]
    fn an_unknown_kind_of_line_is_an_error() {
        let text = "kind,id,bias,f_1,f_2,f_3,f_4,f_5\nactor,1,0,0,0,0,0,0\n";
        assert!(Truth::from_csv(text.as_bytes()).unwrap_err().to_string().contains("actor"));
    }
}

//! What really lies behind the built-in ratings.
//!
//! The built-in data is invented, so the process that made it is known to the last decimal:
//! `truth.csv` holds it. A rating of film *f* by user *u* was drawn as
//!
//! ```text
//! score  = mean + user_bias[u] + film_bias[f] + user_factors[u] · film_factors[f]
//! rating = score + noise, rounded to a whole number and clamped to 1..=5      noise ~ Normal(0, sigma)
//! ```
//!
//! From that follows what no real data set can tell: the best prediction there is, and the error
//! that even the best prediction makes, the *noise floor*.

use serde::Deserialize;
use std::f64::consts::SQRT_2;

/// How many factors truly describe a user or a film, strongest first.
pub const N_FACTORS: usize = 5;

/// The lowest and the highest rating, in stars.
const STARS: (u8, u8) = (1, 5);

/// What is true of one user or one film.
#[derive(Clone, Debug, PartialEq)]
pub struct Latent {
    /// Stars above or below the mean, whoever is on the other side.
    pub bias: f64,
    /// Position on each axis of taste; the dot product of a user's and a film's is in stars.
    pub factors: [f64; N_FACTORS],
}

/// The process behind the built-in ratings: all its parameters.
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

/// What a row of `truth.csv` is about.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// The mean score, in the column `bias`.
    Mean,
    /// The standard deviation of the noise, in the column `bias`.
    Sigma,
    /// A user.
    User,
    /// A film.
    Film,
}

impl Truth {
    /// The truth behind the data set that is built into the library.
    pub fn builtin() -> Truth {
        Truth::from_csv(include_bytes!("../../data/builtin/truth.csv"))
            .expect("the built-in truth.csv is well-formed")
    }

    /// Reads the columns `kind,id,bias,factor_1,…`. The rows of kind `mean` and `sigma` have their
    /// number in the column `bias`.
    pub fn from_csv(bytes: &[u8]) -> Result<Truth, csv::Error> {
        let mut truth = Truth { mean: 0.0, sigma: 0.0, users: Vec::new(), films: Vec::new() };
        for row in csv::Reader::from_reader(bytes).deserialize() {
            // The `id` is for human readers: rows of a kind stand in the order of their ids.
            let (kind, _id, bias, factors): (Kind, usize, f64, [f64; N_FACTORS]) = row?;
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
    pub fn to_csv(&self) -> Vec<u8> {
        let mut text = String::from("kind,id,bias");
        for axis in 1..=N_FACTORS {
            text += &format!(",factor_{axis}");
        }
        let mut row = |kind: &str, id: usize, bias: f64, factors: &[f64]| {
            text += &format!("\n{kind},{id},{bias:.4}");
            for factor in factors {
                text += &format!(",{factor:.4}");
            }
        };
        row("mean", 0, self.mean, &[0.0; N_FACTORS]);
        row("sigma", 0, self.sigma, &[0.0; N_FACTORS]);
        for (kind, latents) in [("user", &self.users), ("film", &self.films)] {
            for (index, latent) in latents.iter().enumerate() {
                row(kind, index + 1, latent.bias, &latent.factors);
            }
        }
        text.push('\n');
        text.into_bytes()
    }

    /// The true factors of a user (ids start at 1), shape `(N_FACTORS,)`.
    pub fn user_factors(&self, user: usize) -> &[f64] {
        &self.users[user - 1].factors
    }

    /// The true factors of a film (ids start at 1), shape `(N_FACTORS,)`.
    pub fn film_factors(&self, film: usize) -> &[f64] {
        &self.films[film - 1].factors
    }

    /// Before noise and rounding: what `user` thinks of `film`, in stars.
    pub fn score(&self, user: usize, film: usize) -> f64 {
        let (user, film) = (&self.users[user - 1], &self.films[film - 1]);
        self.mean + user.bias + film.bias + affinity(user, film)
    }

    /// The probabilities that `user` gives `film` 1, 2, 3, 4 and 5 stars.
    ///
    /// A noisy score becomes 3 stars if it falls between 2.5 and 3.5, so the probability is the
    /// Gaussian's mass there; the outermost ratings also get the tails beyond.
    pub fn probabilities(&self, user: usize, film: usize) -> [f64; 5] {
        let score = self.score(user, film);
        let (lowest, highest) = STARS;
        let below = |edge: f64| (1.0 + libm::erf((edge - score) / (self.sigma * SQRT_2))) / 2.0;
        std::array::from_fn(|index| {
            let stars = lowest + index as u8;
            let from = if stars == lowest { 0.0 } else { below(f64::from(stars) - 0.5) };
            let to = if stars == highest { 1.0 } else { below(f64::from(stars) + 0.5) };
            to - from
        })
    }

    /// The rating to expect of `user` for `film`, in stars: no model can do better, on average,
    /// than to predict it.
    pub fn expected_rating(&self, user: usize, film: usize) -> f64 {
        (1..).zip(self.probabilities(user, film)).map(|(stars, p)| f64::from(stars) * p).sum()
    }

    /// How far, in stars squared, the rating of `film` by `user` scatters around
    /// [`Truth::expected_rating`]: the squared error that even the best prediction makes on
    /// average.
    pub fn variance(&self, user: usize, film: usize) -> f64 {
        let expected = self.expected_rating(user, film);
        (1..)
            .zip(self.probabilities(user, film))
            .map(|(stars, p)| (f64::from(stars) - expected).powi(2) * p)
            .sum()
    }
}

/// What the tastes of a user and the character of a film add to the score: the dot product of their
/// factors, in stars.
pub fn affinity(user: &Latent, film: &Latent) -> f64 {
    user.factors.iter().zip(&film.factors).map(|(u, f)| u * f).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One user and one film without factors, at the given score.
    fn at_score(score: f64) -> Truth {
        let plain = Latent { bias: 0.0, factors: [0.0; N_FACTORS] };
        Truth { mean: score, sigma: 0.8, users: vec![plain.clone()], films: vec![plain] }
    }

    /// The rows `(user, film, rating)` of the built-in `u.data`.
    fn ratings() -> Vec<(usize, usize, f64)> {
        csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .has_headers(false)
            .from_reader(include_bytes!("../../data/builtin/u.data").as_slice())
            .deserialize::<(usize, usize, f64, u64)>()
            .map(|row| {
                row.map(|(user, film, rating, _time)| (user, film, rating))
                    .expect("four numbers a row")
            })
            .collect()
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
        assert!((at_score(3.0).expected_rating(1, 1) - 3.0).abs() < 1e-12);
        let (low, high) =
            (at_score(1.4).expected_rating(1, 1), at_score(4.6).expected_rating(1, 1));
        assert!((low + high - 6.0).abs() < 1e-12, "{low} and {high} should mirror each other");
        assert!(low > 1.4, "clamping at 1 star lifts the expectation above the score, got {low}");
        assert!((at_score(50.0).expected_rating(1, 1) - 5.0).abs() < 1e-12);
        assert!(
            at_score(50.0).variance(1, 1) < 1e-12,
            "a hopelessly good film always gets 5 stars"
        );
    }

    #[test]
    fn mid_scale_the_variance_is_that_of_the_noise_plus_that_of_rounding() {
        let truth = at_score(3.0);
        let clamp_free = truth.sigma.powi(2) + 1.0 / 12.0;
        assert!(
            (truth.variance(1, 1) - clamp_free).abs() < 0.03,
            "{} against {clamp_free}",
            truth.variance(1, 1)
        );
    }

    #[test]
    fn writing_and_reading_give_the_truth_back_exactly() {
        let truth = Truth::builtin();
        assert_eq!(Truth::from_csv(&truth.to_csv()).unwrap(), truth);
        assert_eq!(truth.to_csv(), include_bytes!("../../data/builtin/truth.csv"));
    }

    #[test]
    fn an_unknown_kind_of_row_is_an_error() {
        let text =
            "kind,id,bias,factor_1,factor_2,factor_3,factor_4,factor_5\nactor,1,0,0,0,0,0,0\n";
        assert!(Truth::from_csv(text.as_bytes()).unwrap_err().to_string().contains("actor"));
    }

    #[test]
    fn the_noise_floor_is_what_the_variances_promise() {
        let (truth, ratings) = (Truth::builtin(), ratings());
        let n = ratings.len() as f64;
        let squared_errors =
            ratings.iter().map(|&(u, f, r)| (r - truth.expected_rating(u, f)).powi(2));
        let floor = squared_errors.clone().sum::<f64>() / n;
        let promised = ratings.iter().map(|&(u, f, _)| truth.variance(u, f)).sum::<f64>() / n;
        // Four standard errors of the mean squared error: chance alone exceeds them once in 16,000
        // data sets.
        let spread = (squared_errors.map(|e| (e - floor).powi(2)).sum::<f64>() / n).sqrt();
        let tolerance = 4.0 * spread / n.sqrt();
        assert!(
            (floor - promised).abs() < tolerance,
            "floor {floor}, promised {promised}, tolerance {tolerance}"
        );
    }

    #[test]
    fn the_expectation_is_right_at_every_level_of_score() {
        let truth = Truth::builtin();
        // Ratings binned by their expectation, in half-star bins: sum of (rating - expectation),
        // its variance, count.
        let mut bins = [(0.0, 0.0, 0); 10];
        for (user, film, rating) in ratings() {
            let expected = truth.expected_rating(user, film);
            let bin = &mut bins[(expected * 2.0) as usize - 1];
            *bin = (bin.0 + rating - expected, bin.1 + truth.variance(user, film), bin.2 + 1);
        }
        for (index, (surplus, variance, count)) in bins.into_iter().enumerate() {
            // Fewer than a hundred ratings are too few for the Gaussian rule of thumb.
            if count >= 100 {
                let deviation = surplus / f64::sqrt(variance);
                assert!(
                    deviation.abs() < 4.0,
                    "bin {index}: {deviation} standard errors off over {count} ratings"
                );
            }
        }
    }
}

//! How many users, films and ratings a set has.

/// The fewest ratings of a user.
pub const MIN_RATINGS: usize = 20;

/// The sizes of a generated set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Users, each with at least twenty ratings.
    pub users: usize,
    /// Films, each with at least one rating.
    pub films: usize,
    /// Ratings.
    pub ratings: usize,
}

impl Shape {
    /// That of MovieLens 100K, and of the built-in set.
    pub const BUILT_IN: Self = Self { users: 943, films: 1_682, ratings: 100_000 };

    /// That of MovieLens 25M, in round numbers.
    pub const FULL: Self = Self { users: 162_541, films: 59_047, ratings: 25_000_000 };

    /// The shape of a set with so many ratings, on the curve of powers through the two shapes above:
    /// ten times the ratings come from 8.6 times the users and concern 4.4 times the films, as both
    /// sites grew. A million ratings are of 8,075 users and 7,418 films.
    pub fn with_ratings(ratings: usize) -> Self {
        let (small, full) = (Self::BUILT_IN, Self::FULL);
        let log_ratio = |a: usize, b: usize| libm::log(a as f64 / b as f64);
        let way = log_ratio(ratings, small.ratings) / log_ratio(full.ratings, small.ratings);
        let between = |small: usize, full: usize| {
            (small as f64 * libm::exp(way * log_ratio(full, small))).round() as usize
        };
        Self {
            users: between(small.users, full.users),
            films: between(small.films, full.films),
            ratings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_goes_through_both_releases_and_rises() {
        assert_eq!(Shape::with_ratings(100_000), Shape::BUILT_IN);
        assert_eq!(Shape::with_ratings(25_000_000), Shape::FULL);
        let million = Shape::with_ratings(1_000_000);
        assert_eq!((million.users, million.films), (8_075, 7_418));
        for ratings in [1_000, 10_000, 10_000_000, 100_000_000] {
            let Shape { users, films, .. } = Shape::with_ratings(ratings);
            assert!(users * MIN_RATINGS < ratings && films < ratings, "{users}, {films}");
        }
    }
}

//! Neighbours: a rating predicted from what similar users gave the same item, or from what the same user
//! gave similar items.

use super::Baseline;
use crate::data::Ratings;

/// How neighbours are chosen, and how far they are trusted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeighbourSettings {
    /// How many neighbours have a say in a prediction, at most.
    pub k: usize,
    /// How many common ratings it takes until a likeness counts half: with `n` of them it is multiplied
    /// by `n / (n + common)`.
    pub common: f64,
    /// The weight of an invented neighbour who rates exactly as the baseline expects, so that a single
    /// real one with little likeness moves the prediction little.
    pub caution: f64,
}

/// Those that did well, for neighbouring users and for neighbouring items, on a part of MovieLens 100K's
/// training ratings.
impl Default for NeighbourSettings {
    fn default() -> Self {
        Self { k: 40, common: 100.0, caution: 0.3 }
    }
}

/// A neighbour with a say in a prediction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Voter {
    /// The neighbour's row.
    pub row: usize,
    /// How alike the neighbour is to the row whose rating is predicted, above 0.
    pub likeness: f64,
    /// What the baseline leaves of the neighbour's rating.
    pub residual: f64,
}

/// What the [`Baseline`] leaves unexplained of each rating, by row and by column.
///
/// The rows are those that have neighbours. If they are to be the users, ratings go in as they are; for
/// neighbouring items the ratings and the baseline go in [mirrored](Ratings::mirrored), and so do the
/// pairs to predict.
///
/// The likeness is a shrunk correlation of residuals, and the neighbours vote on how far to go from the
/// baseline (Koren, 2008, <https://doi.org/10.1145/1401890.1401944>). The invented neighbour is added here.
#[derive(Clone, Debug)]
pub struct Neighbours {
    /// How neighbours are chosen; they may be changed after the fit.
    pub settings: NeighbourSettings,
    baseline: Baseline,
    /// For each row, its columns with their residuals.
    of_row: Vec<Vec<(u32, f64)>>,
    /// For each column, its rows with their residuals.
    of_column: Vec<Vec<(u32, f64)>>,
}

/// What two rows have in common: sums over the columns that both have rated.
#[derive(Clone, Copy, Debug, Default)]
struct Common {
    n: f64,
    products: f64,
    squares: [f64; 2],
}

// ANCHOR: likeness
impl Common {
    /// The cosine of the two rows' residuals, pulled towards 0 if they have little in common.
    fn likeness(&self, common: f64) -> f64 {
        let [one, other] = self.squares;
        let lengths = one.sqrt() * other.sqrt();
        // Rows with nothing in common, or without residuals, are not alike.
        if lengths > 0.0 { self.products / lengths * self.n / (self.n + common) } else { 0.0 }
    }
}
// ANCHOR_END: likeness

impl Neighbours {
    /// Takes the baseline off the ratings. There is nothing to train.
    ///
    /// # Panics
    /// If a row is not in the baseline.
    pub fn new(train: &Ratings, baseline: &Baseline, settings: NeighbourSettings) -> Self {
        let mut of_row = vec![Vec::new(); baseline.user_offsets.len()];
        let mut of_column = vec![Vec::new(); baseline.item_offsets.len()];
        for (rating, (&row, &column)) in train.iter().zip(train.users.iter().zip(&train.items)) {
            let residual = f64::from(rating.value) - baseline.predict(rating.user, rating.item);
            of_row[rating.user].push((column, residual));
            of_column[rating.item].push((row, residual));
        }
        Self { settings, baseline: baseline.clone(), of_row, of_column }
    }

    /// How alike a row is to every row, from −1 to 1, shape `(n_rows,)`; 0 to itself, so that it is never
    /// its own neighbour. This takes a step for each rating of the columns that the row has rated.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn likeness(&self, row: usize) -> Vec<f64> {
        let mut in_common = vec![Common::default(); self.of_row.len()];
        for &(column, own) in &self.of_row[row] {
            for &(other, residual) in &self.of_column[column as usize] {
                let Common { n, products, squares: [one, two] } = &mut in_common[other as usize];
                *n += 1.0;
                *products += own * residual;
                *one += own * own;
                *two += residual * residual;
            }
        }
        in_common[row] = Common::default();
        in_common.iter().map(|both| both.likeness(self.settings.common)).collect()
    }

    /// Those who have a say in a prediction: of the rows that have rated the column and are alike at all,
    /// the `k` most alike, in no particular order. Among equals, the lower row is chosen.
    ///
    /// # Panics
    /// If a row or column does not exist.
    pub fn voters(&self, likeness: &[f64], row: usize, column: usize) -> Vec<Voter> {
        let others = self.of_column[column].iter().map(|&(other, residual)| Voter {
            row: other as usize,
            likeness: likeness[other as usize],
            residual,
        });
        let mut voters: Vec<Voter> =
            others.filter(|voter| voter.likeness > 0.0 && voter.row != row).collect();
        let k = self.settings.k;
        if voters.len() > k {
            voters.select_nth_unstable_by(k, |a, b| {
                b.likeness.total_cmp(&a.likeness).then(a.row.cmp(&b.row))
            });
            voters.truncate(k);
        }
        voters
    }

    // ANCHOR: vote
    /// The baseline's prediction, moved by what it leaves of the voters' ratings, in proportion to their
    /// likeness.
    fn vote(&self, voters: &[Voter], row: usize, column: usize) -> f64 {
        let weights: f64 = voters.iter().map(|voter| voter.likeness).sum();
        let votes: f64 = voters.iter().map(|voter| voter.likeness * voter.residual).sum();
        let expected = self.baseline.predict(row, column);
        if weights > 0.0 { expected + votes / (weights + self.settings.caution) } else { expected }
    }
    // ANCHOR_END: vote
}

impl Neighbours {
    /// The prediction of each pair, in their order. The likeness of a row is worked out when the first of
    /// its pairs comes and forgotten after the last, so that there is never a table of rows × rows.
    ///
    /// # Panics
    /// If a row or column does not exist.
    pub fn predict(&self, pairs: &Ratings) -> Vec<f64> {
        self.predict_by(pairs, |row| self.likeness(row))
    }

    /// The same with another likeness of a row to every row, such as the cosine of learned factors.
    ///
    /// # Panics
    /// If a row or column does not exist.
    pub fn predict_by(&self, pairs: &Ratings, likeness: impl Fn(usize) -> Vec<f64>) -> Vec<f64> {
        self.of_pairs(pairs, likeness, |voters, row, column| self.vote(voters, row, column))
    }

    /// How much of each pair's neighbourhood has rated the column, whatever the stars: the sum of the
    /// likeness of those who have a say.
    ///
    /// # Panics
    /// If a row or column does not exist.
    pub fn support(&self, pairs: &Ratings) -> Vec<f64> {
        let sum = |voters: &[Voter], _, _| voters.iter().map(|voter| voter.likeness).sum();
        self.of_pairs(pairs, |row| self.likeness(row), sum)
    }

    /// What follows from the voters of each pair, its row and its column, in the order of the pairs.
    fn of_pairs(
        &self,
        pairs: &Ratings,
        likeness: impl Fn(usize) -> Vec<f64>,
        value: impl Fn(&[Voter], usize, usize) -> f64,
    ) -> Vec<f64> {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|&i| pairs.users[i]);
        let mut values = vec![0.0; pairs.len()];
        for of_one in order.chunk_by(|&a, &b| pairs.users[a] == pairs.users[b]) {
            let row = pairs.users[of_one[0]] as usize;
            let likeness = likeness(row);
            for &i in of_one {
                let column = pairs.items[i] as usize;
                values[i] = value(&self.voters(&likeness, row, column), row, column);
            }
        }
        values
    }
}

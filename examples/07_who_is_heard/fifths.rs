//! Users, or films, in fifths by their number of training ratings.

use workbook::Error;

/// How many groups there are.
const FIFTHS: usize = 5;

/// The fifth of each row that has training ratings: 0 for the rows with the fewest, 4 for those with the
/// most. Among equals, the lower row comes first.
pub struct Fifths {
    of_row: Vec<Option<usize>>,
}

impl Fifths {
    /// What they are called, those with the fewest ratings first.
    pub const NAMES: [&str; FIFTHS] = ["1, fewest", "2", "3", "4", "5, most"];

    /// The fifths of the rows in a column of ids.
    ///
    /// # Errors
    /// If there are fewer than five rows.
    pub fn new(rows: &[u32], n_rows: usize) -> workbook::Result<Self> {
        let mut counts = vec![0_usize; n_rows];
        rows.iter().for_each(|&row| counts[row as usize] += 1);
        let mut rated: Vec<usize> = (0..n_rows).filter(|&row| counts[row] > 0).collect();
        if rated.len() < FIFTHS {
            let few = format!("only {} of them have training ratings", rated.len());
            return Err(Error::Settings(few));
        }
        rated.sort_by_key(|&row| counts[row]);
        let mut of_row = vec![None; n_rows];
        for (place, &row) in rated.iter().enumerate() {
            of_row[row] = Some(place * FIFTHS / rated.len());
        }
        Ok(Self { of_row })
    }

    /// The sum of a number for each rating in each fifth, where `rows` are the ids of the ratings.
    pub fn sums(&self, rows: &[u32], values: &[f64]) -> [f64; FIFTHS] {
        let mut sums = [0.0; FIFTHS];
        for (&row, value) in rows.iter().zip(values) {
            if let Some(fifth) = self.of_row[row as usize] {
                sums[fifth] += value;
            }
        }
        sums
    }
}

/// The squared errors averaged in each row first, and then over all rows: what a model is off by if all
/// users, or all films, count alike. Row 0, which is no one in particular, is left out.
pub fn alike(ratings: &[u32], errors: &[f64], n_rows: usize) -> f64 {
    let mut sums = vec![(0.0, 0.0); n_rows];
    for (&row, error) in ratings.iter().zip(errors) {
        let (sum, n) = &mut sums[row as usize];
        *sum += error;
        *n += 1.0;
    }
    let means = sums.iter().skip(1).filter(|(_, n)| *n > 0.0).map(|(sum, n)| sum / n);
    let means: Vec<f64> = means.collect();
    means.iter().sum::<f64>() / means.len() as f64
}

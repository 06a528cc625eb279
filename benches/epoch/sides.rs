//! Times several ways of the same training in turns, and checks that they agree.

use workbook::learn::History;

/// Epochs of a training; each is a measurement.
pub const EPOCHS: usize = 3;

/// How far apart the training losses of a side and of the first may be in each epoch.
pub type Agreement = [f64; EPOCHS];
/// Sides round differently, but a dot product hardly amplifies that.
pub const OF_DOT_PRODUCTS: Agreement = [1e-5; EPOCHS];
/// A network soon does, as the last losses of `Learner` and its eager twin show.
pub const OF_NETWORKS: Agreement = [1e-4, 1e-3, 1e-2];

/// Seconds and training loss of each epoch of one training.
pub struct Timing {
    pub seconds: Vec<f64>,
    pub losses: Vec<f64>,
}

impl From<History> for Timing {
    fn from(history: History) -> Self {
        let epochs = history.epochs.iter();
        let (seconds, losses) = epochs.map(|epoch| (epoch.seconds, epoch.train_loss)).unzip();
        Self { seconds, losses }
    }
}

/// One way to train.
pub struct Way<'a> {
    pub name: &'static str,
    pub agreement: Agreement,
    /// Trains once, unless the way is left out.
    pub train: &'a dyn Fn() -> Option<Timing>,
}

/// Times the ways in turns, each `repeats` times, and prints how they compare with the first; their
/// losses must agree.
pub fn compare(repeats: usize, ways: &[Way]) {
    let mut sides: Vec<Side> = ways.iter().map(Side::new).collect();
    for _ in 0..repeats {
        for (side, way) in sides.iter_mut().zip(ways) {
            side.add((way.train)());
        }
    }
    let first = median(&sides[0].seconds);
    for side in sides.iter().filter(|side| !side.seconds.is_empty()) {
        side.check(&sides[0]);
        let seconds = median(&side.seconds);
        println!(
            "{:<32}{seconds:>8.4} s   Learner / it: {:.2}   it / Learner: {:.2}   last loss: {:.6}",
            side.name,
            first / seconds,
            seconds / first,
            side.losses[EPOCHS - 1],
        );
    }
}

/// The value in the middle.
pub fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// One way to train, with what was measured of it.
struct Side {
    name: &'static str,
    agreement: Agreement,
    seconds: Vec<f64>,
    losses: Vec<f64>,
}

impl Side {
    fn new(way: &Way) -> Self {
        let Way { name, agreement, .. } = *way;
        Self { name, agreement, seconds: Vec::new(), losses: Vec::new() }
    }

    fn add(&mut self, timing: Option<Timing>) {
        let Some(timing) = timing else { return };
        self.seconds.extend(timing.seconds);
        self.losses = timing.losses;
    }

    /// Panics unless this side and the other did the same training.
    fn check(&self, other: &Self) {
        let losses = self.losses.iter().zip(&other.losses);
        for (epoch, ((a, b), agreement)) in losses.zip(self.agreement).enumerate() {
            let here = self.name;
            let there = other.name;
            assert!(
                (a - b).abs() < agreement,
                "training loss of epoch {epoch}: {a} by {here}, {b} by {there}"
            );
        }
    }
}

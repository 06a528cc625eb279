//! What an epoch by hand should cost: a model with three constants, which come from three trainings.

use std::ops::Range;

/// A training that was measured.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Ratings to train on.
    pub ratings: usize,
    pub factors: usize,
    pub threads: usize,
    /// The seconds of an epoch.
    pub seconds: f64,
}

/// The costs of an epoch, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct CostModel {
    /// What each rating costs a thread, however few factors there are.
    pub rating: f64,
    /// What it costs further for each group of eight factors.
    pub group: f64,
    /// What every thread but the first costs whenever threads start.
    pub start: f64,
}

/// How often threads start in an epoch: for each of its 32 rounds, and to validate.
const STARTS: f64 = 33.0;

impl CostModel {
    /// Fits the costs of a rating to the trainings of one set on one thread, with the fewest factors and with the
    /// most, and the cost of a start to the first training of `all` on two.
    pub fn fit(of_one_set: &[Measured], all: &[Measured]) -> Self {
        let alone = || of_one_set.iter().filter(|training| training.threads == 1);
        let few = alone().min_by_key(|training| training.factors);
        let many = alone().max_by_key(|training| training.factors);
        let (few, many) = few.zip(many).expect("there is a training on one thread");
        let group = (many.of_rating() - few.of_rating()) / (many.groups() - few.groups());
        let rating = few.of_rating() - group * few.groups();
        let without_starts = Self { rating, group, start: 0.0 };
        let pair = all.iter().find(|training| training.threads == 2);
        let start = pair.map_or(0.0, |pair| (pair.seconds - without_starts.seconds(pair)) / STARTS);
        Self { start: start.max(0.0), ..without_starts }
    }

    /// Its constants, and how far it is off these trainings, in words.
    pub fn in_words(&self, trainings: &[Measured]) -> String {
        let [rating, group] = [self.rating, self.group].map(|cost| 1e9 * cost);
        let costs = format!(
            "The model has {rating:.1} nanoseconds for a rating and {group:.1} for each of its groups of eight \
             factors."
        );
        let off = |threads| 100.0 * self.worst(trainings, threads);
        let alone = format!("It is off by {:.0} % at most on one thread", off(1..2));
        if trainings.iter().all(|training| training.threads == 1) {
            return format!("{costs}\n{alone}.");
        }
        let start = 1e6 * self.start;
        let others = off(2..usize::MAX);
        format!(
            "{costs}\nEach start of another thread takes {start:.0} microseconds. {alone}, and\nby {others:.0} % on \
             more."
        )
    }

    /// The seconds that an epoch of such a training should take.
    pub fn seconds(&self, training: &Measured) -> f64 {
        let Measured { ratings, threads, .. } = *training;
        let work = ratings as f64 * (self.rating + self.group * training.groups());
        work / threads as f64 + STARTS * self.start * (threads - 1) as f64
    }

    /// The largest share by which the speed of one of these trainings, on so many threads, differs from what it
    /// should be.
    pub fn worst(&self, trainings: &[Measured], threads: Range<usize>) -> f64 {
        let share = |training: &Measured| (self.seconds(training) / training.seconds - 1.0).abs();
        let measured = trainings.iter().filter(|training| threads.contains(&training.threads));
        measured.map(share).fold(0.0, f64::max)
    }
}

impl Measured {
    /// Ratings a second.
    pub fn speed(&self) -> f64 {
        self.ratings as f64 / self.seconds
    }

    fn groups(&self) -> f64 {
        self.factors.div_ceil(8) as f64
    }

    /// The seconds of a rating.
    fn of_rating(&self) -> f64 {
        self.seconds / self.ratings as f64
    }
}

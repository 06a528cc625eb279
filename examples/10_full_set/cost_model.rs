//! What an epoch by hand should cost: a model with three constants, which come from three trainings.

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
    /// Fits the costs of a rating to the trainings on one thread with the fewest factors and with the most, and
    /// the cost of a start to the first one on two.
    pub fn fit(trainings: &[Measured]) -> Self {
        let alone = || trainings.iter().filter(|training| training.threads == 1);
        let few = alone().min_by_key(|training| training.factors);
        let many = alone().max_by_key(|training| training.factors);
        let (few, many) = few.zip(many).expect("there is a training on one thread");
        let group = (many.of_rating() - few.of_rating()) / (many.groups() - few.groups());
        let rating = few.of_rating() - group * few.groups();
        let without_starts = Self { rating, group, start: 0.0 };
        let pair = trainings.iter().find(|training| training.threads == 2);
        let start = pair.map_or(0.0, |pair| (pair.seconds - without_starts.seconds(pair)) / STARTS);
        Self { start: start.max(0.0), ..without_starts }
    }

    /// The seconds that an epoch of such a training should take.
    pub fn seconds(&self, training: &Measured) -> f64 {
        let Measured { ratings, threads, .. } = *training;
        let work = ratings as f64 * (self.rating + self.group * training.groups());
        work / threads as f64 + STARTS * self.start * (threads - 1) as f64
    }

    /// The largest share by which the speed of one of these trainings differs from what it should be.
    pub fn worst<'a>(&self, trainings: impl Iterator<Item = &'a Measured>) -> f64 {
        let share = |training: &Measured| (self.seconds(training) / training.seconds - 1.0).abs();
        trainings.map(share).fold(0.0, f64::max)
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

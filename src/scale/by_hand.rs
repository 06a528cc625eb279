//! The training loop.

use super::grid::{Grid, Placed, parts};
use super::row::Stride;
use super::table::{Part, Places, Table};
use super::{Curve, Position, Settings, State, schedule};
use crate::crew::all_done;
use crate::data::{RatingScale, Ratings};
use crate::learn::{EpochRecord, History, clock};
use crate::models::{DotProductBias, Model};
use crate::nn::ParameterTensor;
use crate::{Error, Result};
use std::ops::ControlFlow;

/// Trains a biased dot product as a [`Learner`](crate::learn::Learner) does, without a tape and on several
/// threads: squared error, weight decay, a learning rate that falls to nothing. Every rating is a step.
///
/// ```
/// use std::ops::ControlFlow;
/// use workbook::data::builtin;
/// use workbook::models::DotProductBias;
/// use workbook::scale::{ByHand, Settings};
///
/// let data = builtin::dataset();
/// let split = data.split_random(0.2, 42)?;
/// let model = DotProductBias::new(data.n_users(), data.n_items(), 50, 0);
/// let mut training = ByHand::new(model, &split.train, &split.valid, Settings::default())?;
/// training.fit(2, |_| ControlFlow::Continue(()))?;
/// println!("{:.4}", training.history().last().valid_loss);
/// let model: DotProductBias = training.model();
/// # Ok::<(), workbook::Error>(())
/// ```
pub struct ByHand {
    users: Table,
    items: Table,
    train: Grid,
    valid: Grid,
    parts: usize,
    /// What corresponds to a star. Errors are measured in it.
    unit: f32,
    position: Position,
}

/// How a training ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All epochs are done.
    Finished,
    /// The caller wanted no more.
    Stopped,
}

/// What a training reports between two rounds.
#[derive(Clone, Copy, Debug)]
pub struct RoundDone {
    /// Ratings learned from so far, over all epochs, if all rounds have as many.
    pub ratings: usize,
    /// Ratings of the whole training.
    pub of: usize,
    /// The record of the epoch that this round has ended, if it has.
    pub epoch: Option<EpochRecord>,
}

impl ByHand {
    /// A training that has not begun. Every epoch will end with the loss on `valid`.
    ///
    /// # Errors
    /// If there are no ratings to train on or to validate on.
    ///
    /// # Panics
    /// If a row number is not below the size of its table, or the settings have no epoch.
    pub fn new(
        model: DotProductBias,
        train: &Ratings,
        valid: &Ratings,
        settings: Settings,
    ) -> Result<Self> {
        let y_range = model.y_range.clone();
        let [users, user_biases, items, item_biases] = tensors(model);
        let factors = users.len() / user_biases.len();
        let position = Position {
            settings,
            epoch: 0,
            round: 0,
            squares: 0.0,
            seconds: 0.0,
            epochs: Vec::new(),
            y_range,
            factors,
            fingerprint: 0,
        };
        let sizes = [user_biases.len(), item_biases.len()];
        let mut training = Self::with_tables(train, valid, position, sizes, |[u, i]| {
            [Table::new(u, &users, &user_biases), Table::new(i, &items, &item_biases)]
        })?;
        training.position.fingerprint = training.train.fingerprint();
        Ok(training)
    }

    /// A training that goes on where another was interrupted, to the same bits as if it had not been.
    ///
    /// # Errors
    /// If the training ratings are not those of the interrupted training, if a rating is of a user or an item
    /// that it had no row for, or if the state does not fit together.
    pub fn resume(state: State, train: &Ratings, valid: &Ratings) -> Result<Self> {
        let State { position, users, items } = state;
        let width = position.factors + 3;
        let sizes = [users.len() / width, items.len() / width];
        let is_below = |ids: &[u32], size: usize| ids.iter().all(|&id| (id as usize) < size);
        let fits = |ratings: &Ratings| {
            is_below(&ratings.users, sizes[0]) && is_below(&ratings.items, sizes[1])
        };
        let other = || {
            Error::Settings(
                "the training was interrupted on different ratings; go on with the same data and split"
                    .to_owned(),
            )
        };
        if !fits(train) || !fits(valid) {
            return Err(other());
        }
        let factors = position.factors;
        let training = Self::with_tables(train, valid, position, sizes, |[u, i]| {
            [Table::from_numbers(u, factors, &users), Table::from_numbers(i, factors, &items)]
        })?;
        let Position { fingerprint, round, .. } = training.position;
        match training.train.fingerprint() == fingerprint && round < training.parts {
            true => Ok(training),
            false => Err(other()),
        }
    }

    fn with_tables(
        train: &Ratings,
        valid: &Ratings,
        position: Position,
        [n_users, n_items]: [usize; 2],
        tables: impl FnOnce([Places; 2]) -> [Table; 2],
    ) -> Result<Self> {
        assert!(position.settings.epochs > 0, "a training has at least one epoch");
        if train.is_empty() || valid.is_empty() {
            let message = "training and validation both need at least one rating";
            return Err(Error::Settings(message.to_owned()));
        }
        let seed = position.settings.seed;
        let parts = parts(n_users, n_items);
        let unit = RatingScale::new(&train.values).unit() as f32;
        let places = [Places::new(n_users, parts, seed), Places::new(n_items, parts, !seed)];
        let grid = |ratings| Grid::new(ratings, places.each_ref(), parts, unit, seed);
        let (train, valid) = (grid(train), grid(valid));
        let [users, items] = tables(places);
        Ok(Self { users, items, train, valid, parts, unit, position })
    }

    // ANCHOR: fit
    /// Trains on this many threads until all epochs are done or `on_round`, which is called after every
    /// round, says to stop. The result is the same for any number of threads.
    ///
    /// # Errors
    /// If a loss is not finite.
    ///
    /// # Panics
    /// If there is no thread.
    pub fn fit(
        &mut self,
        threads: usize,
        mut on_round: impl FnMut(RoundDone) -> ControlFlow<()>,
    ) -> Result<Ending> {
        let Settings { epochs, seed, .. } = self.position.settings;
        while self.position.epoch < epochs {
            let Position { epoch, round, .. } = self.position;
            let start = clock::seconds();
            self.round(threads, &schedule(self.parts, epoch, seed)[round])?;
            let is_last = self.position.round == self.parts;
            let ended = is_last.then(|| self.end_epoch(threads)).transpose()?;
            self.position.seconds += clock::seconds() - start;
            let record = ended.map(|losses| self.next_epoch(losses));
            if on_round(self.progress(record)).is_break() {
                return Ok(Ending::Stopped);
            }
        }
        Ok(Ending::Finished)
    }

    /// Works on the blocks of one round, each on its own part of the users and of the items.
    fn round(&mut self, threads: usize, blocks: &[(usize, usize)]) -> Result<()> {
        let stride = self.stride();
        let mut items: Vec<Option<&mut Part>> = self.items.parts.iter_mut().map(Some).collect();
        // The blocks come in the order of their users.
        let jobs = self.users.parts.iter_mut().zip(blocks).map(|(users, &block)| {
            let items = items[block.1].take().expect("no two blocks of a round share items");
            (users, items, self.train.block(block))
        });
        let squares = all_done(threads, jobs.collect(), |(users, items, ratings)| {
            let error = |&Placed { user, item, value }: &Placed| {
                f64::from(stride.step(users.row_mut(user), items.row_mut(item), value))
            };
            ratings.iter().map(error).map(|error| error * error).sum::<f64>()
        });
        let squares: f64 = squares.iter().sum();
        let Position { settings, epoch, round, .. } = self.position;
        if !squares.is_finite() {
            let (loss, suspect) = (squares as f32, settings.suspect());
            return Err(Error::LossNotFinite { loss, epoch, step: round, suspect });
        }
        self.position.squares += squares;
        self.position.round += 1;
        Ok(())
    }
    // ANCHOR_END: fit

    /// The mean training loss of an epoch and its validation loss.
    fn end_epoch(&mut self, threads: usize) -> Result<[f64; 2]> {
        self.users.give_unseen_rows_the_mean();
        self.items.give_unseen_rows_the_mean();
        let unit = f64::from(self.unit);
        let train_loss = self.position.squares / self.train.len() as f64 * unit * unit;
        let valid_loss = self.valid_loss(threads);
        if !valid_loss.is_finite() {
            let Position { settings, epoch, .. } = self.position;
            let suspect = settings.suspect();
            return Err(Error::ValidLossNotFinite { loss: valid_loss, epoch, suspect });
        }
        Ok([train_loss, valid_loss])
    }

    /// Mean squared error on the validation ratings, as the model is now.
    pub fn valid_loss(&self, threads: usize) -> f64 {
        let stride = self.stride();
        let blocks = (0..self.parts).flat_map(|user| (0..self.parts).map(move |item| (user, item)));
        let squares = all_done(threads, blocks.collect(), |block: (usize, usize)| {
            let (users, items) = (&self.users.parts[block.0], &self.items.parts[block.1]);
            let error = |&Placed { user, item, value }: &Placed| {
                f64::from(stride.error(users.row(user), items.row(item), value))
            };
            self.valid.block(block).iter().map(error).map(|error| error * error).sum::<f64>()
        });
        let unit = f64::from(self.unit);
        squares.iter().sum::<f64>() / self.valid.len() as f64 * unit * unit
    }

    /// Records the epoch that is done, and turns to the next.
    fn next_epoch(&mut self, [train_loss, valid_loss]: [f64; 2]) -> EpochRecord {
        let Position { epoch, seconds, .. } = self.position;
        let record = EpochRecord { epoch, train_loss, valid_loss, seconds };
        self.position.epochs.push(record);
        self.position.epoch += 1;
        (self.position.round, self.position.squares, self.position.seconds) = (0, 0.0, 0.0);
        record
    }

    /// What the steps of the next round have in common. Their rate falls steadily to nothing.
    fn stride(&self) -> Stride {
        let Position { settings, epoch, round, factors, ref y_range, .. } = self.position;
        let rounds = (settings.epochs * self.parts) as f32;
        let done = (epoch * self.parts + round) as f32;
        let Curve { start, width } = y_range.clone().into();
        Stride {
            curve: Curve { start: start / self.unit, width: width / self.unit },
            rate: settings.lr as f32 * (1.0 - done / rounds),
            weight_decay: settings.weight_decay as f32,
            factors: factors as f32,
        }
    }

    fn progress(&self, epoch: Option<EpochRecord>) -> RoundDone {
        let done = self.position.epoch * self.parts + self.position.round;
        let of = self.position.settings.epochs * self.train.len();
        let ratings = (done as f64 / self.parts as f64 * self.train.len() as f64) as usize;
        RoundDone { ratings, of, epoch }
    }

    /// The epochs that are done. There is none if the training was stopped in the first.
    pub fn history(&self) -> History {
        History { epochs: self.position.epochs.clone() }
    }

    /// How it trains.
    pub fn settings(&self) -> Settings {
        self.position.settings
    }

    /// The model as it is now, to be used like any other.
    pub fn model(&self) -> DotProductBias {
        let Position { factors, y_range, .. } = &self.position;
        let mut model = DotProductBias::new(1, 1, *factors, 0).with_y_range(y_range.clone());
        let (users, user_biases) = self.users.weights_and_biases();
        let (items, item_biases) = self.items.weights_and_biases();
        let values = [users, items, user_biases, item_biases];
        for (parameter, values) in model.parameters().into_iter().zip(values) {
            let mut tensor = parameter.tensor;
            tensor.replace(values);
        }
        model
    }

    /// Everything that [`resume`](Self::resume) needs.
    pub fn state(&self) -> State {
        let position = self.position.clone();
        State { position, users: self.users.numbers(), items: self.items.numbers() }
    }
}

/// The numbers of a model: users and their biases, items and theirs.
fn tensors(mut model: DotProductBias) -> [Vec<f32>; 4] {
    let values = |tensor: ParameterTensor| tensor.values();
    let [users, items, user_biases, item_biases] = model
        .parameters()
        .try_into()
        .map(|parameters: [_; 4]| parameters.map(|parameter| values(parameter.tensor)))
        .unwrap_or_else(|_| unreachable!("a biased dot product has four tables"));
    [users, user_biases, items, item_biases]
}

//! Adam for tables whose rows take their steps late: when a batch needs them, and not before.
//!
//! A batch looks up a few rows of each table. All other rows have a gradient of zero, and yet Adam
//! moves them: their momentum carries on, and weight decay shrinks them. This makes no difference
//! until the row is next used, so its updates can be deferred until then (lazy updates; Carpenter,
//! 2008, *Lazy Sparse Stochastic Gradient Descent for Regularized Multinomial Logistic Regression*).
//! The row then catches up: it takes the steps it missed one after the other, each with the learning
//! rate and momentum of its time. The result differs by rounding only, and it comes sooner, because a
//! step without a gradient is less work and a row is fetched from memory once for many steps. A row that
//! has missed thousands takes them one by one only until its momentum is spent. The decay of the rest is
//! a single factor, so that a longer wait costs no more. In a large table even that takes most of the time,
//! and there the steps are taken in a few [runs].

mod missed;
mod runs;
mod table;

use super::adam::Step;
use super::denormals::flushing_denormals;
use super::unknown::tables_of;
use super::{FusedAdam, WeightDecay};
use crate::crew::all_done;
use crate::data::Ratings;
use crate::models::{Batch, Model};
use crate::nn::Device;
use dfdx::prelude::Gradients;
use missed::Missed;
use std::thread::available_parallelism;
use table::Table;

/// From so many rows on, the tables are shared out among threads. Fewer rows are done before a thread has
/// started.
const WORTH_A_THREAD: usize = 4_096;

/// Adam with decoupled weight decay. It keeps a model's tables on the host, and lends the model the
/// rows that a batch needs.
pub(super) struct LazyAdam {
    weight_decay: f64,
    /// In the model's order.
    tables: Vec<Table>,
    /// The steps since all rows were last up to date.
    steps: Missed,
    steps_done: usize,
    /// Steps the parameters that are not tables.
    rest: FusedAdam,
    /// How many the machine runs at a time.
    threads: usize,
}

impl LazyAdam {
    /// An optimiser that has not stepped yet. It copies the model's tables to the host.
    pub(super) fn new(model: &mut impl Model, weight_decay: f64) -> Self {
        Self {
            weight_decay,
            tables: tables_of(model).map(|(_, tensor)| Table::new(&tensor)).collect(),
            steps: Missed::default(),
            steps_done: 0,
            rest: FusedAdam::new(WeightDecay::Decoupled(weight_decay)),
            threads: available_parallelism().map_or(1, usize::from),
        }
    }

    /// Brings the rows that `ratings` look up to date, and puts them in place of the model's tables, in
    /// the order of the ratings. The batch returned reads them in that order.
    pub(super) fn catch_up(&mut self, model: &mut impl Model, ratings: &Ratings) -> Batch {
        let columns = tables_of(model).map(|(column, _)| ratings.ids(column)).collect();
        let rows = self
            .on_tables(ratings.len(), columns, |table, steps, rows| table.catch_up(rows, steps));
        replace_tables(model, rows);
        Batch::of_looked_up_rows(ratings, model.device())
    }

    /// Moves the rows of the batch, and every parameter that is not a table, one step against their
    /// gradients.
    pub(super) fn step(
        &mut self,
        model: &mut impl Model,
        gradients: &mut Gradients<f32, Device>,
        lr: f64,
        momentum: f64,
    ) {
        self.steps_done += 1;
        self.steps.push(Step::new(self.steps_done, lr, momentum, self.weight_decay));
        let gradients_of_tables: Vec<_> =
            tables_of(model).map(|(_, tensor)| tensor.gradient(gradients)).collect();
        let rows = self.tables.first().map_or(0, Table::in_batch);
        self.on_tables(rows, gradients_of_tables, |table, steps, gradients| {
            table.step(gradients, steps);
        });
        let rest = model.parameters().into_iter().filter(|other| other.looked_up_by.is_none());
        self.rest.step(rest, gradients, lr, momentum);
    }

    /// Gives the model its whole tables back, with every row up to date.
    pub(super) fn write_back(&mut self, model: &mut impl Model) {
        let rows = self.tables.iter().map(Table::rows).max().unwrap_or(0);
        let nothing = vec![(); self.tables.len()];
        let tables = self.on_tables(rows, nothing, |table, steps, ()| table.catch_up_all(steps));
        replace_tables(model, tables);
        self.steps = Missed::default();
    }

    /// Works on all tables, each with an input of its own. Several threads share them if a table has that
    /// many `rows` to work on.
    fn on_tables<I: Send, R: Send>(
        &mut self,
        rows: usize,
        inputs: Vec<I>,
        work: impl Fn(&mut Table, &Missed, I) -> R + Sync,
    ) -> Vec<R> {
        let threads = if rows < WORTH_A_THREAD { 1 } else { self.threads };
        let jobs = self.tables.iter_mut().zip(inputs).collect();
        all_done(threads, jobs, |(table, input)| {
            // Each thread has a flag of its own.
            flushing_denormals(|| work(table, &self.steps, input))
        })
    }
}

/// Puts new numbers in place of the model's tables.
fn replace_tables(model: &mut impl Model, tables: Vec<Vec<f32>>) {
    for ((_, mut tensor), values) in tables_of(model).zip(tables) {
        tensor.replace(values);
    }
}

#[cfg(test)]
mod tests;

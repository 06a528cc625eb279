//! Adam for tables whose rows take their steps late: when a batch looks them up, and not before.
//!
//! A batch looks up a few rows of each table. All others have a gradient of zero, and yet Adam moves
//! them: their momentum carries on, and weight decay shrinks them. Nobody can tell before a row is
//! looked up again. So it may wait until then, and take the steps that it has missed one after the
//! other, each with the learning rate and the momentum of its time (lazy updates; Carpenter, 2008,
//! *Lazy Sparse Stochastic Gradient Descent for Regularized Multinomial Logistic Regression*). What
//! comes out differs by rounding only. It takes less time: a step without a gradient is less work,
//! and a row comes from memory once for many steps.

mod step;
mod table;
mod visitors;

use super::{Adam, WeightDecay};
use crate::data::Ratings;
use crate::nn::{Parameters, TableOf};
use dfdx::prelude::{Device, Gradients};
use step::Step;
use table::Table;
use visitors::{WithoutTables, for_each_table};

/// [`Adam`] with decoupled weight decay, for models whose tables are up to date only where somebody
/// looks.
pub(super) struct LazyAdam<D: Device<f32>> {
    weight_decay: f64,
    /// In the model's order.
    tables: Vec<Table>,
    /// Every step so far.
    steps: Vec<Step>,
    /// Steps what is not a table.
    adam: Adam<D>,
}

impl<D: Device<f32>> LazyAdam<D> {
    /// An optimiser that has not stepped yet. It copies the model's tables to the host.
    pub(super) fn new(model: &mut impl Parameters<D>, weight_decay: f64) -> Self {
        let mut tables = Vec::new();
        for_each_table(model, |_, _, tensor| {
            tables.push(Table::new(tensor.values(), tensor.rows()));
        });
        let adam = Adam::new(WeightDecay::Decoupled(weight_decay));
        Self { weight_decay, tables, steps: Vec::new(), adam }
    }

    /// Puts the rows that `batch` looks up in the place of the model's tables, brought up to date
    /// and in the order of the batch, and numbers them accordingly.
    pub(super) fn look_up(&mut self, model: &mut impl Parameters<D>, batch: &mut Ratings) {
        for_each_table(model, |i, of, tensor| {
            let rows = match of {
                TableOf::Users => &batch.users,
                TableOf::Items => &batch.items,
                TableOf::Category(column) => &batch.side.categories[column],
            };
            tensor.replace(self.tables[i].look_up(rows, &self.steps));
        });
        let places: Vec<usize> = (0..batch.len()).collect();
        batch.users.clone_from(&places);
        batch.items.clone_from(&places);
        batch.side.categories.iter_mut().for_each(|rows| rows.clone_from(&places));
    }

    /// Moves the rows that were looked up, and everything that is not a table, one step against
    /// their gradients.
    pub(super) fn step(
        &mut self,
        model: &mut impl Parameters<D>,
        gradients: &mut Gradients<f32, D>,
        lr: f64,
        momentum: f64,
    ) {
        self.steps.push(Step::new(self.steps.len() + 1, lr, momentum, self.weight_decay));
        for_each_table(model, |i, _, tensor| {
            self.tables[i].step(&tensor.gradient(gradients), &self.steps);
        });
        self.adam.step(&mut WithoutTables(model), gradients, lr, momentum);
    }

    /// Gives the model its whole tables back, with all rows up to date.
    pub(super) fn restore(&mut self, model: &mut impl Parameters<D>) {
        for_each_table(model, |i, _, tensor| {
            tensor.replace(self.tables[i].whole(&self.steps));
        });
    }
}

#[cfg(test)]
mod tests;

//! A model's tables, apart from its other parameters.

use crate::nn::{ParameterVisitor, Parameters, TableOf};
use dfdx::prelude::*;

/// Calls `visit` with every table of a model and its number, always in the same order.
pub(super) fn for_each_table<D: Device<f32>>(
    model: &mut impl Parameters<D>,
    visit: impl FnMut(usize, TableOf, &mut dyn AnyTable<D>),
) {
    model.visit(&mut EachTable { visit, visited: 0 });
}

struct EachTable<F> {
    visit: F,
    visited: usize,
}

/// A table of a model, whatever its number of dimensions.
pub(super) trait AnyTable<D: Device<f32>> {
    fn rows(&self) -> usize;

    /// All numbers, row after row.
    fn values(&self) -> Vec<f32>;

    /// The gradient, or zeros if there is none.
    fn gradient(&self, gradients: &mut Gradients<f32, D>) -> Vec<f32>;

    /// Puts other rows, of the same width, in the place of all.
    fn replace(&mut self, values: Vec<f32>);
}

impl<D, F> ParameterVisitor<D> for EachTable<F>
where
    D: Device<f32>,
    F: FnMut(usize, TableOf, &mut dyn AnyTable<D>),
{
    fn visit<S: Shape>(&mut self, _: &str, _: &mut Tensor<S, f32, D>) {}

    fn visit_table<S: Shape>(&mut self, _: &str, table: &mut Tensor<S, f32, D>, of: TableOf) {
        (self.visit)(self.visited, of, table);
        self.visited += 1;
    }
}

impl<D: Device<f32>, S: Shape> AnyTable<D> for Tensor<S, f32, D> {
    fn rows(&self) -> usize {
        self.shape().concrete()[0]
    }

    fn values(&self) -> Vec<f32> {
        self.as_vec()
    }

    fn gradient(&self, gradients: &mut Gradients<f32, D>) -> Vec<f32> {
        gradients.try_alloc_for(self).expect("the device has memory for a gradient");
        let mut gradient = vec![0.0; self.shape().num_elements()];
        gradients.get(self).copy_into(&mut gradient);
        gradient
    }

    fn replace(&mut self, values: Vec<f32>) {
        let mut lengths = self.shape().concrete();
        let width: usize = lengths.into_iter().skip(1).product();
        lengths[0] = values.len() / width;
        let shape =
            S::from_concrete(&lengths).expect("the number of rows is known at run time only");
        *self = self.device().tensor_from_vec(values, shape);
    }
}

/// A model without its tables.
pub(super) struct WithoutTables<'a, M>(pub(super) &'a mut M);

struct SkipTables<'a, V>(&'a mut V);

impl<D: Device<f32>, M: Parameters<D>> Parameters<D> for WithoutTables<'_, M> {
    fn visit(&mut self, visitor: &mut impl ParameterVisitor<D>) {
        self.0.visit(&mut SkipTables(visitor));
    }
}

impl<D: Device<f32>, V: ParameterVisitor<D>> ParameterVisitor<D> for SkipTables<'_, V> {
    fn visit<S: Shape>(&mut self, name: &str, parameter: &mut Tensor<S, f32, D>) {
        self.0.visit(name, parameter);
    }

    fn visit_table<S: Shape>(&mut self, _: &str, _: &mut Tensor<S, f32, D>, _: TableOf) {}
}

//! A model's tensors, visited one by one under their names.

use dfdx::prelude::*;

/// Anything with parameters: a table, a layer, a whole model.
///
/// One method serves all uses, since a visitor may change what it sees or only look. To look into a
/// model that is only borrowed, visit a clone: cloning a tensor copies a pointer, not the numbers.
pub trait Parameters<D: Device<f32>> {
    /// Shows every parameter to the visitor, always in the same order.
    fn visit(&mut self, visitor: &mut impl ParameterVisitor<D>);
}

/// What is done with each parameter: a step of the optimiser, a count, a copy.
pub trait ParameterVisitor<D: Device<f32>> {
    /// Called once for each parameter, with its name (`user_factors`) and the tensor.
    fn visit<S: Shape>(&mut self, name: &str, parameter: &mut Tensor<S, f32, D>);

    /// Called in place of [`visit`](Self::visit) for a table that the model reads by look-up only, with
    /// what its rows belong to. While the model trains, it may hold the rows of one batch in the place
    /// of the table. Unless this is overridden, a table is a parameter like any other.
    fn visit_table<S: Shape>(&mut self, name: &str, table: &mut Tensor<S, f32, D>, _of: TableOf) {
        self.visit(name, table);
    }
}

/// What the rows of a table belong to, and with that the column of a batch that looks them up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TableOf {
    /// A row for each user.
    Users,
    /// A row for each item.
    Items,
    /// A row for each value of the category with this number among a batch's categories.
    Category(usize),
}

/// Names and shapes of all parameters of a model, in order.
pub fn parameter_shapes<D, M>(model: &M) -> Vec<(String, Vec<usize>)>
where
    D: Device<f32>,
    M: Parameters<D> + Clone,
{
    struct Shapes(Vec<(String, Vec<usize>)>);
    impl<D: Device<f32>> ParameterVisitor<D> for Shapes {
        fn visit<S: Shape>(&mut self, name: &str, parameter: &mut Tensor<S, f32, D>) {
            let shape = parameter.shape().concrete().into_iter().collect();
            self.0.push((name.to_owned(), shape));
        }
    }
    let mut shapes = Shapes(Vec::new());
    model.clone().visit(&mut shapes);
    shapes.0
}

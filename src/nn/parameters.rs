//! A model's parameters, each under its name.

use super::Device;
use crate::data::IdColumn;
use dfdx::prelude::*;
use std::borrow::Cow;

/// A tensor that training changes, borrowed from its model.
#[derive(Debug)]
pub struct Parameter<'a> {
    /// Its name within the model: `user_factors`.
    pub name: Cow<'static, str>,
    /// The tensor itself.
    pub tensor: ParameterTensor<'a>,
    /// The column of ids that looks up the rows, for a table that the model reads in no other way.
    /// During training the optimiser may replace such a table with the rows of one batch.
    pub looked_up_by: Option<IdColumn>,
}

/// The tensor of a parameter, with two dimensions or one.
#[derive(Debug)]
pub enum ParameterTensor<'a> {
    /// A table, or the weights of a layer.
    Matrix(&'a mut Tensor<(usize, usize), f32, Device>),
    /// A bias for each user or item, or for each output of a layer.
    Vector(&'a mut Tensor<(usize,), f32, Device>),
}

impl<'a> Parameter<'a> {
    /// A parameter that every batch uses as a whole.
    pub fn new(name: impl Into<Cow<'static, str>>, tensor: impl Into<ParameterTensor<'a>>) -> Self {
        Self { name: name.into(), tensor: tensor.into(), looked_up_by: None }
    }

    /// A table whose rows `column` looks up.
    pub fn table(
        name: impl Into<Cow<'static, str>>,
        tensor: impl Into<ParameterTensor<'a>>,
        column: IdColumn,
    ) -> Self {
        Self { looked_up_by: Some(column), ..Self::new(name, tensor) }
    }
}

impl<'a> From<&'a mut Tensor<(usize, usize), f32, Device>> for ParameterTensor<'a> {
    fn from(tensor: &'a mut Tensor<(usize, usize), f32, Device>) -> Self {
        Self::Matrix(tensor)
    }
}

impl<'a> From<&'a mut Tensor<(usize,), f32, Device>> for ParameterTensor<'a> {
    fn from(tensor: &'a mut Tensor<(usize,), f32, Device>) -> Self {
        Self::Vector(tensor)
    }
}

impl ParameterTensor<'_> {
    /// The length of each dimension.
    pub fn shape(&self) -> Vec<usize> {
        match self {
            Self::Matrix(tensor) => vec![tensor.shape().0, tensor.shape().1],
            Self::Vector(tensor) => vec![tensor.shape().0],
        }
    }

    /// All numbers, row after row.
    pub fn values(&self) -> Vec<f32> {
        match self {
            Self::Matrix(tensor) => tensor.as_vec(),
            Self::Vector(tensor) => tensor.as_vec(),
        }
    }

    /// Replaces all numbers, row after row. The number of rows may change; their width stays. If both stay,
    /// an optimiser that remembers something of the tensor goes on with it.
    ///
    /// # Panics
    /// If the numbers do not fill the last row, or a row holds none.
    pub fn replace(&mut self, values: Vec<f32>) {
        match self {
            Self::Matrix(tensor) => {
                let width = tensor.shape().1;
                let shape = (values.len() / width, width);
                replace(tensor, values, shape);
            }
            Self::Vector(tensor) => {
                let shape = (values.len(),);
                replace(tensor, values, shape);
            }
        }
    }

    /// The gradient of each number, row after row; zeros if the loss does not depend on them.
    ///
    /// # Panics
    /// If the device runs out of memory.
    pub fn gradient(&self, gradients: &mut Gradients<f32, Device>) -> Vec<f32> {
        match self {
            Self::Matrix(tensor) => gradient(tensor, gradients),
            Self::Vector(tensor) => gradient(tensor, gradients),
        }
    }
}

fn replace<S: Shape>(tensor: &mut Tensor<S, f32, Device>, values: Vec<f32>, shape: S) {
    if *tensor.shape() == shape {
        // Optimisers know a tensor by its id, and a new tensor has a new one.
        tensor.copy_from(&values);
    } else {
        *tensor = tensor.device().tensor_from_vec(values, shape);
    }
}

fn gradient<S: Shape>(
    tensor: &Tensor<S, f32, Device>,
    gradients: &mut Gradients<f32, Device>,
) -> Vec<f32> {
    gradients.try_alloc_for(tensor).expect("the device has memory for a gradient");
    let mut gradient = vec![0.0; tensor.shape().num_elements()];
    gradients.get(tensor).copy_into(&mut gradient);
    gradient
}

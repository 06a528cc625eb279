//! Looking into a model's parameters and gradients by name.

use dfdx::prelude::*;
use std::collections::BTreeMap;
use workbook::nn::{ParameterVisitor, Parameters};

/// Numbers of each parameter, in row-major order, by the parameter's name.
pub type ByName = BTreeMap<String, Vec<f32>>;

/// The gradient of every parameter.
pub fn gradients_by_name<M>(model: &M, gradients: &Gradients<f32, Cpu>) -> ByName
where
    M: Parameters<Cpu> + Clone,
{
    struct Read<'a>(&'a Gradients<f32, Cpu>, ByName);
    impl ParameterVisitor<Cpu> for Read<'_> {
        fn visit<S: Shape>(&mut self, name: &str, parameter: &mut Tensor<S, f32, Cpu>) {
            self.1.insert(name.to_owned(), self.0.get(parameter).as_vec());
        }
    }
    let mut read = Read(gradients, ByName::new());
    model.clone().visit(&mut read);
    read.1
}

//! Looking into a model's parameters and gradients by name.

use dfdx::prelude::Gradients;
use std::collections::BTreeMap;
use workbook::models::Model;
use workbook::nn::Device;

/// Numbers of each parameter, in row-major order, by the parameter's name.
pub type ByName = BTreeMap<String, Vec<f32>>;

/// The gradient of every parameter.
pub fn gradients_by_name(
    model: &(impl Model + Clone),
    gradients: &mut Gradients<f32, Device>,
) -> ByName {
    let mut model = model.clone();
    let parameters = model.parameters().into_iter();
    parameters
        .map(|parameter| (parameter.name.into_owned(), parameter.tensor.gradient(gradients)))
        .collect()
}

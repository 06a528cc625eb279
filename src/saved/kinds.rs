//! The kinds of model that files hold.

use super::ModelFile;
use crate::Result;
use crate::models::{CollabNn, DotProduct, DotProductBias, Model};
use crate::nn::{Bias, Device, Embedding, Linear};
use dfdx::prelude::HasShape;
use std::ops::Range;

/// A model that can be saved and loaded.
pub trait Stored: Model + Clone {
    /// The kind, as files name it: `dot_product_bias`.
    const KIND: &'static str;

    /// The range of the predictions, if it has one.
    fn y_range(&self) -> Option<Range<f32>>;

    /// The probability that training zeroes an output of a hidden layer, if there are any.
    fn dropout(&self) -> f64 {
        0.0
    }

    /// Puts a model together from the tensors of a file of this kind.
    ///
    /// # Errors
    /// If a tensor is missing or has the wrong shape, or there is no range where one is needed.
    fn from_file(file: &ModelFile, device: &Device) -> Result<Self>;
}

impl Stored for DotProduct {
    const KIND: &'static str = "dot_product";

    fn y_range(&self) -> Option<Range<f32>> {
        self.y_range.clone()
    }

    fn from_file(file: &ModelFile, device: &Device) -> Result<Self> {
        let [user_factors, item_factors] = factors(file, device)?;
        Ok(Self { user_factors, item_factors, y_range: file.about.y_range.clone() })
    }
}

impl Stored for DotProductBias {
    const KIND: &'static str = "dot_product_bias";

    fn y_range(&self) -> Option<Range<f32>> {
        Some(self.y_range.clone())
    }

    fn from_file(file: &ModelFile, device: &Device) -> Result<Self> {
        let [user_factors, item_factors] = factors(file, device)?;
        let n_users = file.about.users.len();
        let n_items = file.about.items.len();
        Ok(Self {
            user_factors,
            item_factors,
            user_bias: Bias { weight: file.tensor(device, "user_bias", (n_users,))? },
            item_bias: Bias { weight: file.tensor(device, "item_bias", (n_items,))? },
            y_range: range(file)?,
        })
    }
}

/// The widths of tables and layers are those of their tensors; the file's side features say how many
/// more tables and inputs there are.
impl Stored for CollabNn {
    const KIND: &'static str = "collab_nn";

    fn y_range(&self) -> Option<Range<f32>> {
        Some(self.y_range.clone())
    }

    fn dropout(&self) -> f64 {
        self.dropout
    }

    fn from_file(file: &ModelFile, device: &Device) -> Result<Self> {
        let table = |name: &str, rows: usize| -> Result<Embedding> {
            let width = file.width(name)?;
            Ok(Embedding { weight: file.tensor(device, name, (rows, width))? })
        };
        let user_factors = table("user_factors", file.about.users.len())?;
        let item_factors = table("item_factors", file.about.items.len())?;
        let side = file.about.side.shape();
        let side_factors = (side.categories.iter().enumerate())
            .map(|(i, &rows)| table(&format!("side_factors.{i}"), rows))
            .collect::<Result<Vec<_>>>()?;
        let tables = [&user_factors, &item_factors].into_iter().chain(&side_factors);
        let inputs = tables.map(|table| table.weight.shape().1).sum::<usize>() + side.numbers;
        Ok(Self {
            user_factors,
            item_factors,
            side_factors,
            layers: layers(file, device, inputs)?,
            dropout: file.about.dropout,
            y_range: range(file)?,
        })
    }
}

/// The factors of users and items, which have one width.
fn factors(file: &ModelFile, device: &Device) -> Result<[Embedding; 2]> {
    let width = file.width("user_factors")?;
    let n_users = file.about.users.len();
    let n_items = file.about.items.len();
    Ok([
        Embedding { weight: file.tensor(device, "user_factors", (n_users, width))? },
        Embedding { weight: file.tensor(device, "item_factors", (n_items, width))? },
    ])
}

/// Dense layers that follow each other from `inputs` inputs to one output.
fn layers(file: &ModelFile, device: &Device, mut inputs: usize) -> Result<Vec<Linear>> {
    let mut layers = Vec::new();
    loop {
        let i = layers.len();
        let weight = layer_tensor(i, "weight");
        let bias = layer_tensor(i, "bias");
        let outputs = file.width(&weight)?;
        layers.push(Linear {
            weight: file.tensor(device, &weight, (inputs, outputs))?,
            bias: file.tensor(device, &bias, (outputs,))?,
        });
        // A hidden layer may have a single output too.
        if outputs == 1 && !file.tensors.contains_key(&layer_tensor(i + 1, "weight")) {
            return Ok(layers);
        }
        inputs = outputs;
    }
}

/// The name of a tensor of the `i`-th dense layer.
fn layer_tensor(i: usize, part: &str) -> String {
    format!("layers.{i}.{part}")
}

/// The range of a model that needs one.
fn range(file: &ModelFile) -> Result<Range<f32>> {
    file.about.y_range.clone().ok_or_else(|| file.unfit("it has no `y_range`"))
}

//! The kinds of model that files hold.

use super::ModelFile;
use crate::Result;
use crate::models::{CollabNn, DotProduct, DotProductBias};
use crate::nn::{Bias, Embedding, Linear, Parameters};
use dfdx::prelude::*;
use std::ops::Range;

/// A model that can be saved and loaded.
pub trait Stored<D: Device<f32>>: Parameters<D> + Clone {
    /// The kind, as files name it: `dot_product_bias`.
    const KIND: &'static str;

    /// The range of the predictions, if it has one.
    fn y_range(&self) -> Option<Range<f32>>;

    /// Puts a model together from the tensors of a file of this kind.
    ///
    /// # Errors
    /// If a tensor is missing or has the wrong shape, or there is no range where one is needed.
    fn from_file(file: &ModelFile, device: &D) -> Result<Self>;
}

impl<D: Device<f32>> Stored<D> for DotProduct<D> {
    const KIND: &'static str = "dot_product";

    fn y_range(&self) -> Option<Range<f32>> {
        self.y_range.clone()
    }

    fn from_file(file: &ModelFile, device: &D) -> Result<Self> {
        Ok(Self {
            user_factors: factors(file, device, "user_factors", file.origin.users.len())?,
            item_factors: factors(file, device, "item_factors", file.origin.items.len())?,
            y_range: file.y_range.clone(),
        })
    }
}

impl<D: Device<f32>> Stored<D> for DotProductBias<D> {
    const KIND: &'static str = "dot_product_bias";

    fn y_range(&self) -> Option<Range<f32>> {
        Some(self.y_range.clone())
    }

    fn from_file(file: &ModelFile, device: &D) -> Result<Self> {
        let (n_users, n_items) = (file.origin.users.len(), file.origin.items.len());
        Ok(Self {
            user_factors: factors(file, device, "user_factors", n_users)?,
            item_factors: factors(file, device, "item_factors", n_items)?,
            user_bias: Bias { weight: file.tensor(device, "user_bias", (n_users,))? },
            item_bias: Bias { weight: file.tensor(device, "item_bias", (n_items,))? },
            y_range: range(file)?,
        })
    }
}

/// The widths of tables and layers are those of their tensors; the file's side features say how many
/// more tables and inputs there are. Dropout, which only a training has, is that of the settings.
impl<D: Device<f32>> Stored<D> for CollabNn<D> {
    const KIND: &'static str = "collab_nn";

    fn y_range(&self) -> Option<Range<f32>> {
        Some(self.y_range.clone())
    }

    fn from_file(file: &ModelFile, device: &D) -> Result<Self> {
        let table = |name: &str, rows: usize| -> Result<Embedding<D>> {
            let width = file.width(name)?;
            Ok(Embedding { weight: file.tensor(device, name, (rows, width))? })
        };
        let user_factors = table("user_factors", file.origin.users.len())?;
        let item_factors = table("item_factors", file.origin.items.len())?;
        let side = file.origin.side.shape();
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
            dropout: file.origin.settings.dropout,
            y_range: range(file)?,
        })
    }
}

/// A table with as many factors as the settings say.
fn factors<D: Device<f32>>(
    file: &ModelFile,
    device: &D,
    name: &str,
    rows: usize,
) -> Result<Embedding<D>> {
    let factors = file.origin.settings.factors;
    let factors = factors.ok_or_else(|| file.unfit("its settings do not say how many factors"))?;
    Ok(Embedding { weight: file.tensor(device, name, (rows, factors))? })
}

/// Dense layers that follow each other from `inputs` inputs to one output.
fn layers<D: Device<f32>>(
    file: &ModelFile,
    device: &D,
    mut inputs: usize,
) -> Result<Vec<Linear<D>>> {
    let name = |i: usize, part: &str| format!("layers.{i}.{part}");
    let mut layers = Vec::new();
    loop {
        let i = layers.len();
        let (weight, bias) = (name(i, "weight"), name(i, "bias"));
        let outputs = file.width(&weight)?;
        layers.push(Linear {
            weight: file.tensor(device, &weight, (inputs, outputs))?,
            bias: file.tensor(device, &bias, (outputs,))?,
        });
        // A hidden layer may have a single output too.
        if outputs == 1 && !file.tensors.contains_key(&name(i + 1, "weight")) {
            return Ok(layers);
        }
        inputs = outputs;
    }
}

/// The range, for a model that cannot do without.
fn range(file: &ModelFile) -> Result<Range<f32>> {
    file.y_range.clone().ok_or_else(|| file.unfit("it has no `y_range`"))
}

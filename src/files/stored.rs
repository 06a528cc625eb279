//! The kinds of model that files hold.

use super::ModelFile;
use crate::Result;
use crate::models::{DotProduct, DotProductBias};
use crate::nn::{Bias, Embedding, Parameters};
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
            y_range: file.y_range.clone().ok_or_else(|| file.unfit("it has no `y_range`"))?,
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
    Ok(Embedding { weight: file.tensor(device, name, (rows, file.origin.settings.factors))? })
}

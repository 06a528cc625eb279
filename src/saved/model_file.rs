//! A model file in memory: from a model and back, to disk and back.

use super::{About, Stored, bytes};
use crate::data::Dataset;
use crate::nn::Device;
use crate::{Error, Result, write_whole};
use dfdx::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// What a model file holds.
#[derive(Clone, Debug)]
pub struct ModelFile {
    /// The kind of model (see [`Stored::KIND`]).
    pub kind: String,
    /// How the model was trained, on what, and what its rows stand for.
    pub about: About,
    /// The tensors, by their parameters' names.
    pub tensors: BTreeMap<String, StoredTensor>,
    /// Its name in messages: the path it was loaded from.
    place: String,
}

/// The numbers of a tensor and their arrangement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredTensor {
    /// Length of each dimension; their product is the number of values.
    pub shape: Vec<usize>,
    /// The numbers, in row-major order.
    pub values: Vec<f32>,
}

impl StoredTensor {
    /// Checks that there are as many numbers as the shape says, all of them finite. The fields are
    /// public, so this can fail.
    pub(super) fn check(&self) -> std::result::Result<(), String> {
        let mut lengths = self.shape.iter();
        let n = lengths.try_fold(1_usize, |product, &length| product.checked_mul(length));
        if n != Some(self.values.len()) {
            return Err(format!(
                "has the shape {:?} and {} numbers",
                self.shape,
                self.values.len()
            ));
        }
        if self.values.iter().any(|x| !x.is_finite()) {
            return Err("holds a number that is not finite".to_owned());
        }
        Ok(())
    }
}

impl ModelFile {
    /// A trained model, ready to be saved.
    pub fn new<M: Stored>(model: &M, about: About) -> Self {
        Self {
            kind: M::KIND.to_owned(),
            about: About { y_range: model.y_range(), dropout: model.dropout(), ..about },
            tensors: tensors(model),
            place: "a model not saved yet".to_owned(),
        }
    }

    /// The model that the file holds, bit for bit.
    ///
    /// # Errors
    /// If it is of a different kind, or the tensors are not exactly those of the model, with as many
    /// rows as there are names.
    pub fn model<M: Stored>(&self) -> Result<M> {
        if self.kind != M::KIND {
            let kind = self.kind.escape_debug();
            let problem = format!("the model is of the kind `{kind}`, not `{}`", M::KIND);
            return Err(self.unfit(problem));
        }
        let model = M::from_file(self, &Device::default())?;
        if model.dropout() != self.about.dropout {
            return Err(self.unfit(format!(
                "a {} has no dropout, and the file says {}",
                M::KIND,
                self.about.dropout
            )));
        }
        let used = tensors(&model);
        match self.tensors.keys().find(|name| !used.contains_key(*name)) {
            None => Ok(model),
            Some(extra) => {
                let extra = extra.escape_debug();
                let problem = format!("this {} does not use the tensor `{extra}`", M::KIND);
                Err(self.unfit(problem))
            }
        }
    }

    /// One tensor, on `device`.
    ///
    /// # Errors
    /// If there is none of that name, or it has a different shape.
    pub(super) fn tensor<S: Shape>(
        &self,
        device: &Device,
        name: &str,
        shape: S,
    ) -> Result<Tensor<S, f32, Device>> {
        let stored = self.stored(name)?;
        let needed: Vec<usize> = shape.concrete().into_iter().collect();
        if stored.shape != needed {
            return Err(self.unfit(format!(
                "the tensor `{name}` has the shape {:?}, and the rest of the file asks for {needed:?}",
                stored.shape
            )));
        }
        Ok(device.tensor_from_vec(stored.values.clone(), shape))
    }

    /// How many numbers each row of a table has.
    ///
    /// # Errors
    /// If there is no tensor of that name, or it is not a table.
    pub(super) fn width(&self, name: &str) -> Result<usize> {
        match self.stored(name)?.shape[..] {
            [_, width] if width > 0 => Ok(width),
            ref shape => Err(self.unfit(format!(
                "the tensor `{name}` has the shape {shape:?}, which is not a table's"
            ))),
        }
    }

    fn stored(&self, name: &str) -> Result<&StoredTensor> {
        let missing = || self.unfit(format!("the tensor `{name}` is missing"));
        self.tensors.get(name).ok_or_else(missing)
    }

    /// Checks, before anything is trained, that a model of these data can be saved.
    ///
    /// # Errors
    /// If the names of the users and items are too long for a file's header.
    pub fn check_names(data: &Dataset) -> Result<()> {
        bytes::check_names([data.users.names(), data.items.names()]).map_err(|problem| {
            Error::data(
                &*data.name,
                problem,
                "use data with fewer or shorter names, or save no model",
            )
        })
    }

    /// Writes the file, whole or not at all, and makes its folder if need be.
    ///
    /// # Errors
    /// If [`load`](Self::load) would refuse it, for instance because a number is not finite, and if
    /// it cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        let bytes = self
            .check()
            .and_then(|()| bytes::write(&self.kind, &self.about, &self.tensors))
            .map_err(|problem| {
                let problem = format!("the model cannot be saved: {problem}");
                Error::data(
                    path.display().to_string(),
                    problem,
                    "train it on different data or settings",
                )
            })?;
        write_whole(path, &bytes)
    }

    /// Reads a file that [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// If it cannot be read, is damaged or holds something else; the message names the file and says
    /// what is wrong and what to do.
    pub fn load(path: &Path) -> Result<Self> {
        let place = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|source| Error::Io {
            path: path.to_owned(),
            source,
            remedy: "check the path".to_owned(),
        })?;
        let checked = bytes::read(&bytes).and_then(|(kind, about, tensors)| {
            let file = Self { kind, about, tensors, place: place.clone() };
            file.check().map(|()| file)
        });
        checked.map_err(|problem| unfit(&place, problem))
    }

    fn check(&self) -> std::result::Result<(), String> {
        self.about.check()?;
        for (name, tensor) in &self.tensors {
            let check = tensor.check();
            check.map_err(|problem| format!("the tensor `{}` {problem}", name.escape_debug()))?;
        }
        Ok(())
    }

    /// The error that this file cannot be used.
    pub(super) fn unfit(&self, problem: impl Into<String>) -> Error {
        unfit(&self.place, problem)
    }
}

fn unfit(place: &str, problem: impl Into<String>) -> Error {
    Error::data(place, problem, "use a different model file, or train the model again")
}

/// Copies of a model's parameters, by name.
fn tensors<M: Stored>(model: &M) -> BTreeMap<String, StoredTensor> {
    let mut model = model.clone();
    let parameters = model.parameters().into_iter();
    parameters
        .map(|parameter| {
            let tensor = parameter.tensor;
            let stored = StoredTensor { shape: tensor.shape(), values: tensor.values() };
            (parameter.name.into_owned(), stored)
        })
        .collect()
}

//! A model file in memory, and its ways in and out.

use super::{Origin, Stored, header, metadata};
use crate::nn::ParameterVisitor;
use crate::write::write_whole;
use crate::{Error, Result};
use dfdx::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// What a model file holds.
#[derive(Clone, Debug)]
pub struct ModelFile {
    /// The kind of model (see [`Stored::KIND`]).
    pub kind: String,
    /// The range of the predictions; `None` if they come as they are.
    pub y_range: Option<Range<f32>>,
    /// How it was trained, on what, and the names of its rows.
    pub origin: Origin,
    /// The tensors, by their parameters' names.
    pub tensors: BTreeMap<String, StoredTensor>,
    /// What messages call it: the path it was loaded from.
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
    /// Whether there are as many numbers as the shape says. The fields are anyone's to fill.
    pub(super) fn is_whole(&self) -> bool {
        let mut lengths = self.shape.iter();
        let n = lengths.try_fold(1_usize, |product, &length| product.checked_mul(length));
        n == Some(self.values.len())
    }
}

impl ModelFile {
    /// What there is to keep of a model.
    pub fn of<D: Device<f32>, M: Stored<D>>(model: &M, origin: Origin) -> Self {
        let mut copied = ToHost(BTreeMap::new());
        model.clone().visit(&mut copied);
        Self {
            kind: M::KIND.to_owned(),
            y_range: model.y_range(),
            origin,
            tensors: copied.0,
            place: "a model not saved yet".to_owned(),
        }
    }

    /// The model that the file holds, bit for bit, on `device`.
    ///
    /// # Errors
    /// If it is of another kind, or the tensors are not exactly those of the model, with as many rows
    /// as there are names.
    pub fn model<D: Device<f32>, M: Stored<D>>(&self, device: &D) -> Result<M> {
        if self.kind != M::KIND {
            let kind = self.kind.escape_debug();
            let problem = format!("the model is of the kind `{kind}`, not `{}`", M::KIND);
            return Err(self.unfit(problem));
        }
        let model = M::from_file(self, device)?;
        let mut used = ToHost(BTreeMap::new());
        model.clone().visit(&mut used);
        match self.tensors.keys().find(|name| !used.0.contains_key(*name)) {
            None => Ok(model),
            Some(extra) => {
                let extra = extra.escape_debug();
                let problem = format!("this {} has no use for the tensor `{extra}`", M::KIND);
                Err(self.unfit(problem))
            }
        }
    }

    /// One tensor, on `device`.
    ///
    /// # Errors
    /// If there is none of that name, or it has another shape.
    pub fn tensor<D: Device<f32>, S: Shape>(
        &self,
        device: &D,
        name: &str,
        shape: S,
    ) -> Result<Tensor<S, f32, D>> {
        let stored = self.stored(name)?;
        let needed = lengths(&shape);
        if stored.shape != needed || !stored.is_whole() {
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
    /// If there is no tensor of that name, or it is no table.
    pub(super) fn width(&self, name: &str) -> Result<usize> {
        match self.stored(name)?.shape[..] {
            [_, width] if width > 0 => Ok(width),
            ref shape => {
                Err(self.unfit(format!("the tensor `{name}` has the shape {shape:?}: no table")))
            }
        }
    }

    fn stored(&self, name: &str) -> Result<&StoredTensor> {
        let missing = || self.unfit(format!("the tensor `{name}` is missing"));
        self.tensors.get(name).ok_or_else(missing)
    }

    /// Writes the file, whole or not at all, and makes its folder if need be.
    ///
    /// # Errors
    /// If [`load`](Self::load) would refuse it, for a number that is not finite for instance, and if
    /// it cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        metadata::check(self).map_err(|problem| self.unfit(problem))?;
        let bytes =
            header::write(metadata::write(self), &self.tensors).map_err(|p| self.unfit(p))?;
        write_whole(path, &bytes).map_err(|(path, source)| Error::Io {
            path,
            source,
            remedy: "choose a folder that can be written to".to_owned(),
        })
    }

    /// Reads a file that [`save`](Self::save) has written.
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
        let read = || -> std::result::Result<Self, String> {
            let (strings, tensors) = header::read(&bytes)?;
            let mut file = metadata::read(&strings)?;
            file.tensors = tensors;
            metadata::check(&file)?;
            Ok(file)
        };
        match read() {
            Ok(file) => Ok(Self { place, ..file }),
            Err(problem) => Err(unfit(&place, problem)),
        }
    }

    /// A file without tensors yet.
    pub(super) fn empty(kind: String, y_range: Option<Range<f32>>, origin: Origin) -> Self {
        Self { kind, y_range, origin, tensors: BTreeMap::new(), place: String::new() }
    }

    /// The error that this file cannot be used.
    pub(super) fn unfit(&self, problem: impl Into<String>) -> Error {
        unfit(&self.place, problem)
    }
}

fn unfit(place: &str, problem: impl Into<String>) -> Error {
    Error::data(place, problem, "use another model file, or train the model again")
}

fn lengths<S: Shape>(shape: &S) -> Vec<usize> {
    shape.concrete().into_iter().collect()
}

/// Copies every parameter to the host.
struct ToHost(BTreeMap<String, StoredTensor>);

impl<D: Device<f32>> ParameterVisitor<D> for ToHost {
    fn visit<S: Shape>(&mut self, name: &str, parameter: &mut Tensor<S, f32, D>) {
        let tensor = StoredTensor { shape: lengths(parameter.shape()), values: parameter.as_vec() };
        self.0.insert(name.to_owned(), tensor);
    }
}

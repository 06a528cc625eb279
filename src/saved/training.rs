//! An interrupted training by hand on disk.

use super::{StoredTensor, bytes};
use crate::scale::{Position, State};
use crate::{Error, Result, write_whole};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The key of the header's map of strings under which our JSON lies.
const KEY: &str = "workbook-training";

/// The JSON under [`KEY`].
#[derive(Deserialize, Serialize)]
struct Blob {
    version: u32,
    #[serde(flatten)]
    position: Position,
}

impl State {
    /// Writes an interrupted training, whole or not at all, and makes its folder if need be.
    ///
    /// # Errors
    /// If a number is not finite, or the file cannot be written.
    pub fn save(self, path: &Path) -> Result<()> {
        let width = self.position.factors + 3;
        let table =
            |values: Vec<f32>| StoredTensor { shape: vec![values.len() / width, width], values };
        let tensors = [("users", self.users), ("items", self.items)]
            .map(|(name, values)| (name.to_owned(), table(values)));
        let tensors = BTreeMap::from(tensors);
        let blob = Blob { version: bytes::VERSION, position: self.position };
        let checked = tensors.values().try_for_each(StoredTensor::check);
        let bytes =
            checked.and_then(|()| bytes::pack(KEY, &blob, &tensors)).map_err(|problem| {
                let problem = format!("the training cannot be saved: {problem}");
                Error::data(path.display().to_string(), problem, "train on different settings")
            })?;
        write_whole(path, &bytes)
    }

    /// Reads a file that [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// If it cannot be read, is damaged or holds something else.
    pub fn load(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::Io {
            path: path.to_owned(),
            source,
            remedy: "check the path".to_owned(),
        })?;
        let state = bytes::unpack(KEY, "an interrupted training", &bytes).and_then(state);
        state.map_err(|problem| {
            let remedy = "use a file that an interrupted training has saved";
            Error::data(path.display().to_string(), problem, remedy)
        })
    }
}

/// Checks that the parts of a file agree.
fn state(
    (Blob { position, .. }, mut tensors): (Blob, BTreeMap<String, StoredTensor>),
) -> std::result::Result<State, String> {
    let Position { settings, epoch, factors, ref epochs, .. } = position;
    if settings.epochs == 0 || epoch > settings.epochs || epochs.len() != epoch {
        return Err(format!("{} epochs are recorded, and {epoch} are done", epochs.len()));
    }
    let width = factors.checked_add(3).filter(|_| (1..=4096).contains(&factors));
    let width = width.ok_or_else(|| format!("`factors` is {factors}"))?;
    let mut table = |name| {
        let tensor =
            tensors.remove(name).ok_or_else(|| format!("the tensor `{name}` is missing"))?;
        tensor.check().map_err(|problem| format!("the tensor `{name}` {problem}"))?;
        match tensor.shape[..] {
            [rows, shape] if rows > 0 && shape == width => Ok(tensor.values),
            ref shape => Err(format!("the tensor `{name}` has the shape {shape:?}")),
        }
    };
    let (users, items) = (table("users")?, table("items")?);
    Ok(State { position, users, items })
}

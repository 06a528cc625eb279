//! The bytes of a model file: the length of a JSON header, the header, the numbers.

use super::{About, StoredTensor};
use safetensors::tensor::{Dtype, Metadata, TensorView, serialize};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// The key of the header's map of strings under which our JSON lies.
const KEY: &str = "workbook";

/// Goes up whenever older versions of this crate could no longer read the file. Adding a field does
/// not require it, because unknown fields are skipped.
const VERSION: u32 = 1;

/// The JSON under [`KEY`].
#[derive(Deserialize, Serialize)]
struct Blob {
    version: u32,
    kind: String,
    #[serde(flatten)]
    about: About,
}

/// The one field that every version has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// A file's parts: the kind of model, what the file says about it, its tensors.
pub(super) type Parts = (String, About, BTreeMap<String, StoredTensor>);

/// Encodes a file.
///
/// # Errors
/// Says in words what does not fit.
pub(super) fn write(
    kind: &str,
    about: &About,
    tensors: &BTreeMap<String, StoredTensor>,
) -> Result<Vec<u8>, String> {
    let blob = Blob { version: VERSION, kind: kind.to_owned(), about: about.clone() };
    let json = serde_json::to_string(&blob).map_err(|error| error.to_string())?;
    let bytes: Vec<(&String, &StoredTensor, Vec<u8>)> = (tensors.iter())
        .map(|(name, tensor)| {
            (name, tensor, tensor.values.iter().flat_map(|x| x.to_le_bytes()).collect())
        })
        .collect();
    let views = (bytes.iter())
        .map(|(name, tensor, bytes)| {
            let view = TensorView::new(Dtype::F32, tensor.shape.clone(), bytes);
            Ok((*name, view.map_err(|error| error.to_string())?))
        })
        .collect::<Result<Vec<_>, String>>()?;
    let strings = [(KEY.to_owned(), json)].into_iter().collect();
    serialize(views, Some(strings)).map_err(|error| error.to_string())
}

/// Decodes a file.
///
/// safetensors' own reader adds up the sizes that the header claims without checking for overflow
/// (version 0.8), so a forged header could make it panic. Here it only parses the header, which it
/// does with care, and the sizes are compared before anything else.
///
/// # Errors
/// Says in words what is wrong with the file.
pub(super) fn read(bytes: &[u8]) -> Result<Parts, String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    let (length, rest) = bytes.split_first_chunk().ok_or("the file is cut short")?;
    let (json, numbers) = usize::try_from(u64::from_le_bytes(*length))
        .ok()
        .and_then(|length| rest.split_at_checked(length))
        .ok_or("not a safetensors file, or one cut short in its header")?;
    let header: Metadata = serde_json::from_slice(json).map_err(|error| {
        format!("not a safetensors file: its header is damaged ({})", one_line(&error))
    })?;
    if header.data_len() != numbers.len() {
        return Err(format!(
            "the header announces {} bytes of numbers and {} follow, as if the file was cut short \
             or damaged",
            header.data_len(),
            numbers.len()
        ));
    }
    let tensors = (header.tensors().into_iter())
        .map(|(name, info)| {
            if info.dtype != Dtype::F32 {
                let name = name.escape_debug();
                return Err(format!("the tensor `{name}` holds {} numbers, not F32", info.dtype));
            }
            // In range: the header's parser checks that the tensors lie end to end.
            let bytes = &numbers[info.data_offsets.0..info.data_offsets.1];
            let (chunks, _) = bytes.as_chunks();
            let values = chunks.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
            Ok((name, StoredTensor { shape: info.shape.clone(), values }))
        })
        .collect::<Result<_, String>>()?;
    let strings = header.metadata().as_ref();
    let json = strings
        .and_then(|strings| strings.get(KEY))
        .ok_or("a safetensors file, but not of a model of this crate")?;
    let Versioned { version } = parse(json)?;
    if version != VERSION {
        let newer = if version > VERSION { ": a newer release wrote it" } else { "" };
        return Err(format!(
            "version {version} of the format, and this crate reads version {VERSION}{newer}"
        ));
    }
    let Blob { kind, about, .. } = parse(json)?;
    Ok((kind, about, tensors))
}

fn parse<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json)
        .map_err(|error| format!("`{KEY}` in its header is damaged ({})", one_line(&error)))
}

/// An error text that cannot break a message into lines, whatever the file says.
fn one_line(error: &serde_json::Error) -> String {
    error.to_string().escape_debug().to_string()
}

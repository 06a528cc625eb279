//! The bytes of a safetensors file: the length of a JSON header, the header, the numbers.

use super::StoredTensor;
use safetensors::tensor::{Dtype, Metadata, TensorView, serialize};
use std::collections::BTreeMap;

/// The header's map of strings.
pub(super) type Strings = BTreeMap<String, String>;

/// Puts a file together.
///
/// # Errors
/// Says in words what does not fit.
pub(super) fn write(
    strings: Strings,
    tensors: &BTreeMap<String, StoredTensor>,
) -> Result<Vec<u8>, String> {
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
    serialize(views, Some(strings.into_iter().collect())).map_err(|error| error.to_string())
}

/// Takes a file apart.
///
/// safetensors' own reader adds the sizes that the header claims without minding an overflow
/// (version 0.8), so a forged header could bring it down. Here it only parses the header, which it
/// does with care, and the sizes are compared first of all.
///
/// # Errors
/// Says in words what is wrong with the file.
pub(super) fn read(bytes: &[u8]) -> Result<(Strings, BTreeMap<String, StoredTensor>), String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    let (length, rest) = bytes.split_first_chunk().ok_or("the file is cut short")?;
    let length = u64::from_le_bytes(*length);
    let (json, numbers) = usize::try_from(length)
        .ok()
        .and_then(|length| rest.split_at_checked(length))
        .ok_or("not a safetensors file, or one cut short in its header")?;
    let header: Metadata = serde_json::from_slice(json).map_err(|error| {
        let error = error.to_string();
        format!("not a safetensors file: its header makes no sense ({})", error.escape_debug())
    })?;
    if header.data_len() != numbers.len() {
        return Err(format!(
            "the header announces {} bytes of numbers and {} follow, as if the file was cut short \
             or damaged",
            header.data_len(),
            numbers.len()
        ));
    }
    let strings = header.metadata().iter().flatten();
    let strings = strings.map(|(key, value)| (key.clone(), value.clone())).collect();
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
    Ok((strings, tensors))
}

//! The bytes of a model file: the length of a JSON header, the header, the numbers.
//!
//! The header holds a checksum of all that is read from the file, so that a damaged file is refused, and
//! does not predict something else in silence.

use super::{About, StoredTensor};
use safetensors::tensor::{Dtype, Metadata, View, serialize};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The key of the header's map of strings under which our JSON lies.
const KEY: &str = "workbook";

/// The key under which the checksum lies. Files of older releases have none.
const CHECKSUM: &str = "checksum";

/// Goes up whenever older versions of this crate could no longer read the file. Adding a field does
/// not require it, because unknown fields are skipped.
pub(super) const VERSION: u32 = 1;

/// How many bytes of names fit into a header. safetensors reads at most 100 MB, and a header says more than
/// names.
const LONGEST_NAMES: usize = 98_000_000;

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

/// Encodes a model file.
///
/// # Errors
/// Says in words what does not fit.
pub(super) fn write(
    kind: &str,
    about: &About,
    tensors: &BTreeMap<String, StoredTensor>,
) -> Result<Vec<u8>, String> {
    pack(KEY, &Blob { version: VERSION, kind: kind.to_owned(), about: about.clone() }, tensors)
}

/// Encodes a file with this JSON under the key, and tensors.
///
/// # Errors
/// Says in words what does not fit.
pub(super) fn pack<B: Serialize + DeserializeOwned>(
    key: &str,
    blob: &B,
    tensors: &BTreeMap<String, StoredTensor>,
) -> Result<Vec<u8>, String> {
    let json = serde_json::to_string(blob).map_err(|error| error.to_string())?;
    // A number that is not finite has no form in JSON, so it would not come back.
    parse::<B>(key, &json)?;
    let checksum = checksum(&json, tensors);
    let strings = [(key.to_owned(), json), (CHECKSUM.to_owned(), checksum)].into_iter().collect();
    serialize(tensors, Some(strings)).map_err(|error| error.to_string())
}

impl View for &StoredTensor {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        bytes(&self.values).into()
    }

    fn data_len(&self) -> usize {
        size_of_val(&*self.values)
    }
}

/// Numbers as a file holds them.
fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|x| x.to_le_bytes()).collect()
}

/// Checks that the names of these rows leave enough room in a file's header.
///
/// # Errors
/// Says in words how much there is of them.
pub(super) fn check_names(names: [&[String]; 2]) -> Result<(), String> {
    // They are JSON within a string of JSON.
    let json = serde_json::to_string(&names).and_then(|json| serde_json::to_string(&json));
    let length = json.map_err(|error| error.to_string())?.len();
    if length <= LONGEST_NAMES {
        return Ok(());
    }
    Err(format!(
        "the names of users and items take {} MB, and the header of a model file has room for {}",
        length.div_ceil(1_000_000),
        LONGEST_NAMES / 1_000_000
    ))
}

/// The checksum, a CRC-32, of the JSON and the tensors, in digits. It covers what is read from a file, not
/// how the file arranges it.
fn checksum(json: &str, tensors: &BTreeMap<String, StoredTensor>) -> String {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(json.as_bytes());
    for (name, StoredTensor { shape, values }) in tensors {
        hasher.update(format!("\n{name}{shape:?}").as_bytes());
        for chunk in values.chunks(1024) {
            hasher.update(&bytes(chunk));
        }
    }
    format!("{:08x}", hasher.finalize())
}

/// Decodes a model file.
///
/// # Errors
/// Says in words what is wrong with the file.
pub(super) fn read(bytes: &[u8]) -> Result<Parts, String> {
    let (Blob { kind, about, .. }, tensors) = unpack(KEY, "a model", bytes)?;
    Ok((kind, about, tensors))
}

/// Decodes a file that [`pack`] made; `what` it should hold, in words.
///
/// safetensors' own reader adds up the sizes that the header claims without checking for overflow
/// (version 0.8), so a forged header could make it panic. Here it only parses the header, which it
/// does with care, and the sizes are compared before anything else.
///
/// # Errors
/// Says in words what is wrong with the file.
pub(super) fn unpack<B: DeserializeOwned>(
    key: &str,
    what: &str,
    bytes: &[u8],
) -> Result<(B, BTreeMap<String, StoredTensor>), String> {
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
        .and_then(|strings| strings.get(key))
        .ok_or_else(|| format!("a safetensors file, but not of {what} of this crate"))?;
    let Versioned { version } = parse(key, json)?;
    if version != VERSION {
        let newer = if version > VERSION { ": a newer release wrote it" } else { "" };
        return Err(format!(
            "version {version} of the format, and this crate reads version {VERSION}{newer}"
        ));
    }
    let blob = parse(key, json)?;
    let announced = strings.as_ref().and_then(|strings| strings.get(CHECKSUM));
    if announced.is_some_and(|announced| *announced != checksum(json, &tensors)) {
        return Err("the checksum does not match, so the file is damaged".to_owned());
    }
    Ok((blob, tensors))
}

fn parse<T: DeserializeOwned>(key: &str, json: &str) -> Result<T, String> {
    serde_json::from_str(json)
        .map_err(|error| format!("`{key}` in its header is damaged ({})", one_line(&error)))
}

/// An error text that cannot break a message into lines, whatever the file says.
fn one_line(error: &serde_json::Error) -> String {
    error.to_string().escape_debug().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_fill_the_header_are_found_out_before_a_training() {
        let few = ["#na#".to_owned(), "Amélie".to_owned()];
        assert_eq!(check_names([&few, &few]), Ok(()));
        // Written twice as JSON, every quote takes four bytes.
        let long = ["\"".repeat(LONGEST_NAMES / 4 + 1)];
        let problem = check_names([&few, &long]).unwrap_err();
        assert!(problem.ends_with("take 99 MB, and the header of a model file has room for 98"));
    }
}

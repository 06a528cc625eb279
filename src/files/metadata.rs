//! What a file says besides its tensors, as a map of strings.

use super::header::Strings;
use super::{ModelFile, Origin};
use crate::data::SideEncoder;
use crate::learn::History;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{from_str, to_string};

/// Tells model files of this crate from other safetensors files.
const FORMAT: &str = "collab-workbook model";

/// Counts up whenever older versions of this crate could no longer read the file. A new key alone is
/// no reason: keys that are not known are passed over.
const VERSION: u32 = 1;

/// The map of strings of a file; all but names are JSON.
pub(super) fn write(file: &ModelFile) -> Strings {
    let origin = &file.origin;
    let y_range = file.y_range.as_ref().map(|range| [range.start, range.end]);
    [
        ("format", FORMAT.to_owned()),
        ("version", VERSION.to_string()),
        ("kind", file.kind.clone()),
        ("y_range", json(&y_range)),
        ("data", origin.data.clone()),
        ("ratings", origin.ratings.clone()),
        ("settings", json(&origin.settings)),
        ("epochs", json(&origin.history.epochs)),
        ("users", json(&origin.users)),
        ("items", json(&origin.items)),
        ("side", json(&origin.side)),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}

/// A file without its tensors.
///
/// # Errors
/// Says in words what is wrong with the map.
pub(super) fn read(strings: &Strings) -> Result<ModelFile, String> {
    match strings.get("format").map(String::as_str) {
        Some(FORMAT) => {}
        _ => return Err("a safetensors file, but not of a model of this crate".to_owned()),
    }
    let version = text(strings, "version")?;
    match version.parse() {
        Ok(VERSION) => {}
        Ok(newer) if newer > VERSION => {
            return Err(format!(
                "version {newer} of the format, and this crate reads version {VERSION}: a newer \
                 release has written it"
            ));
        }
        _ => return Err(format!("`{}` is no version of the format", version.escape_debug())),
    }
    let y_range: Option<[f32; 2]> = parsed(strings, "y_range")?;
    let origin = Origin {
        data: text(strings, "data")?.to_owned(),
        ratings: text(strings, "ratings")?.to_owned(),
        settings: parsed(strings, "settings")?,
        history: History { epochs: parsed(strings, "epochs")? },
        users: parsed(strings, "users")?,
        items: parsed(strings, "items")?,
        // Files from before there were side features lack it.
        side: match strings.contains_key("side") {
            true => parsed(strings, "side")?,
            false => SideEncoder::default(),
        },
    };
    let y_range = y_range.map(|[start, end]| start..end);
    Ok(ModelFile::empty(text(strings, "kind")?.to_owned(), y_range, origin))
}

/// Whether all that a file says can be meant.
///
/// # Errors
/// Says in words what cannot.
pub(super) fn check(file: &ModelFile) -> Result<(), String> {
    let Origin { settings, history, .. } = &file.origin;
    if let Some(range) = &file.y_range
        && !(range.start < range.end && range.start.is_finite() && range.end.is_finite())
    {
        return Err(format!("`y_range` is {range:?}, which is no range"));
    }
    if settings.epochs == 0 || history.epochs.len() != settings.epochs {
        let (n, epochs) = (history.epochs.len(), settings.epochs);
        return Err(format!("{n} epochs are recorded, and the settings say {epochs}"));
    }
    for (i, epoch) in history.epochs.iter().enumerate() {
        let numbers = [epoch.train_loss, epoch.valid_loss, epoch.seconds];
        if epoch.epoch != i || numbers.iter().any(|x| !x.is_finite()) {
            return Err(format!("the record of epoch {i} makes no sense"));
        }
    }
    if ![settings.lr, settings.weight_decay].iter().all(|x| x.is_finite()) {
        return Err("the settings hold a number that is not finite".to_owned());
    }
    if !(0.0..1.0).contains(&settings.dropout) {
        return Err(format!("a dropout of {} is no share", settings.dropout));
    }
    if settings.factors == Some(0) || file.origin.users.is_empty() || file.origin.items.is_empty() {
        return Err("it has no factors, no users or no items".to_owned());
    }
    for (name, tensor) in &file.tensors {
        if !tensor.is_whole() {
            let (name, n, shape) = (name.escape_debug(), tensor.values.len(), &tensor.shape);
            return Err(format!("the tensor `{name}` has the shape {shape:?} and {n} numbers"));
        }
        if tensor.values.iter().any(|x| !x.is_finite()) {
            let name = name.escape_debug();
            return Err(format!("the tensor `{name}` holds a number that is not finite"));
        }
    }
    Ok(())
}

fn json(value: &impl Serialize) -> String {
    to_string(value).expect("numbers and strings have a JSON form")
}

fn text<'a>(strings: &'a Strings, key: &str) -> Result<&'a str, String> {
    strings.get(key).map(String::as_str).ok_or_else(|| format!("`{key}` is missing in its header"))
}

fn parsed<T: DeserializeOwned>(strings: &Strings, key: &str) -> Result<T, String> {
    from_str(text(strings, key)?).map_err(|error| {
        let error = error.to_string();
        format!("`{key}` in its header makes no sense ({})", error.escape_debug())
    })
}

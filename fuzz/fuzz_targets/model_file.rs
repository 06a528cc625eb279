//! A saved model. An input that begins with `{` holds what the file says about its model and what it says
//! about its tensors, as JSON, and the numbers; any other is the file itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::LazyLock;
use workbook::models::{CollabNn, DotProduct, DotProductBias};
use workbook::saved::{ModelFile, Stored};
use workbook_fuzz::{Folder, one_line_that_names, parts};

static FOLDER: LazyLock<Folder> = LazyLock::new(Folder::new);

fuzz_target!(|input: &[u8]| {
    let bytes = if input.starts_with(b"{") { put_together(input) } else { input.to_vec() };
    let path = FOLDER.write("model.safetensors", Some(&bytes));
    match ModelFile::load(&path) {
        Ok(file) => {
            comes_back(&file, &path);
            comes_back_as_model::<DotProduct>(&file, &path);
            comes_back_as_model::<DotProductBias>(&file, &path);
            comes_back_as_model::<CollabNn>(&file, &path);
        }
        Err(error) => one_line_that_names(text(&path), &error),
    }
});

/// A file in the format of safetensors from the parts of its header and its numbers.
fn put_together(input: &[u8]) -> Vec<u8> {
    let [about, tensors, numbers] = parts(input);
    let about = String::from_utf8_lossy(about.unwrap_or_default());
    let about = serde_json::Value::String(about.into_owned());
    let tensors = String::from_utf8_lossy(tensors.unwrap_or_default());
    let header = format!(r#"{{"__metadata__":{{"workbook":{about}}}{tensors}}}"#);
    let length = (header.len() as u64).to_le_bytes();
    [&length, header.as_bytes(), numbers.unwrap_or_default()].concat()
}

fn comes_back(file: &ModelFile, path: &Path) {
    file.save(path).expect("what was loaded can be saved");
    let again = ModelFile::load(path).expect("what was saved can be loaded");
    assert_eq!(file.kind, again.kind);
    assert_eq!(file.about, again.about);
    assert_eq!(file.tensors, again.tensors);
}

fn comes_back_as_model<M: Stored>(file: &ModelFile, path: &Path) {
    match file.model::<M>() {
        Ok(model) => {
            let again = ModelFile::new(&model, file.about.clone());
            assert_eq!(file.tensors, again.tensors);
            assert_eq!(file.about, again.about);
        }
        Err(error) => one_line_that_names(text(path), &error),
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("its folder's path is text")
}

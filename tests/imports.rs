//! The library's modules use each other one way: each only those before it.

use std::fs;
use std::path::{Path, PathBuf};

/// In the order in which data flow, as `src/lib.rs` lists them.
const MODULES: [&str; 7] = ["data", "nn", "models", "learn", "scale", "interpret", "saved"];

#[test]
fn each_module_uses_only_those_before_it() {
    let mut backward = Vec::new();
    for (place, module) in MODULES.iter().enumerate() {
        for file in files(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module)) {
            let text = fs::read_to_string(&file).unwrap();
            for later in &MODULES[place + 1..] {
                if text.contains(&format!("crate::{later}")) {
                    backward.push(format!("{} uses {later}", file.display()));
                }
            }
        }
    }
    assert!(backward.is_empty(), "{backward:#?}");
}

/// All files below a folder.
fn files(folder: PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(path) } else { vec![path] }).collect()
}

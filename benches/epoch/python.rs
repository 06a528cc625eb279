//! The Python side: scripts that read a job as a file and answer with a line of JSON.

use crate::sides::Timing;
use serde_json::{Value, json};
use std::io::{BufWriter, Write};
use std::process::Command;
use workbook::data::Ratings;
use workbook::nn::Linear;

/// The name of an interpreter.
pub struct Python(pub String);

/// What a script is to do, as a file.
pub struct Job(tempfile::NamedTempFile);

impl Job {
    pub fn new(content: &Value) -> Self {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let mut writer = BufWriter::new(&file);
        serde_json::to_writer(&mut writer, content).expect("the job fits on the disk");
        writer.flush().expect("the job fits on the disk");
        drop(writer);
        Self(file)
    }

    /// A training in PyTorch with examples of this kind (see `torch_examples.py`).
    pub fn train(&self, python: &Python, examples: &str) -> Timing {
        let answer = self.run(python, "torch_epoch.py", &[examples]);
        let numbers = |key: &str| serde_json::from_value(answer[key].clone()).expect("numbers");
        Timing { seconds: numbers("seconds"), losses: numbers("train_losses") }
    }

    /// The answer of a script of this folder.
    pub fn run(&self, Python(python): &Python, script: &str, arguments: &[&str]) -> Value {
        let script = format!("{}/benches/epoch/{script}", env!("CARGO_MANIFEST_DIR"));
        let output = Command::new(python)
            .arg(&script)
            .arg(self.0.path())
            .args(arguments)
            .output()
            .unwrap_or_else(|error| panic!("{python}: {error}"));
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{python} {script} failed:\n{complaint}");
        serde_json::from_slice(&output.stdout).expect("a line of JSON")
    }
}

/// Ratings as a script reads them.
pub fn columns(ratings: &Ratings) -> Value {
    json!({"users": ratings.users, "items": ratings.items, "values": ratings.values})
}

/// A dense layer as a script reads it.
pub fn dense(layer: &Linear) -> Value {
    json!({"weight": layer.weight.as_vec(), "bias": layer.bias.as_vec()})
}

//! Writes two versions of the module `answers`. In `all_borrowed.rs` all answers are ours, for the tests. In
//! `answers.rs` there is for each exercise the reader's function, or ours where that is borrowed.
//!
//! `cargo grade run` passes `--cfg 'borrowed="sgd_step"'` for a function that is not solved, and
//! `--cfg 'borrowed="02_embedding"'` for a file that does not compile. An answer calls those of other
//! chapters by `super::_02_embedding::…`, and so gets the reader's where there is one.

use catalogue::{Catalogue, Chapter};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../../src/solutions");
    println!("cargo::rerun-if-changed=../../src/planted");
    println!("cargo::rustc-check-cfg=cfg(borrowed, values(any()))");
    let root = fs::canonicalize("../..")?;
    let chapters = Catalogue::read(Path::new("../.."))?.chapters;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let answers: String = chapters.iter().map(|chapter| module(&root, chapter)).collect();
    fs::write(out.join("answers.rs"), answers)?;
    let ours = chapters.iter().map(|chapter| {
        let name = &chapter.name;
        format!("#[path = {}]\npub mod _{name};\n", path(&root, "solutions", name))
    });
    fs::write(out.join("all_borrowed.rs"), ours.collect::<String>())?;
    Ok(())
}

/// The path of a file, as a literal.
fn path(root: &Path, folder: &str, name: &str) -> String {
    format!("{:?}", root.join(format!("src/{folder}/{name}.rs")))
}

/// The module of a chapter, beside the two files that it chooses from.
fn module(root: &Path, chapter: &Chapter) -> String {
    let name = &chapter.name;
    let mut text = format!(
        "#[cfg(not(borrowed = {name:?}))]\n#[path = {}]\nmod yours_{name};\n\
         #[path = {}]\nmod ours_{name};\npub mod _{name} {{\n",
        path(root, "exercises", name),
        path(root, "solutions", name)
    );
    for exercise in chapter.exercises.iter().map(|exercise| &exercise.name) {
        let borrowed = format!("any(borrowed = {name:?}, borrowed = {exercise:?})");
        text += &format!(
            "#[cfg(not({borrowed}))]\npub use super::yours_{name}::{exercise};\n\
             #[cfg({borrowed})]\npub use super::ours_{name}::{exercise};\n"
        );
    }
    text + "}\n"
}

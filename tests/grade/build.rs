//! Derives from `src/solutions` what Rust has to know about the exercises at compile time: the macro
//! `graded!`, which lists them, and their stubs, which the proofs compile.

use catalogue::{Catalogue, Chapter};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../../src/solutions");
    println!("cargo::rerun-if-changed=../../src/planted");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut stubs = String::new();
    let mut all = String::new();
    let mut by_chapter = String::new();
    let mut solutions = String::new();
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../src/solutions");
    for chapter in Catalogue::read(Path::new("../.."))?.chapters {
        let name = &chapter.name;
        fs::write(out.join(format!("{name}.rs")), &chapter.stubs)?;
        stubs += &format!("#[path = \"{name}.rs\"]\npub mod _{name};\n");
        let file = folder.join(format!("{name}.rs"));
        solutions += &format!("#[path = {file:?}]\npub mod _{name};\n");
        let list = graded(&chapter);
        by_chapter += &format!("(\"{name}\", $answers:ident) => {{ vec![{list}] }};\n");
        all += &list;
    }
    let macro_rules = format!(
        "/// Lists exercises, each with its grader applied to the answer of its name.\n///\n\
         /// `graded!(answers)` lists those of all chapters, and `graded!(\"05_weight_decay\", answers)`\n\
         /// those of one. Their answers are in `answers::_05_weight_decay` and so on.\n\
         #[macro_export]\nmacro_rules! graded {{\n\
         ($answers:ident) => {{ vec![{all}] }};\n{by_chapter}}}\n"
    );
    fs::write(out.join("graded.rs"), macro_rules)?;
    fs::write(out.join("stubs.rs"), stubs)?;
    fs::write(out.join("solutions.rs"), solutions)?;
    Ok(())
}

/// Each exercise with its grader, applied to the function of its name.
fn graded(chapter: &Chapter) -> String {
    let item = |exercise: &str| {
        let chapter = &chapter.name;
        format!(
            "$crate::Graded {{ chapter: {chapter:?}, exercise: {exercise:?}, \
             grade: || $crate::graders::_{chapter}::{exercise}($answers::_{chapter}::{exercise}) }},\n"
        )
    };
    chapter.exercises.iter().map(|exercise| item(&exercise.name)).collect()
}

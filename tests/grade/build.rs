//! Derives from `src/solutions` what Rust has to know about the exercises at compile time: the macro
//! `graded!`, which lists them, and their stubs, which the proofs compile.

#[path = "src/catalogue.rs"]
#[allow(dead_code)] // the rest serves the command and the book
mod catalogue;
#[path = "src/region.rs"]
#[allow(dead_code)]
mod region;

use catalogue::{Catalogue, Chapter};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../../src/solutions");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut stubs = String::new();
    let mut all = String::new();
    let mut by_chapter = String::new();
    for chapter in Catalogue::read(Path::new("../.."))?.chapters {
        let name = &chapter.name;
        fs::write(out.join(format!("{name}.rs")), &chapter.stubs)?;
        stubs += &format!("#[path = \"{name}.rs\"]\npub mod _{name};\n");
        all += &graded(&chapter, &format!("$answers::_{name}"));
        let list = graded(&chapter, "$answers");
        by_chapter += &format!("(\"{name}\", $answers:ident) => {{ vec![{list}] }};\n");
    }
    let macro_rules = format!(
        "/// Lists exercises, each with its grader applied to the answer of its name.\n///\n\
         /// `graded!(\"05_weight_decay\", answers)` lists those of one chapter, and the answers are in\n\
         /// the module `answers`; `graded!(answers)` lists those of all chapters, and the answers are\n\
         /// in `answers::_05_weight_decay` and so on.\n\
         #[macro_export]\nmacro_rules! graded {{\n\
         ($answers:ident) => {{ vec![{all}] }};\n{by_chapter}}}\n"
    );
    fs::write(out.join("graded.rs"), macro_rules)?;
    fs::write(out.join("stubs.rs"), stubs)?;
    Ok(())
}

/// Each exercise with its grader, applied to the function of its name in the module `answers`.
fn graded(chapter: &Chapter, answers: &str) -> String {
    let item = |exercise: &str| {
        let chapter = &chapter.name;
        format!(
            "$crate::Graded {{ chapter: {chapter:?}, exercise: {exercise:?}, \
             grade: || $crate::graders::_{chapter}::{exercise}({answers}::{exercise}) }},\n"
        )
    };
    chapter.exercises.iter().map(|exercise| item(&exercise.name)).collect()
}

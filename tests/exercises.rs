//! Grades the reader's answers in `src/exercises`. `cargo grade` presents what comes out of it.
//!
//! ```text
//! cargo test --test exercises ch05
//! cargo test --test exercises l2_penalty
//! ```

#[macro_use]
mod graders;

/// The reader's answers. What is half-written may look like it.
#[path = "../src/exercises"]
#[allow(unused, clippy::all)]
mod exercises {
    pub mod ch00;
    pub mod ch01;
    pub mod ch02;
    pub mod ch03;
    pub mod ch04;
    pub mod ch05;
    pub mod ch06;
    pub mod ch07;
    pub mod ch08;
}

use grade::Catalogue;
use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

fn main() -> ExitCode {
    let catalogue = Catalogue::load();
    let page = |exercise: &graders::Graded| {
        let mut chapters = catalogue.chapters.iter();
        let chapter = chapters.find(|chapter| chapter.name == exercise.chapter);
        chapter.expect("the proofs see to it that every chapter is in the catalogue").page_path()
    };
    let trials = graded!(exercises)
        .into_iter()
        .map(|exercise| {
            let page = page(&exercise);
            Trial::test(exercise.full_name(), move || {
                (exercise.grade)().map_err(|feedback| feedback.with_page(&page).into())
            })
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

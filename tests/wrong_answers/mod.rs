//! Typical wrong answers, at least three for each exercise. The graders must reject every one, for
//! the reason that is written beside it.

mod ch00;
mod ch01;
mod ch02;
mod ch03;
mod ch04;
mod ch05;
mod ch06;
mod ch07;
mod ch08;

use crate::graders::Verdict;

/// An answer that must fail.
pub struct WrongAnswer {
    pub exercise: &'static str,
    /// Part of the sentence in which the grader must explain it.
    pub because: &'static str,
    pub grade: fn() -> Verdict,
}

/// `wrong!(dot: "the mean of the products", |a, b| …)`: an answer to the exercise `dot` of the
/// module `graders` in scope, and part of the sentence in which it must be explained.
macro_rules! wrong {
    ($exercise:ident: $because:literal, $answer:expr) => {
        super::WrongAnswer {
            exercise: stringify!($exercise),
            because: $because,
            grade: || graders::$exercise($answer),
        }
    };
}
use wrong;

/// All of them, by chapter.
pub fn all() -> Vec<(&'static str, Vec<WrongAnswer>)> {
    vec![
        ("ch00", ch00::all()),
        ("ch01", ch01::all()),
        ("ch02", ch02::all()),
        ("ch03", ch03::all()),
        ("ch04", ch04::all()),
        ("ch05", ch05::all()),
        ("ch06", ch06::all()),
        ("ch07", ch07::all()),
        ("ch08", ch08::all()),
    ]
}

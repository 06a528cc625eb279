//! Typical wrong answers, at least three for each exercise. The graders must reject each one for the
//! reason beside it.

#[path = "00_first_look.rs"]
mod _00_first_look;
#[path = "01_one_hot.rs"]
mod _01_one_hot;
#[path = "02_embedding.rs"]
mod _02_embedding;
#[path = "03_sigmoid_range.rs"]
mod _03_sigmoid_range;
#[path = "04_biases.rs"]
mod _04_biases;
#[path = "05_weight_decay.rs"]
mod _05_weight_decay;
#[path = "06_interpretation.rs"]
mod _06_interpretation;
#[path = "07_recommendation/mod.rs"]
mod _07_recommendation;
#[path = "08_concatenated_mlp.rs"]
mod _08_concatenated_mlp;
#[path = "09_implicit_feedback/mod.rs"]
mod _09_implicit_feedback;
#[path = "10_full_set.rs"]
mod _10_full_set;
#[path = "recommender/mod.rs"]
mod _recommender;

use grade::Outcome;

/// An answer that must fail.
pub struct WrongAnswer {
    pub exercise: &'static str,
    /// Part of the sentence with which the grader must explain it.
    pub because: &'static str,
    pub grade: fn() -> Outcome,
}

/// `wrong!(dot: "the mean of the products", |a, b| …)`: an answer to the exercise `dot`, whose grader
/// is in the module `graders` in scope, and part of the sentence that must explain it.
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

/// All of them.
pub fn all() -> Vec<WrongAnswer> {
    let chapters = [
        _00_first_look::all(),
        _01_one_hot::all(),
        _02_embedding::all(),
        _03_sigmoid_range::all(),
        _04_biases::all(),
        _05_weight_decay::all(),
        _06_interpretation::all(),
        _07_recommendation::all(),
        _08_concatenated_mlp::all(),
        _09_implicit_feedback::all(),
        _10_full_set::all(),
        _recommender::all(),
    ];
    chapters.into_iter().flatten().collect()
}

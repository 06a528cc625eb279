//! What grades an answer: a function for each exercise, by chapter. It takes the answer as an argument,
//! so one grader serves the reader, the solutions, the stubs and the wrong answers.
//!
//! The type of an answer is written out, just as the reader sees it.
#![allow(clippy::type_complexity, missing_docs)]

#[path = "00_first_look.rs"]
pub mod _00_first_look;
#[path = "01_one_hot.rs"]
pub mod _01_one_hot;
#[path = "02_embedding.rs"]
pub mod _02_embedding;
#[path = "03_sigmoid_range.rs"]
pub mod _03_sigmoid_range;
#[path = "04_biases.rs"]
pub mod _04_biases;
#[path = "05_weight_decay.rs"]
pub mod _05_weight_decay;
#[path = "06_interpretation.rs"]
pub mod _06_interpretation;
#[path = "07_recommendation/mod.rs"]
pub mod _07_recommendation;
#[path = "08_concatenated_mlp.rs"]
pub mod _08_concatenated_mlp;
#[path = "09_implicit_feedback/mod.rs"]
pub mod _09_implicit_feedback;
#[path = "10_full_set/mod.rs"]
pub mod _10_full_set;
#[path = "recommender/mod.rs"]
pub mod _recommender;

//! What grades an answer: for each exercise a plain function of the answer, so that one grader
//! serves the reader's answers, the solutions, the untouched stubs and the wrong answers.
//!
//! The type of an answer is spelt out where it is graded, just as the reader sees it.
#![allow(clippy::type_complexity)]

pub mod case;
mod inputs;
mod value;

pub mod ch00;
pub mod ch01;
pub mod ch02;
pub mod ch03;
pub mod ch04;
pub mod ch05;
pub mod ch06;
pub mod ch07;
pub mod ch08;

pub use case::{Case, Grading, Verdict};

/// An exercise and its grader, applied to somebody's answer.
pub struct Graded {
    pub chapter: &'static str,
    pub name: &'static str,
    pub grade: fn() -> Verdict,
}

impl Graded {
    /// `ch05::l2_penalty`
    pub fn full_name(&self) -> String {
        format!("{}::{}", self.chapter, self.name)
    }
}

/// Every exercise, graded on the answers in the given module: `graded!(exercises)` grades
/// `exercises::ch00::dot` with `graders::ch00::dot`, and so on.
macro_rules! graded {
    ($answers:ident) => {
        graded!($answers:
            ch00 { dot, rank_by_match, content_scores }
            ch01 { one_hot, one_hot_batch, lookup_by_product }
            ch02 { embedding_forward, embedding_backward, mse_gradients, sgd_step }
            ch03 { sigmoid_range, sigmoid_range_gradient, inverse_sigmoid_range }
            ch04 { predict_with_bias, fit_baseline, best_epoch }
            ch05 { l2_penalty, l2_gradient, decoupled_step, one_cycle, mean_and_sd }
            ch06 { top_k, cosine_similarity, nearest, project_on_components }
            ch07 { recommend_unseen, mean_user, fold_in }
            ch08 { embedding_size, relu, concat_forward, dropout, count_parameters }
        )
    };
    ($answers:ident: $($chapter:ident { $($name:ident),+ })+) => {
        [$($($crate::graders::Graded {
            chapter: stringify!($chapter),
            name: stringify!($name),
            grade: || $crate::graders::$chapter::$name($answers::$chapter::$name),
        }),+),+]
    };
}

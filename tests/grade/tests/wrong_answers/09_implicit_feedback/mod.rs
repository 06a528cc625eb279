//! Wrong answers to the exercises of chapter 9.

mod bce_with_logits;
mod ease;
mod expected_hit_ratio;
mod leave_one_out;
mod mend_popularity;
mod ranks;
mod sample_negatives;

use super::{WrongAnswer, wrong};
use grade::graders::_09_implicit_feedback as graders;

pub fn all() -> Vec<WrongAnswer> {
    let files = [
        leave_one_out::all(),
        sample_negatives::all(),
        bce_with_logits::all(),
        ranks::all(),
        expected_hit_ratio::all(),
        ease::all(),
        mend_popularity::all(),
    ];
    files.into_iter().flatten().collect()
}

fn one_if(hit: bool) -> f64 {
    f64::from(u8::from(hit))
}

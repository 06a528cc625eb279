//! Every solution passes its grader. This is a test of its own, small enough to be compiled for each of the
//! changes that `.ci/mutants` makes to the solutions.

#[path = "../../../src/solutions"]
mod solutions {
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
    #[path = "07_recommendation.rs"]
    pub mod _07_recommendation;
    #[path = "08_concatenated_mlp.rs"]
    pub mod _08_concatenated_mlp;
    #[path = "09_implicit_feedback.rs"]
    pub mod _09_implicit_feedback;
    #[path = "10_full_set.rs"]
    pub mod _10_full_set;
    #[path = "recommender.rs"]
    pub mod _recommender;
}

use grade::{Outcome, graded};

#[test]
fn every_solution_passes() {
    let mut complaints = Vec::new();
    for solution in graded!(solutions) {
        let outcome = (solution.grade)();
        if outcome != Outcome::Solved {
            complaints.push(format!("{}: {outcome:?}", solution.exercise));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n\n"));
}

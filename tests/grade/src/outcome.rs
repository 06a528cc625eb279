//! How an exercise stands, and the line of JSON in which a judge says so.

use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter};

/// How an exercise stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Every result is right.
    Solved,
    /// The answer ran into a `todo!`.
    Todo {
        /// The message of the `todo!`.
        message: String,
    },
    /// A result is wrong or missing.
    Wrong(Feedback),
    /// The judge died on this exercise and could not report on it.
    Died {
        /// How it ended.
        got: String,
        /// What that shows.
        why: String,
    },
}

/// What the reader should know about a wrong answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// The first input with a wrong result.
    pub input: String,
    /// The result.
    pub got: String,
    /// The right result.
    pub expected: String,
    /// The likely misconception.
    pub why: String,
}

impl Display for Feedback {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let Self { input, got, expected, why } = self;
        write!(f, "input:    {input}\ngot:      {got}\nexpected: {expected}\nwhy:      {why}")
    }
}

/// An exercise and how it stands: what a judge reports, in one line of JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Judged {
    /// The name of the exercise.
    pub exercise: String,
    /// How it stands.
    #[serde(flatten)]
    pub outcome: Outcome,
}

//! How an exercise stands, from what its judge says and from what its file holds.

use crate::selection::Chosen;
use grade::{Feedback, Outcome};

/// How an exercise stands.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    Solved,
    /// The stub is as it was. One with a planted bug shows its symptom.
    Untouched(Option<Feedback>),
    /// Something is not written yet.
    Begun {
        why: String,
    },
    Wrong(Feedback),
    /// The judge died on it.
    Died {
        got: String,
        why: String,
    },
    DoesNotCompile {
        why: String,
    },
    /// Its file does not compile because of something else.
    NotGraded {
        why: String,
    },
}

impl State {
    /// The state of an exercise with this outcome, in a file with these answers.
    pub fn new(all: &[Chosen], chosen: &Chosen, answers: &str, outcome: Outcome) -> Self {
        let untouched = chosen.is_untouched(answers);
        match outcome {
            Outcome::Solved => Self::Solved,
            Outcome::Wrong(feedback) if untouched == Some(true) => Self::Untouched(Some(feedback)),
            Outcome::Wrong(feedback) => Self::Wrong(feedback),
            Outcome::Died { got, why } => Self::Died { got, why },
            Outcome::Todo { message } => {
                let is_its_own = message == chosen.exercise.todo;
                if untouched == Some(true) || is_its_own && untouched.is_none() {
                    return Self::Untouched(None);
                }
                let name = &chosen.exercise.name;
                let why = match all.iter().find(|other| other.exercise.todo == message) {
                    _ if is_its_own => "its `todo!` is still there".to_owned(),
                    Some(other) => {
                        format!(
                            "`{name}` calls `{}`, which is not written yet",
                            other.exercise.name
                        )
                    }
                    None => format!("a `todo!` is left on the way: {message}"),
                };
                Self::Begun { why }
            }
        }
    }

    /// The word for it in reports that programs read.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::Untouched(_) => "untouched",
            Self::Begun { .. } => "begun",
            Self::Wrong(_) => "wrong",
            Self::Died { .. } => "died",
            Self::DoesNotCompile { .. } => "does_not_compile",
            Self::NotGraded { .. } => "not_graded",
        }
    }

    /// The words for it on the terminal.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::Untouched(_) => "not begun",
            Self::Begun { .. } => "begun",
            Self::Wrong(_) | Self::Died { .. } => "not solved yet",
            Self::DoesNotCompile { .. } => "does not compile",
            Self::NotGraded { .. } => "not graded",
        }
    }

    /// What the answer got wrong, as far as that is known: input, result, right result and reason.
    pub fn reason(&self) -> Reason<'_> {
        let because = |why| Reason { why: Some(why), ..Reason::default() };
        match self {
            Self::Solved | Self::Untouched(None) => Reason::default(),
            Self::Untouched(Some(feedback)) | Self::Wrong(feedback) => Reason {
                input: Some(&feedback.input),
                got: Some(&feedback.got),
                expected: Some(&feedback.expected),
                why: Some(&feedback.why),
            },
            Self::Died { got, why } => Reason { got: Some(got), ..because(why) },
            Self::Begun { why } | Self::DoesNotCompile { why } | Self::NotGraded { why } => {
                because(why)
            }
        }
    }
}

/// What an answer got wrong, as far as that is known.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Reason<'a> {
    pub input: Option<&'a str>,
    pub got: Option<&'a str>,
    pub expected: Option<&'a str>,
    pub why: Option<&'a str>,
}

impl Reason<'_> {
    /// One line for each part that is known.
    pub fn lines(&self) -> String {
        [
            ("input:    ", self.input),
            ("got:      ", self.got),
            ("expected: ", self.expected),
            ("why:      ", self.why),
        ]
        .into_iter()
        .filter_map(|(heading, part)| Some(format!("{heading}{}\n", part?)))
        .collect()
    }
}

//! Why a judge died, as far as the evidence goes.

use grade::Outcome;
use std::process::ExitStatus;

/// The outcome of the exercise on which a judge ended with this status and these last words on standard
/// error.
pub fn died(status: ExitStatus, last_words: &str) -> Outcome {
    Outcome::Died {
        got: format!("the end of the whole program ({status})"),
        why: why(&status.to_string(), status.code(), last_words).to_owned(),
    }
}

/// What the end of a program shows. The system names the signal that ended it.
fn why(status: &str, code: Option<i32>, last_words: &str) -> &'static str {
    if last_words.contains("has overflowed its stack") {
        "its stack overflowed: most likely the function calls itself forever"
    } else if last_words.contains("memory allocation of ") {
        "it asked for more memory than there is"
    } else if status.contains("SIGKILL") {
        "the system ended it, as it does when memory runs out: look for a list that keeps growing"
    } else if status.contains("SIGABRT") {
        "it aborted, as `std::process::abort` and a panic during a panic make it"
    } else if status.contains("SIGSEGV") || status.contains("SIGBUS") {
        "it used memory that is not its own, which safe Rust does not do: look at what is `unsafe`"
    } else if code.is_some_and(|code| (0..=255).contains(&code)) {
        "it ended early, as `std::process::exit` makes it"
    } else {
        "the system ended it"
    }
}

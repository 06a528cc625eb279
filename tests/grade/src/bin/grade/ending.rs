//! Why a judge died, as far as the evidence goes.

use crate::process::{End, MOST_PRINTED, PATIENCE};
use grade::MOST_MEMORY;

/// How a judge ended, and what that shows. Its last words are those on standard error.
pub fn explained(end: &End, last_words: &str) -> (String, String) {
    match end {
        End::Flood => (
            format!("more than {} MB of text", MOST_PRINTED >> 20),
            "it prints without end, or far too much: look for a `print!` in a loop".to_owned(),
        ),
        End::Stuck => (
            format!("nothing within {} seconds", PATIENCE.as_secs()),
            "it does not end, or is far too slow: look for a loop whose condition stays true"
                .to_owned(),
        ),
        End::Exited(status) => (
            format!("the end of the whole program ({status})"),
            why(&status.to_string(), status.code(), last_words),
        ),
    }
}

/// What the end of a program shows. The system names the signal that ended it.
fn why(status: &str, code: Option<i32>, last_words: &str) -> String {
    // Windows tells of an abort by this number.
    const FAST_FAIL: i32 = 0xC000_0409_u32.cast_signed();
    let why = if last_words.contains("has overflowed its stack") {
        "its stack overflowed: most likely the function calls itself forever"
    } else if last_words.contains("memory allocation of ") {
        return format!(
            "it asked for more than {} GB of memory: look for a list that keeps growing, or for a \
             size that is far too large",
            MOST_MEMORY >> 30
        );
    } else if status.contains("SIGKILL") {
        "the system ended it, as it does when memory runs out: look for a list that keeps growing"
    } else if status.contains("SIGABRT") || code == Some(FAST_FAIL) {
        "it aborted, as `std::process::abort` and a panic during a panic make it"
    } else if status.contains("SIGSEGV") || status.contains("SIGBUS") {
        "it used memory that is not its own, which safe Rust does not do: look at what is `unsafe`"
    } else if code.is_some_and(|code| (0..=255).contains(&code)) {
        "it ended early, as `std::process::exit` makes it"
    } else {
        "the system ended it"
    };
    why.to_owned()
}

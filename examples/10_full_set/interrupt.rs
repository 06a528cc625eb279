//! Ctrl-C, which ends the training by hand with what it has learned, and everything else at once.

use lab::Result;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// What the shell reports of a program that Ctrl-C has ended.
const ENDED_BY_CTRL_C: i32 = 130;

/// Whether the training by hand is at work.
static IS_HEEDED: AtomicBool = AtomicBool::new(false);
/// Whether someone has pressed Ctrl-C since.
static IS_PRESSED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C ends the program, unless someone [heeds](heed) it.
///
/// # Errors
/// If the system does not allow it.
pub fn listen() -> Result<()> {
    Ok(ctrlc::set_handler(|| match IS_HEEDED.load(Relaxed) {
        true => IS_PRESSED.store(true, Relaxed),
        false => process::exit(ENDED_BY_CTRL_C),
    })?)
}

/// Does some work that asks now and then whether Ctrl-C [was pressed](is_pressed), and ends if so.
pub fn heed<T>(work: impl FnOnce() -> T) -> T {
    IS_HEEDED.store(true, Relaxed);
    let done = work();
    IS_HEEDED.store(false, Relaxed);
    done
}

/// Whether Ctrl-C was pressed while someone heeded it.
pub fn is_pressed() -> bool {
    IS_PRESSED.load(Relaxed)
}

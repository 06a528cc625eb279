//! Numbers too small to be worth their cost.
//!
//! Most rows of a table are not looked up in a given step, so their running means halve and halve
//! again, down to numbers below 1e-38 (denormal numbers), which processors handle ten times slower
//! than others. Taking them for zero changes no result that anyone could see.

/// Runs `work` with denormal numbers taken for zero on this thread, where the processor can.
#[cfg(any(target_arch = "x86", target_arch = "x86_64", target_arch = "aarch64"))]
#[expect(unsafe_code, reason = "the processor's flag can be set in no other way")]
pub(super) fn flushing_denormals<T>(work: impl FnOnce() -> T) -> T {
    // SAFETY: the flag is per thread, restored afterwards, and only rounds results below 1e-38 to
    // zero. The compiler assumes it is not set; all it could do with that is fold a constant
    // expression of denormal numbers at compile time, and `work` has none whose value matters.
    unsafe { no_denormals::no_denormals(work) }
}

/// Runs `work` as it is: this processor has no such flag.
#[cfg(not(any(target_arch = "x86", target_arch = "x86_64", target_arch = "aarch64")))]
pub(super) fn flushing_denormals<T>(work: impl FnOnce() -> T) -> T {
    work()
}

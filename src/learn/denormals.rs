//! Flushes denormal numbers to zero.
//!
//! The running means of a row that is rarely looked up keep shrinking, down to numbers below 1e-38
//! (denormal numbers), which processors handle ten times slower than others. Treating them as zero has
//! no visible effect on the results. WebAssembly has no flag for that, so there whatever shrinks is set to zero
//! while it is still a little larger.

/// Runs `work` with denormal numbers treated as zero on this thread, where the processor can do that.
#[cfg(any(target_arch = "x86", target_arch = "x86_64", target_arch = "aarch64"))]
#[expect(unsafe_code, reason = "setting the processor's flag is unsafe")]
pub(super) fn flushing_denormals<T>(work: impl FnOnce() -> T) -> T {
    // SAFETY: the flag is per thread, restored afterwards, and only rounds results below 1e-38 to
    // zero. The compiler assumes it is not set; all it could do with that is fold a constant
    // expression of denormal numbers at compile time, and `work` has none whose value matters.
    unsafe { no_denormals::no_denormals(work) }
}

/// Runs `work` as it is, because this processor has no such flag.
#[cfg(not(any(target_arch = "x86", target_arch = "x86_64", target_arch = "aarch64")))]
pub(super) fn flushing_denormals<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Sets numbers to zero that would become denormal if they went on to shrink for some more steps.
#[cfg(any(test, target_family = "wasm"))]
pub(super) fn zero_tiny(numbers: &mut [f32]) {
    const TINY: f32 = 1e-30;
    for number in numbers {
        if number.abs() < TINY {
            *number = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tiny_numbers_become_zero() {
        let mut numbers = [1.0, -1e-29, 1e-31, -1e-40, 0.0, -3.0];
        zero_tiny(&mut numbers);
        assert_eq!(numbers, [1.0, -1e-29, 0.0, 0.0, 0.0, -3.0]);
    }
}

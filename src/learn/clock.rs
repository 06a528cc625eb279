//! Wall-clock time, where the target has a clock.

/// Seconds since some fixed moment; always 0 in WebAssembly, which has no clock of its own.
pub(crate) fn seconds() -> f64 {
    #[cfg(not(target_family = "wasm"))]
    {
        use std::{sync::LazyLock, time::Instant};
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed().as_secs_f64()
    }
    #[cfg(target_family = "wasm")]
    0.0
}

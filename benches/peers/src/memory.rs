//! The memory that this process has needed, where the system tells (Linux).

use std::fs;

/// Lets the peak begin anew with what is in use now.
pub fn forget_the_peak() {
    // Where this is not possible, the peak of the whole process stands.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that was in use at a time, in megabytes.
pub fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}

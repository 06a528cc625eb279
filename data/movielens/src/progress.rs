//! Progress bars.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts bytes on standard error, if that is a terminal.
pub fn progress_bar(total: Option<u64>, what: &'static str) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::new(total),
            "{msg} {wide_bar} {decimal_bytes} of {decimal_total_bytes}, {eta} left",
        ),
        None => (ProgressBar::no_length(), "{msg} {decimal_bytes}, {decimal_bytes_per_sec}"),
    };
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style).with_message(what)
}

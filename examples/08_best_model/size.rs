//! How large a file the draws become.

use crate::Args;
use lab::{Report, Result};
use workbook::Error;
use workbook::data::Dataset;

/// The largest file of a mean of draws, in megabytes.
const LARGEST: usize = 2_000;

/// Says, before anything is drawn, how much the mean of the draws takes.
///
/// # Errors
/// If that is too much.
pub fn announce(args: &Args, data: &Dataset, report: &mut Report) -> Result<()> {
    // Every draw brings its factors, with four bytes for each number.
    let width = args.sweeps * args.factors + 2;
    let size = (4 * width * (data.n_users() + data.n_items())).div_ceil(1_000_000);
    if size > LARGEST {
        let message = format!(
            "the mean of all draws would be a file of {size} MB, more than {LARGEST}; use fewer \
             sweeps or factors, or save no model"
        );
        return Err(Error::Setting { name: "sweeps", message }.into());
    }
    report.say(format_args!(
        "The mean of the draws will be a file of up to {size} MB, and takes five times as much memory."
    ));
    Ok(())
}

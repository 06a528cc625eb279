//! What every reader promises, whatever it is given, and what the fuzz targets share.

mod folder;
mod promises;

pub use folder::{Folder, parts};
pub use promises::{data_opens_or_error_names, error_is_one_line, one_line_that_names, same};

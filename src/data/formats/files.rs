//! The files of a data set, wherever they are.

use crate::Result;
use std::io::Read;

/// Files by name: those of a folder, of an archive, or in memory.
pub(in crate::data) trait Files {
    /// What messages call a file.
    fn path(&self, file: &str) -> String;

    /// Whether there is such a file.
    #[cfg_attr(
        not(feature = "formats"),
        expect(dead_code, reason = "embedded files are all there")
    )]
    fn has(&self, file: &str) -> bool;

    /// Whether a file that only says more about users or films is left out on purpose. A folder should be
    /// whole, but someone who picks files one by one may pick fewer.
    fn leaves_out(&self, _file: &str) -> bool {
        false
    }

    /// The content of a file.
    ///
    /// # Errors
    /// If it is not there or cannot be read.
    fn open(&mut self, file: &str) -> Result<Box<dyn Read + '_>>;
}

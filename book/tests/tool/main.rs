//! The tool, run as a reader runs it, on a small workbook.

mod build;
mod check;
mod fixture;
mod record;

//! Runs the tool on a small workbook, as a reader would.

mod build;
mod check;
mod claims;
mod fixture;
mod predict;
mod record;
mod site;

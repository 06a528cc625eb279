//! Promises about chapter 7: what to ask a newcomer, new films, lists beyond the popular, neighbours, and the
//! order of time.

mod beyond;
mod heard;
mod neighbours;
mod new_films;
mod questions;
mod time;

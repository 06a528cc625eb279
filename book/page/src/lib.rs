//! The engine of the book's pages: the library that the chapters print, answering what a page asks. It runs
//! in a web worker as WebAssembly, and natively in tests.

mod data;
mod engine;
mod event;
mod film_map;
mod newcomer;
mod training;
#[cfg(target_family = "wasm")]
mod web;

pub use data::Film;
pub use engine::Engine;
pub use event::Event;
pub use film_map::{Frame, FramesOf};
pub use newcomer::{Advice, Listed, Newcomer, Next};
pub use training::{Model, Trained, Training};

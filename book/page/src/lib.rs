//! The engine of the book's pages: the library that the chapters print, answering what a page asks. It runs
//! in a web worker as WebAssembly, and natively in tests. Each program in `src/bin` is a part of it that a
//! page fetches alone.

mod data;
mod engine;
mod event;
mod feedback;
mod film_map;
mod laboratory;
mod network;
mod newcomer;
mod own_ratings;
mod ranker;
mod training;
#[cfg(target_family = "wasm")]
pub mod web;

pub use data::Film;
pub use engine::Engine;
pub use event::Event;
pub use feedback::{Loop, Round};
pub use film_map::{Frame, FramesOf};
pub use laboratory::{Laboratory, Ranked};
pub use network::Network;
pub use newcomer::{Advice, Listed, Newcomer, Next};
pub use own_ratings::{Columns, Found};
pub use ranker::Ranker;
pub use training::{Model, Trained, Training};

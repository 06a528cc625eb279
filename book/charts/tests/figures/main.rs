//! What a reader sees of a figure, read back from its SVG.

mod bars;
mod document;
mod dots;
mod heat_map;
mod line;
mod map;
mod svg;

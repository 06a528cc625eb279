//! The Rust that readers get in an editor in the browser is the one that the packages ask for.

use std::fs;
use std::path::Path;

#[test]
fn the_container_has_the_stated_rust() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.devcontainer/devcontainer.json");
    let container = fs::read_to_string(file).expect("a file");
    let image = format!("\"image\": \"rust:{}.0-bookworm\"", env!("CARGO_PKG_RUST_VERSION"));
    assert!(container.contains(&image), "it must have {image}");
}

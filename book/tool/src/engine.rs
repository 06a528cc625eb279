//! The engine of the pages: the package `book/page`, compiled to WebAssembly, and the JavaScript around it.
//! Both go to `engine/` among the chapters, whence mdBook copies them to the pages.

use crate::project::Project;
use anyhow::{Context, Result, anyhow, ensure};
use catalogue::write_whole;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// The files of the engine, as the generator of the JavaScript names them.
const FILES: [&str; 2] = ["page.js", "page_bg.wasm"];

/// Builds the engine, unless it is up to date. Without the compiler's part for WebAssembly it says so, and
/// the pages keep their static figures.
pub fn build(project: &Project) -> Result<()> {
    if !project.root().join("book/page/Cargo.toml").is_file() {
        return Ok(());
    }
    if let Err(error) = has_target() {
        eprintln!("The pages keep their static figures: {error:#}");
        return Ok(());
    }
    let status = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .current_dir(project.root())
        .args(["build", "--quiet", "--package", "page", "--profile", "page", "--target", TARGET])
        // Vector instructions, which all browsers have had since 2023.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-C target-feature=+simd128")
        .status()
        .context("cargo cannot be run")?;
    ensure!(status.success(), "the engine of the pages does not compile");

    let built =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.root().join("target"), Into::into);
    let built = project.root().join(built).join(TARGET).join("page");
    let made = built.join("engine");
    Bindgen::new()
        .input_path(built.join("page.wasm"))
        .out_name("page")
        .web(true)?
        .omit_default_module_path(false)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&made)
        .context("the JavaScript around the engine cannot be made")?;
    for file in FILES {
        update(&made.join(file), &project.page_engine().with_file_name(file))?;
    }
    Ok(())
}

/// # Errors
/// If the compiler cannot make WebAssembly, and rustup cannot teach it.
fn has_target() -> Result<()> {
    let libraries = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .context("rustc cannot be run")?;
    let libraries = String::from_utf8_lossy(&libraries.stdout).trim().to_owned();
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    let added =
        Command::new("rustup").args(["target", "add", TARGET]).stderr(Stdio::null()).status();
    match added {
        Ok(status) if status.success() => Ok(()),
        _ => {
            Err(anyhow!("the target {TARGET} is missing; add it with `rustup target add {TARGET}`"))
        }
    }
}

/// Copies a file unless its copy is the same, so that nobody who watches it starts for nothing.
fn update(from: &Path, to: &Path) -> Result<()> {
    let content = fs::read(from).with_context(|| format!("{} cannot be read", from.display()))?;
    if fs::read(to).is_ok_and(|there| there == content) {
        return Ok(());
    }
    let folder = to.parent().context("the engine has a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    write_whole(to, &content).with_context(|| format!("{} cannot be written", to.display()))
}

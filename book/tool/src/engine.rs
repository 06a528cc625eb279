//! The engines of the pages: the programs of the package `book/page`, compiled to WebAssembly, and the
//! JavaScript around each. All go to `engine/` among the chapters, whence mdBook copies them to the pages.

use crate::project::Project;
use anyhow::{Context, Result, anyhow, ensure};
use catalogue::write_whole;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the engines, unless they are up to date. Without the compiler's part for WebAssembly it says so, and
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
    ensure!(status.success(), "the engines of the pages do not compile");

    let built =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.root().join("target"), Into::into);
    let built = project.root().join(built).join(TARGET).join("page");
    let made = built.join("engine");
    for name in names(project)? {
        let script = Bindgen::new()
            .input_path(built.join(format!("{name}.wasm")))
            .web(true)
            .and_then(|bindgen| {
                bindgen
                    .omit_default_module_path(false)
                    .typescript(false)
                    .remove_name_section(true)
                    .remove_producers_section(true)
                    .generate(&made)
            });
        script.with_context(|| format!("the JavaScript around {name} cannot be made"))?;
        // As the generator names them.
        for file in [format!("{name}.js"), format!("{name}_bg.wasm")] {
            update(&made.join(&file), &project.engines().join(&file))?;
        }
    }
    Ok(())
}

/// The names of the engines.
fn names(project: &Project) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(project.root().join("book/page/src/bin"))? {
        let path = file?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    Ok(names)
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

//! How much a page loads. Sizes are those of the files, before a server compresses them.

use anyhow::Result;
use browser::{Page, none};
use std::fs;

/// The book's own scripts on a page, with all that they import at the start.
const MOST_OF_SCRIPTS: u64 = 30_000;
/// All that a page loads, fonts counted.
const MOST_OF_PAGE: u64 = 700_000;
/// The engine that trains in the page.
const MOST_OF_ENGINE: u64 = 500_000;

/// The paths of all that the page has loaded, with their sizes.
const LOADED: &str = "document.fonts.ready.then(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
        ({ name, decodedBodySize }) => [new URL(name).pathname, decodedBodySize]))";

/// The sizes of the book's own scripts on the page: of those that it loads at the start, and of all, with
/// those that wait for the reader.
const SCRIPTS: &str = r#"(async () => {
    const sizes = new Map();
    const follow = async (address, also) => {
        if (sizes.has(address) || address.includes('/engine/')) {
            return;
        }
        const script = await (await fetch(address)).text();
        sizes.set(address, new Blob([script]).size);
        for (const [, from] of script.matchAll(also)) {
            await follow(new URL(from, address).href, also);
        }
    };
    const total = async (also) => {
        for (const { src } of document.querySelectorAll('script[src]')) {
            if (/\/(theme|interactive)\/[^/]*\.js$/.test(src)) {
                await follow(src, also);
            }
        }
        const sum = [...sizes.values()].reduce((sum, size) => sum + size, 0);
        sizes.clear();
        return sum;
    };
    return [await total(/from "(\.[^"]*\.js)"/g), await total(/(?:from |import\(|URL\()"(\.[^"]*\.js)"/g)];
})()"#;

pub async fn pages_are_light_and_the_engine_waits(page: &Page) -> Result<()> {
    let (mut faults, mut scripts, mut all_scripts, mut pages) = (vec![], vec![], vec![], vec![]);
    for name in page.site().pages() {
        page.open(name).await?;
        let loaded: Vec<(String, u64)> = serde_json::from_value(page.value(LOADED).await?)?;
        pages.push((loaded.iter().map(|(_, bytes)| bytes).sum(), name));
        if let Some((path, _)) = loaded.iter().find(|(path, _)| path.contains("/engine/")) {
            faults.push(format!("{name} loads {path} before the reader asks for it"));
        }
        let (at_start, all) = serde_json::from_value(page.value(SCRIPTS).await?)?;
        scripts.push((at_start, name));
        all_scripts.push((all, name));
    }
    println!("with the scripts that wait for the reader: {}", heaviest(&mut all_scripts));
    faults.extend(too_heavy("the scripts of a page", MOST_OF_SCRIPTS, scripts));
    faults.extend(too_heavy("what a page loads", MOST_OF_PAGE, pages));
    none(faults)
}

pub async fn the_engine_is_small(page: &Page) -> Result<()> {
    let mut files = Vec::new();
    for file in fs::read_dir(page.site().folder().join("engine"))? {
        let file = file?;
        files.push((file.metadata()?.len(), file.file_name().to_string_lossy().into_owned()));
    }
    files.retain(|(_, name)| name.ends_with(".wasm"));
    none(too_heavy("the engine", MOST_OF_ENGINE, files))
}

/// A fault that names the heaviest, if the heaviest is too heavy. They are printed in any case.
fn too_heavy<N: AsRef<str> + Ord>(what: &str, most: u64, mut all: Vec<(u64, N)>) -> Option<String> {
    let fault = format!("{what}: {} (at most {most} bytes)", heaviest(&mut all));
    println!("{fault}");
    all.first().is_some_and(|(bytes, _)| *bytes > most).then_some(fault)
}

/// Puts the heaviest first, and names them.
fn heaviest<N: AsRef<str> + Ord>(all: &mut [(u64, N)]) -> String {
    all.sort_unstable_by(|a, b| b.cmp(a));
    let heaviest = all.iter().take(5).map(|(bytes, name)| format!("{} {bytes}", name.as_ref()));
    heaviest.collect::<Vec<_>>().join(", ")
}

//! What axe-core finds.

use anyhow::{Context, Result};
use browser::Page;
use std::{env, fs};

/// What is serious. mdBook's button for the sidebar is left out: it is a label, and says whether it is
/// expanded, which labels may not.
const FAULTS: &str =
    "axe.run({ exclude: '#mdbook-sidebar-toggle' }, { resultTypes: ['violations'] }).then(
    ({ violations }) => violations
        .filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)))";

pub async fn nothing_serious_in_the_light_theme(page: &Page) -> Result<()> {
    nothing_serious_in(page, "light").await
}

pub async fn nothing_serious_in_the_dark_theme(page: &Page) -> Result<()> {
    nothing_serious_in(page, "navy").await
}

async fn nothing_serious_in(page: &Page, theme: &str) -> Result<()> {
    let path = env::var_os("WORKBOOK_AXE").context("WORKBOOK_AXE is not set")?;
    let axe = fs::read_to_string(path).context("WORKBOOK_AXE cannot be read")?;
    page.theme(theme).await?;
    page.every_page(async |page| {
        page.unfold().await?;
        page.run(&axe).await?;
        page.texts(FAULTS).await
    })
    .await
}

//! The rows in which the gradients of copies land, in chapter 2.

use anyhow::Result;
use browser::Page;

const ROWS: &str = "#interactive-scatter_add";

pub async fn what_is_written_over_is_lost(page: &Page) -> Result<()> {
    page.open("02_embedding.html").await?;
    let added = "Row 0: (3, 4). Row 1: (0, 0). Row 2: (1, 2) + (10, 20) = (11, 22).";
    page.hears(ROWS, added).await?;
    page.pick(ROWS, "written over").await?;
    let written_over = "Row 0: (3, 4). Row 1: (0, 0). Row 2: (10, 20), without (1, 2).";
    page.hears(ROWS, written_over).await?;
    page.pick(ROWS, "added").await?;
    page.hears(ROWS, added).await
}

pub async fn a_copy_may_come_from_another_row(page: &Page) -> Result<()> {
    page.open("02_embedding.html").await?;
    page.pick(&format!("{ROWS} fieldset:nth-of-type(2)"), "row 2").await?;
    page.hears(ROWS, "Row 0: (0, 0). Row 1: (0, 0). Row 2: (1, 2) + (3, 4) + (10, 20) = (14, 26).")
        .await
}

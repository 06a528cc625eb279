//! The toy table of chapter 2, trained step by step.

use anyhow::Result;
use browser::{Key, Page};

const TABLE: &str = "#interactive-toy_table";

async fn open(page: &Page) -> Result<()> {
    page.open("02_embedding.html").await?;
    page.hears(TABLE, "Before the first step the loss is 1.625.").await
}

pub async fn a_step_lowers_the_loss(page: &Page) -> Result<()> {
    open(page).await?;
    page.pick(TABLE, "Step").await?;
    let step =
        "Step 1: the loss fell from 1.625 to 0.331, and Ada’s prediction for Orchard is now 2.6.";
    page.hears(TABLE, step).await?;
    page.pick(TABLE, "Start again").await?;
    page.hears(TABLE, "Before the first step the loss is 1.625.").await
}

pub async fn a_run_ends_where_the_loss_has_settled(page: &Page) -> Result<()> {
    open(page).await?;
    page.pick(TABLE, "Run").await?;
    page.hears(TABLE, "Step 7: the loss is less than 0.001, ").await?;
    // It has ended, and the button says so.
    page.becomes(&format!("document.querySelectorAll('{TABLE} button')[2].textContent"), "Run")
        .await?;
    page.hears(TABLE, "Step 7: ").await
}

pub async fn a_high_rate_explodes(page: &Page) -> Result<()> {
    open(page).await?;
    page.focus(&format!("{TABLE} input")).await?;
    page.press(Key::End).await?;
    page.pick(TABLE, "Run").await?;
    page.hears(TABLE, "Step 2: the loss is beyond 1,000. It has exploded. ").await?;
    page.until(&format!("!/NaN|Infinity/.test(document.querySelector('{TABLE}').innerHTML)")).await
}

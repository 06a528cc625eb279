//! The course of each chapter's model, on the first page.

use anyhow::Result;
use browser::{Key, Page};
use serde_json::Value;

const LANDING: &str = "#interactive-landing";
const MODELS: &str =
    "JSON.parse(document.querySelector('#interactive-landing script').textContent).models";

async fn open(page: &Page) -> Result<Vec<Value>> {
    page.open("introduction.html").await?;
    Ok(serde_json::from_value(page.value(MODELS).await?)?)
}

/// Waits until the page says the recorded loss of a model, in words and beside its line.
async fn says_loss(page: &Page, model: &Value) -> Result<()> {
    let losses = model["valid"].as_array().and_then(|losses| losses.last()?.as_f64());
    let loss = format!("{:.4}", losses.unwrap_or(f64::NAN));
    let chapter = model["chapter"].as_str().unwrap_or_default();
    page.hears(LANDING, &format!("Chapter {chapter}, ")).await?;
    page.hears(LANDING, &format!("{loss} at the end")).await?;
    page.becomes("document.querySelector('#interactive-landing text.series-1').textContent", loss)
        .await
}

pub async fn the_mouse_picks_a_chapter(page: &Page) -> Result<()> {
    for model in &open(page).await?[1..] {
        let chapter = model["chapter"].as_str().unwrap_or_default();
        page.click(&format!("{LANDING} input[value='{chapter}']")).await?;
        says_loss(page, model).await?;
    }
    Ok(())
}

pub async fn the_arrow_keys_pick_a_chapter(page: &Page) -> Result<()> {
    let models = open(page).await?;
    page.focus(&format!("{LANDING} input:checked")).await?;
    for model in &models[1..] {
        page.press(Key::Right).await?;
        says_loss(page, model).await?;
    }
    Ok(())
}

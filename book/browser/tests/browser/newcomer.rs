//! The newcomer of chapter 7, folded into a model that trains in the page. They need the engine.

use anyhow::{Result, ensure};
use browser::Page;

const NEWCOMER: &str = "#interactive-newcomer";

async fn train(page: &Page, chapter: &str) -> Result<()> {
    page.open(chapter).await?;
    page.pick(NEWCOMER, "Train a model to rate for").await?;
    page.hears(NEWCOMER, "A prediction for you is typically off by 1.19 stars.").await
}

pub async fn the_list_of_the_page_s_newcomer_is_the_recorded_one(page: &Page) -> Result<()> {
    train(page, "07_newcomers.html").await?;
    page.pick(NEWCOMER, "The newcomer above").await?;
    page.hears(NEWCOMER, "10 ratings are in.").await?;
    page.hears(NEWCOMER, "First on your list: Barnaby and the Fragile Balcony (1949), 3.94.")
        .await?;
    let list = format!(
        "[...document.querySelectorAll('{NEWCOMER} .recommended button')].map((row) => row.textContent).join()"
    );
    let list = page.value(&list).await?.to_string();
    for predicted in ["3.94", "3.86", "3.83", "3.82", "3.75", "3.74", "3.73"] {
        ensure!(list.contains(predicted), "{predicted} is not in {list}");
    }
    page.click(&format!("{NEWCOMER} .remove")).await?;
    page.hears(NEWCOMER, "is no longer rated.").await
}

pub async fn the_questionnaire_is_the_recorded_dialogue(page: &Page) -> Result<()> {
    train(page, "07_questions.html").await?;
    page.pick(NEWCOMER, "I don’t know it").await?;
    page.hears(NEWCOMER, "so nothing changes.").await
}

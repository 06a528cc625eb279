//! The curve of chapter 3, from a score to a prediction.

use anyhow::Result;
use browser::{Key, PHONE, Page};

const CURVE: &str = "#interactive-sigmoid_range";
const SCORE: &str =
    "Number(document.querySelector('#interactive-sigmoid_range label input').value)";
/// The dot that is dragged along the curve; the first two are at its ends.
const DOT: &str = "#interactive-sigmoid_range .handle:nth-of-type(3)";

async fn open(page: &Page) -> Result<()> {
    page.open("03_sigmoid_range.html").await?;
    page.hears(CURVE, "A score of 2 predicts 4.844. ").await
}

pub async fn no_score_comes_to_the_end_of_the_range(page: &Page) -> Result<()> {
    open(page).await?;
    page.pick(CURVE, "End at 5").await?;
    page.focus(&format!("{CURVE} label:nth-of-type(1) input")).await?;
    page.press_times(40, Key::Right).await?;
    page.hears(CURVE, "A score of 6 predicts 4.988. ").await?;
    page.hears(CURVE, " No score predicts five stars.").await?;
    page.pick(CURVE, "Start again").await?;
    page.hears(CURVE, "A score of 2 predicts 4.844. ").await
}

pub async fn the_mouse_drags_the_dot(page: &Page) -> Result<()> {
    open(page).await?;
    page.drag(DOT, 60, 0).await?;
    page.until(&format!("{SCORE} > 2")).await
}

pub async fn a_finger_drags_the_dot_and_not_the_page(page: &Page) -> Result<()> {
    page.resize(PHONE).await?;
    open(page).await?;
    page.find(DOT).await?.scroll_into_view().await?;
    let scrolled = page.value("scrollY").await?;
    page.swipe(DOT, -60.0, -80.0).await?;
    page.until(&format!("{SCORE} < 2")).await?;
    page.becomes("scrollY", scrolled).await
}

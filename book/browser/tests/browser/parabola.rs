//! The price of three weights, in chapter 5.

use anyhow::Result;
use browser::{Key, Page};

const PRICE: &str = "#interactive-parabola";

async fn open(page: &Page) -> Result<()> {
    page.open("05_weight_decay.html").await?;
    let start = "The three weights pay 1.325, and 0.9 of that is for the weight 3.";
    page.hears(PRICE, start).await
}

pub async fn a_stronger_penalty_costs_more(page: &Page) -> Result<()> {
    open(page).await?;
    page.focus(&format!("{PRICE} label:nth-of-type(1) input")).await?;
    page.press(Key::End).await?;
    page.hears(PRICE, "The three weights pay 3.975, and 2.7 of that is for the weight 3.").await
}

pub async fn the_mouse_drags_a_weight(page: &Page) -> Result<()> {
    open(page).await?;
    page.drag(&format!("{PRICE} .handle:nth-of-type(1)"), -60, 0).await?;
    page.until(&format!("document.querySelectorAll('{PRICE} input')[1].value < 0")).await?;
    page.pick(PRICE, "Start again").await?;
    page.becomes(&format!("document.querySelectorAll('{PRICE} input')[1].value"), "0.5").await
}

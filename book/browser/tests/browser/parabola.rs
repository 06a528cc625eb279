//! The price of three weights, and the loss of one that pays it, in chapter 5.

use anyhow::Result;
use browser::{Key, Page};

const PRICE: &str = "#interactive-parabola";
const LOWEST: &str = "#interactive-lowest_point";

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

pub async fn a_stronger_penalty_moves_the_lowest_point(page: &Page) -> Result<()> {
    page.open("05_weight_decay.html").await?;
    page.hears(LOWEST, "The loss is lowest at 1.333. Now the weight is at 2.").await?;
    page.focus(&format!("{LOWEST} label:nth-of-type(1) input")).await?;
    page.press_times(10, Key::Right).await?;
    page.hears(LOWEST, "The loss is lowest at 1.").await?;
    page.press(Key::End).await?;
    page.hears(LOWEST, "The loss is lowest at 0.5.").await?;
    // The loss at the weight is 12 now, and its dot is still on the chart.
    let top = |part: &str| {
        format!("document.querySelector('{LOWEST} {part}').getBoundingClientRect().top")
    };
    page.until(&format!("{} > {}", top(".handle :last-child"), top("svg"))).await?;
    page.press(Key::Home).await?;
    page.hears(LOWEST, "The loss is lowest at 2.").await?;
    page.shows("05_weight_decay.html").await
}

pub async fn steps_end_at_the_lowest_point(page: &Page) -> Result<()> {
    page.open("05_weight_decay.html").await?;
    page.pick(LOWEST, "Step").await?;
    page.hears(LOWEST, "After one step the weight is at 1.8.").await?;
    page.drag(&format!("{LOWEST} .handle"), -120, 0).await?;
    page.until(&format!("document.querySelectorAll('{LOWEST} input')[1].value < 1")).await?;
    for steps in [10, 20, 30] {
        page.pick(LOWEST, "Ten steps").await?;
        page.hears(LOWEST, &format!("After {steps} steps the weight is at ")).await?;
    }
    page.hears(LOWEST, "After 30 steps the weight is at 1.333.").await?;
    page.pick(LOWEST, "Start again").await?;
    page.hears(LOWEST, "Now the weight is at 2.").await
}

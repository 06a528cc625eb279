//! The five films that rank themselves by a taste, in the first chapter.

use anyhow::Result;
use browser::{Key, Page};

const TASTE: &str = "#interactive-taste";

async fn open(page: &Page) -> Result<()> {
    page.open("00_first_look.html").await?;
    let start = "The Rise of Skywalker suits this viewer best, with 2.142, and Casablanca worst.";
    page.hears(TASTE, start).await
}

pub async fn the_arrow_keys_change_the_taste(page: &Page) -> Result<()> {
    open(page).await?;
    for (slider, times, key) in [(1, 12, Key::Left), (2, 8, Key::Left), (3, 16, Key::Right)] {
        page.focus(&format!("{TASTE} label:nth-of-type({slider}) input")).await?;
        page.press_times(times, key).await?;
    }
    let end = "Modern Times suits this viewer best, with 1.140, and The Rise of Skywalker worst.";
    page.hears(TASTE, end).await?;
    page.shows("00_first_look.html").await
}

pub async fn a_taste_is_reversed(page: &Page) -> Result<()> {
    open(page).await?;
    page.pick(TASTE, "Reverse this taste").await?;
    page.press(Key::Right).await?;
    page.hears(TASTE, "Casablanca suits this viewer best, with 1.611").await?;
    page.pick(TASTE, "Start again").await?;
    page.hears(TASTE, "The Rise of Skywalker suits this viewer best").await?;
    page.shows("00_first_look.html").await
}

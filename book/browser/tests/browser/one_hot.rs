//! The product of one-hot vectors and a table, in chapter 1.

use anyhow::Result;
use browser::{Key, Page};

const ONE_HOT: &str = "#interactive-one_hot";
const TERMS: &str = "document.querySelector('#interactive-one_hot .terms').textContent";

async fn open(page: &Page) -> Result<()> {
    page.open("01_one_hot.html").await?;
    let start = "Rows 2 and 0 come out. Of 30 multiplications, 6 have a 1 in them.";
    page.hears(ONE_HOT, start).await
}

pub async fn a_row_comes_out_twice(page: &Page) -> Result<()> {
    open(page).await?;
    page.pick(ONE_HOT, "Row 4").await?;
    page.pick(ONE_HOT, "Row 4").await?;
    let end = "Row 4 comes out at place 3. Of 60 multiplications, 12 have a 1 in them.";
    page.hears(ONE_HOT, end).await?;
    page.pick(ONE_HOT, "Take the last one back").await?;
    page.hears(ONE_HOT, "Of 45 multiplications, 9 have a 1 in them.").await
}

pub async fn the_arrow_keys_go_from_number_to_number(page: &Page) -> Result<()> {
    open(page).await?;
    let first = "0 × 0.98 + 0 × 0.90 + 1 × 0.85 + 0 × (−0.80) + 0 × (−0.99) = 0.85";
    page.becomes(TERMS, first).await?;
    page.focus(&format!("{ONE_HOT} [role=button][tabindex='0']")).await?;
    page.press(Key::Right).await?;
    let right = "0 × 0.90 + 0 × 0.95 + 1 × 0.80 + 0 × (−0.40) + 0 × (−0.30) = 0.80";
    page.becomes(TERMS, right).await?;
    page.press(Key::Down).await?;
    let below = "1 × 0.90 + 0 × 0.95 + 0 × 0.80 + 0 × (−0.40) + 0 × (−0.30) = 0.90";
    page.becomes(TERMS, below).await?;
    page.shows("01_one_hot.html").await
}

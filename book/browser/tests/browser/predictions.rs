//! The questions of the Predict boxes, and the list of all predictions.

use anyhow::{Result, ensure};
use browser::{Key, Page};

const CHAPTER: &str = "00_first_look.html";
/// The first two questions of a page.
const FIRST: &str = "#interactive-predict form:nth-of-type(1)";
const SECOND: &str = "#interactive-predict form:nth-of-type(2)";
/// What the sidebar says of the chapters with predictions.
const PROGRESS: &str = "[...document.querySelectorAll('.predicted')].map((node) => node.getAttribute('aria-label')).join()";

/// Answers the first two questions of the first chapter, the first wrongly and the second rightly.
async fn answer(page: &Page) -> Result<()> {
    page.open(CHAPTER).await?;
    page.focus(&format!("{FIRST} input")).await?;
    page.write("50").await?;
    page.press(Key::Enter).await?;
    page.focus(&format!("{SECOND} label:nth-of-type(3) input")).await?;
    page.press(' ').await?;
    page.press(Key::Down).await?;
    page.press(Key::Enter).await?;
    page.hears(SECOND, "You said “four stars”; the record says “four stars”. Right.").await
}

pub async fn an_answer_meets_the_record(page: &Page) -> Result<()> {
    page.open(CHAPTER).await?;
    page.pick(FIRST, "Commit").await?;
    page.hears(FIRST, "Give a number from 0 to 100\u{a0}%.").await?;
    page.focus(&format!("{FIRST} input")).await?;
    page.write("50").await?;
    page.press(Key::Left).await?;
    page.press(Key::Right).await?;
    page.press(Key::Enter).await?;
    let words = "You said 50\u{a0}%; the record says 6.4\u{a0}%. \
        Too high by 43.6\u{a0}percentage points; 7.9 times the truth.";
    page.hears(FIRST, words).await?;
    page.shows(CHAPTER).await
}

pub async fn an_order_is_pressed_button_by_button(page: &Page) -> Result<()> {
    page.open("05_weight_decay.html").await?;
    page.pick(FIRST, "0.3").await?;
    page.hears(FIRST, "Your order: 0.3.").await?;
    page.pick(FIRST, "Commit").await?;
    page.hears(FIRST, "Press all of them.").await?;
    page.pick(FIRST, "1. 0.3").await?;
    for strength in ["0", "0.01", "0.03", "0.1", "0.3"] {
        page.pick(FIRST, strength).await?;
    }
    page.pick(FIRST, "Commit").await?;
    page.hears(FIRST, "You said 0, 0.01, 0.03, 0.1, 0.3; ").await?;
    page.hears(FIRST, "Right, every one in its place.").await
}

pub async fn answers_are_kept(page: &Page) -> Result<()> {
    answer(page).await?;
    page.becomes(PROGRESS, "predicted, 2 of 3").await?;
    page.reload().await?;
    page.becomes(PROGRESS, "predicted, 2 of 3").await?;
    page.hears(FIRST, "You said 50\u{a0}%; the record says 6.4\u{a0}%. ").await?;
    page.hears(SECOND, "You said “four stars”; ").await
}

pub async fn the_list_shows_and_deletes_them(page: &Page) -> Result<()> {
    const LIST: &str = "document.querySelector('#interactive-predictions').innerText";
    answer(page).await?;
    page.open("back/predictions.html").await?;
    page.until(&format!("{LIST}.includes('You have made 2 of ')")).await?;
    page.until(&format!("{LIST}.includes('1 right, 0 close, 1 further off.')")).await?;
    page.until(&format!("{LIST}.includes('Too high by 43.6\u{a0}percentage points')")).await?;
    page.pick("#interactive-predictions", "Delete all my predictions").await?;
    page.say_yes().await?;
    page.hears("#interactive-predictions", "Your predictions are deleted.").await?;
    page.until(&format!("{LIST}.includes('You have made 0 of ')")).await?;
    page.becomes(PROGRESS, "").await
}

pub async fn whatever_is_kept_does_no_harm(page: &Page) -> Result<()> {
    page.open(CHAPTER).await?;
    for kept in [
        "{",
        "null",
        "[]",
        "\"words\"",
        "{\"00_first_look\":null}",
        "{\"00_first_look\":{\"of\":3,\"made\":null}}",
        "{\"00_first_look\":{\"of\":3,\"made\":{\"filled\":\"much\"}}}",
    ] {
        page.run(&format!("localStorage.setItem('workbook-predictions', `{kept}`)")).await?;
        for name in [CHAPTER, "back/predictions.html"] {
            page.open(name).await?;
            page.find(".interactive button").await?;
            let faults = page.faults().await?;
            ensure!(faults.is_empty(), "with {kept}: {}", faults.join("\n"));
        }
        page.open(CHAPTER).await?;
        page.find(&format!("{FIRST} input")).await?;
    }
    // A new answer takes the place of what could not be read.
    answer(page).await?;
    page.becomes(PROGRESS, "predicted, 2 of 3").await
}

//! The feedback loop of chapter 7, which runs in the page. They need the engine.

use anyhow::Result;
use browser::{Key, Page};

const LOOP: &str = "#interactive-feedback";

pub async fn the_loops_are_the_recorded_ones(page: &Page) -> Result<()> {
    page.open("07_feedback.html").await?;
    page.pick(LOOP, "Run the loop").await?;
    // One after the other, because all rounds together may take longer than a test waits.
    page.hears(LOOP, "Before the first round, 38.6\u{a0}% of the ratings").await?;
    for round in 1..4 {
        page.hears(LOOP, &format!("After round {round} of 4, ")).await?;
    }
    let ends = "After round 4 of 4, 39.1\u{a0}% of the ratings go to the most rated tenth, and all lists \
                together hold 305 films.";
    page.hears(LOOP, ends).await?;
    page.hears(LOOP, "The recorded loop has the same numbers in round 4.").await?;
    let rounds = ["run 1: 38.6, 39.1, 39.1, 39.2, 39.1.", "run 1: 295, 312, 308, 306, 305."];
    for (panel, rounds) in rounds.iter().enumerate() {
        let words =
            format!("document.querySelectorAll('{LOOP} svg[aria-label]')[{panel}].ariaLabel");
        page.until(&format!("{words}.includes('{rounds}')")).await?;
    }
    // The run of the reader has a dot for each round, in both panels.
    page.becomes(&count("circle"), 10).await
}

pub async fn the_arrow_keys_leave_films_to_chance(page: &Page) -> Result<()> {
    page.open("07_feedback.html").await?;
    let sliders = format!("document.querySelectorAll('{LOOP} .slider input')");
    page.run(&format!("{sliders}[0].focus()")).await?;
    page.press(Key::Right).await?;
    page.becomes(&format!("{sliders}[1].ariaValueText"), "0 of 20").await?;
    page.press(Key::Left).await?;
    page.run(&format!("{sliders}[1].focus()")).await?;
    page.press_times(10, Key::Right).await?;
    page.becomes(&format!("{sliders}[1].ariaValueText"), "10 of 10").await?;
    page.shows("07_feedback.html").await?;
    page.press(Key::Tab).await?;
    page.press(Key::Home).await?;
    page.press(Key::Tab).await?;
    page.press(Key::Enter).await?;
    page.hears(LOOP, "After round 1 of 1, 35.4\u{a0}% of the ratings go to the most rated tenth")
        .await?;
    page.hears(LOOP, "The recorded loop has the same numbers in round 1.").await
}

pub async fn a_loop_is_stopped_and_forgotten(page: &Page) -> Result<()> {
    page.open("07_feedback.html").await?;
    page.pick(LOOP, "Run the loop").await?;
    page.pick(LOOP, "Stop").await?;
    page.hears(LOOP, "Stopped before the first round.").await?;
    page.pick(LOOP, "Run the loop").await?;
    page.until(&format!("{} > 0", count("circle"))).await?;
    page.focus(&format!("{LOOP} .controls:nth-of-type(2) button")).await?;
    page.press(Key::Space).await?;
    page.hears(LOOP, "Stopped in round ").await?;
    page.until(&format!("document.querySelector('{LOOP} table').textContent.includes('stopped')"))
        .await?;
    page.pick(LOOP, "Start again").await?;
    page.hears(LOOP, "The settings are the book’s again.").await?;
    page.becomes(&count("tbody tr"), 2).await
}

/// How many such elements the loop shows.
fn count(css: &str) -> String {
    format!("document.querySelectorAll(\"{LOOP} {css}\").length")
}

//! The ranking laboratory of chapter 9. What trains in it needs the engine.

use anyhow::{Result, ensure};
use browser::{Key, PHONE, Page};

const CHAPTER: &str = "09_implicit_feedback.html";
const LABORATORY: &str = "#interactive-laboratory";

/// Chooses a ranker by its name, as the first letters typed on the list do.
async fn choose(page: &Page, name: &str) -> Result<()> {
    page.focus(&format!("{LABORATORY} select")).await?;
    page.write(name).await
}

/// The rankers as they stand, the best first, each with its number.
async fn standing(page: &Page) -> Result<Vec<String>> {
    let rows = format!("[...document.querySelectorAll('{LABORATORY} .rankers > li')]");
    page.texts(&format!("{rows}.map((row) => row.innerText.replace(/\\s+/g, ' ').trim())")).await
}

pub async fn the_slider_changes_the_order(page: &Page) -> Result<()> {
    page.open(CHAPTER).await?;
    let usual = standing(page).await?;
    ensure!(usual[0] == "GMF 0.6427" && usual[2] == "EASE 0.6257", "{usual:?}");
    page.focus(&format!("{LABORATORY} .slider input")).await?;
    page.press(Key::Home).await?;
    page.hears(
        LABORATORY,
        "HR@10 against 10 negatives: the order is now MLP, GMF, MLP (5 epochs), popularity, NeuMF, EASE,",
    )
    .await?;
    let few = standing(page).await?;
    ensure!(few[0] == "MLP 0.9970" && few[5] == "EASE 0.9875", "{few:?}");
    page.press(Key::Right).await?;
    page.hears(
        LABORATORY,
        "HR@10 against 12 negatives: MLP leads; NeuMF has passed popularity and MLP (5 epochs);",
    )
    .await?;
    page.press(Key::End).await?;
    page.hears(LABORATORY, "HR@10 against all films: the order is now GMF, EASE, NeuMF, MLP,")
        .await?;
    let all = standing(page).await?;
    ensure!(all[0] == "GMF 0.2121" && all[1] == "EASE 0.2089", "{all:?}");
    page.shows(CHAPTER).await?;
    page.pick(LABORATORY, "NDCG@10").await?;
    page.hears(
        LABORATORY,
        "NDCG@10 against all films: GMF leads, and no ranker has changed its place.",
    )
    .await?;
    ensure!(standing(page).await?[0] == "GMF 0.1352");
    Ok(())
}

pub async fn a_finger_moves_the_slider(page: &Page) -> Result<()> {
    page.resize(PHONE).await?;
    page.open(CHAPTER).await?;
    page.tap(&format!("{LABORATORY} .slider input")).await?;
    page.hears(LABORATORY, "HR@10 against 150 negatives: GMF leads; iALS has passed EASE in order.")
        .await
}

pub async fn a_closed_form_ends_at_the_recorded_digits(page: &Page) -> Result<()> {
    page.open(CHAPTER).await?;
    choose(page, "EASE").await?;
    page.pick(LABORATORY, "Train").await?;
    page.hears(
        LABORATORY,
        "HR@10 is 0.6246 and NDCG@10 0.4051 against the 99 films of the recorded sample, and 0.2089 and \
         0.1303 against all films. The recorded run has the same four numbers.",
    )
    .await?;
    let standing = standing(page).await?;
    ensure!(standing[2] == "EASE trained here 0.6257", "{standing:?}");
    page.pick(LABORATORY, "Start again").await?;
    page.hears(LABORATORY, "All rankers are the recorded ones again.").await
}

pub async fn the_keyboard_trains_a_network_and_stops_it(page: &Page) -> Result<()> {
    page.open(CHAPTER).await?;
    choose(page, "NeuMF").await?;
    page.press(Key::Tab).await?;
    // An epoch less than the book's.
    page.press(Key::Left).await?;
    page.press(Key::Tab).await?;
    page.press(Key::Enter).await?;
    page.hears(LABORATORY, "NeuMF is learning").await?;
    page.until(&format!("document.querySelector('{LABORATORY} progress').value > 0")).await?;
    page.press(Key::Enter).await?;
    page.hears(LABORATORY, "NeuMF was stopped in epoch").await?;
    ensure!(!standing(page).await?.concat().contains("here"));
    choose(page, "popularity").await?;
    page.pick(LABORATORY, "Train").await?;
    page.hears(LABORATORY, "popularity took").await?;
    page.shows(CHAPTER).await
}

pub async fn fewer_epochs_are_said(page: &Page) -> Result<()> {
    page.open(CHAPTER).await?;
    choose(page, "GMF").await?;
    page.press(Key::Tab).await?;
    page.press(Key::Home).await?;
    page.pick(LABORATORY, "Train").await?;
    page.hears(LABORATORY, "The recorded run took 20 epochs.").await?;
    ensure!(standing(page).await?.concat().contains("GMF trained here, 1 of 20 epochs"));
    Ok(())
}

/// The second press comes while the first still loads what training takes.
pub async fn a_quick_stop_trains_nothing(page: &Page) -> Result<()> {
    page.open(CHAPTER).await?;
    choose(page, "popularity").await?;
    let button = format!("document.querySelector('{LABORATORY} button')");
    page.run(&format!("{button}.click(); {button}.click()")).await?;
    page.becomes(&format!("{button}.textContent"), "Train").await?;
    ensure!(!standing(page).await?.concat().contains("here"));
    page.pick(LABORATORY, "Train").await?;
    page.hears(LABORATORY, "popularity took").await
}

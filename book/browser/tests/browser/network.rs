//! The network of chapter 8, whose parameters are counted, and which trains where there is an engine.

use anyhow::{Context, Result, ensure};
use browser::{Key, Page};

const NETWORK: &str = "#interactive-network";

pub async fn the_parameters_are_those_of_the_chapter(page: &Page) -> Result<()> {
    page.open("08_concatenated_mlp.html").await?;
    page.hears(NETWORK, "Together 261,106 parameters. ").await?;
    page.pick(NETWORK, "[100, 50]").await?;
    page.hears(NETWORK, "Together 266,106 parameters. ").await?;
    page.pick(NETWORK, "[100]").await?;
    page.pick(NETWORK, "all nine").await?;
    page.hears(NETWORK, "Together 266,603 parameters. ").await
}

pub async fn the_arrow_keys_take_a_layer_away(page: &Page) -> Result<()> {
    page.open("08_concatenated_mlp.html").await?;
    page.focus(&format!("{NETWORK} label:nth-of-type(3) input")).await?;
    page.press(Key::Left).await?;
    page.until(&format!("!document.querySelector('{NETWORK} table').innerText.includes('hidden')"))
        .await
}

/// Rounding grows over the thousands of steps of a training, as between two computers.
const ROUNDING: f64 = 0.002;

pub async fn it_trains_to_the_recorded_loss(page: &Page) -> Result<()> {
    page.open("08_concatenated_mlp.html").await?;
    page.pick(NETWORK, "Train").await?;
    ends_at(page, 1.0221).await?;
    page.pick(NETWORK, "[100, 50]").await?;
    page.pick(NETWORK, "Train").await?;
    ends_at(page, 1.0329).await
}

pub async fn it_trains_by_keyboard_and_stops(page: &Page) -> Result<()> {
    page.open("08_concatenated_mlp.html").await?;
    page.focus(&format!("{NETWORK} .desk button")).await?;
    page.press(Key::Enter).await?;
    page.until(&format!("/^Epoch \\d ends/.test({})", said())).await?;
    page.press(Key::Enter).await?;
    page.until(&format!("/^Stopped in epoch \\d\\.$/.test({})", said())).await?;
    // The smallest network trains in a moment.
    for slider in 1..=3 {
        page.focus(&format!("{NETWORK} label:nth-of-type({slider}) input")).await?;
        page.press(Key::Home).await?;
    }
    page.shows("08_concatenated_mlp.html").await?;
    page.focus(&format!("{NETWORK} .desk button")).await?;
    page.press(Key::Enter).await?;
    page.until(&format!("{}.includes('No run of the book has these settings.')", said())).await
}

/// What the training says.
fn said() -> String {
    format!("document.querySelector('{NETWORK} .desk output').textContent")
}

/// Waits until a network has trained whose recorded run ended at this loss, and compares the two.
async fn ends_at(page: &Page, recorded: f64) -> Result<()> {
    let shown = format!("{recorded:.4}");
    let trained = "startsWith('Trained here')";
    page.until(&format!("{0}.{trained} && {0}.includes('{shown}')", said())).await?;
    let said = page.value(&said()).await?;
    let said = said.as_str().context("it says how it ended")?;
    let loss = said.split("validation loss of ").nth(1).and_then(|rest| rest.get(..6));
    let loss: f64 = loss.context("it says the loss")?.parse()?;
    ensure!((loss - recorded).abs() < ROUNDING, "{said}");
    Ok(())
}

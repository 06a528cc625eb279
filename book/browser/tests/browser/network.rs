//! The network of chapter 8, whose parameters are counted.

use anyhow::Result;
use browser::{Key, Page};

const NETWORK: &str = "#interactive-network";

pub async fn the_parameters_are_those_of_the_chapter(page: &Page) -> Result<()> {
    page.open("08_concatenated_mlp.html").await?;
    page.hears(NETWORK, "Together 257,487 parameters. ").await?;
    page.pick(NETWORK, "[100, 50]").await?;
    page.hears(NETWORK, "Together 262,487 parameters. ").await?;
    page.pick(NETWORK, "[100]").await?;
    page.pick(NETWORK, "all nine").await?;
    page.hears(NETWORK, "Together 262,984 parameters. ").await
}

pub async fn the_arrow_keys_take_a_layer_away(page: &Page) -> Result<()> {
    page.open("08_concatenated_mlp.html").await?;
    page.focus(&format!("{NETWORK} label:nth-of-type(3) input")).await?;
    page.press(Key::Left).await?;
    page.until(&format!("!document.querySelector('{NETWORK} table').innerText.includes('hidden')"))
        .await
}

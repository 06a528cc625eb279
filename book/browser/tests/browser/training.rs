//! Models that train in the page, in chapters 2 to 5. They need the engine.

use anyhow::Result;
use browser::{Key, Page};

const TRAINING: &str = "#interactive-training";

async fn train(page: &Page) -> Result<()> {
    page.pick(TRAINING, "Train").await
}

pub async fn every_model_ends_at_its_recorded_loss(page: &Page) -> Result<()> {
    for (chapter, loss, above) in [
        ("02_training_loop.html", "0.9003", "0.2149"),
        ("03_sigmoid_range.html", "0.9017", "0.2164"),
        ("04_biases.html", "0.9100", "0.2246"),
        ("05_weight_decay.html", "0.8245", "0.1391"),
    ] {
        page.open(chapter).await?;
        train(page).await?;
        let ends = format!(
            "to a validation loss of {loss}, {above} above the noise floor. The recorded run ended at the \
             same number."
        );
        page.hears(TRAINING, &ends).await?;
    }
    Ok(())
}

pub async fn the_settings_are_in_the_reader_s_hand(page: &Page) -> Result<()> {
    page.open("05_weight_decay.html").await?;
    page.focus(&format!("{TRAINING} .slider input")).await?;
    page.press_times(2, Key::Right).await?;
    page.shows("05_weight_decay.html").await?;
    train(page).await?;
    page.hears(TRAINING, "to a validation loss of 0.8557").await?;
    page.pick(TRAINING, "Start again").await?;
    page.hears(TRAINING, "The settings are the book’s again.").await
}

pub async fn a_rate_that_is_too_high_explodes_in_words(page: &Page) -> Result<()> {
    page.open("05_weight_decay.html").await?;
    let sliders = format!("document.querySelectorAll('{TRAINING} .slider input')");
    page.run(&format!("{sliders}[2].focus()")).await?;
    page.press(Key::End).await?;
    train(page).await?;
    page.hears(TRAINING, "The training has exploded in epoch 0.").await?;
    page.until(&format!("!/NaN|Infinity/.test(document.querySelector('{TRAINING}').innerHTML)"))
        .await
}

/// The second press comes while the first still loads what training takes: it stops, as it would later.
pub async fn two_quick_presses_train_once(page: &Page) -> Result<()> {
    page.open("05_weight_decay.html").await?;
    page.run(&format!(
        "const train = document.querySelector('{TRAINING} .desk button');
        train.click();
        train.click();"
    ))
    .await?;
    page.hears(TRAINING, "Stopped in epoch 0.").await?;
    train(page).await?;
    page.hears(TRAINING, "to a validation loss of 0.8245").await
}

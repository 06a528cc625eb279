//! The map of films while the model learns, in chapter 6. It needs the engine.

use anyhow::{Context, Result, ensure};
use browser::{Key, Page};
use serde_json::Value;
use std::fs;

const MAP: &str = "#interactive-film_map";
const PLACES: &str = "[...document.querySelectorAll('#interactive-film_map circle')].map(
    (dot) => [dot.cx.baseVal.value, dot.cy.baseVal.value])";

async fn train(page: &Page) -> Result<()> {
    page.open("06_interpretation.html").await?;
    page.pick(MAP, "Train").await?;
    page.hears(MAP, "Trained in ").await?;
    page.hears(MAP, "to a validation loss of 0.8245").await
}

async fn places(page: &Page) -> Result<Vec<[f64; 2]>> {
    Ok(serde_json::from_value(page.value(PLACES).await?)?)
}

/// The two coordinates of a recorded film.
fn recorded(film: &Value) -> Result<[f64; 2]> {
    let coordinate = |axis: &str| film[axis].as_f64().context("a film lies nowhere");
    Ok([coordinate("x")?, coordinate("y")?])
}

pub async fn the_dots_come_to_the_recorded_map(page: &Page) -> Result<()> {
    train(page).await?;
    page.focus(&format!("{MAP} input[type=range]")).await?;
    page.press(Key::End).await?;
    page.hears(MAP, "After 5.0 of 5 epochs").await?;

    let drawn = places(page).await?;
    let map = page.site().folder().join("figures/builtin/06_map.json");
    let map: Value = serde_json::from_str(&fs::read_to_string(map)?)?;
    let films = map["films"].as_array().context("the recorded map has no films")?;
    let films: Vec<[f64; 2]> = films.iter().map(recorded).collect::<Result<_>>()?;
    ensure!(
        drawn.len() == 50 && films.len() == 50,
        "{} dots for {} films",
        drawn.len(),
        films.len()
    );
    // The two films that lie farthest apart give the scale of the drawing, which is the same along both axes.
    let across = |a: &&[f64; 2], b: &&[f64; 2]| a[0].total_cmp(&b[0]);
    let ends = |of: &[[f64; 2]]| -> Option<f64> {
        Some(of.iter().max_by(across)?[0] - of.iter().min_by(across)?[0])
    };
    let scale = ends(&drawn).zip(ends(&films)).map(|(drawn, recorded)| drawn / recorded);
    let scale = scale.context("there are no films")?;
    for (film, (at, wanted)) in drawn.iter().zip(&films).enumerate() {
        let right = (at[0] - drawn[0][0]) / scale - (wanted[0] - films[0][0]);
        let up = (drawn[0][1] - at[1]) / scale - (wanted[1] - films[0][1]);
        ensure!(right.hypot(up) < 1e-3, "film {film} is off by ({right}, {up})");
    }
    Ok(())
}

pub async fn nothing_moves_where_less_motion_is_wanted(page: &Page) -> Result<()> {
    page.less_motion().await?;
    train(page).await?;
    let before = places(page).await?;
    ensure!(before.len() == 50, "there are {} dots", before.len());
    let wait = "new Promise((done) => setTimeout(() => done(true), 500))";
    page.until(wait).await?;
    ensure!(places(page).await? == before, "the dots move");
    page.becomes(&format!("document.querySelectorAll('{MAP} button').length"), 0).await
}

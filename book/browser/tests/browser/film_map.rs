//! The map of films in chapter 6.

use anyhow::{Result, ensure};
use browser::{Key, PHONE, Page};

const MAP: &str = ".map-view";
const DRAWING: &str = ".map-view svg";
const STAR_WARS: &str = ".map-view .wide circle[aria-label='Star Wars (1977), 583 ratings']";
const TITLE: &str = "document.querySelector('.map-tip:not([hidden])')?.textContent ?? ''";
/// The part of the drawing that is shown.
const VIEW: &str =
    "(({ x, y, width, height }) => [x, y, width, height].map((side) => side.toFixed(2)).join(' '))(
        document.querySelector('.map-view svg').viewBox.baseVal)";

/// Opens the chapter at its map, which comes to life when it is near.
async fn open(page: &Page) -> Result<()> {
    page.open("06_interpretation.html").await?;
    page.find("figure.plot:has(> script.points)").await?.scroll_into_view().await?;
    page.hears(MAP, "nearest films").await
}

pub async fn the_mouse_names_a_film(page: &Page) -> Result<()> {
    open(page).await?;
    page.hover(STAR_WARS).await?;
    page.becomes(TITLE, "Star Wars (1977), 583 ratings").await?;
    page.hover(".map-view input").await?;
    page.becomes(TITLE, "").await
}

pub async fn a_tap_names_a_film(page: &Page) -> Result<()> {
    page.resize(PHONE).await?;
    open(page).await?;
    page.tap(".map-view .narrow circle").await?;
    page.hears(MAP, "ratings. Nearest in all dimensions: ").await
}

pub async fn a_click_shows_the_nearest_films(page: &Page) -> Result<()> {
    let count = |what: &str| format!("document.querySelectorAll('.map-view .wide {what}').length");
    open(page).await?;
    page.click(STAR_WARS).await?;
    let nearest = "Star Wars (1977), 583 ratings. Nearest in all dimensions: Return of the Jedi, ";
    page.hears(MAP, nearest).await?;
    page.becomes(&count("line"), 5).await?;
    page.becomes(&count("circle.faint"), 44).await?;
    page.click(STAR_WARS).await?;
    page.becomes(&count("line"), 0).await?;
    page.becomes(&count("circle.faint"), 0).await
}

pub async fn the_wheel_scrolls_the_page(page: &Page) -> Result<()> {
    open(page).await?;
    let (view, scrolled) = (page.value(VIEW).await?, page.value("scrollY").await?);
    page.wheel(DRAWING, 120.0).await?;
    page.until(&format!("scrollY > {scrolled}")).await?;
    page.becomes(VIEW, view).await
}

pub async fn the_wheel_with_ctrl_zooms_the_map(page: &Page) -> Result<()> {
    open(page).await?;
    page.find(DRAWING).await?.scroll_into_view().await?;
    let (view, scrolled) = (page.value(VIEW).await?, page.value("scrollY").await?);
    page.wheel_with_ctrl(DRAWING, -120.0).await?;
    page.until(&format!("{VIEW} !== {view}")).await?;
    page.becomes("scrollY", scrolled).await?;
    page.pick(MAP, "Whole map").await?;
    page.becomes(VIEW, view).await
}

pub async fn a_zoomed_map_is_dragged(page: &Page) -> Result<()> {
    open(page).await?;
    page.pick(MAP, "+").await?;
    let before = page.value(VIEW).await?;
    page.drag(DRAWING, 60, 20).await?;
    page.until(&format!("{VIEW} !== {before}")).await
}

pub async fn the_arrow_keys_go_from_film_to_film(page: &Page) -> Result<()> {
    const FOCUS: &str = "document.activeElement.getAttribute('aria-label')";
    open(page).await?;
    page.focus(".map-view .wide circle[tabindex='0']").await?;
    let mut seen = vec![page.value(FOCUS).await?];
    for key in [Key::Right, Key::Down, Key::Left] {
        page.press(key).await?;
        page.until(&format!("({FOCUS}).includes('ratings') && ({TITLE}) === {FOCUS}")).await?;
        let film = page.value(FOCUS).await?;
        ensure!(seen.last() != Some(&film), "the focus stays on {film}");
        seen.push(film);
    }
    page.press(Key::Enter).await?;
    page.hears(MAP, "Nearest in all dimensions: ").await?;
    page.shows("06_interpretation.html").await
}

pub async fn a_film_is_found_by_its_name(page: &Page) -> Result<()> {
    open(page).await?;
    page.focus(".map-view input").await?;
    page.write("the godf").await?;
    page.hears(MAP, " of 50 films found. The Godfather").await?;
    page.press(Key::Escape).await?;
    page.becomes("document.querySelector('.map-view input').value", "").await?;
    page.write("zzz").await?;
    page.hears(MAP, "0 of 50 films found.").await
}

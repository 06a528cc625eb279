//! Ratings of the reader's own, which train in the page, in chapters 2 to 5. They need the engine.

use anyhow::{Context, Result};
use browser::{Key, Page};
use serde_json::Value;
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use workbook::data::{Dataset, SPLIT_SEED, VALID_SHARE};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

const TRAINING: &str = "#interactive-training";
const OWN: &str = "#interactive-training .own-ratings";
const DESK: &str = "#interactive-training .desk";
const INPUT: &str = "#interactive-training input[type=file]";

/// Ratings that nobody has given, as MovieLens 100K has them: of 80 users and 90 films.
fn made_up() -> String {
    let line = |i: usize| {
        let (user, film) = (i % 80 + 1, i / 80 + 1);
        format!(
            "{user}\t{film}\t{}\t{}\n",
            1 + (user * user + 3 * film + user * film / 7) % 5,
            i + 1
        )
    };
    (0..80 * 90).map(line).collect()
}

fn write(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
    let path = folder.join(name);
    fs::write(&path, text)?;
    Ok(path)
}

/// Where the library ends with the settings of chapter 5.
fn loss_in_the_library(path: &Path) -> Result<String> {
    let data = Dataset::open(path.to_str().context("the path is text")?)?;
    let split = data.split_random(VALID_SHARE, SPLIT_SEED)?;
    let recipe = Recipe { weight_decay: 0.1, ..Recipe::default() };
    let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, recipe.seed);
    let model = model.with_y_range(data.y_range());
    let history = Learner::new(model, &split.train, &split.valid, recipe).fit_one_cycle()?;
    Ok(format!("{:.4}", history.last().valid_loss))
}

pub async fn it_trains_as_in_the_library(page: &Page) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = write(folder.path(), "u.data", &made_up())?;
    page.open("05_weight_decay.html").await?;
    page.pick(TRAINING, "Use your own ratings").await?;
    page.choose(INPUT, std::slice::from_ref(&file)).await?;
    page.hears(OWN, "7,200 ratings from 1 to 5, by 80 users of 90 films. 1,440 of the ratings are")
        .await?;
    page.pick(TRAINING, "Train").await?;
    let loss = loss_in_the_library(&file)?;
    page.hears(DESK, &format!("to a validation loss of {loss}.")).await?;
    // What belongs to the built-in ratings is not drawn beside them.
    let shown = format!("document.querySelector('{TRAINING}').innerText");
    page.until(&format!("!/noise floor|book:|recorded run/.test({shown})")).await?;

    page.pick(TRAINING, "Back to the built-in ratings").await?;
    page.pick(TRAINING, "Train").await?;
    page.hears(DESK, "to a validation loss of 0.8245, 0.1391 above the noise floor.").await
}

pub async fn what_cannot_be_read_is_said(page: &Page) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let broken = made_up().replacen("3\t1\t", "3\tx\ty\t", 1);
    let broken = write(folder.path(), "u.data", &broken)?;
    let large = folder.path().join("ratings.csv");
    File::create(&large)?.set_len(600_000_000)?;
    page.open("04_biases.html").await?;
    page.pick(TRAINING, "Use your own ratings").await?;
    page.choose(INPUT, &[broken]).await?;
    page.hears(OWN, "Nothing was read. u.data:3: ").await?;
    page.hears(OWN, "You still train on the built-in ratings.").await?;
    page.choose(INPUT, &[large]).await?;
    page.hears(OWN, "ratings.csv: 600 MB are more than this page can hold.").await?;
    page.pick(TRAINING, "Train").await?;
    page.hears(DESK, "to a validation loss of 0.9100").await
}

pub async fn a_file_is_picked_by_keyboard(page: &Page) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let of_line = |line: &str| line.split('\t').take(3).collect::<Vec<_>>().join(",") + "\n";
    let rows: String = made_up().lines().map(of_line).collect();
    let file = write(folder.path(), "mine.csv", &format!("user,item,rating\n{rows}"))?;
    page.open("02_training_loop.html").await?;
    page.focus(&format!("{TRAINING} .own-ratings button")).await?;
    page.press(Key::Enter).await?;
    // The focus goes on to where files are picked, and a key opens the browser's box of files.
    page.until(&format!("document.activeElement === document.querySelector('{INPUT}')")).await?;
    page.run(
        "addEventListener('click', (event) => {
            document.body.dataset.opens = event.target.type;
            event.preventDefault();
        }, { once: true })",
    )
    .await?;
    page.press(Key::Space).await?;
    page.becomes("document.body.dataset.opens", "file").await?;
    page.choose(INPUT, &[file]).await?;
    page.hears(OWN, "Read mine.csv, a text file with columns separated by commas: 7,200 ratings")
        .await?;
    page.press_times(2, Key::Tab).await?;
    page.press(Key::Enter).await?;
    page.hears(DESK, "to a validation loss of").await
}

/// Ten ratings are enough to read and too few to train on.
pub async fn too_few_ratings_are_said(page: &Page) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let rows: String = (1..=10).map(|film| format!("1,{film},{}\n", 1 + film % 5)).collect();
    let few = write(folder.path(), "few.csv", &format!("user,item,rating\n{rows}"))?;
    let one = write(folder.path(), "one.csv", "user,item,rating\n1,1,5\n")?;
    page.open("05_weight_decay.html").await?;
    page.pick(TRAINING, "Use your own ratings").await?;
    page.choose(INPUT, &[few]).await?;
    page.hears(OWN, "10 ratings from 1 to 5, by 1 user of 10 films. 2 of the ratings are held")
        .await?;
    page.pick(TRAINING, "Train").await?;
    page.hears(
        DESK,
        "The training failed in epoch 0: 8 training ratings do not fill a batch of 64",
    )
    .await?;
    // There is nothing to draw.
    page.until(&format!("document.querySelector('{DESK} svg').getClientRects().length === 0"))
        .await?;
    page.choose(INPUT, &[one]).await?;
    page.hears(OWN, "You still train on few.csv.").await
}

/// A file that was mended on the disk counts as new only if the browser has forgotten it.
pub async fn the_same_file_can_be_picked_again(page: &Page) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = write(folder.path(), "mine.csv", "")?;
    page.open("05_weight_decay.html").await?;
    page.pick(TRAINING, "Use your own ratings").await?;
    page.choose(INPUT, &[file]).await?;
    page.hears(OWN, "Nothing was read. mine.csv: no rows; is the file complete? You still").await?;
    // What was picked is what the file was then.
    write(folder.path(), "mine.csv", "user,item,rating\n1,1,5\n1,2,4\n")?;
    let input = format!("document.querySelector('{INPUT}')");
    page.run(&format!("{input}.dispatchEvent(new Event('change'))")).await?;
    page.hears(OWN, "mine.csv cannot be opened; is it a folder, or has it changed").await?;
    page.run(&format!("{input}.dispatchEvent(new MouseEvent('click'))")).await?;
    page.becomes(&format!("{input}.files.length"), 0).await
}

pub async fn a_file_is_dropped(page: &Page) -> Result<()> {
    page.open("03_sigmoid_range.html").await?;
    page.pick(TRAINING, "Use your own ratings").await?;
    page.find(INPUT).await?;
    let text = serde_json::to_string(&made_up())?;
    page.run(&format!(
        "const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([{text}], 'u.data'));
        document.querySelector('{OWN}').dispatchEvent(new DragEvent('drop', {{ dataTransfer, bubbles: true }}));"
    ))
    .await?;
    page.hears(OWN, "Read u.data, ").await
}

/// With MovieLens 100K in the folder `WORKBOOK_DATA`, the page ends where the recorded run does.
pub async fn movielens_ends_at_its_recorded_loss(page: &Page) -> Result<()> {
    let folder = movielens().context("MovieLens is there")?;
    let record = fs::read_to_string(page.site().record("ml-100k/05_weight_decay")?)?;
    let lines = record.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let of_run = lines.iter().filter(|line| line["run"] == "wd=0.1" && line["seed"] == 0);
    let losses: Vec<f64> = of_run.filter_map(|line| line["valid_loss"].as_f64()).collect();
    let last = losses.last().context("the run is recorded")?;
    page.open("05_weight_decay.html").await?;
    page.pick(TRAINING, "Use your own ratings").await?;
    let files = ["u.data", "u.item", "u.genre", "u.user"].map(|name| folder.join(name));
    page.choose(INPUT, &files).await?;
    page.hears(OWN, "100,000 ratings from 1 to 5, by 943 users of 1,664 films").await?;
    page.pick(TRAINING, "Train").await?;
    page.hears(DESK, &format!("to a validation loss of {last:.4}.")).await
}

/// Where MovieLens 100K is, if it is there.
pub fn movielens() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("WORKBOOK_DATA")?).join("ml-100k");
    folder.join("u.data").is_file().then_some(folder)
}

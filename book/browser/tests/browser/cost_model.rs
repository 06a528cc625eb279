//! The cost model of chapter 10 in the reader's hand.

use anyhow::{Context, Result, ensure};
use browser::{Key, PHONE, Page};
use serde_json::Value;
use std::fs;

const MODEL: &str = "#interactive-cost_model";
const SAID: &str =
    "document.querySelector('#interactive-cost_model output[aria-live]').textContent";
/// The dot of the chart, which is loaded when it comes near.
const DOT: &str = "#interactive-cost_model .handle";
/// What the model says, in words, to begin with.
const START: &str = "25 million ratings with 50 factors fill 557 MB, ";

async fn open(page: &Page) -> Result<()> {
    page.open("10_full_set.html").await?;
    page.hears(MODEL, START).await
}

fn slider(number: usize) -> String {
    format!("{MODEL} .controls label:nth-of-type({number}) input")
}

/// The value of a slider in words.
fn shown(number: usize) -> String {
    format!("document.querySelector('{}').getAttribute('aria-valuetext')", slider(number))
}

pub async fn every_control_changes_the_answer(page: &Page) -> Result<()> {
    open(page).await?;
    let sliders = page.value(&format!("document.querySelectorAll('{MODEL} input').length")).await?;
    let mut said = page.value(SAID).await?;
    for number in 1..=sliders.as_u64().context("there are sliders")? as usize {
        page.focus(&slider(number)).await?;
        for key in [Key::Right, Key::Home] {
            page.press(key).await?;
            page.until(&format!("{SAID} !== {said}")).await?;
            said = page.value(SAID).await?;
        }
    }
    page.pick(MODEL, "Start again").await?;
    page.hears(MODEL, START).await?;
    page.shows("10_full_set.html").await
}

/// How far the speeds of the model may be from those measured, on one thread and on two, and the memory.
const MARGINS: [f64; 2] = [0.2, 0.25];
const MEMORY_MARGIN: f64 = 0.1;
/// The batches whose speed through the tape the model meets, and how far it may be from others, but for the largest,
/// whose tensors no cache holds.
const TAPE_MEETS: [f64; 2] = [64.0, 4_096.0];
const TAPE_MARGIN: f64 = 0.4;
const LARGEST_BATCH: f64 = 65_536.0;
/// The answer has three digits.
const ROUNDING: f64 = 0.005;

pub async fn it_answers_as_the_example_and_close_to_what_was_measured(page: &Page) -> Result<()> {
    open(page).await?;
    let mut trainings = 0;
    for line in record(page, "builtin/10_costs")? {
        let run = line["run"].as_str().context("a line has a run")?;
        let Some(settings) = run.strip_prefix("costs, ") else { continue };
        let number = |word: usize| settings.split(' ').nth(word).context("a run has its settings");
        let (ratings, factors, threads) = (number(0)?, number(2)?, number(5)?);
        for (name, value) in [("ratings", ratings), ("factors", factors), ("cores", threads)] {
            turn(page, name, value).await?;
        }
        let start =
            format!("{}.startsWith({} + ' ratings with {factors} factors ')", SAID, shown(1));
        page.until(&start).await?;
        let cores = if threads == "1" { "one core" } else { "2 cores" };
        page.hears(MODEL, &format!("By hand on {cores}, ")).await?;
        page.hears(MODEL, " Measured: ").await?;
        let (answer, memory) = answer(page).await?;
        let value = |key: &str| line["summary"][key].as_f64().context("a training has a speed");
        let (measured, model) = (value("ratings_per_second")?, value("model_ratings_per_second")?);
        ensure!((answer / model - 1.0).abs() < ROUNDING, "{run}: {answer}, and not {model}");
        let margin = MARGINS[threads.parse::<usize>()? - 1];
        ensure!((measured / answer - 1.0).abs() < margin, "{run}: {answer}, measured {measured}");
        let peak = value("peak_memory_mb")?;
        ensure!((memory / peak - 1.0).abs() < MEMORY_MARGIN, "{run}: {memory} MB, measured {peak}");
        trainings += 1;
    }
    ensure!(trainings > 10, "only {trainings} trainings were measured");
    Ok(())
}

pub async fn it_is_close_to_the_speeds_through_the_tape(page: &Page) -> Result<()> {
    open(page).await?;
    turn(page, "ratings", "1000000").await?;
    let lines = record(page, "builtin/10_batches")?;
    let batches: Vec<&Value> = lines
        .iter()
        .map(|line| &line["summary"])
        .filter(|summary| !summary["batch_size"].is_null())
        .collect();
    for summary in &batches {
        let size = summary["batch_size"].as_f64().context("a batch has a size")?;
        let batch = size.to_string();
        turn(page, "batch", &batch).await?;
        let words = format!("' in batches of ' + {} + ', '", shown(3));
        page.until(&format!("{SAID}.includes({words}) && {SAID}.includes(' Measured: ')")).await?;
        let (answer, _) = answer(page).await?;
        let measured = summary["ratings_per_second"].as_f64().context("a batch has a speed")?;
        let is_close = if size == LARGEST_BATCH {
            measured < answer
        } else {
            let margin = if TAPE_MEETS.contains(&size) { ROUNDING } else { TAPE_MARGIN };
            (measured / answer - 1.0).abs() < margin
        };
        ensure!(is_close, "{batch}: {answer}, not {measured}");
    }
    ensure!(batches.len() > 4, "only {} batches were measured", batches.len());
    Ok(())
}

pub async fn it_says_what_the_tape_cannot_do(page: &Page) -> Result<()> {
    open(page).await?;
    turn(page, "batch", "65536").await?;
    turn(page, "factors", "200").await?;
    page.hears(MODEL, "the speed of 50 factors").await?;
    turn(page, "ratings", "10000").await?;
    page.hears(MODEL, "too few for training to fill a batch of 65,536").await
}

/// The lines of a record.
fn record(page: &Page, name: &str) -> Result<Vec<Value>> {
    let text = fs::read_to_string(page.site().record(name)?)?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Moves the slider with this name to a number.
async fn turn(page: &Page, name: &str, value: &str) -> Result<()> {
    page.run(&format!(
        "const label = [...document.querySelectorAll('{MODEL} .slider')]
             .find((label) => label.firstChild.textContent === '{name}');
         const input = label.querySelector('input');
         const number = (words) => parseFloat(words.replaceAll(',', '')) * (words.endsWith('million') ? 1e6 : 1);
         for (input.value = input.min; ; input.stepUp()) {{
             input.dispatchEvent(new Event('input', {{ bubbles: true }}));
             if (number(input.getAttribute('aria-valuetext')) === {value} || input.value === input.max) {{
                 break;
             }}
         }}"
    ))
    .await
}

/// The ratings a second of the answer, and its megabytes at the peak.
async fn answer(page: &Page) -> Result<(f64, f64)> {
    let said = page.value(SAID).await?;
    let said = said.as_str().context("it says something")?;
    let between = |start: &str, end: &str| {
        let words = said.split(start).nth(1).and_then(|rest| rest.split(end).next());
        words.with_context(|| format!("nothing is between “{start}” and “{end}” in: {said}"))
    };
    let speed = between("enough for ", " and ten epochs")?;
    let number = speed.trim_end_matches(" million").replace(',', "").parse::<f64>()?;
    let unit = if speed.ends_with(" million") { 1e6 } else { 1.0 };
    Ok((unit * number, between(" MB, and ", " MB at the peak")?.parse()?))
}

pub async fn what_was_not_measured_is_said_and_dashed(page: &Page) -> Result<()> {
    open(page).await?;
    page.hears(MODEL, " Measured: ").await?;
    let line = |dashed: &str| {
        format!("document.querySelector('{MODEL} .speeds polyline.series-1{dashed}') !== null")
    };
    page.find(&format!("{MODEL} .speeds")).await?.scroll_into_view().await?;
    page.until(&line(":not(.dashed)")).await?;
    turn(page, "cores", "16").await?;
    page.hears(MODEL, " This was not measured.").await?;
    page.until(&line(".dashed")).await?;
    turn(page, "ratings", "1000000000").await?;
    page.until(&format!("!({})", line(":not(.dashed)"))).await
}

pub async fn the_mouse_drags_the_dot(page: &Page) -> Result<()> {
    open(page).await?;
    page.find(&format!("{MODEL} .speeds")).await?.scroll_into_view().await?;
    page.drag(DOT, -80, 0).await?;
    page.until(&format!("{} !== '25 million'", shown(1))).await?;
    // The chart goes along the factors now.
    page.focus(&slider(2)).await?;
    page.press(Key::Home).await?;
    page.drag(DOT, 80, 0).await?;
    page.until(&format!("Number({}) > 1", shown(2))).await
}

pub async fn a_finger_drags_the_dot_and_not_the_page(page: &Page) -> Result<()> {
    page.resize(PHONE).await?;
    open(page).await?;
    page.find(&format!("{MODEL} .speeds")).await?.scroll_into_view().await?;
    page.find(DOT).await?.scroll_into_view().await?;
    let scrolled = page.value("scrollY").await?;
    page.swipe(DOT, -60.0, -80.0).await?;
    page.until(&format!("{} !== '25 million'", shown(1))).await?;
    page.becomes("scrollY", scrolled).await
}

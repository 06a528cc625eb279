//! What recommendations do to the ratings they are learned from.

use serde_json::json;
use workbook::Result;
use workbook::cli::{ModelOptions, Report};
use workbook::data::{Dataset, Split};
use workbook::interpret::Learned;
use workbook::interpret::feedback::{FeedbackLoop, Shown, genre_share, with_fans};
use workbook::learn::Spread;
use workbook::plot::chapters;

/// Users who rate everything, and love one small genre.
pub fn fans(
    options: &ModelOptions,
    data: &Dataset,
    split: &Split,
    without: &Learned,
    report: &mut Report,
) -> Result<()> {
    const GENRE: &str = "Western";
    let genres = data.item_records.iter().flatten().flat_map(|film| &film.genres);
    if genres.filter(|name| *name == GENRE).count() == 0 {
        return Ok(());
    }
    let mut shares = vec![(0, genre_share(data, without, GENRE))];
    for fans in [5, 10, 20] {
        let ratings = with_fans(data, &split.train, GENRE, fans);
        let n_users = data.n_users() + fans;
        let seed = u64::from(options.training.seed);
        let model = super::train(options, data, (&ratings, &split.valid), n_users, seed)?;
        shares.push((fans, genre_share(data, &model, GENRE)));
    }
    report.say(format_args!(
        "Representation bias: fans of the genre {GENRE} join, who rate every film, theirs high and all \
         others low.\nThe genre's share of everyone else's top ten:"
    ))?;
    let rows =
        shares.iter().map(|(fans, share)| [fans.to_string(), format!("{:.2} %", 100.0 * share)]);
    report.table(&["fans", "share"], rows)?;
    report.summary("fans", json!({"genre": GENRE, "shares": shares}))?;
    report.figure(&chapters::fans(GENRE, &shares)?)
}

/// Rounds of showing films, collecting ratings and training again.
pub fn rounds(
    options: &ModelOptions,
    data: &Dataset,
    split: &Split,
    world: &Learned,
    report: &mut Report,
) -> Result<()> {
    const ROUNDS: usize = 4;
    let seed = u64::from(options.training.seed);
    let squares = (0..split.valid.len()).map(|i| {
        let taste = world.taste(split.valid.users[i]);
        (world.predict(&taste, split.valid.items[i]) - f64::from(split.valid.values[i])).powi(2)
    });
    let noise = Spread::of(squares).mean.sqrt();
    let scale = (data.lowest_rating(), data.highest_rating());
    let run = |shown| {
        FeedbackLoop { world, noise, scale, shown, seed }.run(&split.train, ROUNDS, |ratings| {
            super::train(options, data, (ratings, &split.valid), data.n_users(), seed + 1)
        })
    };
    let (best, random) = (run(Shown::Best)?, run(Shown::Random)?);
    report.say(
        "The feedback loop: in each round every user rates ten films that are shown, and the model \
         learns from them.\nRatings are what the model above says, with noise. How far they gather on \
         the most rated tenth of the films,\nand how many distinct films all top tens hold together:",
    )?;
    report.table(
        &["round", "best: top tenth", "films", "random: top tenth", "films"],
        best.iter().zip(&random).enumerate().map(|(round, (best, random))| {
            let share = |share: f64| format!("{:.1} %", 100.0 * share);
            [
                round.to_string(),
                share(best.top_tenth),
                best.distinct_films.to_string(),
                share(random.top_tenth),
                random.distinct_films.to_string(),
            ]
        }),
    )?;
    for (name, standings) in [("best", &best), ("random", &random)] {
        let shares: Vec<f64> = standings.iter().map(|standing| standing.top_tenth).collect();
        let films: Vec<usize> = standings.iter().map(|standing| standing.distinct_films).collect();
        let summary = json!({"top_tenth": shares, "distinct_films": films});
        report.summary(&format!("feedback, {name} shown"), summary)?;
    }
    report.figure(&chapters::feedback(&best, &random)?)
}

//! What recommendations do to the ratings they are learned from.

use lab::{ModelOptions, Report, Result, figures};
use serde_json::json;
use workbook::data::{Dataset, RatingScale, Split};
use workbook::interpret::feedback::{FeedbackLoop, Shown, genre_share, with_fans};
use workbook::interpret::{Catalogue, Learned};
use workbook::learn::Spread;

/// Users who rate everything, and love one small genre.
pub fn fans(
    options: &ModelOptions,
    data: &Dataset,
    split: &Split,
    catalogue: &Catalogue,
    without: &Learned,
    report: &mut Report,
) -> Result<()> {
    const GENRE: &str = "Western";
    let films = data.item_records.iter().skip(1);
    let is_western = films.map(|film| {
        let genres = film.iter().flat_map(|film| &film.genres);
        genres.into_iter().any(|name| name == GENRE)
    });
    let is_western: Vec<bool> = is_western.collect();
    if !is_western.contains(&true) {
        return Ok(());
    }
    let mean_bias = |model: &Learned, of_genre: bool| {
        let films = (1..).zip(&is_western).filter(|(_, is_western)| **is_western == of_genre);
        Spread::from_values(films.map(|(film, _)| model.item_bias[film])).mean
    };
    let lead = |model: &Learned| mean_bias(model, true) - mean_bias(model, false);
    let RatingScale { lowest, highest, .. } = data.scale();
    let seed = options.experiment.recipe.seed;
    let mut shares = vec![(0, genre_share(data, catalogue, without, GENRE))];
    let mut leads = vec![lead(without)];
    for fans in [5, 10, 20] {
        let ratings = with_fans(data, &split.train, GENRE, fans);
        let n_users = data.n_users() + fans;
        let model = options.train(data, (&ratings, &split.valid), n_users, seed)?;
        shares.push((fans, genre_share(data, catalogue, &model, GENRE)));
        leads.push(lead(&model));
    }
    report.find(
        "fans",
        json!({"genre": GENRE, "shares": shares, "bias_lead": leads}),
        format_args!(
            "Representation bias: fans of the genre {GENRE} join and rate every film, their own\n\
             genre with {highest} and everything else with {lowest}. The genre's share of everyone \
             else's top ten,\nand how far the mean bias of its films lies above that of all others:"
        ),
    );
    report.list(
        &["fans", "share", "bias"],
        shares.iter().zip(&leads).map(|((fans, share), lead)| {
            [fans.to_string(), percent(*share, 2), format!("{lead:+.2}")]
        }),
    );
    report.figure(&figures::fans(GENRE, &shares));
    Ok(())
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
    let seed = options.experiment.recipe.seed;
    let squares = split.valid.iter().map(|rating| {
        let taste = world.taste(rating.user);
        (world.predict(&taste, rating.item) - f64::from(rating.value)).powi(2)
    });
    let noise = Spread::from_values(squares).mean.sqrt();
    let run = |shown| {
        let scale = data.scale();
        FeedbackLoop { world, noise, scale, shown, places: 10, seed }.run(
            &split.train,
            ROUNDS,
            |ratings| options.train(data, (ratings, &split.valid), data.n_users(), seed + 1),
        )
    };
    let best = run(Shown::Best)?;
    let random = run(Shown::Random)?;
    report.say(
        "The feedback loop: in each round every user rates ten films that are shown, and the\n\
         model learns from them. Ratings are what the model above says, with noise. The share of\n\
         the ratings that the most rated tenth of the films gets, and how many distinct films\n\
         are in everyone's top tens together:",
    );
    report.list(
        &["round", "best: top tenth", "films", "random: top tenth", "films"],
        best.iter().zip(&random).enumerate().map(|(round, (best, random))| {
            [
                round.to_string(),
                percent(best.top_tenth, 1),
                best.distinct_items.to_string(),
                percent(random.top_tenth, 1),
                random.distinct_items.to_string(),
            ]
        }),
    );
    for (name, standings) in [("best", &best), ("random", &random)] {
        let shares: Vec<f64> = standings.iter().map(|standing| standing.top_tenth).collect();
        let films: Vec<usize> = standings.iter().map(|standing| standing.distinct_items).collect();
        let values = json!({"top_tenth": shares, "distinct_films": films});
        report.values(&format!("feedback, {name} shown"), values);
    }
    report.figure(&figures::feedback(&best, &random));
    Ok(())
}

fn percent(share: f64, decimals: usize) -> String {
    format!("{:.decimals$} %", 100.0 * share)
}

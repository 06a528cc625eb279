//! What a list costs once the model is in memory.

use lab::{Report, Result};
use serde_json::json;
use std::path::Path;
use std::time::Instant;
use workbook::data::Dataset;
use workbook::saved::Recommender;

/// How many films are on a list.
const LENGTH: usize = 10;
/// How many lists of each kind are made in a round, at most.
const LISTS: usize = 200;
/// How many rounds there are; the fastest counts, because other programs slow some of them down.
const ROUNDS: usize = 10;
/// How many ratings a newcomer gives.
const RATINGS: usize = 10;

pub fn measure(path: &Path, data: &Dataset, report: &mut Report) -> Result<()> {
    let start = Instant::now();
    let recommender = Recommender::load(path, data)?;
    let to_load = start.elapsed().as_secs_f64();
    let megabytes = std::fs::metadata(path)?.len() as f64 / 1e6;

    let known = |name: &&String| recommender.for_user(name, 1).is_ok();
    let users: Vec<&String> = data.users.names().iter().filter(known).take(LISTS).collect();
    let for_users = per_second(&users, |user| recommender.for_user(user, LENGTH))?;
    // Newcomers who rate what the users have rated first.
    let mut newcomers = vec![Vec::new(); data.n_users()];
    for rating in data.ratings.iter().filter(|rating| rating.item != 0) {
        let rated = &mut newcomers[rating.user];
        if rated.len() < RATINGS {
            rated.push((data.items.name(rating.item), f64::from(rating.value)));
        }
    }
    newcomers.retain(|rated| recommender.for_newcomer(rated, 1).is_ok());
    newcomers.truncate(LISTS);
    let for_newcomers = per_second(&newcomers, |rated| recommender.for_newcomer(rated, LENGTH))?;
    let titles: Vec<&String> = data.items.names().iter().skip(1).take(LISTS).collect();
    let of_films = per_second(&titles, |title| recommender.similar(title, LENGTH))?;
    report.find(
        "serving",
        json!({
            "seconds_to_load": to_load, "megabytes": megabytes,
            "lists_per_second": for_users, "newcomers_per_second": for_newcomers,
            "films_per_second": of_films,
        }),
        format_args!(
            "The file has {megabytes:.2} MB and is ready after {to_load:.3} seconds. Then one thread \
             makes\n{for_users:.0} lists of {LENGTH} a second for users, {for_newcomers:.0} for \
             newcomers with {RATINGS} ratings, and {of_films:.0} of films like a film."
        ),
    );
    Ok(())
}

/// How many times a second a list can be made.
fn per_second<T, L>(of: &[T], list: impl Fn(&T) -> workbook::Result<L>) -> Result<f64> {
    let mut fastest: f64 = 0.0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for one in of {
            list(one)?;
        }
        fastest = fastest.max(of.len() as f64 / start.elapsed().as_secs_f64());
    }
    Ok(fastest)
}

//! MovieLens' own folds, u1 to u5.

use lab::{Report, Result, Row};
use std::collections::{BTreeMap, BTreeSet};
use workbook::data::{Dataset, N_FOLDS, has_official_folds, official_fold};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

/// How many users each fold holds out, what share of their ratings they lose, and how chapter 5's model
/// ends on it.
pub fn show(data: &Dataset, recipe: Recipe, report: &mut Report) -> Result<()> {
    if !has_official_folds(&data.name) {
        report.say(
            "6. MovieLens' own folds: these data come without the files u1.test to u5.test. MovieLens \
             100K has them\n(--data ml-100k).",
        );
        return Ok(());
    }
    let folds = (1..=N_FOLDS)
        .map(|number| fold(number, data, recipe, report))
        .collect::<Result<Vec<Row>>>()?;
    report.say(
        "6. MovieLens' own folds: whose ratings each holds out, what share of theirs that is on average, \
         and how\nchapter 5's model ends on it:",
    );
    report.table(&["fold", "users", "ids", "lost", "valid"], folds);
    Ok(())
}

/// A fold by its number, from 1.
fn fold(number: usize, data: &Dataset, recipe: Recipe, report: &mut Report) -> Result<Row> {
    let held_out = official_fold(&data.name, number)?;
    let mut lost = BTreeMap::new();
    for &row in &held_out {
        *lost.entry(data.ratings.get(row).user).or_insert(0.0) += 1.0;
    }
    let counts = data.ratings_per_user();
    let shares = lost.iter().map(|(&user, lost)| lost / counts[user] as f64);
    let share = shares.sum::<f64>() / lost.len() as f64;
    let ids: BTreeSet<usize> =
        lost.keys().filter_map(|&user| data.users.name(user).parse().ok()).collect();
    let [first, last] = [ids.first(), ids.last()].map(|id| id.copied().unwrap_or_default());

    let name = format!("u{number}");
    let loss = loss(&name, &held_out, data, recipe, report)?;
    Ok(Row::new(&name, &name)
        .cell(lost.len().to_string())
        .cell(format!("{first} to {last}"))
        .percent("lost", 100.0 * share, 1)
        .number("valid_loss", loss, 4)
        .hidden("users", lost.len())
        .hidden("first", first)
        .hidden("last", last))
}

/// How chapter 5's model ends on the ratings in these rows.
fn loss(
    name: &str,
    held_out: &[usize],
    data: &Dataset,
    recipe: Recipe,
    report: &mut Report,
) -> Result<f64> {
    let split = data.split_by_rows(held_out)?;
    let recipe = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..recipe };
    let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, recipe.seed);
    let model = model.with_y_range(data.y_range());
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    let history = lab::fit(&mut learner, &report.progress_bar(name))?;
    report.epochs(name, recipe.seed, &history);
    Ok(history.last().valid_loss)
}

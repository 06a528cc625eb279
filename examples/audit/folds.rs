//! MovieLens' own folds, u1 to u5.

use lab::{Report, Result, Row};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use workbook::Error;
use workbook::data::{Dataset, folder};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

const FILES: [&str; 5] = ["u1.test", "u2.test", "u3.test", "u4.test", "u5.test"];

/// How many users each fold holds out, what share of their ratings they lose, and how chapter 5's model
/// ends on it.
pub fn show(data: &Dataset, recipe: Recipe, report: &mut Report) -> Result<()> {
    let folder = folder(&data.name);
    let has = |file: &&str| folder.as_ref().is_some_and(|folder| folder.join(file).is_file());
    let (Some(folder), None) = (&folder, FILES.iter().find(|file| !has(file))) else {
        report.say(
            "6. MovieLens' own folds: these data come without the files u1.test to u5.test. MovieLens \
             100K has them\n(--data ml-100k).",
        );
        return Ok(());
    };
    let text = read(&folder.join("u.data"))?;
    let row_of: HashMap<&str, usize> = text.lines().zip(0..).collect();
    let folds = FILES
        .iter()
        .map(|file| fold(&folder.join(file), &row_of, data, recipe, report))
        .collect::<Result<Vec<Row>>>()?;
    report.say(
        "6. MovieLens' own folds: whose ratings each holds out, what share of theirs that is on average, \
         and how\nchapter 5's model ends on it:",
    );
    report.table(&["fold", "users", "ids", "lost", "valid"], folds);
    Ok(())
}

/// A fold, given by the file with the ratings that it holds out.
fn fold(
    file: &Path,
    row_of: &HashMap<&str, usize>,
    data: &Dataset,
    recipe: Recipe,
    report: &mut Report,
) -> Result<Row> {
    let text = read(file)?;
    let row = |line| {
        row_of.get(line).copied().ok_or_else(|| {
            let problem = format!("u.data has no line `{line}`");
            Error::data(file.display().to_string(), problem, "take both from one archive")
        })
    };
    let held_out = text.lines().map(row).collect::<workbook::Result<Vec<usize>>>()?;
    let mut lost = BTreeMap::new();
    for &row in &held_out {
        *lost.entry(data.ratings.users[row]).or_insert(0.0) += 1.0;
    }
    let counts = data.ratings_per_user();
    let shares = lost.iter().map(|(&user, lost)| lost / counts[user] as f64);
    let share = shares.sum::<f64>() / lost.len() as f64;
    let ids: BTreeSet<usize> =
        lost.keys().filter_map(|&user| data.users.name(user).parse().ok()).collect();
    let [first, last] = [ids.first(), ids.last()].map(|id| id.copied().unwrap_or_default());

    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let loss = loss(&name, &held_out, data, recipe, report)?;
    Ok(Row::new(&*name, &*name)
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

fn read(path: &Path) -> Result<String> {
    Ok(fs::read_to_string(path).map_err(|source| {
        let remedy = "check the file".to_owned();
        Error::Io { path: path.to_owned(), source, remedy }
    })?)
}

//! A model to load, for those who have none yet.

use lab::{Report, Result, fit};
use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use workbook::data::{Dataset, SPLIT_SEED, VALID_SHARE};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;
use workbook::saved::{About, ModelFile};

/// Trains chapter 5's model, and saves it in `folder`.
pub fn save_a_model(data: &Dataset, folder: &Path, report: &mut Report) -> Result<PathBuf> {
    let recipe = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..Recipe::default() };
    ModelFile::check_names(data)?;
    // ANCHOR: save
    let split = data.split_random(VALID_SHARE, SPLIT_SEED)?;
    let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, recipe.seed);
    let model = model.with_y_range(data.y_range());
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    let history = fit(&mut learner, &report.progress_bar("a model to save"))?;
    let path = folder.join("model.safetensors");
    ModelFile::new(&learner.model, About::new(data, recipe, history)).save(&path)?;
    // ANCHOR_END: save
    report.say("No --model is given, so chapter 5's model is trained, saved and loaded again.");
    Ok(path)
}

/// The rows of the films, the most rated one first.
pub fn most_rated(data: &Dataset) -> Vec<usize> {
    let counts = data.ratings_per_item();
    let mut films: Vec<usize> = (1..data.n_items()).collect();
    films.sort_by_key(|&film| Reverse(counts[film]));
    films
}

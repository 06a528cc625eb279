//! The model of the stars as a ranker.

use crate::judged::{Judged, K, mean};
use crate::rankers::Scores;
use crate::round::Round;
use lab::{ProgressBar, Report, Result};
use serde_json::json;
use workbook::interpret::Placing;
use workbook::learn::{History, Learner, Recipe};
use workbook::models::{DotProductBias, predict_catalogue};

/// What the model is called.
pub const NAME: &str = "chapter 5's model";

/// Trains chapter 5's model on the stars of the training interactions.
pub fn train<'a>(round: &'a Round, bar: &ProgressBar) -> Result<(Scores<'a>, History)> {
    let (data, split) = (round.data, &round.split);
    let weight_decay = Recipe::BEST_WEIGHT_DECAY;
    let recipe = Recipe { weight_decay, seed: round.seed, ..Recipe::default() };
    // Small data are one batch.
    let recipe = Recipe { batch_size: recipe.batch_size.min(split.train.len()), ..recipe };
    let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, recipe.seed);
    let model = model.with_y_range(data.y_range());
    let mut learner = Learner::new(model, &split.train, &split.held_out, recipe);
    let history = lab::fit(&mut learner, bar)?;
    let model = learner.model;
    let scores = move |user| predict_catalogue(&model, user, data.n_items());
    Ok((Box::new(scores), history))
}

/// How good the model is at stars, and how bad at saying what a user watches next.
pub fn show(stars: &Judged, report: &mut Report) {
    let loss = stars.valid_loss();
    let of_all = |value: fn(&Placing) -> f64| stars.spread(|p| mean(&p.all, value)).mean;
    let above = of_all(|placing| placing.higher as f64 + placing.equal as f64 / 2.0);
    let others = of_all(|placing| placing.others as f64);
    let hits = of_all(|placing| placing.hit_ratio(K));
    report.find(
        "stars",
        json!({"valid_loss": loss, "mean_rank": above, "others": others, "hr10_all": hits}),
        format_args!(
            "Chapter 5's model predicts the stars of the films held out with a mean squared error of \
             {loss:.4}.\nAsked which film a user watches next, it ranks {above:.0} of the {others:.0} \
             others above the right one on average,\nand has it among its first {K} for {:.1} % of the \
             users.",
            100.0 * hits,
        ),
    );
}

//! Rows drawn with replacement, as fastai's loader for tables has drawn them since March 2024.

use lab::{Report, Result};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::json;
use std::collections::HashSet;
use workbook::data::{Dataset, Examples, Ratings, Split};
use workbook::learn::{Learner, Loss, Recipe};
use workbook::models::DotProductBias;

/// Ratings of which any may turn up at any time, however often it has turned up before.
struct WithReplacement<'a> {
    ratings: &'a Ratings,
    rng: StdRng,
}

impl WithReplacement<'_> {
    fn draw(&mut self, n: usize) -> Vec<usize> {
        (0..n).map(|_| self.rng.gen_range(0..self.ratings.len())).collect()
    }
}

impl Examples for WithReplacement<'_> {
    fn len(&self) -> usize {
        self.ratings.len()
    }

    fn deal(&mut self, numbers: &[usize]) -> Ratings {
        let rows = self.draw(numbers.len());
        self.ratings.select(rows)
    }

    fn unit(&self) -> f32 {
        self.ratings.unit()
    }
}

/// What share of the ratings an epoch sees, and what chapter 5's model loses by it.
pub fn show(
    data: &Dataset,
    split: &Split,
    recipe: Recipe,
    seeds: &[u64],
    report: &mut Report,
) -> Result<()> {
    let with_replacement =
        |seed| WithReplacement { ratings: &split.train, rng: StdRng::seed_from_u64(seed) };
    let n = split.train.len();
    let seen: HashSet<usize> = with_replacement(recipe.seed).draw(n).into_iter().collect();
    let share = seen.len() as f64 / n as f64;
    let expected = 1.0 - (1.0 - 1.0 / n as f64).powf(n as f64);
    report.find(
        "share seen",
        json!({"measured": share, "expected": expected}),
        format_args!(
            "1. Rows drawn with replacement: an epoch of {n} draws sees {:.2} % of the ratings \
             (expected: {:.2} %).",
            100.0 * share,
            100.0 * expected
        ),
    );

    let model = |seed| {
        DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, seed)
            .with_y_range(data.y_range())
    };
    let recipe = |seed| Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, seed, ..recipe };
    let each_once = report.train("each once", seeds.iter().copied(), |seed| {
        Learner::new(model(seed), &split.train, &split.valid, recipe(seed))
    })?;
    let replaced = report.train("with replacement", seeds.iter().copied(), |seed| {
        let (train, valid) = (with_replacement(seed), &split.valid);
        Learner::from_examples(model(seed), train, valid, recipe(seed), Loss::SquaredError)
    })?;
    let [usual, worse] = [each_once, replaced].map(|trained| trained.runs.final_valid().mean);
    report.say(format_args!(
        "Chapter 5's model ends at {usual:.4} with each rating once an epoch, and at {worse:.4} with \
         replacement."
    ));
    Ok(())
}

//! Training on ratings: the biased dot product and the concatenated network, with the book's recipe.

use crate::eager::Eager;
use crate::plain::Plain;
use crate::python::{Job, Python, columns, dense};
use crate::sides::{self, EPOCHS, OF_DOT_PRODUCTS, OF_NETWORKS, Timing, Way};
use dfdx::prelude::HasShape;
use serde_json::{Value, json};
use std::ops::Range;
use std::time::Instant;
use workbook::data::{Batches, Dataset, Split};
use workbook::learn::{Learner, Loss, OneCycle, Recipe};
use workbook::models::{CollabNn, CollabNnConfig, DotProductBias, Model};

/// Each side trains this often, in turns, unless `--turns` says otherwise.
const TURNS: usize = 5;

pub fn compare(data: &Dataset, turns: Option<usize>, python: Option<&Python>) {
    let common = Common::new(data);
    let (n_users, n_items) = (data.n_users(), data.n_items());

    println!("\nDotProductBias:");
    let model = DotProductBias::new(n_users, n_items, common.recipe.factors, 0);
    let start = json!({
        "user_factors": model.user_factors.weight.as_vec(),
        "item_factors": model.item_factors.weight.as_vec(),
        "user_bias": model.user_bias.weight.as_vec(),
        "item_bias": model.item_bias.weight.as_vec(),
    });
    let job = common.job("dot_product_bias", &start, &model.y_range);
    let way = |name, train| Way { name, agreement: OF_DOT_PRODUCTS, train };
    sides::compare(
        turns.unwrap_or(TURNS),
        &[
            way("Learner", &|| Some(common.learner(&model))),
            way("every row, every step", &|| Some(common.eager(&model))),
            way("plain Rust", &|| Some(common.plain(&model))),
            way("PyTorch", &|| Some(job.train(python?, "ratings"))),
        ],
    );

    println!("\nCollabNn with one hidden layer of 100:");
    let model = CollabNn::new(n_users, n_items, &CollabNnConfig::default(), 0);
    let start = json!({
        "widths": [model.user_factors.weight.shape().1, model.item_factors.weight.shape().1],
        "user_factors": model.user_factors.weight.as_vec(),
        "item_factors": model.item_factors.weight.as_vec(),
        "layers": model.layers.iter().map(dense).collect::<Vec<_>>(),
    });
    let job = common.job("collab_nn", &start, &model.y_range);
    let way = |name, train| Way { name, agreement: OF_NETWORKS, train };
    sides::compare(
        turns.unwrap_or(TURNS),
        &[
            way("Learner", &|| Some(common.learner(&model))),
            way("every row, every step", &|| Some(common.eager(&model))),
            way("PyTorch", &|| Some(job.train(python?, "ratings"))),
        ],
    );
}

/// What all trainings have in common.
struct Common {
    recipe: Recipe,
    split: Split,
    /// The batches of each epoch, end to end.
    orders: Vec<Vec<usize>>,
}

impl Common {
    fn new(data: &Dataset) -> Self {
        let split = data.split_random(0.2, 42).expect("the data can be split");
        let recipe = Recipe { epochs: EPOCHS, ..Recipe::default() };
        let mut batches = Batches::new(split.train.len(), recipe.batch_size, recipe.seed);
        let orders = (0..EPOCHS).map(|_| batches.epoch().flatten().copied().collect()).collect();
        Self { recipe, split, orders }
    }

    fn steps_per_epoch(&self) -> usize {
        self.split.train.len() / self.recipe.batch_size
    }

    fn schedule(&self) -> OneCycle {
        OneCycle { steps: EPOCHS * self.steps_per_epoch(), lr_max: self.recipe.lr }
    }

    fn learner(&self, model: &(impl Model + Clone)) -> Timing {
        let train = &self.split.train;
        let valid = &self.split.valid;
        let mut learner = Learner::new(model.clone(), train, valid, self.recipe);
        Timing::from(learner.fit_one_cycle().expect("the training converges"))
    }

    fn eager(&self, model: &(impl Model + Clone)) -> Timing {
        let schedule = self.schedule();
        let mut eager = Eager::new(model.clone(), Loss::SquaredError, schedule, self.recipe);
        let train = &self.split.train;
        let valid = &self.split.valid;
        let epochs = self.orders.iter().map(|order| {
            let start = Instant::now();
            let loss = eager.epoch(order, train);
            let learner = Learner::new(eager.model.clone(), train, valid, self.recipe);
            std::hint::black_box(learner.loss_on(valid));
            (start.elapsed().as_secs_f64(), loss)
        });
        let (seconds, losses) = epochs.unzip();
        Timing { seconds, losses }
    }

    fn plain(&self, model: &DotProductBias) -> Timing {
        let mut plain = Plain::new(model, self.schedule(), self.recipe.weight_decay);
        let epochs = self.orders.iter().map(|order| {
            let start = Instant::now();
            let loss = plain.epoch(order, &self.split.train, self.recipe.batch_size);
            // Keeps the compiler from dropping the validation loss, which is not used.
            std::hint::black_box(plain.mean_squared_error(&self.split.valid));
            (start.elapsed().as_secs_f64(), loss)
        });
        let (seconds, losses) = epochs.unzip();
        Timing { seconds, losses }
    }

    /// The same training for PyTorch.
    fn job(&self, model: &str, start: &Value, y_range: &Range<f32>) -> Job {
        Job::new(&json!({
            "model": model, "start": start, "y_range": [y_range.start, y_range.end],
            "train": columns(&self.split.train), "valid": columns(&self.split.valid),
            "orders": self.orders, "loss": "mse_loss",
            "n_epochs": EPOCHS, "steps_per_epoch": self.steps_per_epoch(),
            "batch_size": self.recipe.batch_size,
            "lr_max": self.recipe.lr, "weight_decay": self.recipe.weight_decay,
        }))
    }
}

//! Training on interactions with four fresh negatives for each: GMF and neural collaborative filtering.
//!
//! `Learner` and PyTorch draw their negatives within the time measured. No two libraries draw the same
//! ones, so two more sides are given those that `Learner` draws: their losses agree to rounding, and that
//! of a side with negatives of its own agrees as far as chance lets it.

use crate::eager::Eager;
use crate::python::{Job, Python, columns, dense};
use crate::sides::{Agreement, EPOCHS, OF_DOT_PRODUCTS, Timing, Way, compare};
use serde_json::{Value, json};
use std::time::Instant;
use workbook::data::{
    Batches, Dataset, Examples, HoldOut, LeaveOneOut, Ratings, Touched, WithNegatives,
};
use workbook::learn::{Learner, Loss, OneCycle, Recipe};
use workbook::models::{Gmf, Model, NeuralCf};

/// Each side trains this often, in turns, unless `--turns` says otherwise.
const TURNS: usize = 3;
const NEGATIVES: usize = 4;
const FACTORS: usize = 8;
const HIDDEN: [usize; 2] = [64, 32];
/// Seed of all that is random.
const SEED: u64 = 0;

/// How far apart the losses of the network may be if all sides have the same negatives. An epoch has more
/// steps than one of ratings, so the differences in rounding have grown by the second.
const OF_LONG_EPOCHS: Agreement = [1e-4, 1e-2, 1e-2];
/// How far apart the losses may be if each side draws its own negatives: about three standard deviations
/// over seeds. In the second epoch a model learns fastest, and chance says how early.
const BY_CHANCE: Agreement = [0.01, 0.02, 0.01];

/// Interactions with the latest of each user held out.
pub struct Interactions {
    pub tables: (usize, usize),
    pub split: LeaveOneOut,
    /// What all interactions touch, those held out included.
    pub touched: Touched,
    /// What those of the training touch.
    known: Touched,
    /// What is held out, with negatives that are drawn once.
    valid: Ratings,
    recipe: Recipe,
}

impl Interactions {
    pub fn new(data: &Dataset) -> Self {
        let tables = (data.n_users(), data.n_items());
        let interactions = data.interactions();
        let touched = Touched::new(&interactions, tables.0, tables.1);
        let split = data.leave_one_out(&interactions, HoldOut::Latest, SEED);
        let known = Touched::new(&split.train, tables.0, tables.1);
        let mut labels = WithNegatives::new(&split.held_out, &touched, NEGATIVES, SEED);
        let all: Vec<usize> = (0..labels.len()).collect();
        let valid = labels.deal(&all);
        let recipe = Recipe { epochs: EPOCHS, batch_size: 256, seed: SEED, ..Recipe::default() };
        Self { tables, split, touched, known, valid, recipe }
    }

    /// GMF before its training.
    pub fn gmf(&self) -> Gmf {
        Gmf::new(self.tables.0, self.tables.1, FACTORS, SEED)
    }

    /// A trained model, with how long its training took.
    pub fn train<M: Model>(&self, model: M) -> (M, Timing) {
        let examples = self.examples();
        let mut learner = Learner::from_interactions(model, examples, &self.valid, self.recipe);
        let history = learner.fit_one_cycle().expect("the training converges");
        (learner.model, Timing::from(history))
    }

    pub fn compare(&self, turns: Option<usize>, python: Option<&Python>) {
        println!("\nGmf with {FACTORS} factors and {NEGATIVES} negatives:");
        let model = self.gmf();
        let start = json!({
            "user_factors": model.user_factors.weight.as_vec(),
            "item_factors": model.item_factors.weight.as_vec(),
            "output": dense(&model.output),
        });
        self.compare_ways(&model, ("gmf", &start), OF_DOT_PRODUCTS, turns, python);

        println!("\nNeuralCf with {FACTORS} factors, {HIDDEN:?} and {NEGATIVES} negatives:");
        let model = NeuralCf::new(self.tables.0, self.tables.1, FACTORS, &HIDDEN, SEED);
        let start = json!({
            "widths": [FACTORS, FACTORS],
            "user_factors": model.user_factors.weight.as_vec(),
            "item_factors": model.item_factors.weight.as_vec(),
            "layers": model.layers.iter().map(dense).collect::<Vec<_>>(),
        });
        self.compare_ways(&model, ("neural_cf", &start), OF_LONG_EPOCHS, turns, python);
    }

    fn compare_ways(
        &self,
        model: &(impl Model + Clone),
        (name, start): (&str, &Value),
        agreement: Agreement,
        turns: Option<usize>,
        python: Option<&Python>,
    ) {
        let dealt = self.dealt();
        let job = self.job(name, start, &dealt);
        let learner = || Some(self.train(model.clone()).1);
        let eager = || Some(self.eager(model, &dealt));
        let given = || Some(job.train(python?, "given"));
        let drawn = || Some(job.train(python?, "drawn"));
        compare(
            turns.unwrap_or(TURNS),
            &[
                Way { name: "Learner", agreement, train: &learner },
                Way { name: "negatives given, every row", agreement, train: &eager },
                Way { name: "negatives given, PyTorch", agreement, train: &given },
                Way { name: "PyTorch", agreement: BY_CHANCE, train: &drawn },
            ],
        );
    }

    fn examples(&self) -> WithNegatives<'_> {
        WithNegatives::new(&self.split.train, &self.known, NEGATIVES, SEED)
    }

    fn steps_per_epoch(&self) -> usize {
        self.examples().len() / self.recipe.batch_size
    }

    /// What `Learner` is dealt in each epoch, batch after batch.
    fn dealt(&self) -> Vec<Ratings> {
        let mut examples = self.examples();
        let mut batches = Batches::new(examples.len(), self.recipe.batch_size, SEED);
        let epoch = |_| {
            let mut all = Ratings::default();
            for numbers in batches.epoch() {
                let batch = examples.deal(numbers);
                all.users.extend(batch.users);
                all.items.extend(batch.items);
                all.values.extend(batch.values);
            }
            all
        };
        (0..EPOCHS).map(epoch).collect()
    }

    fn eager(&self, model: &(impl Model + Clone), dealt: &[Ratings]) -> Timing {
        let steps = EPOCHS * self.steps_per_epoch();
        let schedule = OneCycle { steps, lr_max: self.recipe.lr };
        let mut eager = Eager::new(model.clone(), Loss::CrossEntropy, schedule, self.recipe);
        let epochs = dealt.iter().map(|examples| {
            let start = Instant::now();
            let order: Vec<usize> = (0..examples.len()).collect();
            let loss = eager.epoch(&order, examples);
            let model = eager.model.clone();
            let learner =
                Learner::from_interactions(model, self.examples(), &self.valid, self.recipe);
            std::hint::black_box(learner.loss_on(&self.valid));
            (start.elapsed().as_secs_f64(), loss)
        });
        let (seconds, losses) = epochs.unzip();
        Timing { seconds, losses }
    }

    /// The same training for PyTorch.
    fn job(&self, model: &str, start: &Value, dealt: &[Ratings]) -> Job {
        Job::new(&json!({
            "model": model, "start": start, "loss": "binary_cross_entropy_with_logits",
            "train": columns(&self.split.train), "valid": columns(&self.valid),
            "n_users": self.tables.0, "n_items": self.tables.1, "negatives": NEGATIVES,
            "epochs": dealt.iter().map(columns).collect::<Vec<_>>(),
            "n_epochs": EPOCHS, "steps_per_epoch": self.steps_per_epoch(),
            "batch_size": self.recipe.batch_size,
            "lr_max": self.recipe.lr, "weight_decay": self.recipe.weight_decay,
        }))
    }
}

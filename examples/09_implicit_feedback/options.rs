//! Which rankers to compare, and the settings of each.

use crate::network::Network;
use crate::rankers::{Ranker, Settings};
use crate::stars;
use clap::{Args, ValueEnum};
use workbook::learn::Recipe;
use workbook::models::{AlsSettings, OrderSettings};

/// The penalty of EASE. On MovieLens 100K's validation interactions 200 and 400 are level (`--choose`), and
/// of such settings the stronger penalty is the safer one.
pub const EASE_LAMBDA: f64 = 400.0;

/// Options of the networks; each network has settings of its own for what is left out.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Training")]
pub struct NetworkOptions {
    /// The rankers to compare; all by default.
    #[arg(long, value_name = "MODELS", value_enum, value_delimiter = ',')]
    pub models: Vec<Kind>,
    /// Passes over the training interactions.
    #[arg(long, value_name = "N", value_parser = lab::count(1000))]
    epochs: Option<usize>,
    /// Highest learning rate of the cycle.
    #[arg(long, value_name = "X", value_parser = lab::above_zero)]
    lr: Option<f64>,
    /// Factors of each user and item.
    #[arg(long, value_name = "N", value_parser = lab::count(4096))]
    factors: Option<usize>,
    /// Interactions and negatives in a batch.
    #[arg(long, value_name = "N", value_parser = lab::count(1 << 24))]
    batch_size: Option<usize>,
    /// Decoupled weight decay.
    #[arg(long, value_name = "X", value_parser = lab::not_negative)]
    weight_decay: Option<f64>,
    /// Negatives for each interaction.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = lab::count(1000))]
    negatives: usize,
    /// Outputs of each hidden layer of the networks.
    #[arg(
        long, value_name = "N,…", value_delimiter = ',', default_values_t = [64, 32],
        value_parser = lab::count(65536)
    )]
    hidden: Vec<usize>,
}

impl NetworkOptions {
    /// Whether a kind is among the rankers to compare.
    pub fn includes(&self, kind: Kind) -> bool {
        self.models.is_empty() || self.models.contains(&kind)
    }
}

/// A kind of ranker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Stars,
    Popularity,
    Ease,
    EaseInOrder,
    Ials,
    Gmf,
    TutorialMlp,
    Mlp,
    Neumf,
}

impl Kind {
    /// Whether it compares every item with every other.
    pub fn is_ease(self) -> bool {
        matches!(self, Self::Ease | Self::EaseInOrder)
    }

    /// The ranker with the settings that were chosen on MovieLens 100K's validation interactions
    /// (`--choose`). GMF and NeuMF would like to train for longer, but then the example would take too long.
    pub fn ranker(self, options: &NetworkOptions) -> Ranker {
        let network = |recipe: Recipe| {
            let recipe = Recipe {
                epochs: options.epochs.unwrap_or(recipe.epochs),
                lr: options.lr.unwrap_or(recipe.lr),
                factors: options.factors.unwrap_or(8),
                batch_size: options.batch_size.unwrap_or(recipe.batch_size),
                weight_decay: options.weight_decay.unwrap_or(recipe.weight_decay),
                ..recipe
            };
            let hidden = options.hidden.clone();
            let negatives = options.negatives;
            Settings::Network(Network {
                kind: self,
                recipe,
                hidden,
                negatives,
                spare_held_out: false,
            })
        };
        let recipe = Recipe { epochs: 20, lr: 0.01, batch_size: 256, ..Recipe::default() };
        let (name, settings) = match self {
            Self::Stars => (stars::NAME, Settings::Stars),
            Self::Popularity => ("popularity", Settings::Popularity),
            Self::Ease => ("EASE", Settings::Ease { lambda: EASE_LAMBDA }),
            Self::EaseInOrder => ("EASE in order", Settings::EaseInOrder(OrderSettings::default())),
            Self::Ials => ("iALS", Settings::Als(AlsSettings::default())),
            Self::Gmf => ("GMF", network(recipe)),
            Self::TutorialMlp => (
                "MLP, 5 epochs",
                network(Recipe { epochs: 5, lr: 1e-3, batch_size: 512, ..recipe }),
            ),
            Self::Mlp => ("MLP", network(Recipe { epochs: 40, ..recipe })),
            Self::Neumf => ("NeuMF", network(Recipe { epochs: 10, ..recipe })),
        };
        Ranker { name: name.to_owned(), settings }
    }
}

//! A ranker with its settings, and how to fit it.

use crate::network::Network;
use crate::options::{Kind, NetworkOptions};
use crate::round::Round;
use crate::stars;
use clap::ValueEnum;
use lab::{ProgressBar, Result};
use std::time::Instant;
use workbook::learn::History;
use workbook::models::{AlsSettings, Ease, ImplicitAls, OrderSettings, Popularity, SequentialEase};

/// A ranker with its settings.
#[derive(Clone, Debug)]
pub struct Ranker {
    pub name: String,
    pub settings: Settings,
}

/// What a ranker is fitted with.
#[derive(Clone, Debug)]
pub enum Settings {
    Stars,
    Popularity,
    Ease { lambda: f64 },
    EaseInOrder(OrderSettings),
    Als(AlsSettings),
    Network(Network),
}

/// The scores of all items for a user.
pub type Scores<'a> = Box<dyn Fn(usize) -> Vec<f64> + 'a>;

/// A fitted ranker.
pub struct Fitted<'a> {
    pub scores: Scores<'a>,
    /// The training, unless a closed form gave the scores.
    pub history: Option<History>,
    /// How long the fit took.
    pub seconds: f64,
}

impl Ranker {
    /// Those that the options ask for.
    pub fn all(options: &NetworkOptions) -> Vec<Self> {
        let kinds = Kind::value_variants().iter().filter(|kind| options.includes(**kind));
        kinds.map(|kind| kind.ranker(options)).collect()
    }

    /// Fits the ranker to the training interactions of a round.
    pub fn fit<'a>(&self, round: &'a Round, bar: &ProgressBar) -> Result<Fitted<'a>> {
        let start = Instant::now();
        let n_items = round.data.n_items();
        let mut history = None;
        let scores: Scores = match &self.settings {
            Settings::Stars => {
                let (scores, losses) = stars::train(round, bar)?;
                history = Some(losses);
                scores
            }
            Settings::Network(network) => {
                let (scores, losses) = network.train(round, bar)?;
                history = Some(losses);
                scores
            }
            Settings::Popularity => {
                let model = Popularity::fit(&round.split.train, n_items);
                Box::new(move |_| model.scores())
            }
            Settings::Ease { lambda } => {
                let model = Ease::fit(&round.known, *lambda);
                Box::new(move |user| model.scores(round.known.by(user)))
            }
            Settings::EaseInOrder(settings) => {
                let model = SequentialEase::fit(&round.sequences, n_items, *settings);
                Box::new(move |user| model.scores(&round.sequences[user]))
            }
            Settings::Als(settings) => {
                let settings = AlsSettings { seed: round.seed, ..*settings };
                let model = ImplicitAls::fit(&round.known, settings);
                Box::new(move |user| model.scores(user))
            }
        };
        Ok(Fitted { scores, history, seconds: start.elapsed().as_secs_f64() })
    }

    /// Whether the scores are logits, from which a probability follows.
    pub fn gives_logits(&self) -> bool {
        matches!(self.settings, Settings::Network(_))
    }
}

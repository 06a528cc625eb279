//! A ranker with its settings, and how to fit it.

use crate::network::Network;
use crate::options::{Kind, NetworkOptions};
use crate::round::Round;
use crate::stars;
use clap::ValueEnum;
use lab::{ProgressBar, Report, Result};
use serde_json::json;
use std::time::Instant;
use workbook::Error;
use workbook::data::Touched;
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
    /// Those that the options ask for; without such options, all but those that there are too many items
    /// for.
    ///
    /// # Errors
    /// If there are too many items for one that is asked for by name.
    pub fn all(
        options: &NetworkOptions,
        touched: &Touched,
        report: &mut Report,
    ) -> Result<Vec<Self>> {
        let mut kinds: Vec<Kind> = Kind::value_variants().to_vec();
        kinds.retain(|kind| options.includes(*kind));
        if let Err(error) = Ease::check(touched)
            && kinds.iter().any(|kind| kind.is_ease())
        {
            if !options.models.is_empty() {
                let message = format!("{error}, or choose other models");
                return Err(Error::Setting { name: "models", message }.into());
            }
            report.find(
                "without EASE",
                json!({"why": error.to_string()}),
                format_args!("{error}."),
            );
            kinds.retain(|kind| !kind.is_ease());
        }
        Ok(kinds.into_iter().map(|kind| kind.ranker(options)).collect())
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

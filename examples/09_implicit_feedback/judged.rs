//! A ranker judged in every round.

use crate::accuracy::as_classifier;
use crate::cores::on_all_cores;
use crate::rankers::{Fitted, Ranker};
use crate::round::Round;
use lab::{ProgressBar, Report, Result, Row};
use serde_json::json;
use workbook::interpret::{Placing, Placings, SAMPLED_NEGATIVES};
use workbook::learn::{History, Spread};

/// The length of a list.
pub const K: usize = 10;

/// What a table of rankers shows: the hit ratio and the NDCG, against 99 negatives and against all.
pub const MEASURES: [&str; 4] = ["HR@10 (99)", "NDCG@10 (99)", "HR@10 (all)", "NDCG@10 (all)"];

/// A ranker, with where it placed what was held out, round by round.
pub struct Judged {
    pub name: String,
    pub rounds: Vec<Placings>,
    /// How it was fitted in each round.
    pub fits: Vec<Fit>,
}

/// What is left of a fit once the ranker is judged.
pub struct Fit {
    /// The training, unless a closed form gave the scores.
    pub history: Option<History>,
    /// How long the fit took.
    seconds: f64,
    /// Accuracy and RMSE of the probabilities, if the scores are logits.
    pub as_classifier: Option<[f64; 2]>,
}

impl Judged {
    /// Fits each ranker in every round, and judges it. Reports the losses of trainings to programs.
    ///
    /// # Errors
    /// Those of training and of judging.
    pub fn all(rankers: &[Ranker], rounds: &[Round], report: &mut Report) -> Result<Vec<Self>> {
        let jobs: Vec<(&Ranker, &Round)> = (rankers.iter())
            .flat_map(|ranker| rounds.iter().map(move |round| (ranker, round)))
            .collect();
        let bars: Vec<ProgressBar> =
            jobs.iter().map(|(ranker, _)| report.progress_bar(&ranker.name)).collect();
        let judged = on_all_cores(jobs.len(), |i| {
            let (ranker, round) = jobs[i];
            let Fitted { scores, history, seconds } = ranker.fit(round, &bars[i])?;
            let placings = round.judge().place(&scores)?;
            let as_classifier = ranker.gives_logits().then(|| as_classifier(round, &scores));
            Ok((placings, Fit { history, seconds, as_classifier }))
        });
        let mut judged = judged.into_iter().collect::<Result<Vec<_>>>()?.into_iter();
        let mut all = Vec::new();
        for ranker in rankers {
            let (placings, fits): (Vec<Placings>, Vec<Fit>) =
                judged.by_ref().take(rounds.len()).unzip();
            for (round, fit) in rounds.iter().zip(&fits) {
                if let Some(history) = &fit.history {
                    report.epochs(&ranker.name, round.seed, history);
                }
            }
            all.push(Self { name: ranker.name.clone(), rounds: placings, fits });
        }
        Ok(all)
    }

    /// A ranker that needs no fit, by its scores.
    pub fn fixed(name: &str, rounds: &[Round], scores: impl Fn(usize) -> Vec<f64>) -> Result<Self> {
        let placings = rounds.iter().map(|round| round.judge().place(&scores));
        let rounds = placings.collect::<workbook::Result<_>>()?;
        Ok(Self { name: name.to_owned(), rounds, fits: Vec::new() })
    }

    /// The mean of a value over the users, with its spread over the rounds.
    pub fn spread(&self, value: impl Fn(&Placings) -> f64) -> Spread {
        Spread::from_values(self.rounds.iter().map(value))
    }

    /// The hit ratio to expect with this many negatives.
    pub fn expected_hit_ratio(&self, negatives: usize) -> Spread {
        self.spread(|placings| mean(&placings.all, |p| p.expected_hit_ratio(K, negatives)))
    }

    /// The NDCG to expect with this many negatives.
    pub fn expected_ndcg(&self, negatives: usize) -> Spread {
        self.spread(|placings| mean(&placings.all, |p| p.expected_ndcg(K, negatives)))
    }

    /// A row of a table with the [`MEASURES`], under this run.
    pub fn row(&self, run: &str) -> Row {
        let expected = self.expected_hit_ratio(SAMPLED_NEGATIVES);
        Row::new(run, &self.name)
            .spread("hr10_99", self.spread(|p| mean(&p.sampled, |p| p.hit_ratio(K))))
            .spread("ndcg10_99", self.spread(|p| mean(&p.sampled, |p| p.ndcg(K))))
            .spread("hr10_all", self.spread(|p| mean(&p.all, |p| p.hit_ratio(K))))
            .spread("ndcg10_all", self.spread(|p| mean(&p.all, |p| p.ndcg(K))))
            .hidden("expected_hr10_99", json!({"mean": expected.mean, "sd": expected.sd}))
    }

    /// The validation loss after a training, as a mean over the rounds; NaN for a closed form.
    pub fn valid_loss(&self) -> f64 {
        let histories = self.fits.iter().filter_map(|fit| fit.history.as_ref());
        Spread::from_values(histories.map(|history| history.last().valid_loss)).mean
    }

    /// How long a fit took, as a mean over the rounds.
    pub fn seconds(&self) -> f64 {
        self.fits.iter().map(|fit| fit.seconds).sum::<f64>() / self.fits.len() as f64
    }
}

/// The mean of a value over the users.
pub fn mean(placings: &[Placing], value: impl Fn(&Placing) -> f64) -> f64 {
    placings.iter().map(value).sum::<f64>() / placings.len() as f64
}

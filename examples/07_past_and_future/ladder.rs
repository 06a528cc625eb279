//! Every model on every split: what it gains over the mean of all ratings, and how much of that survives.

use crate::judged::{Judged, spread};
use crate::rungs::Rung;
use lab::{ExperimentOptions, Report, Result, Row, figures};
use workbook::data::{Dataset, Split};
use workbook::learn::Spread;

/// A split, and how the rungs do on it.
pub struct Place {
    pub name: &'static str,
    pub split: Split,
    judged: Judged,
}

impl Place {
    /// Its name for programs.
    fn key(&self) -> String {
        self.name.replace(' ', "_")
    }

    /// Trains every rung on a split with every seed, and judges it.
    pub fn judge(
        options: &ExperimentOptions,
        data: &Dataset,
        (name, split): (&'static str, Split),
        report: &Report,
    ) -> Result<Self> {
        let mut judged = Judged::default();
        for seed in options.all_seeds() {
            let predict = |rung: Rung| rung.predict(options, data, &split, seed, report);
            let predictions = Rung::ALL.into_iter().map(predict).collect::<Result<Vec<_>>>()?;
            judged.add(&predictions, &split.valid);
        }
        Ok(Self { name, split, judged })
    }

    /// The loss of a rung on the validation ratings for which `counts` holds.
    pub fn loss_where(&self, rung: Rung, counts: impl Fn(usize) -> bool) -> Spread {
        spread(self.judged.losses_where(rung as usize, counts))
    }

    /// By how much a rung beats another with every seed, on the validation ratings for which `counts`
    /// holds.
    pub fn gains_where(&self, rung: Rung, over: Rung, counts: impl Fn(usize) -> bool) -> Vec<f64> {
        self.judged.gains_where(rung as usize, over as usize, counts)
    }

    /// By how much a rung beats another with every seed.
    pub fn gains(&self, rung: Rung, over: Rung) -> Vec<f64> {
        self.judged.gains(rung as usize, over as usize)
    }
}

/// Tables for every split: losses, and gains over the mean of all ratings.
pub fn report(places: &[Place], report: &mut Report) {
    let names: Vec<&str> = places.iter().map(|place| place.name).collect();
    let header: Vec<&str> = std::iter::once("model").chain(names.iter().copied()).collect();
    let losses = |rung: Rung| places.iter().map(move |place| place.loss_where(rung, |_| true));
    report.say("The validation loss of each model on each split:");
    report.table(
        &header,
        Rung::ALL.map(|rung| {
            let row = Row::new(format!("loss, {}", rung.name()), rung.name());
            let losses = places.iter().zip(losses(rung));
            losses.fold(row, |row, (place, loss)| row.spread(&place.key(), loss))
        }),
    );
    // Models without biases lie far above the others, where they would flatten them.
    let drawn = [Rung::Mean, Rung::Films, Rung::Biases, Rung::Biased, Rung::Decayed];
    let lines = drawn.map(|rung| (rung.name(), losses(rung).collect::<Vec<_>>()));
    report.figure(&figures::past_and_future(&names, &lines));
    let [random, others @ ..] = places else { return };
    if others.is_empty() {
        return;
    }
    report.say(
        "What a model gains over the mean of all ratings when ratings are held back at random, and the\n\
         share of this gain that is left on the other splits:",
    );
    report.table(
        &header,
        Rung::ALL[1..].iter().filter_map(|&rung| {
            let gain = spread(random.gains(rung, Rung::Mean));
            let row = Row::new(format!("gain, {}", rung.name()), rung.name());
            // Where nothing is gained, nothing can be left of it.
            (gain.mean > 0.0).then(|| {
                others.iter().fold(row.spread(&random.key(), gain), |row, place| {
                    let left = spread(place.gains(rung, Rung::Mean)).mean;
                    row.percent(&place.key(), 100.0 * left / gain.mean, 0)
                })
            })
        }),
    );
    report.paired([Rung::Biases, Rung::Biased].into_iter().flat_map(|over| {
        let rung = Rung::Decayed;
        places.iter().map(move |place| {
            let pair = format!("{} over {}, {}", rung.name(), over.name(), place.name);
            (pair, place.gains(rung, over))
        })
    }));
}

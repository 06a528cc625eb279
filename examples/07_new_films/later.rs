//! New ratings, users and films in a trained model: left out, folded in, or a reason to train anew.

use crate::held_back::Late;
use lab::{ModelOptions, Report, Result, Row, figures};
use workbook::data::{Dataset, Ratings, Split};
use workbook::interpret::{Learned, fold_in_later, with_unknown_rows};
use workbook::learn::Spread;

/// The shares of the ratings, users or films that arrive after the training.
const SHARES: [f64; 4] = [0.05, 0.2, 0.4, 0.6];

/// Validation losses of one kind of arrivals with one share, a number for each seed.
struct Losses {
    late: Late,
    share: f64,
    as_it_is: Vec<f64>,
    folded_in: Vec<f64>,
}

/// Holds ratings back, trains on the others, and lets them arrive. `models` are trained on all of them.
pub fn measure(
    options: &ModelOptions,
    data: &Dataset,
    split: &Split,
    models: &[Learned],
    report: &mut Report,
) -> Result<()> {
    let anew: Vec<f64> = models.iter().map(|model| loss(model, &split.valid)).collect();
    let mut all = Vec::new();
    for late in Late::ALL {
        for share in SHARES {
            let mut losses = Losses { late, share, as_it_is: Vec::new(), folded_in: Vec::new() };
            for seed in options.experiment.all_seeds() {
                let (known, later) = late.hold_back(data, &split.train, share, seed);
                let model = options.train(data, (&known, &split.valid), data.n_users(), seed)?;
                let model = with_unknown_rows(&model, &known);
                losses.as_it_is.push(loss(&model, &split.valid));
                let model = fold_in_later(&model, &known, &later);
                losses.folded_in.push(loss(&model, &split.valid));
            }
            all.push(losses);
        }
    }
    table(&all, &anew, report);
    Ok(())
}

/// The mean squared error of the predictions.
fn loss(model: &Learned, ratings: &Ratings) -> f64 {
    let squares = ratings.iter().map(|rating| {
        let prediction = model.predict(&model.taste(rating.user), rating.item);
        (prediction - f64::from(rating.value)).powi(2)
    });
    Spread::from_values(squares).mean
}

fn table(all: &[Losses], anew: &[f64], report: &mut Report) {
    let spread = |values: &[f64]| Spread::from_values(values.iter().copied());
    report.say(
        "What arrives after the training: a share of the training ratings, of the users or of the\n\
         films is held back. The loss on the same validation ratings, with the model left as it is,\n\
         with what arrived folded in, and with a model trained anew on everything:",
    );
    report.table(
        &["late", "share", "as it is", "folded in", "trained anew"],
        all.iter().map(|losses| {
            let name = losses.late.name();
            Row::new(format!("later, {name}, {:.0} %", 100.0 * losses.share), name)
                .percent("percent", 100.0 * losses.share, 0)
                .spread("as_it_is", spread(&losses.as_it_is))
                .spread("folded_in", spread(&losses.folded_in))
                .spread("anew", spread(anew))
        }),
    );
    if anew.len() > 1 {
        report.say("The same as differences, seed by seed, on the same validation ratings:");
    }
    report.paired(all.iter().flat_map(|losses| {
        let pair = |what: &str, worse: &[f64], better: &[f64]| {
            let late = losses.late.name();
            let gains = worse.iter().zip(better).map(|(worse, better)| worse - better);
            (format!("{:.0} % of the {late}, {what}", 100.0 * losses.share), gains.collect())
        };
        [
            pair("folded in over as it is", &losses.as_it_is, &losses.folded_in),
            pair("anew over folded in", &losses.folded_in, anew),
        ]
    }));
    let panel = |late: Late| {
        let of_kind = all.iter().filter(move |losses| losses.late == late);
        let lines = of_kind.map(|losses| {
            let [as_it_is, folded_in] = [&losses.as_it_is, &losses.folded_in].map(|v| spread(v));
            figures::Arrived { share: losses.share, as_it_is, folded_in }
        });
        (late.name(), lines.collect::<Vec<_>>())
    };
    report.figure(&figures::arrivals(&Late::ALL.map(panel), spread(anew)));
}

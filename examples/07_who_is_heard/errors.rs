//! What balance does to the error of light users against active ones, and of films rated rarely against
//! popular ones.

use crate::fifths::{Fifths, alike};
use crate::sides::{Measured, Side, by_strength, measure, table};
use crate::{Round, STRENGTHS, name};
use lab::{Report, Result, Row, figures};
use workbook::Error;
use workbook::data::Ratings;
use workbook::interpret::Learned;

/// The errors usually, and with each strength of balance.
pub fn show(side: &Side, rounds: &[Round], report: &mut Report) -> Result<()> {
    let whose = side.whose;
    let errors = measure(rounds, |round| errors(side, round))?;
    report.say(format_args!(
        "Mean squared error on the validation ratings of each fifth, of all, and with all {whose}\n\
         counting alike, however many ratings of theirs are judged:"
    ));
    let labels = [Fifths::NAMES.as_slice(), &["all ratings", "each alike"]].concat();
    table(&format!("error, {whose}"), &labels, &errors, Row::spread, report);
    if rounds.len() > 1 {
        report.say(
            "By how much balance lowers the error on the same ratings; below 0, it raises it:",
        );
        report.paired([0, 4, 5, 6].into_iter().flat_map(|group| {
            let (errors, label) = (&errors, labels[group]);
            (1..STRENGTHS.len()).map(move |strength| {
                let gains = errors.iter().map(|round| round[0][group] - round[strength][group]);
                let pair = format!("{whose} {}, {label}", name(STRENGTHS[strength]));
                (pair, gains.collect())
            })
        }));
    }
    report.figure(&figures::balanced_errors(whose, &STRENGTHS, &by_strength(&errors)));
    Ok(())
}

/// The mean squared errors on the validation ratings of each fifth, of all, and with all rows alike.
fn errors(side: &Side, round: &Round) -> Result<Measured> {
    let fifths = Fifths::new((side.ids)(&round.split.train), side.n_rows)?;
    let valid = &round.split.valid;
    let rows = (side.ids)(valid);
    let judged = fifths.sums(rows, &vec![1.0; valid.len()]);
    if judged.contains(&0.0) {
        let message = format!("a fifth of the {} has no validation rating", side.whose);
        return Err(Error::Settings(message).into());
    }
    let of_model = |model: &Learned| {
        let errors = squared_errors(model, valid);
        let sums = fifths.sums(rows, &errors);
        let of_fifths = sums.iter().zip(judged).map(|(sum, n)| sum / n);
        of_fifths.chain([mean_error(model, valid), alike(rows, &errors, side.n_rows)]).collect()
    };
    Ok((side.models)(round).iter().map(of_model).collect())
}

/// The squared error of each prediction.
fn squared_errors(model: &Learned, ratings: &Ratings) -> Vec<f64> {
    let error = |user, item, value| model.predict(&model.taste(user), item) - f64::from(value);
    ratings.iter().map(|r| error(r.user, r.item, r.value).powi(2)).collect()
}

/// The mean squared error.
pub fn mean_error(model: &Learned, ratings: &Ratings) -> f64 {
    squared_errors(model, ratings).iter().sum::<f64>() / ratings.len() as f64
}

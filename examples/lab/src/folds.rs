//! How models do on the official folds of MovieLens 100K.

use crate::{Report, Row};
use workbook::data::N_FOLDS;

/// The root mean squared errors of models, fold by fold.
#[derive(Clone, Debug, Default)]
pub struct RmseByFold {
    models: Vec<(String, Vec<f64>)>,
}

impl RmseByFold {
    /// Adds the error of a model on the next of its folds: the mean of what its seeds reach.
    pub fn add(&mut self, model: &str, errors: impl IntoIterator<Item = f64>) {
        let errors: Vec<f64> = errors.into_iter().collect();
        let mean = errors.iter().sum::<f64>() / errors.len() as f64;
        match self.models.iter_mut().find(|(name, _)| name == model) {
            Some((_, folds)) => folds.push(mean),
            None => self.models.push((model.to_owned(), vec![mean])),
        }
    }

    /// Reports the errors, and the mean of each model's.
    pub fn report(&self, report: &mut Report) {
        report.say("Root mean squared errors on MovieLens' official folds:");
        let folds: Vec<String> = (1..=N_FOLDS).map(|fold| format!("u{fold}")).collect();
        let mut header = vec!["model"];
        header.extend(folds.iter().map(String::as_str));
        header.push("mean");
        report.table(
            &header,
            self.models.iter().map(|(name, errors)| {
                let row = Row::new(format!("{name}, folds"), name);
                let row = (folds.iter().zip(errors))
                    .fold(row, |row, (fold, &error)| row.number(fold, error, 4));
                row.number("mean", errors.iter().sum::<f64>() / errors.len() as f64, 4)
            }),
        );
    }
}

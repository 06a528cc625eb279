//! The film map on its way: where the best known films stood at moments of the training, seen along the
//! principal components that it ends with.

use crate::data::films;
use crate::training::fit;
use crate::{Engine, Event, Trained};
use nalgebra::DMatrix;
use serde::Serialize;
use workbook::Result;
use workbook::interpret::{Learned, PrincipalComponents};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

/// How many films the components are found from, as in chapter 6.
const FILMS_OF_COMPONENTS: usize = 1_000;

/// What to show of a training on the map.
#[derive(Clone, Copy, Debug)]
pub struct FramesOf {
    /// The most rated films to show.
    pub films: usize,
    /// How many moments to show besides the start, at most.
    pub frames: usize,
}

/// A moment of the training.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Steps taken so far.
    pub step: usize,
    /// The position of each film along the first two components.
    pub points: Vec<[f64; 2]>,
}

impl Engine {
    /// Trains a model, and afterwards tells where the films stood on the way.
    pub(crate) fn fit_on_map(
        &self,
        model: DotProductBias,
        recipe: Recipe,
        FramesOf { films: shown, frames }: FramesOf,
        hear: &mut dyn FnMut(Event),
    ) -> Result<(DotProductBias, Trained)> {
        let mut films = films(&self.data);
        films.truncate(FILMS_OF_COMPONENTS);
        let rows: Vec<usize> = films.iter().map(|film| film.film).collect();
        films.truncate(shown);
        let on_map: Vec<usize> = films.iter().map(|film| film.film).collect();
        let factors = |model: &DotProductBias, films: &[usize]| {
            Learned::from_model(model).item_factors.select_rows(films)
        };

        let steps = recipe.epochs * (self.split.train.len() / recipe.batch_size);
        let every = steps.div_ceil(frames.max(1)).max(1);
        let mut moments = vec![factors(&model, &on_map)];
        let mut learner = Learner::new(model, &self.split.train, &self.split.valid, recipe);
        learner.on_snapshot(every, |model| moments.push(factors(model, &on_map)));
        let (model, trained) = fit(learner, hear)?;
        // The last epoch ends after its last step, with what is usual for the unknown film.
        let end = factors(&model, &on_map);
        if steps.is_multiple_of(every) {
            moments.pop();
        }
        moments.push(end);

        let found = PrincipalComponents::fit(&factors(&model, &rows));
        hear(Event::Films { films });
        let n = moments.len();
        for (number, moment) in moments.iter().enumerate() {
            let step = if number + 1 == n { steps } else { number * every };
            hear(Event::Map(Frame { step, points: positions(moment, &found) }));
        }
        Ok((model, trained))
    }
}

/// Where films stand along the first two components; at 0 along one that does not exist.
fn positions(factors: &DMatrix<f64>, found: &PrincipalComponents) -> Vec<[f64; 2]> {
    let mut centred = factors.clone();
    for mut row in centred.row_iter_mut() {
        row -= found.mean.transpose();
    }
    let scores = centred * &found.components;
    let along =
        |film, component| if component < scores.ncols() { scores[(film, component)] } else { 0.0 };
    (0..scores.nrows()).map(|film| [along(film, 0), along(film, 1)]).collect()
}

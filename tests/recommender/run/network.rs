//! Chapter 8: the weights of the library's network, in the reader's forward pass.

use crate::answers::_02_embedding::evaluate;
use crate::answers::_recommender as answers;
use anyhow::Result;
use grade::recommender::{Layer, Table};
use recommender::{Data, triples};
use workbook::data::builtin;
use workbook::learn::{Learner, Recipe};
use workbook::models::{CollabNn, CollabNnConfig, Model};

pub fn run(data: &Data) -> Result<()> {
    println!("Training the library's network …");
    let (yours, library) = losses(data)?;
    let floor = builtin::noise_floor(&data.all, &data.split).expect("the data are built in");
    println!("\nThe same weights, in your network and in the library's:");
    println!("your loss      {yours:.4}");
    println!("the library's  {library:.4}");
    println!("noise floor    {floor:.4}");
    Ok(())
}

/// The validation losses of the reader's network and of the library's, with the same weights.
pub fn losses(data: &Data) -> Result<(f64, f64)> {
    let recipe = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..Recipe::default() };
    let config = CollabNnConfig::default();
    let (n_users, n_films) = (data.all.n_users(), data.all.n_items());
    let (low, high) = data.range;
    let model = CollabNn::new(n_users, n_films, &config, recipe.seed).with_y_range(low..high);
    let mut learner = Learner::new(model, &data.split.train, &data.split.valid, recipe);
    let history = learner.fit_one_cycle()?;
    let library = history.last().valid_loss;

    let mut tables = Vec::new();
    for parameter in learner.model.parameters() {
        let columns = *parameter.tensor.shape().last().expect("no parameter is a single number");
        tables.push(rows(parameter.tensor.values(), columns));
    }
    let [users, films, layers @ ..] = &tables[..] else { unreachable!("it has embeddings") };
    let layer = |parts: &[Table]| Layer { weights: parts[0].clone(), bias: parts[1][0].clone() };
    let layers: Vec<Layer> = layers.chunks(2).map(layer).collect();
    let predict =
        |user: usize, film: usize| answers::network(&users[user], &films[film], &layers, low, high);
    Ok((evaluate(&predict, &triples(&data.split.valid)).into(), library))
}

fn rows(values: Vec<f32>, columns: usize) -> Table {
    values.chunks(columns).map(<[f32]>::to_vec).collect()
}

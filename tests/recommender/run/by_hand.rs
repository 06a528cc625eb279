//! Chapter 10: the reader's training without a tape, beside the library's.

use crate::answers::_recommender as answers;
use anyhow::Result;
use recommender::{Data, triples, untrained};
use std::ops::ControlFlow;
use std::time::Instant;
use workbook::data::builtin;
use workbook::learn::Recipe;
use workbook::models::DotProductBias;
use workbook::scale::{ByHand, Settings};

pub fn run(data: &Data) -> Result<()> {
    let Settings { epochs, .. } = Settings::default();
    println!("Training by hand, {epochs} epochs …");
    let yours = yours(data);
    let library = library(data)?;
    println!("\n               loss    seconds");
    for (name, Trained { loss, seconds }) in [("yours", yours), ("the library's", library)] {
        println!("{name:13}  {loss:.4}  {seconds:7.2}");
    }
    let floor = builtin::noise_floor(&data.all, &data.split).expect("the data are built in");
    println!("noise floor    {floor:.4}");
    println!("\nThe library allocates nothing in its loop. It had one thread here, as you did.");
    Ok(())
}

/// How a training ended, and how long it took.
pub struct Trained {
    pub loss: f64,
    pub seconds: f64,
}

pub fn yours(data: &Data) -> Trained {
    let sizes = (data.all.n_users(), data.all.n_items(), Recipe::default().factors);
    let mut model = untrained(sizes, true, Some(data.range));
    let (train, valid) = (triples(&data.split.train), triples(&data.split.valid));
    let Settings { epochs, lr, weight_decay, .. } = Settings::default();
    let start = Instant::now();
    let losses =
        answers::train_by_hand(&mut model, &train, &valid, epochs, lr as f32, weight_decay as f32);
    let loss = losses.last().copied().unwrap_or(f32::NAN);
    Trained { loss: loss.into(), seconds: start.elapsed().as_secs_f64() }
}

pub fn library(data: &Data) -> Result<Trained> {
    let Data { all, split, range: (low, high) } = data;
    let factors = Recipe::default().factors;
    let model = DotProductBias::new(all.n_users(), all.n_items(), factors, 0);
    let model = model.with_y_range(*low..*high);
    let mut training = ByHand::new(model, &split.train, &split.valid, Settings::default())?;
    let start = Instant::now();
    training.fit(1, |_| ControlFlow::Continue(()))?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(Trained { loss: training.history().last().valid_loss, seconds })
}

//! Chapters 2 to 5: the reader's `train`, on a toy table and on the built-in data.

use crate::answers::_recommender as answers;
use anyhow::Result;
use grade::recommender::{Model, Optimiser, Settings};
use recommender::{Data, library_loss, triples, untrained};
use workbook::data::builtin;
use workbook::learn::Recipe;

/// The learning rate of plain gradient descent; 0.6 and 1.5 do worse in chapters 2 to 4.
const PLAIN_RATE: f32 = 1.0;

pub fn run(data: &Data, chapter: usize) -> Result<()> {
    if chapter == 2 {
        toy();
    }
    let (_, losses) = train(data, chapter);
    println!("epoch  validation loss");
    for (epoch, loss) in losses.iter().enumerate() {
        println!("{epoch:5}  {loss:.4}");
    }
    let library = library_loss(chapter, data)?;
    let floor = builtin::noise_floor(&data.all, &data.split).expect("the data are built in");
    let last = losses.last().copied().unwrap_or(f32::NAN);
    println!("\nyour loss      {last:.4}");
    println!("the library's  {library:.4}");
    println!("noise floor    {floor:.4}");
    if chapter < 5 {
        println!(
            "\nThe library trains by Adam from the start, which your model learns in chapter 5."
        );
    }
    Ok(())
}

/// The model and its validation losses.
pub fn train(data: &Data, chapter: usize) -> (Model, Vec<f32>) {
    let Recipe { epochs, lr, factors, batch_size, .. } = Recipe::default();
    let sizes = (data.all.n_users(), data.all.n_items(), factors);
    let range = (chapter >= 3).then_some(data.range);
    let mut model = untrained(sizes, chapter >= 4, range);
    let optimiser = match chapter {
        5 => Optimiser::Adam { lr_max: lr, wd: Recipe::BEST_WEIGHT_DECAY as f32 },
        _ => Optimiser::Sgd { lr: PLAIN_RATE },
    };
    let settings = Settings { epochs, batch_size, optimiser };
    let (train, valid) = (triples(&data.split.train), triples(&data.split.valid));
    let learn = match chapter {
        2 => answers::train,
        3 => answers::train_in_range,
        4 => answers::train_with_biases,
        _ => answers::train_with_decay,
    };
    let losses = learn(&mut model, &train, &valid, &settings);
    (model, losses)
}

/// Two users and two films, few enough to follow by hand.
fn toy() {
    let mut model = Model {
        users: vec![vec![0.0], vec![1.0], vec![1.2]],
        films: vec![vec![0.0], vec![1.5], vec![1.0]],
        biases: None,
        range: None,
    };
    let ratings = [(1, 1, 5.0), (1, 2, 3.0), (2, 1, 4.0)];
    let settings = Settings { epochs: 20, batch_size: 3, optimiser: Optimiser::Sgd { lr: 0.05 } };
    let losses = answers::train(&mut model, &ratings, &ratings, &settings);
    let shown = |epoch: usize| losses.get(epoch).copied().unwrap_or(f32::NAN);
    println!("Two users, two films and three ratings, on which your model trains for 20 epochs:");
    println!("loss after epoch 0: {:.4}, 4: {:.4}, 19: {:.4}", shown(0), shown(4), shown(19));
    let unknown = model.users[2][0] * model.films[2][0];
    println!("The rating that nobody gave, user 2's of film 2: {unknown:.2}\n");
}

//! Promises of the training loop.

use dfdx::prelude::*;
use workbook::Error;
use workbook::data::{Split, builtin, read_csv};
use workbook::learn::{EpochRecord, History, Learner, Progress, Runs, Spread, WeightDecay, recipe};
use workbook::models::DotProductBias;

const EPOCHS: usize = 2;

/// The first part of the built-in data, enough to learn from in a blink.
fn split() -> (usize, usize, Split) {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..12_000);
    let split = data.split_random(0.2, 1).unwrap();
    (data.n_users(), data.n_items(), split)
}

/// Losses by epoch of a small training.
fn fit(model_seed: u64, shuffle_seed: u64, weight_decay: Option<WeightDecay>) -> Vec<(f64, f64)> {
    let (n_users, n_items, split) = split();
    let model = DotProductBias::new(&Cpu::default(), n_users, n_items, 8, model_seed);
    let learner = Learner::new(model, &split.train, &split.valid).seed(shuffle_seed);
    let mut learner = match weight_decay {
        None => learner,
        Some(WeightDecay::Decoupled(wd)) => learner.weight_decay(wd),
        Some(WeightDecay::L2(l2)) => learner.l2(l2),
    };
    losses(&learner.fit_one_cycle(EPOCHS, recipe::LR_MAX).unwrap())
}

fn losses(history: &History) -> Vec<(f64, f64)> {
    (history.epochs.iter()).map(|epoch| (epoch.train_loss, epoch.valid_loss)).collect()
}

#[test]
fn same_seed_same_bits() {
    let once = fit(1, 1, None);
    assert_eq!(once, fit(1, 1, None));
    assert_ne!(once, fit(2, 1, None), "the first weights matter");
    assert_ne!(once, fit(1, 2, None), "the order of the ratings matters");
}

#[test]
fn the_recipe_is_the_chapter_s_and_the_default() {
    assert_eq!((recipe::FACTORS, recipe::BATCH_SIZE, recipe::EPOCHS), (50, 64, 5));
    assert_eq!((recipe::LR_MAX, recipe::WEIGHT_DECAY), (5e-3, 0.01));
    let (n_users, n_items, split) = split();
    let model = DotProductBias::new(&Cpu::default(), n_users, n_items, 8, 1);
    let explicit = Learner::new(model, &split.train, &split.valid)
        .seed(1)
        .batch_size(recipe::BATCH_SIZE)
        .weight_decay(recipe::WEIGHT_DECAY)
        .fit_one_cycle(EPOCHS, recipe::LR_MAX);
    assert_eq!(fit(1, 1, None), losses(&explicit.unwrap()));
}

#[test]
fn the_two_forms_of_weight_decay_differ_and_both_hold_the_fit_back() {
    let final_train = |weight_decay| fit(1, 1, Some(weight_decay))[EPOCHS - 1].0;
    let none = final_train(WeightDecay::Decoupled(0.0));
    // Rows wait under the one form and never under the other, and get to the same place.
    let none_eagerly = final_train(WeightDecay::L2(0.0));
    assert!((none - none_eagerly).abs() < 1e-5, "{none} {none_eagerly}");
    let decoupled = final_train(WeightDecay::Decoupled(1.0));
    let l2 = final_train(WeightDecay::L2(1e-3));
    assert!(decoupled > none + 1e-3 && l2 > none + 1e-3, "{none} {decoupled} {l2}");
    assert_ne!(decoupled, l2);
}

#[test]
fn the_losses_are_what_they_say() {
    let (n_users, n_items, split) = split();
    let model = DotProductBias::new(&Cpu::default(), n_users, n_items, 8, 0);
    let mut learner = Learner::new(model, &split.train, &split.valid);
    let before = learner.mean_squared_error(&split.valid);
    let history = learner.fit_one_cycle(EPOCHS, recipe::LR_MAX).unwrap();
    // The last validation loss is the mean squared error of the trained model, by hand.
    let predictions = learner.predict(&split.valid);
    assert_eq!(predictions.len(), split.valid.len());
    let by_hand = Spread::of(
        (predictions.iter().zip(&split.valid.values)).map(|(p, r)| f64::from(p - r).powi(2)),
    );
    assert!((by_hand.mean - history.last().valid_loss).abs() < 1e-9);
    assert!(history.last().valid_loss < before - 0.1, "it learns");
    assert!(predictions.iter().all(|&p| p > 0.0 && p < 5.5), "inside the range");
    // A pair's prediction does not depend on what else is predicted.
    assert_eq!(learner.predict(&split.valid.select([2100])), [predictions[2100]]);
}

#[test]
fn progress_is_told_step_by_step() {
    let (n_users, n_items, split) = split();
    let model = DotProductBias::new(&Cpu::default(), n_users, n_items, 8, 0);
    let (mut steps, mut epochs, mut total) = (Vec::new(), Vec::new(), 0);
    let history = Learner::new(model, &split.train, &split.valid)
        .batch_size(100)
        .on_progress(|progress| match progress {
            Progress::Step { done, of } => {
                steps.push(done);
                total = of;
            }
            Progress::Epoch(record) => epochs.push(record),
        })
        .fit_one_cycle(EPOCHS, recipe::LR_MAX)
        .unwrap();
    let all = EPOCHS * (split.train.len() / 100);
    assert_eq!(total, all);
    assert_eq!(steps, (1..=all).collect::<Vec<_>>());
    assert_eq!(epochs, history.epochs);
}

#[test]
fn a_loss_that_is_no_longer_finite_stops_the_training_with_advice() {
    let text = "user,item,rating\na,x,1\na,y,3e38\nb,x,2\nb,y,-3e38\n";
    let data = read_csv("wild.csv", text.as_bytes()).unwrap();
    let split = data.split_by_rows(&[0]).unwrap();
    let model = DotProductBias::new(&Cpu::default(), data.n_users(), data.n_items(), 2, 0);
    let error = Learner::new(model, &split.train, &split.valid)
        .batch_size(3)
        .fit_one_cycle(1, 1.0)
        .unwrap_err();
    assert!(matches!(error, Error::LossNotFinite { epoch: 0, step: 0, .. }));
    assert!(error.to_string().contains("lower learning rate"), "{error}");
}

#[test]
fn sizes_that_do_not_fit_are_refused() {
    let data = read_csv("t.csv", b"user,item,rating\na,x,1\nb,y,2\nb,x,3\n").unwrap();
    let split = data.split_by_rows(&[0]).unwrap();
    let model = || DotProductBias::new(&Cpu::default(), data.n_users(), data.n_items(), 2, 0);
    let too_large = Learner::new(model(), &split.train, &split.valid).fit_one_cycle(1, 0.1);
    let message = too_large.unwrap_err().to_string();
    assert!(message.starts_with("2 training ratings do not fill a batch of 64"), "{message}");
    let nothing = split.valid.select([]);
    let no_valid =
        Learner::new(model(), &split.train, &nothing).batch_size(2).fit_one_cycle(1, 0.1);
    let message = no_valid.unwrap_err().to_string();
    assert!(message.starts_with("there are no ratings to validate on"), "{message}");
}

#[test]
fn the_unknown_row_is_never_trained() {
    let (n_users, n_items, split) = split();
    let model = DotProductBias::new(&Cpu::default(), n_users, n_items, 8, 0);
    let start = model.item_factors.weight.as_vec();
    let mut learner = Learner::new(model, &split.train, &split.valid).weight_decay(0.0);
    learner.fit_one_cycle(1, recipe::LR_MAX).unwrap();
    let end = learner.model().item_factors.weight.as_vec();
    assert_eq!(start[..8], end[..8]);
}

#[test]
fn runs_are_summarised_over_seeds() {
    let record =
        |epoch, valid_loss| EpochRecord { epoch, train_loss: 1.0, valid_loss, seconds: 0.5 };
    let history = |losses: [f64; 3]| History {
        epochs: (0..).zip(losses).map(|(epoch, loss)| record(epoch, loss)).collect(),
    };
    let runs = Runs {
        name: "two seeds".to_owned(),
        histories: vec![history([3.0, 1.0, 2.0]), history([3.0, 2.0, 4.0])],
    };
    assert_eq!(runs.final_valid(), Spread { mean: 3.0, sd: Some(2.0f64.sqrt()) });
    assert_eq!(runs.best_valid().mean, 1.5);
    assert_eq!(runs.overfit().mean, 1.5);
    assert_eq!(runs.valid_losses().iter().map(|s| s.mean).collect::<Vec<_>>(), [3.0, 1.5, 3.0]);
    assert_eq!(runs.histories[0].best().epoch, 1);
    assert_eq!(Spread::of([7.0]), Spread { mean: 7.0, sd: None });
}

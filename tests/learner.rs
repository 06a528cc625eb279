//! Promises of the training loop.

use approx::assert_relative_eq;
use rand::{Rng, SeedableRng, rngs::StdRng};
use workbook::Error;
use workbook::data::{SPLIT_SEED, Split, VALID_SHARE, builtin, read_csv};
use workbook::learn::{EpochRecord, History, Learner, Progress, Recipe, Runs, Spread};
use workbook::models::{DotProduct, DotProductBias};

const EPOCHS: usize = 2;

/// The first part of the built-in data, enough to learn from in a blink.
fn split() -> (usize, usize, Split) {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..12_000);
    let split = data.split_random(0.2, 1).unwrap();
    (data.n_users(), data.n_items(), split)
}

fn recipe() -> Recipe {
    Recipe { epochs: EPOCHS, factors: 8, ..Recipe::default() }
}

/// Losses by epoch of a small training.
fn fit(model_seed: u64, recipe: Recipe) -> Vec<(f64, f64)> {
    let (n_users, n_items, split) = split();
    let model = DotProductBias::new(n_users, n_items, recipe.factors, model_seed);
    let history = Learner::new(model, &split.train, &split.valid, recipe).fit_one_cycle().unwrap();
    (history.epochs.iter()).map(|epoch| (epoch.train_loss, epoch.valid_loss)).collect()
}

#[test]
#[cfg_attr(feature = "cuda", ignore = "a GPU adds in no fixed order")]
fn same_seed_same_bits() {
    let with_seed = |seed| Recipe { seed, ..recipe() };
    let once = fit(1, with_seed(1));
    assert_eq!(once, fit(1, with_seed(1)));
    assert_ne!(once, fit(2, with_seed(1)), "the initial weights matter");
    assert_ne!(once, fit(1, with_seed(2)), "the order of the ratings matters");
}

/// Every setting reaches the training.
#[test]
fn a_different_recipe_is_a_different_training() {
    let plain = fit(1, recipe());
    for changed in [
        Recipe { lr: 4e-3, ..recipe() },
        Recipe { batch_size: 65, ..recipe() },
        Recipe { weight_decay: 0.02, ..recipe() },
        Recipe { epochs: 3, ..recipe() },
        Recipe { seed: 1, ..recipe() },
    ] {
        assert_ne!(fit(1, changed), plain, "{changed:?}");
    }
}

#[test]
fn weight_decay_holds_the_fit_back() {
    let final_train = |weight_decay| fit(1, Recipe { weight_decay, ..recipe() })[EPOCHS - 1].0;
    let (none, strong) = (final_train(0.0), final_train(1.0));
    assert!(strong > none + 1e-3, "{none} {strong}");
}

#[test]
fn the_losses_are_what_they_say() {
    let (n_users, n_items, split) = split();
    let model = DotProductBias::new(n_users, n_items, 8, 0);
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe());
    let before = learner.loss_on(&split.valid);
    let history = learner.fit_one_cycle().unwrap();
    // The last validation loss is the mean squared error of the trained model, by hand.
    let predictions = learner.predict(&split.valid);
    assert_eq!(predictions.len(), split.valid.len());
    let by_hand = Spread::from_values(
        (predictions.iter().zip(&split.valid.values)).map(|(p, r)| f64::from(p - r).powi(2)),
    );
    assert!((by_hand.mean - history.last().valid_loss).abs() < 1e-9);
    assert!(history.last().valid_loss < before - 0.1, "it learns");
    assert!(predictions.iter().all(|&p| p > 0.0 && p < 5.5), "inside the range");
    // A pair's prediction does not depend on what else is predicted.
    assert_eq!(learner.predict(&split.valid.select([2100])), [predictions[2100]]);
}

#[test]
fn progress_is_reported_step_by_step() {
    let (n_users, n_items, split) = split();
    let model = DotProductBias::new(n_users, n_items, 8, 0);
    let recipe = Recipe { batch_size: 100, ..recipe() };
    let mut steps = Vec::new();
    let mut epochs = Vec::new();
    let mut total = 0;
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    learner.on_progress(|progress| match progress {
        Progress::Step { done, of } => {
            steps.push(done);
            total = of;
        }
        Progress::Epoch(record) => epochs.push(record),
    });
    let history = learner.fit_one_cycle().unwrap();
    drop(learner);
    let all = EPOCHS * (split.train.len() / 100);
    assert_eq!(total, all);
    assert_eq!(steps, (1..=all).collect::<Vec<_>>());
    assert_eq!(epochs, history.epochs);
}

#[test]
fn ratings_almost_as_large_as_numbers_go_are_trained_on() {
    let text = "user,item,rating\na,x,1\na,y,3e37\nb,x,2\nb,y,-3e37\n";
    let data = read_csv("wild.csv", text.as_bytes()).unwrap();
    let split = data.split_by_rows(&[0]).unwrap();
    let model = DotProductBias::new(data.n_users(), data.n_items(), 2, 0);
    let recipe = Recipe { batch_size: 3, ..Recipe::default() };
    let mut learner =
        Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid, recipe);
    let history = learner.fit_one_cycle();
    assert!(history.is_ok_and(|history| history.last().train_loss.is_finite()));
}

/// The first step takes the weights so far that the next prediction is not finite any more.
#[test]
fn a_loss_that_is_no_longer_finite_stops_the_training_with_advice() {
    let data = read_csv("t.csv", b"user,item,rating\na,x,1\nb,y,2\nb,x,3\n").unwrap();
    let split = data.split_by_rows(&[0]).unwrap();
    let model = DotProduct::new(data.n_users(), data.n_items(), 2, 0);
    let recipe = Recipe { batch_size: 1, lr: 1e38, ..Recipe::default() };
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    let error = learner.fit_one_cycle().unwrap_err();
    assert!(matches!(error, Error::LossNotFinite { epoch: 0, step: 1, .. }), "{error}");
    assert!(error.to_string().contains("lower learning rate"), "{error}");
}

/// A single step has a finite loss, and takes the weights so far that no prediction is finite any more.
#[test]
fn a_model_that_the_last_step_breaks_is_not_a_success() {
    let data = read_csv("t.csv", b"user,item,rating\na,x,1\nb,y,2\nb,x,3\n").unwrap();
    let split = data.split_by_rows(&[0]).unwrap();
    let model = DotProduct::new(data.n_users(), data.n_items(), 2, 0);
    let recipe = Recipe { epochs: 1, batch_size: 2, lr: 1e38, ..Recipe::default() };
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    let error = learner.fit_one_cycle().unwrap_err();
    assert!(matches!(error, Error::ValidLossNotFinite { epoch: 0, .. }), "{error}");
    assert!(error.to_string().contains("lower learning rate"), "{error}");
}

#[test]
fn batches_grow_with_the_ratings() {
    for ratings in [0, 100, 19_200, 25_600, 80_000, 800_000, 2_457_599, 2_457_600, 20_000_000] {
        let size = Recipe::batch_size_for(ratings);
        assert!(size.is_power_of_two() && (64..=8_192).contains(&size), "{ratings}: {size}");
        assert!(size == 64 || ratings / size >= 300, "{ratings}: {size}");
        assert!(size == 8_192 || ratings / (2 * size) < 300, "{ratings}: {size}");
    }
}

#[test]
fn sizes_that_do_not_fit_are_refused() {
    let data = read_csv("t.csv", b"user,item,rating\na,x,1\nb,y,2\nb,x,3\n").unwrap();
    let split = data.split_by_rows(&[0]).unwrap();
    let model = || DotProductBias::new(data.n_users(), data.n_items(), 2, 0);
    let too_large = Learner::new(model(), &split.train, &split.valid, recipe()).fit_one_cycle();
    let message = too_large.unwrap_err().to_string();
    assert!(message.starts_with("2 training ratings do not fill a batch of 64"), "{message}");
    let nothing = split.valid.select([]);
    let small = Recipe { batch_size: 2, ..recipe() };
    let no_valid = Learner::new(model(), &split.train, &nothing, small).fit_one_cycle();
    let message = no_valid.unwrap_err().to_string();
    assert!(message.starts_with("there are no ratings to validate on"), "{message}");
}

#[test]
fn the_unknown_row_is_the_mean_of_the_rows_that_were_trained() {
    let data = read_csv("t.csv", b"user,item,rating\na,x,1\nb,y,2\na,y,3\nc,z,5\n").unwrap();
    // Item z is held back with user c, so their rows are never trained.
    let split = data.split_by_rows(&[3]).unwrap();
    let model = DotProductBias::new(data.n_users(), data.n_items(), 2, 0);
    let recipe = Recipe { batch_size: 1, ..recipe() };
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    learner.fit_one_cycle().unwrap();
    for weight in [&learner.model.user_factors.weight, &learner.model.item_factors.weight] {
        let [unknown, one, other] = [0, 1, 2].map(|row| weight.as_vec()[2 * row..][..2].to_vec());
        for factor in 0..2 {
            let mean = (one[factor] + other[factor]) / 2.0;
            assert_relative_eq!(unknown[factor], mean, max_relative = 1e-5);
        }
    }
}

/// Nothing but products: chapter 4 adds the first number that may say what is usual.
#[test]
fn a_plain_dot_product_keeps_its_unknown_row() {
    let (n_users, n_items, split) = split();
    let model = DotProduct::new(n_users, n_items, 8, 0);
    let start = model.item_factors.weight.as_vec();
    let recipe = Recipe { weight_decay: 0.0, ..recipe() };
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    learner.fit_one_cycle().unwrap();
    let end = learner.model.item_factors.weight.as_vec();
    assert_eq!(start[..8], end[..8]);
}

/// Most users have one rating, far above the middle of the range, so that hardly any row learns much.
#[test]
fn who_is_new_gets_what_is_usual_and_not_the_middle_of_the_range() {
    let mut rng = StdRng::seed_from_u64(3);
    let rows: String = (0..6000)
        .map(|_| {
            let (user, item) = (rng.gen_range(0..4000), rng.gen_range(0..1000));
            let rating = if rng.gen_bool(0.1) { 1 + user % 3 } else { 4 + item % 2 };
            format!("u{user},i{item},{rating}\n")
        })
        .collect();
    let data = read_csv("tail.csv", format!("user,item,rating\n{rows}").as_bytes()).unwrap();
    let split = data.split_random(VALID_SHARE, SPLIT_SEED).unwrap();
    let model = DotProductBias::new(data.n_users(), data.n_items(), 8, 0);
    let recipe = Recipe { weight_decay: 0.1, ..recipe() };
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    learner.fit_one_cycle().unwrap();
    let new = split.valid.select((0..split.valid.len()).filter(|&i| split.valid.users[i] == 0));
    assert!(new.len() > 100, "{} ratings of new users", new.len());
    let mean = split.train.mean();
    let of_mean: f64 = new.values.iter().map(|&r| (f64::from(r) - mean).powi(2)).sum();
    let of_mean = of_mean / new.len() as f64;
    let loss = learner.loss_on(&new);
    assert!(loss < 1.1 * of_mean, "{loss:.4}, and {of_mean:.4} for the mean");
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
    assert_eq!(Spread::from_values([7.0]), Spread { mean: 7.0, sd: None });
    let shown = |values: &[f64]| Spread::from_values(values.iter().copied()).to_string();
    assert_eq!(shown(&[0.8243]), "0.8243");
    assert_eq!(shown(&[0.0]), "0.0000");
    assert_eq!(shown(&[1.0, 3.0]), "2.0000 ± 1.4142");
    // The losses of ratings in millionths, and in millions.
    assert_eq!(shown(&[8.243e-13]), "8.243e-13");
    assert_eq!(shown(&[1e12, 3e12]), "2.000e12 ± 1.414e12");
}

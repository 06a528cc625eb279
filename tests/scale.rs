//! The biased dot product trained by hand: the tape's gradient, the same bits on any number of threads and
//! after any interruption, blocks that share nothing, and what is learned in the end.

use dfdx::prelude::*;
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::collections::HashSet;
use std::ops::ControlFlow;
use workbook::data::synthetic::{Shape, of_shape};
use workbook::data::{Dataset, Rating, Ratings, builtin};
use workbook::models::{Batch, DotProductBias, Model};
use workbook::nn::Device;
use workbook::scale::{ByHand, Curve, Ending, Settings, State, schedule};

const N_USERS: usize = 40;
const N_ITEMS: usize = 30;
/// Not a multiple of eight.
const FACTORS: usize = 11;

/// Ratings of every star by pairs that repeat users and items.
fn ratings(n: usize) -> Ratings {
    let mut ratings = Ratings::default();
    for i in 0..n {
        let (user, item) = (1 + i * 7 % (N_USERS - 1), 1 + (i * i + i / 5) % (N_ITEMS - 1));
        ratings.push(Rating { user, item, value: (1 + i * 3 % 5) as f32 });
    }
    ratings
}

/// A model whose weights are large enough to matter.
fn model() -> DotProductBias {
    let mut model = DotProductBias::new(N_USERS, N_ITEMS, FACTORS, 3);
    for parameter in model.parameters() {
        let mut tensor = parameter.tensor;
        let values = tensor.values().into_iter().map(|x| 30.0 * x).collect();
        tensor.replace(values);
    }
    model
}

/// All numbers of a model, table after table.
fn numbers(mut model: DotProductBias) -> Vec<f32> {
    model.parameters().into_iter().flat_map(|parameter| parameter.tensor.values()).collect()
}

/// The gradient of the summed squared error, by dfdx's tape.
fn gradient_of_tape(mut model: DotProductBias, batch: &Ratings) -> Vec<f32> {
    let device = Device::default();
    let predictions = model.forward::<OwnedTape<f32, Device>>(&Batch::new(batch, &device));
    let targets = device.tensor_from_vec(batch.values.clone(), (batch.len(),));
    let mut gradients = (predictions - targets).square().sum::<Rank0, _>().backward();
    let parameters = model.parameters().into_iter();
    parameters.flat_map(|parameter| parameter.tensor.gradient(&mut gradients)).collect()
}

/// The same by hand: each rating adds its four parts.
fn gradient_by_hand(mut model: DotProductBias, batch: &Ratings) -> Vec<f32> {
    let curve = Curve::from(model.y_range.clone());
    let values: Vec<Vec<f32>> =
        model.parameters().into_iter().map(|parameter| parameter.tensor.values()).collect();
    let mut gradients: Vec<Vec<f32>> = values.iter().map(|table| vec![0.0; table.len()]).collect();
    for Rating { user, item, value } in batch.iter() {
        let [p, q] = [user, item].map(|row| row * FACTORS..(row + 1) * FACTORS);
        let products = values[0][p.clone()].iter().zip(&values[1][q.clone()]).map(|(x, y)| x * y);
        let score = products.sum::<f32>() + values[2][user] + values[3][item];
        let (_, slope) = curve.error_and_slope(score, value);
        for (p, q) in p.zip(q) {
            gradients[0][p] += slope * values[1][q];
            gradients[1][q] += slope * values[0][p];
        }
        gradients[2][user] += slope;
        gradients[3][item] += slope;
    }
    gradients.concat()
}

/// The largest difference, relative to the largest number.
fn difference(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len());
    let largest =
        |numbers: &mut dyn Iterator<Item = f32>| numbers.fold(0.0, |a: f32, b| a.max(b.abs()));
    largest(&mut a.iter().zip(b).map(|(a, b)| a - b)) / largest(&mut a.iter().copied())
}

#[test]
fn a_batch_has_the_gradient_of_the_tape() {
    let batch = ratings(64);
    let by_tape = gradient_of_tape(model(), &batch);
    let by_hand = gradient_by_hand(model(), &batch);
    assert!(difference(&by_tape, &by_hand) < 1e-5, "{}", difference(&by_tape, &by_hand));
}

#[test]
fn the_slope_is_what_a_nudge_of_the_score_changes() {
    for (start, width) in [(0.0, 5.5), (-1.0, 3.0)] {
        let curve = Curve { start, width };
        for score in [-3.0_f32, -0.4, 0.0, 0.7, 2.5] {
            let loss = |score: f64| {
                let s = 1.0 / (1.0 + (-score).exp());
                (f64::from(start) + f64::from(width) * s - 2.0).powi(2)
            };
            let nudge = 1e-5;
            let (below, above) = (f64::from(score) - nudge, f64::from(score) + nudge);
            let expected = (loss(above) - loss(below)) / (2.0 * nudge);
            let (error, slope) = curve.error_and_slope(score, 2.0);
            assert!((f64::from(slope) - expected).abs() < 1e-5 * expected.abs().max(1.0));
            assert_eq!(error, curve.predict(score) - 2.0);
        }
    }
}

/// The first step of two rows, whose lengths follow from their gradients.
#[test]
fn the_step_follows_the_gradient_of_the_tape_and_decays() {
    let mut batch = Ratings::default();
    batch.push(Rating { user: 5, item: 7, value: 4.0 });
    let gradient = gradient_of_tape(model(), &batch);
    let before = numbers(model());
    // The places of the numbers of the two rows: factors, factors, bias, bias.
    let users = N_USERS * FACTORS;
    let biases = (N_USERS + N_ITEMS) * FACTORS;
    let pieces = [
        5 * FACTORS..6 * FACTORS,
        users + 7 * FACTORS..users + 8 * FACTORS,
        biases + 5..biases + 6,
        biases + N_USERS + 7..biases + N_USERS + 8,
    ];
    for weight_decay in [0.0, 0.5] {
        let settings =
            Settings { epochs: 1, lr: 0.5, weight_decay: f64::from(weight_decay), seed: 0 };
        let mut training = ByHand::new(model(), &batch, &batch, settings).unwrap();
        // The rating has its turn in one of the 32 rounds, and the rate falls from one to the next.
        let mut rounds = 0.0;
        while numbers(training.model()) == before {
            training.fit(1, |_| ControlFlow::Break(())).unwrap();
            rounds += 1.0;
        }
        let rate = 0.5 * (1.0 - (rounds - 1.0) / 32.0);
        let after = numbers(training.model());
        for piece in pieces.clone() {
            let gradient = &gradient[piece.clone()];
            // Factors take the first step at the full rate, biases count its gradient in.
            let rate = match gradient {
                [bias] => rate / (1.0 + bias * bias).sqrt(),
                _ => rate,
            };
            let before = &before[piece.clone()];
            let steps = before.iter().zip(gradient).map(|(x, g)| -rate * (g + weight_decay * x));
            let moved: Vec<f32> = after[piece].iter().zip(before).map(|(a, b)| a - b).collect();
            let away = difference(&steps.collect::<Vec<_>>(), &moved);
            assert!(away < 1e-5, "{away}");
        }
    }
}

#[test]
fn every_block_has_one_turn_and_no_two_of_a_round_share_a_part() {
    for parts in [1, 2, 8, 32] {
        for epoch in 0..3 {
            let rounds = schedule(parts, epoch, 11);
            let all: HashSet<_> = rounds.iter().flatten().collect();
            assert_eq!(all.len(), parts * parts);
            assert_eq!(rounds.iter().map(Vec::len).sum::<usize>(), parts * parts);
            for round in &rounds {
                let users: HashSet<_> = round.iter().map(|block| block.0).collect();
                let items: HashSet<_> = round.iter().map(|block| block.1).collect();
                assert_eq!((users.len(), items.len()), (round.len(), round.len()));
            }
        }
        assert!(parts < 8 || schedule(parts, 0, 11) != schedule(parts, 1, 11));
    }
}

/// Every rating adds the square of its slope to its rows, so none is left out or seen twice.
#[test]
fn an_epoch_sees_each_rating_once() {
    let train = ratings(500);
    // Steps so short that the model stays as it is.
    let settings = Settings { epochs: 1, lr: 1e-9, weight_decay: 0.0, seed: 4 };
    let mut training = ByHand::new(model(), &train, &train, settings).unwrap();
    training.fit(2, |_| ControlFlow::Continue(())).unwrap();
    let history = training.history();
    assert!((history.last().train_loss - history.last().valid_loss).abs() < 1e-5);
    let mut expected = vec![1.0_f64; N_USERS];
    for rating in train.iter() {
        let mut one = Ratings::default();
        one.push(rating);
        let gradient = gradient_of_tape(model(), &one);
        let bias = gradient[(N_USERS + N_ITEMS) * FACTORS + rating.user];
        expected[rating.user] += f64::from(bias).powi(2);
    }
    let users = training.state().users;
    for (row, expected) in users.chunks_exact(FACTORS + 3).zip(expected) {
        let squares = f64::from(row[FACTORS + 2]);
        assert!((squares - expected).abs() < 1e-4 * expected, "{squares}, {expected}");
    }
}

#[test]
fn the_bits_are_the_same_for_any_number_of_threads_and_after_any_interruption() {
    let data = builtin::dataset();
    let split = data.split_random(0.2, 42).unwrap();
    let model = || DotProductBias::new(data.n_users(), data.n_items(), 12, 0);
    let settings = Settings { epochs: 3, seed: 5, ..Settings::default() };
    let new = || ByHand::new(model(), &split.train, &split.valid, settings).unwrap();
    let losses = |training: &ByHand| -> Vec<[f64; 2]> {
        let epochs = training.history().epochs.into_iter();
        epochs.map(|epoch| [epoch.train_loss, epoch.valid_loss]).collect()
    };
    let mut alone = new();
    let mut rounds = 0;
    let ending = alone.fit(1, |_| {
        rounds += 1;
        ControlFlow::Continue(())
    });
    assert_eq!(ending.unwrap(), Ending::Finished);
    let expected = numbers(alone.model());
    for threads in [2, 4] {
        let mut training = new();
        training.fit(threads, |_| ControlFlow::Continue(())).unwrap();
        assert!(numbers(training.model()) == expected, "{threads} threads");
        assert_eq!(losses(&training), losses(&alone));
    }
    let mut rng = StdRng::seed_from_u64(1);
    let at_random = (0..10).map(|_| vec![rng.gen_range(1..rounds)]);
    for stops in at_random.chain([vec![7, 8], vec![3, 11, rounds - 1], vec![rounds]]) {
        let mut training = new();
        let mut done = 0;
        for stop in stops.clone() {
            let ending = training.fit(2, |_| {
                done += 1;
                if done == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert_eq!(ending.unwrap(), Ending::Stopped);
            training = ByHand::resume(through_a_file(training.state()), &split.train, &split.valid)
                .unwrap();
        }
        assert_eq!(training.fit(2, |_| ControlFlow::Continue(())).unwrap(), Ending::Finished);
        assert!(numbers(training.model()) == expected, "stopped after {stops:?}");
        assert_eq!(losses(&training), losses(&alone));
    }
    let error = ByHand::resume(alone.state(), &split.valid, &split.train).err().unwrap();
    assert!(error.to_string().contains("different ratings"), "{error}");
    let mut beyond = alone.state();
    beyond.position.round = usize::MAX;
    assert!(ByHand::resume(beyond, &split.train, &split.valid).is_err());
}

/// The state as it comes back from a file.
#[cfg(feature = "files")]
fn through_a_file(state: State) -> State {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training");
    state.clone().save(&path).unwrap();
    let loaded = State::load(&path).unwrap();
    assert!(loaded == state, "a file changes nothing");
    let error = workbook::saved::ModelFile::load(&path).unwrap_err().to_string();
    assert!(error.contains("not of a model"), "{error}");
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let error = State::load(&path).unwrap_err().to_string();
    assert!(error.contains("damaged"), "{error}");
    loaded
}

#[cfg(not(feature = "files"))]
fn through_a_file(state: State) -> State {
    state
}

/// Validation ratings of users and films that training has not seen get what is usual.
#[test]
fn unseen_rows_take_the_mean_of_those_seen() {
    let mut train = ratings(300);
    train.users.iter_mut().for_each(|user| *user = 1 + *user % 9);
    let settings = Settings { epochs: 2, ..Settings::default() };
    let mut training = ByHand::new(model(), &train, &ratings(50), settings).unwrap();
    training.fit(2, |_| ControlFlow::Continue(())).unwrap();
    let users = training.state().users;
    let rows: Vec<&[f32]> = users.chunks_exact(FACTORS + 3).collect();
    for place in 0..=FACTORS {
        let mean = rows[1..10].iter().map(|row| row[place]).sum::<f32>() / 9.0;
        for unseen in rows[..1].iter().chain(&rows[10..]) {
            assert!((unseen[place] - mean).abs() < 1e-6, "{} {mean}", unseen[place]);
        }
    }
}

#[test]
fn on_generated_ratings_it_comes_close_to_the_noise_floor() {
    // So many ratings of each film and by each user that little is left to guess.
    let shape = Shape { users: 2_000, films: 1_200, ratings: 500_000 };
    let (mut train, truth) = of_shape(shape, 3);
    // They come in random order, so the last fifth is a random fifth.
    let valid = train.select(400_000..500_000);
    train = train.select(0..400_000);
    let model = DotProductBias::new(truth.users.len() + 1, truth.films.len() + 1, 50, 0);
    let mut training = ByHand::new(model, &train, &valid, Settings::default()).unwrap();
    training.fit(2, |_| ControlFlow::Continue(())).unwrap();
    let (loss, floor) = (training.history().last().valid_loss, truth.noise_floor(&valid));
    assert!(loss < floor + 0.06 && loss > floor, "{loss}, {floor}");
}

/// With the defaults, on MovieLens 100K where it is at hand and else on the built-in data. The bounds are
/// what chapter 5's record ends with.
#[test]
fn it_learns_as_well_as_the_learner() {
    let (data, bound) = match std::env::var_os("WORKBOOK_DATA") {
        Some(_) => (Dataset::open("ml-100k").unwrap(), 0.8169),
        None => (builtin::dataset(), 0.8245),
    };
    let split = data.split_random(0.2, 42).unwrap();
    let model = DotProductBias::new(data.n_users(), data.n_items(), 50, 0);
    let settings = Settings::default();
    let mut training = ByHand::new(model, &split.train, &split.valid, settings).unwrap();
    training.fit(2, |_| ControlFlow::Continue(())).unwrap();
    let loss = training.history().last().valid_loss;
    assert!(loss < bound, "{loss}");
}

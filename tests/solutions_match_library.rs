//! What the exercises teach is what the library does: their solutions give the same numbers.

use approx::assert_relative_eq;
use dfdx::prelude::*;
use nalgebra::DMatrix;
use rand::{Rng, SeedableRng, rngs::StdRng};
use workbook::data::{Ratings, STARS};
use workbook::interpret::{PrincipalComponents, nearest};
use workbook::learn::{EpochRecord, History, OneCycle, Spread};
use workbook::models::{Baseline, CollabNn, CollabNnConfig, Model, embedding_size};
use workbook::nn::{Device, Linear, sigmoid_range};

#[path = "../src/solutions"]
#[allow(dead_code)] // not every solution has a counterpart
mod solutions {
    #[path = "03_sigmoid_range.rs"]
    pub mod _03_sigmoid_range;
    #[path = "04_biases.rs"]
    pub mod _04_biases;
    #[path = "05_weight_decay.rs"]
    pub mod _05_weight_decay;
    #[path = "06_interpretation.rs"]
    pub mod _06_interpretation;
    #[path = "08_concatenated_mlp.rs"]
    pub mod _08_concatenated_mlp;
}

fn table(rng: &mut StdRng, rows: usize, columns: usize) -> Vec<Vec<f32>> {
    (0..rows).map(|_| (0..columns).map(|_| rng.gen_range(-1.0..1.0)).collect()).collect()
}

fn matrix(rows: &[Vec<f32>]) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| f64::from(rows[i][j]))
}

#[test]
fn sigmoid_range_and_its_gradient() {
    let device = Device::default();
    let scores: Vec<f32> = (-20..=20).map(|i| i as f32 / 4.0).collect();
    let x = device.tensor_from_vec(scores.clone(), (scores.len(),));
    let y = sigmoid_range(x.leaky_trace(), STARS);
    let predictions = y.as_vec();
    let slopes = y.sum().backward().get(&x).as_vec();
    for ((&x, prediction), slope) in scores.iter().zip(predictions).zip(slopes) {
        let (low, high) = (STARS.start, STARS.end);
        assert_relative_eq!(solutions::_03_sigmoid_range::sigmoid_range(x, low, high), prediction);
        let gradient = solutions::_03_sigmoid_range::sigmoid_range_gradient(x, low, high);
        assert_relative_eq!(gradient, slope, max_relative = 1e-4);
        let score =
            solutions::_03_sigmoid_range::inverse_sigmoid_range(prediction, low, high).unwrap();
        assert_relative_eq!(score, x, epsilon = 1e-4);
    }
}

#[test]
fn baseline() {
    let rng = &mut StdRng::seed_from_u64(4);
    let rows: Vec<(usize, usize, f32)> = (0..200)
        .map(|_| (rng.gen_range(0..20), rng.gen_range(0..30), rng.gen_range(1..=5) as f32))
        .collect();
    let ratings = Ratings {
        users: rows.iter().map(|row| row.0).collect(),
        items: rows.iter().map(|row| row.1).collect(),
        values: rows.iter().map(|row| row.2).collect(),
        ..Ratings::default()
    };
    let baseline = Baseline::fit(&ratings, 21, 31);
    let (mean, users, films) =
        solutions::_04_biases::fit_baseline(&rows, 21, 31, Baseline::SHRINKAGE as f32);
    assert_relative_eq!(f64::from(mean), baseline.mean, epsilon = 1e-6);
    for (offsets, exact) in [(users, baseline.user_offsets), (films, baseline.item_offsets)] {
        let offsets: Vec<f64> = offsets.into_iter().map(f64::from).collect();
        assert_relative_eq!(&offsets[..], &exact[..], epsilon = 1e-5);
    }
}

#[test]
fn best_epoch() {
    let rng = &mut StdRng::seed_from_u64(4);
    for _ in 0..100 {
        let losses: Vec<f32> = (0..5).map(|_| rng.gen_range(80..90) as f32 / 100.0).collect();
        let record = |(epoch, &loss): (usize, &f32)| EpochRecord {
            epoch,
            train_loss: 0.0,
            valid_loss: f64::from(loss),
            seconds: 0.0,
        };
        let history = History { epochs: losses.iter().enumerate().map(record).collect() };
        assert_eq!(
            solutions::_04_biases::best_epoch(&losses),
            Some(history.best().epoch),
            "{losses:?}"
        );
    }
}

#[test]
fn one_cycle() {
    for steps in [1, 2, 10, 6250] {
        let cycle = OneCycle { steps, lr_max: 5e-3 };
        for step in 0..steps {
            let rate = solutions::_05_weight_decay::one_cycle(step, steps, 5e-3);
            assert_relative_eq!(rate, cycle.at(step).0, max_relative = 1e-9);
        }
    }
}

#[test]
fn mean_and_sd() {
    for losses in [&[0.82f32, 0.85, 0.81, 0.83, 0.86][..], &[0.82]] {
        let spread = Spread::from_values(losses.iter().copied().map(f64::from));
        let (mean, sd) = solutions::_05_weight_decay::mean_and_sd(losses);
        assert_relative_eq!(f64::from(mean), spread.mean, epsilon = 1e-6);
        assert_eq!(sd.is_some(), spread.sd.is_some());
        assert_relative_eq!(f64::from(sd.unwrap_or(0.0)), spread.sd.unwrap_or(0.0), epsilon = 1e-6);
    }
}

#[test]
fn nearest_rows_and_principal_components() {
    let rows = table(&mut StdRng::seed_from_u64(6), 40, 5);
    let of_library = nearest(&matrix(&rows), 7, 10, |_| true);
    let of_library: Vec<usize> = of_library.iter().map(|neighbour| neighbour.row).collect();
    assert_eq!(solutions::_06_interpretation::nearest(&rows, 7, 10), of_library);

    let pca = PrincipalComponents::fit(&matrix(&rows));
    let component = |j: usize| pca.components.column(j).iter().map(|&x| x as f32).collect();
    let components: Vec<Vec<f32>> = (0..5).map(component).collect();
    let places = matrix(&solutions::_06_interpretation::project_on_components(&rows, &components));
    assert_relative_eq!(places, pca.scores, epsilon = 1e-5);
}

#[test]
fn widths_of_embeddings_and_number_of_parameters() {
    for rows in 0..100_000 {
        assert_eq!(
            solutions::_08_concatenated_mlp::embedding_size(rows),
            embedding_size(rows),
            "{rows} rows"
        );
    }
    let config = CollabNnConfig { hidden: vec![100, 50], ..CollabNnConfig::default() };
    let mut model = CollabNn::new(944, 1665, &config, 0);
    let parameters = model.parameters().into_iter();
    let learned: usize = parameters.map(|p| p.tensor.shape().iter().product::<usize>()).sum();
    let counted =
        solutions::_08_concatenated_mlp::count_parameters(944, 74, 1665, 102, &config.hidden);
    assert_eq!(counted, learned);
}

#[test]
fn a_hidden_layer() {
    let rng = &mut StdRng::seed_from_u64(8);
    let device = Device::default();
    let layer = Linear::new(&device, 9, 4, rng);
    let x = table(rng, 1, 9).remove(0);
    let outputs = layer.forward(device.tensor_from_vec(x.clone(), (1, 9))).relu().as_vec();
    let weights: Vec<Vec<f32>> = layer.weight.as_vec().chunks(4).map(<[f32]>::to_vec).collect();
    let (user, rest) = x.split_at(3);
    let (film, side) = rest.split_at(4);
    let ours = solutions::_08_concatenated_mlp::concat_forward(
        user,
        film,
        side,
        &weights,
        &layer.bias.as_vec(),
    );
    assert_relative_eq!(&ours[..], &outputs[..], epsilon = 1e-6);
}

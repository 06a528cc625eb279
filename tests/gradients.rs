//! Every model's gradients against finite differences: each entry of each table is nudged and the
//! loss computed anew. Repeated ids and rows that nobody looks up are among them.

mod common;

use common::{ByName, gradients_by_name};
use dfdx::prelude::*;
use workbook::data::{Ratings, Side};
use workbook::models::{
    Batch, CollabNn, CollabNnConfig, DotProduct, DotProductBias, Gmf, Model, NeuMf, NeuralCf,
};
use workbook::nn::{Device, Embedding};

const USERS: [u32; 8] = [0, 1, 1, 3, 4, 4, 4, 1];
const ITEMS: [u32; 8] = [5, 0, 5, 2, 2, 1, 1, 5];
const RATINGS: [f32; 8] = [4.0, 3.0, 5.0, 1.0, 2.0, 4.0, 4.0, 3.0];
/// User 2, item 3 and item 4 are in no rating.
const N_USERS: usize = 5;
const N_ITEMS: usize = 6;
const FACTORS: usize = 3;

/// How far an entry is nudged to either side: far enough for float32 to feel it, and not so far that a
/// ReLU bends on the way.
const NUDGE: f32 = 1.0 / 256.0;
/// What rounding in float32 and the curvature within a nudge may add up to.
const TOLERANCE: f32 = 2e-3;

#[test]
fn dot_product() {
    let model = DotProduct::new(N_USERS, N_ITEMS, FACTORS, 1);
    let model = spread_out(model);
    compare(&backward(&model), &finite_differences(&model)).unwrap();
}

#[test]
fn dot_product_with_y_range() {
    let model = DotProduct::new(N_USERS, N_ITEMS, FACTORS, 2);
    let model = spread_out(model.with_y_range(0.0..5.5));
    compare(&backward(&model), &finite_differences(&model)).unwrap();
}

#[test]
fn dot_product_bias() {
    let model = DotProductBias::new(N_USERS, N_ITEMS, FACTORS, 3);
    let model = spread_out(model);
    compare(&backward(&model), &finite_differences(&model)).unwrap();
}

#[test]
fn collab_nn() {
    let model = spread_out(network());
    let gradients = backward(&model);
    compare(&gradients, &finite_differences(&model)).unwrap();
    assert!(gradients.values().all(|g| g.iter().any(|&x| x != 0.0)), "no table is left out");
}

#[test]
fn gmf() {
    let model = spread_out(Gmf::new(N_USERS, N_ITEMS, FACTORS, 6));
    let gradients = backward(&model);
    compare(&gradients, &finite_differences(&model)).unwrap();
    assert!(gradients.values().all(|g| g.iter().any(|&x| x.abs() > 0.1)), "no table is left out");
}

/// As for [`network`], no ReLU bends within a nudge with these seeds.
#[test]
fn neural_cf_and_neu_mf() {
    let neural_cf = spread_out(NeuralCf::new(N_USERS, N_ITEMS, FACTORS, &[4, 3], 7));
    let neu_mf = spread_out(NeuMf::new(N_USERS, N_ITEMS, FACTORS, &[4, 3], 7));
    for (gradients, differences) in [
        (backward(&neural_cf), finite_differences(&neural_cf)),
        (backward(&neu_mf), finite_differences(&neu_mf)),
    ] {
        compare(&gradients, &differences).unwrap();
        let is_felt = |g: &Vec<f32>| g.iter().any(|&x| x.abs() > 0.1);
        assert!(gradients.values().all(is_felt), "no table is left out: {gradients:?}");
    }
}

/// A small network with every kind of input. Its seed is one with which no ReLU bends within a nudge and
/// every input has a gradient far above the tolerance.
fn network() -> CollabNn {
    let config = CollabNnConfig {
        widths: Some((3, 2)),
        categories: vec![3],
        numbers: 2,
        hidden: vec![4, 3],
        dropout: 0.0,
    };
    CollabNn::new(N_USERS, N_ITEMS, &config, 116)
}

#[test]
fn rows_that_nobody_looks_up_have_a_gradient_of_exactly_zero() {
    let model = DotProductBias::new(N_USERS, N_ITEMS, FACTORS, 4);
    let gradients = backward(&spread_out(model));
    assert_eq!(gradients["user_factors"][2 * FACTORS..3 * FACTORS], [0.0; 3]);
    assert_eq!(gradients["item_factors"][3 * FACTORS..5 * FACTORS], [0.0; 6]);
    assert_eq!(gradients["user_bias"][2], 0.0);
    assert_eq!(gradients["item_bias"][3..5], [0.0; 2]);
}

// ANCHOR: toy_table
/// The toy table of chapter 2: two users, two films, two ratings, and the numbers worked by hand.
#[test]
fn the_toy_table_of_chapter_2_has_the_gradients_worked_by_hand() {
    let mut model = DotProduct::new(2, 2, 2, 0);
    model.user_factors.weight.copy_from(&[1.0, 0.5, 0.5, 1.0]); // Ada, Ben
    model.item_factors.weight.copy_from(&[2.0, 1.0, 1.0, 2.0]); // Comet, Orchard
    let ratings = Ratings {
        users: vec![0, 1],
        items: vec![0, 0],
        values: vec![4.0, 1.0],
        ..Default::default()
    };

    let stars = model.device().tensor_from_vec(ratings.values.clone(), (2,));
    let batch = Batch::new(&ratings, model.device());
    let predictions = model.forward::<OwnedTape<f32, Device>>(&batch);
    assert_eq!(predictions.as_vec(), [2.5, 2.0]);
    let loss = mse_loss(predictions, stars);
    assert_eq!(loss.as_vec(), [1.625]);
    let gradients = loss.backward();
    let of = |table: &Embedding| gradients.get(&table.weight).as_vec();
    assert_eq!(of(&model.user_factors), [-3.0, -1.5, 2.0, 1.0]);
    assert_eq!(of(&model.item_factors), [-1.0, 0.25, 0.0, 0.0]);
}
// ANCHOR_END: toy_table

/// The comparison itself: it must notice the mistakes people make in gradients.
#[test]
fn broken_gradients_are_noticed() {
    let model = spread_out(DotProductBias::new(N_USERS, N_ITEMS, FACTORS, 5));
    let right = backward(&model);
    let expected = finite_differences(&model);
    let broken = |name: &str, break_it: &dyn Fn(&mut [f32])| {
        let mut gradients = right.clone();
        break_it(gradients.get_mut(name).unwrap());
        compare(&gradients, &expected).expect_err("a broken gradient")
    };
    // A forgotten factor 2, a sign, a share of one of two equal ids, a row that should be
    // untouched.
    let message = broken("user_factors", &|g| g.iter_mut().for_each(|x| *x /= 2.0));
    assert!(message.starts_with("user_factors"), "{message}");
    let message = broken("item_bias", &|g| g.iter_mut().for_each(|x| *x = -*x));
    assert!(message.starts_with("item_bias"), "{message}");
    let message = broken("user_bias", &|g| g[4] *= 2.0 / 3.0);
    assert!(message.starts_with("user_bias[4]"), "{message}");
    let message = broken("item_factors", &|g| g[4 * FACTORS + 1] = 0.01);
    assert!(message.starts_with("item_factors[13]"), "{message}");
}

/// The same for the network, whose gradients pass through layers and are smaller: a forgotten factor 2
/// must not pass in the part of any parameter, nor in a single row of the first layer's weights.
#[test]
fn broken_gradients_of_a_network_are_noticed() {
    let model = spread_out(network());
    let right = backward(&model);
    let expected = finite_differences(&model);
    let inputs_by_embedding = 3 + 2 + 3;
    let outputs = 4;
    let notices = |name: &str, part: std::ops::Range<usize>| {
        let mut gradients = right.clone();
        let gradient = &mut gradients.get_mut(name).unwrap()[part];
        gradient.iter_mut().for_each(|x| *x /= 2.0);
        compare(&gradients, &expected).is_err()
    };
    for (name, gradient) in &right {
        assert!(notices(name, 0..gradient.len()), "half of the gradient of {name} passes");
    }
    for input in 0..inputs_by_embedding {
        let row = input * outputs..(input + 1) * outputs;
        assert!(notices("layers.0.weight", row), "half of the gradient of input {input} passes");
    }
}

/// The same model with tables thirty times as large, so that no gradient is lost in rounding. Weights of
/// layers are large enough as they are.
fn spread_out<M: Model>(mut model: M) -> M {
    for mut table in model.parameters().into_iter().filter(|p| p.looked_up_by.is_some()) {
        let values = table.tensor.values().into_iter().map(|x| 30.0 * x).collect();
        table.tensor.replace(values);
    }
    model
}

/// The ratings, with two side features: a category, and two numbers.
fn batch(model: &impl Model) -> Batch {
    let ratings = Ratings {
        users: USERS.to_vec(),
        items: ITEMS.to_vec(),
        values: RATINGS.to_vec(),
        timestamps: None,
        repeats: None,
        side: Side {
            categories: vec![vec![1, 0, 2, 2, 1, 2, 0, 1]],
            numbers: vec![
                vec![0.5, -1.0, 2.0, 0.0, 1.5, -0.5, 0.25, 1.0],
                vec![1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0],
            ],
        },
    };
    Batch::new(&ratings, model.device())
}

/// The gradients of the mean squared error, as dfdx computes them.
fn backward<M: Model + Clone>(model: &M) -> ByName {
    let ratings = model.device().tensor_from_vec(RATINGS.to_vec(), (RATINGS.len(),));
    let predictions = model.forward::<OwnedTape<f32, Device>>(&batch(model));
    gradients_by_name(model, &mut mse_loss(predictions, ratings).backward())
}

/// The same gradients from the loss on either side of each entry.
fn finite_differences<M: Model + Clone>(model: &M) -> ByName {
    let batch = batch(model);
    let loss = |model: &M| -> f64 {
        let predictions = model.forward::<NoneTape>(&batch).as_vec();
        let squares = predictions.iter().zip(RATINGS).map(|(&p, r)| f64::from(p - r).powi(2));
        squares.sum::<f64>() / RATINGS.len() as f64
    };
    let nudged = |name: &str, index: usize, by: f32| {
        let mut nudged = model.clone();
        for mut parameter in nudged.parameters().into_iter().filter(|p| p.name == name) {
            let mut values = parameter.tensor.values();
            values[index] += by;
            parameter.tensor.replace(values);
        }
        loss(&nudged)
    };
    let mut differences = backward(model);
    for (name, gradient) in &mut differences {
        for (index, entry) in gradient.iter_mut().enumerate() {
            let rise = nudged(name, index, NUDGE) - nudged(name, index, -NUDGE);
            *entry = (rise / f64::from(2.0 * NUDGE)) as f32;
        }
    }
    differences
}

/// Names the first entry in which the two differ by more than rounding explains.
fn compare(got: &ByName, expected: &ByName) -> Result<(), String> {
    for (name, expected) in expected {
        for (i, (got, expected)) in got[name].iter().zip(expected).enumerate() {
            if (got - expected).abs() > TOLERANCE * expected.abs().max(1.0) {
                return Err(format!("{name}[{i}] is {got}, finite differences say {expected}"));
            }
        }
    }
    Ok(())
}

//! Parity with PyTorch: `tests/golden/make_golden.py` computed the values in `tests/golden/` in float64.
//! Files from a different seed pass as well, because nothing here depends on their numbers or sizes.

mod common;

use common::gradients_by_name;
use dfdx::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use workbook::learn::{EPSILON, FusedAdam, OneCycle, SQUARE_MOMENTUM, WeightDecay};
use workbook::models::{Batch, CollabNn, DotProduct, DotProductBias, Model, embedding_size};
use workbook::nn::{Bias, Device, Embedding, Ids, Linear, sigmoid_range};

/// Relative and absolute error allowed to float32 in one forward and backward pass.
const ONE_PASS: (f64, f64) = (1e-5, 1e-6);
/// The same for 40 optimiser steps, over which errors accumulate.
const FORTY_STEPS: (f64, f64) = (5e-5, 5e-5);

type Matrix = Vec<Vec<f64>>;

#[test]
fn look_up_and_its_gradient() {
    #[derive(Deserialize)]
    struct Golden {
        table: Matrix,
        ids: Vec<usize>,
        rows: Matrix,
        upstream: Matrix,
        table_grad: Matrix,
    }
    let golden: Golden = read("embedding");
    let device = Device::default();
    let table = embedding(&device, &golden.table);
    let upstream = embedding(&device, &golden.upstream).weight;

    let rows = table.rows::<OwnedTape<f32, Device>>(&ids(&device, &golden.ids));
    close("rows", &rows.as_vec(), &flat(&golden.rows), ONE_PASS);
    let gradients = (rows * upstream).sum().backward();
    let gradient = gradients.get(&table.weight).as_vec();
    close("table_grad", &gradient, &flat(&golden.table_grad), ONE_PASS);
}

#[test]
fn sigmoid_range_and_its_derivative() {
    #[derive(Deserialize)]
    struct Golden {
        low: f32,
        high: f32,
        x: Vec<f64>,
        y: Vec<f64>,
        dy_dx: Vec<f64>,
    }
    let golden: Golden = read("sigmoid_range");
    let x = column(&Device::default(), &golden.x);
    let y = sigmoid_range(x.leaky_trace(), golden.low..golden.high);
    close("y", &y.as_vec(), &golden.y, ONE_PASS);
    let gradients = y.sum().backward();
    close("dy_dx", &gradients.get(&x).as_vec(), &golden.dy_dx, ONE_PASS);
}

#[test]
fn dot_product() {
    let problem = Problem::read();
    problem.check("dot_product", &problem.dot_product());
}

#[test]
fn dot_product_with_y_range() {
    let problem = Problem::read();
    let [low, high] = problem.golden.y_range;
    let model = problem.dot_product().with_y_range(low..high);
    problem.check("dot_product_ranged", &model);
}

#[test]
fn dot_product_bias() {
    let problem = Problem::read();
    problem.check("dot_product_bias", &problem.dot_product_bias());
}

#[test]
fn collab_nn() {
    #[derive(Deserialize)]
    struct Golden {
        users: Vec<usize>,
        items: Vec<usize>,
        ratings: Vec<f64>,
        y_range: [f32; 2],
        parameters: BTreeMap<String, serde_json::Value>,
        predictions: Vec<f64>,
        mse: f64,
        gradients: BTreeMap<String, serde_json::Value>,
    }
    /// PyTorch's names of the parameters, and ours.
    const NAMES: [(&str, &str); 6] = [
        ("user_factors", "user_factors"),
        ("item_factors", "item_factors"),
        ("w1", "layers.0.weight"),
        ("b1", "layers.0.bias"),
        ("w2", "layers.1.weight"),
        ("b2", "layers.1.bias"),
    ];
    let golden: Golden = read("collab_nn");
    let device = Device::default();
    let matrix = |name: &str| -> Matrix {
        serde_json::from_value(golden.parameters[name].clone()).expect("a matrix")
    };
    let layer = |weight: &str, bias: &str| Linear {
        weight: embedding(&device, &matrix(weight)).weight,
        bias: column(&device, &numbers(&golden.parameters[bias])),
    };
    let model = CollabNn {
        user_factors: embedding(&device, &matrix("user_factors")),
        item_factors: embedding(&device, &matrix("item_factors")),
        side_factors: Vec::new(),
        layers: vec![layer("w1", "b1"), layer("w2", "b2")],
        dropout: 0.0,
        y_range: golden.y_range[0]..golden.y_range[1],
    };
    let batch = batch(&device, &golden.users, &golden.items);
    let predictions = model.forward::<OwnedTape<f32, Device>>(&batch);
    close("predictions", &predictions.as_vec(), &golden.predictions, ONE_PASS);
    let loss = mse_loss(predictions, column(&device, &golden.ratings));
    close("mse", &loss.as_vec(), &[golden.mse], ONE_PASS);
    let gradients = gradients_by_name(&model, &mut loss.backward());
    assert_eq!(gradients.len(), golden.gradients.len());
    for (theirs, ours) in NAMES {
        let expected = numbers(&golden.gradients[theirs]);
        close(&format!("gradient of {ours}"), &gradients[ours], &expected, ONE_PASS);
    }
}

#[test]
fn embedding_sizes() {
    #[derive(Deserialize)]
    struct Golden {
        n: Vec<usize>,
        size: Vec<usize>,
    }
    let golden: Golden = read("embedding_size");
    let sizes: Vec<usize> = golden.n.iter().map(|&n| embedding_size(n)).collect();
    assert_eq!(sizes, golden.size);
}

#[test]
fn one_cycle_adam() {
    #[derive(Deserialize)]
    struct Golden {
        runs: Vec<Run>,
    }
    #[derive(Deserialize)]
    struct Run {
        weight_decay: f64,
        total_steps: usize,
        lr_max: f64,
        sqr_mom: f64,
        eps: f64,
        lr: Vec<f64>,
        momentum: Vec<f64>,
        loss: Vec<f64>,
        final_loss: f64,
        final_parameters: Parameters,
    }
    let golden: Golden = read("one_cycle_adam");
    let problem = Problem::read();
    for run in golden.runs {
        assert_eq!(run.sqr_mom, SQUARE_MOMENTUM);
        assert_eq!(run.eps, EPSILON);
        let schedule = OneCycle { steps: run.total_steps, lr_max: run.lr_max };
        let (lr, momentum): (Vec<f64>, Vec<f64>) =
            (0..run.total_steps).map(|step| schedule.at(step)).unzip();
        // The schedule is computed in float64 on both sides.
        close("lr", &lr, &run.lr, (1e-12, 0.0));
        close("momentum", &momentum, &run.momentum, (1e-12, 0.0));

        let mut model = problem.dot_product_bias();
        let mut optimiser = FusedAdam::new(WeightDecay::Decoupled(run.weight_decay));
        let mut losses = Vec::new();
        for (&lr, &momentum) in lr.iter().zip(&momentum) {
            let loss = problem.loss(&model);
            losses.push(loss.as_vec()[0]);
            optimiser.step(model.parameters(), &mut loss.backward(), lr, momentum);
        }
        let what = |part| format!("weight decay {}: {part}", run.weight_decay);
        close(&what("losses"), &losses, &run.loss, FORTY_STEPS);
        let final_loss = problem.loss(&model).as_vec();
        close(&what("final loss"), &final_loss, &[run.final_loss], FORTY_STEPS);
        let ends = run.final_parameters;
        for (name, got, expected) in [
            ("user_factors", model.user_factors.weight.as_vec(), flat(&ends.user_factors)),
            ("item_factors", model.item_factors.weight.as_vec(), flat(&ends.item_factors)),
            ("user_bias", model.user_bias.weight.as_vec(), ends.user_bias),
            ("item_bias", model.item_bias.weight.as_vec(), ends.item_bias),
        ] {
            close(&what(name), &got, &expected, FORTY_STEPS);
        }
    }
}

#[derive(Deserialize)]
struct Parameters {
    user_factors: Matrix,
    item_factors: Matrix,
    user_bias: Vec<f64>,
    item_bias: Vec<f64>,
}

#[derive(Deserialize)]
struct GoldenModels {
    users: Vec<usize>,
    items: Vec<usize>,
    ratings: Vec<f64>,
    y_range: [f32; 2],
    parameters: Parameters,
    models: BTreeMap<String, GoldenModel>,
}

#[derive(Deserialize)]
struct GoldenModel {
    predictions: Vec<f64>,
    mse: f64,
    gradients: BTreeMap<String, serde_json::Value>,
}

/// The small problem that all models are compared on.
struct Problem {
    golden: GoldenModels,
    device: Device,
    batch: Batch,
}

impl Problem {
    fn read() -> Self {
        let golden: GoldenModels = read("models");
        let device = Device::default();
        Self { batch: batch(&device, &golden.users, &golden.items), golden, device }
    }

    fn dot_product(&self) -> DotProduct {
        DotProduct {
            user_factors: embedding(&self.device, &self.golden.parameters.user_factors),
            item_factors: embedding(&self.device, &self.golden.parameters.item_factors),
            y_range: None,
        }
    }

    fn dot_product_bias(&self) -> DotProductBias {
        let [low, high] = self.golden.y_range;
        let start = &self.golden.parameters;
        let bias = |values: &[f64]| Bias { weight: column(&self.device, values) };
        DotProductBias {
            user_factors: embedding(&self.device, &start.user_factors),
            item_factors: embedding(&self.device, &start.item_factors),
            user_bias: bias(&start.user_bias),
            item_bias: bias(&start.item_bias),
            y_range: low..high,
        }
    }

    fn loss(&self, model: &impl Model) -> Tensor<Rank0, f32, Device, OwnedTape<f32, Device>> {
        let predictions = model.forward::<OwnedTape<f32, Device>>(&self.batch);
        mse_loss(predictions, column(&self.device, &self.golden.ratings))
    }

    /// Compares predictions, loss, and the gradient of every parameter.
    fn check<M: Model + Clone>(&self, name: &str, model: &M) {
        let expected = &self.golden.models[name];
        let predictions = model.forward::<NoneTape>(&self.batch);
        close(name, &predictions.as_vec(), &expected.predictions, ONE_PASS);
        let loss = self.loss(model);
        close(name, &loss.as_vec(), &[expected.mse], ONE_PASS);
        let gradients = gradients_by_name(model, &mut loss.backward());
        assert_eq!(gradients.len(), expected.gradients.len(), "{name}: number of parameters");
        for (parameter, expected) in &expected.gradients {
            let what = format!("{name}, gradient of {parameter}");
            close(&what, &gradients[parameter], &numbers(expected), ONE_PASS);
        }
    }
}

fn read<T: DeserializeOwned>(name: &str) -> T {
    let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn embedding(device: &Device, table: &Matrix) -> Embedding {
    let numbers = flat(table).into_iter().map(|x| x as f32).collect();
    Embedding { weight: device.tensor_from_vec(numbers, (table.len(), table[0].len())) }
}

fn column(device: &Device, values: &[f64]) -> Tensor<(usize,), f32, Device> {
    let numbers = values.iter().map(|&x| x as f32).collect();
    device.tensor_from_vec(numbers, (values.len(),))
}

fn ids(device: &Device, ids: &[usize]) -> Ids {
    Ids::new(device, ids.to_vec())
}

fn batch(device: &Device, users: &[usize], items: &[usize]) -> Batch {
    let (users, items) = (ids(device, users), ids(device, items));
    Batch { users, items, categories: Vec::new(), numbers: None }
}

fn flat(matrix: &Matrix) -> Vec<f64> {
    matrix.concat()
}

/// The numbers of a JSON array of any depth.
fn numbers(value: &serde_json::Value) -> Vec<f64> {
    match value.as_array() {
        Some(array) => array.iter().flat_map(numbers).collect(),
        None => vec![value.as_f64().expect("a number")],
    }
}

/// Panics unless every number is within a relative or an absolute tolerance of the expected one.
fn close<T: Copy + Into<f64>>(what: &str, got: &[T], expected: &[f64], tolerance: (f64, f64)) {
    let (max_relative, epsilon) = tolerance;
    assert_eq!(got.len(), expected.len(), "{what}: number of values");
    for (i, (&got, &expected)) in got.iter().zip(expected).enumerate() {
        let got = got.into();
        assert!(
            approx::relative_eq!(got, expected, max_relative = max_relative, epsilon = epsilon),
            "{what}: entry {i} is {got}, PyTorch has {expected}"
        );
    }
}

//! Parity with PyTorch: `tests/golden/make_golden.py` computed the values in `tests/golden/` in float64.
//! Files from a different seed pass as well, because nothing here depends on their numbers or sizes.

mod common;

use common::gradients_by_name;
use dfdx::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use workbook::interpret::Placing;
use workbook::learn::{EPSILON, FusedAdam, Loss, OneCycle, SQUARE_MOMENTUM, WeightDecay};
use workbook::models::{
    Batch, CollabNn, DotProduct, DotProductBias, Model, NeuralCf, embedding_size,
};
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
        ids: Vec<u32>,
        rows: Matrix,
        upstream: Matrix,
        table_grad: Matrix,
    }
    let golden: Golden = read("embedding");
    let device = Device::default();
    let table = embedding(&device, &golden.table);
    let upstream = embedding(&device, &golden.upstream).weight;

    let rows = table.rows::<OwnedTape<f32, Device>>(&Ids::new(&device, &golden.ids));
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
    let golden: GoldenNetwork = read("collab_nn");
    let [low, high] = golden.y_range.expect("a range");
    let [user_factors, item_factors] = golden.tables();
    let model = CollabNn {
        user_factors,
        item_factors,
        side_factors: Vec::new(),
        layers: golden.layers(),
        dropout: 0.0,
        y_range: low..high,
    };
    golden.check(&model, Loss::SquaredError);
}

#[test]
fn neural_cf_and_its_binary_cross_entropy() {
    let golden: GoldenNetwork = read("ncf");
    let [user_factors, item_factors] = golden.tables();
    let model = NeuralCf { user_factors, item_factors, layers: golden.layers() };
    golden.check(&model, Loss::CrossEntropy);
}

#[test]
fn hit_ratio_and_ndcg() {
    #[derive(Deserialize)]
    struct Golden {
        ranks: Vec<usize>,
        k: usize,
        hit_ratio: f64,
        ndcg: f64,
    }
    let golden: Golden = read("ranking_metrics");
    let last = *golden.ranks.iter().max().expect("there are ranks");
    // The others score 0, -1, -2, …, so this score has `rank` of them above it.
    let placing = |&rank: &usize| Placing::new(0.5 - rank as f64, (0..=last).map(|i| -(i as f64)));
    let placings: Vec<Placing> = golden.ranks.iter().map(placing).collect();
    let mean = |value: fn(&Placing, usize) -> f64| {
        placings.iter().map(|placing| value(placing, golden.k)).sum::<f64>() / placings.len() as f64
    };
    // Both sides compute in float64.
    close("hit ratio", &[mean(Placing::hit_ratio)], &[golden.hit_ratio], (1e-12, 0.0));
    close("NDCG", &[mean(Placing::ndcg)], &[golden.ndcg], (1e-12, 0.0));
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
    users: Vec<u32>,
    items: Vec<u32>,
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

/// A network on the pairs that it is compared on.
#[derive(Deserialize)]
struct GoldenNetwork {
    users: Vec<u32>,
    items: Vec<u32>,
    #[serde(alias = "ratings", alias = "labels")]
    targets: Vec<f64>,
    y_range: Option<[f32; 2]>,
    /// The tables, and the layers `w1`, `b1`, `w2`, `b2`, …
    parameters: BTreeMap<String, serde_json::Value>,
    #[serde(alias = "logits")]
    predictions: Vec<f64>,
    #[serde(alias = "mse", alias = "bce")]
    loss: f64,
    gradients: BTreeMap<String, serde_json::Value>,
}

impl GoldenNetwork {
    fn matrix(&self, name: &str) -> Embedding {
        let matrix: Matrix =
            serde_json::from_value(self.parameters[name].clone()).expect("a matrix");
        embedding(&Device::default(), &matrix)
    }

    /// The tables of the users and of the items.
    fn tables(&self) -> [Embedding; 2] {
        ["user_factors", "item_factors"].map(|name| self.matrix(name))
    }

    fn n_layers(&self) -> usize {
        self.parameters.keys().filter(|name| name.starts_with('w')).count()
    }

    fn layers(&self) -> Vec<Linear> {
        let layer = |number| Linear {
            weight: self.matrix(&format!("w{number}")).weight,
            bias: column(&Device::default(), &numbers(&self.parameters[&format!("b{number}")])),
        };
        (1..=self.n_layers()).map(layer).collect()
    }

    /// Compares predictions, loss, and the gradient of every parameter.
    fn check(&self, model: &(impl Model + Clone), loss: Loss) {
        let batch = batch(model.device(), &self.users, &self.items);
        let predictions = model.forward::<OwnedTape<f32, Device>>(&batch);
        close("predictions", &predictions.as_vec(), &self.predictions, ONE_PASS);
        let by_one = predictions.as_vec().into_iter().zip(&self.targets);
        let by_one = by_one.map(|(prediction, &target)| loss.of_one(prediction.into(), target));
        close("loss", &[by_one.sum::<f64>() / self.targets.len() as f64], &[self.loss], ONE_PASS);
        let mean = loss.mean(predictions, column(model.device(), &self.targets));
        close("loss", &mean.as_vec(), &[self.loss], ONE_PASS);
        let gradients = gradients_by_name(model, &mut mean.backward());
        assert_eq!(gradients.len(), self.gradients.len(), "number of parameters");
        for (theirs, expected) in &self.gradients {
            let ours = Self::our_name(theirs);
            close(&format!("gradient of {ours}"), &gradients[&ours], &numbers(expected), ONE_PASS);
        }
    }

    /// Our name of a parameter of PyTorch's: layers have a number from 0.
    fn our_name(theirs: &str) -> String {
        let layer = |part: &str, number: usize| format!("layers.{}.{part}", number - 1);
        let (kind, number) = theirs.split_at(1);
        match (kind, number.parse()) {
            ("w", Ok(number)) => layer("weight", number),
            ("b", Ok(number)) => layer("bias", number),
            _ => theirs.to_owned(),
        }
    }
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

fn batch(device: &Device, users: &[u32], items: &[u32]) -> Batch {
    let [users, items] = [users, items].map(|ids| Ids::new(device, ids));
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

use super::LazyAdam;
use crate::data::{Ratings, Side};
use crate::learn::{Adam, OneCycle, WeightDecay};
use crate::models::{Batch, CollabNn, CollabNnConfig, DotProductBias, Model};
use crate::nn::ParameterVisitor;
use dfdx::prelude::*;
use rand::{Rng, SeedableRng, rngs::StdRng};

const USERS: usize = 30;
const ITEMS: usize = 40;
const OCCUPATIONS: usize = 5;
const WEIGHT_DECAY: f64 = 0.1;

/// Batches small enough for most rows to wait, some for long, and for some to be looked up twice.
fn batches(steps: usize) -> Vec<Ratings> {
    let mut rng = StdRng::seed_from_u64(1);
    let mut column = |rows: usize| (0..8).map(|_| rng.gen_range(0..rows)).collect::<Vec<_>>();
    let batch = |_| Ratings {
        users: column(USERS),
        items: column(ITEMS),
        values: column(5).into_iter().map(|stars| stars as f32 + 1.0).collect(),
        timestamps: None,
        side: Side { categories: vec![column(OCCUPATIONS)], numbers: Vec::new() },
    };
    (0..steps).map(batch).collect()
}

fn gradients(model: &impl Model<Cpu>, batch: Ratings) -> Gradients<f32, Cpu> {
    let device = model.device();
    let stars = device.tensor_from_vec(batch.values.clone(), (batch.len(),));
    let batch = Batch::new(batch, device);
    mse_loss(model.forward::<OwnedTape<f32, Cpu>>(&batch), stars).backward()
}

/// Trains by stepping every row in every step.
fn eagerly<M: Model<Cpu>>(mut model: M, batches: &[Ratings], schedule: OneCycle) -> M {
    let mut adam = Adam::new(WeightDecay::Decoupled(WEIGHT_DECAY));
    for (i, batch) in batches.iter().enumerate() {
        let mut gradients = gradients(&model, batch.clone());
        let (lr, momentum) = schedule.at(i);
        adam.step(&mut model, &mut gradients, lr, momentum);
    }
    model
}

/// Trains by stepping the rows that are looked up; all are brought up to date twice.
fn lazily<M: Model<Cpu>>(mut model: M, batches: &[Ratings], schedule: OneCycle) -> M {
    let mut adam = LazyAdam::new(&mut model, WEIGHT_DECAY);
    for (i, batch) in batches.iter().enumerate() {
        let mut batch = batch.clone();
        adam.look_up(&mut model, &mut batch);
        let mut gradients = gradients(&model, batch);
        let (lr, momentum) = schedule.at(i);
        adam.step(&mut model, &mut gradients, lr, momentum);
        if i == batches.len() / 2 {
            adam.restore(&mut model);
        }
    }
    adam.restore(&mut model);
    model
}

/// All parameters under their names.
fn parameters(mut model: impl Model<Cpu>) -> Vec<(String, Vec<f32>)> {
    struct Read(Vec<(String, Vec<f32>)>);
    impl ParameterVisitor<Cpu> for Read {
        fn visit<S: Shape>(&mut self, name: &str, parameter: &mut Tensor<S, f32, Cpu>) {
            self.0.push((name.to_owned(), parameter.as_vec()));
        }
    }
    let mut read = Read(Vec::new());
    model.visit(&mut read);
    read.0
}

/// Trains both ways, and compares every parameter with its distance from where it started.
fn check(model: impl Model<Cpu> + Clone, steps: usize, tolerance: f32) {
    let batches = batches(steps);
    let schedule = OneCycle { steps, lr_max: 0.02 };
    let start = parameters(model.clone());
    let eager = parameters(eagerly(model.clone(), &batches, schedule));
    let lazy = parameters(lazily(model, &batches, schedule));
    assert_eq!(lazy.len(), start.len());
    for ((start, eager), lazy) in start.iter().zip(&eager).zip(&lazy) {
        assert_eq!((&lazy.0, lazy.1.len()), (&start.0, start.1.len()));
        let far =
            |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        let (moved, apart) = (far(&start.1, &eager.1), far(&eager.1, &lazy.1));
        println!("{}: moved {moved}, apart {apart}", start.0);
        assert!(apart < tolerance * moved, "{}: moved {moved}, apart {apart}", start.0);
    }
}

#[test]
fn rows_that_wait_get_where_rows_that_step_get() {
    let model = DotProductBias::new(&Cpu::default(), USERS, ITEMS, 6, 0);
    check(model, 400, 1e-5);
}

#[test]
fn so_do_the_tables_of_side_features_and_the_layers() {
    let config = CollabNnConfig { categories: vec![OCCUPATIONS], ..CollabNnConfig::default() };
    let model = CollabNn::new(&Cpu::default(), USERS, ITEMS, &config, 0);
    check(model, 40, 1e-5);
}

#[test]
fn a_batch_finds_its_rows_in_its_own_order() {
    let mut model = DotProductBias::new(&Cpu::default(), USERS, ITEMS, 6, 0);
    let table = model.user_factors.weight.as_vec();
    let mut batch = batches(1).remove(0);
    let users = batch.users.clone();
    LazyAdam::new(&mut model, WEIGHT_DECAY).look_up(&mut model, &mut batch);
    assert_eq!(batch.users, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(model.user_factors.weight.shape(), &(8, 6));
    let rows: Vec<f32> = users.iter().flat_map(|&user| table[user * 6..][..6].to_vec()).collect();
    assert_eq!(model.user_factors.weight.as_vec(), rows);
}

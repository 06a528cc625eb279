use super::{LazyAdam, WORTH_A_THREAD};
use crate::data::{Ratings, Side};
use crate::learn::{FusedAdam, OneCycle, WeightDecay};
use crate::models::{Batch, CollabNn, CollabNnConfig, DotProductBias, Model, NeuMf};
use crate::nn::{Device, Ids};
use dfdx::prelude::*;
use rand::{Rng, SeedableRng, rngs::StdRng};

const USERS: usize = 30;
const ITEMS: usize = 40;
const OCCUPATIONS: usize = 5;
const WEIGHT_DECAY: f64 = 0.1;

/// Batches of 8 are small enough for most rows to wait, some for long, and for some to be looked up twice.
fn batches(steps: usize, size: usize) -> Vec<Ratings> {
    let mut rng = StdRng::seed_from_u64(1);
    let mut column =
        |rows: usize| (0..size).map(|_| rng.gen_range(0..rows) as u32).collect::<Vec<_>>();
    let batch = |_| Ratings {
        users: column(USERS),
        items: column(ITEMS),
        values: column(5).into_iter().map(|stars| stars as f32 + 1.0).collect(),
        timestamps: None,
        repeats: None,
        side: Side { categories: vec![column(OCCUPATIONS)], numbers: Vec::new() },
    };
    (0..steps).map(batch).collect()
}

fn gradients(model: &impl Model, batch: &Batch, stars: &[f32]) -> Gradients<f32, Device> {
    let stars = model.device().tensor_from_vec(stars.to_vec(), (stars.len(),));
    mse_loss(model.forward::<OwnedTape<f32, Device>>(batch), stars).backward()
}

/// Trains by stepping every row in every step.
fn eagerly<M: Model>(mut model: M, batches: &[Ratings], schedule: OneCycle) -> M {
    let mut adam = FusedAdam::new(WeightDecay::Decoupled(WEIGHT_DECAY));
    for (i, ratings) in batches.iter().enumerate() {
        let batch = Batch::new(ratings, model.device());
        let mut gradients = gradients(&model, &batch, &ratings.values);
        let (lr, momentum) = schedule.at(i);
        adam.step(model.parameters(), &mut gradients, lr, momentum);
    }
    model
}

/// Trains by stepping the rows that are looked up; all are brought up to date twice.
fn lazily<M: Model>(mut model: M, threads: usize, batches: &[Ratings], schedule: OneCycle) -> M {
    let mut adam = LazyAdam { threads, ..LazyAdam::new(&mut model, WEIGHT_DECAY) };
    for (i, ratings) in batches.iter().enumerate() {
        let batch = adam.catch_up(&mut model, ratings);
        let mut gradients = gradients(&model, &batch, &ratings.values);
        let (lr, momentum) = schedule.at(i);
        adam.step(&mut model, &mut gradients, lr, momentum);
        if i == batches.len() / 2 {
            adam.write_back(&mut model);
        }
    }
    adam.write_back(&mut model);
    model
}

/// All parameters under their names.
fn parameters(mut model: impl Model) -> Vec<(String, Vec<f32>)> {
    let parameters = model.parameters().into_iter();
    parameters.map(|parameter| (parameter.name.to_string(), parameter.tensor.values())).collect()
}

/// Trains both ways, and compares every parameter with its distance from where it started.
fn check(model: impl Model + Clone, steps: usize, tolerance: f32) {
    let batches = batches(steps, 8);
    let schedule = OneCycle { steps, lr_max: 0.02 };
    let start = parameters(model.clone());
    let eager = parameters(eagerly(model.clone(), &batches, schedule));
    let lazy = parameters(lazily(model, 1, &batches, schedule));
    assert_eq!(lazy.len(), start.len());
    for ((start, eager), lazy) in start.iter().zip(&eager).zip(&lazy) {
        assert_eq!((&lazy.0, lazy.1.len()), (&start.0, start.1.len()));
        let far =
            |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        let moved = far(&start.1, &eager.1);
        let apart = far(&eager.1, &lazy.1);
        println!("{}: moved {moved}, apart {apart}", start.0);
        assert!(apart < tolerance * moved, "{}: moved {moved}, apart {apart}", start.0);
    }
}

#[test]
fn rows_that_wait_get_where_rows_that_step_get() {
    let model = DotProductBias::new(USERS, ITEMS, 6, 0);
    check(model, 400, 1e-5);
}

#[test]
fn so_do_the_rows_of_large_tables_which_step_in_runs() {
    let model = DotProductBias::new(20_000, ITEMS, 6, 0);
    check(model, 400, 1e-5);
}

#[test]
fn so_do_the_tables_of_side_features_and_the_layers() {
    let config = CollabNnConfig { categories: vec![OCCUPATIONS], ..CollabNnConfig::default() };
    let model = CollabNn::new(USERS, ITEMS, &config, 0);
    check(model, 40, 1e-5);
}

#[test]
fn so_do_four_tables_of_which_two_share_each_column() {
    let model = NeuMf::new(USERS, ITEMS, 6, &[8, 4], 0);
    check(model, 400, 1e-5);
}

#[test]
fn several_threads_come_to_the_same_bits() {
    let steps = 5;
    let batches = batches(steps, WORTH_A_THREAD);
    let schedule = OneCycle { steps, lr_max: 0.02 };
    let train = |threads| {
        let model = NeuMf::new(USERS, ITEMS, 6, &[8, 4], 0);
        parameters(lazily(model, threads, &batches, schedule))
    };
    let on_one = train(1);
    assert!(on_one.iter().flat_map(|(_, values)| values).all(|value| value.is_finite()));
    assert_eq!(train(3), on_one);
}

#[test]
fn the_model_holds_the_rows_of_a_batch_in_its_order() {
    let mut model = DotProductBias::new(USERS, ITEMS, 6, 0);
    let table = model.user_factors.weight.as_vec();
    let ratings = batches(1, 8).remove(0);
    let batch = LazyAdam::new(&mut model, WEIGHT_DECAY).catch_up(&mut model, &ratings);
    assert!(matches!((batch.users, batch.items), (Ids::All(8), Ids::All(8))));
    assert_eq!(model.user_factors.weight.shape(), &(8, 6));
    let rows = ratings.users.iter().flat_map(|&user| table[user as usize * 6..][..6].to_vec());
    assert_eq!(model.user_factors.weight.as_vec(), rows.collect::<Vec<f32>>());
}

//! The listings of the book's page "dfdx in ten minutes". Each is a test, so what the page says of it
//! is true of the version of dfdx that this crate uses.

use dfdx::prelude::*;

#[test]
fn shapes_at_compile_time() {
    // ANCHOR: compile_time
    let device = Cpu::default();
    let table: Tensor<Rank2<2, 3>, f32, Cpu> = device.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    let first: Tensor<Rank1<2>, f32, Cpu> = device.tensor([1.0, 0.0]);
    let row: Tensor<Rank1<3>, f32, Cpu> = first.matmul(table);
    assert_eq!(row.array(), [1.0, 2.0, 3.0]);
    // ANCHOR_END: compile_time
}

#[test]
fn shapes_at_run_time() {
    // ANCHOR: run_time
    let device = Cpu::default();
    let (rows, factors) = (2, 3); // known only once a file has been read
    let numbers = vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let table: Tensor<(usize, usize), f32, Cpu> = device.tensor_from_vec(numbers, (rows, factors));
    assert_eq!(table.shape(), &(2, 3));
    assert_eq!(table[[1, 0]], 4.0);
    // ANCHOR_END: run_time
}

#[test]
fn operations() {
    let device = Cpu::default();
    let table = device.tensor_from_vec(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], (2, 3));
    // ANCHOR: operations
    let ids: Tensor<(usize,), usize, Cpu> = device.tensor_from_vec(vec![1, 1, 0], (3,));
    let picked: Tensor<(usize, usize), f32, Cpu> = table.clone().gather(ids);
    assert_eq!(picked.as_vec(), [4.0, 5.0, 6.0, 4.0, 5.0, 6.0, 1.0, 2.0, 3.0]);

    let sums: Tensor<(usize,), f32, Cpu> = table.clone().sum::<_, Axis<1>>();
    assert_eq!(sums.as_vec(), [6.0, 15.0]);

    let bias: Tensor<(usize,), f32, Cpu> = device.tensor_from_vec(vec![10.0, 20.0, 30.0], (3,));
    let moved = table.clone() + bias.broadcast_like::<_, Axis<0>>(&(2, 3));
    assert_eq!(moved.as_vec(), [11.0, 22.0, 33.0, 14.0, 25.0, 36.0]);

    let beside = (table.clone(), table).concat_along(Axis::<1>);
    assert_eq!(beside.shape(), &(2, 6));
    // ANCHOR_END: operations
}

#[test]
fn gradients() {
    // ANCHOR: gradients
    let device = Cpu::default();
    let x: Tensor<Rank1<2>, f32, Cpu> = device.tensor([3.0, -1.0]);
    let loss = x.leaky_trace().square().sum();
    let gradients = loss.backward();
    assert_eq!(gradients.get(&x).array(), [6.0, -2.0]);
    // ANCHOR_END: gradients
}

// ANCHOR: tapes
/// The match of users and items, with or without a tape.
fn affinity<T: Tape<f32, Cpu>>(
    users: &Tensor<(usize, usize), f32, Cpu>,
    items: &Tensor<(usize, usize), f32, Cpu>,
) -> Tensor<(usize,), f32, Cpu, T> {
    let users = users.clone().put_tape(T::default());
    let items = items.clone().put_tape(T::default());
    (users * items).sum::<_, Axis<1>>()
}

#[test]
fn one_forward_pass_for_training_and_prediction() {
    let device = Cpu::default();
    let users = device.tensor_from_vec(vec![1.0, 2.0], (1, 2));
    let items = device.tensor_from_vec(vec![3.0, 1.0], (1, 2));

    let predicted = affinity::<NoneTape>(&users, &items);
    assert_eq!(predicted.as_vec(), [5.0]);

    let gradients = affinity::<OwnedTape<f32, Cpu>>(&users, &items).sum().backward();
    assert_eq!(gradients.get(&users).as_vec(), [3.0, 1.0]);
    assert_eq!(gradients.get(&items).as_vec(), [1.0, 2.0]);
}
// ANCHOR_END: tapes

#[test]
fn a_step_by_adam() {
    // ANCHOR: adam
    let device = Cpu::default();
    let mut table: Tensor<(usize,), f32, Cpu> = device.tensor_from_vec(vec![1.0, -2.0], (2,));
    let (mut mean, mut mean_square) = (Gradients::leaky(), Gradients::leaky());
    let config = AdamConfig { lr: 0.1, ..AdamConfig::default() };

    let mut gradients = table.leaky_trace().square().sum().backward();
    let gradient = gradients.get_or_alloc_mut(&table).unwrap();
    let mean = mean.get_or_alloc_mut(&table).unwrap();
    let mean_square = mean_square.get_or_alloc_mut(&table).unwrap();
    config.try_update(1, &mut table, mean, mean_square, gradient).unwrap();
    assert!((table[[0]] - 0.9).abs() < 1e-4 && (table[[1]] + 1.9).abs() < 1e-4);
    // ANCHOR_END: adam
}

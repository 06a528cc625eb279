//! A row by look-up equals the row by a one-hot matrix product, and so does its gradient, entry by
//! entry, bit by bit: the promise of chapters 1 and 2.

use dfdx::prelude::*;
use rand::{Rng, SeedableRng, rngs::StdRng};
use workbook::nn::{Device, Embedding, Ids};

// ANCHOR: both_ways
/// Compares the two ways on one table and one batch of ids.
fn both_ways(rows: usize, factors: usize, ids: &[u32], rng: &mut StdRng) {
    let device = Device::default();
    let table = Embedding::new(&device, rows, factors, rng);
    let mut one_hot = vec![0.0; ids.len() * rows];
    for (place, &id) in ids.iter().enumerate() {
        one_hot[place * rows + id as usize] = 1.0;
    }
    let one_hot = device.tensor_from_vec(one_hot, (ids.len(), rows));
    let upstream = (0..ids.len() * factors).map(|_| rng.gen_range(-1.0..1.0)).collect();
    let upstream: Tensor<(usize, usize), f32, Device> =
        device.tensor_from_vec(upstream, (ids.len(), factors));

    let looked_up = table.rows::<OwnedTape<f32, Device>>(&Ids::new(&device, ids));
    let product = one_hot.leaky_trace().matmul(table.weight.clone());
    assert_eq!(looked_up.as_vec(), product.as_vec(), "rows of {ids:?}");

    let gradient_of_look_up = (looked_up * upstream.clone()).sum().backward();
    let gradient_of_product = (product * upstream).sum().backward();
    assert_eq!(
        gradient_of_look_up.get(&table.weight).as_vec(),
        gradient_of_product.get(&table.weight).as_vec(),
        "gradient after looking up {ids:?}"
    );
}
// ANCHOR_END: both_ways

#[test]
fn distinct_repeated_and_missing_ids() {
    let rng = &mut StdRng::seed_from_u64(1);
    both_ways(6, 4, &[2, 0, 5], rng);
    both_ways(6, 4, &[2, 0, 2, 5, 2], rng);
    both_ways(1, 1, &[0, 0, 0], rng);
}

#[test]
#[cfg_attr(feature = "cuda", ignore = "a GPU adds in no fixed order")]
fn many_random_tables_and_batches() {
    let rng = &mut StdRng::seed_from_u64(2);
    for _ in 0..50 {
        let (rows, factors) = (rng.gen_range(1..40), rng.gen_range(1..12));
        let batch = rng.gen_range(1..70);
        let ids: Vec<u32> = (0..batch).map(|_| rng.gen_range(0..rows) as u32).collect();
        both_ways(rows, factors, &ids, rng);
    }
}

//! What a look-up costs as a product.

use dfdx::prelude::*;
use lab::{Report, Row, figures};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;
use workbook::learn::Recipe;
use workbook::nn::{Device, Embedding, Ids};

/// What one batch costs, by product and by look-up, for tables of growing size.
pub fn measure(n_users: usize, report: &mut Report) {
    let Recipe { batch_size, factors, .. } = Recipe::default();
    const LARGE: usize = 200_000; // the one-hot batch of a table with this many rows takes 51 MB
    let sizes = [1, 2, 4, 8, 16, 32].map(|x| (n_users * x / 8).clamp(1, n_users.max(LARGE)));
    let distinct = BTreeSet::from(sizes).into_iter();
    let times: BTreeMap<usize, [f64; 2]> =
        distinct.map(|rows| (rows, both_ways(rows, factors, batch_size))).collect();
    let [product, look_up] = times[&n_users];
    report.say(format_args!(
        "A batch of {batch_size} ids into the table of {n_users} users with {factors} factors:"
    ));
    report.table(
        &["way", "bytes of input", "multiplications", "microseconds"],
        [
            ("one-hot product", n_users * size_of::<f32>(), n_users * factors, product),
            ("look-up", size_of::<usize>(), 0, look_up),
        ]
        .map(|(way, bytes, multiplications, seconds)| {
            Row::new(way, way)
                .cell((batch_size * bytes).to_string())
                .cell((batch_size * multiplications).to_string())
                .cell(format!("{:.1}", seconds * 1e6))
                .hidden("rows", n_users)
                .hidden("bytes", batch_size * bytes)
                .hidden("multiplications", batch_size * multiplications)
                .hidden("microseconds", seconds * 1e6)
        }),
    );
    let ratio = product / look_up;
    report.find(
        "product / look-up",
        json!({
            "ratio_of_seconds": ratio,
            "rows": times.keys().collect::<Vec<_>>(),
            "product_seconds": times.values().map(|[product, _]| product).collect::<Vec<_>>(),
            "look_up_seconds": times.values().map(|[_, look_up]| look_up).collect::<Vec<_>>(),
        }),
        format_args!(
            "The product takes {ratio:.0} times as long to fetch the same rows, and the larger the \
             table, the longer."
        ),
    );
    report.figure(&figures::cost(&times));
}

/// Median seconds of fetching a batch of rows by product and by look-up. Both start from the ids.
fn both_ways(rows: usize, factors: usize, batch_size: usize) -> [f64; 2] {
    let device = Device::default();
    let rng = &mut StdRng::seed_from_u64(0);
    let table = Embedding::new(&device, rows, factors, rng);
    let ids: Vec<u32> = (0..batch_size).map(|_| rng.gen_range(0..rows) as u32).collect();
    let by_product = || {
        let mut one_hot = vec![0.0; batch_size * rows];
        for (place, &id) in ids.iter().enumerate() {
            one_hot[place * rows + id as usize] = 1.0;
        }
        device.tensor_from_vec(one_hot, (batch_size, rows)).matmul(table.weight.clone())
    };
    let by_look_up = || table.rows::<NoneTape>(&Ids::new(&device, &ids));
    assert_eq!(by_product().as_vec(), by_look_up().as_vec());
    [median_seconds(|| drop(by_product())), median_seconds(|| drop(by_look_up()))]
}

fn median_seconds(mut work: impl FnMut()) -> f64 {
    let mut times = [0.0; 31];
    for seconds in &mut times {
        let start = Instant::now();
        work();
        *seconds = start.elapsed().as_secs_f64();
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

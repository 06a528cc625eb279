//! Chapter 2: the same row by look-up, with the same gradient; and a first model that learns.
//!
//! cargo run --example 02_embedding

use dfdx::prelude::*;
use lab::{Figure, Report, Result, TrainingArgs, figures};
use rand::{SeedableRng, rngs::StdRng};
use serde_json::json;
use std::process::ExitCode;
use workbook::learn::Learner;
use workbook::models::DotProduct;
use workbook::nn::{Device, Embedding, Ids};

fn main() -> ExitCode {
    lab::main(
        "Look-up and one-hot product side by side, gradients included; then the first dot product",
        run,
    )
}

fn run(args: TrainingArgs) -> Result<()> {
    let experiment = &args.experiment;
    let mut report = experiment.report("02_embedding");
    gradients(&mut report);
    report.figure(&figures::one_cycle(experiment.recipe.lr));

    let (data, split) = experiment.data.load()?;
    report.data(&data, &split);
    // ANCHOR: train
    let trained = report.train("dot product", args.all_seeds(), |seed| {
        let recipe = args.recipe(seed);
        let model = DotProduct::new(data.n_users(), data.n_items(), recipe.factors, seed);
        Learner::new(model, &split.train, &split.valid, recipe)
    })?;
    // ANCHOR_END: train
    let figure = Figure::new(
        "02_losses",
        "The dot product learns",
        "Training and validation loss of the dot product fall with every epoch.",
    );
    report.figure(&figures::losses(&figure, &[trained.runs]));
    report.finish()
}

/// The gradient of a table through a one-hot product, and through a look-up.
fn gradients(report: &mut Report) {
    let (rows, factors, ids) = (6, 4, [2, 0, 2, 5, 2]);
    let device = Device::default();
    let table = Embedding::new(&device, rows, factors, &mut StdRng::seed_from_u64(0));
    // ANCHOR: gradients
    let mut one_hot = vec![0.0; ids.len() * rows];
    for (place, id) in ids.into_iter().enumerate() {
        one_hot[place * rows + id as usize] = 1.0;
    }
    let one_hot = device.tensor_from_vec(one_hot, (ids.len(), rows));

    let by_product = one_hot.leaky_trace().matmul(table.weight.clone());
    let by_look_up = table.rows::<OwnedTape<f32, Device>>(&Ids::new(&device, &ids));
    // Any loss would do. This one gives every number that was looked up a gradient of its own.
    let product_gradient = by_product.exp().square().sum().backward().get(&table.weight);
    let look_up_gradient = by_look_up.exp().square().sum().backward().get(&table.weight);
    // ANCHOR_END: gradients

    let left = product_gradient.as_vec();
    let right = look_up_gradient.as_vec();
    let row_means = right.chunks_exact(factors).map(|row| row.iter().sum::<f32>() / factors as f32);
    let row_means: Vec<f32> = row_means.collect();
    let differences = left.iter().zip(&right).map(|(a, b)| (a - b).abs());
    let largest = differences.fold(0.0, f32::max);
    report.say(format_args!(
        "Gradient of a table of {rows} rows after looking up rows {ids:?}, by one-hot product and by \
         look-up.\nRow 2 was looked up three times, rows 1, 3 and 4 never:"
    ));
    let show = |row: &[f32]| {
        let numbers: Vec<String> = row.iter().map(|x| format!("{x:7.4}")).collect();
        numbers.join(" ")
    };
    report.list(
        &["row", "by one-hot product", "by look-up"],
        (0..rows).map(|r| {
            [r.to_string(), show(&left[4 * r..4 * r + 4]), show(&right[4 * r..4 * r + 4])]
        }),
    );
    report.find(
        "gradients",
        json!({"largest_difference": largest, "row_means": row_means}),
        format_args!("Largest difference: {largest}"),
    );
    report.figure(&figures::gradients(&left, &right, factors));
}

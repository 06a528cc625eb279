//! The model from few ratings and from many: how far above the noise floor it ends, and what that costs.

use crate::ratings::generate;
use crate::{Args, by_hand, memory};
use lab::figures::{Grown, more_data};
use lab::{Report, Result, Row};
use workbook::scale::ByHand;

/// The sizes of the sets, from which those up to `--ratings` are taken.
pub const SIZES: [usize; 8] =
    [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 25_000_000];

/// Trains on sets of all sizes, with factors and without, and draws where both end.
pub fn draw(args: &Args, threads: usize, report: &mut Report) -> Result<()> {
    let mut rows = Vec::new();
    let mut grown = Vec::new();
    for ratings in SIZES.into_iter().filter(|&ratings| ratings <= args.source.ratings) {
        let (set, floor) = generate(ratings);
        let biases = by_hand::biases(args, &set)?;
        let (biases, biases_seconds) =
            trained(biases, threads, &format!("{ratings}, biases"), report)?;
        memory::forget_the_peak();
        let model = by_hand::new(args.factors, args, &set)?;
        let (model, seconds) = trained(model, threads, &format!("{ratings}, dot product"), report)?;
        let (of_biases, of_model) = (biases - floor, model - floor);
        let row = Row::new(format!("curve, {ratings}"), ratings.to_string())
            .number("users", (set.n_users - 1) as f64, 0)
            .number("films", (set.n_items - 1) as f64, 0)
            .number("noise_floor", floor, 4)
            .number("biases_above", of_biases, 4)
            .number("dot_product_above", of_model, 4)
            .number("seconds", seconds, 2)
            .hidden("ratings", ratings)
            .hidden("biases_seconds", biases_seconds)
            .hidden("peak_memory_mb", memory::peak())
            .hidden("ratings_per_second", (set.train.len() * args.epochs) as f64 / seconds);
        rows.push(row);
        grown.push(Grown { ratings, biases: of_biases, dot_product: of_model });
    }
    report.say(
        "More data: how far above the noise floor biases alone end, and the dot product with biases, and the\n\
         seconds of the latter.",
    );
    let header = ["ratings", "users", "films", "noise floor", "biases", "dot product", "seconds"];
    report.table(&header, rows);
    report.figure(&more_data(&grown));
    Ok(())
}

/// The validation loss in the end, and the seconds of the training.
fn trained(training: ByHand, threads: usize, name: &str, report: &Report) -> Result<(f64, f64)> {
    let history = by_hand::train_through(training, threads, name, report)?;
    let seconds = history.epochs.iter().map(|epoch| epoch.seconds).sum();
    Ok((history.last().valid_loss, seconds))
}

//! Chapter 1: a row of a table as the product of a one-hot vector and the table.
//!
//! cargo run --example 01_one_hot

mod cost;

use clap::Parser;
use dfdx::prelude::*;
use lab::{DataOption, OutputOptions, Report, Result};
use std::process::ExitCode;
use workbook::nn::Device;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    lab::main("A row of a table as a one-hot product: compile-time shapes, and what it costs", run)
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("01_one_hot", &args.output, None);
    let data = args.data.open()?;
    let (row, rows) = rows_by_product();
    report.say(format_args!("A one-hot vector times the table is a row of it: {row:?}"));
    report.say(format_args!("Two of them, stacked, are two rows: {rows:?}"));
    cost::measure(data.n_users(), &mut report);
    report.finish()
}

// ANCHOR: shapes
/// Row 2 of a table, then rows 2 and 0, both by multiplication. dfdx knows the shapes at compile
/// time: `Rank2<5, 3>` is a table of 5 rows and 3 columns.
fn rows_by_product() -> ([f32; 3], [[f32; 3]; 2]) {
    let device = Device::default();
    let table: Tensor<Rank2<5, 3>, f32, _> = device.tensor([
        [0.98, 0.90, -0.90],
        [0.90, 0.95, -0.85],
        [0.85, 0.80, -0.75],
        [-0.80, -0.40, 0.90],
        [-0.99, -0.30, 0.80],
    ]);
    let third: Tensor<Rank1<5>, f32, _> = device.tensor([0.0, 0.0, 1.0, 0.0, 0.0]);
    let row: Tensor<Rank1<3>, f32, _> = third.matmul(table.clone());

    let third_and_first: Tensor<Rank2<2, 5>, f32, _> =
        device.tensor([[0.0, 0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]]);
    let rows: Tensor<Rank2<2, 3>, f32, _> = third_and_first.matmul(table);
    (row.array(), rows.array())
}
// ANCHOR_END: shapes

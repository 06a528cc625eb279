//! What a rating costs by hand: sets of several sizes, several numbers of factors, more and more threads.

use crate::cost_model::{CostModel, Measured};
use crate::curve::SIZES;
use crate::ratings::generate;
use crate::{Args, TrainingSet, by_hand, memory};
use lab::{Report, Result, Row};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::iter::successors;
use std::thread::available_parallelism;

/// The set on which the number of factors changes, unless `--ratings` is smaller.
const BASE: usize = 1_000_000;
/// The numbers of factors on that set, beside that of `--factors`.
const FACTORS: [usize; 3] = [10, 100, 200];

/// Trains on each set with `--factors`, and on one of them with others, on one thread, two, four and so on up
/// to `threads`. Fits a model to three of these trainings, and compares all with it.
pub fn measure(args: &Args, threads: usize, report: &mut Report) -> Result<()> {
    let sizes: Vec<usize> =
        SIZES.into_iter().filter(|&ratings| ratings <= args.source.ratings).collect();
    let base = sizes.iter().copied().filter(|&ratings| ratings <= BASE).max();
    let mut costs = Vec::new();
    for &ratings in &sizes {
        let (set, _) = generate(ratings);
        let others = FACTORS.into_iter().filter(|_| Some(ratings) == base);
        let several: BTreeSet<usize> = others.chain([args.factors]).collect();
        for factors in several {
            for threads in successors(Some(1), |n| Some(2 * n)).take_while(|&n| n <= threads) {
                costs.push(Cost::measured(args, &set, [ratings, factors, threads], report)?);
            }
        }
    }
    let trainings: Vec<Measured> = costs.iter().map(|cost| cost.training).collect();
    let on_base = costs.iter().filter(|cost| Some(cost.ratings) == base);
    let on_base: Vec<Measured> = on_base.map(|cost| cost.training).collect();
    let model = CostModel::fit(&on_base, &trainings);
    let cores = available_parallelism().map_or(1, usize::from);
    report.find(
        "machine",
        json!({ "machine_cores": cores }),
        format_args!(
            "Costs by hand on {cores} cores: megabytes at the peak, million ratings a second."
        ),
    );
    let header = ["ratings", "factors", "threads", "memory", "measured", "model"];
    report.table(&header, costs.iter().map(|cost| cost.row(&model)));
    let [rating, group, start] = [model.rating, model.group, model.start].map(|cost| 1e9 * cost);
    report.find(
        "model",
        json!({
            "rating_nanoseconds": rating, "group_nanoseconds": group, "start_nanoseconds": start,
            "off_per_second_alone": model.worst(&trainings, 1..2),
            "off_per_second_together": model.worst(&trainings, 2..usize::MAX),
            "measured_per_second": costs.iter().map(Cost::point).collect::<Vec<_>>(),
        }),
        model.in_words(&trainings),
    );
    Ok(())
}

/// What a training has cost.
struct Cost {
    /// Ratings of the set, those for validation included.
    ratings: usize,
    training: Measured,
    peak: Option<f64>,
}

impl Cost {
    /// Trains. What counts is the fastest epoch, since whatever else the machine does slows the others down.
    fn measured(
        args: &Args,
        set: &TrainingSet,
        [ratings, factors, threads]: [usize; 3],
        report: &Report,
    ) -> Result<Self> {
        memory::forget_the_peak();
        let training = by_hand::new(factors, args, set)?;
        let name = format!("{ratings} ratings, {factors} factors, threads {threads}");
        let history = by_hand::train_through(training, threads, &name, report)?;
        let epochs = history.epochs.iter().map(|epoch| epoch.seconds);
        let seconds = epochs.fold(f64::INFINITY, f64::min);
        Ok(Self {
            ratings,
            training: Measured { ratings: set.train.len(), factors, threads, seconds },
            peak: memory::peak(),
        })
    }

    /// Ratings, factors, threads, ratings a second and megabytes.
    fn point(&self) -> Value {
        let training @ Measured { factors, threads, .. } = self.training;
        json!([self.ratings, factors, threads, training.speed(), self.peak])
    }

    /// A row of the table, beside what the model says.
    fn row(&self, model: &CostModel) -> Row {
        let training @ Measured { ratings, factors, threads, .. } = self.training;
        let (measured, modelled) = (training.speed(), ratings as f64 / model.seconds(&training));
        let peak = self.peak.map_or_else(|| "unknown".to_owned(), |peak| format!("{peak:.0}"));
        let run = format!("costs, {} ratings, {factors} factors, threads {threads}", self.ratings);
        Row::new(run, self.ratings.to_string())
            .cell(factors.to_string())
            .cell(threads.to_string())
            .cell(peak)
            .cell(format!("{:.1}", measured / 1e6))
            .cell(format!("{:.1}", modelled / 1e6))
            .hidden("peak_memory_mb", self.peak)
            .hidden("ratings_per_second", measured)
            .hidden("model_ratings_per_second", modelled)
    }
}

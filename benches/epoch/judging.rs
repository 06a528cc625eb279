//! The leave-one-out evaluation of GMF: the scores of all items for all users, the place of each held-out
//! item among 99 negatives and among all items that its user has not touched, HR@10 and NDCG@10.

use crate::interactions::Interactions;
use crate::python::{Job, Python, columns, dense};
use crate::sides::median;
use serde_json::json;
use std::time::Instant;
use workbook::interpret::{Judge, Placing, SAMPLED_NEGATIVES};
use workbook::models::Gmf;

/// Each side judges this often in a row …
const IN_A_ROW: usize = 20;
/// … and has this many turns, unless `--turns` says otherwise.
const TURNS: usize = 3;
/// Length of the lists.
const K: usize = 10;

/// The measures by name. Two items whose scores are equal to rounding may change places.
const MEASURES: [(&str, f64); 4] = [
    ("HR@10 (99)", 0.003),
    ("NDCG@10 (99)", 0.001),
    ("HR@10 (all)", 0.003),
    ("NDCG@10 (all)", 0.001),
];

pub fn compare(interactions: &Interactions, turns: Option<usize>, python: Option<&Python>) {
    let (model, _) = interactions.train(interactions.gmf());
    let held_out = &interactions.split.held_out;
    let judge = Judge::new(held_out, &interactions.touched, SAMPLED_NEGATIVES, 0);
    let (touching, touched): (Vec<usize>, Vec<u32>) = (1..interactions.tables.0)
        .flat_map(|user| interactions.touched.by(user).iter().map(move |&item| (user, item)))
        .unzip();
    let job = Job::new(&json!({
        "n_factors": model.output.weight.as_vec().len(), "k": K, "in_a_row": IN_A_ROW,
        "user_factors": model.user_factors.weight.as_vec(),
        "item_factors": model.item_factors.weight.as_vec(),
        "output": dense(&model.output),
        "held_out": columns(held_out),
        "sampled": judge.candidates().map(|(_, _, sampled)| sampled).collect::<Vec<_>>(),
        "touching": touching, "touched": touched,
    }));

    println!("\nJudging Gmf by {} users:", held_out.len());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..turns.unwrap_or(TURNS) {
        for _ in 0..IN_A_ROW {
            let start = Instant::now();
            std::hint::black_box(measures(&model, &judge));
            ours.push(start.elapsed().as_secs_f64());
        }
        let Some(python) = python else { continue };
        let answer = job.run(python, "numpy_judge.py", &[]);
        let numbers = |key: &str| -> Vec<f64> {
            serde_json::from_value(answer[key].clone()).expect("numbers")
        };
        theirs.extend(numbers("seconds"));
        let pairs = measures(&model, &judge).into_iter().zip(numbers("measures"));
        for ((name, apart), (a, b)) in MEASURES.iter().zip(pairs) {
            assert!((a - b).abs() < *apart, "{name}: {a} by Judge, {b} by NumPy");
        }
    }
    for ((name, _), value) in MEASURES.iter().zip(measures(&model, &judge)) {
        println!("{name:<14}{value:.4}");
    }
    println!("{:<32}{:>8.5} s", "Judge", median(&ours));
    if !theirs.is_empty() {
        let (ours, theirs) = (median(&ours), median(&theirs));
        println!("{:<32}{theirs:>8.5} s   it / Judge: {:.2}", "NumPy", theirs / ours);
    }
}

/// The whole evaluation.
fn measures(model: &Gmf, judge: &Judge) -> [f64; 4] {
    let placings = judge.place(model.scorer()).expect("the scores are numbers");
    let mean = |placings: &[Placing], value: fn(&Placing) -> f64| {
        placings.iter().map(value).sum::<f64>() / placings.len() as f64
    };
    let hit_ratio = |placing: &Placing| placing.hit_ratio(K);
    let ndcg = |placing: &Placing| placing.ndcg(K);
    [
        mean(&placings.sampled, hit_ratio),
        mean(&placings.sampled, ndcg),
        mean(&placings.all, hit_ratio),
        mean(&placings.all, ndcg),
    ]
}

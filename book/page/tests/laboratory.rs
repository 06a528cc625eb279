//! The laboratory gives the page what the book has recorded of chapter 9, and refuses what makes no sense.

use page::{Event, Laboratory, Ranked, Ranker};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The lines of the recorded run.
fn record() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../src/output/builtin/09_implicit_feedback.jsonl");
    let lines = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The summary of a run.
fn summary(record: &[Value], run: &str) -> Value {
    let of_run = record.iter().find(|line| line["run"] == run && line["summary"].is_object());
    of_run.unwrap_or_else(|| panic!("there is no {run}"))["summary"].clone()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// Trains rankers, and compares what they are worth, and their losses, with the record. `margin` says how far
/// off a number may be.
fn check(rankers: &[(Ranker, &str)], margin: impl Fn(f64) -> f64) {
    let (record, laboratory) = (record(), Laboratory::builtin());
    for &(ranker, name) in rankers {
        let curve = summary(&record, &format!("laboratory, {name}"));
        let negatives: Vec<usize> =
            numbers(&curve["negatives"]).into_iter().map(|n| n as usize).collect();
        let mut losses = Vec::new();
        let ours = laboratory.rank(ranker, None, &negatives, &mut |event| {
            if let Event::Epoch { valid_loss, .. } = event {
                losses.push(valid_loss);
            }
        });
        let Ranked {
            expected_hr10, expected_ndcg10, hr10_99, ndcg10_99, hr10_all, ndcg10_all, ..
        } = ours.unwrap();
        let near = |ours: f64, recorded: f64, what: &str| {
            assert!(
                (ours - recorded).abs() <= margin(recorded),
                "{name}, {what}: {ours}, {recorded}"
            );
        };
        let table = summary(&record, name);
        for (what, ours) in [
            ("hr10_99", hr10_99),
            ("ndcg10_99", ndcg10_99),
            ("hr10_all", hr10_all),
            ("ndcg10_all", ndcg10_all),
        ] {
            near(ours, table[what]["mean"].as_f64().unwrap(), what);
        }
        for (what, ours) in [("expected_hr10", expected_hr10), ("expected_ndcg10", expected_ndcg10)]
        {
            let recorded = numbers(&curve[what]);
            assert_eq!(ours.len(), recorded.len());
            ours.iter().zip(recorded).for_each(|(ours, recorded)| near(*ours, recorded, what));
        }
        // GMF trains once more, to show a leak.
        let of_epochs = record.iter().filter(|line| line["run"] == name);
        let recorded = of_epochs.filter_map(|line| line["valid_loss"].as_f64());
        let recorded: Vec<f64> = recorded.take(losses.len()).collect();
        assert_eq!(losses.len(), recorded.len(), "{name}");
        losses.iter().zip(recorded).for_each(|(ours, recorded)| near(*ours, recorded, "a loss"));
    }
}

#[test]
fn what_is_counted_or_solved_is_what_was_recorded() {
    let rankers = [
        (Ranker::Popularity, "popularity"),
        (Ranker::Ease, "EASE"),
        (Ranker::EaseInOrder, "EASE in order"),
        (Ranker::Ials, "iALS"),
    ];
    check(&rankers, |_| 1e-6);
}

/// The margin of the book's records (`book/recordings.toml`), since processors round in their own ways.
fn of_the_book(recorded: f64) -> f64 {
    0.002 + 0.005 * recorded
}

#[test]
fn what_learns_for_some_epochs_ends_near_the_record() {
    let rankers = [
        (Ranker::Stars, "chapter 5's model"),
        (Ranker::Gmf, "GMF"),
        (Ranker::TutorialMlp, "MLP, 5 epochs"),
        (Ranker::NeuMf, "NeuMF"),
    ];
    check(&rankers, of_the_book);
}

/// The long training is that of the short one with another recipe.
#[test]
fn epochs_are_as_many_as_recorded() {
    let record = record();
    for (ranker, name) in [
        (Ranker::Gmf, "GMF"),
        (Ranker::TutorialMlp, "MLP, 5 epochs"),
        (Ranker::NeuMf, "NeuMF"),
        (Ranker::Mlp, "MLP"),
    ] {
        let epochs = ranker.recipe().map(|recipe| recipe.epochs as f64);
        assert_eq!(epochs, summary(&record, name)["epochs"].as_f64(), "{name}");
    }
}

#[test]
fn epochs_are_in_the_reader_s_hand() {
    let laboratory = Laboratory::builtin();
    let mut epochs = 0;
    let ranked = laboratory.rank(Ranker::Gmf, Some(2), &[99, 2_000], &mut |event| {
        epochs += usize::from(matches!(event, Event::Epoch { .. }));
    });
    let Ranked { expected_hr10, expected_ndcg10, hr10_all, ndcg10_all, .. } = ranked.unwrap();
    assert_eq!(epochs, 2);
    assert!(expected_hr10[0] > expected_hr10[1]);
    // More negatives than there are films are all films.
    assert!(
        (expected_hr10[1] - hr10_all).abs() < 1e-9
            && (expected_ndcg10[1] - ndcg10_all).abs() < 1e-9
    );
    assert!(laboratory.rank(Ranker::Gmf, Some(0), &[], &mut |_| {}).is_err());
}

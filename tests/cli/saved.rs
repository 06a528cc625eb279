//! Models in files.

use crate::support::{
    READING, assert_bad_options, assert_refused, file, json_lines, run, small_csv, stdout, summary,
};
use approx::assert_relative_eq;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use workbook::data::{Dataset, RatingScale, SPLIT_SEED, Split, VALID_SHARE};
use workbook::learn::{Learner, Recipe};
use workbook::models::{CollabNn, DotProduct, DotProductBias};
use workbook::saved::ModelFile;

/// What a run reports, without the line on the model's file.
fn without(run: &str, mut lines: Vec<Value>) -> Vec<Value> {
    let place = lines.iter().position(|line| line["run"] == run);
    lines.remove(place.unwrap_or_else(|| panic!("no line on what was {run}")));
    lines
}

/// The data of a CSV file, split as the examples do.
fn split(csv: &str) -> Split {
    Dataset::open(csv).unwrap().split_random(VALID_SHARE, SPLIT_SEED).unwrap()
}

#[test]
fn a_saved_model_can_be_loaded_and_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let path = folder.path().join("model.safetensors");
    let path = path.to_str().unwrap();
    let recipe = ["--data", &csv, "--epochs", "2", "--seed", "3", "--weight-decay", "0.2"];
    let trained = json_lines("06_interpretation", &[&recipe[..], &["--save", path]].concat());
    assert_eq!(*summary(&trained, "saved"), json!({"seed": 3, "file": path}));
    let about = ModelFile::load(Path::new(path)).unwrap().about;
    let expected = Recipe { epochs: 2, seed: 3, weight_decay: 0.2, ..Recipe::default() };
    assert_eq!(about.recipe, expected);
    assert_eq!(about.data, csv);

    // The file has its own settings. The seed of the report is an option.
    let args = ["--data", &csv, "--model", path, "--seed", "3"];
    let loaded = json_lines("06_interpretation", &args);
    assert_eq!(*summary(&loaded, "loaded"), json!({"file": path, "data": csv}));
    assert_eq!(without("loaded", loaded), without("saved", trained), "seconds included");

    // Example 7 trains more models, so the options count beside the file.
    let summaries = |lines: Vec<Value>| -> Vec<Value> {
        lines.into_iter().filter(|line| line["epoch"].is_null()).collect()
    };
    let trained = json_lines("07_recommendation", &recipe);
    let loaded = json_lines("07_recommendation", &[&recipe[..], &["--model", path]].concat());
    assert_eq!(summaries(without("loaded", loaded)), summaries(trained));

    let text =
        stdout(run("07_recommendation", &["--data", &csv, "--model", path, "--epochs", "1"]));
    let line = format!("The model of {path}, trained on {csv}; the losses are those of its own");
    assert!(text.contains(&line), "{text}");
}

#[test]
fn the_model_of_the_first_seed_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let path = folder.path().join("model.safetensors");
    for name in READING {
        let args = ["--data", &csv, "--epochs", "1", "--seed", "7", "--seeds", "2"];
        let text = stdout(run(name, &[&args[..], &["--save", path.to_str().unwrap()]].concat()));
        let line = format!("The model of seed 7 is saved as {}", path.display());
        assert!(text.contains(&line), "{name}: {text}");
        let file = ModelFile::load(&path).unwrap();
        assert_eq!(file.about.recipe.seed, 7, "{name}");
        let split = split(&csv);
        let model: DotProductBias = file.model().unwrap();
        let learner = Learner::new(model, &split.train, &split.valid, file.about.recipe);
        let loss = learner.loss_on(&split.valid);
        // Training flushes subnormal numbers to zero, and this test does not.
        assert_relative_eq!(loss, file.about.history.last().valid_loss, max_relative = 1e-6);
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_model_that_does_not_fit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let csv = small_csv(folder);
    let model = folder.join("model.safetensors");
    let model = model.to_str().unwrap();
    let args = ["--data", &csv, "--epochs", "1", "--save", model];
    json_lines("06_interpretation", &args);

    // Different ratings with the same users and films may use it.
    let ratings = fs::read_to_string(&csv).unwrap();
    let edited = file(folder, "edited.csv", ratings.replacen("u0,i0,1", "u0,i0,5", 1));
    json_lines("06_interpretation", &["--data", &edited, "--model", model]);

    let renamed = file(folder, "renamed.csv", ratings.replace(",i7,", ",j,"));
    let missing = folder.join("nosuchfile").to_str().unwrap().to_owned();
    let whole = fs::read(model).unwrap();
    let cut = file(folder, "cut", &whole[..whole.len() - 1]);
    let empty = file(folder, "empty", "");
    for (data, file, message) in [
        (
            "builtin",
            model,
            format!(
                "{model}: the model does not belong to the data: 30 users in the file, 943 in "
            ),
        ),
        (&renamed, model, format!("{model}: the model does not belong to the data: film ")),
        (&csv, &csv, format!("{csv}: not a safetensors file")),
        (&csv, &missing, format!("{missing}: ")),
        (&csv, &cut, format!("{cut}: the header announces ")),
        (&csv, &empty, format!("{empty}: the file is empty; ")),
    ] {
        for name in READING {
            assert_refused(name, &["--data", data, "--model", file], &message);
        }
    }
    for name in READING {
        assert_bad_options(name, &["--model", model, "--seeds", "2"]);
        assert_bad_options(name, &["--model", model, "--save", model]);
    }
}

#[test]
fn the_best_network_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let path = folder.path().join("network.safetensors");
    let path = path.to_str().unwrap();
    let args = ["--data", &csv, "--no-side", "--epochs", "2", "--seeds", "2", "--dropout", "0.2"];
    let lines = json_lines("08_concatenated_mlp", &[&args[..], &["--save", path]].concat());
    let saved = summary(&lines, "saved");
    let loss = |line: &Value| line["valid_loss"].as_f64().unwrap();
    let of_networks = |line: &&Value| {
        line["epoch"] == 1 && line["run"].as_str().is_some_and(|run| run.starts_with('['))
    };
    let ends = lines.iter().filter(of_networks);
    let best = ends.min_by(|a, b| loss(a).total_cmp(&loss(b))).unwrap();
    assert_eq!(*saved, json!({"network": best["run"], "seed": best["seed"], "file": path}));
    let file = ModelFile::load(Path::new(path)).unwrap();
    assert_eq!(file.about.history.last().valid_loss, loss(best));
    let network: CollabNn = file.model().unwrap();
    assert_eq!(network.dropout, 0.2);
    let split = split(&csv);
    let learner = Learner::new(network, &split.train, &split.valid, file.about.recipe);
    // Training flushes subnormal numbers to zero, and this test does not.
    let again = learner.loss_on(&split.valid);
    assert_relative_eq!(again, loss(best), max_relative = 1e-6);

    // The chapters on the dot product cannot use it.
    let message = format!("{path}: the model is of the kind `collab_nn`, not `dot_product_bias`; ");
    for name in READING {
        assert_refused(name, &["--data", &csv, "--model", path], &message);
    }
}

#[test]
fn the_best_model_that_asks_for_no_time_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let path = folder.path().join("best.safetensors");
    let path = path.to_str().unwrap();
    let args = ["--data", &csv, "--sweeps", "20", "--factors", "3", "--seed", "5", "--save", path];
    let lines = json_lines("08_best_model", &args);
    let (name, draws, factors) = ("+ who rated what", 18, 18 * 3 + 2);
    let expected =
        json!({"model": name, "seed": 5, "draws": draws, "factors": factors, "file": path});
    assert_eq!(*summary(&lines, "saved"), expected);

    let file = ModelFile::load(Path::new(path)).unwrap();
    assert_eq!((file.about.recipe.factors, file.about.recipe.seed), (factors, 5));
    let model: DotProduct = file.model().unwrap();
    let data = Dataset::open(&csv).unwrap();
    let split = split(&csv);
    let learner = Learner::new(model, &split.train, &split.valid, file.about.recipe);
    let predictions = learner.predict(&split.valid);
    let RatingScale { lowest, highest, .. } = data.scale();
    let errors = predictions.iter().zip(&split.valid.values);
    let squares: f64 = errors.map(|(p, r)| f64::from(p.clamp(lowest, highest) - r).powi(2)).sum();
    let loss = squares / split.valid.len() as f64;
    let printed = summary(&lines, name)["mse"]["mean"].as_f64().unwrap();
    assert_relative_eq!(loss, printed, max_relative = 1e-5);
    assert_relative_eq!(file.about.history.last().valid_loss, printed, max_relative = 1e-12);
}

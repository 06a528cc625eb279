//! The examples as a reader runs them: what they print, and how they answer bad input.

use approx::assert_relative_eq;
use dfdx::prelude::Cpu;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use workbook::data::{SPLIT_SEED, VALID_SHARE, load};
use workbook::files::ModelFile;
use workbook::learn::Learner;
use workbook::models::{CollabNn, DotProduct};

const ALL: [&str; 11] = [
    "00_first_look",
    "01_one_hot",
    "02_embedding",
    "03_sigmoid_range",
    "04_biases",
    "05_weight_decay",
    "06_interpretation",
    "07_recommendation",
    "08_best_model",
    "08_concatenated_mlp",
    "journey",
];
/// Those that take the options of training.
const TRAINING: [&str; 6] = [
    "02_embedding",
    "03_sigmoid_range",
    "04_biases",
    "05_weight_decay",
    "06_interpretation",
    "07_recommendation",
];

/// Those that keep their model for the next run.
const KEEPING: [&str; 2] = ["06_interpretation", "07_recommendation"];

/// `cargo run --example NAME -- ARGS`, with `figures` and `models` in a folder of their own.
fn example(name: &str, folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["run", "--quiet", "--example", name, "--", "--figures"])
        .arg(folder.join("figures"))
        .stdin(Stdio::null());
    if KEEPING.contains(&name) {
        command.arg("--models").arg(folder.join("models"));
    }
    command.args(args);
    command
}

/// Options with which an example takes little time.
fn quick(name: &str) -> &'static [&'static str] {
    match name {
        "08_best_model" => &["--sweeps", "2"],
        "08_concatenated_mlp" | "journey" => &["--epochs", "1"],
        _ if TRAINING.contains(&name) => &["--epochs", "1"],
        _ => &[],
    }
}

fn run(name: &str, args: &[&str]) -> Output {
    run_in(tempfile::tempdir().unwrap().path(), name, args)
}

/// A run that finds the models that earlier ones have kept in `folder`.
fn run_in(folder: &Path, name: &str, args: &[&str]) -> Output {
    example(name, folder, args).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The JSON lines of a run that must succeed.
fn json_lines(name: &str, args: &[&str]) -> Vec<Value> {
    json_lines_in(tempfile::tempdir().unwrap().path(), name, args)
}

fn json_lines_in(folder: &Path, name: &str, args: &[&str]) -> Vec<Value> {
    let output = run_in(folder, name, &[&["--json"], args].concat());
    assert!(output.status.success(), "{name}: {}", stderr(&output));
    assert_eq!(stderr(&output), "", "{name} --json says nothing on standard error");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{name}: {line}: {e}")))
        .collect()
}

/// Ratings that show a pattern, as a small CSV file.
fn small_csv(folder: &Path) -> String {
    let mut text = "user,item,rating\n".to_owned();
    for user in 0..30 {
        for item in 0..20 {
            let rating = 1 + (user * 7 + item * item * 3) % 5;
            text += &format!("u{user},i{item},{rating}\n");
        }
    }
    let path = folder.join("small.csv");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn every_example_runs_on_the_built_in_data_and_names_its_figures() {
    for name in ALL {
        let folder = tempfile::tempdir().unwrap();
        let output = run_in(folder.path(), name, quick(name));
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        let named: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("figure: ")).collect();
        assert!(!named.is_empty(), "{name} draws something");
        for figure in &named {
            let start = if figure.ends_with(".json") { "{" } else { "<svg" };
            assert!(fs::read_to_string(figure).unwrap().starts_with(start), "{figure}");
        }
        let files = fs::read_dir(folder.path().join("figures")).unwrap().count();
        assert_eq!(files, named.len(), "{name}: every file is named, and nothing else is left");
    }
}

#[test]
fn json_holds_every_epoch_of_every_seed_and_a_summary_of_every_run() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    for (name, runs) in [
        ("02_embedding", vec!["dot product"]),
        ("03_sigmoid_range", vec!["dot product", "with y_range"]),
        ("04_biases", vec!["with y_range", "with biases"]),
        ("05_weight_decay", vec!["wd=0", "wd=0.01", "wd=0.03", "wd=0.1", "wd=0.3"]),
        ("08_concatenated_mlp", vec!["dot product, wd=0.1", "[100], wd=0.01", "[100, 50], wd=0.1"]),
        ("journey", vec!["dot product", "with y_range", "with biases", "wd=0.1", "network"]),
    ] {
        let mut args = vec!["--data", &csv, "--epochs", "2", "--seed", "7", "--seeds", "3"];
        if name == "08_concatenated_mlp" {
            args.push("--no-side");
        }
        let lines = json_lines(name, &args);
        assert!(lines.iter().all(|line| line["seed"].is_u64()), "{name}: every line has a seed");
        for run in runs {
            let of_run = |line: &&Value| line["example"] == name && line["run"] == run;
            let epochs: Vec<(u64, u64)> = (lines.iter().filter(of_run))
                .filter_map(|line| Some((line["seed"].as_u64()?, line["epoch"].as_u64()?)))
                .collect();
            assert_eq!(epochs, [(7, 0), (7, 1), (8, 0), (8, 1), (9, 0), (9, 1)], "{name} {run}");
            let last: Vec<f64> = (lines.iter().filter(of_run))
                .filter(|line| line["epoch"] == 1)
                .map(|line| line["valid_loss"].as_f64().unwrap())
                .collect();
            for line in lines.iter().filter(of_run).filter(|line| !line["epoch"].is_null()) {
                assert!(line["train_loss"].is_f64() && line["seconds"].is_f64(), "{line}");
            }
            let summaries: Vec<&Value> =
                lines.iter().filter(of_run).filter_map(|line| line.get("summary")).collect();
            assert_eq!(summaries.len(), 1, "{name} {run}");
            assert_eq!(summaries[0]["seeds"], serde_json::json!([7, 8, 9]));
            let mean = last.iter().sum::<f64>() / 3.0;
            let sd = (last.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 2.0).sqrt();
            let spread = &summaries[0]["final_valid_loss"];
            assert!((spread["mean"].as_f64().unwrap() - mean).abs() < 1e-12);
            assert!((spread["sd"].as_f64().unwrap() - sd).abs() < 1e-12);
        }
    }
}

#[test]
fn the_two_gradients_are_equal() {
    let lines = json_lines("02_embedding", &["--epochs", "1"]);
    let gradients = lines.iter().find(|line| line["run"] == "gradients").unwrap();
    assert_eq!(gradients["summary"]["largest_difference"], 0.0);
}

#[test]
fn the_story_of_the_chapters_happens_on_the_built_in_data() {
    let biases = json_lines("04_biases", &[]);
    let decay = json_lines("05_weight_decay", &[]);
    let summary = |lines: &[Value], run: &str, what: &str| {
        let of_run = |line: &&Value| line["run"] == run && !line["summary"].is_null();
        let line = lines.iter().find(of_run).unwrap_or_else(|| panic!("no summary of {run}"));
        line["summary"][what]["mean"].as_f64().unwrap()
    };
    let overfit = summary(&biases, "with biases", "overfit");
    assert!(overfit >= 0.02, "with biases overfits by {overfit}");
    let weak = summary(&decay, "wd=0.01", "final_valid_loss");
    let strong = summary(&decay, "wd=0.1", "final_valid_loss");
    assert!(strong <= weak - 0.03, "wd=0.1 ends at {strong}, wd=0.01 at {weak}");
    let floor = decay.iter().find(|line| line["run"] == "noise floor").unwrap();
    let floor = floor["summary"]["mse"].as_f64().unwrap();
    assert!((0.3..strong).contains(&floor), "noise floor {floor}, wd=0.1 {strong}");
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let losses = |threads: &str| {
        let folder = tempfile::tempdir().unwrap();
        let args = ["--json", "--epochs", "1"];
        let mut command = example("04_biases", folder.path(), &args);
        let output = command.env("RAYON_NUM_THREADS", threads).output().unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let losses: Vec<String> = (lines.lines())
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .filter(|line| !line["epoch"].is_null())
            .map(|line| format!("{} {}", line["train_loss"], line["valid_loss"]))
            .collect();
        assert_eq!(losses.len(), 2);
        losses
    };
    assert_eq!(losses("1"), losses("3"));
}

#[test]
fn bad_input_gets_one_error_line_and_exit_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let bad_csv = file("bad.csv", "user,item,rating\na,x,1\na,y,much\n");
    let empty_csv = file("empty.csv", "");
    let rows = file("rows.txt", "0\n1000000\n");
    let no_rows = file("no_rows.txt", "");
    let missing = folder.path().join("ml-100k").to_str().unwrap().to_owned();
    let empty_folder = folder.path().to_str().unwrap().to_owned();
    for (args, message) in [
        (vec!["--data", &bad_csv], format!("{bad_csv}:3: the rating `much` is not a number")),
        (vec!["--data", &empty_csv], format!("{empty_csv}:1: the header is ``")),
        (vec!["--data", &missing], format!("{missing}: neither a folder nor a .csv file")),
        (vec!["--data", &empty_folder], format!("{empty_folder}/u.data: ")),
        (vec!["--valid-rows", &rows], format!("{rows}:2: validation row 1000000 does not exist")),
        (vec!["--valid-rows", &no_rows], "0 of 100000 ratings would be held back".to_owned()),
        (
            vec!["--data", &csv, "--batch-size", "481"],
            "480 training ratings do not fill a batch of 481".to_owned(),
        ),
        (
            vec!["--data", &csv, "--lr", "1e38", "--epochs", "20"],
            "the training loss became ".to_owned(),
        ),
    ] {
        for name in TRAINING {
            // `sigmoid_range` keeps predictions, and with them the loss, finite at any rate.
            if args.contains(&"--lr") && name != "02_embedding" {
                continue;
            }
            let output = run(name, &args);
            let error = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{name} {args:?}: {error}");
            assert_eq!(error.lines().count(), 1, "{name} {args:?}: {error}");
            let expected = format!("error: {message}");
            assert!(error.starts_with(&expected), "{name} {args:?}: {error}");
        }
    }
}

#[test]
fn what_was_learned_is_told_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--epochs", "1", "--film", "i7", "--user", "u3"];
    let lines = json_lines("06_interpretation", &args);
    let summary = |lines: &[Value], run: &str| {
        let line = lines.iter().find(|line| line["run"] == run);
        line.unwrap_or_else(|| panic!("no summary of {run}"))["summary"].clone()
    };
    assert_eq!(summary(&lines, "nearest films")["of"], "i7");
    assert_eq!(summary(&lines, "nearest user")["of"], "u3");
    assert_eq!(summary(&lines, "film biases")["lowest"].as_array().unwrap().len(), 10);

    let args = ["--data", &csv, "--epochs", "1", "--user", "u3", "--rate", "i7=5, i11=1"];
    let lines = json_lines("07_recommendation", &args);
    // User u3 has rated all films, and the newcomer two of them.
    assert_eq!(summary(&lines, "best unseen")["films"].as_array().unwrap().len(), 0);
    let newcomer = summary(&lines, "newcomer");
    let films = newcomer["films"].as_array().unwrap();
    assert_eq!(films.len(), 10);
    assert!(!films.contains(&"i7".into()) && !films.contains(&"i11".into()));
    // A CSV file says nothing about people, so nothing is said from sign-up data.
    assert!(lines.iter().all(|line| line["run"] != "cold start, sign-up model"));
    assert_eq!(summary(&lines, "cold start, fold-in")["given"], serde_json::json!([0, 1, 5, 10]));
}

#[test]
fn newcomers_with_too_few_ratings_are_left_out_of_the_cold_start() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("few.csv");
    let mut text = "user,item,rating\n".to_owned();
    for i in 0..400 {
        text += &format!("u{},i{},{}\n", i / 5, i % 37, 1 + i % 5);
    }
    fs::write(&csv, text).unwrap();
    let args = ["--data", csv.to_str().unwrap(), "--epochs", "1"];
    let output = run("07_recommendation", &args);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("no user held out has more than 10 ratings"), "{text}");
}

#[test]
fn side_features_alone_and_together() {
    let args = ["--epochs", "1", "--side", "genres,trend", "--each", "--dropout", "0.2"];
    let lines = json_lines("08_concatenated_mlp", &args);
    for run in ["[100] + genres", "[100] + trend", "[100] + genres + trend"] {
        let trained = lines.iter().filter(|line| line["run"] == run && line["epoch"] == 0);
        assert_eq!(trained.count(), 1, "{run}");
    }
    // The same seed draws the same dropout.
    let losses = |lines: &[Value]| -> Vec<Value> {
        lines.iter().map(|line| line["valid_loss"].clone()).filter(|loss| !loss.is_null()).collect()
    };
    assert_eq!(losses(&lines), losses(&json_lines("08_concatenated_mlp", &args)));
    let dropped = json_lines("08_concatenated_mlp", &["--epochs", "1", "--no-side"]);
    assert_eq!(losses(&lines)[0], losses(&dropped)[0], "the dot product has nothing to drop");
    assert_ne!(losses(&lines)[1], losses(&dropped)[1], "dropout changes the training");
}

#[test]
fn side_features_that_the_data_lack_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = run("08_concatenated_mlp", &["--data", &small_csv(folder.path())]);
    let error = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains("does not say what the side feature `age` needs"), "{error}");
    for args in [["--side", "shoe-size"], ["--dropout", "1"], ["--widths", "0,5"]] {
        assert_eq!(run("08_concatenated_mlp", &args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn the_best_model_goes_without_what_the_data_lack() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--sweeps", "20", "--seed", "3"];
    let output = run("08_best_model", &args);
    let text = String::from_utf8(output.stdout).unwrap();
    for model in ["+ people and films", "+ time"] {
        let line = format!("{csv} has nothing for the model `{model}`.");
        assert_eq!(text.matches(model).count(), 1, "{text}");
        assert!(text.contains(&line), "{text}");
    }

    let lines = json_lines("08_best_model", &[&args[..], &["--seeds", "2"]].concat());
    let runs: Vec<&str> = lines.iter().map(|line| line["run"].as_str().unwrap()).collect();
    let (dot, mean) = ("dot product, wd=0.1", "the mean of 5 of them");
    assert_eq!(runs, [dot, mean, "Bayesian factors", "+ who rated what"]);
    for line in &lines {
        let of = |what: &str, which: &str| line["summary"][what][which].as_f64().unwrap();
        assert!(of("mse", "sd") > 0.0, "two seeds, two results: {line}");
        // The mean of two squares is the square of the mean and half the variance.
        let squares = of("rmse", "mean").powi(2) + of("rmse", "sd").powi(2) / 2.0;
        assert!((squares - of("mse", "mean")).abs() < 1e-9, "{line}");
    }
    // What comes of a seed does not depend on the seeds beside it.
    let second = json_lines("08_best_model", &["--data", &csv, "--sweeps", "20", "--seed", "4"]);
    for (both, second) in lines.iter().zip(&second) {
        let mse = |line: &Value, which: &str| line["summary"]["mse"][which].as_f64().unwrap();
        // Of two values, either is half a square root of 2 standard deviations from the mean.
        let distance = (mse(second, "mean") - mse(both, "mean")).abs();
        assert!((distance - mse(both, "sd") * 0.5_f64.sqrt()).abs() < 1e-9, "{both} {second}");
    }
    for bad in [["--sweeps", "0"], ["--factors", "many"], ["--seeds", "0"]] {
        assert_eq!(run("08_best_model", &bad).status.code(), Some(2), "{bad:?}");
    }
}

#[test]
fn the_map_of_two_other_components_can_be_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["--epochs", "1", "--components", "1,3"];
    let output = run_in(folder.path(), "06_interpretation", &args);
    assert!(output.status.success(), "{}", stderr(&output));
    let map = fs::read_to_string(folder.path().join("figures/06_map.json")).unwrap();
    let map: Value = serde_json::from_str(&map).unwrap();
    assert!(map["y"].as_str().unwrap().starts_with("component 3"), "{}", map["y"]);
    assert_eq!(map["films"].as_array().unwrap().len(), 50);
}

/// The JSON lines without the one on models, and that one's models.
fn apart(mut lines: Vec<Value>) -> (Vec<Value>, Vec<Value>) {
    let place = lines.iter().position(|line| line["run"] == "model").expect("a line on models");
    let models = lines.remove(place)["summary"]["models"].as_array().unwrap().clone();
    (lines, models)
}

/// When each model was trained: `now` or `before`.
fn trained(models: &[Value]) -> Vec<&str> {
    models.iter().map(|model| model["trained"].as_str().unwrap()).collect()
}

#[test]
fn a_model_is_trained_once_and_the_second_run_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let run = |name: &str, more: &[&str]| {
        let args = [&["--data", &csv, "--epochs", "2"], more].concat();
        apart(json_lines_in(folder.path(), name, &args))
    };
    let (first, models) = run("06_interpretation", &[]);
    assert_eq!(trained(&models), ["now"]);
    assert!(first.iter().any(|line| line["epoch"] == 1 && line["seconds"].is_f64()));
    let (second, models) = run("06_interpretation", &[]);
    assert_eq!(trained(&models), ["before"]);
    assert_eq!(first, second, "to the last bit, seconds included");
    assert_eq!(trained(&run("07_recommendation", &[]).1), ["before"], "they share their models");

    let (_, models) = run("06_interpretation", &["--seeds", "3"]);
    assert_eq!(trained(&models), ["before", "now", "now"]);
    let seeds: Vec<u64> = models.iter().map(|model| model["seed"].as_u64().unwrap()).collect();
    assert_eq!(seeds, [0, 1, 2]);
    let rows = folder.path().join("rows.txt");
    fs::write(&rows, "0\n1\n2\n").unwrap();
    for other in [
        ["--lr", "0.004"],
        ["--factors", "49"],
        ["--batch-size", "32"],
        ["--weight-decay", "0.2"],
        ["--epochs", "3"],
        ["--valid-rows", rows.to_str().unwrap()],
    ] {
        let args = [&["--data", &csv], &other[..]].concat();
        let (_, models) = apart(json_lines_in(folder.path(), "06_interpretation", &args));
        assert_eq!(trained(&models), ["now"], "{other:?}");
    }

    let edited = fs::read_to_string(&csv).unwrap().replacen("u0,i0,1", "u0,i0,5", 1);
    fs::write(&csv, edited).unwrap();
    let (third, models) = run("06_interpretation", &[]);
    assert_eq!(trained(&models), ["now"], "another rating, another model");
    assert_ne!(third, second);
}

#[test]
fn people_are_told_which_model_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let line = || {
        let output = run_in(folder.path(), "06_interpretation", &["--data", &csv]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().find(|line| line.starts_with("model: ")).unwrap().to_owned()
    };
    let first = line();
    let path = first.strip_prefix("model: trained now, kept as ").unwrap();
    assert!(path.contains("/models/small_factors50_epochs5_lr5e-3_"), "{path}");
    assert!(Path::new(path).is_file());
    assert_eq!(line(), format!("model: {path}, trained before"));
}

#[test]
fn a_damaged_kept_model_is_named_and_to_be_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--epochs", "1"];
    let (_, models) = apart(json_lines_in(folder.path(), KEEPING[0], &args));
    let path = models[0]["file"].as_str().unwrap();
    let args_of_other = ["--data", &csv, "--epochs", "1", "--seed", "1"];
    let (_, others) = apart(json_lines_in(folder.path(), KEEPING[0], &args_of_other));
    let good = fs::read(path).unwrap();
    let other = fs::read(others[0]["file"].as_str().unwrap()).unwrap();
    for (bytes, problem) in [
        (&good[..good.len() - 1], "the header announces "),
        (&[][..], "the file is empty"),
        (&other[..], "it holds another model than its name says"),
    ] {
        fs::write(path, bytes).unwrap();
        for name in KEEPING {
            let output = run_in(folder.path(), name, &args);
            let error = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{name}: {error}");
            assert_eq!(error.lines().count(), 1, "{name}: {error}");
            assert!(error.starts_with(&format!("error: {path}: {problem}")), "{name}: {error}");
            let remedy = "; delete this file, and the model is trained again\n";
            assert!(error.ends_with(remedy), "{name}: {error}");
        }
    }
}

#[test]
fn a_model_can_be_given() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--epochs", "2", "--seed", "3", "--weight-decay", "0.2"];
    let (first, models) = apart(json_lines_in(folder.path(), "06_interpretation", &args));
    let model = folder.path().join("mine");
    fs::rename(models[0]["file"].as_str().unwrap(), &model).unwrap();
    let model = model.to_str().unwrap();
    // Its own settings are reported, not the defaults; the first seed of the report is an option.
    let args = ["--data", &csv, "--model", model, "--seed", "3"];
    let (given, models) = apart(json_lines_in(folder.path(), "06_interpretation", &args));
    assert_eq!(given, first);
    assert_eq!(models[0]["file"], model);
    assert_eq!(models[0]["seed"], 3);
    assert_eq!(models[0]["same_ratings"], true);
    let args = ["--data", &csv, "--model", model, "--epochs", "1"];
    let (_, models) = apart(json_lines_in(folder.path(), "07_recommendation", &args));
    assert_eq!(trained(&models), ["before"]);

    let edited = fs::read_to_string(&csv).unwrap().replacen("u0,i0,1", "u0,i0,5", 1);
    let other = folder.path().join("other.csv");
    fs::write(&other, edited).unwrap();
    let args = ["--data", other.to_str().unwrap(), "--model", model];
    let (_, models) = apart(json_lines_in(folder.path(), "06_interpretation", &args));
    assert_eq!(models[0]["same_ratings"], false);
    let text = String::from_utf8(run("06_interpretation", &args).stdout).unwrap();
    assert!(text.contains(&format!("model: {model}, trained before, on other ratings")), "{text}");

    let renamed = fs::read_to_string(&csv).unwrap().replace(",i7,", ",j,");
    fs::write(&other, renamed).unwrap();
    let other = other.to_str().unwrap();
    let missing = folder.path().join("nosuchfile").to_str().unwrap().to_owned();
    for (data, file, message) in [
        (
            "builtin",
            model,
            format!(
                "{model}: the model does not belong to the data: 30 users in the file, 943 in "
            ),
        ),
        (other, model, format!("{model}: the model does not belong to the data: film ")),
        (&csv, &csv, format!("{csv}: not a safetensors file")),
        (&csv, &missing, format!("{missing}: ")),
    ] {
        for name in KEEPING {
            let output = run(name, &["--data", data, "--model", file]);
            let error = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{name}: {error}");
            assert!(error.starts_with(&format!("error: {message}")), "{name}: {error}");
            assert_eq!(error.lines().count(), 1, "{name}: {error}");
        }
    }
    let output = run("06_interpretation", &["--model", model, "--seeds", "2"]);
    assert_eq!(output.status.code(), Some(2), "one model has one seed: {}", stderr(&output));
}

#[test]
fn the_best_network_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let path = folder.path().join("network.safetensors");
    let path = path.to_str().unwrap();
    let args = ["--data", &csv, "--no-side", "--epochs", "2", "--seeds", "2", "--dropout", "0.2"];
    let lines = json_lines("08_concatenated_mlp", &[&args[..], &["--save", path]].concat());
    let saved = &lines.iter().find(|line| line["run"] == "saved").expect("a line")["summary"];
    let of_networks = |line: &&Value| {
        line["epoch"] == 1 && line["run"].as_str().is_some_and(|run| run.starts_with('['))
    };
    let best = (lines.iter().filter(of_networks))
        .min_by(|a, b| {
            a["valid_loss"].as_f64().unwrap().total_cmp(&b["valid_loss"].as_f64().unwrap())
        })
        .unwrap();
    assert_eq!((&saved["network"], &saved["seed"]), (&best["run"], &best["seed"]));
    assert_eq!(saved["file"], path);
    let file = ModelFile::load(Path::new(path)).unwrap();
    assert_eq!(file.origin.history.last().valid_loss, best["valid_loss"].as_f64().unwrap());
    let network: CollabNn<Cpu> = file.model(&Cpu::default()).unwrap();
    assert_eq!(network.dropout, 0.2);
    let data = load(&csv).unwrap();
    let split = data.split_random(VALID_SHARE, SPLIT_SEED).unwrap();
    let learner = Learner::new(network, &split.train, &split.valid);
    let loss = learner.mean_squared_error(&split.valid);
    // Training flushes denormal numbers to zero, and we do not.
    assert_relative_eq!(loss, best["valid_loss"].as_f64().unwrap(), max_relative = 1e-6);

    // It is no model for the chapters on the dot product.
    for name in KEEPING {
        let output = run(name, &["--data", &csv, "--model", path]);
        let error = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{name}: {error}");
        let expected = format!(
            "error: {path}: the model is of the kind `collab_nn`, not `dot_product_bias`; use \
             another model file, or train the model again\n"
        );
        assert_eq!(error, expected, "{name}");
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
    let summary = |run: &str| {
        let line = lines.iter().find(|line| line["run"] == run);
        line.unwrap_or_else(|| panic!("no line of {run}"))["summary"].clone()
    };
    let (name, saved) = ("+ who rated what", summary("saved"));
    let (draws, factors) = (18, 18 * 3 + 2);
    let expected =
        json!({"model": name, "seed": 5, "draws": draws, "factors": factors, "file": path});
    assert_eq!(saved, expected);

    let file = ModelFile::load(Path::new(path)).unwrap();
    assert_eq!((file.origin.settings.factors, file.origin.settings.seed), (Some(factors), 5));
    let model: DotProduct<Cpu> = file.model(&Cpu::default()).unwrap();
    let data = load(&csv).unwrap();
    let split = data.split_random(VALID_SHARE, SPLIT_SEED).unwrap();
    let predictions = Learner::new(model, &split.train, &split.valid).predict(&split.valid);
    let (low, high) = (data.lowest_rating(), data.highest_rating());
    let errors = predictions.iter().zip(&split.valid.values);
    let squares: f64 = errors.map(|(p, r)| f64::from(p.clamp(low, high) - r).powi(2)).sum();
    let loss = squares / split.valid.len() as f64;
    let printed = summary(name)["mse"]["mean"].as_f64().unwrap();
    assert_relative_eq!(loss, printed, max_relative = 1e-5);
    assert_relative_eq!(file.origin.history.last().valid_loss, printed, max_relative = 1e-12);
}

#[test]
fn what_cannot_be_found_is_said_with_the_closest() {
    for (name, args, message) in [
        ("06_interpretation", ["--film", "Copper"], "`Copper` is in "),
        ("06_interpretation", ["--film", "Cpper Lighthose"], "no title contains `Cpper Lighthose`"),
        ("06_interpretation", ["--user", "944"], "no user `944` in builtin; the first is `1`"),
        ("06_interpretation", ["--components", "1,51"], "there is no component 51"),
        ("07_recommendation", ["--user", "#na#"], "no user `#na#` in builtin"),
        ("07_recommendation", ["--rate", "Nosuchfilm=4"], "no title contains `Nosuchfilm`"),
        ("07_recommendation", ["--rate", "Radiant Beacon=6"], "a rating of 6 for `Radiant Beacon`"),
        (
            "07_recommendation",
            ["--rate", "Radiant Beacon=4,radiant beacon=5"],
            "`Radiant Beacon (1954)` is rated twice",
        ),
    ] {
        let output = run(name, &[&args[..], &["--epochs", "1"]].concat());
        let error = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{name} {args:?}: {error}");
        assert!(error.starts_with(&format!("error: {message}")), "{name} {args:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    for (name, args) in [
        ("06_interpretation", ["--components", "1,1"]),
        ("06_interpretation", ["--components", "first"]),
        ("07_recommendation", ["--rate", "Radiant Beacon"]),
        ("07_recommendation", ["--rate", "Radiant Beacon=much"]),
    ] {
        assert_eq!(run(name, &args).status.code(), Some(2), "{name} {args:?}");
    }
}

#[test]
fn figures_that_cannot_be_saved_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("figures");
    fs::write(&file, "a file where the folder should be").unwrap();
    for name in ALL {
        let output = run_in(folder.path(), name, quick(name));
        assert_eq!(output.status.code(), Some(1), "{name}");
        let error = stderr(&output);
        assert!(error.starts_with("error: ") && error.lines().count() == 1, "{name}: {error}");
        assert!(error.contains(file.to_str().unwrap()), "{name}: {error}");
    }
}

#[test]
fn a_data_set_that_is_not_in_place_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = example("00_first_look", folder.path(), &["--data", "ml-100k"]);
    let output = command.env("WORKBOOK_DATA", folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let expected = format!("error: {}/ml-100k: no such folder; ", folder.path().display());
    assert!(stderr(&output).starts_with(&expected), "{}", stderr(&output));
}

#[test]
fn bad_options_end_with_status_2() {
    for args in [
        vec!["--epochs", "0"],
        vec!["--epochs", "many"],
        vec!["--lr", "0"],
        vec!["--lr", "NaN"],
        vec!["--factors", "0"],
        vec!["--factors", "99999999999"],
        vec!["--batch-size", "0"],
        vec!["--seeds", "0"],
        vec!["--seed", "-1"],
        vec!["--weight-decay", "-0.1"],
        vec!["--weight-decay", "inf"],
        vec!["--wd", "0.1"],
    ] {
        for name in TRAINING {
            let output = run(name, &args);
            let error = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{name} {args:?}: {error}");
            assert!(error.starts_with("error: "), "{name} {args:?}: {error}");
            assert!(output.stdout.is_empty(), "{name} {args:?} runs nothing");
        }
    }
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = example("00_first_look", folder.path(), &[])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

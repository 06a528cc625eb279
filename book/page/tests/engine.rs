//! The engine gives the pages what the book has recorded, and refuses what makes no sense.

use page::{Engine, Event, FramesOf, Model, Newcomer, Trained, Training};
use serde_json::Value;
use std::fs;
use std::path::Path;
use workbook::learn::Recipe;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The recorded validation losses of a run, by epoch.
fn recorded(record: &str, run: &str) -> Vec<f64> {
    let lines = read(&format!("output/builtin/{record}.jsonl"));
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_run = lines.filter(|line| line["run"] == run && line["seed"] == 0);
    of_run.filter_map(|line| line["valid_loss"].as_f64()).collect()
}

fn train(engine: &mut Engine, model: Model, weight_decay: f64) -> Trained {
    let recipe = Recipe { weight_decay, ..Recipe::default() };
    engine.train(&Training { model, recipe, map: None }, &mut |_| {}).unwrap()
}

#[test]
fn models_end_at_the_recorded_losses() {
    let mut engine = Engine::builtin();
    for (model, weight_decay, record, run) in [
        (Model::DotProduct, 0.01, "02_embedding", "dot product"),
        (Model::DotProductRange, 0.01, "03_sigmoid_range", "with y_range"),
        (Model::DotProductBias, 0.01, "04_biases", "with biases"),
        (Model::DotProductBias, 0.1, "05_weight_decay", "wd=0.1"),
    ] {
        let ours = train(&mut engine, model, weight_decay).valid_losses;
        let recorded = recorded(record, run);
        assert_eq!(ours.len(), recorded.len(), "{run}");
        for (ours, recorded) in ours.iter().zip(&recorded) {
            assert!((ours - recorded).abs() < 1e-6, "{run}: {ours}, {recorded}");
        }
    }
}

#[test]
fn the_film_map_ends_where_the_recorded_one_is() {
    let mut engine = Engine::builtin();
    let recipe = Recipe { weight_decay: 0.1, ..Recipe::default() };
    let map = Some(FramesOf { films: 50, frames: 20 });
    let (mut titles, mut frames, mut epochs) = (Vec::new(), Vec::new(), 0);
    let training = Training { model: Model::DotProductBias, recipe, map };
    let hear = &mut |event| match event {
        Event::Films { films } => titles = films.into_iter().map(|film| film.title).collect(),
        Event::Map(frame) => frames.push(frame),
        Event::Epoch { .. } => epochs += 1,
        Event::Step { .. } => {}
    };
    engine.train(&training, hear).unwrap();
    let steps: Vec<usize> = frames.iter().map(|frame| frame.step).collect();
    assert_eq!((steps[0], *steps.last().unwrap()), (0, 6250));
    assert!(steps.is_sorted() && (20..=22).contains(&steps.len()), "{steps:?}");
    assert_eq!(epochs, 5);

    let recorded: Value = serde_json::from_str(&read("figures/builtin/06_map.json")).unwrap();
    let recorded = recorded["films"].as_array().unwrap();
    for ((title, [x, y]), film) in titles.iter().zip(&frames.last().unwrap().points).zip(recorded) {
        assert_eq!(film["title"], *title);
        let [there_x, there_y] = ["x", "y"].map(|axis| film[axis].as_f64().unwrap());
        assert!((x - there_x).abs() < 1e-3 && (y - there_y).abs() < 1e-3, "{title}: {x}, {y}");
    }
}

#[test]
fn each_rating_adds_its_part_and_makes_predictions_surer() {
    let mut engine = Engine::builtin();
    let newcomer =
        |ratings: &[(usize, f64)]| Newcomer { ratings: ratings.to_vec(), unknown: vec![] };
    assert!(engine.advise(&newcomer(&[])).is_err(), "nothing is trained yet");
    train(&mut engine, Model::DotProductBias, 0.1);

    let nothing = engine.advise(&newcomer(&[])).unwrap();
    let films = engine.films();
    let first = nothing.next.as_ref().unwrap().film.clone();
    let by_train = films.iter().take(5).any(|film| *film == first);
    assert!(by_train, "the questions begin with what most people know: {first:?}");
    let one = engine.advise(&newcomer(&[(first.film, 5.0)])).unwrap();
    assert!(one.typical_error < nothing.typical_error);
    assert_ne!(one.next.unwrap().film, first);
    assert_eq!(one.list.len(), 10);
    assert!(one.list.is_sorted_by(|a, b| a.predicted >= b.predicted));
    for film in &one.list {
        assert_ne!(film.film, first.film);
        assert_eq!(film.adds.len(), 1);
        assert!((film.adds[0] > 0.0) == (film.predicted > film.at_first), "{film:?}");
    }
    let passed = Newcomer { ratings: vec![], unknown: vec![first.film] };
    assert_ne!(engine.advise(&passed).unwrap().next.unwrap().film, first);

    for (ratings, message) in [
        (vec![(0, 3.0)], "there is no film 0"),
        (vec![(10_000, 3.0)], "there is no film 10000"),
        (vec![(1, 6.0)], "6 is not a rating from 1 to 5"),
        (vec![(1, 3.0), (1, 4.0)], "rated twice"),
    ] {
        let error = engine.advise(&newcomer(&ratings)).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn a_recipe_that_is_none_is_refused() {
    let mut engine = Engine::builtin();
    let usual = Recipe::default();
    for recipe in [
        Recipe { epochs: 0, ..usual },
        Recipe { factors: 0, ..usual },
        Recipe { batch_size: 0, ..usual },
        Recipe { lr: f64::NAN, ..usual },
        Recipe { weight_decay: -0.1, ..usual },
        Recipe { batch_size: 1 << 20, ..usual },
    ] {
        let training = Training { model: Model::DotProduct, recipe, map: None };
        assert!(engine.train(&training, &mut |_| {}).is_err(), "{recipe:?}");
    }
}

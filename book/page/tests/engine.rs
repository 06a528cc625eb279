//! The engine gives the pages what the book has recorded, and refuses what makes no sense.

mod recorded;

use page::{Engine, Event, FramesOf, Loop, Model, Newcomer, Round, Trained, Training};
use recorded::{read, recorded};
use serde_json::Value;
use workbook::learn::Recipe;

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
        Event::Step { .. } | Event::Round(_) => {}
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

/// The rounds of a feedback loop, and how far the page hears that its trainings have come.
fn rounds_of(engine: &mut Engine, asked: Loop) -> (Vec<Round>, Vec<(usize, usize)>) {
    let (mut rounds, mut steps) = (Vec::new(), Vec::new());
    let hear = &mut |event| match event {
        Event::Round(round) => rounds.push(round),
        Event::Step { done, of } => steps.push((done, of)),
        other => panic!("{other:?}"),
    };
    engine.feedback(&asked, hear).unwrap();
    (rounds, steps)
}

#[test]
fn feedback_loops_are_the_recorded_ones() {
    let mut engine = Engine::builtin();
    let recipe = Recipe { weight_decay: 0.1, ..Recipe::default() };
    let records = read("output/builtin/07_recommendation.jsonl");
    for (random, run) in [(0, "feedback, best shown"), (10, "feedback, random shown")] {
        let asked = Loop { recipe, places: 10, random, rounds: 4 };
        let (rounds, _) = rounds_of(&mut engine, asked);
        let lines = records.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let recorded = lines.into_iter().find(|line| line["run"] == run).unwrap();
        let recorded = |key: &str| recorded["summary"][key].as_array().unwrap().clone();
        let (shares, films) = (recorded("top_tenth"), recorded("distinct_films"));
        assert_eq!((rounds.len(), shares.len()), (5, 5));
        for (round, (share, films)) in rounds.iter().zip(shares.iter().zip(films)) {
            let off = (round.top_tenth - share.as_f64().unwrap()).abs();
            assert!(off < 1e-6 && round.distinct_films == films, "{run}: {rounds:?}");
        }
    }
}

#[test]
fn a_feedback_loop_is_the_same_in_a_world_that_is_known() {
    let mut engine = Engine::builtin();
    let recipe = Recipe { epochs: 1, factors: 4, weight_decay: 0.1, ..Recipe::default() };
    let asked = Loop { recipe, places: 20, random: 4, rounds: 2 };
    let (rounds, steps) = rounds_of(&mut engine, asked);
    let (again, fewer_steps) = rounds_of(&mut engine, asked);
    assert_eq!(rounds, again);
    // Twice 80,000 ratings more, for the world and for what is learned before the first round.
    assert_eq!(steps.last().unwrap().1 - fewer_steps.last().unwrap().1, 2 * 1250);
    for steps in [steps, fewer_steps] {
        let (done, of) = *steps.last().unwrap();
        assert!(steps.is_sorted() && done <= of && done > of - of / 50, "{steps:?}");
    }
    let other = Loop { recipe: Recipe { seed: 1, ..recipe }, ..asked };
    let (others, _) = rounds_of(&mut engine, other);
    assert_ne!(rounds, others, "another recipe has another world");
    assert_eq!(others, rounds_of(&mut Engine::builtin(), other).0);
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

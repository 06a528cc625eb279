//! Model files in Python's hands: `safetensors.numpy` finds the same names, shapes and bits, the lines
//! in the README run, and models computed with NumPy predict and recommend what they do here.
//!
//! These tests are skipped unless `WORKBOOK_PYTHON`, or else `python3`, is a Python that has
//! safetensors and NumPy.
//!
//! ```text
//! python3 -m venv target/python && target/python/bin/pip install safetensors numpy
//! WORKBOOK_PYTHON=target/python/bin/python cargo test --test model_files_in_python
//! ```

use approx::assert_relative_eq;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode, Output};
use workbook::data::{Dataset, SideEncoder, SideFeature, builtin};
use workbook::learn::{EpochRecord, History, Learner, Recipe};
use workbook::models::{CollabNn, CollabNnConfig, DotProduct, DotProductBias};
use workbook::saved::{About, ModelFile, Recommender};

/// The program that predicts with a network.
const NETWORK: &str = include_str!("python/collab_nn.py");
/// The program that recommends with a dot product.
const RECOMMEND: &str = include_str!("python/recommend.py");

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let python = std::env::var_os("WORKBOOK_PYTHON").unwrap_or_else(|| "python3".into());
    let found = Command::new(&python).args(["-c", "import safetensors.numpy"]).output();
    let found = found.is_ok_and(|output| output.status.success());
    if !found {
        println!(
            "skipped: {} has no safetensors with NumPy; set WORKBOOK_PYTHON to a Python that does",
            python.display()
        );
    }
    let trial = |name: &str, run: fn(OsString) -> Result<(), Failed>| {
        let python = python.clone();
        Trial::test(name, move || run(python)).with_ignored_flag(!found)
    };
    let trials = vec![
        trial("python_reads_the_same_names_shapes_and_bits", same_bits),
        trial("the_lines_in_the_readme_run", readme),
        trial("numpy_predicts_what_a_network_with_all_side_features_predicts_here", all_features),
        trial("numpy_reads_each_side_feature_by_itself", each_feature),
        trial("numpy_takes_features_whose_numbers_are_all_equal", equal_numbers),
        trial("python_recommends_what_is_recommended_here", recommendations),
        trial("files_of_other_kinds_are_refused_in_one_line", other_kinds),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Saves a model of three users and four films whose factors are odd numbers and whose film biases
/// rise with the row.
fn save(path: &Path) -> Result<ModelFile, Failed> {
    let mut model = DotProductBias::new(3, 4, 2, 0);
    let odd = [-0.0, f32::from_bits(1), f32::MAX, f32::MIN, 0.1, 1.0 / 3.0, 1e-30, -1.0];
    model.item_factors.weight.copy_from(&odd);
    model.item_bias.weight.copy_from(&[0.0, 0.1, 0.2, 0.3]);
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let epoch = EpochRecord { epoch: 0, train_loss: 1.0, valid_loss: 0.9, seconds: 0.1 };
    let about = About {
        data: "films.csv".to_owned(),
        recipe: Recipe { factors: 2, epochs: 1, ..Recipe::default() },
        history: History { epochs: vec![epoch] },
        users: names(&["#na#", "ann", "bob"]),
        items: names(&["#na#", "Alien (1979)", "Misérables, Les (1995)", "Brazil (1985)"]),
        side: SideEncoder::default(),
        y_range: None,
        dropout: 0.0,
    };
    let file = ModelFile::new(&model, about);
    file.save(path)?;
    Ok(file)
}

fn run(
    python: &OsString,
    program: &str,
    path: &Path,
    arguments: &[&str],
) -> Result<Output, Failed> {
    let mut command = Command::new(python);
    command.env("PYTHONIOENCODING", "utf-8").args(["-c", program]).arg(path).args(arguments);
    Ok(command.output()?)
}

/// What a program prints on standard output.
fn output(
    python: &OsString,
    program: &str,
    path: &Path,
    arguments: &[&str],
) -> Result<String, Failed> {
    let output = run(python, program, path, arguments)?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn same_bits(python: OsString) -> Result<(), Failed> {
    const READ: &str = "
import json, sys, safetensors.numpy
tensors = safetensors.numpy.load_file(sys.argv[1])
print(json.dumps({
    name: {'dtype': str(t.dtype), 'shape': t.shape, 'bits': t.view('uint32').ravel().tolist()}
    for name, t in tensors.items()
}))
";
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("model.safetensors");
    let file = save(&path)?;
    let found: Value = serde_json::from_str(&output(&python, READ, &path, &[])?)?;
    let expected: serde_json::Map<String, Value> = (file.tensors.iter())
        .map(|(name, tensor)| {
            let bits: Vec<u32> = tensor.values.iter().map(|x| x.to_bits()).collect();
            (name.clone(), json!({"dtype": "float32", "shape": tensor.shape, "bits": bits}))
        })
        .collect();
    assert_eq!(expected.len(), 4);
    assert_eq!(found, Value::Object(expected));
    Ok(())
}

fn readme_program() -> Result<String, Failed> {
    // A clone may have carriage returns at the ends of its lines.
    let readme = include_str!("../README.md").replace("\r\n", "\n");
    let (_, after) = readme.split_once("```python\n").ok_or("the README has lines of Python")?;
    let (program, _) = after.split_once("```").ok_or("which end")?;
    Ok(program.to_owned())
}

fn readme(python: OsString) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("model.safetensors");
    save(&path)?;
    let text = output(&python, &readme_program()?, &path, &[])?;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let best = ["+0.300 Brazil (1985)", "+0.200 Misérables, Les (1995)", "+0.100 Alien (1979)"];
    assert_eq!(lines[..3], best, "{text}");
    Ok(())
}

/// One clear line about a file that a program is not for.
fn refusal(python: &OsString, program: &str, path: &Path) -> Result<String, Failed> {
    let output = run(python, program, path, &["[]"])?;
    let complaint = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(1), "{complaint}");
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
    assert!(complaint.starts_with("error: "), "{complaint}");
    Ok(complaint)
}

fn other_kinds(python: OsString) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("model.safetensors");
    let biased = save(&path)?;
    let complaint = refusal(&python, NETWORK, &path)?;
    assert!(complaint.contains("of the kind 'dot_product_bias'"), "{complaint}");

    let plain = DotProduct::new(3, 4, 2, 0);
    ModelFile::new(&plain, biased.about).save(&path)?;
    let complaint = refusal(&python, &readme_program()?, &path)?;
    assert!(complaint.contains("of the kind dot_product has no biases"), "{complaint}");

    for bytes in [&b"user,item,rating\n"[..], b"\x02\0\0\0\0\0\0\0{}", b""] {
        std::fs::write(&path, bytes)?;
        let complaint = refusal(&python, NETWORK, &path)?;
        assert!(complaint.contains("is not a model file of the workbook"), "{complaint}");
    }
    std::fs::remove_file(&path)?;
    refusal(&python, NETWORK, &path)?;
    Ok(())
}

/// A network with all side features there are.
fn all_features(python: OsString) -> Result<(), Failed> {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..2_000);
    predictions(&python, data, &SideFeature::ALL)
}

/// Each feature alone, so that none can hide behind another.
fn each_feature(python: OsString) -> Result<(), Failed> {
    for feature in SideFeature::ALL {
        let mut data = builtin::dataset();
        data.ratings = data.ratings.select(0..500);
        predictions(&python, data, &[feature])?;
    }
    Ok(())
}

/// Everyone is of one age, every film of one year, every rating of one second.
fn equal_numbers(python: OsString) -> Result<(), Failed> {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..500);
    data.user_records.iter_mut().flatten().for_each(|user| user.age = 40);
    data.item_records.iter_mut().flatten().for_each(|film| film.year = Some(1990));
    data.ratings.timestamps.iter_mut().flatten().for_each(|time| *time = 880_000_000);
    predictions(&python, data, &SideFeature::ALL)
}

/// Trains a network on `data` and compares its predictions with those of NumPy.
fn predictions(
    python: &OsString,
    mut data: Dataset,
    features: &[SideFeature],
) -> Result<(), Failed> {
    let encoder = data.add_side_features(features)?;
    let shape = encoder.shape();
    let config = CollabNnConfig {
        categories: shape.categories,
        numbers: shape.numbers,
        hidden: vec![8, 4],
        ..CollabNnConfig::default()
    };
    let split = data.split_random(0.2, 42)?;
    let (n_users, n_items) = (data.n_users(), data.n_items());
    let model = CollabNn::new(n_users, n_items, &config, 0);
    // A rate that takes the embeddings well away from zero, so that each of them matters.
    let recipe = Recipe { epochs: 3, lr: 5e-2, ..Recipe::default() };
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    let history = learner.fit_one_cycle()?;
    let about = About { side: encoder.clone(), ..About::new(&data, recipe, history) };
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("network.safetensors");
    ModelFile::new(&learner.model, about).save(&path)?;

    // Later ratings, the first two with something that training has not met: an occupation, a film.
    let n = data.ratings.len();
    data.ratings = data.ratings.select((0..n).step_by(n / 8));
    let first = data.ratings.users[0] as usize;
    let user = data.user_records[first].as_mut().ok_or("a user with a record")?;
    user.occupation = "astronaut".to_owned();
    data.ratings.items[1] = 0;
    // The last second of a day before 1970, a Saturday's.
    let times = data.ratings.timestamps.as_mut().ok_or("times")?;
    times[2] = -4 * 24 * 60 * 60 - 1;
    encoder.apply(&mut data)?;
    let later = data.ratings.users.iter().zip(&data.ratings.items).zip(
        data.ratings.timestamps.iter().flatten(), // as many as ratings
    );
    let ratings = later.map(|((&user, &film), time)| {
        let person = data.user_records[user as usize].as_ref()?;
        let facts = data.item_records[film as usize].as_ref();
        Some(json!({
            "user": data.users.name(user as usize), "film": data.items.name(film as usize),
            "age": person.age, "gender": person.gender, "occupation": person.occupation,
            "genres": facts.map_or(&[][..], |film| &film.genres), "time": time,
            "year": facts.and_then(|film| film.year),
        }))
    });
    let ratings = ratings.collect::<Option<Value>>().ok_or("all users have records")?;
    let found = output(python, NETWORK, &path, &[&ratings.to_string()])?;
    let found: Vec<f64> = serde_json::from_str(&found)?;
    let expected = learner.predict(&data.ratings);
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_relative_eq!(*found, f64::from(*expected), max_relative = 1e-5);
    }
    let lowest = expected.iter().copied().fold(f32::INFINITY, f32::min);
    let highest = expected.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    assert!(highest - lowest > 0.1, "predictions that differ: {expected:?}");
    Ok(())
}

/// Lists for users, newcomers and films: the same films in the same order, with the same numbers.
fn recommendations(python: OsString) -> Result<(), Failed> {
    let data = builtin::dataset();
    let split = data.split_random(0.2, 42)?;
    let recipe = Recipe { factors: 8, epochs: 1, lr: 5e-2, ..Recipe::default() };
    let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, 0);
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    let history = learner.fit_one_cycle()?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("model.safetensors");
    ModelFile::new(&learner.model, About::new(&data, recipe, history)).save(&path)?;
    let recommender = Recommender::load(&path, &data)?;
    let builtin = concat!(env!("CARGO_MANIFEST_DIR"), "/data/builtin");
    let titles = data.items.names();
    for (user, first, stars) in [("1", 3, [5.0, 4.0, 1.0]), ("943", 700, [2.5, 1.0, 3.0])] {
        let rated = [titles[first].as_str(), &titles[first + 1], &titles[first + 2]];
        let rated: Vec<(&str, f64)> = rated.into_iter().zip(stars).collect();
        let film = &*titles[first + 3];
        let expected = [
            recommender.for_user(user, 5)?,
            recommender.for_newcomer(&rated, 5)?,
            recommender.similar(film, 5)?,
        ];
        let ratings = json!(rated).to_string();
        let found = output(&python, RECOMMEND, &path, &[builtin, user, &ratings, film])?;
        let found: Vec<Vec<(String, f64)>> = serde_json::from_str(&found)?;
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found.len(), expected.len());
            for ((title, number), (other, expected)) in found.iter().zip(expected) {
                assert_eq!(title, other);
                assert_relative_eq!(*number, *expected, max_relative = 1e-6);
            }
        }
    }
    Ok(())
}

//! Model files in Python's hands: `safetensors.numpy` finds the same names, shapes and bits, the lines
//! in the README run, and a network computed with NumPy predicts what it predicts here.
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
use std::process::{Command, ExitCode};
use workbook::data::{SideEncoder, SideFeature, builtin};
use workbook::learn::{EpochRecord, History, Learner, Recipe};
use workbook::models::{CollabNn, CollabNnConfig, DotProductBias};
use workbook::saved::{About, ModelFile};

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
        trial("numpy_predicts_what_the_network_predicts_here", predictions),
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

/// What a program prints on standard output.
fn output(
    python: &OsString,
    program: &str,
    path: &Path,
    arguments: &[&str],
) -> Result<String, Failed> {
    let output = Command::new(python)
        .env("PYTHONIOENCODING", "utf-8")
        .args(["-c", program])
        .arg(path)
        .args(arguments)
        .output()?;
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

fn readme(python: OsString) -> Result<(), Failed> {
    let readme = include_str!("../README.md");
    let (_, after) = readme.split_once("```python\n").ok_or("the README has lines of Python")?;
    let (program, _) = after.split_once("```").ok_or("which end")?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("model.safetensors");
    save(&path)?;
    let text = output(&python, program, &path, &[])?;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let best = ["+0.300 Brazil (1985)", "+0.200 Misérables, Les (1995)", "+0.100 Alien (1979)"];
    assert_eq!(lines[..3], best, "{text}");
    Ok(())
}

fn predictions(python: OsString) -> Result<(), Failed> {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..2_000);
    let features =
        [SideFeature::Age, SideFeature::Gender, SideFeature::Genres, SideFeature::Occupation];
    let encoder = data.add_side_features(&features)?;
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

    // Later ratings: of one user we now know an occupation that training has not met.
    data.ratings = data.ratings.select((0..2_000).step_by(250));
    let first = data.ratings.users[0];
    let user = data.user_records[first].as_mut().ok_or("a user with a record")?;
    user.occupation = "astronaut".to_owned();
    encoder.apply(&mut data)?;
    let ratings = data.ratings.users.iter().zip(&data.ratings.items).map(|(&user, &film)| {
        let (person, facts) =
            (data.user_records[user].as_ref()?, data.item_records[film].as_ref()?);
        Some(json!({
            "user": data.users.name(user), "film": data.items.name(film), "age": person.age,
            "gender": person.gender, "genres": facts.genres, "occupation": person.occupation,
        }))
    });
    let ratings = ratings.collect::<Option<Value>>().ok_or("all users and films have records")?;
    let program = include_str!("python/collab_nn.py");
    let found: Vec<f64> =
        serde_json::from_str(&output(&python, program, &path, &[&ratings.to_string()])?)?;
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

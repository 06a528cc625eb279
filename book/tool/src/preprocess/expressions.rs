//! Expressions over the records, in the language of MiniJinja: `value("RECORD", "RUN", "PATH") > 0.82`.

use crate::records::{Place, Records};
use anyhow::{Context, Result, ensure};
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use std::sync::{Arc, Mutex};

/// The value of an expression, and what it looked up, in words.
pub fn evaluate(
    expression: &str,
    context: Value,
    records: &Records,
) -> Result<(Value, Vec<String>), Error> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let found = environment(records, &seen).compile_expression(expression)?.eval(context)?;
    let seen = seen.lock().expect("no thread has failed").clone();
    Ok((found, seen))
}

/// The functions that expressions may call, besides those of MiniJinja.
fn environment(records: &Records, seen: &Arc<Mutex<Vec<String>>>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let look_up = |what: fn(&Records, &Place) -> Result<serde_json::Value>| {
        let (records, seen) = (records.clone(), seen.clone());
        move |record: String, run: String, path: String, options: Kwargs| {
            let epoch = options.get::<Option<u64>>("epoch")?;
            options.assert_all_used()?;
            let place = Place { record, run, epoch, path };
            let value = what(&records, &place)
                .map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("{error:#}")))?;
            let mut seen = seen.lock().expect("no thread has failed");
            seen.push(format!("{} of \"{}\" is {value}", place.path, place.run));
            Ok(Value::from(Serde(value)))
        }
    };
    environment.add_function("value", look_up(value));
    environment.add_function("seeds", look_up(seeds));
    environment.add_function("epochs", look_up(epochs));
    environment.add_function("spread", look_up(spread));
    environment.add_function("rises", |numbers: Vec<f64>| in_order(&numbers, |a, b| a < b));
    environment.add_function("falls", |numbers: Vec<f64>| in_order(&numbers, |a, b| a > b));
    environment
}

/// The value at a place, which must not be empty.
fn value(records: &Records, place: &Place) -> Result<serde_json::Value> {
    let value = records.value(place)?;
    ensure!(!value.is_null(), "there is no number at {} of \"{}\"", place.path, place.run);
    Ok(value)
}

/// The values at a place, one for each seed.
fn seeds(records: &Records, place: &Place) -> Result<serde_json::Value> {
    Ok(records.values(place)?.into())
}

/// The values at a place in the lines of the epochs, each the mean over the seeds.
fn epochs(records: &Records, place: &Place) -> Result<serde_json::Value> {
    let values = (0..records.epochs(&place.record, &place.run)?)
        .map(|epoch| value(records, &Place { epoch: Some(epoch), ..place.clone() }));
    values.collect()
}

/// The mean and the standard deviation at a place, as the examples print them.
fn spread(records: &Records, place: &Place) -> Result<serde_json::Value> {
    let part = |name: &str| {
        let place = Place { path: format!("{}.{name}", place.path), ..place.clone() };
        let number = value(records, &place)?.as_f64();
        number.with_context(|| format!("there is no number at {}", place.path))
    };
    Ok(format!("{:.4} ± {:.4}", part("mean")?, part("sd")?).into())
}

/// Whether every number and the next are in order. Fewer than two numbers have none.
fn in_order(numbers: &[f64], order: fn(f64, f64) -> bool) -> Result<bool, Error> {
    if numbers.len() < 2 {
        let message = format!("{numbers:?} is too short to rise or fall");
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    Ok(numbers.windows(2).all(|pair| order(pair[0], pair[1])))
}

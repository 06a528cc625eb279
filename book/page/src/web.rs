//! What engines need to be asked from JavaScript: plain objects in, JSON out.

use crate::{Columns, Event};
use js_sys::{Array, Float32Array, Function, Object, Reflect, Uint32Array};
use serde::Serialize;
use std::fmt::Display;
use wasm_bindgen::JsValue;
use workbook::learn::Recipe;

/// An answer in JSON, or an error for the reader of the page.
pub type Answer = Result<String, String>;

/// The recipe of a question, `{recipe: {epochs, …}}`. What it leaves out is the recipe of the book.
pub fn recipe(question: &JsValue) -> Recipe {
    let recipe = get(question, "recipe");
    let usual = Recipe::default();
    Recipe {
        epochs: count(&recipe, "epochs").unwrap_or(usual.epochs),
        lr: number(&recipe, "lr").unwrap_or(usual.lr),
        factors: count(&recipe, "factors").unwrap_or(usual.factors),
        batch_size: count(&recipe, "batch_size").unwrap_or(usual.batch_size),
        weight_decay: number(&recipe, "weight_decay").unwrap_or(usual.weight_decay),
        seed: count(&recipe, "seed").map_or(usual.seed, |seed| seed as u64),
    }
}

/// The answer that a result becomes.
pub fn answer(result: Result<impl Serialize, impl Display>) -> Answer {
    result.map(|answer| json(&answer)).map_err(|error| error.to_string())
}

/// A value in JSON.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("answers and events have text for keys")
}

/// A listener that hands each event to the page, in JSON.
pub fn heard_by(hear: &Function) -> impl FnMut(Event) {
    // A page that fails to hear does not stop the engine.
    |event| drop(hear.call1(&JsValue::NULL, &json(&event).into()))
}

/// A property of an object; `undefined` if there is none, or no object.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A number; nothing if the property is none.
pub fn number(object: &JsValue, name: &str) -> Option<f64> {
    get(object, name).as_f64()
}

/// A number without its fraction; nothing if the property is no number.
pub fn count(object: &JsValue, name: &str) -> Option<usize> {
    number(object, name).map(|number| number as usize)
}

/// The numbers of a list without their fractions; none if the property is no list.
pub fn counts(object: &JsValue, name: &str) -> Vec<usize> {
    let numbers = list(object, name).into_iter().filter_map(|number| number.as_f64());
    numbers.map(|number| number as usize).collect()
}

/// Whether a property is true.
pub fn flag(object: &JsValue, name: &str) -> bool {
    get(object, name).is_truthy()
}

/// A text; empty if the property is none.
pub fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

/// The items of a list; none if the property is no list.
pub fn list(object: &JsValue, name: &str) -> Vec<JsValue> {
    let list = get(object, name);
    if Array::is_array(&list) { Array::from(&list).to_vec() } else { Vec::new() }
}

/// Columns as an object of typed arrays.
pub fn columns_object(columns: &Columns) -> JsValue {
    let Columns { users, films, ratings, repeats, n_users, n_films } = columns;
    let column = |rows: &Vec<u32>| Uint32Array::from(rows.as_slice()).into();
    let object = Object::new();
    for (name, value) in [
        ("users", column(users)),
        ("films", column(films)),
        ("ratings", Float32Array::from(ratings.as_slice()).into()),
        ("repeats", repeats.as_ref().map_or(JsValue::UNDEFINED, column)),
        ("n_users", JsValue::from_f64(*n_users as f64)),
        ("n_films", JsValue::from_f64(*n_films as f64)),
    ] {
        // An object of our own takes every property.
        drop(Reflect::set(&object, &name.into(), &value));
    }
    object.into()
}

/// The columns that such an object holds.
pub fn columns(object: &JsValue) -> Columns {
    let column = |name| Uint32Array::new(&get(object, name)).to_vec();
    let has_repeats = !get(object, "repeats").is_undefined();
    Columns {
        users: column("users"),
        films: column("films"),
        ratings: Float32Array::new(&get(object, "ratings")).to_vec(),
        repeats: has_repeats.then(|| column("repeats")),
        n_users: count(object, "n_users").unwrap_or(0),
        n_films: count(object, "n_films").unwrap_or(0),
    }
}

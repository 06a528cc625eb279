//! The engine as JavaScript sees it: plain objects in, JSON out.

use crate::{Engine, Event, FramesOf, Model, Newcomer, Training};
use js_sys::{Array, Function, Reflect};
use serde::Serialize;
use std::fmt::Display;
use wasm_bindgen::prelude::*;
use workbook::learn::Recipe;

/// An [`Engine`] with the built-in ratings, in a page's worker. Every answer and every event that `hear` is
/// called with is JSON; every error is for the reader of the page.
#[wasm_bindgen]
pub struct PageEngine(Engine);

type Answer = Result<String, String>;

#[wasm_bindgen]
impl PageEngine {
    /// Makes the ratings.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(Engine::builtin())
    }

    /// See [`Engine::films`].
    pub fn films(&self) -> String {
        json(&self.0.films())
    }

    /// See [`Engine::train`]: `{model, recipe: {epochs, …}, map: {films, frames}}`. What
    /// `recipe` leaves out is the recipe of the book.
    ///
    /// # Errors
    /// As there.
    pub fn train(&mut self, question: &JsValue, hear: &Function) -> Answer {
        let recipe = get(question, "recipe");
        let usual = Recipe::default();
        let recipe = Recipe {
            epochs: count(&recipe, "epochs").unwrap_or(usual.epochs),
            lr: number(&recipe, "lr").unwrap_or(usual.lr),
            factors: count(&recipe, "factors").unwrap_or(usual.factors),
            batch_size: count(&recipe, "batch_size").unwrap_or(usual.batch_size),
            weight_decay: number(&recipe, "weight_decay").unwrap_or(usual.weight_decay),
            seed: count(&recipe, "seed").map_or(usual.seed, |seed| seed as u64),
        };
        let model = match text(question, "model").as_str() {
            "dot_product" => Model::DotProduct,
            "dot_product_range" => Model::DotProductRange,
            "dot_product_bias" => Model::DotProductBias,
            other => return Err(format!("the engine knows no model {other}")),
        };
        let map = get(question, "map");
        let map = count(&map, "films").zip(count(&map, "frames"));
        let map = map.map(|(films, frames)| FramesOf { films, frames });
        answer(self.0.train(&Training { model, recipe, map }, &mut heard_by(hear)))
    }

    /// See [`Engine::advise`]: `{ratings: [[film, stars], …], unknown: [film, …]}`.
    ///
    /// # Errors
    /// As there.
    pub fn newcomer(&self, question: &JsValue) -> Answer {
        let pair = |pair: &JsValue| {
            let pair = Array::from(pair);
            Some((pair.get(0).as_f64()? as usize, pair.get(1).as_f64()?))
        };
        let ratings = list(question, "ratings").iter().filter_map(pair).collect();
        let unknown = counts(question, "unknown");
        answer(self.0.advise(&Newcomer { ratings, unknown }))
    }
}

fn answer(result: Result<impl Serialize, impl Display>) -> Answer {
    result.map(|answer| json(&answer)).map_err(|error| error.to_string())
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("answers and events have text for keys")
}

fn heard_by(hear: &Function) -> impl FnMut(Event) {
    // A page that fails to hear does not stop the engine.
    |event| drop(hear.call1(&JsValue::NULL, &json(&event).into()))
}

/// A property of an object; `undefined` if there is none, or no object.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    get(object, name).as_f64()
}

fn count(object: &JsValue, name: &str) -> Option<usize> {
    number(object, name).map(|number| number as usize)
}

fn counts(object: &JsValue, name: &str) -> Vec<usize> {
    let numbers = list(object, name).into_iter().filter_map(|number| number.as_f64());
    numbers.map(|number| number as usize).collect()
}

fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

fn list(object: &JsValue, name: &str) -> Vec<JsValue> {
    let list = get(object, name);
    if Array::is_array(&list) { Array::from(&list).to_vec() } else { Vec::new() }
}

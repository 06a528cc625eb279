//! The engine of the dot products, the film map and newcomers, which chapters 2 to 7 ask.

#[cfg(target_family = "wasm")]
mod exported {
    use js_sys::{Array, Function};
    use page::web::{
        Answer, answer, columns, count, counts, get, heard_by, json, list, recipe, text,
    };
    use page::{Engine, FramesOf, Loop, Model, Newcomer, Training};
    use wasm_bindgen::prelude::*;

    /// An [`Engine`] with the built-in ratings, in a page's worker. Every answer and every event that `hear` is
    /// called with is JSON; every error is for the reader of the page.
    #[wasm_bindgen]
    pub struct PageEngine(Engine);

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

        /// See [`Engine::hold`]: what the engine `files` has read, as it gives its columns.
        ///
        /// # Errors
        /// As there.
        pub fn hold(&mut self, question: &JsValue) -> Answer {
            answer(self.0.hold(columns(question)))
        }

        /// See [`Engine::train`]: `{model, recipe: {epochs, …}, map: {films, frames}}`. What
        /// `recipe` leaves out is the recipe of the book.
        ///
        /// # Errors
        /// As there.
        pub fn train(&mut self, question: &JsValue, hear: &Function) -> Answer {
            let model = match text(question, "model").as_str() {
                "dot_product" => Model::DotProduct,
                "dot_product_range" => Model::DotProductRange,
                "dot_product_bias" => Model::DotProductBias,
                other => return Err(format!("the engine knows no model {other}")),
            };
            let map = get(question, "map");
            let map = count(&map, "films").zip(count(&map, "frames"));
            let map = map.map(|(films, frames)| FramesOf { films, frames });
            answer(
                self.0
                    .train(&Training { model, recipe: recipe(question), map }, &mut heard_by(hear)),
            )
        }

        /// See [`Engine::feedback`]: `{recipe: {epochs, …}, places, random, rounds}`.
        ///
        /// # Errors
        /// As there.
        pub fn feedback(&mut self, question: &JsValue, hear: &Function) -> Answer {
            let asked = Loop {
                recipe: recipe(question),
                places: count(question, "places").unwrap_or_default(),
                random: count(question, "random").unwrap_or_default(),
                rounds: count(question, "rounds").unwrap_or_default(),
            };
            answer(self.0.feedback(&asked, &mut heard_by(hear)))
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
}

fn main() {}

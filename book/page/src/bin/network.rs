//! The engine of the network, which chapter 8 asks.

#[cfg(target_family = "wasm")]
mod exported {
    use js_sys::Function;
    use page::web::{Answer, answer, count, counts, flag, heard_by, recipe};
    use page::{Engine, Network};
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

        /// See [`Engine::train_network`]: `{users, films, hidden, side, recipe: {epochs, …}}`, with the widths
        /// of the users' and the films' embeddings. What `recipe` leaves out is the recipe of the book.
        ///
        /// # Errors
        /// As there.
        pub fn train(&self, question: &JsValue, hear: &Function) -> Answer {
            let width = |name| count(question, name).unwrap_or(0);
            let network = Network {
                widths: (width("users"), width("films")),
                hidden: counts(question, "hidden"),
                side: flag(question, "side"),
            };
            answer(self.0.train_network(&network, recipe(question), &mut heard_by(hear)))
        }
    }
}

fn main() {}

//! The engine of the rankers of chapter 9.

#[cfg(target_family = "wasm")]
mod exported {
    use js_sys::Function;
    use page::web::{Answer, answer, count, counts, heard_by, text};
    use page::{Laboratory, Ranker};
    use wasm_bindgen::prelude::*;

    /// A [`Laboratory`] with the built-in interactions, in a page's worker. Every answer and every event that
    /// `hear` is called with is JSON; every error is for the reader of the page.
    #[wasm_bindgen]
    pub struct PageEngine(Laboratory);

    #[wasm_bindgen]
    impl PageEngine {
        /// Makes the interactions, and holds the latest of each user out.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            Self(Laboratory::builtin())
        }

        /// See [`Laboratory::rank`]: `{ranker, epochs, negatives: [n, …]}`. The rankers are called as by
        /// the option `--models` of the chapter's command.
        ///
        /// # Errors
        /// As there.
        pub fn rank(&self, question: &JsValue, hear: &Function) -> Answer {
            let ranker = match text(question, "ranker").as_str() {
                "stars" => Ranker::Stars,
                "popularity" => Ranker::Popularity,
                "ease" => Ranker::Ease,
                "ease-in-order" => Ranker::EaseInOrder,
                "ials" => Ranker::Ials,
                "gmf" => Ranker::Gmf,
                "tutorial-mlp" => Ranker::TutorialMlp,
                "mlp" => Ranker::Mlp,
                "neumf" => Ranker::NeuMf,
                other => return Err(format!("the engine knows no ranker {other}")),
            };
            let negatives = counts(question, "negatives");
            let epochs = count(question, "epochs");
            answer(self.0.rank(ranker, epochs, &negatives, &mut heard_by(hear)))
        }
    }
}

fn main() {}

//! The engine that reads files of the reader's own, which chapters 2 to 5 ask. What it has read goes to the
//! engine `ratings`, which trains.

#[cfg(target_family = "wasm")]
mod exported {
    use js_sys::Uint8Array;
    use page::Columns;
    use page::web::{Answer, answer, columns_object, get, list, text};
    use wasm_bindgen::prelude::*;

    /// Reads files, in a page's worker.
    #[wasm_bindgen]
    pub struct PageEngine(Option<Columns>);

    #[wasm_bindgen]
    impl PageEngine {
        /// An engine that has read nothing yet.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            Self(None)
        }

        /// See [`Columns::read`]: `{files: [{name, content}, …]}`, with contents as `Uint8Array`s. The answer is
        /// JSON.
        ///
        /// # Errors
        /// As there.
        pub fn read(&mut self, question: &JsValue) -> Answer {
            let content = |file: &JsValue| Uint8Array::new(&get(file, "content")).to_vec();
            let files = list(question, "files");
            let read = Columns::read(
                files.iter().map(|file| (text(file, "name"), content(file))).collect(),
            );
            answer(read.map(|(found, columns)| {
                self.0 = Some(columns);
                found
            }))
        }

        /// What was read last, for the engine that trains: `{users, films, ratings, repeats, n_users, n_films}`,
        /// with columns as typed arrays.
        pub fn columns(&self) -> JsValue {
            self.0.as_ref().map_or(JsValue::UNDEFINED, columns_object)
        }
    }
}

fn main() {}

//! Models on disk, as [safetensors](https://huggingface.co/docs/safetensors): a JSON header, then the
//! numbers of all tensors in float32. Python reads these files as they are.
//!
//! A file holds the tensors under their parameters' names. Its header has one string of JSON with
//! everything else that a later program needs (see [`About`]): the kind of model, its range, how and
//! on what it was trained, the names of the rows, and the encoder of the side features. A checksum beside
//! it tells a damaged file; files of releases before it have none, and load as well.
//!
//! ```
//! use workbook::data::builtin;
//! use workbook::learn::{Learner, Recipe};
//! use workbook::models::DotProductBias;
//! use workbook::saved::{About, ModelFile};
//!
//! let mut data = builtin::dataset();
//! data.ratings = data.ratings.select(0..5_000);
//! let split = data.split_random(0.2, 42)?;
//! let recipe = Recipe { factors: 8, epochs: 1, ..Recipe::default() };
//! let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, recipe.seed);
//! let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
//! let history = learner.fit_one_cycle()?;
//!
//! let path = std::env::temp_dir().join("workbook-example.safetensors");
//! ModelFile::new(&learner.model, About::new(&data, recipe, history)).save(&path)?;
//!
//! let model: DotProductBias = ModelFile::load(&path)?.model()?;
//! # Ok::<(), workbook::Error>(())
//! ```

mod about;
mod bytes;
mod kinds;
mod model_file;
mod recommender;
mod training;

pub use about::About;
pub use kinds::Stored;
pub use model_file::{ModelFile, StoredTensor};
pub use recommender::{NamedItems, Recommender};

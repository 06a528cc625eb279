//! Models on disk, as [safetensors](https://huggingface.co/docs/safetensors): a JSON header, then the
//! numbers of all tensors in float32. Python reads these files as they are.
//!
//! A file holds the tensors under their parameters' names and, in the header's map of strings, what
//! else it takes to use them: the kind of model, its range, how and on what it was trained, the names
//! of the rows, and the encoder of the side features.
//!
//! ```
//! use dfdx::prelude::Cpu;
//! use workbook::files::{ModelFile, Origin, Settings};
//! use workbook::{data::builtin, learn::Learner, models::DotProductBias};
//!
//! let mut data = builtin::dataset();
//! data.ratings = data.ratings.select(0..5_000);
//! let split = data.split_random(0.2, 42)?;
//! let model = DotProductBias::new(&Cpu::default(), data.n_users(), data.n_items(), 8, 0);
//! let mut learner = Learner::new(model, &split.train, &split.valid);
//! let history = learner.fit_one_cycle(1, 5e-3)?;
//!
//! let settings = Settings { factors: Some(8), epochs: 1, ..Settings::default() };
//! let origin = Origin::new(&data, &split, settings, history);
//! let path = std::env::temp_dir().join("workbook-example.safetensors");
//! ModelFile::of(learner.model(), origin).save(&path)?;
//!
//! let model: DotProductBias<Cpu> = ModelFile::load(&path)?.model(&Cpu::default())?;
//! # Ok::<(), workbook::Error>(())
//! ```

mod fingerprint;
mod header;
mod metadata;
mod model_file;
mod origin;
mod stored;

pub use fingerprint::{Fingerprint, fingerprint_of};
pub use model_file::{ModelFile, StoredTensor};
pub use origin::{Origin, Settings};
pub use stored::Stored;

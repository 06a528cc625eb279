//! The rows that a batch looks up in a table.

use super::Device;
use dfdx::prelude::*;

/// The rows that a batch looks up in a table.
#[derive(Clone, Debug)]
pub enum Ids {
    /// The rows with these numbers, shape `(batch,)`. A row may come up several times.
    Listed(Tensor<(usize,), usize, Device>),
    /// Every row of a table of this many, in the order of the table. Training uses this when a table
    /// holds exactly the rows of one batch.
    All(usize),
}

impl Ids {
    /// Moves row numbers to a device.
    pub fn new(device: &Device, numbers: &[u32]) -> Self {
        let shape = (numbers.len(),);
        // dfdx takes them in this type.
        let numbers = numbers.iter().map(|&number| number as usize).collect();
        Self::Listed(device.tensor_from_vec(numbers, shape))
    }

    /// These rows of `table`.
    ///
    /// # Panics
    /// If a number is not below the number of rows, or the table does not have the rows of
    /// [`Ids::All`].
    pub fn gather<S, T>(&self, table: Tensor<S, f32, Device, T>) -> Tensor<S, f32, Device, T>
    where
        S: Shape + ReplaceDimTo<S, (usize,)>,
        T: Tape<f32, Device>,
    {
        match self {
            Self::Listed(numbers) => table.gather(numbers.clone()),
            Self::All(rows) => {
                assert_eq!(table.shape().concrete()[0], *rows, "the table holds the batch's rows");
                table
            }
        }
    }
}

//! The rows of a table that a batch looks up.

use dfdx::prelude::*;

/// A batch of row numbers.
#[derive(Clone, Debug)]
pub struct Ids<D: Device<f32>> {
    /// Shape `(batch,)`.
    numbers: Tensor<(usize,), usize, D>,
    /// Whether they are 0, 1, 2 and so on.
    in_order: bool,
}

impl<D: Device<f32>> Ids<D> {
    /// Moves row numbers to a device.
    pub fn new(device: &D, numbers: Vec<usize>) -> Self {
        let in_order = numbers.iter().enumerate().all(|(place, &row)| place == row);
        let shape = (numbers.len(),);
        Self { numbers: device.tensor_from_vec(numbers, shape), in_order }
    }

    /// The rows of `table` with these numbers. If they are all of its rows in order, that is the
    /// table, and nothing is copied.
    ///
    /// # Panics
    /// If a number is not below the number of rows.
    pub fn gather<S, T>(&self, table: Tensor<S, f32, D, T>) -> Tensor<S, f32, D, T>
    where
        S: Shape + ReplaceDimTo<S, (usize,)>,
        T: Tape<f32, D>,
    {
        if self.in_order && table.shape().concrete()[0] == self.numbers.shape().0 {
            table
        } else {
            table.gather(self.numbers.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_order_are_the_table_only_if_they_are_all_of_it() {
        let device = Cpu::default();
        let table = device.tensor_from_vec(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], (3, 2));
        for (ids, rows) in [
            (vec![0, 1, 2], vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
            (vec![0, 1], vec![1.0, 2.0, 3.0, 4.0]),
            (vec![0, 2, 1], vec![1.0, 2.0, 5.0, 6.0, 3.0, 4.0]),
            (vec![1, 1, 2], vec![3.0, 4.0, 3.0, 4.0, 5.0, 6.0]),
        ] {
            let gathered = Ids::new(&device, ids.clone()).gather(table.clone());
            assert_eq!(gathered.as_vec(), rows, "rows {ids:?}");
            assert_eq!(gathered.shape(), &(ids.len(), 2));
        }
    }
}

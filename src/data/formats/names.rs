//! Names of users or items, numbered in the order in which they turn up in a file.

use std::collections::HashMap;

/// The distinct names of a column. They stay bytes until the whole file is read, because only then its
/// encoding is known.
#[derive(Default)]
pub(super) struct Names {
    numbers: HashMap<Box<[u8]>, u32>,
    /// The line in which each name turned up first.
    pub(super) lines: Vec<u64>,
}

impl Names {
    /// The number of a name, a new one if it is new.
    pub(super) fn number(&mut self, name: &[u8], line: u64) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.lines.len()).expect("fewer than four billion names");
        self.numbers.insert(name.into(), number);
        self.lines.push(line);
        number
    }

    /// The names in the order of their numbers.
    pub(super) fn into_names(self) -> Vec<Box<[u8]>> {
        let mut names = vec![Box::default(); self.lines.len()];
        for (name, number) in self.numbers {
            names[number as usize] = name;
        }
        names
    }
}

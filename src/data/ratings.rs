//! Who gave which rating to what: the columns of a ratings file as row numbers.

// ANCHOR: ratings
/// Ratings as columns of equal length: rating `i` is `users[i]`, `items[i]`, `values[i]`. Millions of
/// them fit in little memory, because a row number takes four bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratings {
    /// Row of the user in the user tables.
    pub users: Vec<u32>,
    /// Row of the item in the item tables.
    pub items: Vec<u32>,
    /// The rating itself, in the units of the file (stars, for MovieLens).
    pub values: Vec<f32>,
    /// When it was given, in seconds since 1970; `None` if the file has no times.
    pub timestamps: Option<Vec<i64>>,
    /// For each rating, a number that only other ratings of the same user and the same item share;
    /// `None` if no user of the file rates an item twice.
    pub repeats: Option<Vec<u32>>,
    /// What else is known of each rating; without columns until side features are added.
    pub side: Side,
}
// ANCHOR_END: ratings

/// One of the ratings, without its time and its side features.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// Row of the user.
    pub user: usize,
    /// Row of the item.
    pub item: usize,
    /// The rating itself.
    pub value: f32,
}

/// A column of ids, each the number of a row in some table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IdColumn {
    /// The users.
    Users,
    /// The items.
    Items,
    /// The side feature with this number among those that are categories.
    Category(usize),
}

/// Side features of ratings, in columns as long as the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// Features that are categories; each column holds row numbers of a table of its own.
    pub categories: Vec<Vec<u32>>,
    /// Features that are numbers.
    pub numbers: Vec<Vec<f32>>,
}

impl Side {
    fn select(&self, indices: impl IntoIterator<Item = usize> + Clone) -> Self {
        Self {
            categories: self.categories.iter().map(|c| pick(c, indices.clone())).collect(),
            numbers: self.numbers.iter().map(|c| pick(c, indices.clone())).collect(),
        }
    }
}

impl Ratings {
    /// The same ratings without times, side features and what is known of repeats.
    pub fn bare(&self) -> Self {
        Self { timestamps: None, repeats: None, side: Side::default(), ..self.clone() }
    }

    /// The same ratings with users and items in each other's place, as if the items had rated the
    /// users. Whatever works for users works for items on the mirrored ratings.
    pub fn mirrored(&self) -> Self {
        let mut mirrored = self.clone();
        std::mem::swap(&mut mirrored.users, &mut mirrored.items);
        mirrored
    }

    /// Number of ratings.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The ids in a column, to change them.
    pub(crate) fn ids_mut(&mut self, column: IdColumn) -> &mut [u32] {
        match column {
            IdColumn::Users => &mut self.users,
            IdColumn::Items => &mut self.items,
            IdColumn::Category(i) => &mut self.side.categories[i],
        }
    }

    /// The rating at an index.
    ///
    /// # Panics
    /// If the index is not below [`len`](Self::len).
    pub fn get(&self, index: usize) -> Rating {
        Rating {
            user: self.users[index] as usize,
            item: self.items[index] as usize,
            value: self.values[index],
        }
    }

    /// The ratings one after the other.
    pub fn iter(&self) -> impl Iterator<Item = Rating> {
        self.pairs().zip(&self.values).map(|((user, item), &value)| Rating { user, item, value })
    }

    /// The rows of the user and the item of each rating.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.users.iter().zip(&self.items).map(|(&user, &item)| (user as usize, item as usize))
    }

    /// Adds a rating to ratings that have neither times nor side features.
    ///
    /// # Panics
    /// If a row number is four billion or more.
    pub fn push(&mut self, Rating { user, item, value }: Rating) {
        self.users.push(row_id(user));
        self.items.push(row_id(item));
        self.values.push(value);
    }

    /// The ids in a column.
    ///
    /// # Panics
    /// If there is no such column.
    pub fn ids(&self, column: IdColumn) -> &[u32] {
        match column {
            IdColumn::Users => &self.users,
            IdColumn::Items => &self.items,
            IdColumn::Category(i) => &self.side.categories[i],
        }
    }

    /// The ratings at the given indices, in that order.
    ///
    /// # Panics
    /// If an index is not below [`len`](Self::len).
    pub fn select(&self, indices: impl IntoIterator<Item = usize> + Clone) -> Self {
        Self {
            users: pick(&self.users, indices.clone()),
            items: pick(&self.items, indices.clone()),
            values: pick(&self.values, indices.clone()),
            timestamps: self.timestamps.as_ref().map(|t| pick(t, indices.clone())),
            repeats: self.repeats.as_ref().map(|r| pick(r, indices.clone())),
            side: self.side.select(indices),
        }
    }

    /// Cuts the ratings, in order, into pieces of `size`; the last may be shorter.
    ///
    /// # Panics
    /// If `size` is 0.
    pub fn chunks(&self, size: usize) -> impl Iterator<Item = Self> + '_ {
        (0..self.len())
            .step_by(size)
            .map(move |start| self.select(start..self.len().min(start + size)))
    }

    /// Arithmetic mean of the ratings; NaN if there are none.
    pub fn mean(&self) -> f64 {
        self.values.iter().map(|&r| f64::from(r)).sum::<f64>() / self.len() as f64
    }
}

/// The number of a row as the columns hold it.
///
/// # Panics
/// If it is four billion or more.
pub(crate) fn row_id(row: usize) -> u32 {
    u32::try_from(row).expect("a table has fewer than four billion rows")
}

fn pick<T: Copy>(column: &[T], indices: impl IntoIterator<Item = usize>) -> Vec<T> {
    indices.into_iter().map(|i| column[i]).collect()
}

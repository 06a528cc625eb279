//! The ratings in blocks, and the order in which blocks are worked on.

use super::table::Places;
use crate::data::{Rating, Ratings, row_id};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};

/// Parts of the users and parts of the items. The rows of a block of 25 million ratings then fit into the
/// cache of a core, and there is work for as many threads. Small sets learn a little better from many small
/// blocks, too.
const PARTS: usize = 32;
/// Rows of a part have numbers below this.
const ROWS_OF_A_PART: usize = 1 << 16;

/// A rating in a block. Three numbers in eight bytes, because a block has few rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Placed {
    /// The user's place in its part.
    pub(super) user: u16,
    /// The item's place in its part.
    pub(super) item: u16,
    /// The rating, in units of the scale.
    pub(super) value: f32,
}

/// Ratings in blocks, one for each pair of a part of the users and a part of the items.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    parts: usize,
    /// Where each block begins, and where the last one ends.
    starts: Vec<usize>,
    ratings: Vec<Placed>,
}

/// Into how many parts users and items are dealt. It does not depend on the number of threads, because the
/// order of the ratings depends on it.
pub(super) fn parts(users: usize, items: usize) -> usize {
    users.max(items).div_ceil(ROWS_OF_A_PART).max(PARTS)
}

impl Grid {
    /// Sorts ratings into blocks, each of them user by user. Values are divided by `unit`.
    pub(super) fn new(
        ratings: &Ratings,
        [users, items]: [&Places; 2],
        parts: usize,
        unit: f32,
        seed: u64,
    ) -> Self {
        let placed = |Rating { user, item, value }| {
            let (user_part, user) = users.of(row_id(user));
            let (item_part, item) = items.of(row_id(item));
            let place = |place| u16::try_from(place).expect("a part has few rows");
            let rating = Placed { user: place(user), item: place(item), value: value / unit };
            (user_part * parts + item_part, rating)
        };
        // How many ratings each block has gives where it begins.
        let mut starts = vec![0; parts * parts + 1];
        ratings.iter().for_each(|rating| starts[placed(rating).0 + 1] += 1);
        (0..parts * parts).for_each(|block| starts[block + 1] += starts[block]);

        let mut ends = starts.clone();
        let mut sorted = vec![Placed::default(); ratings.len()];
        for rating in ratings.iter() {
            let (block, rating) = placed(rating);
            sorted[ends[block]] = rating;
            ends[block] += 1;
        }
        let mut rng = StdRng::seed_from_u64(seed);
        for block in 0..parts * parts {
            let ratings = &mut sorted[starts[block]..starts[block + 1]];
            ratings.shuffle(&mut rng);
            // A user's row stays at hand while the user's ratings in the block have their turn.
            ratings.sort_by_key(|rating| rating.user);
        }
        Self { parts, starts, ratings: sorted }
    }

    pub(super) fn len(&self) -> usize {
        self.ratings.len()
    }

    /// The ratings of a block.
    pub(super) fn block(&self, (user_part, item_part): (usize, usize)) -> &[Placed] {
        let block = user_part * self.parts + item_part;
        &self.ratings[self.starts[block]..self.starts[block + 1]]
    }

    /// A number that ratings and order determine, and hardly any others share.
    pub(super) fn fingerprint(&self) -> u64 {
        let bits = |rating: &Placed| {
            u64::from(rating.user) << 48
                | u64::from(rating.item) << 32
                | u64::from(rating.value.to_bits())
        };
        // Fowler, Noll and Vo's hash, a word at a time.
        let add = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3);
        self.ratings.iter().map(bits).fold(0xcbf2_9ce4_8422_2325, add)
    }
}

// ANCHOR: schedule
/// The rounds of an epoch, each a list of blocks: pairs of a part of the users and a part of the items. No
/// two blocks of a round share either, and every block comes up once in the epoch.
///
/// Think of the blocks as the squares of a board. A round is a diagonal that leaves the board on one side
/// and comes back on the other. Which diagonal comes when is drawn anew for each epoch.
pub fn schedule(parts: usize, epoch: usize, seed: u64) -> Vec<Vec<(usize, usize)>> {
    let mut diagonals: Vec<usize> = (0..parts).collect();
    diagonals.shuffle(&mut StdRng::seed_from_u64(seed.wrapping_add(epoch as u64)));
    let round = |diagonal| (0..parts).map(|part| (part, (part + diagonal) % parts)).collect();
    diagonals.into_iter().map(round).collect()
}
// ANCHOR_END: schedule

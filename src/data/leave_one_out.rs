//! One interaction of each user held back, to see whether a model ranks it high.

use super::{Dataset, Ratings};
use rand::{RngCore, SeedableRng, rngs::StdRng};
use std::cmp::Reverse;

/// Which interaction of each user to hold back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldOut {
    /// The latest: the model must forecast.
    Latest,
    /// A random one: the model may look at what the user did afterwards.
    Random,
}

/// Interactions for training, and one of each user held back.
#[derive(Clone, Debug)]
pub struct LeaveOneOut {
    /// Interactions to learn from.
    pub train: Ratings,
    /// One interaction of each user who has at least two.
    pub held_out: Ratings,
    /// Users with a single interaction. It stays in training, and nothing of theirs is held back.
    pub not_judged: usize,
}

// ANCHOR: leave_one_out
impl Dataset {
    /// Holds one of each user's `interactions` back.
    ///
    /// Where several are equally late, a lottery decides: each draws a ticket by `seed` and the names of
    /// its user and item, and the lowest ticket is held back. So neither the order of the interactions
    /// nor the numbers of the rows matter. Interactions without times are all equally late.
    pub fn leave_one_out(&self, interactions: &Ratings, which: HoldOut, seed: u64) -> LeaveOneOut {
        let mut is_held_out = vec![false; interactions.len()];
        let mut not_judged = 0;
        for of_user in self.by_user_and_time(interactions, which, seed) {
            match of_user[..] {
                [_] => not_judged += 1,
                [.., last] => is_held_out[last] = true,
                [] => {}
            }
        }
        let (held_out, train): (Vec<usize>, Vec<usize>) =
            (0..interactions.len()).partition(|&i| is_held_out[i]);
        let [train, held_out] = [train, held_out].map(|rows| interactions.select(rows));
        LeaveOneOut { train, held_out, not_judged }
    }

    /// The items that each user has touched, the earliest first, by the user's row. The same lottery as
    /// in [`leave_one_out`](Self::leave_one_out) orders those of equal times.
    pub fn sequences(&self, interactions: &Ratings, seed: u64) -> Vec<Vec<u32>> {
        let by_user = self.by_user_and_time(interactions, HoldOut::Latest, seed);
        let items = |of_user: Vec<usize>| of_user.into_iter().map(|i| interactions.items[i]);
        by_user.into_iter().map(|of_user| items(of_user).collect()).collect()
    }

    /// The numbers of each user's interactions, in the order of their times and then of their tickets.
    fn by_user_and_time(
        &self,
        interactions: &Ratings,
        which: HoldOut,
        seed: u64,
    ) -> Vec<Vec<usize>> {
        let times = interactions.timestamps.as_ref().filter(|_| which == HoldOut::Latest);
        let mut by_user = vec![Vec::new(); self.n_users()];
        for (i, &user) in interactions.users.iter().enumerate() {
            by_user[user as usize].push(i);
        }
        for (user, of_user) in by_user.iter_mut().enumerate() {
            let user = self.users.name(user);
            of_user.sort_by_cached_key(|&i| {
                let item = self.items.name(interactions.items[i] as usize);
                (times.map(|times| times[i]), Reverse(ticket(user, item, seed)))
            });
        }
        by_user
    }
}
// ANCHOR_END: leave_one_out

/// A number that looks random, always the same for the same names and seed.
fn ticket(user: &str, item: &str, seed: u64) -> u64 {
    // FNV-1a (Fowler, Noll and Vo) makes one number of the names; the generator scatters it.
    let bytes = user.bytes().chain([0xff]).chain(item.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    StdRng::seed_from_u64(hash ^ seed.rotate_left(32)).next_u64()
}

//! Grades `block_schedule`.

use crate::grading::{Case, Grading, show};
use crate::outcome::Outcome;
use crate::value::Value;
use std::collections::BTreeSet;
use std::fmt;

type Block = (usize, usize);

pub fn block_schedule(answer: fn(usize) -> Vec<Vec<Block>>) -> Outcome {
    let mut grading = Grading::default();
    // A single part, odd numbers, powers of two; more parts than 8 bits count.
    for parts in [4, 2, 3, 1, 5, 6, 7, 8, 9, 16, 32, 100, 300] {
        let round = |r| (0..parts).map(|part| (part, (part + r) % parts)).collect();
        let example = (0..parts).map(round).collect();
        let case = Case::new(show!(parts), Rounds { parts, rounds: example, is_example: true });
        grading.ask(case, move || Rounds { parts, rounds: answer(parts), is_example: false });
    }
    grading.outcome()
}

/// The rounds of an epoch. What counts is whether they keep the rules, so one that does is as good as any
/// other, and one that does not shows which rule it breaks.
#[derive(Clone)]
struct Rounds {
    parts: usize,
    rounds: Vec<Vec<Block>>,
    is_example: bool,
}

impl fmt::Debug for Rounds {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.is_example {
            f.write_str("for example ")?;
        }
        self.rounds.fmt(f)
    }
}

impl Value for Rounds {
    fn agrees(&self, _: &Self, _: f32) -> bool {
        self.broken_rule().is_none()
    }

    fn fault(&self, _: &Self) -> Option<String> {
        self.broken_rule()
    }
}

impl Rounds {
    /// The first rule that is broken, from what is wrong with a block to what is wrong with the whole.
    fn broken_rule(&self) -> Option<String> {
        self.outside()
            .or_else(|| self.sharing())
            .or_else(|| self.repeated())
            .or_else(|| self.too_many())
    }

    fn outside(&self) -> Option<String> {
        let parts = self.parts;
        let is_outside = |&&(user, film): &&Block| user >= parts || film >= parts;
        let (user, film) = self.rounds.iter().flatten().find(is_outside)?;
        if self.rounds.iter().flatten().all(|&(user, film)| user > 0 && film > 0) {
            return Some("parts are counted from 0, not from 1".to_owned());
        }
        Some(format!(
            "there is no block ({user}, {film}), as parts end before {parts}; what leaves the board on one side \
             comes back on the other"
        ))
    }

    /// Blocks of a round that cannot be worked on at the same time.
    fn sharing(&self) -> Option<String> {
        self.rounds.iter().enumerate().find_map(|(r, round)| {
            let all = round.len();
            let [users, films] = [different(round, |block| block.0), different(round, |b| b.1)];
            if users == all && films == all {
                return None;
            }
            Some(if different(round, |block| block) < all {
                format!("a block comes twice in round {r}")
            } else if users == 1 {
                format!("all blocks of round {r} share their users; go along a diagonal")
            } else if films == 1 {
                format!("all blocks of round {r} share their films; go along a diagonal")
            } else if films == all {
                format!("two blocks of round {r} share their users")
            } else if users == all {
                format!("two blocks of round {r} share their films")
            } else {
                format!("in round {r} blocks share users, and blocks share films")
            })
        })
    }

    /// Blocks that come twice in the epoch or not at all.
    fn repeated(&self) -> Option<String> {
        let (parts, n) = (self.parts, self.rounds.len());
        let blocks: Vec<Block> = self.rounds.concat();
        let sets: BTreeSet<BTreeSet<&Block>> =
            self.rounds.iter().map(|round| round.iter().collect()).collect();
        if different(&blocks, |block| block) < blocks.len() {
            let why = if sets.len() == 1 {
                "every round has the same blocks; move on from round to round"
            } else if n > parts {
                "there are too many rounds, and blocks come a second time"
            } else {
                "a block comes twice in the epoch"
            };
            return Some(why.to_owned());
        }
        let known: BTreeSet<Block> = blocks.into_iter().collect();
        let mut all = (0..parts * parts).map(|i| (i / parts, i % parts));
        let (user, film) = all.find(|block| !known.contains(block))?;
        let why = if n < parts { "there are too few rounds" } else { "a round is not full" };
        Some(format!("{why}, and block ({user}, {film}) never comes"))
    }

    /// More rounds than parts, though every block comes once.
    fn too_many(&self) -> Option<String> {
        let (parts, n) = (self.parts, self.rounds.len());
        (n > parts).then(|| {
            let why = if self.rounds.iter().any(Vec::is_empty) {
                "a round is empty"
            } else if n == parts * parts {
                "each block has a round to itself, so nothing is done at the same time"
            } else {
                "what leaves the board on one side comes back on the other, in the same round"
            };
            format!("{n} rounds are too many for {parts} parts; {why}")
        })
    }
}

/// How many different ones there are among the blocks.
fn different<K: Ord>(blocks: &[Block], of: impl Fn(Block) -> K) -> usize {
    blocks.iter().map(|&block| of(block)).collect::<BTreeSet<K>>().len()
}

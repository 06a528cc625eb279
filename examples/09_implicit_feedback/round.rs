//! One round of the comparison: what is held out, and what the rankers may know.

use lab::{Report, Result};
use serde_json::json;
use workbook::Error;
use workbook::data::{Dataset, HoldOut, LeaveOneOut, Ratings, Touched};
use workbook::interpret::{Judge, SAMPLED_NEGATIVES};

/// Interactions split in two. All that is random follows the seed.
pub struct Round<'a> {
    pub data: &'a Dataset,
    pub split: LeaveOneOut,
    /// What the training interactions touch.
    pub known: Touched,
    /// What all interactions touch, those held out included.
    pub touched: Touched,
    /// The training interactions of each user, the earliest first.
    pub sequences: Vec<Vec<u32>>,
    pub seed: u64,
}

impl<'a> Round<'a> {
    pub fn new(
        data: &'a Dataset,
        interactions: &Ratings,
        which: HoldOut,
        seed: u64,
    ) -> Result<Self> {
        let split = data.leave_one_out(interactions, which, seed);
        Self::from_split(data, interactions, split, seed)
    }

    /// # Errors
    /// If nothing is held out.
    pub fn from_split(
        data: &'a Dataset,
        interactions: &Ratings,
        split: LeaveOneOut,
        seed: u64,
    ) -> Result<Self> {
        if split.held_out.is_empty() {
            return Err(Error::Settings(format!(
                "no user of {} has two interactions to learn from, so there is nothing to hold out",
                data.name
            ))
            .into());
        }
        let touched = |interactions| Touched::new(interactions, data.n_users(), data.n_items());
        Ok(Self {
            data,
            known: touched(&split.train),
            touched: touched(interactions),
            sequences: data.sequences(&split.train, seed),
            split,
            seed,
        })
    }

    // ANCHOR: validation
    /// The same for validation: of what may be learned from, the latest is held out once more. What this
    /// round holds out plays no part in it.
    pub fn validation(&self) -> Result<Self> {
        Self::new(self.data, &self.split.train, HoldOut::Latest, self.seed)
    }
    // ANCHOR_END: validation

    /// The judge of what is held out.
    pub fn judge(&self) -> Judge<'_> {
        Judge::new(&self.split.held_out, &self.touched, SAMPLED_NEGATIVES, self.seed)
    }

    /// Seconds from each user's last interaction in training to the one held out; `None` without times.
    pub fn gaps(&self) -> Option<Vec<i64>> {
        let LeaveOneOut { train, held_out, .. } = &self.split;
        let mut last = vec![i64::MIN; self.data.n_users()];
        for (&user, &time) in train.users.iter().zip(train.timestamps.as_ref()?) {
            let last = &mut last[user as usize];
            *last = time.max(*last);
        }
        let held_out = held_out.users.iter().zip(held_out.timestamps.as_ref()?);
        Some(held_out.map(|(&user, &time)| time.saturating_sub(last[user as usize])).collect())
    }

    pub fn describe(&self, report: &mut Report) {
        let LeaveOneOut { train, held_out, not_judged } = &self.split;
        let users = (1..self.data.n_users()).filter(|&user| !self.touched.by(user).is_empty());
        let (users, interactions) = (users.count(), train.len() + held_out.len());
        let items = self.data.n_items() - 1;
        let short = self.judge().short_of(SAMPLED_NEGATIVES);
        let saturated = held_out.pairs().filter(|&(user, _)| self.touched.n_untouched(user) == 0);
        let saturated = saturated.count();
        let which = match train.timestamps {
            Some(_) => "The latest one",
            None => "A random one (the data have no times)",
        };
        report.find(
            "interactions",
            json!({
                "interactions": interactions, "users": users, "items": items,
                "held_out": held_out.len(), "not_judged": not_judged,
                "short_of_negatives": short, "touched_everything": saturated,
            }),
            format_args!(
                "{}: {interactions} interactions of {users} users with {items} films.\n\
                 {which} of each user is held out: {}. {not_judged} users have a single one, which stays \
                 in training.\n{short} users have fewer than {SAMPLED_NEGATIVES} films left to rank \
                 against; {saturated} have none.",
                self.data.name,
                held_out.len(),
            ),
        );
    }
}

//! A generated set of interactions with the shape of MovieLens 20M.

use rand::distributions::{Distribution, WeightedIndex};
use rand::{Rng, SeedableRng, rngs::StdRng};
use rand_distr::StandardNormal;
use workbook::data::{Dataset, Rating, Ratings, TOUCHED, Vocab};

pub const N_USERS: usize = 138_493;
const N_ITEMS: usize = 26_744;
const N_INTERACTIONS: usize = 20_000_263;

/// The fewest interactions of a user.
const FEWEST: usize = 20;
/// The standard deviation of the logarithm of the interactions beyond the fewest …
const ACTIVITY_SPREAD: f64 = 1.3;
/// … and the most, as a multiple of a typical user's.
const MAX_ACTIVITY: f64 = 100.0;
/// How steeply popularity falls. The most popular item has thousands of times as many interactions as the
/// one in the middle.
const POPULARITY: f64 = 10.0;
/// Kinds of items. Each user has a favourite one …
const KINDS: usize = 8;
/// … and gives an item of another kind this chance only.
const CHANCE_OF_OTHERS: f64 = 0.5;
/// First and last moment at which a user may begin, in Unix time: 1995 and 2015.
const PERIOD: (i64, i64) = (788_918_400, 1_420_070_400);
/// The most seconds from one interaction to the next.
const LONGEST_BREAK: i64 = 60;

/// The same set every time. Users and items are called by the numbers of their rows.
pub fn dataset() -> Dataset {
    let mut rng = StdRng::seed_from_u64(20_000_263);
    let popularity = (0..N_ITEMS).map(|rank| (-POPULARITY * depth(rank).cbrt()).exp());
    let popularity = WeightedIndex::new(popularity).expect("the weights are positive");
    let mut ratings = Ratings {
        users: Vec::with_capacity(N_INTERACTIONS),
        items: Vec::with_capacity(N_INTERACTIONS),
        values: Vec::with_capacity(N_INTERACTIONS),
        timestamps: None,
        ..Ratings::default()
    };
    let mut times = Vec::with_capacity(N_INTERACTIONS);
    // The last user who touched each item.
    let mut touched_by = vec![0; N_ITEMS + 1];
    for (user, count) in (1..).zip(activity(&mut rng)) {
        let mut time = rng.gen_range(PERIOD.0..PERIOD.1);
        let mut missing = count;
        while missing > 0 {
            let item = 1 + popularity.sample(&mut rng);
            let is_liked = item % KINDS == user % KINDS || rng.gen_bool(CHANCE_OF_OTHERS);
            if is_liked && touched_by[item] != user {
                touched_by[item] = user;
                time += rng.gen_range(1..=LONGEST_BREAK);
                ratings.push(Rating { user, item, value: TOUCHED });
                times.push(time);
                missing -= 1;
            }
        }
    }
    ratings.timestamps = Some(times);
    Dataset {
        name: "generated".to_owned(),
        format: "made for this benchmark".to_owned(),
        notes: Vec::new(),
        ratings,
        users: numbers(N_USERS),
        items: numbers(N_ITEMS),
        user_records: Vec::new(),
        item_records: Vec::new(),
    }
}

/// How far down the ranking an item stands, from 0 to 1.
fn depth(rank: usize) -> f64 {
    rank as f64 / N_ITEMS as f64
}

/// How many interactions each user has.
fn activity(rng: &mut StdRng) -> Vec<usize> {
    let eagerness = |_| {
        let normal: f64 = rng.sample(StandardNormal);
        (ACTIVITY_SPREAD * normal).exp().min(MAX_ACTIVITY)
    };
    let eagerness: Vec<f64> = (0..N_USERS).map(eagerness).collect();
    let scale = (N_INTERACTIONS - N_USERS * FEWEST) as f64 / eagerness.iter().sum::<f64>();
    let mut counts: Vec<usize> = eagerness.iter().map(|x| FEWEST + (x * scale) as usize).collect();
    // Rounding down has left a few over, fewer than one for each user.
    let left_over = N_INTERACTIONS - counts.iter().sum::<usize>();
    counts[..left_over].iter_mut().for_each(|count| *count += 1);
    counts
}

/// A vocabulary of the numbers from 1, each in the row of that number.
fn numbers(n: usize) -> Vocab {
    let names: Vec<String> = (1..=n).map(|number| number.to_string()).collect();
    Vocab::new(names.iter().map(String::as_str))
}

//! Ratings as interactions: which of them are held out, and which items serve as negatives.

use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use workbook::data::{
    Batches, Dataset, Examples, HoldOut, LeaveOneOut, Rating, Ratings, TOUCHED, Touched, UNTOUCHED,
    WithNegatives, builtin, read_csv,
};

/// User, item, stars and time, as a line of a file has them.
type Line = (String, String, String, i64);

/// Data with these lines.
fn data(lines: &[Line]) -> Dataset {
    let mut text = "user,item,rating,timestamp\n".to_owned();
    for (user, item, stars, time) in lines {
        text += &format!("{user},{item},{stars},{time}\n");
    }
    read_csv("test.csv", text.as_bytes()).unwrap()
}

fn line(user: &str, item: &str, time: i64) -> Line {
    (user.to_owned(), item.to_owned(), "3".to_owned(), time)
}

/// Forty users with one to nine items each, whose times are often equal.
fn crowd(seed: u64) -> Vec<Line> {
    let rng = &mut StdRng::seed_from_u64(seed);
    let mut lines = Vec::new();
    for user in 0..40 {
        let items = rand::seq::index::sample(rng, 30, 1 + user % 9);
        let times = items.iter().map(|item| (item, rng.gen_range(0..4)));
        let times: Vec<_> = times.collect();
        lines.extend(
            times
                .into_iter()
                .map(|(item, time)| line(&format!("u{user}"), &format!("i{item}"), time)),
        );
    }
    lines
}

fn latest(data: &Dataset, seed: u64) -> LeaveOneOut {
    data.leave_one_out(&data.interactions(), HoldOut::Latest, seed)
}

/// Names of user and item of each interaction.
fn pairs<'a>(data: &'a Dataset, ratings: &Ratings) -> Vec<(&'a str, &'a str)> {
    let names = ratings.pairs().map(|(user, item)| (data.users.name(user), data.items.name(item)));
    names.collect()
}

/// The item held out of each user, by name.
fn held_out(data: &Dataset, split: &LeaveOneOut) -> BTreeMap<String, String> {
    let pairs = pairs(data, &split.held_out);
    let by_user: BTreeMap<_, _> =
        pairs.iter().map(|&(user, item)| (user.to_owned(), item.to_owned())).collect();
    assert_eq!(by_user.len(), pairs.len(), "one item for each user");
    by_user
}

/// Whether counts that should all be equal differ by no more than chance explains: a chi-square of at
/// most its mean and five standard deviations.
fn is_uniform(counts: &[usize]) -> bool {
    let expected = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    assert!(expected >= 100.0, "too few draws to judge");
    let square = |&count: &usize| (count as f64 - expected).powi(2) / expected;
    let degrees = counts.len() as f64 - 1.0;
    counts.iter().map(square).sum::<f64>() <= degrees + 5.0 * (2.0 * degrees).sqrt()
}

#[test]
fn the_latest_interaction_of_each_user_is_held_out_and_all_others_are_learned_from() {
    for seed in 0..10 {
        let lines = crowd(seed);
        let data = data(&lines);
        let split = latest(&data, seed);
        let held_out = held_out(&data, &split);
        let mut of_user: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
        lines.iter().for_each(|line| of_user.entry(&line.0).or_default().push(line));
        for (user, lines) in &of_user {
            let latest = lines.iter().map(|line| line.3).max();
            let time = held_out.get(*user).map(|item| {
                lines.iter().find(|line| line.1 == *item).expect("the user touched it").3
            });
            assert_eq!(time, latest.filter(|_| lines.len() > 1), "{user}");
        }
        assert_eq!(split.not_judged, 5, "users 0, 9, 18, 27 and 36 have one interaction");
        let [train, out] = [&split.train, &split.held_out].map(|part| pairs(&data, part));
        assert_eq!((train.len() + out.len(), out.len()), (lines.len(), 35));
        let both: HashSet<_> = train.iter().chain(&out).collect();
        assert_eq!(both.len(), lines.len(), "each interaction is on one side");
        for single in ["u0", "u9", "u18", "u27", "u36"] {
            assert_eq!(train.iter().filter(|pair| pair.0 == single).count(), 1, "{single} stays");
        }
    }
}

#[test]
fn what_is_held_out_of_the_built_in_data_is_never_trained_on_and_comes_last() {
    let data = builtin::dataset();
    let split = latest(&data, 0);
    assert_eq!((split.held_out.len(), split.train.len(), split.not_judged), (943, 99_057, 0));
    let out: HashMap<usize, (usize, i64)> = {
        let LeaveOneOut { held_out, .. } = &split;
        let times = held_out.timestamps.as_ref().unwrap();
        held_out.pairs().zip(times).map(|((user, item), &time)| (user, (item, time))).collect()
    };
    let times = split.train.timestamps.as_ref().unwrap();
    for ((user, trained), &trained_at) in split.train.pairs().zip(times) {
        let (item, time) = out[&user];
        assert!(trained != item && trained_at <= time);
    }
    // The latest of what is left is held out for validation, and then both are unknown.
    let validation = data.leave_one_out(&split.train, HoldOut::Latest, 0);
    let touched = Touched::new(&validation.train, data.n_users(), data.n_items());
    for part in [&validation.held_out, &split.held_out] {
        assert_eq!(part.len(), 943);
        let mut pairs = part.users.iter().zip(&part.items);
        assert!(pairs.all(|(&user, item)| !touched.by(user as usize).contains(item)));
    }
}

#[test]
fn neither_the_order_of_the_lines_nor_the_numbers_of_rows_matter() {
    let mut lines = crowd(1);
    let before = data(&lines);
    let expected = held_out(&before, &latest(&before, 7));
    for shuffle in 0..5 {
        lines.shuffle(&mut StdRng::seed_from_u64(shuffle));
        let shuffled = data(&lines);
        assert_eq!(held_out(&shuffled, &latest(&shuffled, 7)), expected);
    }
    // Users and items whose names come first move all others to new rows.
    lines.extend([line("a", "a", 1), line("b", "i1a", 1), line("c", "a", 0), line("c", "b", 9)]);
    let more = data(&lines);
    assert_ne!(more.users.row("u1"), before.users.row("u1"));
    assert_ne!(more.items.row("i1"), before.items.row("i1"));
    let mut found = held_out(&more, &latest(&more, 7));
    assert_eq!(found.remove("c").as_deref(), Some("b"));
    assert_eq!(found, expected);
}

/// Three equally late items out of five, and a second user with the same history.
#[test]
fn among_equal_times_every_item_is_as_likely_and_every_user_has_a_lottery_of_their_own() {
    const SEEDS: u64 = 3000;
    let mut lines = Vec::new();
    for user in ["ann", "ben"] {
        for (item, time) in [("a", 5), ("b", 9), ("c", 9), ("d", 9), ("e", 1)] {
            lines.push(line(user, item, time));
        }
    }
    let data = data(&lines);
    let interactions = data.interactions();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for seed in 0..SEEDS {
        let split = data.leave_one_out(&interactions, HoldOut::Latest, seed);
        let mut out = held_out(&data, &split);
        let [ann, ben] = ["ann", "ben"].map(|user| out.remove(user).unwrap());
        *counts.entry((ann, ben)).or_default() += 1;
    }
    let of_both = |i: usize| ["b", "c", "d"][i].to_owned();
    let table: Vec<usize> =
        (0..9).map(|i| counts.remove(&(of_both(i / 3), of_both(i % 3))).unwrap_or(0)).collect();
    assert!(counts.is_empty(), "an earlier item was held out: {counts:?}");
    // All nine pairs of what the two lose are as likely, so neither has a favourite, and one says
    // nothing about the other.
    assert!(is_uniform(&table), "{table:?}");
}

#[test]
fn without_times_and_in_a_random_hold_out_every_item_is_as_likely() {
    let text = "user,item,rating\nann,a,1\nann,b,5\nann,c,3\nann,d,2\n";
    let timeless = read_csv("test.csv", text.as_bytes()).unwrap();
    let timed =
        data(&[("a", 1), ("b", 2), ("c", 3), ("d", 4)].map(|(item, time)| line("ann", item, time)));
    for (data, which) in [(timeless, HoldOut::Latest), (timed, HoldOut::Random)] {
        let interactions = data.interactions();
        let mut counts = [0; 4];
        for seed in 0..2000 {
            let split = data.leave_one_out(&interactions, which, seed);
            counts[split.held_out.get(0).item - 1] += 1;
        }
        assert!(is_uniform(&counts), "{counts:?}");
    }
}

#[test]
fn a_pair_rated_twice_counts_once_and_when_it_was_first_touched() {
    let lines = [
        line("ann", "a", 90),
        line("ann", "b", 50),
        line("ann", "a", 10),
        line("ann", "c", 20),
        line("ben", "a", 5),
        line("ben", "a", 6),
    ];
    for turn in 0..lines.len() {
        let mut lines = lines.clone();
        lines.rotate_left(turn);
        let data = data(&lines);
        let interactions = data.interactions();
        let found: BTreeSet<_> = pairs(&data, &interactions).into_iter().collect();
        assert_eq!(interactions.len(), 4);
        assert_eq!(found, BTreeSet::from([("ann", "a"), ("ann", "b"), ("ann", "c"), ("ben", "a")]));
        let mut times = interactions.timestamps.clone().unwrap();
        times.sort_unstable();
        assert_eq!(times, [5, 10, 20, 50]);
        // Ann's rating of `a` at 90 is no longer her latest interaction, and Ben has a single one.
        let split = latest(&data, 0);
        assert_eq!(pairs(&data, &split.held_out), [("ann", "b")]);
        assert_eq!((split.train.len(), split.not_judged), (3, 1));
    }
    // Without times, too, the same pair is never on both sides.
    let text = "user,item,rating\nann,a,1\nann,a,2\nann,b,3\nann,b,1\nben,a,1\nben,a,1\n";
    let data = read_csv("test.csv", text.as_bytes()).unwrap();
    for seed in 0..20 {
        let split = latest(&data, seed);
        assert_eq!((split.held_out.len(), split.train.len(), split.not_judged), (1, 2, 1));
        assert_ne!(split.held_out.items[0], split.train.items[0]);
    }
}

#[test]
fn the_stars_do_not_matter() {
    let mut lines = crowd(2);
    let stars = data(&lines);
    let expected = held_out(&stars, &latest(&stars, 3));
    for scale in [["0.5", "4.5"], ["10", "100"], ["-3", "0"]] {
        lines
            .iter_mut()
            .zip(scale.iter().cycle())
            .for_each(|(line, stars)| line.2 = (*stars).to_owned());
        let other = data(&lines);
        let split = latest(&other, 3);
        assert_eq!(held_out(&other, &split), expected);
        let touched = Touched::new(&split.train, other.n_users(), other.n_items());
        let mut examples = WithNegatives::new(&split.train, &touched, 1, 0);
        let all: Vec<usize> = (0..examples.len()).collect();
        let values = examples.deal(&all).values;
        let (positives, negatives) = values.split_at(split.train.len());
        assert!(positives.iter().all(|&value| value == TOUCHED));
        assert!(negatives.iter().all(|&value| value == UNTOUCHED) && !negatives.is_empty());
    }
}

#[test]
fn sequences_are_in_order_and_end_with_what_is_held_out() {
    let data = data(&crowd(3));
    let interactions = data.interactions();
    let times = interactions.timestamps.as_ref().unwrap();
    let times: HashMap<(usize, usize), i64> =
        interactions.pairs().zip(times.iter().copied()).collect();
    let mut orders = HashSet::new();
    for seed in 0..20 {
        let sequences = data.sequences(&interactions, seed);
        let split = latest(&data, seed);
        for (user, sequence) in sequences.iter().enumerate() {
            let times: Vec<i64> =
                sequence.iter().map(|&item| times[&(user, item as usize)]).collect();
            assert!(times.is_sorted(), "{times:?}");
            let mut items = sequence.clone();
            items.sort_unstable();
            assert_eq!(items, Touched::new(&interactions, data.n_users(), data.n_items()).by(user));
        }
        for (&user, item) in split.held_out.users.iter().zip(&split.held_out.items) {
            assert_eq!(sequences[user as usize].last(), Some(item));
        }
        orders.insert(sequences);
    }
    assert_eq!(orders.len(), 20, "the seed orders those of equal times");
}

#[test]
fn a_sample_of_users_keeps_all_they_touched_and_every_row_its_number() {
    let whole = data(&crowd(4));
    let sample = |share, seed| {
        let mut data = whole.clone();
        data.sample_users(share, seed);
        assert_eq!(
            (data.users.names(), data.items.names()),
            (whole.users.names(), whole.items.names())
        );
        data
    };
    let counts = whole.ratings_per_user();
    let users = |data: &Dataset| -> BTreeSet<usize> {
        data.ratings.pairs().map(|(user, _)| user).collect()
    };
    let third = sample(0.3, 1);
    assert_eq!(users(&third).len(), 12);
    for user in users(&third) {
        assert_eq!(third.ratings_per_user()[user], counts[user]);
    }
    assert_eq!(users(&third), users(&sample(0.3, 1)));
    assert_ne!(users(&third), users(&sample(0.3, 2)));
    assert_eq!(sample(1.0, 1).ratings, whole.ratings);
    assert_eq!(users(&sample(1e-9, 1)).len(), 1);
    let mut chosen = vec![0; whole.n_users() - 1];
    for seed in 0..2000 {
        users(&sample(0.25, seed)).into_iter().for_each(|user| chosen[user - 1] += 1);
    }
    assert!(is_uniform(&chosen), "{chosen:?}");
}

#[test]
fn touched_and_untouched_items_are_all_items_but_the_unknown() {
    let rng = &mut StdRng::seed_from_u64(5);
    let (n_users, n_items) = (9, 13);
    let mut interactions = Ratings::default();
    let mut expected = vec![BTreeSet::new(); n_users];
    // User 8 touches everything and user 7 nothing. The unknown item, in row 0, is in the data, and so
    // are repetitions.
    for (user, expected) in expected.iter_mut().enumerate() {
        let mut items: Vec<usize> = match user {
            7 => Vec::new(),
            8 => (1..n_items).collect(),
            _ => (0..2 * user).map(|_| rng.gen_range(0..n_items)).collect(),
        };
        items.shuffle(rng);
        expected.extend(items.iter().copied().filter(|&item| item != 0));
        for item in items {
            interactions.push(Rating { user, item, value: TOUCHED });
        }
    }
    let touched = Touched::new(&interactions, n_users, n_items);
    assert_eq!((touched.n_users(), touched.n_items()), (n_users, n_items));
    for (user, expected) in expected.iter().enumerate() {
        assert!(
            touched.by(user).iter().map(|&item| item as usize).eq(expected.iter().copied()),
            "user {user}"
        );
        let others: Vec<usize> = (1..n_items).filter(|item| !expected.contains(item)).collect();
        assert_eq!(touched.n_untouched(user), others.len());
        let by_place = (0..others.len()).map(|place| touched.untouched(user, place));
        assert_eq!(by_place.collect::<Vec<_>>(), others);
    }
    let audiences = touched.transposed();
    assert_eq!((audiences.n_users(), audiences.n_items()), (n_items, n_users));
    for item in 0..n_items {
        let users = (1..n_users).filter(|&user| expected[user].contains(&item));
        let users: Vec<u32> = users.map(|user| user as u32).collect();
        assert_eq!(audiences.by(item), users, "item {item}");
    }
}

/// Interactions of users 1 to 4 with six items: user 3 has touched all but item 2, and user 4 all.
fn few() -> Ratings {
    let pairs = [(1, 5), (1, 2), (2, 3)].into_iter();
    let pairs = pairs.chain([1, 3, 4, 5, 6].map(|item| (3, item)));
    let (users, items): (Vec<_>, Vec<_>) = pairs.chain((1..=6).map(|item| (4, item))).unzip();
    let values = vec![4.0; users.len()];
    Ratings { users, items, values, ..Ratings::default() }
}

#[test]
fn each_positive_has_its_negatives_and_who_touched_everything_has_none() {
    let positives = few();
    let touched = Touched::new(&positives, 5, 7);
    for per_positive in [0, 1, 4] {
        let mut examples = WithNegatives::new(&positives, &touched, per_positive, 0);
        // User 4 has no item left.
        let with_negatives = positives.len() - 6;
        assert_eq!(examples.len(), positives.len() + per_positive * with_negatives);
        let all: Vec<usize> = (0..examples.len()).collect();
        let dealt = examples.deal(&all);
        assert_eq!(dealt.len(), examples.len());
        assert_eq!(dealt.users[..positives.len()], positives.users);
        assert_eq!(dealt.items[..positives.len()], positives.items);
        let mut counts = [0; 5];
        for i in positives.len()..dealt.len() {
            let (user, item) = (dealt.users[i], dealt.items[i]);
            counts[user as usize] += 1;
            assert!(
                (1..7).contains(&item) && !touched.by(user as usize).contains(&item),
                "{user} {item}"
            );
            assert!(user != 3 || item == 2, "user 3 has touched all items but one");
        }
        assert_eq!(counts, [0, 2, 1, 5, 0].map(|positives| positives * per_positive));
    }
    // All have touched everything: there are no negatives, and this ends.
    let full = Touched::new(&positives, 5, 7);
    let user_4 = positives.select(8..14);
    let mut examples = WithNegatives::new(&user_4, &full, 4, 0);
    assert_eq!(examples.len(), 6);
    assert_eq!(examples.deal(&[5, 0]).values, [TOUCHED, TOUCHED]);
}

#[test]
fn negatives_are_uniform_over_what_is_untouched() {
    let positives = few();
    let touched = Touched::new(&positives, 5, 7);
    let mut examples = WithNegatives::new(&positives, &touched, 2, 9);
    let mut batches = Batches::new(examples.len(), examples.len(), 1);
    let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for _ in 0..1000 {
        for numbers in batches.epoch() {
            let dealt = examples.deal(numbers);
            for i in (0..dealt.len()).filter(|&i| dealt.values[i] == UNTOUCHED) {
                *counts.entry((dealt.users[i], dealt.items[i])).or_default() += 1;
            }
        }
    }
    for (user, untouched) in [(1, vec![1, 3, 4, 6]), (2, vec![1, 2, 4, 5, 6])] {
        let counts: Vec<usize> =
            untouched.iter().map(|&item| counts.get(&(user, item)).copied().unwrap_or(0)).collect();
        assert!(is_uniform(&counts), "user {user}: {counts:?}");
    }
    assert_eq!(counts.values().sum::<usize>(), 16_000);
}

#[test]
fn negatives_are_fresh_each_epoch_and_follow_the_seed() {
    let data = data(&crowd(6));
    let split = latest(&data, 0);
    let touched = Touched::new(&split.train, data.n_users(), data.n_items());
    let epochs = |seed| {
        let mut examples = WithNegatives::new(&split.train, &touched, 4, seed);
        let all: Vec<usize> = (0..examples.len()).collect();
        [(); 2].map(|()| examples.deal(&all).items)
    };
    let [first, second] = epochs(0);
    let n = split.train.len();
    assert_eq!(first[..n], second[..n], "the positives stay");
    // Some 25 items are untouched, so a few draws agree by chance.
    let same = first[n..].iter().zip(&second[n..]).filter(|(a, b)| a == b).count();
    assert!(same * 10 < first.len() - n, "{same} of {} negatives are the same", first.len() - n);
    assert_eq!(epochs(0), [first.clone(), second]);
    assert_ne!(epochs(1)[0], first);
}

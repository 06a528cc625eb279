//! Every rating lands on one side of a split, and comes up once an epoch.

use std::collections::BTreeSet;
use workbook::data::{Batches, Dataset, read_csv};

/// `n` ratings of different pairs: user `u{i % 10}`, item `i{i / 10}`, a rating that is the row number.
fn numbered(n: usize) -> Dataset {
    let mut text = "user,item,rating\n".to_owned();
    for i in 0..n {
        text += &format!("u{},i{},{i}\n", i % 10, i / 10);
    }
    read_csv("numbered.csv", text.as_bytes()).unwrap()
}

fn values(values: &[f32]) -> BTreeSet<usize> {
    values.iter().map(|&r| r as usize).collect()
}

#[test]
fn a_random_split_puts_every_rating_on_one_side() {
    let data = numbered(1000);
    let split = data.split_random(0.2, 1).unwrap();
    assert_eq!((split.train.len(), split.valid.len()), (800, 200));
    let both = &values(&split.train.values) | &values(&split.valid.values);
    assert_eq!(both, (0..1000).collect());
}

#[test]
fn the_seed_decides_the_split() {
    let data = numbered(1000);
    let valid = |seed| data.split_random(0.2, seed).unwrap().valid;
    assert_eq!(valid(1), valid(1));
    assert_ne!(valid(1), valid(2));
}

#[test]
fn given_rows_are_the_validation_set() {
    let split = numbered(20).split_by_rows(&[3, 0, 19]).unwrap();
    assert_eq!(values(&split.valid.values), BTreeSet::from([0, 3, 19]));
    assert_eq!(split.train.len(), 17);
}

#[test]
fn what_training_never_saw_becomes_row_0_and_is_counted() {
    let text = "user,item,rating\na,x,1\na,y,2\nb,x,3\nnew,x,4\nnew,y,5\na,new film,1\n";
    let data = read_csv("t.csv", text.as_bytes()).unwrap();
    let split = data.split_by_rows(&[2, 3, 4, 5]).unwrap();
    // Training knows user a with films x and y; row 2's user b is new as well.
    assert_eq!((split.unseen.users, split.unseen.items, split.unseen.ratings), (2, 1, 4));
    assert_eq!(split.valid.users[..3], [0, 0, 0]);
    assert_eq!(data.users.name(split.valid.get(3).user), "a");
    assert_eq!(split.valid.items[3], 0);
    assert_eq!(data.items.name(split.valid.get(0).item), "x");
}

#[test]
fn unusable_splits_are_refused() {
    let data = numbered(5);
    for (rows, problem) in [
        (vec![5], "validation row 5 does not exist"),
        (vec![1, 1], "validation row 1 is named a second time"),
        (vec![], "numbered.csv: 0 of 5 ratings would be held back"),
        (vec![0, 1, 2, 3, 4], "numbered.csv: 5 of 5 ratings would be held back"),
    ] {
        let message = data.split_by_rows(&rows).unwrap_err().to_string();
        assert!(message.starts_with(problem), "{rows:?}: {message}");
    }
}

#[test]
fn an_epoch_deals_every_rating_once_in_a_fresh_order() {
    let mut batches = Batches::new(130, 13, 7);
    let first: Vec<usize> = batches.epoch().flatten().copied().collect();
    let second: Vec<usize> = batches.epoch().flatten().copied().collect();
    let everything: Vec<usize> = (0..130).collect();
    for epoch in [&first, &second] {
        let mut sorted = epoch.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, everything);
        assert_ne!(epoch, &everything, "it is shuffled");
    }
    assert_ne!(first, second, "every epoch anew");
    let again: Vec<usize> = Batches::new(130, 13, 7).epoch().flatten().copied().collect();
    assert_eq!(first, again, "the seed decides");
}

#[test]
fn the_short_last_batch_is_dropped_in_training_and_kept_in_validation() {
    let mut batches = Batches::new(130, 64, 0);
    assert_eq!(batches.per_epoch(), 2);
    assert_eq!(batches.epoch().map(<[usize]>::len).collect::<Vec<_>>(), [64, 64]);

    let ratings = numbered(130).ratings;
    let chunks: Vec<_> = ratings.chunks(64).collect();
    assert_eq!(chunks.iter().map(|c| c.len()).collect::<Vec<_>>(), [64, 64, 2]);
    let joined: Vec<f32> = chunks.into_iter().flat_map(|c| c.values).collect();
    assert_eq!(joined, ratings.values);
}

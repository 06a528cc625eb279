//! Neighbours, content and mixes: what they must do on data small enough to check by hand.

use approx::assert_abs_diff_eq;
use nalgebra::DMatrix;
use rand::{Rng, SeedableRng, rngs::StdRng};
use workbook::data::{Rating, Ratings, builtin};
use workbook::models::{Baseline, Content, Mix, NeighbourSettings, Neighbours};

const N_USERS: usize = 13;
const N_ITEMS: usize = 9;

/// Settings that shrink nothing.
const BOLD: NeighbourSettings = NeighbourSettings { k: 100, common: 0.0, caution: 0.0 };

fn ratings(rows: &[(usize, usize, f32)]) -> Ratings {
    let mut ratings = Ratings::default();
    rows.iter().for_each(|&(user, item, value)| ratings.push(Rating { user, item, value }));
    ratings
}

/// About half of all pairs, with random stars.
fn random(seed: u64) -> Ratings {
    let rng = &mut StdRng::seed_from_u64(seed);
    let mut random = Ratings::default();
    for user in 1..N_USERS {
        for item in 1..N_ITEMS {
            if rng.gen_bool(0.5) {
                random.push(Rating { user, item, value: f32::from(rng.gen_range(1..=5_u8)) });
            }
        }
    }
    random
}

/// Every pair, those of row 0 included.
fn all_pairs() -> Ratings {
    let pairs = (0..N_USERS).flat_map(|user| (0..N_ITEMS).map(move |item| (user, item, 0.0)));
    ratings(&pairs.collect::<Vec<_>>())
}

/// A baseline that expects 3 of everything, so that residuals are easy to read.
fn three() -> Baseline {
    let [user_offsets, item_offsets] = [N_USERS, N_ITEMS].map(|rows| vec![0.0; rows]);
    Baseline { mean: 3.0, item_offsets, user_offsets }
}

fn of_users(train: &Ratings, settings: NeighbourSettings) -> Neighbours {
    Neighbours::new(train, &Baseline::fit(train, N_USERS, N_ITEMS), settings)
}

/// The users of the page: Ann and Bob agree, and Cleo disagrees with both.
fn page() -> Ratings {
    let [ann, bob, cleo] = [1, 2, 3];
    let [a, b, c, d] = [1, 2, 3, 4];
    ratings(&[
        (ann, a, 5.0),
        (ann, b, 2.0),
        (ann, c, 4.0),
        (bob, a, 4.0),
        (bob, b, 1.0),
        (bob, c, 4.0),
        (bob, d, 5.0),
        (cleo, a, 2.0),
        (cleo, b, 4.0),
        (cleo, d, 1.0),
    ])
}

#[test]
fn the_example_by_hand_comes_out() {
    let neighbours = Neighbours::new(&page(), &three(), NeighbourSettings { caution: 0.3, ..BOLD });
    let likeness = neighbours.likeness(1);
    assert_abs_diff_eq!(likeness[2], 5.0 / 6.0, epsilon = 1e-12);
    assert_abs_diff_eq!(likeness[3], -3.0 / 10.0_f64.sqrt(), epsilon = 1e-12);
    // Cleo has no say, because she is not like Ann.
    let voters = neighbours.voters(&likeness, 1, 4);
    assert_eq!(voters.iter().map(|voter| voter.row).collect::<Vec<_>>(), [2]);
    let prediction = neighbours.predict(&ratings(&[(1, 4, 0.0)]))[0];
    assert_abs_diff_eq!(prediction, 4.47, epsilon = 2e-3);
}

#[test]
fn likeness_is_symmetric_and_lies_between_minus_one_and_one() {
    for seed in 0..5 {
        for common in [0.0, 10.0] {
            let neighbours = of_users(&random(seed), NeighbourSettings { common, ..BOLD });
            let table: Vec<Vec<f64>> = (0..N_USERS).map(|row| neighbours.likeness(row)).collect();
            for (one, of_one) in table.iter().enumerate() {
                assert_eq!((of_one[one], of_one[0]), (0.0, 0.0), "nor to row 0");
                for (&alike, of_other) in of_one.iter().zip(&table) {
                    assert_abs_diff_eq!(alike, of_other[one], epsilon = 1e-12);
                    assert!(alike.abs() < 1.0 + 1e-12);
                }
            }
            assert!(table.concat().iter().any(|&alike| alike > 0.05));
        }
    }
}

#[test]
fn equal_residuals_have_likeness_one_and_opposite_ones_minus_one_before_shrinkage() {
    let rows = [(1, 1, 5.0), (1, 2, 2.0), (2, 1, 5.0), (2, 2, 2.0), (3, 1, 1.0), (3, 2, 4.0)];
    let of = |common| {
        let settings = NeighbourSettings { common, ..BOLD };
        Neighbours::new(&ratings(&rows), &three(), settings).likeness(1)
    };
    let plain = of(0.0);
    assert_abs_diff_eq!(plain[2], 1.0, epsilon = 1e-12);
    assert_abs_diff_eq!(plain[3], -1.0, epsilon = 1e-12);
    // With two ratings in common and a price of six, a quarter is left.
    assert_abs_diff_eq!(of(6.0)[2], 0.25, epsilon = 1e-12);
}

#[test]
fn a_rating_has_no_say_in_its_own_prediction() {
    // Item 3 has a single rating, by user 1, who is like user 2.
    let mut train = random(1);
    let kept: Vec<usize> = (0..train.len()).filter(|&i| train.items[i] != 3).collect();
    train = train.select(kept);
    train.push(Rating { user: 1, item: 3, value: 5.0 });
    let baseline = Baseline::fit(&train, N_USERS, N_ITEMS);
    let users = Neighbours::new(&train, &baseline, BOLD);
    let own = ratings(&[(1, 3, 5.0)]);
    assert_eq!(users.predict(&own)[0], baseline.predict(1, 3));
    // Not even where a likeness of a row to itself is handed in.
    assert_eq!(users.predict_by(&own, |_| vec![1.0; N_USERS])[0], baseline.predict(1, 3));
    // Nor among the items.
    let single = ratings(&[(1, 3, 5.0), (2, 4, 1.0)]);
    let items = Neighbours::new(&single.mirrored(), &three().mirrored(), BOLD);
    assert_eq!(items.predict_by(&own.mirrored(), |_| vec![1.0; N_ITEMS])[0], 3.0);
}

#[test]
fn without_neighbours_or_anything_in_common_the_prediction_is_the_baselines() {
    let train = random(2);
    let baseline = Baseline::fit(&train, N_USERS, N_ITEMS);
    let pairs = all_pairs();
    let expected: Vec<f64> = pairs.pairs().map(|(u, i)| baseline.predict(u, i)).collect();
    let none = Neighbours::new(&train, &baseline, NeighbourSettings { k: 0, ..BOLD });
    assert_eq!(none.predict(&pairs), expected);
    let some = Neighbours::new(&train, &baseline, BOLD).predict(&pairs);
    let in_row_0 = |&i: &usize| pairs.users[i] == 0 || pairs.items[i] == 0;
    for i in (0..pairs.len()).filter(in_row_0) {
        assert_eq!(some[i], expected[i], "row 0 has no ratings");
    }
    assert!((0..pairs.len()).any(|i| (some[i] - expected[i]).abs() > 0.1));
    // Users 1 and 2 have rated different items.
    let apart = ratings(&[(1, 1, 5.0), (2, 2, 1.0)]);
    let apart = Neighbours::new(&apart, &three(), BOLD);
    assert_eq!(apart.predict(&ratings(&[(1, 2, 0.0)])), [3.0]);
    assert_eq!(apart.support(&ratings(&[(1, 2, 0.0)])), [0.0]);
}

#[test]
fn only_the_k_most_alike_have_a_say_and_the_lower_row_among_equals() {
    // Users 2, 3 and 4 have rated as user 1 has, and user 5 nearly.
    let mut rows = vec![(1, 1, 5.0), (1, 2, 4.0), (5, 1, 5.0), (5, 2, 3.5), (5, 3, 1.0)];
    for (user, star) in [(4, 4.0), (3, 2.0), (2, 5.0)] {
        rows.extend([(user, 1, 5.0), (user, 2, 4.0), (user, 3, star)]);
    }
    let train = ratings(&rows);
    for (k, who) in [(1, vec![2]), (2, vec![2, 3]), (3, vec![2, 3, 4]), (4, vec![2, 3, 4, 5])] {
        let neighbours = Neighbours::new(&train, &three(), NeighbourSettings { k, ..BOLD });
        let voters = neighbours.voters(&neighbours.likeness(1), 1, 3);
        let mut rows: Vec<usize> = voters.iter().map(|voter| voter.row).collect();
        rows.sort_unstable();
        assert_eq!(rows, who);
        let support: f64 = voters.iter().map(|voter| voter.likeness).sum();
        assert_abs_diff_eq!(neighbours.support(&ratings(&[(1, 3, 0.0)]))[0], support);
    }
    let two = Neighbours::new(&train, &three(), NeighbourSettings { k: 2, ..BOLD });
    assert_abs_diff_eq!(two.predict(&ratings(&[(1, 3, 0.0)]))[0], 3.5, epsilon = 1e-12);
}

#[test]
fn a_new_rating_counts_at_once() {
    let mut train = page();
    let pair = ratings(&[(1, 4, 0.0)]);
    let before = Neighbours::new(&train, &three(), BOLD).predict(&pair)[0];
    train.push(Rating { user: 4, item: 1, value: 5.0 });
    train.push(Rating { user: 4, item: 4, value: 1.0 });
    let after = Neighbours::new(&train, &three(), BOLD).predict(&pair)[0];
    assert!(after < before - 0.5, "{before} {after}");
}

/// A second implementation, which knows nothing of users and items: the residual of each cell of a matrix.
fn by_the_book(residuals: &DMatrix<Option<f64>>, row: usize, column: usize) -> f64 {
    let dot = |a: &dyn Fn(usize) -> Option<f64>, b: &dyn Fn(usize) -> Option<f64>| -> f64 {
        (0..residuals.ncols()).filter_map(|c| Some(a(c)? * b(c)?)).sum()
    };
    let (mut votes, mut weights) = (0.0, 0.0);
    for other in (0..residuals.nrows()).filter(|&other| other != row) {
        // What each has for the columns that both have rated.
        let own = |c: usize| residuals[(other, c)].and(residuals[(row, c)]);
        let theirs = |c: usize| residuals[(row, c)].and(residuals[(other, c)]);
        let lengths = (dot(&own, &own) * dot(&theirs, &theirs)).sqrt();
        let alike = if lengths > 0.0 { dot(&own, &theirs) / lengths } else { 0.0 };
        if let Some(residual) = residuals[(other, column)].filter(|_| alike > 0.0) {
            votes += alike * residual;
            weights += alike;
        }
    }
    if weights > 0.0 { votes / weights } else { 0.0 }
}

#[test]
fn users_and_items_are_mirror_images() {
    let train = random(3);
    let baseline = Baseline::fit(&train, N_USERS, N_ITEMS);
    let mut residuals = DMatrix::from_element(N_USERS, N_ITEMS, None);
    for Rating { user, item, value } in train.iter() {
        residuals[(user, item)] = Some(f64::from(value) - baseline.predict(user, item));
    }
    let pairs = all_pairs();
    let users = Neighbours::new(&train, &baseline, BOLD).predict(&pairs);
    let mirrored = Neighbours::new(&train.mirrored(), &baseline.mirrored(), BOLD);
    let items = mirrored.predict(&pairs.mirrored());
    for (i, (user, item)) in pairs.pairs().enumerate() {
        let base = baseline.predict(user, item);
        let of_users = base + by_the_book(&residuals, user, item);
        let of_items = base + by_the_book(&residuals.transpose(), item, user);
        assert_abs_diff_eq!(users[i], of_users, epsilon = 1e-9);
        assert_abs_diff_eq!(items[i], of_items, epsilon = 1e-9);
    }
    assert_eq!(train.mirrored().mirrored(), train);
}

#[test]
fn content_finds_a_taste_for_a_feature_and_knows_nothing_else() {
    // User 1 loves the feature, user 2 hates it, and no one else has rated.
    let features = DMatrix::from_fn(N_ITEMS, 1, |item, _| if item % 2 == 1 { 1.0 } else { -1.0 });
    let star = |user: usize, item: usize| match (user == 1) == (item % 2 == 1) {
        true => 4.0,
        false => 2.0,
    };
    let pairs = (1..3).flat_map(|user| (1..7).map(move |item| (user, item, star(user, item))));
    let train = ratings(&pairs.collect::<Vec<_>>());
    let content = Content::fit(&train, &three(), features, 6.0);
    // Six residuals of 1 and a price of 6: the weight is 6 / (6 + 6).
    let predictions =
        content.predict(&ratings(&[(1, 7, 0.0), (1, 8, 0.0), (2, 7, 0.0), (3, 7, 0.0)]));
    for (prediction, expected) in predictions.into_iter().zip([3.5, 2.5, 2.5, 3.0]) {
        assert_abs_diff_eq!(prediction, expected, epsilon = 1e-12);
    }
}

#[test]
fn a_mix_finds_the_weights_of_a_known_mixture() {
    let rng = &mut StdRng::seed_from_u64(4);
    let mut column = || (0..500).map(|_| rng.gen_range(-1.0..1.0)).collect::<Vec<f64>>();
    let steps = [column(), column(), column()];
    let noise = column();
    let target = |noise_size: f64| -> Vec<f64> {
        let mixed = |i: usize| 0.7 * steps[0][i] + 0.3 * steps[1][i] + noise_size * noise[i];
        (0..noise.len()).map(mixed).collect()
    };
    let exact = Mix::fit(&steps, &target(0.0), 1e-9);
    for (weight, true_weight) in exact.weights.iter().zip([0.7, 0.3, 0.0]) {
        assert_abs_diff_eq!(*weight, true_weight, epsilon = 1e-6);
    }
    let noisy = Mix::fit(&steps, &target(0.3), 1e-9);
    for (weight, true_weight) in noisy.weights.iter().zip([0.7, 0.3, 0.0]) {
        assert_abs_diff_eq!(*weight, true_weight, epsilon = 0.05);
    }
    for (step, target) in exact.steps(&steps).into_iter().zip(target(0.0)) {
        assert_abs_diff_eq!(step, target, epsilon = 1e-6);
    }
    // One method alone has the weight 1, and a high price makes every weight small.
    let alone = [steps[0].clone()];
    assert_abs_diff_eq!(Mix::fit(&alone, &steps[0], 1e-9).weights[0], 1.0, epsilon = 1e-9);
    assert!(Mix::fit(&alone, &steps[0], 1e9).weights[0].abs() < 1e-3);
    // Two methods that always agree share the weight.
    let twice = [steps[0].clone(), steps[0].clone()];
    for weight in Mix::fit(&twice, &steps[0], 1e-6).weights {
        assert_abs_diff_eq!(weight, 0.5, epsilon = 1e-6);
    }
    assert!(Mix::fit(&[], &[], 1.0).weights.is_empty());
}

#[test]
fn features_have_mean_zero_and_row_0_has_none() {
    let mut data = builtin::dataset();
    for table in [data.item_features().unwrap(), data.user_features().unwrap()] {
        assert!(table.row(0).iter().all(|&feature| feature == 0.0));
        assert!(table.row_mean().iter().all(|mean| mean.abs() < 1e-11));
        assert!(table.row(1) != table.row(2));
    }
    assert_eq!(data.item_features().unwrap().nrows(), data.n_items());
    assert_eq!(data.user_features().unwrap().nrows(), data.n_users());
    data.item_records.clear();
    data.user_records.clear();
    assert!(data.item_features().is_none() && data.user_features().is_none());
}

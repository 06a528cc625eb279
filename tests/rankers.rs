//! What the rankers of chapter 9 compute: closed forms by their equations, networks by what they learn.

use approx::assert_relative_eq;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::index};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use workbook::data::{
    Examples, HoldOut, LeaveOneOut, Rating, Ratings, TOUCHED, Touched, WithNegatives, builtin,
};
use workbook::interpret::{Judge, Placings};
use workbook::learn::{Learner, Recipe};
use workbook::models::{
    AlsSettings, Ease, Gmf, ImplicitAls, Model, NeuMf, NeuralCf, OrderSettings, Popularity,
    SequentialEase, predict_catalogue,
};

/// Items of each of the two groups in [`GROUPS`].
const GROUP: usize = 20;
const N_USERS: usize = 201;
const N_ITEMS: usize = 2 * GROUP + 1;

/// Users 1 to 100 touch items 1 to 20, and the other users the other items: each seven of them, and one
/// item of the other group.
static GROUPS: LazyLock<Ratings> = LazyLock::new(|| {
    let rng = &mut StdRng::seed_from_u64(0);
    let mut ratings = Ratings::default();
    for user in 1..N_USERS {
        let own = index::sample(rng, GROUP, 7).into_iter().map(|item| (group(user), item));
        let other = [(1 - group(user), rng.gen_range(0..GROUP))];
        for (group, item) in own.chain(other) {
            ratings.push(Rating { user, item: 1 + GROUP * group + item, value: TOUCHED });
        }
    }
    ratings
});

fn group(user: usize) -> usize {
    usize::from(user > N_USERS / 2)
}

fn touched(ratings: &Ratings) -> Touched {
    Touched::new(ratings, N_USERS, N_ITEMS)
}

/// How often an untouched item of a user's own group scores higher than one of the other group.
fn own_group_first(scores: impl Fn(usize) -> Vec<f64>) -> f64 {
    let touched = touched(&GROUPS);
    let (mut higher, mut pairs) = (0, 0);
    for user in 1..N_USERS {
        let scores = scores(user);
        assert_eq!(scores.len(), N_ITEMS);
        let is_own = |item: &usize| (item - 1) / GROUP == group(user);
        let untouched = (1..N_ITEMS).filter(|&item| !touched.by(user).contains(&(item as u32)));
        let (own, other): (Vec<usize>, Vec<usize>) = untouched.partition(is_own);
        for &own in &own {
            higher += other.iter().filter(|&&other| scores[own] > scores[other]).count();
            pairs += other.len();
        }
    }
    assert_eq!(pairs, 200 * 13 * 19);
    higher as f64 / pairs as f64
}

/// Random interactions of 60 users, shape `(users, items)`; row and column 0 are empty.
fn interactions(n_items: usize, seed: u64) -> (Touched, DMatrix<f64>) {
    let rng = &mut StdRng::seed_from_u64(seed);
    let mut x = DMatrix::zeros(61, n_items);
    let mut ratings = Ratings::default();
    for user in 1..61 {
        for item in (1..n_items).filter(|item| rng.gen_bool(0.5 / (1.0 + *item as f64 / 9.0))) {
            x[(user, item)] = 1.0;
            ratings.push(Rating { user, item, value: TOUCHED });
        }
    }
    (Touched::new(&ratings, 61, n_items), x)
}

#[test]
fn popularity_counts() {
    let ratings = Ratings { items: vec![2, 1, 2, 4], ..Ratings::default() };
    assert_eq!(Popularity::fit(&ratings, 5).scores(), [0.0, 1.0, 2.0, 0.0, 1.0]);
}

/// Each item is regressed on all others by itself. Above 64 items the inverse is made of blocks.
#[test]
fn ease_is_a_ridge_regression_of_each_item_on_all_others() {
    for (n_items, lambda) in [(12, 3.0), (90, 20.0)] {
        let (touched, x) = interactions(n_items, 1);
        let ease = Ease::fit(&touched, lambda);
        assert_eq!(ease.weights.shape(), (n_items, n_items));
        for item in 0..n_items {
            let others = x.clone().remove_column(item);
            let gram =
                others.tr_mul(&others) + DMatrix::identity(n_items - 1, n_items - 1) * lambda;
            let target = others.tr_mul(&x.column(item));
            let expected = gram.lu().solve(&target).unwrap().insert_row(item, 0.0);
            let weights = ease.weights.row(item).transpose();
            assert_relative_eq!(weights, expected, epsilon = 1e-10);
            assert_eq!(weights[item], 0.0, "no item predicts itself");
        }
        for user in [1, 2, 60] {
            let expected = &ease.weights * x.row(user).transpose();
            let scores = DVector::from_vec(ease.scores(touched.by(user)));
            assert_relative_eq!(scores, expected, epsilon = 1e-12);
        }
        assert_eq!(ease.scores(&[]), vec![0.0; n_items]);
    }
}

/// Each user's items in a random order.
fn sequences(touched: &Touched) -> Vec<Vec<u32>> {
    let rng = &mut StdRng::seed_from_u64(2);
    let shuffled = |user| {
        let items = touched.by(user);
        index::sample(rng, items.len(), items.len()).into_iter().map(|i| items[i]).collect()
    };
    (0..touched.n_users()).map(shuffled).collect()
}

/// Settings with which order plays no part.
const ORDERLESS: OrderSettings = OrderSettings {
    lambda: 5.0,
    lambda_per_user: 0.0,
    nearness: 1.0,
    anywhere: 1.0,
    recency: 1.0,
    ever: 0.0,
};

#[test]
fn ease_in_order_is_ease_where_order_plays_no_part() {
    let (touched, _) = interactions(70, 2);
    let sequences = sequences(&touched);
    let ease = Ease::fit(&touched, 5.0);
    // Either setting alone makes all pairs of a user count in full.
    for (nearness, anywhere) in [(1.0, 1.0), (0.5, 1.0), (1.0, 0.3)] {
        let settings = OrderSettings { nearness, anywhere, ..ORDERLESS };
        let in_order = SequentialEase::fit(&sequences, 70, settings);
        assert_relative_eq!(in_order.ease.weights, ease.weights, epsilon = 1e-10);
        for (user, sequence) in sequences.iter().enumerate() {
            let scores = in_order.scores(sequence);
            assert_relative_eq!(&scores[..], &ease.scores(touched.by(user))[..], epsilon = 1e-10);
        }
    }
}

#[test]
fn ease_in_order_weighs_pairs_by_distance_and_items_by_how_far_they_lie_back() {
    let n_items = 9;
    let (touched, _) = interactions(n_items, 3);
    let sequences = sequences(&touched);
    let settings = OrderSettings {
        lambda_per_user: 1.5,
        nearness: 0.6,
        anywhere: 0.25,
        recency: 0.7,
        ever: 0.1,
        ..ORDERLESS
    };
    let model = SequentialEase::fit(&sequences, n_items, settings);
    // The equations, entry by entry.
    let together = |i: usize, j: usize| {
        let of_user = |sequence: &Vec<u32>| {
            let place = |item| sequence.iter().position(|&other| other as usize == item);
            let distance = place(i)?.abs_diff(place(j)?);
            Some(0.25 + 0.75 * 0.6_f64.powi(distance as i32))
        };
        let shared: f64 = sequences.iter().filter_map(of_user).sum();
        let users =
            sequences.iter().filter(|sequence| sequence.contains(&(i as u32))).count() as f64;
        shared + if i == j { 5.0 + 1.5 * users } else { 0.0 }
    };
    let p = DMatrix::from_fn(n_items, n_items, together).try_inverse().unwrap();
    // What item `from` adds to the score of item `to`.
    let weight =
        |from: usize, to: usize| if from == to { 0.0 } else { -p[(from, to)] / p[(to, to)] };
    for sequence in [vec![], vec![4], vec![2, 7, 5], vec![5, 7, 2]] {
        let counts = |back: usize| 0.7_f64.powi(back as i32) + 0.1;
        let score = |to: usize| {
            let latest_first = sequence.iter().rev().enumerate();
            latest_first.map(|(back, &from)| counts(back) * weight(from as usize, to)).sum::<f64>()
        };
        let expected: Vec<f64> = (0..n_items).map(score).collect();
        assert_relative_eq!(&model.scores(&sequence)[..], &expected[..], epsilon = 1e-10);
    }
    assert_ne!(model.scores(&[2, 7, 5]), model.scores(&[5, 7, 2]));
}

const ALS: AlsSettings =
    AlsSettings { factors: 5, unobserved: 0.2, penalty: 0.03, sweeps: 4, seed: 1 };

/// What iALS minimises, summed pair by pair. All rows count, the unknown's included.
fn objective(x: &DMatrix<f64>, users: &DMatrix<f64>, items: &DMatrix<f64>) -> f64 {
    let AlsSettings { unobserved, penalty, .. } = ALS;
    let mut sum = 0.0;
    for user in 0..x.nrows() {
        for item in 0..x.ncols() {
            let score = users.row(user).dot(&items.row(item));
            let touched = x[(user, item)];
            sum += touched * (1.0 - score).powi(2) + unobserved * score.powi(2);
            let squares = users.row(user).norm_squared() + items.row(item).norm_squared();
            sum += penalty * (touched + unobserved) * squares;
        }
    }
    sum
}

#[test]
fn no_half_sweep_of_ials_raises_its_objective() {
    let (touched, x) = interactions(40, 4);
    let fit = |sweeps| ImplicitAls::fit(&touched, AlsSettings { sweeps, ..ALS });
    let mut model = fit(0);
    let start = objective(&x, &model.user_factors, &model.item_factors);
    let mut before = start;
    for sweeps in 1..8 {
        let next = fit(sweeps);
        // First the items move, and then the users.
        let half_way = objective(&x, &model.user_factors, &next.item_factors);
        let after = objective(&x, &next.user_factors, &next.item_factors);
        assert!(half_way <= before + 1e-9, "sweep {sweeps}: {before} to {half_way}");
        assert!(after <= half_way + 1e-9, "sweep {sweeps}: {half_way} to {after}");
        assert!(sweeps > 3 || after < before - 1e-3, "sweep {sweeps} does nothing");
        (before, model) = (after, next);
    }
    assert!(before < 0.8 * start, "{start} to {before}");
}

/// The users' half: least squares with a row for each item touched, one for each item that should score
/// 0, and one for each factor that should be small.
#[test]
fn a_users_factors_in_ials_solve_their_least_squares_problem() {
    let (touched, x) = interactions(40, 5);
    let model = ImplicitAls::fit(&touched, ALS);
    let items = &model.item_factors;
    let AlsSettings { unobserved, penalty, factors, .. } = ALS;
    for user in 0..61 {
        let pairs = touched.by(user).len() as f64 + unobserved * 40.0;
        let mut rows = vec![items * unobserved.sqrt()];
        rows.push(DMatrix::identity(factors, factors) * (penalty * pairs).sqrt());
        let of_user: Vec<usize> = touched.by(user).iter().map(|&item| item as usize).collect();
        rows.push(items.select_rows(&of_user));
        let n = rows.iter().map(DMatrix::nrows).sum();
        let mut inputs = DMatrix::zeros(n, factors);
        let mut start = 0;
        for part in &rows {
            inputs.rows_mut(start, part.nrows()).copy_from(part);
            start += part.nrows();
        }
        let targets = DVector::from_fn(n, |row, _| if row < 40 + factors { 0.0 } else { 1.0 });
        let expected = inputs.svd(true, true).solve(&targets, 1e-12).unwrap();
        assert_relative_eq!(model.user_factors.row(user).transpose(), expected, epsilon = 1e-9);
        let scores = DVector::from_vec(model.scores(user));
        assert_relative_eq!(scores, items * expected, epsilon = 1e-9);
        // A newcomer with the same history gets the same scores.
        let scores = model.scores(user);
        assert_relative_eq!(
            &model.scores_after(touched.by(user))[..],
            &scores[..],
            epsilon = 1e-12
        );
    }
    assert_eq!(x.column(0).sum(), 0.0);
    assert!(model.scores(5).iter().all(|score| score.is_finite()) && model.scores(5)[0] == 0.0);
    assert_eq!(model.scores_after(&[]), vec![0.0; 40]);
}

#[test]
fn closed_forms_rank_a_users_own_group_first() {
    let touched = touched(&GROUPS);
    let ease = Ease::fit(&touched, 100.0);
    assert!(own_group_first(|user| ease.scores(touched.by(user))) > 0.98);
    let als = ImplicitAls::fit(&touched, AlsSettings { factors: 2, ..AlsSettings::default() });
    assert!(own_group_first(|user| als.scores(user)) > 0.98);
    let popularity = Popularity::fit(&GROUPS, N_ITEMS);
    let chance = own_group_first(|_| popularity.scores());
    assert!((0.3..0.7).contains(&chance), "popularity knows no groups: {chance}");
}

/// How many epochs a network takes to learn the groups, and at which rate.
type Pace = (usize, f64);

/// Trains on the two groups, with four negatives for each interaction.
fn train<M: Model>(model: M, (epochs, lr): Pace, seed: u64, seed_of_negatives: u64) -> M {
    let touched = touched(&GROUPS);
    let train = WithNegatives::new(&GROUPS, &touched, 4, seed_of_negatives);
    let mut valid = train.clone();
    let some: Vec<usize> = (0..valid.len()).step_by(3).collect();
    let valid = valid.deal(&some);
    let recipe = Recipe { epochs, lr, batch_size: 32, seed, ..Recipe::default() };
    let mut learner = Learner::from_interactions(model, train, &valid, recipe);
    let history = learner.fit_one_cycle().unwrap();
    // A model that always says that one in five is an interaction loses 0.5 nats.
    assert!(history.last().train_loss < 0.45, "{:?}", history.last());
    // The loss is the binary cross entropy: minus the logarithm of the probability of what is the case.
    let nats = learner.predict(&valid).into_iter().zip(&valid.values).map(|(logit, &label)| {
        let probability = 1.0 / (1.0 + f64::from(-logit).exp());
        -(if label == TOUCHED { probability } else { 1.0 - probability }).ln()
    });
    let by_hand = nats.sum::<f64>() / valid.len() as f64;
    assert_relative_eq!(history.last().valid_loss, by_hand, epsilon = 1e-6);
    learner.model
}

fn bits<M: Model>(mut model: M) -> Vec<u32> {
    let parameters = model.parameters().into_iter();
    parameters.flat_map(|parameter| parameter.tensor.values()).map(f32::to_bits).collect()
}

/// What holds for every network, however it is built from a seed.
fn check_network<M: Model>(pace: Pace, new: impl Fn(u64) -> M) {
    let model = train(new(1), pace, 1, 1);
    let first = own_group_first(|user| predict_catalogue(&model, user, N_ITEMS));
    assert!(first > 0.9, "own group first: {first}");

    // The catalogue's scores are those of its pairs, one by one.
    let no_one = Ratings::default();
    let learner = Learner::new(model, &no_one, &no_one, Recipe::default());
    for user in [0, 1, N_USERS - 1] {
        let mut pairs = Ratings::default();
        (0..N_ITEMS).for_each(|item| pairs.push(Rating { user, item, value: 0.0 }));
        let catalogue = predict_catalogue(&learner.model, user, N_ITEMS);
        for (item, score) in catalogue.into_iter().enumerate() {
            let single = learner.predict(&pairs.select([item]))[0];
            assert_relative_eq!(score, f64::from(single), epsilon = 1e-5, max_relative = 1e-5);
        }
    }

    let bits_of = bits(learner.model);
    if cfg!(not(feature = "cuda")) {
        // A GPU adds in no fixed order.
        assert_eq!(bits_of, bits(train(new(1), pace, 1, 1)), "same seed, same bits");
    }
    assert_ne!(bits_of, bits(train(new(2), pace, 1, 1)), "the initial weights matter");
    assert_ne!(bits_of, bits(train(new(1), pace, 2, 1)), "the order matters");
    assert_ne!(bits_of, bits(train(new(1), pace, 1, 2)), "the negatives matter");
    assert_eq!(bits(new(3)), bits(new(3)));
}

#[test]
fn gmf() {
    check_network((5, 0.03), |seed| Gmf::new(N_USERS, N_ITEMS, 4, seed));
}

#[test]
fn neural_cf() {
    check_network((20, 0.01), |seed| NeuralCf::new(N_USERS, N_ITEMS, 8, &[16, 8], seed));
    // Without a hidden layer it is linear in the factors.
    let mut linear = NeuralCf::new(N_USERS, N_ITEMS, 3, &[], 0);
    let shapes = linear.parameters().into_iter().map(|p| p.tensor.shape().to_vec());
    assert_eq!(shapes.collect::<Vec<_>>(), [vec![201, 3], vec![41, 3], vec![6, 1], vec![1]]);
}

#[test]
fn neu_mf() {
    check_network((5, 0.03), |seed| NeuMf::new(N_USERS, N_ITEMS, 4, &[16, 8], seed));
}

/// The dot product and the network in one, number by number.
#[test]
fn the_logit_of_neu_mf_is_its_equation() {
    let mut model = NeuMf::new(4, 5, 2, &[3, 2], 7);
    let mut parameters = BTreeMap::new();
    for mut parameter in model.parameters() {
        // Larger tables, so that the layers feel them and the ReLUs have something to cut off.
        let scale = if parameter.looked_up_by.is_some() { 50.0 } else { 1.0 };
        let values: Vec<f32> = parameter.tensor.values().iter().map(|x| scale * x).collect();
        parameter.tensor.replace(values.clone());
        parameters.insert(parameter.name.to_string(), values);
    }
    let row = |table: &str, row: usize| parameters[table][2 * row..][..2].to_vec();
    let layer = |name: &str, inputs: &[f32]| -> Vec<f32> {
        let weight = &parameters[&format!("{name}.weight")];
        let bias = &parameters[&format!("{name}.bias")];
        let output = |(j, bias): (usize, &f32)| {
            inputs
                .iter()
                .zip(weight.chunks(weight.len() / inputs.len()))
                .map(|(x, w)| x * w[j])
                .sum::<f32>()
                + bias
        };
        bias.iter().enumerate().map(output).collect()
    };
    let mut n_cut_off = 0;
    let mut relu = |outputs: Vec<f32>| -> Vec<f32> {
        n_cut_off += outputs.iter().filter(|x| **x < 0.0).count();
        outputs.into_iter().map(|x| x.max(0.0)).collect()
    };
    for user in 0..4 {
        for (item, score) in predict_catalogue(&model, user, 5).into_iter().enumerate() {
            let pairs = row("product_users", user).into_iter().zip(row("product_items", item));
            let products: Vec<f32> = pairs.map(|(a, b)| a * b).collect();
            let both = [row("dense_users", user), row("dense_items", item)].concat();
            let hidden = relu(layer("hidden.0", &both));
            let hidden = relu(layer("hidden.1", &hidden));
            let logit = layer("output", &[products, hidden].concat())[0];
            assert_relative_eq!(score, f64::from(logit), epsilon = 1e-5);
        }
    }
    assert!((20..80).contains(&n_cut_off), "{n_cut_off} of 100 outputs are cut off");
}

#[test]
fn the_seed_of_ials_decides_every_bit() {
    let touched = touched(&GROUPS);
    let fit =
        |seed| ImplicitAls::fit(&touched, AlsSettings { seed, sweeps: 2, ..ALS }).item_factors;
    assert_eq!(fit(1), fit(1));
    assert_ne!(fit(1), fit(2));
}

/// The scores of all items for a user.
type Scores<'a> = &'a dyn Fn(usize) -> Vec<f64>;

/// The built-in data are drawn from a truth, which only luck can beat.
#[test]
fn the_truth_ranks_the_built_in_data_better_than_any_ranker() {
    let data = builtin::dataset();
    let (n_users, n_items) = (data.n_users(), data.n_items());
    let interactions = data.interactions();
    let LeaveOneOut { train, held_out, .. } = data.leave_one_out(&interactions, HoldOut::Latest, 0);
    let touched = Touched::new(&interactions, n_users, n_items);
    let known = Touched::new(&train, n_users, n_items);
    let judge = Judge::new(&held_out, &touched, 99, 0);
    let hits = |scores: Scores| {
        let Placings { all, .. } = judge.place(scores).unwrap();
        all.iter().map(|placing| placing.expected_hit_ratio(10, 99)).sum::<f64>() / all.len() as f64
    };
    let truth = builtin::true_ranking(&data).unwrap();
    let best = hits(&|user| truth[user].clone());

    let popularity = Popularity::fit(&train, n_items);
    let ease = Ease::fit(&known, 400.0);
    let als = ImplicitAls::fit(&known, AlsSettings::default());
    let negatives = WithNegatives::new(&train, &known, 4, 0);
    let recipe = Recipe { epochs: 5, lr: 0.01, batch_size: 256, ..Recipe::default() };
    let model = Gmf::new(n_users, n_items, 8, 0);
    let valid = negatives.clone().deal(&[0, train.len()]);
    let mut gmf = Learner::from_interactions(model, negatives, &valid, recipe);
    gmf.fit_one_cycle().unwrap();
    let rankers: [(&str, Scores); 4] = [
        ("popularity", &|_| popularity.scores()),
        ("EASE", &|user| ease.scores(known.by(user))),
        ("iALS", &|user| als.scores(user)),
        ("GMF", &|user| predict_catalogue(&gmf.model, user, n_items)),
    ];
    for (name, scores) in rankers {
        let hits = hits(scores);
        assert!((0.3..best - 0.01).contains(&hits), "{name}: {hits}, the truth: {best}");
    }
}

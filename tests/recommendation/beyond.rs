//! Lists that are not all the same: their measures, and how they are made.

use approx::assert_relative_eq;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use workbook::data::{Dataset, ItemRecord, Rating, Ratings, Touched, read_csv};
use workbook::interpret::{
    Catalogue, Learned, Likeness, Recommendation, lists, rerank_for_diversity, top_lists,
};

/// Random tables.
fn model(rng: &mut StdRng, n_users: usize, n_items: usize) -> Learned {
    let mut table = |rows| DMatrix::from_fn(rows, 3, |_, _| rng.gen_range(-1.0..1.0));
    let (user_factors, item_factors) = (table(n_users), table(n_items));
    let item_bias = DVector::from_fn(n_items, |_, _| rng.gen_range(-1.0..1.0));
    let user_bias = DVector::zeros(n_users);
    Learned { user_factors, item_factors, user_bias, item_bias, y_range: 0.0..5.5 }
}

/// Random ratings, which leave some items without any.
fn ratings(rng: &mut StdRng, n_users: usize, n_items: usize, share: f64) -> Ratings {
    let mut ratings = Ratings::default();
    for user in 1..n_users {
        for item in (1..n_items).filter(|item| item % 7 != 0) {
            if rng.gen_bool(share) {
                ratings.push(Rating { user, item, value: 4.0 });
            }
        }
    }
    ratings
}

fn items(list: &[Recommendation]) -> Vec<usize> {
    list.iter().map(|film| film.item).collect()
}

/// Everyone's best items.
fn best(model: &Learned, catalogue: &Catalogue, n: usize) -> Vec<Vec<Recommendation>> {
    top_lists(model, 1..model.n_users(), catalogue, n).collect()
}

/// Candidates in a random order, some with equal scores.
fn candidates(rng: &mut StdRng, n: usize) -> Vec<Recommendation> {
    let score = |item| Recommendation { item, score: f64::from(rng.gen_range(0..20)) / 4.0 };
    let mut candidates: Vec<Recommendation> = (1..=n).map(score).collect();
    candidates.shuffle(rng);
    candidates
}

#[test]
fn a_changed_list_holds_only_unseen_trained_items_and_none_twice() {
    let rng = &mut StdRng::seed_from_u64(1);
    for (n_users, n_items, share) in [(30, 40, 0.3), (2, 12, 0.5), (20, 6, 0.5), (5, 9, 1.0)] {
        let model = model(rng, n_users, n_items);
        let train = ratings(rng, n_users, n_items, share);
        let seen = Touched::new(&train, n_users, n_items);
        let raters = lists::raters(&seen);
        let catalogue = Catalogue::new(&train, seen);
        let likeness = Likeness::by_factors(&model);
        let reranked = best(&model, &catalogue, 20).into_iter().map(|candidates| {
            rerank_for_diversity(&candidates, |a, b| likeness.between(a, b), 0.5, 10)
        });
        let discounted = best(&model.discounting_popularity(&raters, 0.3), &catalogue, 10);
        let unbiased = best(&model.with_item_bias(DVector::zeros(n_items)), &catalogue, 10);
        for made in [reranked.collect(), discounted, unbiased] {
            for (user, list) in (1..).zip(made) {
                let eligible = catalogue.unseen_by(user);
                let mut listed = items(&list);
                assert_eq!(listed.len(), eligible.iter().filter(|unseen| **unseen).count().min(10));
                assert!(listed.iter().all(|&item| eligible[item]), "user {user}: {listed:?}");
                listed.sort_unstable();
                assert!(listed.windows(2).all(|pair| pair[0] < pair[1]), "user {user}: {listed:?}");
            }
        }
    }
}

#[test]
fn without_any_strength_the_lists_are_the_plain_ones() {
    let rng = &mut StdRng::seed_from_u64(2);
    let (n_users, n_items) = (30, 60);
    let model = model(rng, n_users, n_items);
    let train = ratings(rng, n_users, n_items, 0.2);
    let seen = Touched::new(&train, n_users, n_items);
    let raters = lists::raters(&seen);
    let catalogue = Catalogue::new(&train, seen);
    let likeness = Likeness::by_factors(&model);
    let plain = best(&model, &catalogue, 10);
    assert_eq!(best(&model.discounting_popularity(&raters, 0.0), &catalogue, 10), plain);
    for (mut candidates, plain) in best(&model, &catalogue, 30).into_iter().zip(&plain) {
        let reranked =
            |lambda, n| rerank_for_diversity(&candidates, |a, b| likeness.between(a, b), lambda, n);
        assert_eq!(reranked(0.0, 10), *plain);
        // The best one leads whatever the weight, and there are never more than the candidates.
        assert_eq!(reranked(1.0, 10)[0], plain[0]);
        let all = reranked(0.7, 99);
        assert_eq!(all.len(), 30);
        candidates.shuffle(rng);
        let shuffled = rerank_for_diversity(&candidates, |a, b| likeness.between(a, b), 0.7, 99);
        assert_eq!(shuffled, all, "the order of the candidates does not matter");
    }
}

/// Greedy choice by the formula, every likeness looked up anew.
#[test]
fn each_item_is_the_best_of_those_left_by_the_formula() {
    let rng = &mut StdRng::seed_from_u64(3);
    for n in [0, 1, 2, 15] {
        let likeness =
            DMatrix::from_fn(n + 1, n + 1, |_, _| f64::from(rng.gen_range(-4..=4)) / 4.0);
        let candidates = candidates(rng, n);
        for lambda in [0.0, 0.25, 0.5, 1.0] {
            let list = rerank_for_diversity(&candidates, |a, b| likeness[(a, b)], lambda, 8);
            assert_eq!(list.len(), n.min(8));
            for (place, chosen) in list.iter().enumerate().skip(1) {
                let value = |film: &Recommendation| {
                    let likest =
                        list[..place].iter().map(|other| likeness[(film.item, other.item)]);
                    (1.0 - lambda) * film.score - lambda * likest.fold(f64::MIN, f64::max)
                };
                let left = candidates.iter().filter(|film| !list[..place].contains(film));
                for other in left {
                    let (ours, theirs) = (value(chosen), value(other));
                    let is_best = ours > theirs || (ours == theirs && chosen.item <= other.item);
                    assert!(is_best, "{other:?} instead of {chosen:?}");
                }
            }
        }
    }
}

#[test]
fn more_weight_never_makes_the_second_item_more_like_the_first() {
    let rng = &mut StdRng::seed_from_u64(4);
    for _ in 0..200 {
        let likeness = DMatrix::from_fn(13, 13, |_, _| rng.gen_range(-1.0..1.0));
        let candidates = candidates(rng, 12);
        let second = (0..=20).map(|step| {
            let lambda = f64::from(step) / 20.0;
            let list = rerank_for_diversity(&candidates, |a, b| likeness[(a, b)], lambda, 2);
            likeness[(list[1].item, list[0].item)]
        });
        let second: Vec<f64> = second.collect();
        assert!(second.windows(2).all(|pair| pair[1] <= pair[0]), "{second:?}");
    }
}

#[test]
fn more_discount_never_makes_the_lists_better_known() {
    let rng = &mut StdRng::seed_from_u64(5);
    let (n_users, n_items) = (40, 80);
    let model = model(rng, n_users, n_items);
    let mut train = ratings(rng, n_users, n_items, 0.1);
    // The lower an item's row, the more users know it.
    for item in 1..n_items {
        (1..n_users).filter(|user| user * item < 100).for_each(|user| {
            train.push(Rating { user, item, value: 3.0 });
        });
    }
    let raters = lists::raters(&Touched::new(&train, n_users, n_items));
    let nothing_seen = Touched::new(&Ratings::default(), n_users, n_items);
    let catalogue = Catalogue::new(&train, nothing_seen);
    let information = lists::self_information(&raters, n_users - 1);
    let novelty = [-1.0, -0.1, 0.0, 0.1, 0.5, 2.0].map(|beta| {
        let made = best(&model.discounting_popularity(&raters, beta), &catalogue, 10);
        let made: Vec<Vec<usize>> = made.iter().map(|list| items(list)).collect();
        lists::novelty(&made, &information)
    });
    assert!(novelty.is_sorted() && novelty[0] < novelty[5], "{novelty:?}");
}

/// Three lists of two, worked out by hand.
#[test]
fn measures_of_tiny_lists() {
    let made = [vec![1, 2], vec![2, 1], vec![2, 4]];
    assert_relative_eq!(lists::coverage(&made, 6), 0.5);
    // Eight users: all know item 1, four item 2, and one item 4, which makes 0, 1 and 3 bits.
    let information = lists::self_information(&[0, 8, 4, 2, 1], 8);
    assert_eq!(information[1..], [0.0, 1.0, 2.0, 3.0]);
    assert!(information[0].is_infinite());
    assert_relative_eq!(
        lists::novelty(&made, &information),
        (0.0 + 1.0 + 1.0 + 0.0 + 1.0 + 3.0) / 6.0
    );
    // The first two have both items in common, and the other pairs one.
    assert_relative_eq!(lists::in_common(&made, 5), 4.0 / 3.0);
    assert_relative_eq!(lists::share_of_places(&made, &[false, true, false, false, true]), 0.5);
    assert_relative_eq!(lists::mean_overlap(&made, &[vec![3], vec![2], vec![4, 2]]), 1.0);
    // Likeness 0.2 between items 1 and 2, and 0.6 between 2 and 4.
    let likeness = |a: usize, b: usize| if a.max(b) == 2 { 0.2 } else { 0.6 };
    assert_relative_eq!(lists::diversity(&made, likeness), (0.8 + 0.8 + 0.4) / 3.0);
    // A list without a pair has no diversity, and does not count.
    let with_single = [vec![1, 2], vec![3], vec![]];
    assert_relative_eq!(lists::diversity(&with_single, likeness), 0.8);
}

#[test]
fn measures_of_next_to_nothing_are_zero() {
    for made in [vec![], vec![vec![]], vec![vec![], vec![]]] {
        let measures = [
            lists::coverage(&made, 0),
            lists::novelty(&made, &[]),
            lists::diversity(&made, |_, _| 1.0),
            lists::share_of_places(&made, &[]),
            lists::in_common(&made, 0),
            lists::mean_overlap(&made, &made),
        ];
        assert!(measures.iter().all(|x| *x == 0.0 && x.is_sign_positive()), "{measures:?}");
    }
    assert_eq!(lists::in_common(&[vec![1, 2]], 3), 0.0);
    assert_eq!(lists::most_rated_tenth(&[0]), [false]);
}

#[test]
fn measures_do_not_depend_on_the_order_of_users() {
    let rng = &mut StdRng::seed_from_u64(6);
    let likeness = Likeness::by_factors(&model(rng, 2, 50));
    let mut list = || rand::seq::index::sample(rng, 50, 10).into_vec();
    let mut made: Vec<Vec<usize>> = (0..40).map(|_| list()).collect();
    let information: Vec<f64> = (0..50).map(f64::from).collect();
    let measures = |made: &[Vec<usize>]| {
        let diversity = lists::diversity(made, |a, b| likeness.between(a, b));
        let in_common = lists::in_common(made, 50);
        DVector::from_vec(vec![
            lists::coverage(made, 49),
            lists::novelty(made, &information),
            diversity,
            in_common,
        ])
    };
    let before = measures(&made);
    // By definition: how many items each two lists share.
    let pairs = (0..40).flat_map(|i| (0..i).map(move |j| (i, j)));
    let shared = pairs.map(|(i, j)| made[i].iter().filter(|item| made[j].contains(item)).count());
    assert_relative_eq!(before[3], shared.sum::<usize>() as f64 / 780.0, epsilon = 1e-12);
    made.shuffle(rng);
    assert_relative_eq!(measures(&made), before, epsilon = 1e-12);
}

#[test]
fn the_most_rated_tenth_and_the_number_of_raters() {
    let mut raters = vec![3; 22];
    (raters[0], raters[5], raters[9]) = (99, 7, 8);
    // 21 items have a tenth of three; the lowest row fills it up, and row 0 does not count.
    let among = lists::most_rated_tenth(&raters);
    let among: Vec<usize> = (0..22).filter(|&item| among[item]).collect();
    assert_eq!(among, [1, 5, 9]);
    // A user who rates an item twice counts once.
    let mut twice = Ratings::default();
    for (user, item) in [(1, 2), (1, 2), (2, 2), (2, 3)] {
        twice.push(Rating { user, item, value: 1.0 });
    }
    assert_eq!(lists::raters(&Touched::new(&twice, 3, 5)), [0, 0, 2, 1, 0]);
}

#[test]
fn likeness_is_a_cosine_of_factors_or_of_genres() {
    let table = DMatrix::from_row_slice(4, 2, &[0.0, 0.0, 3.0, 4.0, -6.0, -8.0, 4.0, -3.0]);
    let likeness = Likeness::new(&table);
    for (pair, cosine) in [((1, 1), 1.0), ((1, 2), -1.0), ((1, 3), 0.0), ((0, 1), 0.0)] {
        assert_relative_eq!(likeness.between(pair.0, pair.1), cosine, epsilon = 1e-12);
    }
    let mut data: Dataset =
        read_csv("x.csv", &b"user,item,rating\nu,a,1\nu,b,2\nu,c,3\n"[..]).unwrap();
    assert!(Likeness::by_genres(&data).is_none());
    let film = |genres: &[&str]| {
        let genres = genres.iter().map(|&genre| genre.to_owned()).collect();
        Some(ItemRecord { id: String::new(), title: String::new(), year: None, genres })
    };
    data.item_records = vec![None, film(&["Drama", "War"]), film(&["War"]), film(&[])];
    let likeness = Likeness::by_genres(&data).unwrap();
    assert_relative_eq!(likeness.between(1, 2), 0.5_f64.sqrt(), epsilon = 1e-12);
    assert_relative_eq!(likeness.between(1, 1), 1.0, epsilon = 1e-12);
    assert_eq!([likeness.between(1, 3), likeness.between(0, 1)], [0.0, 0.0]);
    data.item_records = vec![None, film(&[]), None, film(&[])];
    assert!(Likeness::by_genres(&data).is_none());
}

//! Where a ranker places what was held out, and what HR and NDCG make of it.

use approx::assert_relative_eq;
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::collections::{BTreeSet, HashMap};
use workbook::data::{HoldOut, LeaveOneOut, Ratings, Touched, builtin};
use workbook::interpret::{Judge, Placing, Placings, SAMPLED_NEGATIVES, highest, ndcg_of_list};

/// What the built-in data hold out, and what all of it touches.
fn built_in() -> (LeaveOneOut, Touched) {
    let data = builtin::dataset();
    let interactions = data.interactions();
    let split = data.leave_one_out(&interactions, HoldOut::Latest, 0);
    (split, Touched::new(&interactions, data.n_users(), data.n_items()))
}

/// A single user, 1, who has touched items 1 to 3, of which 3 is held out. The other items are
/// untouched.
fn one_user(n_items: usize) -> (Ratings, Touched) {
    let touches = |items: Vec<u32>| Ratings {
        users: vec![1; items.len()],
        values: vec![1.0; items.len()],
        items,
        ..Ratings::default()
    };
    (touches(vec![3]), Touched::new(&touches(vec![1, 2, 3]), 2, n_items))
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len() as f64;
    values.sum::<f64>() / n
}

fn gain(rank: usize) -> f64 {
    1.0 / (rank as f64 + 2.0).log2()
}

/// Every metric of a placing.
fn metrics(placing: &Placing, k: usize, sample: usize) -> [f64; 4] {
    [
        placing.hit_ratio(k),
        placing.ndcg(k),
        placing.expected_hit_ratio(k, sample),
        placing.expected_ndcg(k, sample),
    ]
}

#[test]
fn a_perfect_scorer_gets_1_in_every_metric_and_the_worst_gets_0() {
    let (LeaveOneOut { held_out, .. }, touched) = built_in();
    let judge = Judge::new(&held_out, &touched, SAMPLED_NEGATIVES, 0);
    let item_of: HashMap<usize, usize> = held_out.pairs().collect();
    for (score, expected) in [(1.0, 1.0), (-1.0, 0.0)] {
        let scores = |user: usize| {
            let mut scores = vec![0.0; touched.n_items()];
            scores[item_of[&user]] = score;
            scores
        };
        let Placings { sampled, all } = judge.place(scores).unwrap();
        assert_eq!((sampled.len(), all.len()), (943, 943));
        for placing in sampled.iter().chain(&all) {
            for metric in metrics(placing, 10, SAMPLED_NEGATIVES) {
                assert_relative_eq!(metric, expected, epsilon = 1e-9);
            }
        }
    }
}

#[test]
fn a_constant_scorer_gets_exactly_what_chance_gets() {
    let (LeaveOneOut { held_out, .. }, touched) = built_in();
    let judge = Judge::new(&held_out, &touched, SAMPLED_NEGATIVES, 0);
    let Placings { sampled, all } = judge.place(|_| vec![0.5; touched.n_items()]).unwrap();
    let gains: f64 = (0..10).map(gain).sum();
    for (placing, (user, _)) in all.iter().zip(held_out.pairs()).step_by(20) {
        // Each place among `n` others and the item itself is as likely.
        let n = touched.n_untouched(user) as f64;
        assert_relative_eq!(placing.hit_ratio(10), 10.0 / (n + 1.0), max_relative = 1e-12);
        assert_relative_eq!(placing.ndcg(10), gains / (n + 1.0), max_relative = 1e-12);
        // In a sample of 99 too.
        let [.., hit_ratio, ndcg] = metrics(placing, 10, SAMPLED_NEGATIVES);
        assert_relative_eq!(hit_ratio, 0.1, max_relative = 1e-8);
        assert_relative_eq!(ndcg, gains / 100.0, max_relative = 1e-8);
    }
    for placing in &sampled {
        assert_eq!((placing.higher, placing.equal, placing.others), (0, 99, 99));
        assert_relative_eq!(placing.hit_ratio(10), 0.1, max_relative = 1e-12);
        assert_relative_eq!(placing.ndcg(10), gains / 100.0, max_relative = 1e-12);
    }
    // A list that is longer than the catalogue holds everything.
    assert_eq!(Placing::new(0.0, [0.0; 4]).hit_ratio(5), 1.0);
    assert_eq!(Placing::new(0.0, []).hit_ratio(1), 1.0);
    assert_eq!(Placing::new(0.0, []).ndcg(1), 1.0);
}

/// All orders of the numbers below `n`.
fn permutations(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for shorter in permutations(n - 1) {
        for place in 0..n {
            let mut order = shorter.clone();
            order.insert(place, n - 1);
            all.push(order);
        }
    }
    all
}

/// Candidates are laid out in every order and sorted by score; equal ones then stay as they were laid.
#[test]
fn ties_count_as_the_mean_over_all_their_orders() {
    let rng = &mut StdRng::seed_from_u64(0);
    let orders = permutations(6);
    assert_eq!(orders.len(), 720);
    for _ in 0..30 {
        // The item held out comes first. Few scores, so many ties.
        let scores: Vec<f64> = (0..6).map(|_| f64::from(rng.gen_range(0..3))).collect();
        let ranks = orders.iter().map(|order| {
            let mut order = order.clone();
            order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
            order.iter().position(|&candidate| candidate == 0).unwrap()
        });
        let ranks: Vec<usize> = ranks.collect();
        let placing = Placing::new(scores[0], scores[1..].iter().copied());
        for k in 1..=7 {
            let hits = ranks.iter().map(|&rank| f64::from(rank < k));
            assert_relative_eq!(placing.hit_ratio(k), mean(hits), epsilon = 1e-12);
            let gains = ranks.iter().map(|&rank| if rank < k { gain(rank) } else { 0.0 });
            assert_relative_eq!(placing.ndcg(k), mean(gains), epsilon = 1e-12);
        }
    }
}

#[test]
fn a_longer_list_never_has_fewer_hits_nor_a_lower_ndcg() {
    let rng = &mut StdRng::seed_from_u64(1);
    for _ in 0..300 {
        let others: Vec<f64> = (0..40).map(|_| f64::from(rng.gen_range(0..25))).collect();
        let placing = Placing::new(f64::from(rng.gen_range(0..25)), others);
        let mut before = [0.0; 4];
        for k in 1..=41 {
            let now = metrics(&placing, k, 15);
            let pairs = now.iter().zip(before);
            assert!(
                pairs.clone().all(|(now, before)| *now >= before - 1e-12),
                "{now:?} {before:?}"
            );
            assert!(now.iter().all(|value| (0.0..=1.0 + 1e-9).contains(value)), "{now:?}");
            // A gain is at most 1, so no NDCG is above its hit ratio.
            assert!(now[1] <= now[0] + 1e-12 && now[3] <= now[2] + 1e-12, "{now:?}");
            before = now;
        }
        assert!(before.iter().step_by(2).all(|hit_ratio| (hit_ratio - 1.0).abs() < 1e-9));
    }
}

/// The trap of a published table: with the natural logarithm a first place is worth 1.44, and so is a
/// perfect ranker.
#[test]
fn the_logarithm_of_a_gain_has_base_2() {
    let first = Placing::new(1.0, [0.0; 99]);
    assert_eq!(first.ndcg(10), 1.0);
    let natural = 1.0 / 2.0_f64.ln();
    assert_eq!(format!("{natural:.2}"), "1.44");
    for rank in 0..10 {
        let placing = Placing { higher: rank, equal: 0, others: 99 };
        let trapped = 1.0 / (rank as f64 + 2.0).ln();
        assert_relative_eq!(placing.ndcg(10) * natural, trapped, max_relative = 1e-12);
    }
    assert_eq!(ndcg_of_list(&[5, 6], &[5]), 1.0);
    // The fourth place, worked by hand: 1 / log2(5).
    assert_relative_eq!(
        Placing { higher: 3, equal: 0, others: 99 }.ndcg(10),
        0.430_676_558,
        epsilon = 1e-9
    );
}

#[test]
fn a_score_that_is_not_a_number_is_an_error_that_names_user_and_item() {
    let (held_out, touched) = one_user(8);
    let judge = Judge::new(&held_out, &touched, 2, 0);
    for bad in [3, 5, 7] {
        let scores = |_| {
            let mut scores = vec![0.0; 8];
            scores[bad] = f64::NAN;
            scores
        };
        let message = judge.place(scores).unwrap_err().to_string();
        assert!(message.contains(&format!("item {bad} for user 1 is not a number")), "{message}");
    }
}

#[test]
fn infinite_scores_have_their_place() {
    let (held_out, touched) = one_user(8);
    let judge = Judge::new(&held_out, &touched, 2, 0);
    let place = |of_held_out: f64, of_four: [f64; 4]| {
        let scores = [&[0.0, 9.0, 9.0, of_held_out][..], &of_four].concat();
        judge.place(|_| scores.clone()).unwrap().all[0]
    };
    let (up, down) = (f64::INFINITY, f64::NEG_INFINITY);
    let placing = |higher, equal| Placing { higher, equal, others: 4 };
    assert_eq!(place(up, [up, down, 1e308, 0.0]), placing(0, 1));
    assert_eq!(place(down, [up, down, down, 0.0]), placing(2, 2));
    assert_eq!(place(0.0, [up, down, 0.0, -0.0]), placing(1, 2));
    assert_eq!(place(0.0, [up, up, up, up]), placing(4, 0));
}

#[test]
fn what_competes_is_untouched_distinct_and_as_many_as_asked() {
    let (LeaveOneOut { held_out, .. }, touched) = built_in();
    let judge = Judge::new(&held_out, &touched, SAMPLED_NEGATIVES, 3);
    assert_eq!(judge.short_of(SAMPLED_NEGATIVES), 0);
    let mut users = Vec::new();
    for (user, item, sampled) in judge.candidates() {
        users.push((user, item));
        let distinct: BTreeSet<&u32> = sampled.iter().collect();
        assert_eq!((distinct.len(), sampled.len()), (99, 99), "none twice");
        // What is touched includes what is held out.
        assert!(touched.by(user).contains(&(item as u32)));
        let mut sampled = sampled.iter();
        assert!(sampled.all(|item| *item > 0 && !touched.by(user).contains(item)));
    }
    assert!(users.into_iter().eq(held_out.pairs()), "in the order of what is held out");

    let samples = |seed| -> Vec<Vec<u32>> {
        let judge = Judge::new(&held_out, &touched, SAMPLED_NEGATIVES, seed);
        judge.candidates().map(|(_, _, sampled)| sampled.to_vec()).collect()
    };
    assert_eq!(samples(3), samples(3));
    assert_ne!(samples(3), samples(4));
}

#[test]
fn every_untouched_item_is_as_likely_to_compete() {
    let (held_out, touched) = one_user(24);
    let mut counts = [0; 24];
    for seed in 0..2000 {
        let judge = Judge::new(&held_out, &touched, 5, seed);
        judge
            .candidates()
            .flat_map(|(_, _, sampled)| sampled)
            .for_each(|&item| counts[item as usize] += 1);
    }
    // Each of twenty items in a quarter of the samples; the standard deviation is below 20.
    assert_eq!(counts[..4], [0; 4]);
    assert!(counts[4..].iter().all(|count| (400..=600).contains(count)), "{counts:?}");
}

#[test]
fn a_sample_of_all_is_the_whole_catalogue() {
    let (LeaveOneOut { held_out, .. }, touched) = built_in();
    let rng = &mut StdRng::seed_from_u64(2);
    // Rounded, so that some scores are equal.
    let scores: Vec<Vec<f64>> = (0..touched.n_users())
        .map(|_| (0..touched.n_items()).map(|_| f64::from(rng.gen_range(0..400))).collect())
        .collect();
    let judge = Judge::new(&held_out, &touched, 5_000, 0);
    assert_eq!(judge.short_of(5_000), 943);
    let placings = judge.place(|user| scores[user].clone()).unwrap();
    assert_eq!(placings.sampled, placings.all);
    for placing in placings.all.iter().take(50) {
        for sample in [placing.others, placing.others + 1, 5_000] {
            let [hit_ratio, ndcg, expected_hit_ratio, expected_ndcg] =
                metrics(placing, 200, sample);
            assert_relative_eq!(hit_ratio, expected_hit_ratio, epsilon = 1e-9);
            assert_relative_eq!(ndcg, expected_ndcg, epsilon = 1e-9);
        }
    }
    // With no one to compete, everything is a hit.
    assert_eq!(metrics(&placings.all[0], 1, 0)[2..], [1.0, 1.0]);
    // Who has touched everything is ranked against no one.
    let (held_out, touched) = one_user(4);
    let judge = Judge::new(&held_out, &touched, 99, 0);
    assert_eq!(judge.short_of(1), 1);
    let nobody = Placing { higher: 0, equal: 0, others: 0 };
    let placings = judge.place(|_| vec![0.0; 4]).unwrap();
    assert_eq!((placings.sampled, placings.all), (vec![nobody], vec![nobody]));
}

/// All samples of four out of seven others.
#[test]
fn the_expectation_is_the_mean_over_all_samples() {
    let rng = &mut StdRng::seed_from_u64(3);
    for _ in 0..50 {
        let held_out = f64::from(rng.gen_range(0..4));
        let others: Vec<f64> = (0..7).map(|_| f64::from(rng.gen_range(0..4))).collect();
        let samples: Vec<Placing> = (0_u32..1 << 7)
            .filter(|sample| sample.count_ones() == 4)
            .map(|sample| {
                let drawn = (0..7).filter(|i| sample >> i & 1 == 1).map(|i| others[i]);
                Placing::new(held_out, drawn)
            })
            .collect();
        assert_eq!(samples.len(), 35);
        let whole = Placing::new(held_out, others);
        for k in 1..=5 {
            let hit_ratio = mean(samples.iter().map(|placing| placing.hit_ratio(k)));
            assert_relative_eq!(whole.expected_hit_ratio(k, 4), hit_ratio, epsilon = 1e-12);
            let ndcg = mean(samples.iter().map(|placing| placing.ndcg(k)));
            assert_relative_eq!(whole.expected_ndcg(k, 4), ndcg, epsilon = 1e-12);
        }
    }
}

#[test]
fn the_mean_over_many_drawn_samples_comes_to_the_expectation() {
    const SEEDS: u64 = 4000;
    let (held_out, touched) = one_user(104);
    let rng = &mut StdRng::seed_from_u64(4);
    let mut scores: Vec<f64> = (0..104).map(|_| f64::from(rng.gen_range(0..40))).collect();
    // About a quarter of the hundred others score higher, and some the same.
    scores[3] = 30.0;
    scores[4..8].fill(30.0);
    let place = |seed| {
        let judge = Judge::new(&held_out, &touched, 60, seed);
        judge.place(|_| scores.clone()).unwrap()
    };
    let whole = place(0).all[0];
    assert!(whole.higher > 10 && whole.equal > 3 && whole.others == 100, "{whole:?}");
    let samples: Vec<Placing> = (0..SEEDS).map(|seed| place(seed).sampled[0]).collect();
    for (value, expected) in [
        (Placing::hit_ratio as fn(&Placing, usize) -> f64, whole.expected_hit_ratio(15, 60)),
        (Placing::ndcg, whole.expected_ndcg(15, 60)),
    ] {
        let values = samples.iter().map(|placing| value(placing, 15));
        let mean = mean(values.clone());
        let variance = values.map(|x| (x - mean).powi(2)).sum::<f64>() / (SEEDS - 1) as f64;
        let error = (variance / SEEDS as f64).sqrt();
        assert!((0.1..0.9).contains(&mean) && error < 0.01, "{mean} ± {error}");
        assert!((mean - expected).abs() < 3.5 * error, "{mean} ± {error}, expected {expected}");
    }
}

#[test]
fn the_expectation_holds_for_large_catalogues() {
    let placing = Placing { higher: 2_000, equal: 0, others: 50_000 };
    // The number of those drawn that are higher is below any number that cannot be reached.
    assert_relative_eq!(placing.expected_hit_ratio(100, 99), 1.0, epsilon = 1e-7);
    // With 99 draws at 4 %, 3.96 are higher on average, nearly Poisson: the tenth is not among them
    // with probability 0.9934 (binomial).
    assert!((placing.expected_hit_ratio(10, 99) - 0.9934).abs() < 0.0005);
    let last = Placing { higher: 50_000, equal: 0, others: 50_000 };
    assert!(last.expected_hit_ratio(10, 99) < 1e-9 && last.expected_ndcg(10, 99) < 1e-9);
    assert_eq!(last.expected_hit_ratio(10, 5), 1.0);
}

/// Why the number of negatives must be said: a ranker that is never far off beats one that is often
/// right, as long as few items compete.
#[test]
fn the_better_of_two_rankers_depends_on_the_number_of_negatives() {
    let place = |higher| Placing { higher, equal: 0, others: 1_000 };
    let steady = [place(60); 2];
    let bold = [place(0), place(500)];
    let hits = |ranker: &[Placing], sample: usize| {
        mean(ranker.iter().map(|placing| placing.expected_hit_ratio(10, sample)))
    };
    assert!(hits(&steady, 99) > hits(&bold, 99) + 0.3);
    assert!(hits(&steady, 1_000) < hits(&bold, 1_000) - 0.3);
}

#[test]
fn the_ndcg_of_a_list_with_several_relevant_items() {
    // Two of three relevant items, in places 2 and 4 of a list of four.
    let found = gain(1) + gain(3);
    let best = gain(0) + gain(1) + gain(2);
    assert_relative_eq!(ndcg_of_list(&[9, 1, 8, 2], &[1, 2, 3]), found / best, epsilon = 1e-12);
    assert_eq!(ndcg_of_list(&[1, 2], &[2, 1, 3, 4]), 1.0);
    assert_eq!(ndcg_of_list(&[1, 2, 7], &[2, 1]), 1.0);
    assert_eq!(ndcg_of_list(&[7, 8], &[1]), 0.0);
}

#[test]
fn the_highest_scores_leave_out_what_is_seen_and_the_unknown_item() {
    let scores = [9.0, 1.0, 5.0, 5.0, f64::NEG_INFINITY, 7.0];
    let items = |seen: &[u32], n| -> Vec<usize> {
        highest(&scores, seen, n).iter().map(|best| best.item).collect()
    };
    assert_eq!(items(&[], 3), [5, 2, 3]);
    assert_eq!(items(&[5, 2], 9), [3, 1, 4]);
    assert_eq!(items(&[1, 2, 3, 4, 5], 9), [0; 0]);
    assert_eq!(highest(&scores, &[], 1)[0].score, 7.0);
}

//! Who is heard: ratings dealt with a balance, and a feedback loop that leaves places to chance.

use rand::{Rng, SeedableRng, rngs::StdRng};
use rand_distr::StandardNormal;
use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::LazyLock;
use workbook::data::{Balance, Balanced, Dataset, Examples, Rating, Ratings, Touched, read_csv};
use workbook::interpret::feedback::{FeedbackLoop, Shown, Standing};
use workbook::interpret::{Catalogue, Learned, best_unseen};
use workbook::learn::{Learner, Loss, Recipe};
use workbook::models::DotProductBias;

/// Ratings of a third of all pairs, and an untrained model of them, whose lists are as good as any here.
static WORLD: LazyLock<(Dataset, Learned)> = LazyLock::new(|| {
    let mut text = "user,item,rating\n".to_owned();
    for (user, item) in (0..60).flat_map(|user| (0..90).map(move |item| (user, item))) {
        if (37 * user + 101 * item + user * item % 7) % 3 == 0 {
            text += &format!("u{user},i{item},{}\n", (user + item) % 5 + 1);
        }
    }
    let data = read_csv("world.csv", text.as_bytes()).unwrap();
    let model =
        DotProductBias::new(data.n_users(), data.n_items(), 4, 1).with_y_range(data.y_range());
    let mut world = Learned::from_model(&model);
    world.item_bias *= 20.0;
    (data, world)
});

fn balance(users: f64, items: f64) -> Balance {
    Balance { users, items }
}

/// Ratings of `(user, items 1 to n)` pairs, whose values are their numbers.
fn ratings(users: &[(usize, usize)]) -> Ratings {
    let mut ratings = Ratings::default();
    for &(user, n) in users {
        for item in 1..=n {
            let value = ratings.len() as f32;
            ratings.push(Rating { user, item, value });
        }
    }
    ratings
}

/// How often each rating comes up in `epochs` epochs. Its value is its number.
fn counts(ratings: &Ratings, balance: Balance, epochs: usize) -> Vec<f64> {
    let mut dealt = Balanced::new(ratings, balance, 7);
    let numbers: Vec<usize> = (0..dealt.len()).collect();
    let mut counts = vec![0.0; ratings.len()];
    for _ in 0..epochs {
        dealt.deal(&numbers).values.iter().for_each(|&value| counts[value as usize] += 1.0);
    }
    counts
}

fn by_row(rows: &[u32], values: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; *rows.iter().max().unwrap() as usize + 1];
    rows.iter().zip(values).for_each(|(&row, value)| sums[row as usize] += value);
    sums
}

#[test]
fn without_balance_an_epoch_deals_every_rating_once_under_its_own_number() {
    let ratings = ratings(&[(1, 1), (2, 999), (5, 40), (3, 2)]);
    let nothing = Balance::default();
    assert!(nothing.expected_deals(&ratings).iter().all(|&deals| deals == 1.0));
    let mut dealt = Balanced::new(&ratings, nothing, 3);
    for numbers in [vec![0], vec![1041, 0, 7, 7], (0..1042).rev().collect()] {
        assert_eq!(dealt.deal(&numbers), (&ratings).deal(&numbers));
    }
}

#[test]
fn without_balance_the_trained_model_is_the_usual_one_to_the_last_bit() {
    let (data, _) = &*WORLD;
    let split = data.split_random(0.2, 1).unwrap();
    let recipe = Recipe { epochs: 1, factors: 4, ..Recipe::default() };
    let model = || DotProductBias::new(data.n_users(), data.n_items(), 4, 0);
    let usual = Learner::new(model(), &split.train, &split.valid, recipe);
    let train = Balanced::new(&split.train, Balance::default(), 99);
    let dealt = Learner::from_examples(model(), train, &split.valid, recipe, Loss::SquaredError);
    let [usual, dealt] = [usual, dealt].map(|mut learner| {
        learner.fit_one_cycle().unwrap();
        learner.predict(&split.valid)
    });
    assert_eq!(usual, dealt);
}

#[test]
fn full_balance_gives_every_user_or_every_item_the_same_share_of_an_epoch() {
    let (data, _) = &*WORLD;
    let n = data.ratings.len() as f64;
    for (balance, rows) in
        [(balance(1.0, 0.0), &data.ratings.users), (balance(0.0, 1.0), &data.ratings.items)]
    {
        let deals = balance.expected_deals(&data.ratings);
        assert!((deals.iter().sum::<f64>() - n).abs() < 1e-6);
        let shares = by_row(rows, &deals);
        let rated: Vec<f64> = shares.into_iter().filter(|&share| share > 0.0).collect();
        let equal = n / rated.len() as f64;
        assert!(rated.iter().all(|share| (share / equal - 1.0).abs() < 1e-9));
    }
}

#[test]
fn a_rating_weighs_the_powers_of_both_numbers() {
    // Users 1 and 2 have 4 ratings and 1; items 1 and 2 have 2 and 1.
    let ratings = Ratings {
        users: vec![1, 1, 1, 1, 2],
        items: vec![1, 2, 3, 4, 1],
        values: vec![0.0; 5],
        ..Ratings::default()
    };
    for (users, items) in [(0.0, 0.0), (0.5, 0.0), (1.0, 0.5), (0.25, 1.0)] {
        let deals = balance(users, items).expected_deals(&ratings);
        let close = |ratio: f64, expected: f64| (ratio - expected).abs() < 1e-12;
        assert!(close(deals[1] / deals[0], 2_f64.powf(items)), "{users} {items}: {deals:?}");
        assert!(close(deals[4] / deals[0], 4_f64.powf(users)), "{users} {items}: {deals:?}");
        assert!(close(deals.iter().sum(), 5.0));
    }
}

#[test]
fn an_epoch_deals_each_rating_nearly_as_often_as_expected_and_many_do_so_on_average() {
    let ratings = ratings(&[(1, 3), (2, 400), (9, 57)]);
    let epochs = 400;
    for balance in [balance(0.5, 0.0), balance(1.0, 0.0), balance(0.3, 0.8)] {
        let expected = balance.expected_deals(&ratings);
        // An epoch takes a point from every unit of the ruler, so a rating misses its length by less than
        // the two units that it may share with others.
        for (count, expected) in counts(&ratings, balance, 1).iter().zip(&expected) {
            assert!((count - expected).abs() < 2.0, "{count} deals, {expected} expected");
        }
        let total = counts(&ratings, balance, epochs);
        for (count, expected) in total.iter().zip(&expected) {
            let mean = count / epochs as f64;
            // Two draws an epoch that may go either way have a variance of at most 1/2.
            let bound = 5.0 * (0.5 / epochs as f64).sqrt();
            assert!((mean - expected).abs() < bound, "{mean} deals, {expected} expected");
        }
    }
}

#[test]
fn one_rating_weighs_as_much_as_ten_thousand_or_a_hundredth_or_nothing_special() {
    let ratings = ratings(&[(1, 10_000), (2, 1)]);
    for (strength, share) in [(0.0, 1.0 / 10_001.0), (0.5, 1.0 / 101.0), (1.0, 0.5)] {
        let counts = counts(&ratings, balance(strength, 0.0), 1);
        let measured = counts[10_000] / 10_001.0;
        // It is one stretch of the ruler, so at most its two ends are left to chance.
        assert!((measured - share).abs() <= 2.0 / 10_001.0, "α = {strength}: {measured}");
        assert_eq!(counts.iter().sum::<f64>(), 10_001.0);
    }
}

#[test]
fn the_seed_of_the_draws_decides_them() {
    let ratings = ratings(&[(1, 3), (2, 400), (9, 57)]);
    let numbers: Vec<usize> = (0..ratings.len()).collect();
    let deal = |seed| Balanced::new(&ratings, balance(1.0, 0.5), seed).deal(&numbers);
    assert_eq!(deal(1), deal(1));
    assert_ne!(deal(1), deal(2));
}

#[test]
fn few_or_no_ratings_are_dealt_like_any_others() {
    for n in 0..3 {
        let ratings = ratings(&[(4, n)]);
        let mut dealt = Balanced::new(&ratings, balance(1.0, 1.0), 0);
        assert_eq!(dealt.is_empty(), n == 0);
        let numbers: Vec<usize> = (0..n).collect();
        assert_eq!(dealt.deal(&numbers), ratings);
    }
}

#[test]
fn a_balance_beyond_its_ends_is_refused() {
    for strength in [-0.1, 1.1, f64::NAN] {
        let refused =
            std::panic::catch_unwind(|| balance(strength, 0.0).expected_deals(&ratings(&[(1, 2)])));
        assert!(refused.is_err(), "{strength}");
    }
}

/// What two rounds of a loop say and show: of each round, the ratings that it started with.
fn two_rounds(shown: Shown, model: &Learned) -> (Vec<Standing>, Vec<Ratings>) {
    let (data, world) = &*WORLD;
    let simulated =
        FeedbackLoop { world, noise: 0.5, scale: data.scale(), shown, places: 10, seed: 5 };
    let mut seen = Vec::new();
    let standings = simulated.run(&data.ratings, 2, |ratings| {
        seen.push(ratings.clone());
        Ok::<_, ()>(model.clone())
    });
    (standings.unwrap(), seen)
}

/// Someone who watches need not wait for the last round.
#[test]
fn a_round_is_reported_before_the_next_model_is_trained() {
    let (data, world) = &*WORLD;
    let (scale, shown) = (data.scale(), Shown::Best);
    let simulated = FeedbackLoop { world, noise: 0.5, scale, shown, places: 10, seed: 5 };
    let reported = RefCell::new(Vec::new());
    let mut models = 0;
    let fit = |_: &Ratings| {
        assert_eq!(reported.borrow().len(), models);
        models += 1;
        Ok::<_, ()>(world.clone())
    };
    simulated
        .watch(&data.ratings, 2, fit, |standing| reported.borrow_mut().push(standing))
        .unwrap();
    assert_eq!(reported.into_inner(), two_rounds(shown, world).0);
}

#[test]
fn the_loop_without_chance_is_that_of_the_best_and_with_nothing_else_the_random_one() {
    let (_, world) = &*WORLD;
    for (random, same) in [(0, Shown::Best), (10, Shown::Random), (99, Shown::Random)] {
        assert_eq!(two_rounds(Shown::Mixed { random }, world), two_rounds(same, world), "{random}");
    }
}

/// Otherwise a loop without chance would no longer be what it was before chance came in.
#[test]
fn without_chance_nothing_but_moods_is_drawn() {
    let (data, world) = &*WORLD;
    let (_, rounds) = two_rounds(Shown::Best, world);
    let mut rng = StdRng::seed_from_u64(5);
    for rating in rounds[2].iter().skip(data.ratings.len()) {
        let truth = world.predict(&world.taste(rating.user), rating.item);
        let mood: f64 = rng.sample(StandardNormal);
        assert_eq!(rating.value, data.scale().round(truth + 0.5 * mood));
    }
}

#[test]
fn a_mixed_list_holds_the_best_unseen_items_and_then_others_that_are_unseen() {
    let (data, world) = &*WORLD;
    let mut drawn = HashSet::new();
    for random in [1, 4, 9] {
        let (_, rounds) = two_rounds(Shown::Mixed { random }, world);
        for round in rounds.windows(2) {
            let (before, after) = (&round[0], &round[1]);
            let n_users = data.n_users() - 1;
            assert_eq!(after.len(), before.len() + 10 * n_users);
            let seen = Touched::new(before, data.n_users(), data.n_items());
            let catalogue = Catalogue::new(before, seen);
            for user in 1..data.n_users() {
                let first = before.len() + 10 * (user - 1);
                let shown = after.select(first..first + 10);
                assert!(shown.users.iter().all(|&u| u as usize == user));
                let taste = world.taste(user);
                let best = best_unseen(world, &taste, &catalogue.unseen_by(user), 10 - random);
                let best: Vec<u32> = best.iter().map(|best| best.item as u32).collect();
                assert_eq!(shown.items[..10 - random], best, "the best come first");
                let distinct: HashSet<u32> = shown.items.iter().copied().collect();
                assert_eq!(distinct.len(), 10, "{:?}", shown.items);
                let seen = catalogue.seen.by(user);
                assert!(shown.items.iter().all(|item| *item != 0 && !seen.contains(item)));
                drawn.extend(shown.items[10 - random..].iter().copied());
            }
        }
    }
    // All but the few that everyone has seen or is shown as one of the best.
    assert!(10 * drawn.len() > 9 * (data.n_items() - 1), "chance reaches {} items", drawn.len());
}

#[test]
fn who_has_seen_nearly_everything_is_shown_the_rest() {
    let (data, world) = &*WORLD;
    let all = ratings(&[(1, data.n_items() - 1), (2, data.n_items() - 4)]);
    let simulated = FeedbackLoop {
        world,
        noise: 0.0,
        scale: data.scale(),
        shown: Shown::Mixed { random: 2 },
        places: 10,
        seed: 0,
    };
    let mut last = Ratings::default();
    let done = simulated.run(&all, 1, |ratings| {
        last = ratings.clone();
        Ok::<_, ()>(world.clone())
    });
    done.unwrap();
    let shown = |user: u32| {
        let new = last.pairs().skip(all.len()).filter(|&(u, _)| u as u32 == user);
        new.map(|(_, item)| item).collect::<HashSet<usize>>()
    };
    assert!(shown(1).is_empty());
    assert_eq!(shown(2), (data.n_items() - 3..data.n_items()).collect());
}

#[test]
fn chance_costs_what_the_best_are_better_and_the_truth_has_no_error() {
    let (_, world) = &*WORLD;
    let shown = [Shown::Best, Shown::Mixed { random: 3 }, Shown::Random];
    let [best, mixed, random] = shown.map(|shown| two_rounds(shown, world).0);
    for standing in best.iter().chain(&mixed).chain(&random) {
        assert_eq!(standing.catalogue_error, 0.0);
    }
    let first = |standings: &[Standing]| standings[1].rating_of_shown.unwrap();
    assert_eq!(best[0].rating_of_shown, None);
    assert!(first(&best) > first(&mixed) && first(&mixed) > first(&random));
    // Three places in ten, each at the price of a random item in place of one among the best.
    let paid = (first(&best) - first(&mixed)) / (first(&best) - first(&random));
    assert!((0.2..0.4).contains(&paid), "{paid}");
    // Nothing is better than the best of everything.
    assert!(best[0].rating_of_best.unwrap() >= first(&best));

    let mut off = world.clone();
    off.item_bias.add_scalar_mut(0.3);
    let (standings, _) = two_rounds(Shown::Best, &off);
    assert!(standings[0].catalogue_error > 0.01, "{standings:?}");
    assert_eq!(standings[0].rating_of_best, best[0].rating_of_best, "the order is the same");
}

#[test]
fn ratings_given_anew_are_those_of_the_world() {
    let (data, world) = &*WORLD;
    let anew = |noise, seed| {
        let scale = data.scale();
        FeedbackLoop { world, noise, scale, shown: Shown::Best, places: 10, seed: 0 }
            .rated_anew(&data.ratings, seed)
    };
    let exact = anew(0.0, 1);
    assert_eq!((&exact.users, &exact.items), (&data.ratings.users, &data.ratings.items));
    let scale = data.scale();
    for rating in exact.iter() {
        let truth = world.predict(&world.taste(rating.user), rating.item);
        assert_eq!(rating.value, scale.round(truth));
    }
    assert_ne!(anew(0.5, 1), exact);
    assert_eq!(anew(0.5, 1), anew(0.5, 1));
    assert_ne!(anew(0.5, 1), anew(0.5, 2));
}

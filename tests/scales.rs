//! The same ratings on another scale give the same results, up to the scale.

use approx::assert_relative_eq;
use std::sync::LazyLock;
use workbook::data::{Dataset, Examples, Ratings, Split, builtin, user_profiles};
use workbook::interpret::cold_start::{Method, Newcomers, compare};
use workbook::interpret::feedback::{FeedbackLoop, Shown, with_fans};
use workbook::interpret::{FoldIn, Learned, best_unseen};
use workbook::learn::{Learner, Loss, Recipe};
use workbook::models::{
    Baseline, BayesianFactors, CollabNn, CollabNnConfig, DotProduct, DotProductBias, Knowledge,
    MeanOfDraws, Model, Parties,
};

/// From 1 to 5, from 2 to 6, from 40 to 120, from 0 to 1, and from one end of what single precision can
/// square to the other: a factor and what is added.
const SCALES: [(f32, f32); 6] =
    [(1.0, 0.0), (1.0, 1.0), (20.0, 20.0), (0.25, -0.25), (BILLIONS, 0.0), (1.0 / BILLIONS, 0.0)];
const BILLIONS: f32 = (1_u64 << 40) as f32;

/// Rounding in single precision, after some hundred steps of training.
const TRAINED: f64 = 1e-6;
/// Rounding in double precision, of ratings in single precision.
const CLOSED_FORM: f64 = 1e-6;

/// The same ratings on one of the scales.
struct Scaled {
    factor: f64,
    offset: f64,
    data: Dataset,
    split: Split,
}

impl Scaled {
    /// A prediction on this scale as stars from 1 to 5.
    fn stars(&self, rating: f64) -> f64 {
        (rating - self.offset) / self.factor
    }

    /// A mean squared error on this scale in stars squared.
    fn squared_stars(&self, error: f64) -> f64 {
        error / self.factor.powi(2)
    }

    /// Chapter 5's model, trained for two epochs on these ratings.
    fn learned(&self, train: &Ratings, valid: &Ratings) -> Learned {
        let model = DotProductBias::new(self.data.n_users() + 5, self.data.n_items(), 8, 0);
        let model = model.with_y_range(self.data.y_range());
        Learned::from_model(&fit(model, train, valid).model)
    }
}

static ALL: LazyLock<Vec<Scaled>> = LazyLock::new(|| {
    let mut stars = builtin::dataset();
    stars.ratings = stars.ratings.select(0..20_000);
    let scaled = |(factor, offset): (f32, f32)| {
        let mut data = stars.clone();
        data.ratings.values.iter_mut().for_each(|rating| *rating = factor * *rating + offset);
        let split = data.split_random(0.2, 1).unwrap();
        Scaled { factor: factor.into(), offset: offset.into(), data, split }
    };
    SCALES.into_iter().map(scaled).collect()
});

fn fit<'a, M: Model>(model: M, train: &'a Ratings, valid: &'a Ratings) -> Learner<'a, M> {
    let recipe = Recipe { epochs: 2, weight_decay: 0.1, ..Recipe::default() };
    let mut learner = Learner::new(model, train, valid, recipe);
    learner.fit_one_cycle().unwrap();
    learner
}

/// Asserts that a result is the same on every scale.
fn same(tolerance: f64, result: impl Fn(&Scaled) -> Vec<f64>) {
    let expected = result(&ALL[0]);
    assert!(!expected.is_empty() && expected.iter().all(|x| x.is_finite()));
    for scaled in &ALL[1..] {
        let got = result(scaled);
        assert_eq!(got.len(), expected.len());
        for (got, expected) in got.iter().zip(&expected) {
            let on = format!("{} x + {}", scaled.factor, scaled.offset);
            let close = (got - expected).abs() <= tolerance * expected.abs().max(1.0);
            assert!(close, "{on}: {got} instead of {expected}");
        }
    }
}

#[test]
fn the_baseline_is_the_same() {
    same(CLOSED_FORM, |scaled| {
        let (n_users, n_items) = (scaled.data.n_users(), scaled.data.n_items());
        let baseline = Baseline::fit(&scaled.split.train, n_users, n_items);
        let loss = baseline.mean_squared_error(&scaled.split.valid);
        vec![scaled.stars(baseline.mean), scaled.squared_stars(loss)]
    });
}

/// Losses and predictions of a model that is trained on each scale, on this many ratings.
fn check_trained<M: Model>(ratings: usize, new: impl Fn(&Dataset) -> M) {
    same(TRAINED, |scaled| {
        let train = scaled.split.train.select(0..ratings);
        let valid = scaled.split.valid.select(0..500);
        let learner = fit(new(&scaled.data), &train, &valid);
        let predictions = learner.predict(&valid).into_iter();
        let stars = predictions.map(|prediction| scaled.stars(prediction.into()));
        let loss = scaled.squared_stars(learner.loss_on(&valid));
        stars.chain([loss]).collect()
    });
}

#[test]
fn models_with_a_range_are_trained_alike() {
    check_trained(16_000, |data| {
        DotProductBias::new(data.n_users(), data.n_items(), 8, 0).with_y_range(data.y_range())
    });
    check_trained(16_000, |data| {
        DotProduct::new(data.n_users(), data.n_items(), 8, 0).with_y_range(data.y_range())
    });
    // A ReLU that rounding turns on or off changes more than rounding, so the fewer steps the better.
    check_trained(2_000, |data| {
        let config = CollabNnConfig::default();
        CollabNn::new(data.n_users(), data.n_items(), &config, 0).with_y_range(data.y_range())
    });
}

#[test]
fn the_losses_of_the_history_are_in_the_units_of_the_ratings() {
    same(TRAINED, |scaled| {
        let Split { train, valid, .. } = &scaled.split;
        let model = DotProductBias::new(scaled.data.n_users(), scaled.data.n_items(), 8, 0);
        let model = model.with_y_range(scaled.data.y_range());
        let recipe = Recipe { epochs: 2, ..Recipe::default() };
        let mut learner = Learner::from_examples(model, train, valid, recipe, Loss::SquaredError);
        let history = learner.fit_one_cycle().unwrap();
        let losses = history.epochs.iter().flat_map(|epoch| [epoch.train_loss, epoch.valid_loss]);
        losses.map(|loss| scaled.squared_stars(loss)).collect()
    });
    let stars = &ALL[0].split;
    assert_eq!((&stars.train).unit(), 1.0, "a star is the unit of stars");
}

#[test]
fn the_bayesian_model_draws_the_same() {
    same(CLOSED_FORM, |scaled| {
        let all = [Knowledge::WhoRatedWhat, Knowledge::Records];
        let parties = Parties::new(&scaled.data, &scaled.split, &all);
        let mut model = BayesianFactors::new(&parties, &scaled.split.train.values, 2, 0);
        (0..3).for_each(|_| model.sweep());
        let predictions = model.predict().into_iter().map(|p| scaled.stars(p));
        predictions.chain([scaled.squared_stars(model.mean_squared_error())]).collect()
    });
}

#[test]
fn so_does_the_mean_of_its_draws() {
    // The factors are in single precision.
    same(TRAINED, |scaled| {
        let parties = Parties::new(&scaled.data, &scaled.split, &[]);
        let mut model = BayesianFactors::new(&parties, &scaled.split.train.values, 2, 0);
        let mut draws = MeanOfDraws::default();
        for _ in 0..3 {
            model.sweep();
            draws.add(&model);
        }
        let Split { train, valid, .. } = &scaled.split;
        let learner = Learner::new(draws.dot_product(), train, valid, Recipe::default());
        let predictions = learner.predict(&valid.select(0..200)).into_iter();
        predictions.map(|prediction| scaled.stars(prediction.into())).collect()
    });
}

/// A model of stars, as if it had been trained on another scale.
fn moved(model: &Learned, scaled: &Scaled) -> Learned {
    let image = |stars: f64| scaled.factor * stars + scaled.offset;
    let y_range = image(model.y_range.start)..image(model.y_range.end);
    Learned { y_range, ..model.clone() }
}

#[test]
fn a_newcomer_is_taken_in_alike() {
    let stars = &ALL[0];
    let model = stars.learned(&stars.split.train, &stars.split.valid);
    let everyone: Vec<usize> = (1..stars.data.n_users()).collect();
    same(CLOSED_FORM, |scaled| {
        let model = moved(&model, scaled);
        let of_user_1 = scaled.data.ratings.iter().filter(|rating| rating.user == 1).take(10);
        let ratings: Vec<_> = of_user_1.map(|r| (r.item, f64::from(r.value))).collect();
        assert!(ratings.len() > 5);
        let prior = model.mean_taste(&everyone);
        let fold_in = FoldIn::fit(&model, &ratings, &prior, model.taste_ridge());
        let contributions = fold_in.contributions(&model, 3);
        let predictions = (1..200).map(|item| scaled.stars(model.predict(&fold_in.taste, item)));
        predictions.chain(contributions).collect()
    });
}

#[test]
fn newcomers_gain_the_same_by_every_method() {
    const GIVEN: [usize; 3] = [0, 1, 5];
    let errors = |scaled: &Scaled| -> Vec<f64> {
        let newcomers = Newcomers::hold_out(&scaled.data, 0.2, 0);
        let model = scaled.learned(&newcomers.known, &newcomers.unknown);
        let errors = compare(&model, &user_profiles(&scaled.data), &newcomers, &GIVEN);
        assert_eq!(errors.len(), Method::ALL.len());
        let errors = errors.into_iter().flat_map(|(_, errors)| errors);
        errors.map(|error| scaled.squared_stars(error)).collect()
    };
    same(TRAINED, errors);
    let [global_mean, .., fold_in, _] = errors(&ALL[0]).try_into().unwrap_or([0.0; 21]);
    assert!(fold_in < global_mean, "{fold_in}, {global_mean}");
}

#[test]
fn the_best_unseen_items_are_the_same_in_the_same_order() {
    let lists = |scaled: &Scaled| -> Vec<Vec<usize>> {
        let model = scaled.learned(&scaled.split.train, &scaled.split.valid);
        let everything = vec![true; model.n_items()];
        let list = |user| best_unseen(&model, &model.taste(user), &everything, 10);
        let users = 1..50;
        users.map(|user| list(user).iter().map(|best| best.item).collect()).collect()
    };
    let expected = lists(&ALL[0]);
    for scaled in &ALL[1..] {
        assert_eq!(lists(scaled), expected, "{} x + {}", scaled.factor, scaled.offset);
    }
}

#[test]
fn fans_and_the_feedback_loop_rate_alike() {
    let stars = &ALL[0];
    let model = stars.learned(&stars.split.train, &stars.split.valid);
    same(CLOSED_FORM, |scaled| {
        let with_fans = with_fans(&scaled.data, &scaled.split.train, "Western", 1);
        with_fans.values.into_iter().map(|rating| scaled.stars(rating.into())).collect()
    });
    same(CLOSED_FORM, |scaled| {
        let world = FeedbackLoop {
            world: &moved(&model, scaled),
            noise: 0.9 * scaled.factor,
            scale: scaled.data.scale(),
            shown: Shown::Best,
            places: 10,
            seed: 1,
        };
        let mut all = Vec::new();
        let standings = world.run(&scaled.split.train, 2, |ratings| {
            all = ratings.values.iter().map(|&r| scaled.stars(r.into())).collect();
            Ok::<_, ()>(moved(&model, scaled))
        });
        for standing in standings.unwrap() {
            all.extend([standing.top_tenth, standing.distinct_items as f64]);
        }
        all
    });
}

#[test]
fn the_range_of_predictions_and_the_unit_follow_the_scale() {
    same(CLOSED_FORM, |scaled| {
        let range = scaled.data.y_range();
        vec![scaled.stars(range.start.into()), scaled.stars(range.end.into())]
    });
    for scaled in &*ALL {
        assert_relative_eq!(scaled.data.scale().unit(), scaled.factor, max_relative = 1e-6);
    }
}

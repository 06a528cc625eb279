//! What to ask a newcomer, and what is uncertain after the answers.

use approx::assert_relative_eq;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::collections::BTreeSet;
use workbook::data::{Dataset, Rating, Ratings, builtin};
use workbook::interpret::cold_start::Newcomers;
use workbook::interpret::questions::{
    Interview, Person, Plan, Policy, Questions, known_to, survey,
};
use workbook::interpret::{FoldIn, Learned, Taste};

const RIDGE: f64 = 5.0;

/// A model with random tables and predictions from 0 to 5.5.
fn model(n_users: usize, n_items: usize, factors: usize) -> Learned {
    let rng = &mut StdRng::seed_from_u64(7);
    let mut number = || rng.gen_range(-1.0..1.0);
    Learned {
        user_factors: DMatrix::from_fn(n_users, factors, |_, _| number()),
        item_factors: DMatrix::from_fn(n_items, factors, |_, _| number()),
        user_bias: DVector::from_fn(n_users, |_, _| number()),
        item_bias: DVector::from_fn(n_items, |_, _| number()),
        y_range: 0.0..5.5,
    }
}

/// A rating of 3 by user 1 for each of these films.
fn rated(films: impl IntoIterator<Item = usize>) -> Ratings {
    let mut ratings = Ratings::default();
    films.into_iter().for_each(|item| ratings.push(Rating { user: 1, item, value: 3.0 }));
    ratings
}

/// `x` of a film, as the page defines it, with the slope by a difference quotient.
fn row(model: &Learned, film: usize, prior: &Taste) -> DVector<f64> {
    let score = model.score(prior, film);
    let slope = (model.squeeze(score + 1e-6) - model.squeeze(score - 1e-6)) / 2e-6;
    let factors = model.item_factors.row(film);
    DVector::from_iterator(factors.len() + 1, factors.iter().copied().chain([1.0])) * slope
}

/// The covariance and the mean variance over `films` after answers about some, from their definitions.
fn by_definition(
    model: &Learned,
    prior: &Taste,
    answered: &[usize],
    films: &[usize],
) -> (DMatrix<f64>, f64) {
    let width = prior.factors.len() + 1;
    let mut precision = DMatrix::identity(width, width) * RIDGE;
    for &film in answered {
        let x = row(model, film, prior);
        precision += &x * x.transpose();
    }
    let covariance = precision.try_inverse().unwrap();
    let variances = films.iter().map(|&film| {
        let x = row(model, film, prior);
        x.dot(&(&covariance * &x))
    });
    let mean = variances.sum::<f64>() / films.len() as f64;
    (covariance, mean)
}

#[test]
fn answers_leave_what_the_definition_says() {
    let model = model(3, 60, 6);
    let prior = model.taste(1);
    let films: Vec<usize> = (1..60).collect();
    let questions = Questions::new(&model, &prior, RIDGE, &rated(1..60));
    let mut interview = questions.interview();
    let mut answered = Vec::new();
    for film in [4, 17, 9, 58, 1, 33, 12, 40, 41, 42, 43, 59] {
        let (covariance, variance) = by_definition(&model, &prior, &answered, &films);
        assert_relative_eq!(interview.covariance(), &covariance, epsilon = 1e-8);
        assert_relative_eq!(interview.variance(), variance, max_relative = 1e-7);
        interview.answer(film);
        answered.push(film);
    }
}

#[test]
fn the_question_chosen_is_the_best_of_all_by_trying_each() {
    let model = model(3, 40, 5);
    let prior = model.mean_taste(&[1, 2]);
    let films: Vec<usize> = (1..40).collect();
    let chances: Vec<f64> = (0..40).map(|film| f64::from(film % 7 + 1) / 10.0).collect();
    for chances in [vec![1.0; 40], chances] {
        let questions = Questions::new(&model, &prior, RIDGE, &rated(1..40));
        let mut interview = questions.interview();
        let mut answered = Vec::new();
        for turn in 0..15 {
            let (_, now) = by_definition(&model, &prior, &answered, &films);
            let expected = |film: usize| {
                let with = [&answered[..], &[film]].concat();
                chances[film] * (now - by_definition(&model, &prior, &with, &films).1)
            };
            let open = films.iter().copied().filter(|&film| interview.is_open(film));
            let best = open.max_by(|&a, &b| expected(a).total_cmp(&expected(b)));
            let chosen = interview.next_question(&chances);
            assert_eq!(chosen, best, "turn {turn}");
            let film = chosen.unwrap();
            let shrinks = chances[film] * interview.shrinks(film);
            assert_relative_eq!(shrinks, expected(film), max_relative = 1e-6);
            // Every third film is not known.
            if turn % 3 == 2 {
                interview.pass(film);
            } else {
                interview.answer(film);
                answered.push(film);
            }
        }
    }
}

#[test]
fn asking_more_never_raises_the_uncertainty() {
    let model = model(3, 300, 8);
    let prior = model.taste(2);
    let questions = Questions::new(&model, &prior, RIDGE, &rated(1..300));
    let mut interview = questions.interview();
    let mut last = (interview.variance(), interview.covariance().clone());
    // Far more answers than unknowns, so that rounding has a chance to go wrong.
    for film in (1..300).map(|i| 1 + i * 7 % 299) {
        let promised = interview.shrinks(film);
        assert!(promised >= 0.0, "{film}: {promised}");
        interview.answer(film);
        let (before, covariance) = last;
        assert!(interview.variance() < before, "{film}");
        assert_relative_eq!(before - interview.variance(), promised, epsilon = 1e-9);
        // No prediction becomes less certain, not only their mean.
        for other in 1..300 {
            let x = row(&model, other, &prior);
            let variance = |c: &DMatrix<f64>| x.dot(&(c * &x));
            let now = variance(interview.covariance());
            assert!(now > 0.0 && now < variance(&covariance) + 1e-12, "{film} {other}");
        }
        last = (interview.variance(), interview.covariance().clone());
    }
}

#[test]
fn films_that_are_not_known_change_neither_taste_nor_uncertainty() {
    let model = model(3, 30, 4);
    let prior = model.taste(1);
    let questions = Questions::new(&model, &prior, RIDGE, &rated(1..30));
    let (mut some, mut none) = (questions.interview(), questions.interview());
    for film in 1..20 {
        none.pass(film);
    }
    for film in [20, 21, 25] {
        some.answer(film);
        none.answer(film);
    }
    assert_eq!(some.covariance(), none.covariance());
    assert_eq!(some.variance(), none.variance());
    assert_eq!(some.shrinks(29), none.shrinks(29));

    let person = Person { judged: vec![(1, 4.0), (2, 1.0)], answers: vec![(3, 5.0), (4, 2.0)] };
    let asked = |films: &'static [usize], n: usize| {
        let next = |_: &Person, interview: &Interview| {
            films.iter().copied().find(|&film| interview.is_open(film))
        };
        survey(&model, &prior, &questions, std::slice::from_ref(&person), &[0, n], next)
    };
    let unknown = asked(&[7, 8, 9, 10], 4);
    assert_eq!(unknown.known, [0.0, 0.0]);
    assert_eq!(unknown.mse[0], unknown.mse[1]);
    assert_eq!(unknown.variance[0], unknown.variance[1]);
    let mixed = asked(&[7, 3, 8, 4], 4);
    assert_eq!(mixed, asked(&[3, 4], 2));
}

#[test]
fn a_survey_measures_what_fold_in_makes_of_the_answers() {
    let model = model(3, 30, 4);
    let prior = model.taste(1);
    let questions = Questions::new(&model, &prior, model.taste_ridge(), &rated(1..30));
    let people = [
        Person { judged: vec![(1, 4.0), (2, 1.0), (5, 4.0)], answers: vec![(3, 5.0), (4, 2.0)] },
        Person { judged: vec![(9, 2.0), (8, 2.0), (7, 2.0)], answers: vec![(4, 1.0), (2, 5.0)] },
    ];
    // Film 1 is judged in one case, so it is passed over there and takes no question.
    let next = |_: &Person, interview: &Interview| (1..30).find(|&film| interview.is_open(film));
    let outcome = survey(&model, &prior, &questions, &people, &[0, 2, 100], next);
    assert_eq!(outcome.known, [0.0, 1.5, 2.0]);
    let given: [&[(usize, f64)]; 2] = [&[(3, 5.0), (4, 2.0)], &[(2, 5.0)]];
    let mut squares = 0.0;
    let mut right = 0.0;
    for (person, given) in people.iter().zip(given) {
        let taste = FoldIn::fit(&model, given, &prior, model.taste_ridge()).taste;
        let predict = |film| model.predict(&taste, film);
        squares += person
            .judged
            .iter()
            .map(|(film, rating)| (rating - predict(*film)).powi(2))
            .sum::<f64>();
        if person.judged[0].0 == 1 {
            right +=
                f64::from(u8::from(predict(1) > predict(2)) + u8::from(predict(5) > predict(2)));
        }
    }
    assert_relative_eq!(outcome.mse[1], squares / 6.0, max_relative = 1e-12);
    // The second person's films are all rated alike, so there are two pairs.
    assert_relative_eq!(outcome.in_order[1], right / 2.0);
    let alike = survey(&model, &prior, &questions, &people[1..], &[1], next);
    assert_eq!(alike.in_order, [0.5]);
}

#[test]
fn no_policy_asks_about_row_0_or_a_film_without_ratings_or_twice() {
    let data = builtin::dataset();
    let model = model(data.n_users(), data.n_items(), 4);
    let newcomers = Newcomers::hold_out(&data, 0.9, 3);
    let mut known = newcomers.known.clone();
    known.push(Rating { user: 1, item: 0, value: 3.0 });
    let rated: BTreeSet<usize> =
        known.pairs().map(|(_, film)| film).filter(|&film| film != 0).collect();
    assert!(rated.len() + 50 < data.n_items(), "some films have no rating");
    let prior = model.mean_taste_in(&known);
    let questions = Questions::new(&model, &prior, RIDGE, &known);
    for policy in Policy::ALL {
        let plan = policy.plan(&model, &data, &known, 0);
        assert_eq!(plan, policy.plan(&model, &data, &known, 0), "{policy:?}");
        let mut interview = questions.interview();
        let mut asked = BTreeSet::new();
        while let Some(film) = plan.next(&interview) {
            assert!(rated.contains(&film) && asked.insert(film), "{policy:?}: {film}");
            if film % 2 == 0 { interview.answer(film) } else { interview.pass(film) }
        }
        let all = if policy == Policy::Spread { 200 } else { rated.len() };
        assert_eq!(asked.len(), all, "{policy:?} ends when no film is left");
    }
    let random = |seed| Policy::Random.plan(&model, &data, &known, seed);
    assert_ne!(random(0), random(1));
}

/// Three known users: film 1 has three ratings, film 2 two, film 3 one; user 4 is not known.
fn few() -> (Dataset, Ratings) {
    let mut data = builtin::dataset();
    let pairs = [(1, 3), (1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (1, 1)];
    let mut known = Ratings::default();
    pairs.iter().for_each(|&(user, item)| known.push(Rating { user, item, value: 3.0 }));
    data.ratings = known.clone();
    (data, known)
}

#[test]
fn a_film_is_known_to_the_share_of_users_who_have_rated_it() {
    let (data, known) = few();
    let shares = known_to(&data, &known);
    assert_eq!(shares[..5], [0.0, 1.0, 2.0 / 3.0, 1.0 / 3.0, 0.0]);
    let model = model(data.n_users(), data.n_items(), 2);
    assert_eq!(Policy::MostRated.plan(&model, &data, &known, 0), Plan::List(vec![1, 2, 3]));
    assert_eq!(known_to(&data, &Ratings::default())[1], 0.0);
}

#[test]
fn the_most_disputed_film_has_the_largest_variance_and_enough_ratings() {
    let (data, _) = few();
    let mut known = Ratings::default();
    let mut rate = |item, n: usize, values: [f32; 2]| {
        (0..n).for_each(|i| known.push(Rating { user: i + 1, item, value: values[i % 2] }));
    };
    rate(5, 30, [3.0, 4.0]);
    rate(6, 20, [1.0, 5.0]);
    rate(7, 19, [1.0, 5.0]);
    rate(8, 40, [2.0, 4.0]);
    let model = model(data.n_users(), data.n_items(), 2);
    let plan = Policy::MostDisputed.plan(&model, &data, &known, 0);
    assert_eq!(plan, Plan::List(vec![6, 8, 5, 7]));
}

#[test]
fn the_next_film_on_the_map_is_the_farthest_from_all_before_it() {
    let (data, _) = few();
    let mut model = model(data.n_users(), data.n_items(), 1);
    for (film, place) in [(1, 0.0), (2, 1.0), (3, 10.0), (4, 6.0), (5, -3.0)] {
        model.item_factors[(film, 0)] = place;
    }
    let plan = Policy::Spread.plan(&model, &data, &rated([1, 1, 2, 3, 4, 5]), 0);
    assert_eq!(plan, Plan::List(vec![1, 3, 4, 5, 2]));
}

#[test]
fn equal_questions_are_asked_in_the_order_of_their_rows() {
    let mut model = model(3, 12, 2);
    for film in 2..12 {
        let first = model.item_factors.row(1).clone_owned();
        model.item_factors.row_mut(film).copy_from(&first);
        model.item_bias[film] = model.item_bias[1];
    }
    let prior = model.taste(1);
    let questions = Questions::new(&model, &prior, RIDGE, &rated(1..12));
    let mut interview = questions.interview();
    let mut asked = Vec::new();
    while let Some(film) = interview.next_question(&[1.0; 12]) {
        interview.pass(film);
        asked.push(film);
    }
    assert_eq!(asked, (1..12).collect::<Vec<_>>());
}

#[test]
fn people_are_asked_if_they_have_enough_ratings_of_films_that_the_model_knows() {
    let films = |n: usize| (1..=n).map(|film| (film, 3.0)).collect::<Vec<_>>();
    let with_unknown = [vec![(0, 1.0), (0, 2.0)], films(5)].concat();
    let newcomers = Newcomers {
        known: Ratings::default(),
        unknown: Ratings::default(),
        users: vec![(1, films(4)), (2, films(5)), (3, with_unknown)],
        others: vec![],
    };
    let people = Person::all(&newcomers, 2, 3);
    assert_eq!(people.len(), 2);
    for person in people {
        assert_eq!(person.judged, [(1, 3.0), (2, 3.0)]);
        assert_eq!(person.answers, [(3, 3.0), (4, 3.0), (5, 3.0)]);
        assert_eq!((person.rating(4), person.rating(1), person.rating(9)), (Some(3.0), None, None));
    }
}

//! What the exercises teach is what the library does: their solutions give the same numbers.

use approx::assert_relative_eq;
use dfdx::prelude::*;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::collections::BTreeMap;
use workbook::data::{
    Dataset, Examples, HoldOut, Rating, Ratings, STARS, Touched, WithNegatives, read_csv,
};
use workbook::interpret::questions::Questions;
use workbook::interpret::{
    FoldIn, Learned, Placing, PrincipalComponents, Recommendation, lists, nearest,
    rerank_for_diversity,
};
use workbook::learn::{EpochRecord, FusedAdam, History, Loss, OneCycle, Spread, WeightDecay};
use workbook::models::{Baseline, CollabNn, CollabNnConfig, Ease, Model, embedding_size};
use workbook::nn::{Device, Linear, Parameter, sigmoid_range};
use workbook::scale::{Curve, schedule};

#[path = "../src/solutions"]
#[allow(dead_code)] // not every solution has a counterpart
mod solutions {
    #[path = "03_sigmoid_range.rs"]
    pub mod _03_sigmoid_range;
    #[path = "04_biases.rs"]
    pub mod _04_biases;
    #[path = "05_weight_decay.rs"]
    pub mod _05_weight_decay;
    #[path = "06_interpretation.rs"]
    pub mod _06_interpretation;
    #[path = "07_recommendation.rs"]
    pub mod _07_recommendation;
    #[path = "08_concatenated_mlp.rs"]
    pub mod _08_concatenated_mlp;
    #[path = "09_implicit_feedback.rs"]
    pub mod _09_implicit_feedback;
    #[path = "10_full_set.rs"]
    pub mod _10_full_set;
}

fn table(rng: &mut StdRng, rows: usize, columns: usize) -> Vec<Vec<f32>> {
    (0..rows).map(|_| (0..columns).map(|_| rng.gen_range(-1.0..1.0)).collect()).collect()
}

fn matrix(rows: &[Vec<f32>]) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| f64::from(rows[i][j]))
}

#[test]
fn sigmoid_range_and_its_gradient() {
    let device = Device::default();
    let scores: Vec<f32> = (-20..=20).map(|i| i as f32 / 4.0).collect();
    let x = device.tensor_from_vec(scores.clone(), (scores.len(),));
    let y = sigmoid_range(x.leaky_trace(), STARS);
    let predictions = y.as_vec();
    let slopes = y.sum().backward().get(&x).as_vec();
    for ((&x, prediction), slope) in scores.iter().zip(predictions).zip(slopes) {
        let (low, high) = (STARS.start, STARS.end);
        assert_relative_eq!(solutions::_03_sigmoid_range::sigmoid_range(x, low, high), prediction);
        let gradient = solutions::_03_sigmoid_range::sigmoid_range_gradient(x, low, high);
        assert_relative_eq!(gradient, slope, max_relative = 1e-4);
        let score =
            solutions::_03_sigmoid_range::inverse_sigmoid_range(prediction, low, high).unwrap();
        assert_relative_eq!(score, x, epsilon = 1e-4);
    }
}

#[test]
fn baseline() {
    let rng = &mut StdRng::seed_from_u64(4);
    let rows: Vec<(usize, usize, f32)> = (0..200)
        .map(|_| (rng.gen_range(0..20), rng.gen_range(0..30), rng.gen_range(1..=5) as f32))
        .collect();
    let mut ratings = Ratings::default();
    rows.iter().for_each(|&(user, item, value)| ratings.push(Rating { user, item, value }));
    let baseline = Baseline::fit(&ratings, 21, 31);
    let (mean, users, films) =
        solutions::_04_biases::fit_baseline(&rows, 21, 31, Baseline::SHRINKAGE as f32);
    assert_relative_eq!(f64::from(mean), baseline.mean, epsilon = 1e-6);
    for (offsets, exact) in [(users, baseline.user_offsets), (films, baseline.item_offsets)] {
        let offsets: Vec<f64> = offsets.into_iter().map(f64::from).collect();
        assert_relative_eq!(&offsets[..], &exact[..], epsilon = 1e-5);
    }
}

#[test]
fn best_epoch() {
    let rng = &mut StdRng::seed_from_u64(4);
    for _ in 0..100 {
        let losses: Vec<f32> = (0..5).map(|_| rng.gen_range(80..90) as f32 / 100.0).collect();
        let record = |(epoch, &loss): (usize, &f32)| EpochRecord {
            epoch,
            train_loss: 0.0,
            valid_loss: f64::from(loss),
            seconds: 0.0,
        };
        let history = History { epochs: losses.iter().enumerate().map(record).collect() };
        assert_eq!(
            solutions::_04_biases::best_epoch(&losses),
            Some(history.best().epoch),
            "{losses:?}"
        );
    }
}

#[test]
fn one_cycle() {
    for steps in [1, 2, 10, 6250] {
        let cycle = OneCycle { steps, lr_max: 5e-3 };
        for step in 0..steps {
            let rate = solutions::_05_weight_decay::one_cycle(step, steps, 5e-3);
            assert_relative_eq!(rate, cycle.at(step).0, max_relative = 1e-9);
        }
    }
}

#[test]
fn adam_step() {
    let rng = &mut StdRng::seed_from_u64(5);
    let device = Device::default();
    let (lr, wd, n) = (0.1, 0.2, 6);
    let mut ours = table(rng, 1, n).remove(0);
    let mut tensor = device.tensor_from_vec(ours.clone(), (n,));
    let (mut means, mut squares) = (vec![0.0; n], vec![0.0; n]);
    let mut adam = FusedAdam::new(WeightDecay::Decoupled(wd));
    for step in 1..=50 {
        let gradients = table(rng, 1, n).remove(0);
        // The gradient of a weighted sum of the weights is those factors.
        let factors = device.tensor_from_vec(gradients.clone(), (n,));
        let mut of_loss = (tensor.leaky_trace() * factors).sum().backward();
        adam.step([Parameter::new("weights", &mut tensor)], &mut of_loss, lr, 0.9);
        let (rate, decay) = (lr as f32, wd as f32);
        solutions::_05_weight_decay::adam_step(
            &mut ours,
            &gradients,
            &mut means,
            &mut squares,
            step,
            rate,
            decay,
        );
        assert_relative_eq!(&ours[..], &tensor.as_vec()[..], epsilon = 1e-5);
    }
}

#[test]
fn paired_gain() {
    let rng = &mut StdRng::seed_from_u64(55);
    for n in [1, 2, 5] {
        let (before, after) = (table(rng, 1, n).remove(0), table(rng, 1, n).remove(0));
        let gains = before.iter().zip(&after).map(|(x, y)| f64::from(x - y));
        let spread = Spread::from_values(gains);
        let (mean, error) = solutions::_05_weight_decay::paired_gain(&before, &after);
        assert_relative_eq!(f64::from(mean), spread.mean, epsilon = 1e-6);
        let of_library = spread.sd.map(|sd| sd / (n as f64).sqrt());
        assert_eq!(error.is_some(), of_library.is_some());
        let (error, of_library) = (error.unwrap_or(0.0), of_library.unwrap_or(0.0));
        assert_relative_eq!(f64::from(error), of_library, epsilon = 1e-6);
    }
}

#[test]
fn mean_and_sd() {
    for losses in [&[0.82f32, 0.85, 0.81, 0.83, 0.86][..], &[0.82]] {
        let spread = Spread::from_values(losses.iter().copied().map(f64::from));
        let (mean, sd) = solutions::_05_weight_decay::mean_and_sd(losses);
        assert_relative_eq!(f64::from(mean), spread.mean, epsilon = 1e-6);
        assert_eq!(sd.is_some(), spread.sd.is_some());
        assert_relative_eq!(f64::from(sd.unwrap_or(0.0)), spread.sd.unwrap_or(0.0), epsilon = 1e-6);
    }
}

#[test]
fn nearest_rows_and_principal_components() {
    let rows = table(&mut StdRng::seed_from_u64(6), 40, 5);
    let of_library = nearest(&matrix(&rows), 7, 10, |_| true);
    let of_library: Vec<usize> = of_library.iter().map(|neighbour| neighbour.row).collect();
    assert_eq!(solutions::_06_interpretation::nearest(&rows, 7, 10), of_library);

    let pca = PrincipalComponents::fit(&matrix(&rows));
    let first = matrix(&[solutions::_06_interpretation::first_component(&rows)]).transpose();
    assert_relative_eq!(first.dot(&pca.components.columns(0, 1)).abs(), 1.0, epsilon = 1e-6);
    let explained = |components: &[Vec<f32>]| {
        solutions::_06_interpretation::mend_explained_variance(&rows, components)
    };
    let component = |j: usize| pca.components.column(j).iter().map(|&x| x as f32).collect();
    let components: Vec<Vec<f32>> = (0..5).map(component).collect();
    let places = matrix(&solutions::_06_interpretation::project_on_components(&rows, &components));
    assert_relative_eq!(places, pca.scores, epsilon = 1e-5);
    for (ours, of_library) in explained(&components[..3]).into_iter().zip(&pca.explained) {
        assert_relative_eq!(f64::from(ours), *of_library, epsilon = 1e-5);
    }
}

/// The exercise predicts without `sigmoid_range`. Where all scores are 0, and the range is four stars
/// wide, that predicts the middle and has a slope of 1.
#[test]
fn fold_in_item() {
    let rng = &mut StdRng::seed_from_u64(7);
    let users = matrix(&table(rng, 12, 3));
    let model = Learned {
        user_factors: users.clone(),
        item_factors: DMatrix::zeros(2, 3),
        user_bias: DVector::zeros(12),
        item_bias: DVector::zeros(2),
        y_range: 1.0..5.0,
    };
    let prior = model.mirrored().taste(1);
    for n in [0, 1, 5, 40] {
        let ratings: Vec<(usize, f64)> =
            (0..n).map(|_| (rng.gen_range(0..12), rng.gen_range(1.0..5.0))).collect();
        let library = FoldIn::fit(&model.mirrored(), &ratings, &prior, 2.0).taste;
        let (factors, bias) = solutions::_07_recommendation::fold_in_item(
            &users,
            &model.user_bias,
            3.0,
            (&prior.factors, prior.bias),
            &ratings,
            2.0,
        );
        assert_relative_eq!(factors, library.factors, epsilon = 1e-12);
        assert_relative_eq!(bias, library.bias, epsilon = 1e-12);
    }
}

#[test]
fn coverage() {
    let rng = &mut StdRng::seed_from_u64(7);
    for rows in [2, 10, 300] {
        let made: Vec<Vec<usize>> =
            (0..20).map(|_| (0..5).map(|_| rng.gen_range(1..rows)).collect()).collect();
        let ours = solutions::_07_recommendation::coverage(&made, rows);
        assert_relative_eq!(f64::from(ours), lists::coverage(&made, rows - 1), epsilon = 1e-6);
    }
}

/// Scores and likenesses in eighths, so that neither single nor double precision rounds.
#[test]
fn a_list_re_ranked_for_diversity() {
    let rng = &mut StdRng::seed_from_u64(77);
    for n in [0, 1, 5, 40] {
        let relevance: Vec<f32> = (0..n).map(|_| rng.gen_range(0..40) as f32 / 8.0).collect();
        let drawn: Vec<Vec<f32>> =
            (0..n).map(|_| (0..n).map(|_| rng.gen_range(-8..=8) as f32 / 8.0).collect()).collect();
        let entry = |i: usize, j: usize| drawn[i.max(j)][i.min(j)];
        let likeness: Vec<Vec<f32>> =
            (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect();
        let candidates: Vec<Recommendation> = (relevance.iter().enumerate())
            .map(|(item, &score)| Recommendation { item, score: score.into() })
            .collect();
        for lambda in [0.0, 0.25, 0.5, 1.0] {
            let exercise = solutions::_07_recommendation::rerank_for_diversity(
                &relevance, &likeness, lambda, 10,
            );
            let alike = |a: usize, b: usize| f64::from(likeness[a][b]);
            let library = rerank_for_diversity(&candidates, alike, lambda.into(), 10);
            assert_eq!(exercise, library.iter().map(|film| film.item).collect::<Vec<_>>());
        }
    }
}

#[test]
fn widths_of_embeddings_and_number_of_parameters() {
    for rows in 0..100_000 {
        assert_eq!(
            solutions::_08_concatenated_mlp::embedding_size(rows),
            embedding_size(rows),
            "{rows} rows"
        );
    }
    let config = CollabNnConfig { hidden: vec![100, 50], ..CollabNnConfig::default() };
    let mut model = CollabNn::new(944, 1665, &config, 0);
    let parameters = model.parameters().into_iter();
    let learned: usize = parameters.map(|p| p.tensor.shape().iter().product::<usize>()).sum();
    let counted =
        solutions::_08_concatenated_mlp::count_parameters(944, 74, 1665, 102, &config.hidden);
    assert_eq!(counted, learned);
}

#[test]
fn softmax_cross_entropy() {
    let rng = &mut StdRng::seed_from_u64(88);
    let device = Device::default();
    let logits = table(rng, 12, 5);
    let classes: Vec<usize> = (0..12).map(|_| rng.gen_range(0..5)).collect();
    let mut right = vec![0.0; 12 * 5];
    classes.iter().enumerate().for_each(|(row, class)| right[row * 5 + class] = 1.0);
    let tensor = |numbers: Vec<f32>| -> Tensor<(usize, Const<5>), f32, Device> {
        device.tensor_from_vec(numbers, (12, Const))
    };
    let of_library = cross_entropy_with_logits_loss(tensor(logits.concat()), tensor(right));
    let ours = solutions::_08_concatenated_mlp::softmax_cross_entropy(&logits, &classes);
    assert_relative_eq!(ours, of_library.as_vec()[0], epsilon = 1e-5);
}

#[test]
fn a_hidden_layer() {
    let rng = &mut StdRng::seed_from_u64(8);
    let device = Device::default();
    let layer = Linear::new(&device, 9, 4, rng);
    let x = table(rng, 1, 9).remove(0);
    let outputs = layer.forward(device.tensor_from_vec(x.clone(), (1, 9))).relu().as_vec();
    let weights: Vec<Vec<f32>> = layer.weight.as_vec().chunks(4).map(<[f32]>::to_vec).collect();
    let (user, rest) = x.split_at(3);
    let (film, side) = rest.split_at(4);
    let ours = solutions::_08_concatenated_mlp::concat_forward(
        user,
        film,
        side,
        &weights,
        &layer.bias.as_vec(),
    );
    assert_relative_eq!(&ours[..], &outputs[..], epsilon = 1e-6);
}

/// Interactions of 12 users with 15 items, whose times are often equal. User `u0` has a single one.
fn interactions(rng: &mut StdRng) -> Dataset {
    let mut text = "user,item,rating,timestamp\nu0,i0,1,0\n".to_owned();
    for user in 1..12 {
        for item in 0..15 {
            if item != user && rng.gen_bool(0.6) {
                continue;
            }
            text += &format!("u{user},i{item},1,{}\n", rng.gen_range(0..5));
        }
    }
    read_csv("interactions.csv", text.as_bytes()).unwrap()
}

/// The lottery of the library is its own. Its order of what is equally late gives the tickets here.
#[test]
fn leave_one_out() {
    let data = interactions(&mut StdRng::seed_from_u64(9));
    let all = data.interactions();
    let users: Vec<usize> = all.pairs().map(|(user, _)| user).collect();
    for seed in 0..20 {
        let sequences = data.sequences(&all, seed);
        let tickets: Vec<u64> = (0..all.len())
            .map(|i| {
                let of_user = &sequences[all.users[i] as usize];
                let place = of_user.iter().position(|&item| item == all.items[i]).unwrap();
                // Later places have lower tickets, and no two are equal.
                (1000 * (100 - place) + i) as u64
            })
            .collect();
        let times = all.timestamps.as_ref().unwrap();
        let held_out = solutions::_09_implicit_feedback::leave_one_out(
            &users,
            times,
            &tickets,
            data.n_users(),
        );
        let split = data.leave_one_out(&all, HoldOut::Latest, seed);
        let expected: BTreeMap<usize, usize> = split.held_out.pairs().collect();
        for (user, held_out) in held_out.into_iter().enumerate() {
            assert_eq!(
                held_out.map(|i| all.get(i).item),
                expected.get(&user).copied(),
                "user {user}"
            );
        }
        assert_eq!(split.not_judged, 1);
    }
}

/// The exercise counts items from 0, and the library from 1.
#[test]
fn sample_negatives() {
    let rng = &mut StdRng::seed_from_u64(10);
    let data = interactions(rng);
    let touched = Touched::new(&data.ratings, data.n_users(), data.n_items());
    for user in 1..data.n_users() {
        let seen: Vec<usize> = touched.by(user).iter().map(|&item| item as usize - 1).collect();
        let n = touched.n_untouched(user);
        let draws: Vec<f64> = (0..50).map(|_| rng.gen_range(0.0..1.0)).collect();
        let negatives =
            solutions::_09_implicit_feedback::sample_negatives(&seen, data.n_items() - 1, &draws);
        let expected =
            draws.iter().map(|draw| touched.untouched(user, (draw * n as f64) as usize) - 1);
        assert_eq!(negatives, expected.collect::<Vec<_>>());
    }
    // Nothing is left for someone who has seen all, neither there nor here.
    let everything = Ratings {
        users: vec![1; 3],
        items: vec![1, 2, 3],
        values: vec![1.0; 3],
        ..Ratings::default()
    };
    let touched = Touched::new(&everything, 2, 4);
    assert_eq!(WithNegatives::new(&everything, &touched, 4, 0).len(), 3);
    let none = solutions::_09_implicit_feedback::sample_negatives(&[0, 1, 2], 3, &[0.5]);
    assert_eq!(none, [0; 0]);
}

#[test]
fn bce_with_logits() {
    let rng = &mut StdRng::seed_from_u64(11);
    let device = Device::default();
    for spread in [1.0, 10.0, 100.0, 1000.0] {
        let logits: Vec<f32> = (0..50).map(|_| rng.gen_range(-spread..spread)).collect();
        let labels: Vec<f32> = (0..50).map(|_| rng.gen_range(0..2) as f32).collect();
        let ours = f64::from(solutions::_09_implicit_feedback::bce_with_logits(&logits, &labels));
        let column = |values: &[f32]| device.tensor_from_vec(values.to_vec(), (values.len(),));
        let mean = Loss::CrossEntropy.mean(column(&logits), column(&labels)).as_vec()[0];
        assert_relative_eq!(ours, f64::from(mean), max_relative = 1e-5);
        let one =
            |(x, label): (&f32, &f32)| Loss::CrossEntropy.of_one((*x).into(), (*label).into());
        let sum: f64 = logits.iter().zip(&labels).map(one).sum();
        assert_relative_eq!(ours, sum / 50.0, max_relative = 1e-5);
    }
}

#[test]
fn hit_ratio_and_ndcg_at_k() {
    let rng = &mut StdRng::seed_from_u64(12);
    let mut score = || f64::from(rng.gen_range(0..20));
    let held_out: Vec<f64> = (0..30).map(|_| score()).collect();
    let others: Vec<Vec<f64>> =
        (0..30).map(|user| (0..10 + user).map(|_| score()).collect()).collect();
    let placings: Vec<Placing> = (held_out.iter().zip(&others))
        .map(|(&score, others)| Placing::new(score, others.iter().copied()))
        .collect();
    let mean = |value: &dyn Fn(&Placing) -> f64| placings.iter().map(value).sum::<f64>() / 30.0;
    for k in [1, 3, 10, 100] {
        let hits = solutions::_09_implicit_feedback::hit_ratio_at_k(&held_out, &others, k);
        assert_relative_eq!(hits, mean(&|placing| placing.hit_ratio(k)), epsilon = 1e-12);
        // The exercise on NDCG knows no ties.
        let ranks: Vec<usize> = placings.iter().map(|placing| placing.higher).collect();
        let ndcg = solutions::_09_implicit_feedback::ndcg_at_k(&ranks, k);
        let untied = |placing: &Placing| Placing { equal: 0, ..*placing }.ndcg(k);
        assert_relative_eq!(ndcg, mean(&untied), epsilon = 1e-12);
    }
}

#[test]
fn expected_hit_ratio() {
    for n in [20, 1_600] {
        let ranks: Vec<usize> = (0..=20).map(|i| i * n / 20).collect();
        for m in [1, 10, 99, 5_000] {
            for k in [1, 10] {
                let exercise =
                    solutions::_09_implicit_feedback::expected_hit_ratio(&ranks, n, m, k);
                let place = |&higher: &usize| Placing { higher, equal: 0, others: n };
                let each = ranks.iter().map(|rank| place(rank).expected_hit_ratio(k, m));
                let library = each.sum::<f64>() / ranks.len() as f64;
                assert_relative_eq!(exercise, library, epsilon = 1e-9);
            }
        }
    }
}

/// The exercise's matrix has a column for each item predicted, and the library's a row. The library's
/// row and column 0 belong to the unknown item.
#[test]
fn ease() {
    let data = interactions(&mut StdRng::seed_from_u64(13));
    let mut x = DMatrix::zeros(data.n_users(), data.n_items());
    data.ratings.pairs().for_each(|pair| x[pair] = 1.0);
    let touched = Touched::new(&data.ratings, data.n_users(), data.n_items());
    for lambda in [0.5, 10.0] {
        let library = Ease::fit(&touched, lambda).weights.transpose();
        let exercise = solutions::_09_implicit_feedback::ease(&x, lambda);
        assert_relative_eq!(exercise, library, epsilon = 1e-10);
    }
}

#[test]
fn split_by_time() {
    let rng = &mut StdRng::seed_from_u64(14);
    let mut data = interactions(rng);
    let n = data.ratings.len();
    for range in [3, 40, 1 << 40] {
        let times: Vec<i64> = (0..n).map(|_| rng.gen_range(-range..range)).collect();
        data.ratings.timestamps = Some(times.clone());
        for share in [0.1, 0.2, 0.5, 0.77] {
            let (train, valid) = solutions::_07_recommendation::split_by_time(&times, share);
            // A side that is empty is an error in the library.
            match data.split_by_time(share) {
                Ok(split) => {
                    assert_eq!(split.valid_rows, valid);
                    assert_eq!(split.train, data.ratings.select(train));
                }
                Err(_) => assert!(train.is_empty() || valid.is_empty()),
            }
        }
    }
}

/// The library takes the mean over all films where the exercise takes the sum, and the slope of the sigmoid
/// into the rows.
#[test]
fn next_question() {
    let rng = &mut StdRng::seed_from_u64(14);
    let (n_items, factors) = (50, 4);
    let mut number = || rng.gen_range(-1.0..1.0);
    let model = Learned {
        user_factors: DMatrix::from_fn(2, factors, |_, _| number()),
        item_factors: DMatrix::from_fn(n_items, factors, |_, _| number()),
        user_bias: DVector::zeros(2),
        item_bias: DVector::from_fn(n_items, |_, _| number()),
        y_range: 0.0..5.5,
    };
    let known: Vec<f64> = (0..n_items).map(|_| number().abs()).collect();
    let prior = model.taste(1);
    let rows = DMatrix::from_fn(n_items, factors + 1, |film, j| {
        let prediction = model.predict(&prior, film);
        let entry = if j < factors { model.item_factors[(film, j)] } else { 1.0 };
        entry * prediction * (5.5 - prediction) / 5.5
    });
    let mut rated = Ratings::default();
    (1..n_items).for_each(|item| rated.push(Rating { user: 1, item, value: 3.0 }));
    let questions = Questions::new(&model, &prior, 5.0, &rated);
    let mut interview = questions.interview();
    let mut asked = Vec::new();
    for turn in 0..n_items {
        let library = interview.next_question(&known);
        let covariance = interview.covariance();
        let exercise =
            solutions::_07_recommendation::next_question(&rows, covariance, &asked, &known, 1.0);
        assert_eq!(exercise, library, "turn {turn}");
        let Some(film) = library else { break };
        if turn % 2 == 0 {
            interview.answer(film)
        } else {
            interview.pass(film)
        }
        asked.push(film);
    }
    assert_eq!(asked.len(), n_items - 1);
}

#[test]
fn biased_gradient() {
    let rng = &mut StdRng::seed_from_u64(15);
    let curve = Curve::from(STARS);
    for factors in [1, 5, 50] {
        for spread in [0.5, 3.0, 100.0] {
            let (user, film) = (table(rng, 1, factors).remove(0), table(rng, 1, factors).remove(0));
            let [a, b] = [(); 2].map(|()| rng.gen_range(-spread..spread));
            let rating = rng.gen_range(1..=5) as f32;
            let dot: f32 = user.iter().zip(&film).map(|(x, y)| x * y).sum();
            let (_, slope) = curve.error_and_slope(dot + a + b, rating);
            let along = |row: &[f32]| -> Vec<f32> { row.iter().map(|x| slope * x).collect() };
            let (low, high) = (STARS.start, STARS.end);
            let (of_user, of_film, of_user_bias, of_film_bias) =
                solutions::_10_full_set::biased_gradient(&user, &film, a, b, rating, low, high);
            assert_relative_eq!(&of_user[..], &along(&film)[..], epsilon = 1e-5);
            assert_relative_eq!(&of_film[..], &along(&user)[..], epsilon = 1e-5);
            assert_relative_eq!(of_user_bias, slope, epsilon = 1e-5);
            assert_relative_eq!(of_film_bias, slope, epsilon = 1e-5);
        }
    }
}

/// The library draws anew for each epoch which round comes when.
#[test]
fn block_schedule() {
    let sorted = |mut rounds: Vec<Vec<(usize, usize)>>| {
        rounds.sort();
        rounds
    };
    for parts in [1, 2, 5, 32] {
        let ours = sorted(solutions::_10_full_set::block_schedule(parts));
        for epoch in 0..3 {
            assert_eq!(sorted(schedule(parts, epoch, 7)), ours);
        }
    }
}

/// Without any gradient, a step of Adam is its decay.
#[test]
fn missed_decay() {
    let (rates, wd) = ([0.1, 0.3, 0.2, 0.25], 0.5);
    let device = Device::default();
    let mut weights = device.tensor_from_vec(vec![2.0f32, -3.0], (2,));
    let mut adam = FusedAdam::new(WeightDecay::Decoupled(wd));
    for rate in rates {
        let mut nothing = (weights.leaky_trace() * 0.0).sum().backward();
        adam.step([Parameter::new("weights", &mut weights)], &mut nothing, rate, 0.9);
    }
    let left = solutions::_10_full_set::missed_decay(&rates, wd, &[(0, 4)])[0] as f32;
    assert_relative_eq!(&weights.as_vec()[..], &[2.0 * left, -3.0 * left][..], epsilon = 1e-6);
}

//! Grades the checkpoints: what the answers of the chapters add up to.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, number, numbers, rng, table};
use crate::outcome::Outcome;
use crate::recommender::{Biases, Layer, Model, Optimiser, Settings, Table};
use nalgebra::{DMatrix, DVector};
use rand::{Rng, rngs::StdRng};

mod by_hand;
mod training;

pub use by_hand::train_by_hand;

type Ratings<'a> = &'a [(usize, usize, f32)];
type Train = fn(&mut Model, Ratings, Ratings, &Settings) -> Vec<f32>;

pub fn train(answer: Train) -> Outcome {
    training::grade(2, answer)
}

pub fn train_in_range(answer: Train) -> Outcome {
    training::grade(3, answer)
}

pub fn train_with_biases(answer: Train) -> Outcome {
    training::grade(4, answer)
}

pub fn train_with_decay(answer: Train) -> Outcome {
    training::grade(5, answer)
}

pub fn best_films(answer: fn(&Model, usize) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(106);
    let mut inputs = vec![(vec![9.0, 0.5, 0.7], 1)];
    inputs.extend((0..TRIES).map(|_| {
        let films = rng.gen_range(3..9);
        (numbers(rng, films), rng.gen_range(1..films))
    }));
    // Only negative biases, far below 0 and far above; ties in a long list; more wanted than there are.
    inputs.push((vec![-1.0, -3e6, -2e6, -4e6], 2));
    inputs.push((vec![1e9, 3e6, 2e6, 4e6], 2));
    inputs.push(((0..1_000).map(|i| [0.5, 0.25, 0.75][i % 3]).collect(), 400));
    inputs.push((vec![0.0, 0.25 + f32::EPSILON / 4.0, 0.25 + f32::EPSILON / 2.0, 0.25], 3));
    inputs.push((vec![0.0, 1e-12, 3e-12, 2e-12], 3));
    inputs.push((vec![0.5, 0.1, 0.2], 9));
    inputs.push((vec![0.5, 0.1, 0.2], 0));
    inputs.push((vec![0.5], 2));
    inputs.push((vec![0.5, 0.1, 0.2], 65_536));
    let mut inputs: Vec<_> = inputs
        .into_iter()
        .map(|(biases, k)| (format!("biases of the films = {biases:?}, k = {k}"), biases, k))
        .collect();
    // More films than 16 bits number.
    let text = "biases of the films: 0, 1, 2 … up to 70,000, k = 3".to_owned();
    inputs.push((text, (0..=70_000).map(|film| film as f32).collect(), 3));
    let mut grading = Grading::default();
    for (input, biases, k) in inputs {
        let ranked = |from: usize, k: usize| first(sorted(from..biases.len(), |i| biases[i]), k);
        let reversed: Vec<usize> =
            sorted((1..biases.len()).rev(), |i| -biases[i]).into_iter().rev().collect();
        let worst = first(sorted(1..biases.len(), |i| -biases[i]), k);
        let mut model = model(rng, (2, biases.len(), 1), true, None);
        let films = biases.iter().map(|&bias| vec![bias]).collect();
        model.biases.as_mut().expect("asked for").films = films;
        let places = ranked(1, k).iter().map(|film| film - 1).collect();
        let (mut unstable, all) = (ranked(1, k), ranked(1, biases.len()));
        unstable.clone_from(&first(ties_reversed(&all, &biases), k));
        let case = Case::new(input, ranked(1, k))
            .mistake("row 0, the unknown film, takes part; leave it out", ranked(0, k))
            .mistake("these are places in a list without row 0; place 0 is film 1", places)
            .mistake("the smallest biases come first", worst)
            .mistake("of equal biases the later film comes first", unstable)
            .mistake("of equal biases the later film comes first", first(reversed, k))
            .mistake(
                "row 0 is taken away only after the best are cut off",
                ranked(0, k).into_iter().filter(|&film| film != 0).collect(),
            );
        grading.ask(case, move || answer(&model, k));
    }
    grading.outcome()
}

pub fn film_map(answer: fn(&Model) -> Table) -> Outcome {
    let rng = &mut rng(107);
    let mut inputs: Vec<Table> =
        vec![vec![vec![50.0, -70.0], vec![4.0, 0.5], vec![-4.0, 0.5], vec![0.0, -1.0]]];
    // Stretched, so that the components are far from level; moved, so that the mean matters.
    while inputs.len() < TRIES {
        let (films, factors) = (rng.gen_range(5..9), rng.gen_range(2..5));
        let mut rows = table(rng, films, factors);
        for row in &mut rows {
            row[0] = 6.0 * row[0] + 7.0;
            row[1] = 2.0 * row[1] - 1.0;
        }
        if components_are_clear(&rows[1..]) && components_are_clear(&rows) {
            inputs.push(rows);
        }
    }
    inputs.push((0..400).map(|i| vec![(i % 20) as f32, (i % 7) as f32, 0.1]).collect());
    // More factors than a few, of which the last vary most; two variances that are nearly the same.
    let steep = |i: usize, j: usize| ((i * (j + 3)) % 11) as f32 * [0.125, 1.0, 2.0][j / 6];
    inputs.push((0..40).map(|i| (0..18).map(|j| steep(i, j)).collect()).collect());
    let nearly = 1.0625;
    inputs.push(vec![
        vec![9.0, 9.0],
        vec![0.8, 0.6],
        vec![-0.8, -0.6],
        vec![-0.6 * nearly, 0.8 * nearly],
        vec![0.6 * nearly, -0.8 * nearly],
    ]);
    let mut grading = Grading::default();
    for films in inputs {
        let map_of = |rows: &[Vec<f32>], components: &[DVector<f64>], centred: bool| -> Table {
            let mean = if centred { column_means(rows) } else { vec![0.0; rows[0].len()] };
            let place = |row: &Vec<f32>, c: &DVector<f64>| {
                let along = row.iter().zip(&mean).zip(c.iter());
                along.map(|((x, m), c)| (f64::from(*x) - m) * c).sum::<f64>() as f32
            };
            rows.iter().map(|row| components.iter().map(|c| place(row, c)).collect()).collect()
        };
        let right = components(&films[1..]);
        let expected = turned(map_of(&films[1..], &right, true));
        let with_row_0 = map_of(&films, &components(&films), true);
        let swapped: Vec<DVector<f64>> = right.iter().rev().cloned().collect();
        let twice = [right[0].clone(), right[0].clone()];
        let plain: Table = films[1..].iter().map(|row| row[..2].to_vec()).collect();
        let mut model = model(rng, (2, films.len(), films[0].len()), true, None);
        model.films.clone_from(&films);
        let case = Case::new(show!(films), expected.clone())
            .mistake("row 0, the unknown film, takes part; leave it out", turned(with_row_0.clone()))
            .mistake(
                "row 0, the unknown film, takes part in the components; leave it out",
                turned(with_row_0[1..].to_vec()),
            )
            .mistake(
                "the mean is not subtracted; the middle of the map is the mean film",
                turned(map_of(&films[1..], &right, false)),
            )
            .mistake(
                "the columns are swapped; the first component comes first",
                turned(map_of(&films[1..], &swapped, true)),
            )
            .mistake(
                "both columns are the first component; take its part away before you ask for the next",
                turned(map_of(&films[1..], &twice, true)),
            )
            .mistake("these are the first two factors, not places along components", turned(plain));
        grading.ask(case, move || turned(answer(&model)));
    }
    grading.outcome()
}

pub fn recommend(answer: fn(&Model, usize, &[usize], usize) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(108);
    let mut inputs = Vec::new();
    while inputs.len() < TRIES {
        let i = inputs.len();
        let films = rng.gen_range(4..9);
        let model = model(rng, (3, films, 2), true, Some([(0.0, 5.5), (-25.0, 112.5)][i % 2]));
        let seen = ids(rng, i % 4, films);
        if are_clear((0..films).map(|film| predicted(&model, i % 3, film)).collect(), 1e-4) {
            inputs.push((model, i % 3, seen, 1 + i % 4));
        }
    }
    // Equal films in a long list, an unknown film that would come first, more films than 16 bits count.
    let mut long = model(rng, (2, 1_000, 1), true, Some((0.0, 5.5)));
    for (film, row) in long.films.iter_mut().enumerate() {
        *row = vec![[0.5, -0.25, 1.0][film % 3]];
    }
    let biases = long.biases.as_mut().expect("asked for");
    biases.films.fill(vec![0.25]);
    biases.films[0] = vec![3.0];
    inputs.push((long, 1, vec![5, 2, 998, 2], 350));
    let mut two = model(rng, (2, 3, 1), true, Some((0.0, 5.5)));
    two.films[0] = vec![0.0];
    // Predictions that differ by little, yet by more than any rounding.
    let mut close = model(rng, (2, 4, 1), true, Some((0.0, 5.5)));
    close.films.fill(vec![0.0]);
    let biases = close.biases.as_mut().expect("asked for");
    biases.users.fill(vec![0.0]);
    biases.films = vec![vec![0.0], vec![2e-6], vec![6e-6], vec![4e-6]];
    inputs.push((close.clone(), 1, vec![], 3));
    let biases = close.biases.as_mut().expect("asked for");
    biases.films = vec![vec![0.0], vec![0.0], vec![1.2e-6], vec![6e-7]];
    inputs.push((close, 1, vec![], 3));
    inputs.push((two.clone(), 1, vec![], 9));
    inputs.push((two.clone(), 1, vec![], 65_536));
    inputs.push((two.clone(), 1, vec![2, 1], 2));
    inputs.push((two, 1, vec![0], 0));
    // Film by film a little better, and more films than 16 bits number.
    let mut many = model(rng, (2, 70_001, 1), true, Some((0.0, 5.5)));
    many.films.fill(vec![0.0]);
    let biases = many.biases.as_mut().expect("asked for");
    biases.users.fill(vec![0.0]);
    biases.films = (0..=70_000).map(|film| vec![film as f32 / 65_536.0]).collect();
    inputs.push((many, 1, vec![70_000], 3));
    let mut grading = Grading::default();
    for (model, user, seen, k) in inputs {
        let biases = model.biases.clone().expect("asked for");
        let factors = |film: usize| -> f64 {
            let pairs = model.users[user].iter().zip(&model.films[film]);
            pairs.map(|(u, f)| f64::from(*u) * f64::from(*f)).sum()
        };
        let with_bias = |film: usize| factors(film) + f64::from(biases.films[film][0]);
        let is_new = |film: &usize| !seen.contains(film);
        let list = |from: usize, score: &dyn Fn(usize) -> f64| {
            sorted((from..model.films.len()).filter(is_new), score)
        };
        let right = list(1, &with_bias);
        let all = sorted(1..model.films.len(), with_bias);
        let late = first(all.clone(), k).into_iter().filter(is_new).collect();
        let reversed = sorted((1..model.films.len()).rev().filter(is_new), with_bias);
        let input = match model.films.len() {
            0..20 => format!("model = {model:?}, user = {user}, seen = {seen:?}, k = {k}"),
            n => format!("a model of {n} films, seen = {seen:?}, k = {k}"),
        };
        let case = Case::new(input, first(right.clone(), k))
            .mistake(
                "row 0, the unknown film, is recommended; leave it out",
                first(list(0, &with_bias), k),
            )
            .mistake("seen films are recommended; leave them out", first(all, k))
            .mistake("the seen films are left out after the cut; leave them out before", late)
            .mistake("the films' biases are left out", first(list(1, &factors), k))
            .mistake("the worst come first", first(list(1, &|film| -with_bias(film)), k))
            .mistake("of equal films the later one comes first", first(reversed, k))
            .mistake(
                "these are places in a list without row 0; place 0 is film 1",
                first(right, k).iter().map(|film| film - 1).collect(),
            );
        grading.ask(case, move || answer(&model, user, &seen, k));
    }
    grading.outcome()
}

pub fn welcome(answer: fn(&Model, &[(usize, f32)], f32) -> Vec<f32>) -> Outcome {
    let rng = &mut rng(109);
    let mut grading = Grading::default();
    // The last four: many ratings, films with short factors and a tiny ridge, ratings close to an end, and
    // more users, films and factors than a few.
    for i in 0..=TRIES + 3 {
        let (users, films, factors) = match i {
            _ if i == TRIES + 3 => (300, 40, 12),
            _ => (rng.gen_range(3..6), rng.gen_range(3..7), rng.gen_range(1..4)),
        };
        let (low, high) = [(0.0, 5.5), (-25.0, 112.5)][i % 2];
        let mut model = model(rng, (users, films, factors), true, Some((low, high)));
        model.users[0] = vec![9.0; factors];
        let n = if i == TRIES { 300 } else { i % 6 };
        let share = |rng: &mut StdRng| low + (high - low) * rng.gen_range(0.001..0.999);
        let mut ratings: Vec<(usize, f32)> =
            (0..n).map(|_| (rng.gen_range(1..films), share(rng))).collect();
        let mut ridge = [0.5, 1.0, 0.004, 5.0, 100.0, 1e-4][i % 6];
        if i == TRIES + 2 {
            let (close, closer) = (low + 1e-6 * (high - low), low + 1e-20 * (high - low));
            ratings.extend([(1, close), (2, closer), (1, low + 0.999 * (high - low))]);
        }
        if i == TRIES + 1 {
            model.films.iter_mut().flatten().for_each(|x| *x *= 1e-4);
            ridge = 1e-8;
        }
        let biases = model.biases.clone().expect("asked for");
        let mean = |rows: &[Vec<f32>], j: usize| {
            rows.iter().map(|row| f64::from(row[j])).sum::<f64>() / rows.len() as f64
        };
        let prior = DVector::from_fn(factors, |j, _| mean(&model.users[1..], j));
        let prior_of_all = DVector::from_fn(factors, |j, _| mean(&model.users, j));
        let score = |rating: f32| {
            let (rating, low, high) = (f64::from(rating), f64::from(low), f64::from(high));
            ((rating - low) / (high - rating)).ln()
        };
        let user_bias = mean(&biases.users[1..], 0);
        let fit = |prior: &DVector<f64>, scale: &dyn Fn(f32) -> f64, film_bias: f64, user: f64| {
            let x = DMatrix::from_fn(ratings.len(), factors, |i, j| {
                f64::from(model.films[ratings[i].0][j])
            });
            let y = DVector::from_fn(ratings.len(), |i, _| {
                let (film, rating) = ratings[i];
                scale(rating) - film_bias * f64::from(biases.films[film][0]) - user
            });
            let gram = x.tr_mul(&x) + DMatrix::identity(factors, factors) * f64::from(ridge);
            let step = gram.lu().solve(&x.tr_mul(&(y - &x * prior))).expect("it has a ridge");
            (prior + step).iter().map(|&x| x as f32).collect::<Vec<f32>>()
        };
        let zero = DVector::zeros(factors);
        let case = Case::new(show!(model, ratings, ridge), fit(&prior, &score, 1.0, user_bias))
            .mistake(
                "the ratings are taken as they are; their scores are wanted, by `inverse_sigmoid_range`",
                fit(&prior, &|rating| rating.into(), 1.0, user_bias),
            )
            .mistake("the films' biases are not subtracted", fit(&prior, &score, 0.0, user_bias))
            .mistake("the users' mean bias is not subtracted", fit(&prior, &score, 1.0, 0.0))
            .mistake("no biases are subtracted", fit(&prior, &score, 0.0, 0.0))
            .mistake(
                "row 0, the unknown user, is in the mean of the biases",
                fit(&prior, &score, 1.0, mean(&biases.users, 0)),
            )
            .mistake(
                "row 0, the unknown user, is in the mean of the factors",
                fit(&prior_of_all, &score, 1.0, user_bias),
            )
            .mistake("the prior is the mean user, not zeros", fit(&zero, &score, 1.0, user_bias));
        grading.ask(case, move || answer(&model, &ratings, ridge));
    }
    grading.outcome()
}

pub fn network(answer: fn(&[f32], &[f32], &[Layer], f32, f32) -> f32) -> Outcome {
    let rng = &mut rng(110);
    let single = Layer { weights: vec![vec![2.0], vec![-1.0]], bias: vec![0.0] };
    let mut inputs = vec![(vec![1.0], vec![2.0], vec![single], 0.0, 5.5)];
    for i in 0..TRIES {
        let (user, film) = (rng.gen_range(1..4), rng.gen_range(1..4));
        let mut layers = Vec::new();
        let mut width = user + film;
        for outputs in [3, 2, 4, 3, 2].into_iter().take(i % 6).chain([1]) {
            layers.push(Layer { weights: table(rng, width, outputs), bias: numbers(rng, outputs) });
            width = outputs;
        }
        let (low, high) = [(0.0, 5.5), (-25.0, 112.5)][i % 2];
        inputs.push((numbers(rng, user), numbers(rng, film), layers, low, high));
    }
    // Sums far from 0 on both sides, also in ranges that show how near to the end they are.
    for (weight, low, high) in
        [(400.0, 0.0, 5.5), (-400.0, 0.0, 5.5), (400.0, -1e30, 0.0), (-400.0, 0.0, 1e30)]
    {
        let layer = Layer { weights: vec![vec![weight], vec![weight]], bias: vec![0.0] };
        inputs.push((vec![1.0], vec![1.0], vec![layer], low, high));
    }
    // More layers, and wider ones, than a few.
    let alike = |inputs: usize, outputs: usize, weight: f32| Layer {
        weights: vec![vec![weight; outputs]; inputs],
        bias: vec![0.125; outputs],
    };
    let mut deep = vec![alike(2, 300, 0.125), alike(300, 2, 1.0 / 256.0)];
    deep.extend(vec![alike(2, 2, 0.5); 10]);
    deep.push(alike(2, 1, 0.5));
    inputs.push((vec![0.25], vec![0.125], deep, -30.0, 30.0));
    // A hidden output far from 0.
    let hidden = Layer { weights: vec![vec![300.0], vec![400.0]], bias: vec![1.0] };
    let last = Layer { weights: vec![vec![0.002]], bias: vec![-1.0] };
    inputs.push((vec![1.0], vec![1.0], vec![hidden, last], 0.0, 5.5));
    let mut grading = Grading::default();
    for (user, film, layers, low, high) in inputs {
        let forward = |x: Vec<f32>, relu: &dyn Fn(usize) -> bool, biased: bool| -> f32 {
            let mut x: Vec<f64> = x.into_iter().map(f64::from).collect();
            for (number, Layer { weights, bias }) in layers.iter().enumerate() {
                let output = |(j, b): (usize, &f32)| {
                    let sum: f64 =
                        x.iter().zip(weights).map(|(x, row)| x * f64::from(row[j])).sum();
                    let sum = sum + if biased { f64::from(*b) } else { 0.0 };
                    if relu(number + 1) { sum.max(0.0) } else { sum }
                };
                x = bias.iter().enumerate().map(output).collect();
            }
            x[0] as f32
        };
        let bent = |sum: f32| low + (high - low) / (1.0 + (-sum).exp());
        let x = [user.clone(), film.clone()].concat();
        let film_first = [film.clone(), user.clone()].concat();
        let hidden = |number: usize| number < layers.len();
        let right = forward(x.clone(), &hidden, true);
        let case = Case::new(show!(user, film, layers, low, high), bent(right))
            .mistake("the last layer has no `relu`", bent(forward(x.clone(), &|_| true, true)))
            .mistake("`relu` is left out", bent(forward(x.clone(), &|_| false, true)))
            .mistake("the biases are left out", bent(forward(x, &hidden, false)))
            .mistake(
                "the film comes before the user; the user's factors come first",
                bent(forward(film_first, &hidden, true)),
            )
            .mistake("the output is not bent into the range", right)
            .mistake("the range is always from 0 to 5.5", 5.5 / (1.0 + (-right).exp()));
        grading.ask(case, move || answer(&user, &film, &layers, low, high));
    }
    grading.outcome()
}

pub fn rank_items(answer: fn(&[Vec<usize>], usize, f64, usize) -> Vec<Vec<usize>>) -> Outcome {
    let rng = &mut rng(111);
    let mut inputs = Vec::new();
    while inputs.len() < TRIES {
        let i = inputs.len();
        let (n_items, users) = match i {
            0 => (66, 70),
            1 => (4, 300),
            _ => (rng.gen_range(4..8), 9),
        };
        let touched: Vec<Vec<usize>> = (0..users)
            .map(|_| {
                let n = rng.gen_range(1..n_items / 2 + 2);
                ids(rng, n, n_items)
            })
            .collect();
        let lambda = [0.5, 1.0, 10.0, 0.02, 300.0][i / 2 % 5];
        let scores = ease_scores(&counted(&touched, n_items, false), lambda, false);
        // The more items, the closer their scores.
        let gap = if i == 0 { 1e-6 } else { 1e-4 };
        let clear = |user: usize| are_clear(scores.row(user).iter().copied().collect(), gap);
        if (0..users).all(clear) {
            inputs.push((touched, n_items, lambda, [2, 1, 3, 50, 0][i % 5]));
        }
    }
    // The long one comes last, so that a reader sees small ones first.
    inputs.rotate_left(1);
    // Scores that are tiny and differ all the same; a ranking that a larger `lambda` would change.
    let few = [vec![0], vec![0, 1], vec![1, 0], vec![0, 1], vec![0, 2], vec![0, 3], vec![3, 0]];
    inputs.push((few.to_vec(), 4, 1e9, 3));
    // Scores of users 0 and 6 that only f64 tells apart.
    let in_a_ring =
        [vec![0], vec![0, 1], vec![0, 2], vec![0, 4], vec![0, 4], vec![4, 3], vec![3, 2]];
    inputs.push((in_a_ring.to_vec(), 5, 32_768.0, 3));
    let twisted = [
        vec![0, 1, 2],
        vec![1, 3, 4],
        vec![2, 3, 4],
        vec![3, 5, 6],
        vec![4, 5, 6],
        vec![5, 7],
        vec![6],
        vec![2, 4, 6, 7],
        vec![3],
    ];
    inputs.push((twisted.to_vec(), 8, 1e-6, 65_536));
    let mut grading = Grading::default();
    for (touched, n_items, lambda, k) in inputs {
        let ranking = |counts: bool, transposed: bool, own: bool, sign: f64| {
            let scores = ease_scores(&counted(&touched, n_items, counts), lambda, transposed);
            let of_user = |user: usize| {
                let items = (0..n_items).filter(|item| own || !touched[user].contains(item));
                first(sorted(items, |i| sign * scores[(user, i)]), k)
            };
            (0..touched.len()).map(of_user).collect::<Vec<_>>()
        };
        let right = ranking(false, false, false, 1.0);
        // The list goes on with what the user has touched, by score or by number.
        let going_on = |score: &dyn Fn(usize, usize) -> f64| -> Vec<Vec<usize>> {
            let of_user = |(user, list): (usize, &Vec<usize>)| {
                let touched = (0..n_items).filter(|item| touched[user].contains(item));
                first([list.clone(), sorted(touched, |i| score(user, i))].concat(), k)
            };
            right.iter().enumerate().map(of_user).collect()
        };
        let scores = ease_scores(&counted(&touched, n_items, false), lambda, false);
        let repeated = "touched items fill up the list; return fewer than `k` instead";
        let (by_score, by_number) =
            (going_on(&|user, item| scores[(user, item)]), going_on(&|_, _| 0.0));
        let case = Case::new(show!(touched, n_items, lambda, k), right)
            .mistake(repeated, by_score)
            .mistake(repeated, by_number)
            .mistake("touched items are ranked; leave them out", ranking(false, false, true, 1.0))
            .mistake(
                "the weights are transposed; column `item` predicts the item",
                ranking(false, true, false, 1.0),
            )
            .mistake("an item that is touched twice counts twice", ranking(true, false, false, 1.0))
            .mistake("the worst come first", ranking(false, false, false, -1.0));
        grading.ask(case, move || answer(&touched, n_items, lambda, k));
    }
    grading.outcome()
}

/// How often each user touches each item, or only whether.
fn counted(touched: &[Vec<usize>], n_items: usize, counts: bool) -> DMatrix<f64> {
    let mut x = DMatrix::zeros(touched.len(), n_items);
    for (user, items) in touched.iter().enumerate() {
        for &item in items {
            x[(user, item)] = if counts { x[(user, item)] + 1.0 } else { 1.0 };
        }
    }
    x
}

/// The scores of EASE, shape `(users, items)`.
fn ease_scores(x: &DMatrix<f64>, lambda: f64, transposed: bool) -> DMatrix<f64> {
    let n = x.ncols();
    let gram = x.tr_mul(x) + DMatrix::identity(n, n) * lambda;
    let p = gram.lu().try_inverse().expect("it has a ridge");
    let weight = |i, j| if i == j { 0.0 } else { -p[(i, j)] / p[(j, j)] };
    let weights = DMatrix::from_fn(n, n, weight);
    x * if transposed { weights.transpose() } else { weights }
}

/// A model with these numbers of users, films and factors, and small random weights.
fn model(
    rng: &mut StdRng,
    (users, films, factors): (usize, usize, usize),
    biased: bool,
    range: Option<(f32, f32)>,
) -> Model {
    let biases =
        biased.then(|| Biases { users: table(rng, users, 1), films: table(rng, films, 1) });
    Model { users: table(rng, users, factors), films: table(rng, films, factors), biases, range }
}

/// The items, the one with the largest value first; equals stay in their order.
fn sorted<T: PartialOrd>(
    items: impl Iterator<Item = usize>,
    value: impl Fn(usize) -> T,
) -> Vec<usize> {
    let mut items: Vec<usize> = items.collect();
    items.sort_by(|&a, &b| value(b).partial_cmp(&value(a)).expect("values are no NaN"));
    items
}

/// The ranking with each run of equal values reversed.
fn ties_reversed(ranking: &[usize], values: &[f32]) -> Vec<usize> {
    let runs = ranking.chunk_by(|&a, &b| values[a] == values[b]);
    runs.flat_map(|run| run.iter().rev().copied()).collect()
}

fn first(mut list: Vec<usize>, k: usize) -> Vec<usize> {
    list.truncate(k);
    list
}

fn column_means(rows: &[Vec<f32>]) -> Vec<f64> {
    let mean = |j: usize| rows.iter().map(|row| f64::from(row[j])).sum::<f64>() / rows.len() as f64;
    (0..rows[0].len()).map(mean).collect()
}

/// The first two principal components.
fn components(rows: &[Vec<f32>]) -> [DVector<f64>; 2] {
    let mean = column_means(rows);
    let centred = DMatrix::from_fn(rows.len(), mean.len(), |i, j| f64::from(rows[i][j]) - mean[j]);
    let eigen = centred.tr_mul(&centred).symmetric_eigen();
    let order = sorted(0..mean.len(), |i| eigen.eigenvalues[i]);
    [0, 1].map(|place| eigen.eigenvectors.column(order[place]).into_owned())
}

/// Whether each of the first two components explains much more than the next.
fn components_are_clear(rows: &[Vec<f32>]) -> bool {
    let mean = column_means(rows);
    let centred = DMatrix::from_fn(rows.len(), mean.len(), |i, j| f64::from(rows[i][j]) - mean[j]);
    let values = centred.tr_mul(&centred).symmetric_eigenvalues();
    let order = sorted(0..mean.len(), |i| values[i]);
    order.windows(2).take(2).all(|pair| values[pair[0]] > 2.0 * values[pair[1]])
}

/// A prediction of a model with biases and a range.
fn predicted(model: &Model, user: usize, film: usize) -> f64 {
    let biases = model.biases.as_ref().expect("it has biases");
    let (low, high) = model.range.expect("it has a range");
    let factors = model.users[user].iter().zip(&model.films[film]);
    let factors: f64 = factors.map(|(u, f)| f64::from(*u) * f64::from(*f)).sum();
    let score = factors + f64::from(biases.users[user][0]) + f64::from(biases.films[film][0]);
    f64::from(low) + f64::from(high - low) / (1.0 + (-score).exp())
}

/// Whether any two values are either equal or far enough apart that no rounding changes their order: by
/// this share of the larger one.
fn are_clear(mut values: Vec<f64>, gap: f64) -> bool {
    values.sort_by(f64::total_cmp);
    values.windows(2).all(|pair| pair[0] == pair[1] || pair[1] - pair[0] > gap * pair[1].abs())
}

/// A map whose columns are turned to a sign that depends on nothing but their direction.
fn turned(mut map: Table) -> Table {
    for j in 0..2 {
        let weighted = (1..).zip(&map).filter_map(|(i, row)| Some(i as f32 * row.get(j)?));
        if weighted.sum::<f32>() < 0.0 {
            map.iter_mut().filter_map(|row| row.get_mut(j)).for_each(|x| *x = -*x);
        }
    }
    map
}

/// A number for a learning rate or a range.
fn small(rng: &mut StdRng) -> f32 {
    number(rng).abs() / 4.0
}

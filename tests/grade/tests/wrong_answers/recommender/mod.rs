//! Wrong answers to the checkpoints. Those for `train` make the right steps, one at a time, with
//! something else around them.

mod by_hand;

use super::{WrongAnswer, wrong};
use grade::graders::_recommender as graders;
use grade::recommender::{Layer, Model, Optimiser, Settings};
use grade::solutions::_recommender as right;

pub fn all() -> Vec<WrongAnswer> {
    let mut answers = training();
    answers.extend(with_adam());
    answers.extend(applications());
    answers.extend(by_hand::all());
    answers
}

type Ratings<'a> = &'a [(usize, usize, f32)];

fn training() -> Vec<WrongAnswer> {
    vec![
        wrong!(train: "the table of the films never changes", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let films = model.films.clone();
                step(model, batch, lr);
                model.films = films;
            })
        }),
        wrong!(train: "the table of the users never changes", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let users = model.users.clone();
                step(model, batch, lr);
                model.users = users;
            })
        }),
        wrong!(train: "from users who have changed already", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let films = model.films.clone();
                step(model, batch, lr);
                model.films = films;
                let users = model.users.clone();
                step(model, batch, lr);
                model.users = users;
            })
        }),
        wrong!(train: "divide by the batch's", |model, train, valid, settings| {
            let all = train.len() as f32;
            let scaled = |model: &mut Model, batch: Ratings, lr: f32| {
                step(model, batch, lr * batch.len() as f32 / all);
            };
            steps(model, train, valid, settings, scaled)
        }),
        wrong!(train: "divide by its own number of ratings", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                step(model, batch, lr * batch.len() as f32 / settings.batch_size as f32);
            })
        }),
        wrong!(train: "none of the usual mistakes", |model, train, valid, settings| {
            // A step of at most so much.
            steps(model, train, valid, settings, |model, batch, lr| {
                let before = model.clone();
                step(model, batch, lr);
                let tables = [(&mut model.users, before.users), (&mut model.films, before.films)];
                for (table, before) in tables {
                    for (x, y) in table.iter_mut().flatten().zip(before.into_iter().flatten()) {
                        *x = y + (*x - y).clamp(-100.0 * lr, 100.0 * lr);
                    }
                }
            })
        }),
        wrong!(train: "none of the usual mistakes", |model, train, valid, settings| {
            // Factors beyond the first eight never change.
            steps(model, train, valid, settings, |model, batch, lr| {
                let before = model.clone();
                step(model, batch, lr);
                let tables = [(&mut model.users, before.users), (&mut model.films, before.films)];
                for (table, before) in tables {
                    for (row, before) in table.iter_mut().zip(before) {
                        row.iter_mut().zip(before).skip(8).for_each(|(x, y)| *x = y);
                    }
                }
            })
        }),
        wrong!(train: "a sum over the batch", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                step(model, batch, lr * batch.len() as f32);
            })
        }),
        wrong!(train: "the square has a factor 2", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| step(model, batch, lr / 2.0))
        }),
        wrong!(train: "because it is smaller", |model, train, valid, settings| {
            let whole = train.len() / settings.batch_size * settings.batch_size;
            let train = if whole == 0 { train } else { &train[..whole] };
            right::train(model, train, valid, settings)
        }),
        wrong!(train: "an epoch is a single step", |model, train, valid, settings| {
            right::train(model, train, valid, &Settings { batch_size: train.len(), ..*settings })
        }),
        wrong!(train: "this is one epoch", |model, train, valid, settings| {
            right::train(model, train, valid, &Settings { epochs: 1, ..*settings })
        }),
        wrong!(train: "evaluate on `valid`", |model, train, _, settings| {
            right::train(model, train, train, settings)
        }),
        wrong!(train: "evaluate after it", |model, train, valid, settings| {
            let mut losses = vec![loss(model, valid)];
            losses.extend(right::train(model, train, valid, settings));
            losses.truncate(settings.epochs);
            losses
        }),
        wrong!(train: "return one for each epoch", |model, train, valid, settings| {
            right::train(model, train, valid, settings).split_off(settings.epochs - 1)
        }),
        wrong!(train: "the steps go uphill", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| step(model, batch, -lr))
        }),
        wrong!(train: "the tables never change", |model, _, valid, settings| {
            vec![loss(model, valid); settings.epochs]
        }),
        wrong!(train: "none of the usual mistakes", |model, train, valid, settings| {
            // A film is counted in 8 bits.
            let narrow = |&(user, film, rating): &(usize, usize, f32)| {
                (usize::from(user as u8), film, rating)
            };
            let train: Vec<_> = train.iter().map(narrow).collect();
            right::train(model, &train, valid, settings)
        }),
        wrong!(train: "none of the usual mistakes", |model, train, valid, settings| {
            // The unknown user does not learn.
            let unknown = model.users[0].clone();
            steps(model, train, valid, settings, |model, batch, lr| {
                step(model, batch, lr);
                model.users[0].clone_from(&unknown);
            })
        }),
        wrong!(train: "none of the usual mistakes", |model, train, valid, settings| {
            // The ratings of a batch are counted in 8 bits.
            steps(model, train, valid, settings, |model, batch, lr| {
                let n = f32::from((batch.len() as u8).max(1));
                step(model, batch, lr * batch.len() as f32 / n);
            })
        }),
        wrong!(train: "the list should have 4 entries, and it has 2", |model, train, valid, settings| {
            // Stops once the loss rises.
            let mut losses: Vec<f32> = Vec::new();
            for _ in 0..settings.epochs {
                let one = Settings { epochs: 1, ..*settings };
                losses.extend(right::train(model, train, valid, &one));
                if losses.windows(2).any(|pair| pair[1] > pair[0]) {
                    break;
                }
            }
            losses
        }),
        wrong!(train_in_range: "the range is ignored", |model, train, valid, settings| {
            let range = model.range.take();
            let losses = right::train_in_range(model, train, valid, settings);
            model.range = range;
            losses
        }),
        wrong!(train_in_range: "only used for the gradients", |model, train, valid, settings| {
            let once = Settings { epochs: 1, ..*settings };
            (0..settings.epochs)
                .map(|_| {
                    right::train_in_range(model, train, valid, &once);
                    loss(&Model { range: None, ..model.clone() }, valid)
                })
                .collect()
        }),
        wrong!(train_in_range: "only used for the losses", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let range = model.range.take();
                step(model, batch, lr);
                model.range = range;
            })
        }),
        wrong!(train_in_range: "the table of the films never changes", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let films = model.films.clone();
                step(model, batch, lr);
                model.films = films;
            })
        }),
        wrong!(train_in_range: "none of the usual mistakes", |model, train, valid, settings| {
            // Each range begins at 0.
            let range = model.range;
            model.range = range.map(|(_, high)| (0.0, high));
            let losses = right::train_in_range(model, train, valid, settings);
            model.range = range;
            losses
        }),
        wrong!(train_with_biases: "but never change", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let biases = model.biases.clone();
                step(model, batch, lr);
                model.biases = biases;
            })
        }),
        wrong!(train_with_biases: "the biases of the films never change", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let before = model.biases.clone();
                step(model, batch, lr);
                if let (Some(biases), Some(before)) = (&mut model.biases, before) {
                    biases.films = before.films;
                }
            })
        }),
        wrong!(train_with_biases: "the biases of the users never change", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let before = model.biases.clone();
                step(model, batch, lr);
                if let (Some(biases), Some(before)) = (&mut model.biases, before) {
                    biases.users = before.users;
                }
            })
        }),
        wrong!(train_with_biases: "a bias that occurs twice", |model, train, valid, settings| {
            steps(model, train, valid, settings, |model, batch, lr| {
                let before = model.clone();
                step(model, batch, lr);
                for &(user, film, rating) in batch {
                    // What this rating alone would do.
                    let mut alone = before.clone();
                    step(&mut alone, &[(user, film, rating)], lr / batch.len() as f32);
                    if let (Some(biases), Some(alone)) = (&mut model.biases, alone.biases) {
                        biases.users[user].clone_from(&alone.users[user]);
                        biases.films[film].clone_from(&alone.films[film]);
                    }
                }
            })
        }),
        wrong!(train_with_biases: "the losses leave the biases out", |model, train, valid, settings| {
            (0..settings.epochs)
                .map(|_| {
                    let one = Settings { epochs: 1, ..*settings };
                    right::train_with_biases(model, train, valid, &one);
                    let mut without = model.clone();
                    without.biases = None;
                    loss(&without, valid)
                })
                .collect()
        }),
    ]
}

/// A step of gradient descent, the right one.
fn step(model: &mut Model, batch: Ratings, lr: f32) {
    let optimiser = Optimiser::Sgd { lr };
    let settings = Settings { epochs: 1, batch_size: batch.len(), optimiser };
    right::train_with_decay(model, batch, batch, &settings);
}

/// The validation loss, found by a step of length 0.
fn loss(model: &Model, valid: Ratings) -> f32 {
    let settings =
        Settings { epochs: 1, batch_size: valid.len(), optimiser: Optimiser::Sgd { lr: 0.0 } };
    right::train_with_decay(&mut model.clone(), valid, valid, &settings)[0]
}

/// A training that takes a batch at a time, by a step of one's own.
fn steps(
    model: &mut Model,
    train: Ratings,
    valid: Ratings,
    settings: &Settings,
    step: impl Fn(&mut Model, Ratings, f32),
) -> Vec<f32> {
    let Optimiser::Sgd { lr } = settings.optimiser else { panic!("no such inputs yet") };
    let mut losses = Vec::new();
    for _ in 0..settings.epochs {
        train.chunks(settings.batch_size).for_each(|batch| step(model, batch, lr));
        losses.push(loss(model, valid));
    }
    losses
}

fn with_adam() -> Vec<WrongAnswer> {
    vec![
        wrong!(train_with_decay: "the weights do not shrink", |model, train, valid, settings| {
            let optimiser = match settings.optimiser {
                Optimiser::Adam { lr_max, .. } => Optimiser::Adam { lr_max, wd: 0.0 },
                sgd => sgd,
            };
            right::train_with_decay(model, train, valid, &Settings { optimiser, ..*settings })
        }),
        wrong!(train_with_decay: "the learning rate does not change", |model, train, valid, settings| {
            adam(model, train, valid, settings, |place| Place { rate: 1.0, ..place })
        }),
        wrong!(train_with_decay: "each epoch has a cycle of its own", |model, train, valid, settings| {
            adam(model, train, valid, settings, |place| {
                Place { rate: cycle(place.in_epoch, place.per_epoch), ..place }
            })
        }),
        wrong!(train_with_decay: "counted anew in each epoch", |model, train, valid, settings| {
            adam(model, train, valid, settings, |place| {
                let rate = cycle(place.in_epoch, place.per_epoch);
                Place { rate, corrected: place.in_epoch + 1, ..place }
            })
        }),
        wrong!(train_with_decay: "Adam's are counted anew", |model, train, valid, settings| {
            adam(model, train, valid, settings, |place| {
                let rate = cycle(place.in_epoch, place.of);
                Place { rate, corrected: place.in_epoch + 1, ..place }
            })
        }),
        wrong!(train_with_decay: "the first is step 0", |model, train, valid, settings| {
            adam(model, train, valid, settings, |place| {
                Place { rate: cycle(place.step + 1, place.of), ..place }
            })
        }),
        wrong!(train_with_decay: "begin anew in each epoch", |model, train, valid, settings| {
            adam(model, train, valid, settings, |place| Place { forgets: place.in_epoch == 0, ..place })
        }),
        wrong!(train_with_decay: "the biases shrink as well", |model, train, valid, settings| {
            adam(model, train, valid, settings, |place| Place { bias_decay: 0.0, ..place })
        }),
        wrong!(train_with_decay: "they take part in every step", |model, train, valid, settings| {
            adam(model, train, valid, settings, |place| Place { only_looked_up: true, ..place })
        }),
    ]
}

/// Where a training stands, and what a step of it does.
#[derive(Clone, Copy)]
struct Place {
    step: usize,
    of: usize,
    in_epoch: usize,
    per_epoch: usize,
    /// The learning rate as a share of the highest.
    rate: f64,
    /// The number of the step in Adam's corrections.
    corrected: usize,
    forgets: bool,
    bias_decay: f64,
    only_looked_up: bool,
}

fn cycle(step: usize, of: usize) -> f64 {
    grade::solutions::_05_weight_decay::one_cycle(step, of, 1.0)
}

/// A training by Adam, with something changed at each place.
fn adam(
    model: &mut Model,
    train: Ratings,
    valid: Ratings,
    settings: &Settings,
    changed: impl Fn(Place) -> Place,
) -> Vec<f32> {
    let Optimiser::Adam { lr_max, wd } = settings.optimiser else {
        return right::train_with_decay(model, train, valid, settings);
    };
    let per_epoch = train.len().div_ceil(settings.batch_size);
    let of = settings.epochs * per_epoch;
    let n = weights(model).len();
    let mut memory = vec![(0.0_f64, 0.0_f64); n];
    let factors: usize = model.users.iter().chain(&model.films).map(Vec::len).sum();
    let mut losses = Vec::new();
    for epoch in 0..settings.epochs {
        for (in_epoch, batch) in train.chunks(settings.batch_size).enumerate() {
            let step_number = epoch * per_epoch + in_epoch;
            let place = changed(Place {
                step: step_number,
                of,
                in_epoch,
                per_epoch,
                rate: cycle(step_number, of),
                corrected: step_number + 1,
                forgets: false,
                bias_decay: 1.0,
                only_looked_up: false,
            });
            if place.forgets {
                memory.fill((0.0, 0.0));
            }
            // A long step of gradient descent shows the gradient.
            let mut moved = model.clone();
            step(&mut moved, batch, 1024.0);
            let lr = lr_max * place.rate;
            let t = place.corrected as i32;
            let moved: Vec<f32> = weights(&mut moved).into_iter().map(|w| *w).collect();
            let of_weights = weights(model).into_iter().zip(moved).zip(&mut memory).enumerate();
            for (number, ((weight, moved), (mean, square))) in of_weights {
                let gradient = (f64::from(*weight) - f64::from(moved)) / 1024.0;
                if place.only_looked_up && gradient == 0.0 {
                    continue;
                }
                *mean = 0.9 * *mean + 0.1 * gradient;
                *square = 0.99 * *square + 0.01 * gradient * gradient;
                let wd = f64::from(wd) * if number < factors { 1.0 } else { place.bias_decay };
                let (m, v) = (*mean / (1.0 - 0.9_f64.powi(t)), *square / (1.0 - 0.99_f64.powi(t)));
                let kept = f64::from(*weight) * (1.0 - lr * wd);
                *weight = (kept - lr * m / (v.sqrt() + 1e-5)) as f32;
            }
        }
        losses.push(loss(model, valid));
    }
    losses
}

/// All weights of a model, factors first.
fn weights(model: &mut Model) -> Vec<&mut f32> {
    let tables = [&mut model.users, &mut model.films];
    let biases = model.biases.iter_mut().flat_map(|biases| [&mut biases.users, &mut biases.films]);
    tables.into_iter().chain(biases).flatten().flatten().collect()
}

fn applications() -> Vec<WrongAnswer> {
    vec![
        wrong!(best_films: "row 0, the unknown film, takes part", |model, k| {
            let biases = &model.biases.as_ref().unwrap().films;
            let mut films: Vec<usize> = (0..biases.len()).collect();
            films.sort_by(|&a, &b| biases[b][0].total_cmp(&biases[a][0]));
            films.truncate(k);
            films
        }),
        wrong!(best_films: "place 0 is film 1", |model, k| {
            right::best_films(model, k).iter().map(|film| film - 1).collect()
        }),
        wrong!(best_films: "the smallest biases come first", |model, k| {
            let mut model = model.clone();
            let films = &mut model.biases.as_mut().unwrap().films;
            films.iter_mut().flatten().for_each(|bias| *bias = -*bias);
            right::best_films(&model, k)
        }),
        wrong!(best_films: "only after the best are cut off", |model, k| {
            let biases = &model.biases.as_ref().unwrap().films;
            let mut films: Vec<usize> = (0..biases.len()).collect();
            films.sort_by(|&a, &b| biases[b][0].total_cmp(&biases[a][0]));
            films.truncate(k);
            films.retain(|&film| film > 0);
            films
        }),
        wrong!(best_films: "none of the usual mistakes", |model, k| {
            let biases = &model.biases.as_ref().unwrap().films;
            let mut films: Vec<usize> = (1..biases.len()).collect();
            films.sort_by_key(|&film| -(biases[film][0] * 1e6) as i64);
            films.truncate(k);
            films
        }),
        wrong!(film_map: "row 0, the unknown film, takes part; leave it out", |model| {
            let mut model = model.clone();
            model.films.insert(0, vec![]);
            right::film_map(&model)
        }),
        wrong!(film_map: "takes part in the components", |model| {
            let mut model = model.clone();
            model.films.insert(0, vec![]);
            right::film_map(&model).split_off(1)
        }),
        wrong!(film_map: "the columns are swapped", |model| {
            right::film_map(model).iter().map(|place| vec![place[1], place[0]]).collect()
        }),
        wrong!(film_map: "both columns are the first component", |model| {
            right::film_map(model).iter().map(|place| vec![place[0]; 2]).collect()
        }),
        wrong!(film_map: "these are the first two factors", |model| {
            model.films[1..].iter().map(|row| row[..2].to_vec()).collect()
        }),
        wrong!(recommend: "row 0, the unknown film, is recommended", |model, user, seen, k| {
            with_row_0(model, |model| right::recommend(model, user, &one_more(seen), k))
                .iter()
                .map(|film| film - 1)
                .collect()
        }),
        wrong!(recommend: "seen films are recommended", |model, user, _, k| {
            right::recommend(model, user, &[], k)
        }),
        wrong!(recommend: "leave them out before", |model, user, seen, k| {
            let mut list = right::recommend(model, user, &[], k);
            list.retain(|film| !seen.contains(film));
            list
        }),
        wrong!(recommend: "the films' biases are left out", |model, user, seen, k| {
            let mut model = model.clone();
            model.biases.as_mut().unwrap().films.fill(vec![0.0]);
            right::recommend(&model, user, seen, k)
        }),
        wrong!(recommend: "none of the usual mistakes", |model, user, seen, k| {
            let seen: Vec<usize> = seen.iter().map(|&film| usize::from(film as u8)).collect();
            right::recommend(model, user, &seen, k)
        }),
        wrong!(welcome: "the films' biases are not subtracted", |model, ratings, ridge| {
            let mut model = model.clone();
            model.biases.as_mut().unwrap().films.fill(vec![0.0]);
            right::welcome(&model, ratings, ridge)
        }),
        wrong!(welcome: "the users' mean bias is not subtracted", |model, ratings, ridge| {
            let mut model = model.clone();
            model.biases.as_mut().unwrap().users.fill(vec![0.0]);
            right::welcome(&model, ratings, ridge)
        }),
        wrong!(welcome: "is in the mean of the factors", |model, ratings, ridge| {
            let mut model = model.clone();
            model.users.insert(0, vec![0.0; model.users[0].len()]);
            right::welcome(&model, ratings, ridge)
        }),
        wrong!(welcome: "is in the mean of the biases", |model, ratings, ridge| {
            let mut model = model.clone();
            model.biases.as_mut().unwrap().users.insert(0, vec![0.0]);
            right::welcome(&model, ratings, ridge)
        }),
        wrong!(network: "the last layer has no `relu`", |user, film, layers, low, high| {
            let bottom = right::network(user, film, layers, low, high);
            bottom.max((low + high) / 2.0)
        }),
        wrong!(network: "the biases are left out", |user, film, layers, low, high| {
            let without = |layer: &Layer| Layer { bias: vec![0.0; layer.bias.len()], ..layer.clone() };
            let layers: Vec<Layer> = layers.iter().map(without).collect();
            right::network(user, film, &layers, low, high)
        }),
        wrong!(network: "the range is always from 0 to 5.5", |user, film, layers, _, _| {
            right::network(user, film, layers, 0.0, 5.5)
        }),
        wrong!(network: "the film comes before the user", |user, film, layers, low, high| {
            right::network(film, user, layers, low, high)
        }),
        wrong!(network: "none of the usual mistakes", |user, film, layers, low, high| {
            // A hair away from both ends.
            let hair = 1e-6 * (high - low);
            right::network(user, film, layers, low, high).clamp(low + hair, high - hair)
        }),
        wrong!(network: "none of the usual mistakes", |user, film, layers, low, high| {
            // The first 256 outputs of a layer.
            let narrow = |layer: &Layer| {
                let mut layer = layer.clone();
                layer.weights.truncate(256);
                layer.bias.truncate(256);
                layer.weights.iter_mut().for_each(|row| row.truncate(256));
                layer
            };
            right::network(user, film, &layers.iter().map(narrow).collect::<Vec<_>>(), low, high)
        }),
        wrong!(network: "none of the usual mistakes", |user, film, layers, low, high| {
            // At most eight layers, and the last.
            let (last, hidden) = layers.split_last().unwrap();
            let few = [&hidden[..hidden.len().min(8)], std::slice::from_ref(last)].concat();
            right::network(user, film, &few, low, high)
        }),
        wrong!(film_map: "none of the usual mistakes", |model| {
            // The first eight factors.
            let mut model = model.clone();
            model.films.iter_mut().for_each(|row| row.truncate(8));
            right::film_map(&model)
        }),
        wrong!(film_map: "none of the usual mistakes", |model| map_of_rounds(model, 20)),
        wrong!(film_map: "none of the usual mistakes", |model| {
            // Each number of the map at most so large.
            let within = |row: Vec<f32>| row.into_iter().map(|x| x.clamp(-15.0, 15.0)).collect();
            right::film_map(model).into_iter().map(within).collect()
        }),
        wrong!(welcome: "none of the usual mistakes", |model, ratings, ridge| {
            // The first hundred users make up the mean.
            let mut model = model.clone();
            model.users.truncate(101);
            model.biases.as_mut().unwrap().users.truncate(101);
            right::welcome(&model, ratings, ridge)
        }),
        wrong!(welcome: "none of the usual mistakes", |model, ratings, ridge| {
            // The first eight factors; the others stay those of the mean user.
            let mut few = model.clone();
            few.films.iter_mut().for_each(|row| row.iter_mut().skip(8).for_each(|x| *x = 0.0));
            right::welcome(&few, ratings, ridge)
        }),
        // Scores in f32.
        wrong!(rank_items: "none of the usual mistakes", |touched, n_items, lambda, k| {
            let mut x = nalgebra::DMatrix::zeros(touched.len(), n_items);
            for (user, items) in touched.iter().enumerate() {
                items.iter().for_each(|&item| x[(user, item)] = 1.0);
            }
            let scores = &x * grade::solutions::_09_implicit_feedback::ease(&x, lambda);
            ranked(&scores.map(|score| f64::from(score as f32)), touched, k)
        }),
        wrong!(rank_items: "none of the usual mistakes", |touched, n_items, lambda, k| {
            let mut lists = right::rank_items(touched, n_items, lambda, k);
            let few = lists.len().min(255);
            (few..lists.len()).for_each(|user| lists[user] = lists[user - few].clone());
            lists
        }),
        wrong!(best_films: "none of the usual mistakes", |model, k| {
            right::best_films(model, k).iter().map(|&film| usize::from(film as u16)).collect()
        }),
        wrong!(best_films: "the list should have", |model, k| {
            right::best_films(model, usize::from(k as u16))
        }),
        wrong!(recommend: "none of the usual mistakes", |model, user, seen, k| {
            let list = right::recommend(model, user, seen, k);
            list.iter().map(|&film| usize::from(film as u16)).collect()
        }),
        wrong!(recommend: "none of the usual mistakes", |model, user, seen, k| {
            // Predictions as whole millionths.
            let biases = model.biases.as_ref().unwrap();
            let score = |film: usize| -> f64 {
                let pairs = model.users[user].iter().zip(&model.films[film]);
                let factors: f64 = pairs.map(|(&u, &f)| f64::from(u) * f64::from(f)).sum();
                factors + f64::from(biases.users[user][0]) + f64::from(biases.films[film][0])
            };
            let (low, high) = model.range.unwrap();
            let predicted = |film: usize| f64::from(high - low) / (1.0 + (-score(film)).exp());
            let keys: Vec<i64> =
                (0..model.films.len()).map(|film| -(predicted(film) * 1e6) as i64).collect();
            let mut films: Vec<usize> =
                (1..model.films.len()).filter(|film| !seen.contains(film)).collect();
            films.sort_by_key(|&film| keys[film]);
            films.truncate(k);
            films
        }),
        wrong!(welcome: "none of the usual mistakes", |model, ratings, ridge| {
            right::welcome(model, ratings, ridge.max(1e-6))
        }),
        wrong!(welcome: "none of the usual mistakes", |model, ratings, ridge| {
            welcome_within(model, ratings, ridge, 0.01)
        }),
        wrong!(welcome: "none of the usual mistakes", |model, ratings, ridge| {
            welcome_within(model, ratings, ridge, 1e-6)
        }),
        wrong!(rank_items: "counts twice", |touched, n_items, lambda, k| {
            let mut x = nalgebra::DMatrix::zeros(touched.len(), n_items);
            for (user, items) in touched.iter().enumerate() {
                items.iter().for_each(|&item| x[(user, item)] += 1.0);
            }
            ranked(&(&x * grade::solutions::_09_implicit_feedback::ease(&x, lambda)), touched, k)
        }),
        wrong!(rank_items: "the weights are transposed", |touched, n_items, lambda, k| {
            let mut x = nalgebra::DMatrix::zeros(touched.len(), n_items);
            for (user, items) in touched.iter().enumerate() {
                items.iter().for_each(|&item| x[(user, item)] = 1.0);
            }
            let weights = grade::solutions::_09_implicit_feedback::ease(&x, lambda);
            ranked(&(&x * weights.transpose()), touched, k)
        }),
        wrong!(rank_items: "touched items fill up the list", |touched, n_items, lambda, k| {
            let mut lists = right::rank_items(touched, n_items, lambda, k);
            for (list, touched) in lists.iter_mut().zip(touched) {
                list.extend((0..n_items).filter(|item| touched.contains(item)));
                list.truncate(k);
            }
            lists
        }),
        // A floor under `lambda`, and scores as whole millionths.
        wrong!(rank_items: "none of the usual mistakes", |touched, n_items, lambda, k| {
            right::rank_items(touched, n_items, lambda.max(1e-3), k)
        }),
        wrong!(rank_items: "none of the usual mistakes", |touched, n_items, lambda, k| {
            let mut x = nalgebra::DMatrix::zeros(touched.len(), n_items);
            for (user, items) in touched.iter().enumerate() {
                items.iter().for_each(|&item| x[(user, item)] = 1.0);
            }
            let scores = &x * grade::solutions::_09_implicit_feedback::ease(&x, lambda);
            ranked(&scores.map(|score| (score * 1e6).round()), touched, k)
        }),
        wrong!(rank_items: "touched items are ranked", |touched, n_items, lambda, k| {
            let mut x = nalgebra::DMatrix::zeros(touched.len(), n_items);
            for (user, items) in touched.iter().enumerate() {
                items.iter().for_each(|&item| x[(user, item)] = 1.0);
            }
            let scores = &x * grade::solutions::_09_implicit_feedback::ease(&x, lambda);
            ranked(&scores, &vec![vec![]; touched.len()], k)
        }),
    ]
}

/// A map by power iteration with this number of rounds.
fn map_of_rounds(model: &Model, rounds: usize) -> Vec<Vec<f32>> {
    let films = &model.films[1..];
    let (n, factors) = (films.len(), films[0].len());
    let mean: Vec<f64> = (0..factors)
        .map(|j| films.iter().map(|row| f64::from(row[j])).sum::<f64>() / n as f64)
        .collect();
    let centred = nalgebra::DMatrix::from_fn(n, factors, |i, j| f64::from(films[i][j]) - mean[j]);
    let mut left = centred.clone();
    let mut columns = Vec::new();
    for _ in 0..2 {
        let mut component =
            nalgebra::DVector::from_fn(factors, |j, _| 1.0 + 0.37 * (j as f64 * 1.7).sin());
        for _ in 0..rounds {
            component = left.tr_mul(&(&left * &component)).normalize();
        }
        columns.push(&centred * &component);
        left -= &left * &component * component.transpose();
    }
    (0..n).map(|i| columns.iter().map(|column| column[i] as f32).collect()).collect()
}

/// The factors of a newcomer, whose ratings are kept this far from the ends of the range.
fn welcome_within(model: &Model, ratings: &[(usize, f32)], ridge: f32, hair: f32) -> Vec<f32> {
    let (low, high) = model.range.unwrap();
    let inside = |&(film, rating): &(usize, f32)| (film, rating.clamp(low + hair, high - hair));
    let ratings: Vec<(usize, f32)> = ratings.iter().map(inside).collect();
    right::welcome(model, &ratings, ridge)
}

/// What an answer makes of a model whose row 0 has moved up to row 1.
fn with_row_0<T>(model: &Model, answer: impl Fn(&Model) -> T) -> T {
    let mut model = model.clone();
    model.films.insert(0, model.films[0].clone());
    let films = &mut model.biases.as_mut().unwrap().films;
    films.insert(0, films[0].clone());
    answer(&model)
}

fn one_more(films: &[usize]) -> Vec<usize> {
    films.iter().map(|film| film + 1).collect()
}

fn ranked(scores: &nalgebra::DMatrix<f64>, touched: &[Vec<usize>], k: usize) -> Vec<Vec<usize>> {
    let of_user = |user: usize| {
        let mut items: Vec<usize> =
            (0..scores.ncols()).filter(|item| !touched[user].contains(item)).collect();
        items.sort_by(|&a, &b| scores[(user, b)].total_cmp(&scores[(user, a)]));
        items.truncate(k);
        items
    };
    (0..touched.len()).map(of_user).collect()
}

//! Wrong answers to `train_by_hand`.

use super::{Ratings, WrongAnswer, graders, loss, wrong};
use grade::recommender::Model;
use grade::solutions::_10_full_set::biased_gradient;
use grade::solutions::_recommender as right;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(train_by_hand: "the rate does not fall", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { rate: |_, _, _| 1.0, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "falls to 0 in every epoch", |model, train, valid, epochs, lr, wd| {
            let rate = |step, per_epoch, _| 1.0 - (step % per_epoch) as f32 / per_epoch as f32;
            ByHand { rate, ..ByHand::default() }.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the steps are counted from 1", |model, train, valid, epochs, lr, wd| {
            let rate = |step, per_epoch, epochs| 1.0 - (step + 1) as f32 / (per_epoch * epochs) as f32;
            ByHand { rate, ..ByHand::default() }.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "not of one", |model, train, valid, epochs, lr, wd| {
            let rate = |step, per_epoch, _| 1.0 - step as f32 / per_epoch as f32;
            ByHand { rate, ..ByHand::default() }.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "all rows have the rate of the step", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { share: |_| 1.0, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the sums begin anew", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { forgets: true, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the sums begin with 0", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { first: 0.0, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "before its sum has grown", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { is_late: true, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "grows by their mean", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { grown: |row| row.iter().map(|x| x * x).sum(), ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "grow by the gradients; square them", |model, train, valid, epochs, lr, wd| {
            let grown = |row: &[f32]| row.iter().map(|x| x.abs()).sum::<f32>() / row.len() as f32;
            ByHand { grown, ..ByHand::default() }.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "divide it by the root of the sum", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { share: |sum| 1.0 / sum, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the weights do not shrink", |model, train, valid, epochs, lr, _| {
            right::train_by_hand(model, train, valid, epochs, lr, 0.0)
        }),
        wrong!(train_by_hand: "the decay has the rate of the step", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { decay: |rate, _, _| rate, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the gradient has the rate of the step", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { along: |rate, _| rate, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "rows that are not of the rating shrink", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { all_decay: true, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "a bias shares the sum", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { shared: true, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "every weight has a sum of its own", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { apart: true, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the learning rate is left out of the decay", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { decay: |_, _, _| 1.0, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the biases shrink as well", |model, train, valid, epochs, lr, wd| {
            let decay = |_, own, table| if table > 1 { 0.0 } else { own };
            ByHand { decay, ..ByHand::default() }.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the factors of the films never change", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { tables: &[0, 2, 3], ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the factors of the users never change", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { tables: &[1, 2, 3], ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the biases never change", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { tables: &[0, 1], ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "nothing is learned", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { tables: &[], ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "from a user who has moved already", |model, train, valid, epochs, lr, wd| {
            let how = ByHand { film_follows: true, ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
        wrong!(train_by_hand: "the steps go uphill", |model, train, valid, epochs, lr, wd| {
            // A step the other way, and a decay that stays as it is.
            right::train_by_hand(model, train, valid, epochs, -lr, -wd)
        }),
        wrong!(train_by_hand: "this is one epoch", |model, train, valid, epochs, lr, wd| {
            ByHand::default().train_for(model, (train, valid), (1, epochs), lr, wd)
        }),
        wrong!(train_by_hand: "those of the training ratings", |model, train, _, epochs, lr, wd| {
            right::train_by_hand(model, train, train, epochs, lr, wd)
        }),
        wrong!(train_by_hand: "those before each epoch", |model, train, valid, epochs, lr, wd| {
            let mut losses = vec![loss(model, valid)];
            losses.extend(right::train_by_hand(model, train, valid, epochs, lr, wd));
            losses.pop();
            losses
        }),
        wrong!(train_by_hand: "only the last loss", |model, train, valid, epochs, lr, wd| {
            right::train_by_hand(model, train, valid, epochs, lr, wd).split_off(epochs - 1)
        }),
        wrong!(train_by_hand: "none of the usual mistakes", |model, train, valid, epochs, lr, wd| {
            // A step of at most so much.
            let how = ByHand { share: |sum| 1.0 / sum.clamp(1.0, 4.0).sqrt(), ..ByHand::default() };
            how.train(model, (train, valid), epochs, lr, wd)
        }),
    ]
}

/// A training by hand, with something changed.
struct ByHand {
    /// What is left of the rate at a step, of so many in an epoch, of so many epochs.
    rate: fn(usize, usize, usize) -> f32,
    /// The share of the rate that a row with this sum has.
    share: fn(f32) -> f32,
    /// By how much a row's gradients let its sum grow.
    grown: fn(&[f32]) -> f32,
    /// The rate of the decay, from that of the step, that of the row, and the table.
    decay: fn(f32, f32, usize) -> f32,
    /// The rate of the gradient, from that of the step and that of the row.
    along: fn(f32, f32) -> f32,
    first: f32,
    forgets: bool,
    is_late: bool,
    film_follows: bool,
    all_decay: bool,
    shared: bool,
    apart: bool,
    /// Those that change.
    tables: &'static [usize],
}

impl Default for ByHand {
    /// The right one.
    fn default() -> Self {
        Self {
            rate: |step, per_epoch, epochs| 1.0 - step as f32 / (per_epoch * epochs) as f32,
            share: |sum| 1.0 / sum.sqrt(),
            grown: |row| row.iter().map(|x| x * x).sum::<f32>() / row.len() as f32,
            decay: |_, own, _| own,
            along: |_, own| own,
            first: 1.0,
            forgets: false,
            is_late: false,
            film_follows: false,
            all_decay: false,
            shared: false,
            apart: false,
            tables: &[0, 1, 2, 3],
        }
    }
}

impl ByHand {
    fn train(
        &self,
        model: &mut Model,
        ratings: (Ratings, Ratings),
        epochs: usize,
        lr: f32,
        wd: f32,
    ) -> Vec<f32> {
        self.train_for(model, ratings, (epochs, epochs), lr, wd)
    }

    /// Trains for the first of so many epochs.
    fn train_for(
        &self,
        model: &mut Model,
        (train, valid): (Ratings, Ratings),
        (first, epochs): (usize, usize),
        lr: f32,
        wd: f32,
    ) -> Vec<f32> {
        let rows = model.users.len().max(model.films.len());
        let width = model.users[0].len();
        let mut sums = vec![self.first; 4 * rows * width];
        let mut losses = Vec::new();
        for epoch in 0..first {
            if self.forgets {
                sums.fill(self.first);
            }
            for (place, &(user, film, rating)) in train.iter().enumerate() {
                let rate = lr * (self.rate)(epoch * train.len() + place, train.len(), epochs);
                if self.all_decay {
                    for (table, kept) in tables(model).into_iter().zip([user, film, user, film]) {
                        let others = table.iter_mut().enumerate().filter(|(row, _)| *row != kept);
                        others.flat_map(|(_, row)| row).for_each(|x| *x *= 1.0 - rate * wd);
                    }
                }
                let mut gradients = gradients(model, user, film, rating);
                for &table in self.tables {
                    if self.film_follows && table == 1 {
                        let slope = gradients[2][0];
                        gradients[1] = model.users[user].iter().map(|x| slope * x).collect();
                    }
                    let row = if table % 2 == 0 { user } else { film };
                    for column in 0..gradients[table].len() {
                        let slopes = match self.apart {
                            true => &gradients[table][column..=column],
                            false => &gradients[table],
                        };
                        let sum = &mut sums[(table * rows + row) * width + column];
                        let before = *sum;
                        *sum += (self.grown)(slopes);
                        let known = if self.is_late {
                            before
                        } else if self.shared {
                            sums[(table % 2 * rows + row) * width]
                        } else {
                            *sum
                        };
                        let share = (self.share)(known);
                        let own = if share.is_finite() { rate * share } else { 0.0 };
                        let kept = 1.0 - (self.decay)(rate, own, table) * wd;
                        let weight = &mut tables(model)[table][row][column];
                        *weight =
                            *weight * kept - (self.along)(rate, own) * gradients[table][column];
                    }
                }
            }
            losses.push(loss(model, valid));
        }
        losses
    }
}

fn tables(model: &mut Model) -> [&mut Vec<Vec<f32>>; 4] {
    let biases = model.biases.as_mut().expect("it has biases");
    [&mut model.users, &mut model.films, &mut biases.users, &mut biases.films]
}

fn gradients(model: &Model, user: usize, film: usize, rating: f32) -> [Vec<f32>; 4] {
    let (biases, (low, high)) = (model.biases.as_ref().unwrap(), model.range.unwrap());
    let (of_user, of_film, a, b) = biased_gradient(
        &model.users[user],
        &model.films[film],
        biases.users[user][0],
        biases.films[film][0],
        rating,
        low,
        high,
    );
    [of_user, of_film, vec![a], vec![b]]
}

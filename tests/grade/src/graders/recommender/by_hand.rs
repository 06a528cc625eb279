//! Grades `train_by_hand`.

use super::{Model, Ratings, Table, model, small};
use crate::grading::{Case, Grading, show};
use crate::inputs::rng;
use crate::outcome::Outcome;
use crate::recommender::Biases;
use rand::{Rng, rngs::StdRng};

type TrainByHand = fn(&mut Model, Ratings, Ratings, usize, f32, f32) -> Vec<f32>;

/// The losses, the factors and the biases: what is compared.
type Trained = (Vec<f32>, (Table, Table), (Table, Table));

/// A misconception.
#[derive(Clone, Copy, PartialEq)]
enum Mistake {
    ConstantRate,
    RateEachEpoch,
    StepsFromOne,
    StepsOfOneEpoch,
    NoSums,
    SumsEachEpoch,
    SumsFromZero,
    SumsLate,
    SumsOfSquares,
    SumsOfWeights,
    SumsOfSlopes,
    SharedSums,
    NoRoot,
    NoDecay,
    DecayOfStep,
    DecayWithoutRate,
    StepOfStep,
    DecayEverywhere,
    BiasesNotDecayed,
    FilmLast,
    OnlyUsers,
    OnlyFilms,
    BiasesStay,
    Uphill,
    OneEpoch,
    LossOnTrain,
    LossBefore,
    NoLosses,
    Nothing,
}

use Mistake::*;

const MISTAKES: [(Mistake, &str); 29] = [
    (ConstantRate, "the rate does not fall; a step has `lr * (1 - step / n_steps)`"),
    (RateEachEpoch, "the rate falls to 0 in every epoch; go on counting the steps"),
    (StepsFromOne, "the steps are counted from 1 here; the first is step 0 and has the whole `lr`"),
    (StepsOfOneEpoch, "`n_steps` are the steps of all epochs, not of one"),
    (NoSums, "all rows have the rate of the step; divide it by the root of the row's own sum"),
    (SumsEachEpoch, "the sums begin anew in each epoch; keep them from the first step to the last"),
    (SumsFromZero, "the sums begin with 0; they are 1 at the start of the training"),
    (SumsLate, "a row takes its step before its sum has grown; let the sum grow first"),
    (SumsOfSquares, "the squared gradients of a row are added up; its sum grows by their mean"),
    (SumsOfWeights, "every weight has a sum of its own; a row has one for all its factors"),
    (SumsOfSlopes, "the sums grow by the gradients; square them"),
    (SharedSums, "a bias shares the sum of the factors; each of the four rows has its own"),
    (NoRoot, "the rate is divided by the sum; divide it by the root of the sum"),
    (NoDecay, "the weights do not shrink; pass `wd` on to `decoupled_step`"),
    (
        DecayOfStep,
        "the decay has the rate of the step; it has the row's own rate, like the gradient",
    ),
    (
        StepOfStep,
        "the gradient has the rate of the step; it has the row's own rate, like the decay",
    ),
    (DecayWithoutRate, "the learning rate is left out of the decay; the factor is 1 - rate * wd"),
    (DecayEverywhere, "rows that are not of the rating shrink; they stay as they are"),
    (BiasesNotDecayed, "only the factors shrink; the biases shrink as well"),
    (
        FilmLast,
        "the film's gradient comes from a user who has moved already; compute all of it first",
    ),
    (OnlyUsers, "the factors of the films never change"),
    (OnlyFilms, "the factors of the users never change"),
    (BiasesStay, "the biases never change"),
    (Uphill, "the steps go uphill"),
    (OneEpoch, "this is one epoch; repeat all of it `epochs` times"),
    (LossOnTrain, "the losses are those of the training ratings; evaluate on `valid`"),
    (LossBefore, "the losses are those before each epoch; evaluate after it"),
    (NoLosses, "only the last loss is returned; return one for each epoch"),
    (Nothing, "nothing is learned; the tables never change"),
];

struct Input {
    model: Model,
    train: Vec<(usize, usize, f32)>,
    valid: Vec<(usize, usize, f32)>,
    epochs: usize,
    lr: f32,
    wd: f32,
}

pub fn train_by_hand(answer: TrainByHand) -> Outcome {
    let mut grading = Grading::default();
    for input in inputs() {
        let mut case = Case::new(shown(&input), learn(&input, None));
        for (mistake, sentence) in MISTAKES {
            case = case.mistake(sentence, learn(&input, Some(mistake)));
        }
        grading.ask(case, move || {
            let Input { mut model, train, valid, epochs, lr, wd } = input;
            let losses = answer(&mut model, &train, &valid, epochs, lr, wd);
            let biases = model.biases.expect("they are still there");
            (losses, (model.users, model.films), (biases.users, biases.films))
        });
    }
    grading.outcome()
}

fn shown(Input { model, train, valid, epochs, lr, wd }: &Input) -> String {
    if train.len() > 20 {
        let (users, films, n) = (model.users.len(), model.films.len(), train.len());
        let settings = show!(epochs, lr, wd);
        return format!(
            "a model of {users} users and {films} films, {n} training ratings, {settings}"
        );
    }
    show!(model, train, valid, epochs, lr, wd)
}

fn inputs() -> Vec<Input> {
    let rng = &mut rng(112);
    let ranges = [(0.0, 5.5), (-1.0, 1.5), (-25.0, 112.5)];
    // Two ratings, by hand.
    let model = Model {
        users: vec![vec![0.0], vec![0.5]],
        films: vec![vec![0.0], vec![1.0]],
        biases: Some(Biases {
            users: vec![vec![0.0], vec![0.1]],
            films: vec![vec![0.0], vec![-0.2]],
        }),
        range: Some((0.0, 5.5)),
    };
    let ratings = vec![(1, 1, 4.0), (1, 0, 2.0)];
    let (train, valid) = (ratings.clone(), ratings);
    let mut inputs = vec![Input { model, train, valid, epochs: 1, lr: 0.1, wd: 0.5 }];
    inputs.extend((0..8).map(|i| {
        let sizes = (rng.gen_range(3..6), rng.gen_range(3..6), 2 + i % 3);
        let n = rng.gen_range(4..10);
        let wd = if i % 4 == 2 { 0.0 } else { 4.0 * small(rng) };
        input(rng, sizes, ranges[i % 3], [n, 3, 1 + (i + 1) % 3], wd)
    }));
    // A factor alone; many factors; more users and more ratings than 8 bits count; many epochs.
    inputs.push(input(rng, (3, 3, 1), ranges[0], [5, 2, 2], 0.5));
    inputs.push(input(rng, (3, 3, 20), ranges[0], [5, 2, 2], 0.5));
    inputs.push(input(rng, (301, 40, 2), ranges[0], [450, 60, 2], 0.5));
    inputs.push(input(rng, (4, 4, 2), ranges[0], [120, 3, 8], 0.1));
    inputs
}

/// A model of so many users, films and factors, and so many ratings for training, ratings for validation
/// and epochs. The unknown user and film take part like the others.
fn input(
    rng: &mut StdRng,
    (users, films, factors): (usize, usize, usize),
    (low, high): (f32, f32),
    [train, valid, epochs]: [usize; 3],
    wd: f32,
) -> Input {
    let model = model(rng, (users, films, factors), true, Some((low, high)));
    let lr = small(rng) / 2.0;
    let mut ratings = |n: usize| -> Vec<(usize, usize, f32)> {
        let rating = |_| {
            let share = f32::from(rng.gen_range(10_u8..90)) / 100.0;
            (rng.gen_range(0..users), rng.gen_range(0..films), low + (high - low) * share)
        };
        (0..n).map(rating).collect()
    };
    let (train, valid) = (ratings(train), ratings(valid));
    Input { model, train, valid, epochs, lr, wd }
}

/// A training in float64, right or with a mistake.
fn learn(input: &Input, mistake: Option<Mistake>) -> Trained {
    let Input { train, valid, epochs, lr, .. } = input;
    let is = |m: Mistake| mistake == Some(m);
    let mut state = State::new(input, mistake);
    let of_all = epochs * train.len();
    let mut losses = Vec::new();
    for epoch in 0..if is(OneEpoch) { 1 } else { *epochs } {
        let on = if is(LossOnTrain) { train } else { valid };
        if is(LossBefore) {
            losses.push(state.loss(on) as f32);
        }
        if is(SumsEachEpoch) {
            state.sums.iter_mut().flatten().flatten().for_each(|sum| *sum = 1.0);
        }
        for (number, &rating) in train.iter().enumerate() {
            let step = epoch * train.len() + number;
            let (step, of) = match mistake {
                Some(ConstantRate) => (0, of_all),
                Some(RateEachEpoch) => (number, train.len()),
                Some(StepsFromOne) => (step + 1, of_all),
                Some(StepsOfOneEpoch) => (step, train.len()),
                _ => (step, of_all),
            };
            state.step(rating, f64::from(*lr) * (1.0 - step as f64 / of as f64));
        }
        if !is(LossBefore) {
            losses.push(state.loss(on) as f32);
        }
    }
    if is(NoLosses) {
        losses.drain(..losses.len() - 1);
    }
    let [users, films, user_biases, film_biases] = state.tables.map(|table| {
        let row = |row: &Vec<f64>| row.iter().map(|&x| x as f32).collect();
        table.iter().map(row).collect()
    });
    (losses, (users, films), (user_biases, film_biases))
}

type Wide = Vec<Vec<f64>>;

/// A model in float64, with the sums.
struct State {
    /// Factors of users and films, biases of users and films.
    tables: [Wide; 4],
    /// Of every weight, all of a row alike unless that is the mistake.
    sums: [Wide; 4],
    range: (f64, f64),
    wd: f64,
    mistake: Option<Mistake>,
}

impl State {
    fn new(Input { model, wd, .. }: &Input, mistake: Option<Mistake>) -> Self {
        let biases = model.biases.as_ref().expect("the model has biases");
        let (low, high) = model.range.expect("the model has a range");
        let tables = [&model.users, &model.films, &biases.users, &biases.films];
        let wide = |row: &Vec<f32>| row.iter().map(|&x| f64::from(x)).collect();
        let tables = tables.map(|table| table.iter().map(wide).collect::<Wide>());
        let mut sums = tables.clone();
        let first = if mistake == Some(SumsFromZero) { 0.0 } else { 1.0 };
        sums.iter_mut().flatten().flatten().for_each(|sum| *sum = first);
        Self { tables, sums, range: (low.into(), high.into()), wd: f64::from(*wd), mistake }
    }

    fn is(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    /// The sigmoid of the score.
    fn sigmoid(&self, user: usize, film: usize) -> f64 {
        let [users, films, user_biases, film_biases] = &self.tables;
        let factors: f64 = users[user].iter().zip(&films[film]).map(|(u, f)| u * f).sum();
        1.0 / (1.0 + (-(factors + user_biases[user][0] + film_biases[film][0])).exp())
    }

    fn loss(&self, ratings: Ratings) -> f64 {
        let (low, high) = self.range;
        let square = |&(user, film, rating): &(usize, usize, f32)| {
            (low + (high - low) * self.sigmoid(user, film) - f64::from(rating)).powi(2)
        };
        ratings.iter().map(square).sum::<f64>() / ratings.len() as f64
    }

    fn step(&mut self, rating: (usize, usize, f32), rate: f64) {
        let rows = [rating.0, rating.1, rating.0, rating.1];
        if self.is(DecayEverywhere) {
            for (table, kept) in self.tables.iter_mut().zip(rows) {
                let others = table.iter_mut().enumerate().filter(|(row, _)| *row != kept);
                others.for_each(|(_, row)| row.iter_mut().for_each(|x| *x *= 1.0 - rate * self.wd));
            }
        }
        let mut gradients = self.gradients(rating);
        let changing: &[usize] = match self.mistake {
            Some(OnlyUsers) => &[0, 2, 3],
            Some(OnlyFilms) => &[1, 2, 3],
            Some(BiasesStay) => &[0, 1],
            Some(Nothing) => &[],
            _ => &[0, 1, 2, 3],
        };
        for &table in changing {
            if self.is(FilmLast) && table == 1 {
                // The slope is known already; the row that it multiplies is the user's new one.
                let slope = gradients[2][0];
                gradients[1] = self.tables[0][rating.0].iter().map(|x| slope * x).collect();
            }
            let first_sum = self.sums[table % 2][rows[table]][0];
            let sums = &mut self.sums[table][rows[table]];
            let before = sums.clone();
            grow(sums, &gradients[table], self.mistake);
            let known = match self.mistake {
                Some(SumsLate) => &before,
                _ => &*sums,
            };
            let weights = &mut self.tables[table][rows[table]];
            for ((x, slope), sum) in weights.iter_mut().zip(&gradients[table]).zip(known) {
                let sum = match self.mistake {
                    Some(SharedSums) if table > 1 => first_sum,
                    _ => *sum,
                };
                let own = match self.mistake {
                    Some(NoSums) => rate,
                    Some(NoRoot) => rate / sum,
                    // Without any gradient yet, there is no way to go either.
                    _ if sum == 0.0 => 0.0,
                    _ => rate / sum.sqrt(),
                };
                let decay = match self.mistake {
                    Some(NoDecay) => 0.0,
                    Some(BiasesNotDecayed) if table > 1 => 0.0,
                    Some(DecayOfStep) => rate * self.wd,
                    Some(DecayWithoutRate) => self.wd,
                    _ => own * self.wd,
                };
                let along = match self.mistake {
                    Some(StepOfStep) => rate,
                    Some(Uphill) => -own,
                    _ => own,
                };
                *x = *x * (1.0 - decay) - along * slope;
            }
        }
    }

    fn gradients(&self, (user, film, rating): (usize, usize, f32)) -> [Vec<f64>; 4] {
        let (low, high) = self.range;
        let s = self.sigmoid(user, film);
        let slope =
            2.0 * (low + (high - low) * s - f64::from(rating)) * (high - low) * s * (1.0 - s);
        let along = |row: &[f64]| row.iter().map(|x| slope * x).collect();
        [along(&self.tables[1][film]), along(&self.tables[0][user]), vec![slope], vec![slope]]
    }
}

/// Adds a row's squared gradients to its sums.
fn grow(sums: &mut [f64], gradients: &[f64], mistake: Option<Mistake>) {
    let n = gradients.len() as f64;
    let squares: f64 = gradients.iter().map(|slope| slope * slope).sum();
    for (sum, slope) in sums.iter_mut().zip(gradients) {
        *sum += match mistake {
            Some(SumsOfSquares) => squares,
            Some(SumsOfWeights) => slope * slope,
            Some(SumsOfSlopes) => gradients.iter().map(|slope| slope.abs()).sum::<f64>() / n,
            _ => squares / n,
        };
    }
}

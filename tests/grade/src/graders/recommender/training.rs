//! Grades `train`, the function that grows from chapter 2 to chapter 5: in each chapter on its new inputs
//! and on all those of the chapters before.

use super::{Model, Optimiser, Ratings, Settings, Table, Train, model, small};
use crate::grading::{Case, Grading};
use crate::inputs::rng;
use crate::outcome::Outcome;
use crate::recommender::Biases;
use rand::{Rng, rngs::StdRng};

/// The model's tables and the losses: what is compared.
type Trained = (Vec<f32>, (Table, Table), Option<(Table, Table)>);

/// A misconception.
#[derive(Clone, Copy, PartialEq)]
enum Mistake {
    OnlyUsersLearn,
    OnlyFilmsLearn,
    FilmsStepLast,
    Overwritten,
    MeanOverAll,
    MeanOverFullBatch,
    NoMean,
    NoFactorTwo,
    LastBatchLeftOut,
    OneBatch,
    OneEpoch,
    LossOnTrain,
    LossBefore,
    NoLosses,
    Uphill,
    Nothing,
    NoBend,
    NoRange,
    RangeWhenEvaluated,
    RangeInGradients,
    BendAtPrediction,
    BiasesStay,
    OnlyUserBiases,
    OnlyFilmBiases,
    BiasesOverwritten,
    BiasesNotEvaluated,
    BiasesTimesFactors,
    StepsFromZero,
    CycleFromOne,
    ConstantRate,
    CycleEachEpoch,
    StepsEachEpoch,
    StepsOfAllEachEpoch,
    MeansEachEpoch,
    RowsLeftOut,
    NoDecay,
    BiasesNotDecayed,
}

/// The misconceptions that a chapter adds, each with its sentence.
fn mistakes(chapter: usize) -> Vec<(Mistake, &'static str)> {
    use Mistake::*;
    let mut mistakes = vec![
        (OnlyUsersLearn, "the table of the films never changes; make a step for both tables"),
        (OnlyFilmsLearn, "the table of the users never changes; make a step for both tables"),
        (
            FilmsStepLast,
            "the films' gradients come from users who have changed already; compute all gradients first",
        ),
        (
            Overwritten,
            "a row that occurs twice in a batch keeps only its last gradient; add them up",
        ),
        (
            MeanOverAll,
            "the gradient is divided by the number of all ratings; divide by the batch's",
        ),
        (
            MeanOverFullBatch,
            "a smaller last batch is divided by `batch_size` too; divide by its own number of ratings",
        ),
        (NoMean, "the gradient is a sum over the batch; the loss is a mean"),
        (NoFactorTwo, "the steps are half as long as they should be; the square has a factor 2"),
        (LastBatchLeftOut, "the last batch of an epoch is left out because it is smaller"),
        (OneBatch, "an epoch is a single step; take `settings.batch_size` ratings at a time"),
        (OneEpoch, "this is one epoch; repeat all of it `settings.epochs` times"),
        (LossOnTrain, "the losses are those of the training ratings; evaluate on `valid`"),
        (LossBefore, "the losses are those before each epoch; evaluate after it"),
        (NoLosses, "only the last loss is returned; return one for each epoch"),
        (Uphill, "the steps go uphill"),
        (Nothing, "nothing is learned; the tables never change"),
    ];
    if chapter >= 3 {
        mistakes.extend([
            (NoBend, "the slope of the sigmoid is missing in the gradients"),
            (
                NoRange,
                "the range is ignored; predictions go through `sigmoid_range` if there is one",
            ),
            (
                RangeWhenEvaluated,
                "the range is only used for the losses; the gradients have to know it too",
            ),
            (
                RangeInGradients,
                "the range is only used for the gradients; the losses are those of predictions in the range",
            ),
            (
                BendAtPrediction,
                "the slope of the sigmoid is taken at the prediction; take it at the score",
            ),
        ]);
    }
    if chapter >= 4 {
        mistakes.extend([
            (BiasesStay, "the biases count in the scores, but never change"),
            (OnlyUserBiases, "the biases of the films never change"),
            (OnlyFilmBiases, "the biases of the users never change"),
            (
                BiasesOverwritten,
                "a bias that occurs twice in a batch keeps only its last gradient; add them up",
            ),
            (BiasesNotEvaluated, "the losses leave the biases out"),
            (
                BiasesTimesFactors,
                "the gradient of a bias is the slope of the score, without any factors",
            ),
        ]);
    }
    if chapter >= 5 {
        mistakes.extend([
            (StepsFromZero, "Adam's steps are counted from 0 here; its corrections need 1, 2, 3 …"),
            (CycleFromOne, "the steps of the cycle are counted from 1 here; the first is step 0"),
            (
                ConstantRate,
                "the learning rate does not change; `one_cycle` gives that of each step",
            ),
            (
                CycleEachEpoch,
                "each epoch has a cycle of its own; one cycle lasts the whole training",
            ),
            (
                StepsEachEpoch,
                "the steps of the cycle and Adam's are counted anew in each epoch; go on counting",
            ),
            (
                StepsOfAllEachEpoch,
                "the steps of the cycle and Adam's are counted anew in each epoch; go on counting",
            ),
            (MeansEachEpoch, "the running means begin anew in each epoch; keep them"),
            (
                RowsLeftOut,
                "rows that a batch does not look up stay as they are; they take part in every step",
            ),
            (NoDecay, "the weights do not shrink; pass `wd` on to `adam_step`"),
            (BiasesNotDecayed, "only the factors shrink; the biases shrink as well"),
        ]);
    }
    mistakes
}

struct Input {
    model: Model,
    train: Vec<(usize, usize, f32)>,
    valid: Vec<(usize, usize, f32)>,
    settings: Settings,
}

/// Grades `answer` on all that a chapter asks for.
pub fn grade(chapter: usize, answer: Train) -> Outcome {
    let mistakes = mistakes(chapter);
    let mut grading = Grading::default();
    for chapter in 2..=chapter {
        for Input { model, train, valid, settings } in inputs(chapter) {
            let learn = |mistake| learn(&model, &train, &valid, settings, mistake);
            let mut case = Case::new(shown(&model, &train, &valid, settings), learn(None));
            for &(mistake, sentence) in &mistakes {
                case = case.mistake(sentence, learn(Some(mistake)));
            }
            grading.ask(case, move || {
                let mut model = model;
                let losses = answer(&mut model, &train, &valid, &settings);
                let biases = model.biases.map(|biases| (biases.users, biases.films));
                (losses, (model.users, model.films), biases)
            });
        }
    }
    grading.outcome()
}

fn shown(model: &Model, train: Ratings, valid: Ratings, settings: Settings) -> String {
    if train.len() > 20 {
        let (users, films) = (model.users.len(), model.films.len());
        return format!(
            "a model of {users} users and {films} films, {} training ratings, {settings:?}",
            train.len()
        );
    }
    format!("model = {model:?}, train = {train:?}, valid = {valid:?}, settings = {settings:?}")
}

/// What a chapter's models and settings are, for the first time.
fn inputs(chapter: usize) -> Vec<Input> {
    let rng = &mut rng(100 + chapter as u64);
    let ranges: &[Option<(f32, f32)>] = match chapter {
        2 => &[None],
        3 => &[Some((0.0, 5.5)), Some((-25.0, 112.5))],
        _ => &[Some((0.0, 5.5)), None, Some((-1.0, 1.5))],
    };
    let biased = |i: usize| chapter == 4 || chapter > 4 && i % 4 != 3;
    let mut inputs = Vec::new();
    if chapter == 2 {
        // Two users and two films, by hand.
        let model = Model {
            users: vec![vec![0.0], vec![1.0], vec![2.0]],
            films: vec![vec![0.0], vec![1.0], vec![0.5]],
            biases: None,
            range: None,
        };
        let settings = Settings { epochs: 1, batch_size: 2, optimiser: Optimiser::Sgd { lr: 0.1 } };
        let (train, valid) = (vec![(1, 1, 3.0), (2, 2, 2.0)], vec![(1, 2, 2.0)]);
        inputs.push(Input { model, train, valid, settings });
        // Long factors, and a loss on the validation ratings that rises from epoch to epoch.
        let model = Model {
            users: vec![vec![0.0], vec![4000.0], vec![-3000.0]],
            films: vec![vec![0.0], vec![0.00125], vec![-0.000625]],
            biases: None,
            range: None,
        };
        let settings =
            Settings { epochs: 4, batch_size: 2, optimiser: Optimiser::Sgd { lr: 5e-8 } };
        let (train, valid) = (vec![(1, 1, 3.0), (2, 2, 2.0)], vec![(1, 2, 0.0)]);
        inputs.push(Input { model, train, valid, settings });
    }
    for i in 0..8 {
        let (users, films, factors) =
            (rng.gen_range(3..6), rng.gen_range(3..6), rng.gen_range(1..4));
        let range = ranges[i % ranges.len()];
        let model = model(rng, (users, films, factors), biased(i), range);
        let n = rng.gen_range(4..10);
        let train = ratings(rng, n, (users, films), range);
        let valid = ratings(rng, 3, (users, films), range);
        let optimiser = optimiser(rng, chapter, i, range);
        // Batches that do not divide the ratings, single ratings, and all at once.
        let batch_size = [3, 1, 2, 100][i % 4];
        let settings = Settings { epochs: 1 + i % 3, batch_size, optimiser };
        inputs.push(Input { model, train, valid, settings });
    }
    // More users, and more ratings in a batch, than 8 bits count.
    let range = ranges[0];
    let model = model(rng, (301, 40, 2), biased(0), range);
    let train = ratings(rng, 450, (301, 40), range);
    let valid = ratings(rng, 60, (301, 40), range);
    let settings =
        Settings { epochs: 2, batch_size: 300, optimiser: optimiser(rng, chapter, 0, range) };
    inputs.push(Input { model, train, valid, settings });
    // Many epochs, and many steps in each.
    let model = super::model(rng, (4, 4, 2), biased(0), range);
    let train = ratings(rng, 120, (4, 4), range);
    let valid = ratings(rng, 3, (4, 4), range);
    let settings =
        Settings { epochs: 8, batch_size: 1, optimiser: optimiser(rng, chapter, 0, range) };
    inputs.push(Input { model, train, valid, settings });
    if chapter == 2 {
        // More factors than a few.
        let model = super::model(rng, (3, 3, 12), false, None);
        let (train, valid) = (ratings(rng, 5, (3, 3), None), ratings(rng, 2, (3, 3), None));
        let settings =
            Settings { epochs: 2, batch_size: 2, optimiser: Optimiser::Sgd { lr: 0.01 } };
        inputs.push(Input { model, train, valid, settings });
    }
    inputs
}

fn optimiser(rng: &mut StdRng, chapter: usize, i: usize, range: Option<(f32, f32)>) -> Optimiser {
    // Slopes grow with the width of the range, so the steps must not.
    let width = range.map_or(5.5, |(low, high)| high - low);
    if chapter == 5 {
        let wd = if i % 4 == 2 { 0.0 } else { small(rng) };
        Optimiser::Adam { lr_max: f64::from(small(rng)) / 2.0, wd }
    } else {
        Optimiser::Sgd { lr: small(rng) / (1.0 + width * width / 10.0) }
    }
}

/// Random ratings with users and films that repeat, the unknown ones among them.
fn ratings(
    rng: &mut StdRng,
    n: usize,
    (users, films): (usize, usize),
    range: Option<(f32, f32)>,
) -> Vec<(usize, usize, f32)> {
    let (low, high) = range.unwrap_or((0.0, 5.5));
    let rating = |_| {
        let share = f32::from(rng.gen_range(10_u8..90)) / 100.0;
        (rng.gen_range(0..users), rng.gen_range(0..films), low + (high - low) * share)
    };
    (0..n).map(rating).collect()
}

/// A training in float64, right or with a mistake.
fn learn(
    model: &Model,
    train: Ratings,
    valid: Ratings,
    settings: Settings,
    mistake: Option<Mistake>,
) -> Trained {
    let is = |m: Mistake| mistake == Some(m);
    let mut state = State::new(model, settings.batch_size, mistake);
    let batch_size = if is(Mistake::OneBatch) { train.len() } else { settings.batch_size };
    let batches = train.len().div_ceil(batch_size);
    let epochs = if is(Mistake::OneEpoch) { 1 } else { settings.epochs };
    let mut losses = Vec::new();
    let mut step = 0;
    for _ in 0..epochs {
        if is(Mistake::MeansEachEpoch) {
            state.forget();
        }
        let on = if is(Mistake::LossOnTrain) { train } else { valid };
        if is(Mistake::LossBefore) {
            losses.push(state.loss(on) as f32);
        }
        for (number, batch) in train.chunks(batch_size).enumerate() {
            if !(is(Mistake::LastBatchLeftOut) && batch.len() < batch_size && batches > 1) {
                let of_all = settings.epochs * batches;
                let (counted, cycle) = match mistake {
                    Some(Mistake::CycleEachEpoch) => (step, (number, batches)),
                    Some(Mistake::StepsEachEpoch) => (number, (number, batches)),
                    Some(Mistake::StepsOfAllEachEpoch) => (number, (number, of_all)),
                    _ => (step, (step, of_all)),
                };
                state.step(batch, train.len(), settings.optimiser, counted, cycle);
            }
            step += 1;
        }
        if !is(Mistake::LossBefore) {
            losses.push(state.loss(on) as f32);
        }
    }
    if is(Mistake::NoLosses) {
        losses.drain(..losses.len() - 1);
    }
    let [users, films, user_biases, film_biases] = state.tables.map(|table| {
        let row = |row: &Vec<f64>| row.iter().map(|&x| x as f32).collect();
        table.iter().map(row).collect()
    });
    (losses, (users, films), model.biases.as_ref().map(|_| (user_biases, film_biases)))
}

type Wide = Vec<Vec<f64>>;

/// A model in float64, with Adam's running means.
struct State {
    /// Factors of users and films, biases of users and films; these are all 0 if the model has none.
    tables: [Wide; 4],
    means: [Wide; 4],
    squares: [Wide; 4],
    is_biased: bool,
    range: Option<(f64, f64)>,
    batch_size: usize,
    mistake: Option<Mistake>,
}

impl State {
    fn new(model: &Model, batch_size: usize, mistake: Option<Mistake>) -> Self {
        let zeros = |rows: &Table| vec![vec![0.0]; rows.len()];
        let none = Biases { users: zeros(&model.users), films: zeros(&model.films) };
        let biases = model.biases.as_ref().unwrap_or(&none);
        let tables = [&model.users, &model.films, &biases.users, &biases.films];
        let wide = |row: &Vec<f32>| row.iter().map(|&x| f64::from(x)).collect();
        let tables = tables.map(|table| table.iter().map(wide).collect::<Wide>());
        let range = model.range.map(|(low, high)| (f64::from(low), f64::from(high)));
        let is_biased = model.biases.is_some();
        let mut state = Self {
            means: tables.clone(),
            squares: tables.clone(),
            tables,
            is_biased,
            range,
            batch_size,
            mistake,
        };
        state.forget();
        state
    }

    fn is(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    fn forget(&mut self) {
        for table in self.means.iter_mut().chain(&mut self.squares) {
            table.iter_mut().flatten().for_each(|x| *x = 0.0);
        }
    }

    fn score(&self, user: usize, film: usize) -> f64 {
        let [users, films, user_biases, film_biases] = &self.tables;
        let factors: f64 = users[user].iter().zip(&films[film]).map(|(u, f)| u * f).sum();
        factors + user_biases[user][0] + film_biases[film][0]
    }

    /// A prediction, and its slope in the score.
    fn bent(&self, score: f64, range: Option<(f64, f64)>) -> (f64, f64) {
        let Some((low, high)) = range else { return (score, 1.0) };
        let s = 1.0 / (1.0 + (-score).exp());
        let prediction = low + (high - low) * s;
        let slope_at = |s: f64| (high - low) * s * (1.0 - s);
        let slope = match self.mistake {
            Some(Mistake::NoBend) => 1.0,
            Some(Mistake::BendAtPrediction) => slope_at(1.0 / (1.0 + (-prediction).exp())),
            _ => slope_at(s),
        };
        (prediction, slope)
    }

    fn loss(&self, ratings: Ratings) -> f64 {
        let is_ignored = self.is(Mistake::NoRange) || self.is(Mistake::RangeInGradients);
        let range = if is_ignored { None } else { self.range };
        let square = |&(user, film, rating): &(usize, usize, f32)| {
            let mut score = self.score(user, film);
            if self.is(Mistake::BiasesNotEvaluated) {
                score -= self.tables[2][user][0] + self.tables[3][film][0];
            }
            (self.bent(score, range).0 - f64::from(rating)).powi(2)
        };
        ratings.iter().map(square).sum::<f64>() / ratings.len() as f64
    }

    fn step(
        &mut self,
        batch: Ratings,
        all: usize,
        optimiser: Optimiser,
        step: usize,
        cycle: (usize, usize),
    ) {
        use Mistake::*;
        if self.is(FilmsStepLast) {
            let users_only = self.gradients(batch, all);
            self.change(&users_only, &[0, 2], optimiser, step, cycle, batch);
            let films_only = self.gradients(batch, all);
            return self.change(&films_only, &[1, 3], optimiser, step, cycle, batch);
        }
        let gradients = self.gradients(batch, all);
        let learning: &[usize] = match self.mistake {
            Some(OnlyUsersLearn) => &[0, 2],
            Some(OnlyFilmsLearn) => &[1, 3],
            Some(BiasesStay) => &[0, 1],
            Some(OnlyUserBiases) => &[0, 1, 2],
            Some(OnlyFilmBiases) => &[0, 1, 3],
            Some(Nothing) => &[],
            _ => &[0, 1, 2, 3],
        };
        self.change(&gradients, learning, optimiser, step, cycle, batch);
    }

    fn gradients(&self, batch: Ratings, all: usize) -> [Wide; 4] {
        use Mistake::*;
        let mut gradients = self.tables.clone();
        gradients.iter_mut().flatten().flatten().for_each(|x| *x = 0.0);
        let n = match self.mistake {
            Some(MeanOverAll) => all,
            Some(MeanOverFullBatch) => self.batch_size,
            Some(NoMean) => 1,
            _ => batch.len(),
        };
        let two = if self.is(NoFactorTwo) { 1.0 } else { 2.0 };
        let is_ignored = self.is(NoRange) || self.is(RangeWhenEvaluated);
        let range = if is_ignored { None } else { self.range };
        for &(user, film, rating) in batch {
            let (prediction, bend) = self.bent(self.score(user, film), range);
            let slope = two * (prediction - f64::from(rating)) / n as f64 * bend;
            let [u, f] = [&self.tables[0][user], &self.tables[1][film]];
            let ones = |row: &Vec<f64>| if self.is(BiasesTimesFactors) { row[0] } else { 1.0 };
            let arriving = [
                (user, f.iter().map(|x| slope * x).collect::<Vec<f64>>()),
                (film, u.iter().map(|x| slope * x).collect()),
                (user, vec![slope * ones(f)]),
                (film, vec![slope * ones(u)]),
            ];
            for (table, (row, arriving)) in arriving.into_iter().enumerate() {
                let overwrites = self.is(Overwritten) || self.is(BiasesOverwritten) && table > 1;
                for (sum, x) in gradients[table][row].iter_mut().zip(arriving) {
                    *sum = if overwrites { x } else { *sum + x };
                }
            }
        }
        gradients
    }

    fn change(
        &mut self,
        gradients: &[Wide; 4],
        learning: &[usize],
        optimiser: Optimiser,
        step: usize,
        cycle: (usize, usize),
        batch: Ratings,
    ) {
        use Mistake::*;
        let sign = if self.is(Uphill) { -1.0 } else { 1.0 };
        let tables = if self.is_biased { 4 } else { 2 };
        for &table in learning.iter().filter(|&&table| table < tables) {
            for (row, slopes) in gradients[table].iter().enumerate() {
                let is_looked_up = batch
                    .iter()
                    .any(|&(user, film, _)| row == if table % 2 == 0 { user } else { film });
                if self.is(RowsLeftOut) && !is_looked_up {
                    continue;
                }
                for (column, slope) in slopes.iter().enumerate() {
                    let gradient = sign * slope;
                    match optimiser {
                        Optimiser::Sgd { lr } => {
                            self.tables[table][row][column] -= f64::from(lr) * gradient;
                        }
                        Optimiser::Adam { lr_max, wd } => {
                            let wd = match self.mistake {
                                Some(NoDecay) => 0.0,
                                Some(BiasesNotDecayed) if table > 1 => 0.0,
                                _ => f64::from(wd),
                            };
                            let lr = self.rate(lr_max, cycle);
                            self.adam((table, row, column), gradient, step, lr, wd);
                        }
                    }
                }
            }
        }
    }

    fn rate(&self, lr_max: f64, (step, of): (usize, usize)) -> f64 {
        if self.is(Mistake::ConstantRate) {
            return lr_max;
        }
        let step = if self.is(Mistake::CycleFromOne) { step + 1 } else { step };
        let done = step as f64 / of as f64;
        let (start, end, t) = match done < 0.25 {
            true => (lr_max / 25.0, lr_max, done / 0.25),
            false => (lr_max, lr_max / 1e5, (done - 0.25) / 0.75),
        };
        start + (end - start) * (1.0 - (std::f64::consts::PI * t).cos()) / 2.0
    }

    fn adam(&mut self, at: (usize, usize, usize), gradient: f64, step: usize, lr: f64, wd: f64) {
        let (table, row, column) = at;
        // Counted from 0, the very first correction would divide by 0.
        let t = if self.is(Mistake::StepsFromZero) { step.max(1) } else { step + 1 } as i32;
        let [weight, mean, square] = [&mut self.tables, &mut self.means, &mut self.squares]
            .map(|tables| &mut tables[table][row][column]);
        *mean = 0.9 * *mean + 0.1 * gradient;
        *square = 0.99 * *square + 0.01 * gradient * gradient;
        let (m, v) = (*mean / (1.0 - 0.9_f64.powi(t)), *square / (1.0 - 0.99_f64.powi(t)));
        *weight = *weight * (1.0 - lr * wd) - lr * m / (v.sqrt() + 1e-5);
    }
}

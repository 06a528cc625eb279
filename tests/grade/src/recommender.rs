//! What the reader's recommender is made of: the types in `src/exercises/recommender.rs`.

/// Numbers in rows and columns, shape `(rows, columns)`.
pub type Table = Vec<Vec<f32>>;

/// A model of ratings. Row 0 of every table is the unknown user or film.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The factors of the users, shape `(n_users, factors)`.
    pub users: Table,
    /// The factors of the films, shape `(n_films, factors)`.
    pub films: Table,
    /// The biases, which the model has from chapter 4 on.
    pub biases: Option<Biases>,
    /// The range of the predictions, low and high, which the model has from chapter 3 on.
    pub range: Option<(f32, f32)>,
}

/// The biases of a model. A bias is a row with a single number, so what serves a table of factors serves
/// a table of biases too.
#[derive(Clone, Debug, PartialEq)]
pub struct Biases {
    /// Shape `(n_users, 1)`.
    pub users: Table,
    /// Shape `(n_films, 1)`.
    pub films: Table,
}

/// How to train.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Passes over the training ratings.
    pub epochs: usize,
    /// Ratings in a batch; the last batch of an epoch may have fewer.
    pub batch_size: usize,
    /// What makes a step of a gradient.
    pub optimiser: Optimiser,
}

/// What makes a step of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimiser {
    /// Gradient descent with this learning rate.
    Sgd {
        /// The learning rate.
        lr: f32,
    },
    /// Adam with decoupled weight decay, whose learning rate follows one cycle; from chapter 5 on.
    Adam {
        /// The highest learning rate of the cycle.
        lr_max: f64,
        /// The weight decay.
        wd: f32,
    },
}

/// A dense layer: every output is a weighted sum of the inputs, plus a bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Shape `(inputs, outputs)`.
    pub weights: Table,
    /// Shape `(outputs,)`.
    pub bias: Vec<f32>,
}

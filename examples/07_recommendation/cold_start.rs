//! The cold start: how well newcomers are predicted before their first rating, and after a few.

use lab::{ModelOptions, Report, Result, Row, figures};
use workbook::Error;
use workbook::data::Dataset;
use workbook::interpret::cold_start::{Method, Newcomers, compare};
use workbook::learn::Spread;

/// How many ratings of each newcomer are known.
const GIVEN: [usize; 4] = [0, 1, 5, 10];

/// Pairs of predictors, of which the first is expected to have the lower error: each is a method with
/// the number of ratings that it may see.
const PAIRS: [[(Method, usize); 2]; 9] = [
    [(Method::ItemMean, 0), (Method::MeanTaste, 0)],
    [(Method::MeanTaste, 0), (Method::Representative, 0)],
    [(Method::SignUp, 0), (Method::MeanTaste, 0)],
    [(Method::SignUp, 0), (Method::ItemMean, 0)],
    [(Method::FoldIn, 1), (Method::ItemMean, 0)],
    [(Method::FoldIn, 1), (Method::SignUp, 0)],
    [(Method::FoldIn, 5), (Method::ItemMean, 0)],
    [(Method::FoldInFromSignUp, 1), (Method::FoldIn, 1)],
    [(Method::FoldInFromSignUp, 10), (Method::FoldIn, 10)],
];

/// The errors of every method in one round, after each number of ratings given.
type Round = Vec<(Method, Vec<f64>)>;

/// In every round another fifth of the users comes back as newcomers; how well is the rest of their
/// ratings predicted?
pub fn measure(options: &ModelOptions, data: &Dataset, report: &mut Report) -> Result<()> {
    let [.., most] = GIVEN;
    let mut rounds: Vec<Round> = Vec::new();
    for seed in options.experiment.all_seeds() {
        let newcomers = Newcomers::hold_out(data, 0.2, seed);
        if newcomers.users.iter().all(|(_, ratings)| ratings.len() <= most) {
            let message = format!("no user held out has more than {most} ratings");
            return Err(Error::Settings(message).into());
        }
        let ratings = (&newcomers.known, &newcomers.unknown);
        let model = options.train(data, ratings, data.n_users(), seed)?;
        rounds.push(compare(&model, data, &newcomers, &GIVEN));
    }
    let spread = |method: usize, given: usize| {
        Spread::from_values(rounds.iter().map(|round| round[method].1[given]))
    };
    let methods = rounds[0].iter().enumerate().map(|(i, (method, _))| {
        (*method, (0..GIVEN.len()).map(|given| spread(i, given)).collect::<Vec<_>>())
    });
    let errors: Vec<(Method, Vec<Spread>)> = methods.collect();
    report.say(
        "The cold start: a fifth of the users held out, and the ratings after their tenth \
         predicted\n(mean squared error) when this many of their first ten are known:",
    );
    report.table(
        &["method", "0", "1", "5", "10"],
        errors.iter().map(|(method, errors)| {
            let row = Row::new(format!("cold start, {}", method.name()), method.name())
                .hidden("given", GIVEN.to_vec())
                .hidden("mse", errors.iter().map(|error| error.mean).collect::<Vec<_>>())
                .hidden("sd", errors.iter().map(|error| error.sd).collect::<Vec<_>>());
            // Where ratings make no difference, one number says all.
            let is_constant = errors.iter().all(|error| error == &errors[0]);
            let cell = |(i, error): (usize, &Spread)| match is_constant && i > 0 {
                true => String::new(),
                false => error.to_string(),
            };
            errors.iter().enumerate().map(cell).fold(row, Row::cell)
        }),
    );
    if rounds.len() > 1 {
        pairs(&rounds, report);
    }
    report.figure(&figures::cold_start(&errors, &GIVEN));
    Ok(())
}

/// By how much one predictor beats another. Each round holds out different users, some harder to predict
/// whatever the method, so the difference is taken within each round, on the same ratings.
fn pairs(rounds: &[Round], report: &mut Report) {
    let n = rounds.len();
    report.say(format_args!(
        "Two at a time on the same users: by how much the first has the lower error, as the mean\n\
         of {n} rounds ± the standard deviation between rounds, with the mean's standard error:"
    ));
    let rows = PAIRS.iter().filter_map(|&[first, second]| {
        let gains: Option<Vec<f64>> =
            rounds.iter().map(|round| Some(error(round, second)? - error(round, first)?)).collect();
        let gains = gains?;
        let won = gains.iter().filter(|gain| **gain > 0.0).count();
        let gain = Spread::from_values(gains.iter().copied());
        let standard_error = gain.sd.unwrap_or(f64::NAN) / (n as f64).sqrt();
        let pair = format!("{} over {}", name(first), name(second));
        let row = Row::new(format!("paired, {pair}"), pair)
            .spread("gain", gain)
            .number("standard_error", standard_error, 4)
            .hidden("by_round", gains);
        let row = row.hidden("standard_errors", gain.mean / standard_error);
        Some(row.hidden("won", won).cell(format!("{won} of {n}")))
    });
    report.table(&["comparison", "difference", "standard error", "rounds won"], rows);
}

/// The error of a predictor in a round; `None` if its method needs user records and there are none.
fn error(round: &Round, (method, given): (Method, usize)) -> Option<f64> {
    let (_, errors) = round.iter().find(|(other, _)| *other == method)?;
    Some(errors[GIVEN.iter().position(|&n| n == given)?])
}

fn name((method, given): (Method, usize)) -> String {
    match given {
        0 => method.name().to_owned(),
        _ => format!("{} ({given})", method.name()),
    }
}

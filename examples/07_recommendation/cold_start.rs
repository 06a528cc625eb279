//! The cold start: how well newcomers are predicted before their first rating, and after a few.

use lab::{ColdStart, ModelOptions, Predictor, Report, Result, figures};
use workbook::data::{Dataset, user_profiles};
use workbook::interpret::cold_start::{Method, Newcomers};

/// How many ratings of each newcomer are known.
const GIVEN: [usize; 4] = [0, 1, 5, 10];

/// Pairs of predictors, of which the first is expected to have the lower error.
const PAIRS: [[Predictor; 2]; 9] = [
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

/// In every round another fifth of the users comes back as newcomers; how well is the rest of their
/// ratings predicted?
pub fn measure(options: &ModelOptions, data: &Dataset, report: &mut Report) -> Result<()> {
    let mut cold_start = ColdStart::of_users("cold start", &GIVEN);
    for seed in options.experiment.all_seeds() {
        let newcomers = Newcomers::hold_out(data, 0.2, seed);
        cold_start.check(&newcomers)?;
        let ratings = (&newcomers.known, &newcomers.unknown);
        let model = options.train(data, ratings, data.n_users(), seed)?;
        cold_start.add(&model, &user_profiles(data), &newcomers);
    }
    report.say(
        "The cold start: a fifth of the users held out, and the ratings after their tenth \
         predicted\n(mean squared error) when this many of their first ten are known:",
    );
    cold_start.table(report);
    if options.experiment.seeds > 1 {
        report.say(format_args!(
            "Two at a time on the same users: by how much the first has the lower error, as the mean\n\
             of {} rounds ± the standard deviation between rounds, with the mean's standard error:",
            options.experiment.seeds
        ));
    }
    cold_start.paired(&PAIRS, report);
    report.figure(&figures::cold_start(&cold_start));
    Ok(())
}

//! The cold start of films beside that of users.

use lab::{ColdStart, ModelOptions, Predictor, Report, Result, figures};
use workbook::data::{Dataset, item_profiles, user_profiles};
use workbook::interpret::cold_start::{Method, Newcomers};

/// How many ratings of each new film are known.
const GIVEN: [usize; 4] = [0, 1, 5, 10];

/// Pairs of predictors, of which the first is expected to have the lower error.
const PAIRS: [[Predictor; 2]; 7] = [
    [(Method::ItemMean, 0), (Method::MeanTaste, 0)],
    [(Method::SignUp, 0), (Method::MeanTaste, 0)],
    [(Method::SignUp, 0), (Method::ItemMean, 0)],
    [(Method::FoldIn, 1), (Method::SignUp, 0)],
    [(Method::FoldIn, 5), (Method::ItemMean, 0)],
    [(Method::FoldInFromSignUp, 1), (Method::FoldIn, 1)],
    [(Method::FoldInFromSignUp, 10), (Method::FoldIn, 10)],
];

/// In every round another fifth of the films is new; how well are their ratings predicted?
pub fn measure(options: &ModelOptions, data: &Dataset, report: &mut Report) -> Result<()> {
    let mut films = ColdStart::of_films("cold start of films", &GIVEN);
    let mut from_rated = ColdStart::of_films("cold start of films, from rated ones", &GIVEN);
    for seed in options.experiment.all_seeds() {
        // ANCHOR: mirror
        let mut newcomers = Newcomers::hold_out_items(data, 0.2, seed);
        films.check(&newcomers)?;
        let (train, valid) = (newcomers.known.mirrored(), newcomers.unknown.mirrored());
        let model = options.train(data, (&train, &valid), data.n_users(), seed)?.mirrored();
        films.add(&model, &item_profiles(data), &newcomers);
        // ANCHOR_END: mirror
        retain_rated(&mut newcomers);
        from_rated.add(&model, &item_profiles(data), &newcomers);
    }
    report.say(
        "The cold start of films: a fifth of the films held out, and the ratings after their tenth\n\
         predicted (mean squared error) when this many of their first ten are known:",
    );
    films.table(report);
    report.say(
        "Only films with more than ten ratings can be judged. The same, when the mean film and the\n\
         model of genres and year also come from films with more than ten ratings only:",
    );
    from_rated.table(report);
    if options.experiment.seeds > 1 {
        report.say(format_args!(
            "Of that second table, two at a time on the same films: by how much the first has the\n\
             lower error, as the mean of {} rounds ± the standard deviation between rounds:",
            options.experiment.seeds
        ));
    }
    from_rated.paired(&PAIRS, report);
    match of_users(options, data) {
        Ok(users) => report.figure(&figures::cold_start_of_both(&users, &from_rated)),
        Err(error) => report.or_left_out("the figure of users and films", Err(error)),
    }
    Ok(())
}

/// Keeps, among the films that remain, those that could have been judged. All stay if there are none.
fn retain_rated(newcomers: &mut Newcomers) {
    let most = GIVEN[GIVEN.len() - 1];
    let mut counts = vec![0; newcomers.others.last().map_or(0, |last| last + 1)];
    newcomers.known.users.iter().for_each(|&film| counts[film as usize] += 1);
    if newcomers.others.iter().any(|&film| counts[film] > most) {
        newcomers.others.retain(|&film| counts[film] > most);
    }
}

/// The same of users, as `07_recommendation` prints it.
fn of_users(options: &ModelOptions, data: &Dataset) -> Result<ColdStart> {
    let mut users = ColdStart::of_users("cold start of users", &GIVEN);
    for seed in options.experiment.all_seeds() {
        let newcomers = Newcomers::hold_out(data, 0.2, seed);
        users.check(&newcomers)?;
        let ratings = (&newcomers.known, &newcomers.unknown);
        let model = options.train(data, ratings, data.n_users(), seed)?;
        users.add(&model, &user_profiles(data), &newcomers);
    }
    Ok(users)
}

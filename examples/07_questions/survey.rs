//! The policies measured: newcomers are asked, and what their answers teach is judged by other ratings.

use lab::{ModelOptions, Result};
use workbook::Error;
use workbook::data::Dataset;
use workbook::interpret::cold_start::Newcomers;
use workbook::interpret::questions::{Interview, Outcome, Person, Policy, Questions, survey};

/// After how many questions the newcomers are predicted.
pub const ASKED: [usize; 5] = [0, 5, 10, 20, 30];

/// How many ratings of each newcomer are set aside, and how many others each must have for answers.
pub const JUDGED: usize = 10;
const ANSWERS: usize = 10;

/// Two ways in which every question has an answer: people name films that they know, at random; or someone
/// who knows what they have seen picks, of these, the film that shrinks the uncertainty most.
pub const NAMED: &str = "films they name";
pub const BEST_OF_THEIRS: &str = "best of theirs";

/// What each way of asking has taught in one round.
pub struct Round {
    pub people: usize,
    pub outcomes: Vec<(&'static str, Outcome)>,
}

/// Asks another fifth of the users with every seed.
pub fn rounds(options: &ModelOptions, data: &Dataset) -> Result<Vec<Round>> {
    options.experiment.all_seeds().map(|seed| round(options, data, seed)).collect()
}

fn round(options: &ModelOptions, data: &Dataset, seed: u64) -> Result<Round> {
    let newcomers = Newcomers::hold_out(data, 0.2, seed);
    let people = Person::all(&newcomers, JUDGED, ANSWERS);
    if people.is_empty() {
        let least = JUDGED + ANSWERS;
        let message = format!("no user held out has {least} ratings of films that others rated");
        return Err(Error::Settings(message).into());
    }
    let known = &newcomers.known;
    let model = options.train(data, (known, &newcomers.unknown), data.n_users(), seed)?;
    let prior = model.mean_taste_in(known);
    let questions = Questions::new(&model, &prior, model.taste_ridge(), known);
    let ask = |next: &dyn Fn(&Person, &Interview) -> Option<usize>| {
        survey(&model, &prior, &questions, &people, &ASKED, next)
    };
    let policies = Policy::ALL.map(|policy| {
        let plan = policy.plan(&model, data, known, seed);
        (policy.name(), ask(&|_, interview| plan.next(interview)))
    });
    let mut outcomes = Vec::from(policies);
    outcomes.push((NAMED, ask(&|person, interview| open(person, interview).next())));
    outcomes.push((BEST_OF_THEIRS, ask(&most_informative)));
    Ok(Round { people: people.len(), outcomes })
}

/// What a person knows and has not been asked about, in random order.
fn open(person: &Person, interview: &Interview) -> impl Iterator<Item = usize> {
    person.answers.iter().map(|(film, _)| *film).filter(|film| interview.is_open(*film))
}

/// The film a person knows whose rating shrinks the uncertainty most.
fn most_informative(person: &Person, interview: &Interview) -> Option<usize> {
    let shrinks = |film: &usize| interview.shrinks(*film);
    open(person, interview).max_by(|a, b| shrinks(a).total_cmp(&shrinks(b)))
}

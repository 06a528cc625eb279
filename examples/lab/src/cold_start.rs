//! The cold start of users or films, measured in rounds that hold out different ones.

use crate::{Report, Result, Row};
use workbook::Error;
use workbook::data::Profiles;
use workbook::interpret::Learned;
use workbook::interpret::cold_start::{Method, Newcomers, compare};
use workbook::learn::Spread;

/// A predictor: a method with the number of ratings that it may see.
pub type Predictor = (Method, usize);

/// The errors of every method in every round, after each number of ratings given.
pub struct ColdStart {
    /// What the rows are called for programs: `cold start`.
    run: &'static str,
    /// What is held out, in words: `user`.
    newcomer: &'static str,
    given: Vec<usize>,
    name: fn(Method) -> &'static str,
    rounds: Vec<Vec<(Method, Vec<f64>)>>,
}

impl ColdStart {
    /// Of users, without any round yet; `given` are the numbers of ratings that may be known.
    pub fn of_users(run: &'static str, given: &[usize]) -> Self {
        let given = given.to_vec();
        Self { run, newcomer: "user", given, name: Method::name, rounds: Vec::new() }
    }

    /// The same of films; their newcomers, models and profiles are those of items.
    pub fn of_films(run: &'static str, given: &[usize]) -> Self {
        Self { newcomer: "film", name: Method::name_for_films, ..Self::of_users(run, given) }
    }

    /// The numbers of ratings that may be known.
    pub fn given(&self) -> &[usize] {
        &self.given
    }

    /// A method's name.
    pub fn name(&self, method: Method) -> &'static str {
        (self.name)(method)
    }

    /// Whether anything can be measured on these newcomers.
    ///
    /// # Errors
    /// If none of them has enough ratings.
    pub fn check(&self, newcomers: &Newcomers) -> Result<()> {
        let most = self.given.iter().copied().max().unwrap_or(0);
        if newcomers.users.iter().all(|(_, ratings)| ratings.len() <= most) {
            let message = format!("no {} held out has more than {most} ratings", self.newcomer);
            return Err(Error::Settings(message).into());
        }
        Ok(())
    }

    /// Measures a round, with newcomers that have passed [`check`](Self::check).
    pub fn add(&mut self, model: &Learned, profiles: &Profiles, newcomers: &Newcomers) {
        self.rounds.push(compare(model, profiles, newcomers, &self.given));
    }

    /// The errors over the rounds.
    pub fn errors(&self) -> Vec<(Method, Vec<Spread>)> {
        let spread = |method: usize, given: usize| {
            Spread::from_values(self.rounds.iter().map(|round| round[method].1[given]))
        };
        let methods = self.rounds.first().into_iter().flatten().enumerate();
        let of_method = |(i, (method, _)): (usize, &(Method, _))| {
            (*method, (0..self.given.len()).map(|given| spread(i, given)).collect())
        };
        methods.map(of_method).collect()
    }

    /// A table of the errors.
    pub fn table(&self, report: &mut Report) {
        let given: Vec<String> = self.given.iter().map(ToString::to_string).collect();
        let header: Vec<&str> = ["method"].into_iter().chain(given.iter().map(|n| &**n)).collect();
        report.table(
            &header,
            self.errors().into_iter().map(|(method, errors)| {
                let name = self.name(method);
                let row = Row::new(format!("{}, {name}", self.run), name)
                    .hidden("given", self.given.clone())
                    .hidden("mse", errors.iter().map(|error| error.mean).collect::<Vec<_>>())
                    .hidden("sd", errors.iter().map(|error| error.sd).collect::<Vec<_>>());
                // Where ratings make no difference, one number says all.
                let is_constant = errors.iter().all(|error| *error == errors[0]);
                let cell = |(i, error): (usize, &Spread)| match is_constant && i > 0 {
                    true => String::new(),
                    false => error.to_string(),
                };
                errors.iter().enumerate().map(cell).fold(row, Row::cell)
            }),
        );
    }

    /// By how much the first predictor of each pair beats the second. Each round holds out different
    /// newcomers, some harder to predict whatever the method, so the difference is taken within each
    /// round, on the same ratings. Pairs with a method that was not measured are left out.
    pub fn paired(&self, pairs: &[[Predictor; 2]], report: &mut Report) {
        report.paired(pairs.iter().filter_map(|&[first, second]| {
            let rounds = self.rounds.iter();
            let gains: Option<Vec<f64>> = rounds
                .map(|round| Some(self.error(round, second)? - self.error(round, first)?))
                .collect();
            Some((format!("{} over {}", self.predictor(first), self.predictor(second)), gains?))
        }));
    }

    /// The error of a predictor in a round; `None` if it was not measured.
    fn error(&self, round: &[(Method, Vec<f64>)], (method, given): Predictor) -> Option<f64> {
        let (_, errors) = round.iter().find(|(other, _)| *other == method)?;
        Some(errors[self.given.iter().position(|&n| n == given)?])
    }

    fn predictor(&self, (method, given): Predictor) -> String {
        match given {
            0 => self.name(method).to_owned(),
            _ => format!("{} ({given})", self.name(method)),
        }
    }
}

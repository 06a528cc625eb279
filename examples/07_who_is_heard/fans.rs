//! A few fans of one genre who rate everything, heard more and less.

use crate::errors::mean_error;
use crate::{Round, STRENGTHS, name, of_users, train};
use lab::{ModelOptions, Report, Result, Row, figures};
use workbook::Error;
use workbook::data::{Dataset, Touched};
use workbook::interpret::feedback::{genre_share, with_fans};
use workbook::interpret::{Catalogue, Learned};
use workbook::learn::Spread;

const GENRE: &str = "Western";

/// How many fans join.
const FANS: usize = 5;

/// The genre's share of everyone else's lists in percent, and the error on everyone else's validation
/// ratings; first without fans, then with them.
#[derive(Clone, Copy)]
struct Measured {
    share: [f64; 2],
    error: [f64; 2],
}

/// What the fans change, for each strength of balance.
pub fn show(
    options: &ModelOptions,
    data: &Dataset,
    rounds: &[Round],
    report: &mut Report,
) -> Result<()> {
    let mut genres = data.item_records.iter().flatten().flat_map(|film| &film.genres);
    if !genres.any(|genre| genre == GENRE) {
        return Err(Error::Settings(format!("no film has the genre {GENRE}")).into());
    }
    let by_round = rounds.iter().map(|round| measure(options, data, round));
    let by_round = by_round.collect::<Result<Vec<Vec<Measured>>>>()?;
    let spread = |strength: usize, value: &dyn Fn(&Measured) -> f64| {
        Spread::from_values(by_round.iter().map(|round| value(&round[strength])))
    };
    report.say(format_args!(
        "{FANS} fans of the genre {GENRE} join and rate every film. Its share of everyone else's top ten,\n\
         in percent, and the mean squared error on everyone else's validation ratings:"
    ));
    let header = ["users balanced", "share before", "with fans", "error before", "with fans"];
    report.table(
        &header,
        STRENGTHS.iter().enumerate().map(|(i, &strength)| {
            Row::new(format!("fans, {}", name(strength)), name(strength))
                .spread("share_before", spread(i, &|m| m.share[0]))
                .spread("share_with", spread(i, &|m| m.share[1]))
                .spread("error_before", spread(i, &|m| m.error[0]))
                .spread("error_with", spread(i, &|m| m.error[1]))
        }),
    );
    if rounds.len() > 1 {
        report.say("What the fans add to the share, in percentage points, and to the error:");
        report.paired(STRENGTHS.iter().enumerate().flat_map(|(i, &strength)| {
            let of = |value: fn(&Measured) -> [f64; 2]| {
                let rise = |round: &Vec<Measured>| value(&round[i])[1] - value(&round[i])[0];
                by_round.iter().map(rise).collect()
            };
            let name = name(strength);
            [
                (format!("share, {name}"), of(|m| m.share)),
                (format!("error, {name}"), of(|m| m.error)),
            ]
        }));
    }
    let shares = [0, 1].map(|fans| {
        (0..STRENGTHS.len()).map(|i| spread(i, &|m| m.share[fans])).collect::<Vec<_>>()
    });
    report.figure(&figures::muted_fans(GENRE, FANS, &STRENGTHS, &shares));
    Ok(())
}

/// A round's models without fans beside others with them.
fn measure(options: &ModelOptions, data: &Dataset, round: &Round) -> Result<Vec<Measured>> {
    let seen = Touched::new(&data.ratings, data.n_users(), data.n_items());
    let catalogue = Catalogue::new(&round.split.train, seen);
    let ratings = with_fans(data, &round.split.train, GENRE, FANS);
    let of_strength = |(&strength, without): (&f64, &Learned)| {
        let with = train(options, data, &round.split, &ratings, of_users(strength), round.seed)?;
        let both = [without, &with];
        Ok(Measured {
            share: both.map(|model| 100.0 * genre_share(data, &catalogue, model, GENRE)),
            error: both.map(|model| mean_error(model, &round.split.valid)),
        })
    };
    STRENGTHS.iter().zip(&round.users).map(of_strength).collect()
}

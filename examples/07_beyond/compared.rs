//! The ways to make lists, compared.

use crate::measured::Measured;
use crate::methods::Method;
use crate::round::Round;
use lab::figures::{self, Standing};
use lab::{Report, Row};
use workbook::learn::Spread;

/// What a measure is called in the table, what it is for programs, and its value.
type Measure = (&'static str, &'static str, fn(&Measured) -> Option<f64>);

const ACCURACY: [Measure; 4] = [
    ("HR@10", "hr10", |m| Some(m.hit_ratio)),
    ("NDCG@10", "ndcg10", |m| Some(m.ndcg)),
    ("rated", "rated", |m| Some(m.rated)),
    ("stars", "stars", |m| m.stars),
];

const TOGETHER: [Measure; 4] = [
    ("coverage", "coverage", |m| Some(m.coverage)),
    ("in common", "in_common", |m| Some(m.in_common)),
    ("top tenth", "top_tenth", |m| Some(m.top_tenth)),
    ("novelty", "novelty", |m| Some(m.novelty)),
];

const WITHIN: [Measure; 2] = [
    ("by factors", "diversity", |m| Some(m.diversity)),
    ("by genres", "genre_diversity", |m| m.genre_diversity),
];

/// Pairs to look at seed by seed, and the measures to look at.
const CHANGED: [Method; 4] =
    [Method::WITHOUT_BIAS, Method::Discount(0.05), Method::Rerank(0.6), Method::MostRated];
const PAIRED: [Measure; 3] = [ACCURACY[0], ACCURACY[3], TOGETHER[0]];

/// A method with what it reaches in each round.
type Of = (Method, Vec<Measured>);

pub fn show(rounds: &[Round], report: &mut Report) {
    let measured = |method| rounds.iter().map(|round| Measured::new(round, method)).collect();
    let all: Vec<Of> = Method::all().into_iter().map(|method| (method, measured(method))).collect();
    report.say(
        "Accuracy: whether the film that a user rated last is on the list, and by its place; and how \
         many of\nthe listed films a user did rate in a fifth of the ratings held out, and with how many \
         stars:",
    );
    table("accuracy", &ACCURACY, &all, report);
    report.say(
        "All lists together: the share of films on any of them, how many films two users have in \
         common, the\nshare of places for the most rated tenth of the films, and the mean novelty in bits:",
    );
    table("together", &TOGETHER, &all, report);
    report.say("Diversity within a list: the mean of 1 - likeness over its pairs of films:");
    table("within", &WITHIN, &all, report);
    if rounds.len() > 1 {
        report.say("By how much other lists differ from the plain ones of the same round:");
        paired(&all, report);
    }
    let standing = |method| standing_of(of(&all, method));
    let curves = Method::curves()
        .map(|(label, methods)| (label, methods.into_iter().map(standing).collect::<Vec<_>>()));
    let alone = [("plain", Method::PLAIN), ("most rated", Method::MostRated)]
        .map(|(label, method)| (label, standing(method)));
    report.figure(&figures::price_of_coverage(&curves, &alone));
}

fn standing_of(rounds: &[Measured]) -> Standing {
    let mean = |value: fn(&Measured) -> f64| Spread::from_values(rounds.iter().map(value)).mean;
    let stars: Option<Vec<f64>> = rounds.iter().map(|round| round.stars).collect();
    Standing {
        coverage: mean(|round| round.coverage),
        hit_ratio: mean(|round| round.hit_ratio),
        stars: stars.map(|stars| Spread::from_values(stars).mean),
    }
}

fn table(run: &str, measures: &[Measure], all: &[Of], report: &mut Report) {
    // Where nothing is known in any round, such as genres, there is no column.
    let known =
        |(.., value): &&Measure| all.iter().flat_map(|of| &of.1).any(|m| value(m).is_some());
    let measures: Vec<&Measure> = measures.iter().filter(known).collect();
    let header: Vec<&str> = ["list"].into_iter().chain(measures.iter().map(|m| m.0)).collect();
    let row = |(method, rounds): &Of| {
        let row = Row::new(format!("{run}, {}", method.name()), method.name());
        measures.iter().fold(row, |row, (_, key, value)| {
            match rounds.iter().map(value).collect::<Option<Vec<f64>>>() {
                Some(values) => row.spread(key, Spread::from_values(values)),
                None => row.cell(""),
            }
        })
    };
    report.table(&header, all.iter().map(row));
}

/// By how much a changed list differs from the plain one of the same round.
fn paired(all: &[Of], report: &mut Report) {
    let plain = &all[0].1;
    report.paired(CHANGED.into_iter().flat_map(|method| {
        let changed = of(all, method);
        PAIRED.iter().filter_map(move |(name, _, value)| {
            let pairs = changed.iter().zip(plain);
            let gains: Option<Vec<f64>> =
                pairs.map(|(changed, plain)| Some(value(changed)? - value(plain)?)).collect();
            Some((format!("{} over plain, {name}", method.name()), gains?))
        })
    }));
}

/// What a method reaches. The plain list is a strength of several.
fn of(all: &[Of], method: Method) -> &[Measured] {
    let of_same_name = all.iter().find(|(other, _)| other.name() == method.name());
    &of_same_name.expect("it is compared").1
}

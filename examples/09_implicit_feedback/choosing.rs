//! Choosing settings on validation interactions, and what choosing on the test would have pretended.

use crate::judged::Judged;
use crate::options::NetworkOptions;
use crate::rankers::{Ranker, Settings};
use crate::round::Round;
use lab::{Report, Result, Row};
use serde_json::json;
use workbook::learn::Spread;
use workbook::models::{AlsSettings, OrderSettings};
use workbook::{Error, interpret::SAMPLED_NEGATIVES};

/// A setting, with the quality that it reaches on validation and on the test.
struct Tried {
    name: String,
    validation: Spread,
    test: Spread,
}

/// Tries all settings of each ranker on the validation interactions and on the test.
pub fn choose(rounds: &[Round], options: &NetworkOptions, mut report: Report) -> Result<()> {
    let mut rankers = Ranker::all(options, &rounds[0].touched, &mut report)?;
    rankers.retain(|ranker| !alternatives(&ranker.settings).is_empty());
    if rankers.is_empty() {
        let problem = "none of these rankers has settings to choose (--models)";
        return Err(Error::Settings(problem.to_owned()).into());
    }
    let validations: Vec<Round> = rounds.iter().map(Round::validation).collect::<Result<_>>()?;
    report.say(
        "NDCG@10 against 99 negatives, in expectation, with each setting: on the second latest \
         interactions\n(validation) and on the latest (test):",
    );
    for ranker in rankers {
        let (names, settings): (Vec<String>, Vec<Settings>) =
            alternatives(&ranker.settings).into_iter().unzip();
        let rankers: Vec<Ranker> = (names.iter().zip(settings))
            .map(|(name, settings)| Ranker { name: format!("{}, {name}", ranker.name), settings })
            .collect();
        let validation = qualities(&rankers, &validations, &mut report)?;
        let test = qualities(&rankers, rounds, &mut report)?;
        let tried = names.into_iter().zip(validation).zip(test);
        let tried = tried.map(|((name, validation), test)| Tried { name, validation, test });
        show(&ranker.name, &tried.collect::<Vec<_>>(), &mut report);
    }
    report.finish()
}

/// What settings are chosen by: NDCG@10, in expectation, so that the luck of one sample does not choose.
fn qualities(rankers: &[Ranker], rounds: &[Round], report: &mut Report) -> Result<Vec<Spread>> {
    let quality = |judged: &Judged| judged.expected_ndcg(SAMPLED_NEGATIVES);
    Ok(Judged::all(rankers, rounds, report)?.iter().map(quality).collect())
}

/// All settings of a ranker, and the one to choose.
fn show(ranker: &str, tried: &[Tried], report: &mut Report) {
    report.table(
        &[ranker, "validation", "test"],
        tried.iter().map(|tried| {
            Row::new(format!("{ranker}, {}", tried.name), &tried.name)
                .spread("validation", tried.validation)
                .spread("test", tried.test)
        }),
    );
    let best = |by: fn(&Tried) -> f64| {
        tried.iter().max_by(|a, b| by(a).total_cmp(&by(b))).expect("there are settings")
    };
    let (chosen, pretended) = (best(|tried| tried.validation.mean), best(|tried| tried.test.mean));
    report.find(
        &format!("chosen, {ranker}"),
        json!({
            "setting": chosen.name, "test": chosen.test.mean,
            "best_on_test": pretended.name, "pretended": pretended.test.mean,
        }),
        format_args!(
            "{ranker}: validation chooses {}, which reaches {:.4} on the test. Choosing on the test would \
             have\npretended {:.4} ({}).",
            chosen.name, chosen.test.mean, pretended.test.mean, pretended.name
        ),
    );
}

/// Settings to try, each with a name.
fn alternatives(settings: &Settings) -> Vec<(String, Settings)> {
    let mut all = Vec::new();
    match settings {
        Settings::Ease { .. } => all.extend(
            [50.0, 100.0, 200.0, 400.0, 800.0, 1600.0]
                .map(|lambda| (format!("lambda={lambda}"), Settings::Ease { lambda })),
        ),
        Settings::EaseInOrder(settings) => {
            for nearness in [0.8, 0.9, 0.95] {
                for recency in [0.7, 0.8, 0.9] {
                    let settings = OrderSettings { nearness, recency, ..*settings };
                    let name = format!("nearness={nearness}, recency={recency}");
                    all.push((name, Settings::EaseInOrder(settings)));
                }
            }
        }
        Settings::Als(settings) => {
            for unobserved in [0.1, 0.3, 1.0] {
                for penalty in [0.003, 0.01, 0.03] {
                    let name = format!("unobserved={unobserved}, penalty={penalty}");
                    let settings = AlsSettings { unobserved, penalty, ..*settings };
                    all.push((name, Settings::Als(settings)));
                }
            }
        }
        Settings::Network(network) => {
            for epochs in [5, 10, 20, 40] {
                let mut network = network.clone();
                network.recipe.epochs = epochs;
                all.push((format!("{epochs} epochs"), Settings::Network(network)));
            }
        }
        Settings::Stars | Settings::Popularity => {}
    }
    all
}

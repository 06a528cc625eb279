//! Chapter 9: rankers on interactions.

use crate::support::{
    assert_bad_options, assert_refused, file, json_lines, run, run_in, small_csv, stdout, summary,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use workbook::models::Ease;

const NAME: &str = "09_implicit_feedback";
/// The rankers of the chapter's table, as runs.
const RUNS: [&str; 6] = ["popularity", "EASE", "iALS", "GMF", "MLP", "NeuMF"];
const KEYS: [&str; 4] = ["hr10_99", "ndcg10_99", "hr10_all", "ndcg10_all"];

/// All lines, without how long anything took.
fn timeless(args: &[&str]) -> Vec<Value> {
    fn forget(value: &mut Value) {
        if let Value::Object(map) = value {
            map.remove("seconds");
            map.values_mut().for_each(forget);
        }
    }
    let mut lines = json_lines(NAME, args);
    lines.iter_mut().for_each(forget);
    lines
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect()
}

/// A crowd of 20 users who watch two thirds of 25 films, with something odd: the user `all` watches
/// everything, `single` one film, and `u1` one film twice.
fn odd_csv(folder: &Path) -> String {
    let mut text = "user,item,rating\n".to_owned();
    for user in 1..=20 {
        for item in (1..=25).filter(|item| (user + item) % 3 != 1) {
            text += &format!("u{user},i{item},{}\n", 1 + item % 5);
        }
    }
    (1..=25).for_each(|item| text += &format!("all,i{item},3\n"));
    file(folder, "odd.csv", text + "single,i3,2\nu1,i1,5\nu1,i1,1\n")
}

/// Fifty users who watch some of 160 films, in order; the smaller a film's number, the more watch it.
fn crowd_csv(folder: &Path) -> String {
    let mut text = "user,item,rating,timestamp\n".to_owned();
    for user in 0..50_usize {
        for item in 1..=160 {
            // A number below 1000 that looks random.
            let chance = (user * 7919 + item * 104_729 + user * item * 31) % 1000;
            if chance * item < 9_000 {
                text += &format!("u{user},i{item},1,{}\n", (user + 13 * item) % 97);
            }
        }
    }
    file(folder, "crowd.csv", text)
}

#[test]
fn every_ranker_has_a_summary_with_both_protocols() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["--data", &crowd_csv(folder.path()), "--epochs", "1", "--batch-size", "64"];
    let with = |more: &[&str]| timeless(&[&args[..], more].concat());
    let lines = with(&["--seed", "3", "--seeds", "2"]);
    assert_eq!(
        lines,
        with(&["--seed", "3", "--seeds", "2"]),
        "the same seeds give the same results"
    );
    let alone = [with(&["--seed", "3"]), with(&["--seed", "4"])];
    for run in RUNS {
        let both = summary(&lines, run);
        for key in KEYS {
            let values = alone.each_ref().map(|lines| &summary(lines, run)[key]);
            assert!(values.iter().all(|value| value["sd"].is_null()), "one seed has no spread");
            let [a, b] = values.map(|value| number(&value["mean"]));
            assert!((0.0..=1.0).contains(&a) && (0.0..=1.0).contains(&b), "{run} {key}: {a} {b}");
            // What a seed gives does not depend on the seeds beside it.
            assert!((number(&both[key]["mean"]) - (a + b) / 2.0).abs() < 1e-12, "{run} {key}");
            let sd = (a - b).abs() * 0.5_f64.sqrt();
            assert!((number(&both[key]["sd"]) - sd).abs() < 1e-12, "{run} {key}");
        }
        let mean = |key: &str| number(&both[key]["mean"]);
        assert!(mean("ndcg10_99") <= mean("hr10_99") && mean("ndcg10_all") <= mean("hr10_all"));
        assert!(mean("hr10_all") <= mean("hr10_99"), "{run}: more competitors, more hits");
    }
    assert_ne!(summary(&alone[0], "EASE"), summary(&alone[1], "EASE"), "the seed draws negatives");
    for network in ["GMF", "MLP", "NeuMF"] {
        let epochs = alone[0].iter().filter(|line| line["run"] == network && line["epoch"] == 0);
        assert!(epochs.count() >= 1, "{network}");
        assert_eq!(summary(&lines, network)["epochs"], 1.0);
    }
    // To say no to everyone is right 99 times of 100, and finds what chance finds.
    let never = summary(&lines, "accuracy, always no");
    assert!((number(&never["accuracy"]) - 0.99).abs() < 1e-9, "{never}");
    assert!((number(&never["hr10_99"]) - 0.1).abs() < 1e-9, "{never}");
}

#[test]
fn the_order_of_the_lines_does_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let csv = odd_csv(folder.path());
    let text = std::fs::read_to_string(&csv).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    let reversed = file(folder.path(), "reversed.csv", lines.join("\n"));
    let of = |csv: &str| {
        let lines = timeless(&["--data", csv, "--models", "popularity,ease,ials,ease-in-order"]);
        ["popularity", "EASE", "iALS", "EASE in order"].map(|run| summary(&lines, run).clone())
    };
    assert_eq!(of(&csv), of(&reversed));
}

#[test]
fn odd_users_are_counted_and_end() {
    let folder = tempfile::tempdir().unwrap();
    let csv = odd_csv(folder.path());
    let lines = timeless(&["--data", &csv, "--epochs", "1", "--batch-size", "32"]);
    let of_user = |user| (1..=25).filter(|item| (user + item) % 3 != 1).count();
    let pairs = 25 + 1 + (1..=20).map(of_user).sum::<usize>();
    let expected = json!({
        "interactions": pairs, "users": 22, "items": 25, "held_out": 21, "not_judged": 1,
        "short_of_negatives": 21, "touched_everything": 1,
    });
    assert_eq!(*summary(&lines, "interactions"), expected);
    for run in RUNS {
        // With so few films, 99 negatives are all there are.
        let summary = summary(&lines, run);
        assert_eq!(
            (&summary["hr10_99"], &summary["ndcg10_99"]),
            (&summary["hr10_all"], &summary["ndcg10_all"])
        );
    }
    let text = stdout(run(NAME, &["--data", &csv, "--models", "popularity"]));
    assert!(
        text.contains("A random one (the data have no times) of each user is held out: 21."),
        "{text}"
    );
    assert!(
        text.contains("21 users have fewer than 99 films left to rank against; 1 have none."),
        "{text}"
    );
    assert!(!text.contains("within a minute"), "without times there are no gaps: {text}");
}

#[test]
fn where_everyone_has_touched_everything_nothing_competes() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--models", "popularity,ease,gmf", "--epochs", "1"];
    let lines = json_lines(NAME, &args);
    for run in ["popularity", "EASE", "GMF"] {
        assert!(KEYS.iter().all(|key| summary(&lines, run)[key]["mean"] == 1.0), "{run}");
    }
    let text = stdout(run(NAME, &args));
    assert!(text.contains("nothing competes with the films held out"), "{text}");
}

#[test]
fn two_users_and_two_films_are_enough() {
    let folder = tempfile::tempdir().unwrap();
    let csv = "user,item,rating\na,x,1\na,y,2\nb,x,1\nb,y,3\n";
    let csv = file(folder.path(), "two.csv", csv);
    let args = ["--data", &csv, "--batch-size", "2", "--epochs", "1"];
    let lines = json_lines(NAME, &args);
    assert_eq!(summary(&lines, "interactions")["held_out"], 2);
    for run in RUNS {
        assert_eq!(summary(&lines, run)["hr10_99"]["mean"], 1.0, "{run}");
    }
    stdout(run(NAME, &[&args[..], &["--quarter"]].concat()));
    let message = format!("no user of {csv} has two interactions to learn from");
    assert_refused(NAME, &[&args[..], &["--choose"]].concat(), &message);
}

#[test]
fn times_may_be_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "user,item,rating,timestamp\n".to_owned();
    for user in 0..9 {
        for item in (0..12).filter(|item| (user + item) % 4 != 0) {
            text += &format!("u{user},i{item},1,{}\n", user * item);
        }
    }
    text += &format!("far,i1,1,{}\nfar,i2,1,{}\n", i64::MIN, i64::MAX);
    let csv = file(folder.path(), "far.csv", text);
    let lines = json_lines(NAME, &["--data", &csv, "--models", "popularity,ease-in-order"]);
    let share = |gap: &str| number(&summary(&lines, &format!("gap, {gap}"))["share"]);
    assert!((share("later") - 10.0).abs() < 1e-9, "one user of ten waited longer than a day");
    let all = ["at the same second", "within a minute", "within a day", "later"].map(share);
    assert!((all.iter().sum::<f64>() - 100.0).abs() < 1e-9, "{all:?}");
}

#[test]
fn a_sample_of_users_is_as_large_as_asked() {
    let args = ["--models", "popularity", "--sample-users", "0.3", "--seed", "5"];
    let lines = timeless(&args);
    let counts = summary(&lines, "interactions");
    assert_eq!(
        (&counts["users"], &counts["held_out"], &counts["items"]),
        (&json!(283), &json!(283), &json!(1682))
    );
    assert_eq!(lines, timeless(&args));
}

#[test]
fn a_user_gets_films_not_watched_and_what_goes_with_the_latest() {
    let lines = json_lines(NAME, &["--recommend", "7"]);
    let recommended = summary(&lines, "recommended");
    let (watched, films) = (strings(&recommended["watched"]), strings(&recommended["films"]));
    let distinct: BTreeSet<&str> = films.iter().copied().collect();
    assert_eq!((films.len(), distinct.len()), (10, 10));
    assert!(watched.len() >= 20 && films.iter().all(|film| !watched.contains(film)));
    for film in &watched[..5] {
        let beside = strings(summary(&lines, &format!("because of {film}")));
        assert_eq!(beside.len(), 3);
        assert!(beside.iter().all(|other| !watched.contains(other)));
    }
    assert_eq!(lines.len(), 6, "nothing else is reported");
    // The same history as a newcomer's leads to the same list.
    let likes = watched.join(",");
    let newcomer = json_lines(NAME, &["--likes", &likes]);
    assert_eq!(summary(&newcomer, "recommended"), recommended);
    let text = stdout(run(NAME, &["--recommend", "7"]));
    assert!(
        text.starts_with(&format!("For user 7, who has watched {} films:", watched.len())),
        "{text}"
    );
}

#[test]
fn names_may_hold_anything() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "user,item,rating\n".to_owned();
    for user in 0..8 {
        for item in (0..12).filter(|item| (user * item + item) % 3 != 2) {
            text += &format!("\"u,{user} \"\"é\",\"Film, The {item:02}\",1\n");
        }
    }
    let csv = file(folder.path(), "quoted.csv", text);
    let lines = json_lines(NAME, &["--data", &csv, "--recommend", "u,3 \"é"]);
    assert_eq!(strings(&summary(&lines, "recommended")["watched"]).len(), 8);
    let lines = json_lines(NAME, &["--data", &csv, "--likes", "Film, The 03,film, the 10"]);
    let recommended = summary(&lines, "recommended");
    assert_eq!(recommended["watched"], json!(["Film, The 03", "Film, The 10"]));
    assert_eq!(strings(&recommended["films"]).len(), 10);
}

#[test]
fn a_quarter_of_each_users_interactions_can_be_held_out() {
    let folder = tempfile::tempdir().unwrap();
    let data = &crowd_csv(folder.path());
    let args = [
        "--data",
        data,
        "--quarter",
        "--models",
        "popularity,ease,gmf",
        "--epochs",
        "1",
        "--seeds",
        "2",
    ];
    let lines = timeless(&args);
    assert_eq!(lines, timeless(&args));
    for run in ["popularity", "EASE", "GMF"] {
        let quality = summary(&lines, &format!("quarter, {run}"));
        for key in ["ndcg10", "precision10"] {
            let (mean, sd) = (number(&quality[key]["mean"]), number(&quality[key]["sd"]));
            assert!(mean > 0.0 && mean < 1.0 && sd > 0.0, "{run}: {quality}");
        }
    }
}

#[test]
fn settings_are_chosen_by_validation_and_never_by_the_test() {
    let folder = tempfile::tempdir().unwrap();
    let data = &crowd_csv(folder.path());
    let args = ["--data", data, "--choose", "--models", "popularity,ease,ials"];
    let lines = timeless(&args);
    assert_eq!(lines, timeless(&args));
    for (ranker, n_settings) in [("EASE", 6), ("iALS", 9)] {
        let tried: Vec<(&str, f64, f64)> = lines
            .iter()
            .filter_map(|line| {
                let name = line["run"].as_str()?.strip_prefix(&format!("{ranker}, "))?;
                let of = |part: &str| number(&line["summary"][part]["mean"]);
                Some((name, of("validation"), of("test")))
            })
            .collect();
        assert_eq!(tried.len(), n_settings);
        let highest = |part: fn(&(&str, f64, f64)) -> f64| {
            tried.iter().map(part).fold(f64::NEG_INFINITY, f64::max)
        };
        let chosen = summary(&lines, &format!("chosen, {ranker}"));
        let (_, validation, test) =
            tried.iter().find(|tried| chosen["setting"] == tried.0).unwrap();
        assert_eq!(*validation, highest(|tried| tried.1));
        assert_eq!(*test, number(&chosen["test"]));
        assert_eq!(number(&chosen["pretended"]), highest(|tried| tried.2));
    }
    let text = stdout(run_in(folder.path(), NAME, &args));
    assert!(!text.contains('\\'), "{text}");
}

#[test]
fn too_many_films_for_ease_are_told_before_anything_is_trained() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "user,item,rating\n".to_owned();
    for item in 0..=Ease::MOST_ITEMS {
        text += &format!("u{},i{item},{}\nu9,i{},1\n", item % 3, 1 + item % 5, item / 2);
    }
    let csv = file(folder.path(), "many.csv", text);
    let message = "EASE compares every item with every other, which takes 2.3 GB for these 12001, and more \
                   than 12000 are refused; leave rare items out of the data";
    let asked = ["--data", &csv, "--models", "popularity,ease"];
    assert_refused(NAME, &asked, &format!("{message}, or choose other models (--models)"));
    assert_refused(NAME, &["--data", &csv, "--likes", "i77"], message);
    // Without being asked for, it is left out.
    let lines = json_lines(NAME, &["--data", &csv, "--epochs", "1"]);
    assert_eq!(summary(&lines, "without EASE")["why"], message);
    summary(&lines, "popularity");
    assert!(lines.iter().all(|line| line["run"] != "EASE" && line["run"] != "EASE in order"));
}

#[test]
fn what_cannot_be_done_is_one_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let singles = file(folder, "singles.csv", "user,item,rating\na,x,1\nb,x,2\nc,y,3\na,x,4\n");
    let odd = odd_csv(folder);
    let bad = file(folder, "bad.csv", "user,item,rating\na,x,1\na,y,much\n");
    let nothing = format!("no user of {singles} has two interactions to learn from");
    // Each training interaction has four negatives: everyone has a film left, the one held out if no other.
    let n_train = timeless(&["--data", &odd, "--models", "popularity"]);
    let n_train = summary(&n_train, "interactions")["interactions"].as_u64().unwrap() - 21;
    let unfilled = format!("{} training ratings do not fill a batch of 9999;", 5 * n_train);
    for (args, message) in [
        (vec!["--data", &singles], nothing.as_str()),
        (vec!["--data", &singles, "--quarter"], &nothing),
        (vec!["--data", &singles, "--choose"], &nothing),
        (vec!["--data", &bad], &format!("{bad}:3: the rating `much` is not a number")),
        (
            vec!["--data", &odd, "--choose", "--models", "popularity"],
            "none of these rankers has settings",
        ),
        (vec!["--data", &odd, "--models", "gmf", "--batch-size", "9999"], &unfilled),
        (
            vec!["--data", &odd, "--models", "gmf", "--lr", "1e38", "--batch-size", "32"],
            "the training loss became",
        ),
        (vec!["--recommend", "944"], "no user `944` in builtin; the first is `1`"),
        (vec!["--recommend", "#na#"], "no user `#na#` in builtin"),
        (vec!["--recommend", ""], "no user `` in builtin"),
        (
            vec!["--recommend", "1", "--sample-users", "0.001", "--seed", "1"],
            "user `1` is not among the users sampled",
        ),
        (vec!["--likes", "Nosuchfilm"], "no title contains `Nosuchfilm`"),
        (vec!["--likes", "Copper"], "`Copper` is in "),
        (vec!["--likes", ""], "`` is in 1682 titles"),
        (
            vec!["--likes", "Radiant Beacon,radiant beacon"],
            "`Radiant Beacon (1954)` is named twice",
        ),
    ] {
        assert_refused(NAME, &args, message);
    }
}

#[test]
fn bad_options_are_refused_before_anything_runs() {
    for args in [
        ["--sample-users", "0"],
        ["--sample-users", "1.1"],
        ["--sample-users", "NaN"],
        ["--models", "svd"],
        ["--models", ""],
        ["--negatives", "0"],
        ["--hidden", "0"],
        ["--hidden", "64,"],
        ["--choose", "--quarter"],
        ["--recommend=1", "--likes=x"],
        ["--valid-rows", "rows.txt"],
    ] {
        assert_bad_options(NAME, &args);
    }
}

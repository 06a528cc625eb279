//! Who is judged by the split by time: hardly anyone that the models know.

use crate::ladder::Place;
use crate::rungs::Rung;
use lab::{Report, Row};
use serde_json::json;
use std::collections::HashSet;
use workbook::data::Dataset;

/// Seconds in a day.
const DAY: u64 = 24 * 60 * 60;

pub fn report(data: &Dataset, by_time: &Place, report: &mut Report) {
    let split = &by_time.split;
    let late = split.valid_rows.iter().map(|&row| data.ratings.users[row]);
    let users = late.collect::<HashSet<_>>().len();
    let is_new = |i: usize| split.valid.users[i] == 0;
    let n = split.valid.len();
    let ratings = (0..n).filter(|&i| is_new(i)).count();
    let (stayed, all) = within_a_day(data);
    report.find(
        "newcomers",
        json!({
            "users": users, "new": split.unseen.users, "ratings": n, "by_new": ratings,
            "share": ratings as f64 / n as f64, "new_films": split.unseen.items,
            "within_a_day": stayed, "all_users": all,
        }),
        format_args!(
            "Split by time, {users} users give the {n} latest ratings. {} of them have no earlier rating, \
             and they\ngive {ratings} of these. ({stayed} of all {all} users give their first rating and \
             their last within a day.)",
            split.unseen.users
        ),
    );
    if ratings == 0 || ratings == n {
        return;
    }
    report.say("The same losses, by whether the user has a rating in training:");
    report.table(
        &["model, split by time", "known users", "new users"],
        Rung::ALL.map(|rung| {
            Row::new(format!("by time, {}", rung.name()), rung.name())
                .spread("known", by_time.loss_where(rung, |i| !is_new(i)))
                .spread("new", by_time.loss_where(rung, is_new))
        }),
    );
    let [model, biases] = [Rung::Decayed, Rung::Biases];
    let pair = |users: &str| format!("{} over {}, {users} users", model.name(), biases.name());
    report.paired([
        (pair("known"), by_time.gains_where(model, biases, |i| !is_new(i))),
        (pair("new"), by_time.gains_where(model, biases, is_new)),
    ]);
}

/// How many users give their first rating and their last within a day, and how many there are.
fn within_a_day(data: &Dataset) -> (usize, usize) {
    let times = data.ratings.timestamps.iter().flatten();
    let mut visits = vec![None; data.n_users()];
    for (&user, &time) in data.ratings.users.iter().zip(times) {
        let (first, last) = visits[user as usize].unwrap_or((time, time));
        visits[user as usize] = Some((time.min(first), time.max(last)));
    }
    let stays = visits.into_iter().flatten().map(|(first, last): (i64, i64)| last.abs_diff(first));
    let stays: Vec<u64> = stays.collect();
    (stays.iter().filter(|&&stay| stay < DAY).count(), stays.len())
}

//! How the ratings are distributed: over the stars, over the films and over the users.

use lab::{Report, figures};
use serde_json::json;
use workbook::data::{Bar, Dataset};

/// How often each rating is given, and how unevenly ratings fall on films and users.
pub fn shares_and_counts(data: &Dataset, report: &mut Report) {
    let n = data.ratings.len() as f64;
    let bars = data.scale().histogram(&data.ratings.values);
    let share = |bar: &Bar| 100.0 * bar.ratings as f64 / n;
    report.list(
        &["rating", "share"],
        bars.iter().map(|bar| [bar.label.clone(), format!("{:.1} %", share(bar))]),
    );
    let bar = |bar: &Bar| json!({"from": bar.from, "to": bar.to, "ratings": bar.ratings, "share": bar.ratings as f64 / n});
    report.values("histogram", json!({"bars": bars.iter().map(bar).collect::<Vec<_>>()}));
    report.figure(&figures::rating_shares(&bars));

    let films = most_first(data.ratings_per_item());
    let users = most_first(data.ratings_per_user());
    let top_tenth: usize = films[..films.len().div_ceil(10)].iter().sum();
    let share = top_tenth as f64 / n;
    let (film, user) = (films[films.len() / 2], users[users.len() / 2]);
    report.find(
        "counts",
        json!({
            "top_tenth": share, "median_film": film, "median_user": user, "most_rated": films[0],
            "rated_once": films.iter().filter(|&&count| count == 1).count(),
            "busiest_user": users[0], "least_busy_user": users[users.len() - 1],
        }),
        format_args!(
            "The most rated tenth of the films has {:.0} % of the ratings; the film in the middle has \
             {film}, the user in the middle gave {user}.",
            100.0 * share
        ),
    );
    report.figure(&figures::long_tail(&films, &users));
}

/// The counts above zero in descending order.
fn most_first(mut counts: Vec<usize>) -> Vec<usize> {
    counts.retain(|&count| count > 0);
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts
}

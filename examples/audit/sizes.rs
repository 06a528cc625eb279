//! Two data sets with similar names.

use lab::{Report, Row};
use workbook::data::Dataset;

/// Ratings, users, rated films, and how many of those have at most [`FEW`] ratings.
const KNOWN: [(&str, [usize; 4]); 2] = [
    ("MovieLens 100K", [100_000, 943, 1_682, 269]),
    ("ml-latest-small", [100_836, 610, 9_724, 5_544]),
];
const FEW: usize = 3;

/// The sizes of both, and of the data at hand.
pub fn show(data: &Dataset, report: &mut Report) {
    // Row 0 stands for what is unknown.
    let counts = &data.ratings_per_item()[1..];
    let rare = counts.iter().filter(|&&count| count <= FEW).count();
    let here = ("these data", [data.ratings.len(), data.n_users() - 1, counts.len(), rare]);
    report.say("4. Two data sets of a hundred thousand ratings, and the one loaded here:");
    report.table(
        &["data", "ratings", "users", "films", "filled", "rarely rated"],
        KNOWN.into_iter().chain([here]).map(|(name, [ratings, users, films, rare])| {
            Row::new(name, name)
                .cell(ratings.to_string())
                .cell(users.to_string())
                .cell(films.to_string())
                .percent("filled", 100.0 * ratings as f64 / (users * films) as f64, 1)
                .percent("rare", 100.0 * rare as f64 / films as f64, 1)
                .hidden("ratings", ratings)
                .hidden("users", users)
                .hidden("films", films)
        }),
    );
}

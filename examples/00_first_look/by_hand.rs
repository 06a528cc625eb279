//! Scores from numbers that were written by hand.

use lab::Report;

/// Three factors for five films and one viewer.
pub fn films(report: &mut Report) {
    // ANCHOR: films
    let viewer = [0.9, 0.8, -0.6];
    let films = [
        ("The Rise of Skywalker", [0.98, 0.9, -0.9]),
        ("Avengers: Endgame", [0.9, 0.95, -0.85]),
        ("Edge of Tomorrow", [0.85, 0.8, -0.75]),
        ("Modern Times", [-0.8, -0.4, 0.9]),
        ("Casablanca", [-0.99, -0.3, 0.8]),
    ];
    // ANCHOR_END: films
    report
        .say(format_args!("A viewer whose taste in (science fiction, action, old) is {viewer:?}:"));
    report.list(
        &["film", "sci-fi", "action", "old", "dot product"],
        films.map(|(title, factors)| {
            let [scifi, action, old] = factors.map(|x| x.to_string());
            [title.to_owned(), scifi, action, old, format!("{:.3}", dot(&viewer, &factors))]
        }),
    );
}

/// Yes-or-no features of five songs, and one listener.
pub fn songs(report: &mut Report) {
    // Queen, Led Zeppelin, Guns N' Roses, John Lennon, Billie Eilish; Rock, Classic Rock, Pop.
    let listener = [1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0];
    let songs = [
        ("Bohemian Rhapsody", [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0]),
        ("Stairway to Heaven", [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0]),
        ("Sweet Child o' Mine", [0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0]),
        ("Imagine", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]),
        ("Bad Guy", [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]),
    ];
    report.say("Content-based: how many features each song shares with what a listener likes.");
    report.list(
        &["song", "features shared"],
        songs.map(|(title, features)| [title.to_owned(), dot(&listener, &features).to_string()]),
    );
    report.say(
        "No one could write down such numbers for a whole catalogue, so they must be learned.",
    );
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

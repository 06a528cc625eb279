//! What the built-in data promises: its proportions, its formats, and the signal it carries.

use super::*;
use crate::data::truth::{Latent, N_FACTORS, affinity};
use std::collections::HashSet;

/// 1 September 1997, in Unix time.
const PERIOD_START: u32 = 873_072_000;
/// 1 May 1998, in Unix time.
const PERIOD_END: u32 = 893_980_800;

/// The rows of `u.data`: user, film, stars, Unix time.
fn rows(files: &Files) -> Vec<(usize, usize, u8, u32)> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .from_reader(files.ratings.as_slice());
    reader.deserialize().map(|row| row.expect("four numbers a row")).collect()
}

/// The lines of a file in ISO-8859-1, split at `|`.
fn fields(bytes: &[u8]) -> Vec<Vec<String>> {
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    text.lines().map(|line| line.split('|').map(String::from).collect()).collect()
}

/// How often each id from 1 to `n` occurs, in descending order.
fn counts(ids: impl Iterator<Item = usize>, n: usize) -> Vec<usize> {
    let mut counts = vec![0; n];
    ids.for_each(|id| counts[id - 1] += 1);
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts
}

/// The share of the variance of `values` that lies between the groups: 0 if the groups tell
/// nothing, 1 if they tell everything.
fn share_between_groups(values: &[f64], groups: &[usize]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let overall = mean(values);
    let total: f64 = values.iter().map(|x| (x - overall).powi(2)).sum();
    let group_numbers: HashSet<usize> = groups.iter().copied().collect();
    let between = group_numbers.into_iter().map(|number| {
        let members: Vec<f64> =
            values.iter().zip(groups).filter(|(_, g)| **g == number).map(|(x, _)| *x).collect();
        members.len() as f64 * (mean(&members) - overall).powi(2)
    });
    between.sum::<f64>() / total
}

#[test]
fn the_committed_files_are_what_the_generator_makes() {
    let files = generate();
    // Not `assert_eq!`: on failure it would print two million numbers.
    assert!(files.ratings == include_bytes!("../../../data/builtin/u.data"), "u.data differs");
    assert!(files.items == include_bytes!("../../../data/builtin/u.item"), "u.item differs");
    assert!(files.users == include_bytes!("../../../data/builtin/u.user"), "u.user differs");
    assert!(files.genres == include_bytes!("../../../data/builtin/u.genre"), "u.genre differs");
    assert!(
        files.occupations == include_bytes!("../../../data/builtin/u.occupation"),
        "u.occupation differs"
    );
    assert!(files.truth == include_bytes!("../../../data/builtin/truth.csv"), "truth.csv differs");
}

#[test]
fn every_user_rates_at_least_20_films_once_and_every_film_is_rated() {
    let rows = rows(&generate());
    assert_eq!(rows.len(), N_RATINGS);
    let pairs: HashSet<_> = rows.iter().map(|&(user, film, ..)| (user, film)).collect();
    assert_eq!(pairs.len(), N_RATINGS, "a user rates a film twice");
    let (users, films) =
        (counts(rows.iter().map(|r| r.0), N_USERS), counts(rows.iter().map(|r| r.1), N_FILMS));
    assert!(users[N_USERS - 1] >= 20, "a user has only {} ratings", users[N_USERS - 1]);
    assert!(films[N_FILMS - 1] >= 1, "a film has no rating");
}

#[test]
fn popularity_and_activity_have_long_tails() {
    let rows = rows(&generate());
    let (users, films) =
        (counts(rows.iter().map(|r| r.0), N_USERS), counts(rows.iter().map(|r| r.1), N_FILMS));
    assert!((500..=700).contains(&users[0]), "most active user: {}", users[0]);
    assert!((55..=75).contains(&users[N_USERS / 2]), "median user: {}", users[N_USERS / 2]);
    assert!((480..=600).contains(&films[0]), "most rated film: {}", films[0]);
    assert!((20..=34).contains(&films[N_FILMS / 2]), "median film: {}", films[N_FILMS / 2]);
    let rare = films.iter().filter(|&&count| count <= 3).count();
    assert!((150..=400).contains(&rare), "{rare} films with one to three ratings");
}

#[test]
fn stars_lean_towards_the_upper_end_roughly_as_in_movielens() {
    let rows = rows(&generate());
    for (stars, percent) in (1..=5).zip([6.0, 11.0, 27.0, 34.0, 21.0]) {
        let share =
            100.0 * rows.iter().filter(|row| row.2 == stars).count() as f64 / N_RATINGS as f64;
        assert!(
            (share - percent).abs() < 9.0,
            "{stars} stars: {share:.1} %, MovieLens has {percent} %"
        );
    }
}

#[test]
fn times_lie_between_september_1997_and_april_1998_in_sittings() {
    let mut by_user = vec![Vec::new(); N_USERS];
    for (user, _, _, time) in rows(&generate()) {
        assert!((PERIOD_START..PERIOD_END).contains(&time), "user {user} rates at {time}");
        by_user[user - 1].push(time);
    }
    for (index, times) in by_user.iter_mut().enumerate() {
        times.sort_unstable();
        let sittings = 1 + times.windows(2).filter(|pair| pair[1] - pair[0] > 60 * 60).count();
        assert!(
            sittings <= times.len() / 2,
            "user {} has {sittings} sittings for {} ratings",
            index + 1,
            times.len()
        );
    }
}

#[test]
fn films_have_the_columns_of_movielens_and_titles_of_their_own() {
    let films = fields(&generate().items);
    assert_eq!(films.len(), N_FILMS);
    let mut titles = HashSet::new();
    for (fields, id) in films.iter().zip(1..) {
        let [number, title, date, video, address, flags @ ..] = fields.as_slice() else {
            panic!("too few fields")
        };
        assert_eq!(number.parse(), Ok(id), "ids count up from 1");
        let year =
            title.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map(|(_, year)| year);
        assert_eq!(year, date.get(7..), "{title} and its date {date} agree on the year");
        assert!(video.is_empty() && address.is_empty());
        assert_eq!(flags.len(), 19);
        assert!(
            flags.iter().all(|flag| flag == "0" || flag == "1")
                && flags.iter().any(|flag| flag == "1")
        );
        assert!(titles.insert(title), "{title} occurs twice");
    }
    let accented = titles.iter().filter(|title| !title.is_ascii()).count();
    assert!((10..200).contains(&accented), "{accented} titles need ISO-8859-1");
    let articles = titles.iter().filter(|title| title.contains(", The (")).count();
    assert!((300..900).contains(&articles), "{articles} titles end with `, The`");
}

#[test]
fn users_have_the_columns_of_movielens() {
    let files = generate();
    let occupations: HashSet<Vec<String>> = fields(&files.occupations).into_iter().collect();
    assert_eq!(occupations.len(), 21);
    let users = fields(&files.users);
    assert_eq!(users.len(), N_USERS);
    for (fields, id) in users.iter().zip(1..) {
        let [number, age, gender, occupation, zip] = fields.as_slice() else {
            panic!("five fields, not {fields:?}")
        };
        assert_eq!(number.parse(), Ok(id), "ids count up from 1");
        assert!((10..=75).contains(&age.parse::<u8>().expect("a whole number of years")));
        assert!(gender == "F" || gender == "M");
        assert!(
            occupations.contains(&vec![occupation.clone()]),
            "{occupation} is not in u.occupation"
        );
        assert!(
            zip.len() == 5 && zip.bytes().all(|byte| byte.is_ascii_digit()),
            "{zip} is not a zip code"
        );
    }
}

#[test]
fn side_information_tells_part_of_the_tastes_but_not_all() {
    let (people, films) = (people::people(), films::films());
    let truth = tastes::truth(&people, &films);
    let factor = |latents: &[Latent], axis: usize| {
        latents.iter().map(|l| l.factors[axis]).collect::<Vec<_>>()
    };
    let occupations: Vec<usize> = people.iter().map(|person| person.occupation).collect();
    let genres: Vec<usize> = films.iter().map(|film| film.genres[0]).collect();
    for axis in 0..3 {
        let of_films = share_between_groups(&factor(&truth.films, axis), &genres);
        assert!(
            (0.10..0.35).contains(&of_films),
            "main genre explains {of_films:.2} of film factor {axis}"
        );
        let of_users = share_between_groups(&factor(&truth.users, axis), &occupations);
        assert!(
            (0.05..0.35).contains(&of_users),
            "occupation explains {of_users:.2} of user factor {axis}"
        );
    }
}

#[test]
fn factors_decrease_in_strength() {
    let truth = tastes::truth(&people::people(), &films::films());
    let spread = |latents: &[Latent], axis: usize| {
        latents.iter().map(|l| l.factors[axis].powi(2)).sum::<f64>()
    };
    for axis in 1..N_FACTORS {
        assert!(
            spread(&truth.films, axis) < spread(&truth.films, axis - 1),
            "axis {axis} of the films"
        );
        assert!(
            spread(&truth.users, axis) < spread(&truth.users, axis - 1),
            "axis {axis} of the users"
        );
    }
}

#[test]
fn users_rate_what_they_will_like_and_popular_films_are_better() {
    let truth = tastes::truth(&people::people(), &films::films());
    let rows = rows(&generate());
    let mean = |values: &mut dyn Iterator<Item = f64>| {
        let (sum, count) = values.fold((0.0, 0.0), |(sum, count), x| (sum + x, count + 1.0));
        sum / count
    };
    let of_rated =
        mean(&mut rows.iter().map(|r| affinity(&truth.users[r.0 - 1], &truth.films[r.1 - 1])));
    let all = truth
        .users
        .iter()
        .flat_map(|user| truth.films.iter().map(move |film| affinity(user, film)));
    let of_all = mean(&mut all.into_iter());
    assert!(
        of_rated > of_all + 0.1,
        "affinity of rated films {of_rated:.3}, of all films {of_all:.3}"
    );

    let bias_of_rated = mean(&mut rows.iter().map(|r| truth.films[r.1 - 1].bias));
    assert!(
        bias_of_rated > 0.1,
        "the mean film bias is 0, that of the mean rating's film {bias_of_rated:.3}"
    );
}

/// Not a check: after a change of the generator, `cargo test write_the_files -- --ignored` makes
/// the files anew.
#[test]
#[ignore = "writes data/builtin; to be run by hand after a change of the generator"]
fn write_the_files() {
    let files = generate();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/builtin");
    for (name, content) in [
        ("u.data", files.ratings),
        ("u.item", files.items),
        ("u.user", files.users),
        ("u.genre", files.genres),
        ("u.occupation", files.occupations),
        ("truth.csv", files.truth),
    ] {
        std::fs::write(folder.join(name), content).expect("the folder can be written to");
    }
}

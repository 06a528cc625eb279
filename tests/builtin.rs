//! What the built-in data promises: its files, its proportions, and a truth that its ratings follow.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::LazyLock;
use workbook::data::builtin::{Latent, N_FACTORS, Truth, dataset, noise_floor, true_ranking};
use workbook::data::synthetic::Shape;
use workbook::data::{Dataset, Touched, builtin, read_csv, synthetic};

static DATA: LazyLock<Dataset> = LazyLock::new(dataset);
static TRUTH: LazyLock<Truth> = LazyLock::new(Truth::builtin);

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/builtin").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines of a file in ISO-8859-1, split at `|`.
fn fields(name: &str) -> Vec<Vec<String>> {
    let text: String = file(name).into_iter().map(char::from).collect();
    text.lines().map(|line| line.split('|').map(String::from).collect()).collect()
}

/// The ids of user and film, and the stars, of every rating.
fn ratings() -> impl Iterator<Item = (usize, usize, f64)> + Clone {
    let id = |id: &str| id.parse::<usize>().unwrap();
    let ratings = &DATA.ratings;
    (0..ratings.len()).map(move |i| {
        let rating = ratings.get(i);
        let user = DATA.user_records[rating.user].as_ref().unwrap();
        let film = DATA.item_records[rating.item].as_ref().unwrap();
        (id(&user.id), id(&film.id), f64::from(rating.value))
    })
}

/// How far, in stars squared, a rating scatters around its expectation.
fn variance(user: usize, film: usize) -> f64 {
    let expected = TRUTH.expected_rating(user, film);
    let stars = (1..).map(f64::from).zip(TRUTH.probabilities(user, film));
    stars.map(|(stars, p)| (stars - expected).powi(2) * p).sum()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), x| (sum + x, count + 1.0));
    sum / count
}

/// Of carriage returns before line feeds, which a clone may have and the repository has not, nothing is
/// compared.
#[test]
fn the_committed_files_are_what_the_generator_makes() {
    for (name, content) in synthetic::generate() {
        let file = file(name);
        let bytes = file.iter().enumerate();
        let committed =
            bytes.filter(|&(i, &byte)| byte != b'\r' || file.get(i + 1) != Some(&b'\n'));
        // Not `assert_eq!`, which would print two million numbers on failure.
        assert!(
            content.iter().eq(committed.map(|(_, byte)| byte)),
            "{name} differs: cargo run -p make-builtin -- data/builtin"
        );
    }
}

#[test]
fn the_set_made_in_memory_is_the_one_in_the_files() {
    let (made, read) = (synthetic::dataset(), builtin::dataset());
    assert_eq!((made.users, made.items), (read.users, read.items));
    assert_eq!(made.ratings, read.ratings);
    assert_eq!(made.user_records, read.user_records);
    assert_eq!(made.item_records, read.item_records);
    assert_eq!((made.name, made.notes), (read.name, read.notes));
}

#[test]
fn another_set_is_of_the_same_make_with_other_ratings() {
    let (ratings, truth) = synthetic::another(1);
    let built_in = builtin::dataset();
    assert_eq!(ratings.len(), built_in.ratings.len());
    assert_eq!(synthetic::another(1).0, ratings, "the same for the same seed");
    assert_ne!(synthetic::another(2).0, ratings);
    let loss_of_truth = mean(ratings.iter().map(|rating| {
        (f64::from(rating.value) - truth.expected_rating(rating.user, rating.item)).powi(2)
    }));
    let split = built_in.split_random(0.2, 42).unwrap();
    let floor = builtin::noise_floor(&built_in, &split).unwrap();
    assert!((loss_of_truth - floor).abs() < 0.03, "{loss_of_truth}, {floor}");
}

/// Small sets draw a wish for every pair, and large ones offer films until enough are taken.
#[test]
fn sets_of_other_sizes_are_of_the_same_make() {
    for n in [10_000, 300_000] {
        let shape = Shape::with_ratings(n);
        let (ratings, truth) = synthetic::of_shape(shape, 5);
        assert_eq!(
            (ratings.len(), truth.users.len(), truth.films.len()),
            (n, shape.users, shape.films)
        );
        assert_eq!(synthetic::of_shape(shape, 5).0, ratings, "the same for the same seed");
        let pairs: HashSet<_> = ratings.pairs().collect();
        assert_eq!(pairs.len(), n, "no pair twice");
        let mut by_user = vec![0; shape.users + 1];
        let mut by_film = vec![0; shape.films + 1];
        for (user, film) in ratings.pairs() {
            by_user[user] += 1;
            by_film[film] += 1;
        }
        assert!(by_user[1..].iter().all(|count| (20..=shape.films / 2).contains(count)));
        assert!(by_film[1..].iter().all(|&count| count >= 1));

        // Users rate popular films, which are better, and what they will like.
        let affinity =
            |user: usize, film: usize| truth.users[user - 1].affinity(&truth.films[film - 1]);
        let of_rated = mean(ratings.pairs().map(|(user, film)| affinity(user, film)));
        let users = 1..=shape.users.min(500);
        let all = users.flat_map(|user| (1..=shape.films).map(move |film| (user, film)));
        let of_all = mean(all.map(|(user, film)| affinity(user, film)));
        assert!(
            of_rated > of_all + 0.1,
            "affinity of rated films {of_rated:.3}, of all {of_all:.3}"
        );
        let mut counts = by_film[1..].to_vec();
        counts.sort_unstable();
        assert!(counts[shape.films - 1] > 4 * counts[shape.films / 2], "a long tail");

        // The noise floor is the variance that the truth predicts.
        let floor = truth.noise_floor(&ratings);
        let predicted = mean(ratings.pairs().map(|(user, film)| {
            let expected = truth.expected_rating(user, film);
            let stars = (1..).map(f64::from).zip(truth.probabilities(user, film));
            stars.map(|(stars, p)| (stars - expected).powi(2) * p).sum()
        }));
        assert!((floor - predicted).abs() < 0.03, "{floor}, predicted {predicted}");
    }
}

#[test]
fn every_user_rates_at_least_20_films_once_and_every_film_is_rated() {
    let pairs: HashSet<_> = ratings().map(|(user, film, _)| (user, film)).collect();
    assert_eq!((DATA.ratings.len(), pairs.len()), (100_000, 100_000));
    // Row 0 is the unknown user and film.
    let (users, films) = (&DATA.ratings_per_user()[1..], &DATA.ratings_per_item()[1..]);
    assert_eq!((users.len(), films.len()), (943, 1682));
    assert!(users.iter().all(|&count| count >= 20));
    assert!(films.iter().all(|&count| count >= 1));
}

#[test]
fn popularity_and_activity_have_long_tails() {
    let (mut users, mut films) = (DATA.ratings_per_user(), DATA.ratings_per_item());
    for (what, counts, most, median) in
        [("user", &mut users, 500..=700, 55..=75), ("film", &mut films, 480..=600, 20..=34)]
    {
        counts.sort_unstable_by(|a, b| b.cmp(a));
        assert!(most.contains(&counts[0]), "{what} with most ratings: {}", counts[0]);
        let middle = counts[(counts.len() - 1) / 2];
        assert!(median.contains(&middle), "median {what}: {middle}");
    }
    let rare = films.iter().filter(|count| (1..=3).contains(*count)).count();
    assert!((150..=400).contains(&rare), "{rare} films with one to three ratings");
}

#[test]
fn stars_lean_towards_the_upper_end_as_in_movielens() {
    // MovieLens 100K has a mean of 3.53, and shares of 6.1, 11.4, 27.1, 34.2 and 21.2 %.
    let average = mean(ratings().map(|(.., stars)| stars));
    assert!((average - 3.53).abs() < 0.1, "{average}");
    // The averages over eight seeds of the generator; no seed was further off than 1.3 points.
    for (stars, percent) in (1..).zip([6.2, 15.6, 26.5, 25.8, 25.8]) {
        let count = ratings().filter(|rating| rating.2 == f64::from(stars)).count();
        let share = 100.0 * count as f64 / DATA.ratings.len() as f64;
        assert!((share - percent).abs() < 1.5, "{stars} stars: {share:.1} %");
    }
}

#[test]
fn times_lie_between_september_1997_and_april_1998_in_sittings() {
    let (start, end) = (873_072_000, 893_980_800); // 1 September and 1 May
    let mut by_user = vec![Vec::new(); DATA.n_users()];
    for (&user, &time) in DATA.ratings.users.iter().zip(DATA.ratings.timestamps.as_ref().unwrap()) {
        assert!((start..end).contains(&time), "user {user} rates at {time}");
        by_user[user as usize].push(time);
    }
    for (user, times) in by_user.iter_mut().enumerate().skip(1) {
        times.sort_unstable();
        let breaks = times.windows(2).filter(|pair| pair[1] - pair[0] > 60 * 60).count();
        assert!(breaks < times.len() / 2, "user {user}: {breaks} breaks, {} ratings", times.len());
    }
}

#[test]
fn films_have_the_columns_of_movielens_and_titles_of_their_own() {
    let films = fields("u.item");
    let mut titles = HashSet::new();
    for (film, id) in films.iter().zip(1..) {
        let [number, title, date, video, address, flags @ ..] = film.as_slice() else {
            panic!("too few fields")
        };
        assert_eq!(number.parse(), Ok(id), "ids count up from 1");
        assert!(title.ends_with(&format!(" ({})", &date[7..])), "{title}, released {date}");
        assert!(video.is_empty() && address.is_empty());
        assert_eq!(flags.len(), 19);
        assert!(flags.iter().all(|flag| flag == "0" || flag == "1"));
        assert!(flags.iter().any(|flag| flag == "1"), "{title} has no genre");
        assert!(titles.insert(title), "{title} occurs twice");
    }
    let accented = titles.iter().filter(|title| !title.is_ascii()).count();
    assert!((10..200).contains(&accented), "{accented} titles need ISO-8859-1");
    let articles = titles.iter().filter(|title| title.contains(", The (")).count();
    assert!((300..900).contains(&articles), "{articles} titles end with `, The`");
}

#[test]
fn users_have_the_columns_of_movielens() {
    let occupations: HashSet<String> = fields("u.occupation").into_iter().flatten().collect();
    assert_eq!(occupations.len(), 21);
    for (user, id) in fields("u.user").iter().zip(1..) {
        let [number, age, gender, occupation, zip] = user.as_slice() else {
            panic!("five fields, not {user:?}")
        };
        assert_eq!(number.parse(), Ok(id), "ids count up from 1");
        assert!((10..=75).contains(&age.parse::<u8>().unwrap()));
        assert!(gender == "F" || gender == "M");
        assert!(occupations.contains(occupation), "{occupation} is not in u.occupation");
        assert!(zip.len() == 5 && zip.bytes().all(|byte| byte.is_ascii_digit()), "{zip}");
    }
}

#[test]
fn factors_decrease_in_strength() {
    for latents in [&TRUTH.users, &TRUTH.films] {
        let strength = |axis: usize| mean(latents.iter().map(|l| l.factors[axis].powi(2)));
        assert!((1..N_FACTORS).all(|axis| strength(axis) < strength(axis - 1)));
    }
}

#[test]
fn users_rate_what_they_will_like_and_popular_films_are_better() {
    let user = |id: usize| -> &Latent { &TRUTH.users[id - 1] };
    let film = |id: usize| -> &Latent { &TRUTH.films[id - 1] };
    let of_rated = mean(ratings().map(|(u, f, _)| user(u).affinity(film(f))));
    let all = TRUTH.users.iter().flat_map(|u| TRUTH.films.iter().map(|f| u.affinity(f)));
    let of_all = mean(all);
    assert!(of_rated > of_all + 0.1, "affinity of rated films {of_rated:.3}, of all {of_all:.3}");
    // The mean bias of all films is 0.
    let bias_of_rated = mean(ratings().map(|(_, f, _)| film(f).bias));
    assert!(bias_of_rated > 0.1, "{bias_of_rated:.3}");
}

#[test]
fn the_noise_floor_is_the_error_that_the_truth_predicts() {
    let errors: Vec<f64> =
        ratings().map(|(u, f, stars)| (stars - TRUTH.expected_rating(u, f)).powi(2)).collect();
    let floor = mean(errors.iter().copied());
    let predicted = mean(ratings().map(|(u, f, _)| variance(u, f)));
    // Four standard errors of the mean squared error; chance alone exceeds them once in 16,000 data
    // sets.
    let spread = mean(errors.iter().map(|error| (error - floor).powi(2))).sqrt();
    let tolerance = 4.0 * spread / (errors.len() as f64).sqrt();
    assert!((floor - predicted).abs() < tolerance, "{floor}, predicted {predicted} ± {tolerance}");

    let split = DATA.split_random(0.2, 42).unwrap();
    let of_split = noise_floor(&DATA, &split).unwrap();
    let expected = mean(split.valid_rows.iter().map(|&row| errors[row]));
    assert!((of_split - expected).abs() < 1e-12, "{of_split}, expected {expected}");
}

#[test]
fn only_the_built_in_data_has_a_known_noise_floor() {
    let data = read_csv("t.csv", b"user,item,rating\na,x,5\nb,y,1\n").unwrap();
    assert_eq!(noise_floor(&data, &data.split_by_rows(&[0]).unwrap()), None);
}

#[test]
fn the_expectation_is_right_at_every_level_of_score() {
    // In bins of half a star of expectation: the sum of (rating - expectation), its variance, count.
    let mut bins = [(0.0, 0.0, 0); 10];
    for (user, film, stars) in ratings() {
        let expected = TRUTH.expected_rating(user, film);
        let bin = &mut bins[(expected * 2.0) as usize - 1];
        *bin = (bin.0 + stars - expected, bin.1 + variance(user, film), bin.2 + 1);
    }
    for (index, (surplus, variance, count)) in bins.into_iter().enumerate() {
        // Fewer than a hundred ratings are too few for the Gaussian rule of thumb.
        if count >= 100 {
            let deviation = surplus / f64::sqrt(variance);
            assert!(deviation.abs() < 4.0, "bin {index}: {deviation} standard errors off");
        }
    }
}

/// The films that a user wants most, by the truth, are those that the user is most likely to have watched.
#[test]
fn users_watch_what_the_true_ranking_puts_first() {
    let ranking = true_ranking(&DATA).unwrap();
    assert_eq!((ranking.len(), ranking[1].len()), (DATA.n_users(), DATA.n_items()));
    assert!(ranking[0].iter().all(|&score| score == f64::NEG_INFINITY));
    assert!(ranking.iter().all(|scores| scores[0] == f64::NEG_INFINITY));
    let touched = Touched::new(&DATA.ratings, DATA.n_users(), DATA.n_items());
    let by_wish = |user: usize| {
        let mut films: Vec<usize> = (1..DATA.n_items()).collect();
        films.sort_by(|&a, &b| ranking[user][b].total_cmp(&ranking[user][a]));
        films
    };
    let watched = |user: usize, films: &[usize]| {
        films.iter().filter(|&&film| touched.by(user).contains(&(film as u32))).count()
    };
    let mut by_quarter = [0; 4];
    let (mut by_own, mut by_another) = (0, 0);
    for user in 1..DATA.n_users() {
        let films = by_wish(user);
        let quarters = films.chunks(films.len().div_ceil(4)).zip(&mut by_quarter);
        quarters.for_each(|(quarter, sum)| *sum += watched(user, quarter));
        by_own += watched(user, &films[..100]);
        by_another += watched(user, &by_wish(1 + user % (DATA.n_users() - 1))[..100]);
    }
    assert_eq!(by_quarter.iter().sum::<usize>(), 100_000);
    assert!(by_quarter.windows(2).all(|pair| pair[0] > 3 * pair[1]), "{by_quarter:?}");
    // It is not popularity alone.
    assert!(by_own > 3 * by_another / 2, "{by_own} by the own ranking, {by_another} by another's");
    // The truth of any other data is not known.
    let other = Dataset { name: "other".to_owned(), ..DATA.clone() };
    assert!(true_ranking(&other).is_none());
}

//! Ratings of the reader's own give what they give on disk, and the same losses as the library's training.

use flate2::{Compression, write::GzEncoder};
use page::{Columns, Engine, Model, Training};
use std::fs;
use std::io::Write;
use std::path::Path;
use workbook::data::{Dataset, SPLIT_SEED, VALID_SHARE, builtin};
use workbook::learn::{Learner, Recipe};
use workbook::models::{DotProduct, DotProductBias};

const RATINGS: usize = 4_000;

/// The first of the built-in ratings, a line each, with the columns separated.
fn lines(separator: &str) -> String {
    let data = builtin::dataset();
    let ratings = data.ratings.iter().take(RATINGS);
    ratings
        .map(|rating| {
            let columns = [
                rating.user.to_string(),
                rating.item.to_string(),
                rating.value.to_string(),
                "1".into(),
            ];
            columns.join(separator) + "\n"
        })
        .collect()
}

/// Titles for the films, of which two share one.
fn titles(line: impl Fn(usize, &str) -> String) -> String {
    let title = |film: usize| if film == 2 { 1 } else { film };
    (1..2_000).map(|film| line(film, &format!("Film {} (1995)", title(film)))).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// Files in a few formats, the one with the ratings first.
fn samples() -> Vec<Vec<(&'static str, Vec<u8>)>> {
    let csv = format!("userId,movieId,rating,timestamp\n{}", lines(","));
    let own = format!("user;film;stars\n{}", lines(";").replace(";1\n", "\n"));
    let films = titles(|film, title| format!("{film}::{title}::Drama\n"));
    let item = titles(|film, title| format!("{film}|{title}|||{}\n", "|0".repeat(19)));
    let genres: String = (0..19).map(|genre| format!("genre {genre}|{genre}\n")).collect();
    let people: String = (1..1_000).map(|user| format!("{user}|20|F|writer|0\n")).collect();
    vec![
        vec![("u.data", lines("\t").into())],
        vec![
            ("u.data", lines("\t").into()),
            ("u.item", item.into()),
            ("u.genre", genres.into()),
            ("u.user", people.into()),
        ],
        vec![("ratings.dat", lines("::").into()), ("movies.dat", films.clone().into())],
        vec![("ratings.dat.gz", gzip(&lines("::")))],
        vec![("ratings.csv", csv.clone().into())],
        vec![("mine.csv", utf16(&own))],
        vec![("ml.zip", zip(&[("ml-1m/ratings.dat", &lines("::")), ("ml-1m/movies.dat", &films)]))],
    ]
}

/// The files as they are on disk, by the path that names them there.
fn open(folder: &Path, files: &[(&str, Vec<u8>)]) -> Dataset {
    for (name, content) in files {
        fs::write(folder.join(name), content).unwrap();
    }
    Dataset::open(folder.join(files[0].0).to_str().unwrap()).unwrap()
}

fn owned(files: Vec<(&str, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    files.into_iter().map(|(name, content)| (name.to_owned(), content)).collect()
}

#[test]
fn files_give_what_they_give_on_disk() {
    for files in samples() {
        let folder = tempfile::tempdir().unwrap();
        let data = open(folder.path(), &files);
        let name = files[0].0;
        let (found, columns) = Columns::read(owned(files)).unwrap();
        assert_eq!((found.ratings, found.valid), (RATINGS, RATINGS / 5), "{name}");
        assert_eq!((found.users, found.films), (data.n_users() - 1, data.n_items() - 1), "{name}");
        assert_eq!((found.lowest.as_str(), found.highest.as_str()), ("1", "5"), "{name}");
        assert_eq!((found.unit, found.format), (1.0, data.format), "{name}");
        assert_eq!(found.notes, data.notes, "{name}");
        assert_eq!(columns.users, data.ratings.users, "{name}");
        assert_eq!(columns.films, data.ratings.items, "{name}");
        assert_eq!(columns.ratings, data.ratings.values, "{name}");
        assert_eq!(columns.repeats, data.ratings.repeats, "{name}");
    }
}

#[test]
fn they_train_as_in_the_library() {
    let recipe = Recipe { epochs: 2, factors: 8, ..Recipe::default() };
    let mut engine = Engine::builtin();
    for files in samples() {
        let folder = tempfile::tempdir().unwrap();
        let data = open(folder.path(), &files);
        let split = data.split_random(VALID_SHARE, SPLIT_SEED).unwrap();
        let (users, films) = (data.n_users(), data.n_items());
        let plain = DotProduct::new(users, films, recipe.factors, recipe.seed);
        let biased = DotProductBias::new(users, films, recipe.factors, recipe.seed);
        let biased = biased.with_y_range(data.y_range());
        let expected = [
            Learner::new(plain, &split.train, &split.valid, recipe).fit_one_cycle().unwrap(),
            Learner::new(biased, &split.train, &split.valid, recipe).fit_one_cycle().unwrap(),
        ];
        engine.hold(Columns::read(owned(files)).unwrap().1).unwrap();
        for (model, history) in [Model::DotProduct, Model::DotProductBias].into_iter().zip(expected)
        {
            let training = Training { model, recipe, map: None };
            let ours = engine.train(&training, &mut |_| {}).unwrap().valid_losses;
            let theirs: Vec<f64> = history.epochs.iter().map(|epoch| epoch.valid_loss).collect();
            assert_eq!(ours, theirs, "{model:?}");
        }
    }
}

#[test]
fn what_cannot_be_read_gives_its_one_error() {
    let read = |name: &str, text: &str| {
        let error = Columns::read(vec![(name.to_owned(), text.into())]).unwrap_err().to_string();
        assert!(!error.contains('\n'), "{error}");
        error
    };
    let broken = lines("\t").replacen("\t1\n", "\tnoon\n", 3);
    for (name, text, begin) in [
        ("u.data", broken.as_str(), "u.data:1: the time `noon`"),
        ("mine.csv", "user,item,rating\na,b,1\na,c\n", "mine.csv:3: "),
        ("mine.csv", "user,item,rating\na,b,many\n", "mine.csv:2: the rating `many`"),
        ("mine.csv", "a,b,3\n", "mine.csv:1: the header"),
        ("mine.csv", "", "mine.csv: no rows"),
        ("mine.csv", "user,item,rating\na,b,1\n", "mine.csv: 0 of 1 ratings would be held back"),
    ] {
        let error = read(name, text);
        assert!(error.starts_with(begin) && error.contains(';'), "{error}");
    }
}

#[test]
fn columns_that_do_not_go_together_are_refused() {
    let (_, columns) = Columns::read(vec![("u.data".to_owned(), lines("\t").into())]).unwrap();
    let mut engine = Engine::builtin();
    for wrong in [
        Columns { n_users: 2, ..columns.clone() },
        Columns { films: vec![1], ..columns.clone() },
        Columns { repeats: Some(vec![1]), ..columns.clone() },
        Columns { users: vec![], films: vec![], ratings: vec![], ..columns.clone() },
    ] {
        let error = engine.hold(wrong).unwrap_err().to_string();
        assert!(error.contains("do not go together"), "{error}");
    }
    engine.hold(columns).unwrap();
}

//! Small made data sets in the format of each release of MovieLens: the same people, films and ratings.

use std::fs;
use std::io::Write;
use std::path::Path;

/// The formats, by a release that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    Ml100k,
    Ml1m,
    Ml10m,
    Ml20m,
}

pub const RELEASES: [Release; 4] = [Release::Ml100k, Release::Ml1m, Release::Ml10m, Release::Ml20m];

pub const N_USERS: usize = 30;
pub const N_RATINGS: usize = 480;
/// Two of the twenty films share a title.
pub const N_TITLES: usize = 19;

/// Films of which each is odd in its own way. Those behind them have no such titles.
const TITLES: [&str; 6] = [
    "Misérables, Les (1995)",
    "\"Great Performances\" Cats (1998)",
    "Open Ferry, The (1996)",
    "Twice (1997)",
    "Twice (1997)",
    "Up: The Way (a.k.a. Down) (2001)",
];

const GENRES: [&str; 19] = [
    "unknown",
    "Action",
    "Adventure",
    "Animation",
    "Children's",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Fantasy",
    "Film-Noir",
    "Horror",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
];

pub fn title(film: usize) -> String {
    TITLES.get(film - 1).map_or_else(|| format!("Film {film} (1990)"), |title| (*title).to_owned())
}

/// User, film, stars and time, with half stars taken off where there are any.
pub fn ratings(half: f32) -> impl Iterator<Item = (usize, usize, f32, usize)> {
    let pairs = (1..=N_USERS).flat_map(|user| (1..=20).map(move |film| (user, film)));
    pairs.filter(|(user, film)| (user + film) % 5 != 0).map(move |(user, film)| {
        let stars = (1 + (user * 7 + film * film * 3) % 5) as f32;
        (user, film, stars - half * (film % 2) as f32, 881_250_949 + user * 100_000 + film)
    })
}

impl Release {
    pub fn half(self) -> f32 {
        if matches!(self, Self::Ml100k | Self::Ml1m) { 0.0 } else { 0.5 }
    }

    /// The name and the content of each file; that of the ratings comes first.
    pub fn files(self) -> Vec<(&'static str, Vec<u8>)> {
        let separator = match self {
            Self::Ml100k => "\t",
            Self::Ml1m | Self::Ml10m => "::",
            Self::Ml20m => ",",
        };
        let rows = ratings(self.half()).map(|(user, film, stars, time)| {
            [user.to_string(), film.to_string(), stars.to_string(), time.to_string()]
                .join(separator)
        });
        let ratings = lines(rows);
        let films = 1..=20;
        match self {
            Self::Ml100k => {
                let flags = |film| {
                    let flag = |genre| if genre == film % 19 || genre == 8 { "|1" } else { "|0" };
                    (0..19).map(flag).collect::<String>()
                };
                let items = films.map(|film| {
                    format!("{film}|{}|01-Jan-1995||http://x{}", title(film), flags(film))
                });
                let people =
                    (1..=N_USERS).map(|user| format!("{user}|{}|F|writer|12345", 20 + user));
                let genres =
                    GENRES.iter().zip(0..).map(|(genre, place)| format!("{genre}|{place}"));
                vec![
                    ("u.data", ratings.into_bytes()),
                    ("u.item", latin1(&lines(items))),
                    ("u.user", lines(people).into_bytes()),
                    ("u.genre", lines(genres).into_bytes()),
                ]
            }
            Self::Ml1m | Self::Ml10m => {
                let items = films.map(|film| format!("{film}::{}::{}", title(film), genres(film)));
                let people =
                    (1..=N_USERS).map(|user| format!("{user}::F::{}::20::12345", 20 + user));
                let mut files = vec![
                    ("ratings.dat", ratings.into_bytes()),
                    ("movies.dat", latin1(&lines(items))),
                ];
                if self == Self::Ml1m {
                    files.push(("users.dat", lines(people).into_bytes()));
                }
                files
            }
            Self::Ml20m => {
                let quoted = |film| format!("\"{}\"", title(film).replace('"', "\"\""));
                let items = films.map(|film| format!("{film},{},{}", quoted(film), genres(film)));
                vec![
                    ("ratings.csv", format!("userId,movieId,rating,timestamp\n{ratings}").into()),
                    ("movies.csv", format!("movieId,title,genres\n{}", lines(items)).into()),
                ]
            }
        }
    }
}

fn genres(film: usize) -> String {
    if film == 7 {
        return "(no genres listed)".to_owned();
    }
    [GENRES[8], GENRES[film % 19]].join("|")
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.map(|line| line + "\n").collect()
}

/// The text in ISO-8859-1.
pub fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

pub fn gz(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The data set in every form in which a reader may have it: a folder, its ratings by path, the same with
/// each file as a .gz, and archives.
pub fn forms(release: Release, root: &Path) -> Vec<String> {
    let files = release.files();
    let (ratings, _) = files[0];
    let mut forms = Vec::new();
    for (folder, ending) in [("plain", ""), ("packed", ".gz")] {
        for (name, content) in &files {
            let content = if ending.is_empty() { content.clone() } else { gz(content) };
            write(&root.join(folder), &format!("{name}{ending}"), content);
        }
        let folder = root.join(folder);
        forms.extend([folder.clone(), folder.join(format!("{ratings}{ending}"))]);
    }
    let flat: Vec<(&str, &[u8])> =
        files.iter().map(|(name, content)| (*name, &content[..])).collect();
    let inside: Vec<(String, &[u8])> =
        flat.iter().map(|&(name, content)| (format!("ml/{name}"), content)).collect();
    let mut littered: Vec<(&str, &[u8])> =
        inside.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    littered.extend([
        ("__MACOSX/ml/._README", &b"x"[..]),
        ("ml/.DS_Store", b"x"),
        ("ml/README", b"x"),
        ("ml/more/README", b"x"),
    ]);
    write(root, "flat.zip", zip(&flat));
    write(root, "littered.zip", zip(&littered));
    forms.extend([root.join("flat.zip"), root.join("littered.zip")]);
    forms.iter().map(|form| form.to_str().unwrap().to_owned()).collect()
}

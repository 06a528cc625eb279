//! Film titles, put together from lists of words.
//!
//! Titles follow MovieLens' customs: a leading article moves to the end (`Copper Lighthouse, The`).
//! A few have letters of ISO-8859-1 that ASCII lacks, which exposes a reader with the wrong encoding.
//! The words suit the genre, so that a map of the films makes sense to a reader.

use super::films::{Film, GENRES};
use super::steps::Step;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};
use std::collections::HashSet;

/// The words of one mood.
struct Mood {
    /// The main genres that use these words.
    genres: &'static [&'static str],
    /// Words that go before a noun.
    adjectives: &'static [&'static str],
    /// Things, in the singular, that take an article.
    nouns: &'static [&'static str],
    /// What a title does to things and people.
    doings: &'static [&'static str],
}

/// The moods; the last one is for the remaining genres.
#[rustfmt::skip]
const MOODS: [Mood; 5] = [
    Mood {
        genres: &["Action", "Adventure", "Sci-Fi", "War", "Western"],
        adjectives: &[
            "Cobalt", "Orbital", "Scorched", "Ninth", "Tungsten", "Runaway", "Molten", "Galvanic", "Thundering",
            "Sundered", "Radiant", "Armoured", "Meridian", "Falling", "Farthest", "Saffron", "Burning", "Unmapped",
        ],
        nouns: &[
            "Convoy", "Rampart", "Beacon", "Squadron", "Canyon", "Gauntlet", "Comet", "Turbine", "Stampede", "Citadel",
            "Torpedo", "Causeway", "Ignition", "Armada", "Outpost", "Zeppelin", "Vortex", "Saddle", "Caravan",
            "Monsoon", "Bulwark", "Satellite", "Cannonade", "Expedition",
        ],
        doings: &["Chasing", "Storming", "Igniting", "Outrunning", "Defending", "Crossing"],
    },
    Mood {
        genres: &["Crime", "Film-Noir", "Horror", "Mystery", "Thriller"],
        adjectives: &[
            "Ashen", "Hollow", "Velvet", "Buried", "Crooked", "Sleepless", "Gaslit", "Poisoned", "Muffled", "Tarnished",
            "Thirteenth", "Locked", "Withered", "Borrowed", "Faceless", "Smoky", "Barren", "Waxen",
        ],
        nouns: &[
            "Alibi", "Cellar", "Ledger", "Raven", "Corridor", "Bookkeeper", "Keyhole", "Scalpel", "Undertaker", "Marsh",
            "Staircase", "Verdict", "Gallows", "Informer", "Crypt", "Ransom", "Shroud", "Pawnshop", "Lantern",
            "Locksmith", "Moth", "Warehouse", "Inkblot", "Well",
        ],
        doings: &["Burying", "Shadowing", "Betraying", "Unlocking", "Exhuming", "Doubting"],
    },
    Mood {
        genres: &["Animation", "Children's", "Fantasy", "Musical"],
        adjectives: &[
            "Marzipan", "Buttoned", "Whistling", "Moonlit", "Upside-Down", "Feathered", "Jolly", "Pocket", "Clockwork",
            "Honeyed", "Striped", "Giggling", "Flying", "Smallest", "Puddle", "Sugar", "Dancing", "Woolly",
        ],
        nouns: &[
            "Hedgehog", "Umbrella", "Teapot", "Dragonfly", "Carousel", "Wizard", "Otter", "Balloon", "Acorn", "Puppet",
            "Trumpet", "Snowman", "Mitten", "Piglet", "Kite", "Orchestra", "Gnome", "Tortoise", "Bonfire", "Sparrow",
            "Treehouse", "Pumpkin", "Giraffe", "Lullaby",
        ],
        doings: &["Painting", "Juggling", "Waking", "Finding", "Tickling", "Feeding"],
    },
    Mood {
        genres: &["Comedy"],
        adjectives: &[
            "Reluctant", "Overbooked", "Second-Best", "Awkward", "Accidental", "Plaid", "Tipsy", "Unpaid", "Discount",
            "Spare", "Suburban", "Wobbly", "Clumsy", "Backward", "Part-Time", "Bashful", "Slippery", "Unlicensed",
        ],
        nouns: &[
            "Groomsman", "Concierge", "Dentist", "Casserole", "Bowler Hat", "Duplex", "Florist", "Trombone", "Uncle",
            "Parking Lot", "Chauffeur", "Toupee", "Barber", "Picnic", "Motel", "Rehearsal", "Canoe", "Accountant",
            "Mother-in-Law", "Soufflé", "Lawnmower", "Raffle", "Poodle", "Tenant",
        ],
        doings: &["Dodging", "Borrowing", "Misplacing", "Marrying", "Firing", "Renting"],
    },
    Mood {
        genres: &[],
        adjectives: &[
            "Copper", "Unfinished", "Quiet", "Amber", "Forgotten", "Salted", "Patient", "Winter", "Faded", "Tender",
            "Northern", "Paper", "Distant", "Open", "Second", "Slow", "Wooden", "Early", "Fragile", "Linen",
        ],
        nouns: &[
            "Lighthouse", "Orchard", "Postcard", "Haystack", "Shoreline", "Miniature", "Ferry", "Sonata", "Threshold",
            "Almanac", "Cartographer", "Veranda", "Ballad", "Beekeeper", "Estuary", "Daguerreotype", "Inheritance",
            "Schoolhouse", "Quarry", "Sandbar", "Dowry", "Harbour", "Midwife", "Vineyard", "Meadow", "Balcony",
            "Bookbinder", "Footbridge", "Archive", "Pantry",
        ],
        doings: &["Mending", "Remembering", "Leaving", "Counting", "Inheriting", "Listening to"],
    },
];

/// People in titles.
#[rustfmt::skip]
const NAMES: [&str; 30] = [
    "Ottoline", "Barnaby", "Mirela", "Cassius", "Perpetua", "Ludovic", "Henrike", "Tobias", "Zelda", "Anselm", "Odile",
    "Marguerite", "Ignatius", "Rowena", "Wilhelmina", "Caspar", "Jürgen", "Philippa", "Silas", "Beatrix", "Lazlo",
    "Íñigo", "Rosalind", "Thaddeus", "Maude", "Horatio", "Imogen", "Bartholomew", "Delphine", "Augusta",
];

/// Places in titles, all invented.
#[rustfmt::skip]
const PLACES: [&str; 24] = [
    "Marrowby", "Port Cassel", "Tamberlane", "Saint-Orlac", "Vellmar", "Quillhaven", "East Dunmarrow", "Brackenfell",
    "Lake Osmund", "Kestrel Bay", "Norrholm", "Old Parramore", "Hallowmere", "Santa Brisa", "Ferrowgate", "Tolvania",
    "Cape Lorne", "São Calixto", "Greywater", "Upper Wexley", "Port-Sévrine", "Dry Fork", "Ashgrove", "Ulvenmoor",
];

/// Times in titles.
#[rustfmt::skip]
const TIMES: [&str; 8] = [
    "Dusk", "Noon", "Low Tide", "Daybreak", "Half Past Nine", "First Frost", "Midsummer", "Closing Time",
];

/// Numbers in titles.
const NUMBERS: [&str; 7] = ["Three", "Four", "Five", "Seven", "Nine", "Eleven", "Forty"];

/// The titles of the films with their years, no two alike: `Copper Lighthouse, The (1994)`.
pub fn titles(films: &[Film], seed: u64) -> Vec<String> {
    let mut rng = Step::Titles.random(seed);
    // Every title so far. The article is left out, because `Ashen Alibi` and `Ashen Alibi, The` are
    // easily confused.
    let mut given = HashSet::new();
    films
        .iter()
        .map(|film| format!("{} ({})", title(&mut rng, film, &mut given), film.year))
        .collect()
}

/// A title that is not among those `given`.
fn title(rng: &mut StdRng, film: &Film, given: &mut HashSet<String>) -> String {
    let genre = GENRES[film.genres[0]].name;
    let mood =
        MOODS.iter().find(|mood| mood.genres.contains(&genre)).unwrap_or(&MOODS[MOODS.len() - 1]);
    loop {
        let (words, article) = compose(rng, mood);
        if given.insert(words.clone()) {
            return match article {
                Some(article) => format!("{words}, {article}"),
                None => words,
            };
        }
    }
}

/// A title without its article, and the article if it has one.
fn compose(rng: &mut StdRng, mood: &Mood) -> (String, Option<&'static str>) {
    let mut pick = |words: &[&'static str]| *words.choose(rng).expect("word lists are not empty");
    let adjective = pick(mood.adjectives);
    let noun = pick(mood.nouns);
    let doing = pick(mood.doings);
    let name = pick(&NAMES);
    let place = pick(&PLACES);
    let time = pick(&TIMES);
    let number = pick(&NUMBERS);
    let other_noun = pick(mood.nouns);
    let the = Some("The");
    let a = Some(indefinite_article(noun));
    match rng.gen_range(0..100) {
        0..16 => (format!("{adjective} {noun}"), the),
        16..43 => (format!("{adjective} {noun}"), None),
        43..50 => (format!("{noun} of {place}"), the),
        50..55 => (format!("{noun} for {name}"), a),
        55..62 => (format!("{name}'s {noun}"), None),
        62..68 => (format!("{name} and the {adjective} {noun}"), None),
        68..74 => (format!("{doing} {name}"), None),
        74..81 => (format!("{doing} the {noun}"), None),
        81..85 => (format!("{noun} at {time}"), None),
        85..89 => (format!("{number} Days in {place}"), None),
        89..93 => (format!("{adjective} {noun} of {place}"), the),
        93..96 => (format!("Last {noun} to {place}"), the),
        _ if other_noun != noun => (format!("{noun} and the {other_noun}"), the),
        _ => (format!("{name} of {place}"), None),
    }
}

/// `A` or `An`, to go with `noun`.
fn indefinite_article(noun: &str) -> &'static str {
    if noun.starts_with(['A', 'E', 'I', 'O', 'U']) { "An" } else { "A" }
}

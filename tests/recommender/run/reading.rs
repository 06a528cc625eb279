//! Chapters 6 and 7: what the reader's functions find in the reader's model, held against the truth behind
//! the built-in data.

use crate::answers::_recommender as answers;
use anyhow::Result;
use grade::recommender::Model;
use recommender::Data;
use workbook::data::builtin;

/// How many films a list has.
const LIST: usize = 10;

/// How many ratings a newcomer gives.
const FIRST: usize = 10;

/// The price of a step away from the mean user, on the scale of the scores.
const RIDGE: f32 = 5.0;

/// Chapter 6: the films with the largest biases, and the map.
pub fn look(data: &Data, model: &Model) -> Result<()> {
    let title = |film: usize| data.all.items.name(film);
    println!("\nThe films that your model finds best, whatever one's taste:");
    for film in answers::best_films(model, 5) {
        println!("  {}", title(film));
    }
    let map = answers::film_map(model);
    for (axis, name) in ["first", "second"].into_iter().enumerate() {
        let mut films: Vec<usize> = (0..map.len()).collect();
        films.sort_by(|&a, &b| map[a][axis].total_cmp(&map[b][axis]));
        let ends =
            [films.first(), films.last()].map(|film| film.map_or("", |&film| title(film + 1)));
        println!("\nAlong the {name} axis of your map, from {} to {}.", ends[0], ends[1]);
        let (truth, correlation) = closest_truth(data, &map, axis);
        println!("It follows factor {truth} of the truth with a correlation of {correlation:.2}.");
    }
    Ok(())
}

/// The true factor that an axis of the map follows most closely, counted from 1, and how closely.
fn closest_truth(data: &Data, map: &[Vec<f32>], axis: usize) -> (usize, f64) {
    let truth = builtin::Truth::builtin();
    let id =
        |film: usize| -> Option<usize> { data.all.item_records[film].as_ref()?.id.parse().ok() };
    let correlation = |factor: usize| {
        let pairs: Vec<(f64, f64)> = (map.iter().zip(1..))
            .filter_map(|(place, film)| {
                Some((f64::from(place[axis]), truth.film_factors(id(film)?)[factor]))
            })
            .collect();
        let n = pairs.len() as f64;
        let mean = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>() / n;
        let (x, y) = (mean(&|p| p.0), mean(&|p| p.1));
        let covariance = mean(&|p| (p.0 - x) * (p.1 - y));
        let variances = mean(&|p| (p.0 - x).powi(2)) * mean(&|p| (p.1 - y).powi(2));
        (covariance / variances.sqrt()).abs()
    };
    let factors = (0..builtin::N_FACTORS).map(|factor| (factor + 1, correlation(factor)));
    factors.max_by(|a, b| a.1.total_cmp(&b.1)).expect("the truth has factors")
}

/// Chapter 7: lists for users, and newcomers.
pub fn recommend(data: &Data, model: &Model) -> Result<()> {
    println!("\nFor user 1 you recommend:");
    for film in answers::recommend(model, 1, &seen_by(data, 1), 5) {
        println!("  {}", data.all.items.name(film));
    }
    let Stars { yours, best, random, newcomers, before } = stars(data, model);
    println!("\nStars that all users would give the {LIST} films of their list, on average:");
    println!("your lists               {yours:.3}");
    println!("the best lists there are {best:.3}");
    println!("films at random          {random:.3}");
    println!("\nThe same for users of whom you know only {FIRST} ratings, and nothing:");
    println!("after {FIRST} ratings         {newcomers:.3}");
    println!("before the first one     {before:.3}");
    Ok(())
}

/// How many stars the films of lists would get, on average over all users.
pub struct Stars {
    /// Those that the reader recommends.
    pub yours: f64,
    /// The best that a user has not seen.
    pub best: f64,
    /// All that a user has not seen.
    pub random: f64,
    /// Those that the reader recommends to newcomers with a few ratings.
    pub newcomers: f64,
    /// And to newcomers without any.
    pub before: f64,
}

/// The lists of all users, held against the truth.
pub fn stars(data: &Data, model: &Model) -> Stars {
    let truth = builtin::true_ratings(&data.all).expect("the data are built in");
    let users = 1..data.all.n_users();
    let mean = |stars: &mut dyn FnMut(usize) -> f64| {
        users.clone().map(stars).sum::<f64>() / users.len() as f64
    };
    let of_list = |user: usize, list: &[usize]| {
        list.iter().map(|&film| truth[user][film]).sum::<f64>() / list.len() as f64
    };
    let unseen = |user: usize| -> Vec<usize> {
        let seen = seen_by(data, user);
        let mut films: Vec<usize> =
            (1..data.all.n_items()).filter(|film| !seen.contains(film)).collect();
        films.sort_by(|&a, &b| truth[user][b].total_cmp(&truth[user][a]));
        films
    };
    // Row 0 takes the newcomers in, one after the other.
    let mut with_newcomer = model.clone();
    let mut newcomer = |user: usize, first: usize| {
        let ratings: Vec<(usize, f32)> = ratings_by(data, user).into_iter().take(first).collect();
        with_newcomer.users[0] = answers::welcome(model, &ratings, RIDGE);
        let seen: Vec<usize> = ratings.iter().map(|&(film, _)| film).collect();
        of_list(user, &answers::recommend(&with_newcomer, 0, &seen, LIST))
    };
    Stars {
        yours: mean(&mut |user| {
            of_list(user, &answers::recommend(model, user, &seen_by(data, user), LIST))
        }),
        best: mean(&mut |user| of_list(user, &unseen(user)[..LIST])),
        random: mean(&mut |user| of_list(user, &unseen(user))),
        newcomers: mean(&mut |user| newcomer(user, FIRST)),
        before: mean(&mut |user| newcomer(user, 0)),
    }
}

/// A user's training ratings.
fn ratings_by(data: &Data, user: usize) -> Vec<(usize, f32)> {
    let ratings = data.split.train.iter().filter(|rating| rating.user == user);
    ratings.map(|rating| (rating.item, rating.value)).collect()
}

/// The films that a user has rated for training.
fn seen_by(data: &Data, user: usize) -> Vec<usize> {
    ratings_by(data, user).into_iter().map(|(film, _)| film).collect()
}

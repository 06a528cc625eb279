//! Chapter 9: the reader's ranker, judged by the reader's measures.

use crate::answers::_09_implicit_feedback::{leave_one_out, ndcg_at_k};
use crate::answers::_recommender as answers;
use anyhow::Result;
use rand::{RngCore, SeedableRng, rngs::StdRng};
use recommender::Data;
use workbook::data::{Touched, builtin};
use workbook::models::Ease;

/// How long the lists are.
const K: usize = 10;

/// The ridge of EASE.
const LAMBDA: f64 = 250.0;

pub fn run(data: &Data) -> Result<()> {
    println!("Your ranker fits its weights …");
    println!(
        "\nHow often the last film of a user is on the list of {K}, and NDCG, over all films:"
    );
    println!("               HR@{K}   NDCG@{K}");
    for Judged { name, hit_ratio, ndcg } in judged(data) {
        println!("{name:13}  {hit_ratio:.4}  {ndcg:.4}");
    }
    Ok(())
}

/// How a ranker does.
pub struct Judged {
    pub name: &'static str,
    pub hit_ratio: f64,
    pub ndcg: f64,
}

/// The reader's ranker, and those to compare it with.
pub fn judged(data: &Data) -> Vec<Judged> {
    let interactions = data.all.interactions();
    let (n_users, n_items) = (data.all.n_users(), data.all.n_items());
    let users: Vec<usize> = interactions.users.iter().map(|&user| user as usize).collect();
    let times = interactions.timestamps.as_ref().expect("the built-in data have times");
    let mut rng = StdRng::seed_from_u64(0);
    let tickets: Vec<u64> = users.iter().map(|_| rng.next_u64()).collect();
    let held_out = leave_one_out(&users, times, &tickets, n_users);
    let is_held_out = |place: usize| held_out[users[place]] == Some(place);
    let known = interactions.select((0..users.len()).filter(|&place| !is_held_out(place)));
    let touched = Touched::new(&known, n_users, n_items);
    let of_user = |user: usize| touched.by(user).iter().map(|&item| item as usize).collect();
    let known: Vec<Vec<usize>> = (0..n_users).map(of_user).collect();

    let yours = answers::rank_items(&known, n_items, LAMBDA, K);
    let lists = |scores: &dyn Fn(usize) -> Vec<f64>| -> Vec<Vec<usize>> {
        (0..n_users).map(|user| best(&scores(user), &known[user])).collect()
    };
    let ease = Ease::fit(&touched, LAMBDA);
    let library = lists(&|user| ease.scores(touched.by(user)));
    let counts: Vec<f64> = data.all.ratings_per_item().iter().map(|&n| n as f64).collect();
    let popular = lists(&|_| counts.clone());
    let wishes = builtin::true_ranking(&data.all).expect("the data are built in");
    let ideal = lists(&|user| wishes[user].clone());
    let judge = |(name, lists): (&'static str, Vec<Vec<usize>>)| {
        let ranks = held_out.iter().zip(lists).filter_map(|(held_out, list)| {
            let item = interactions.items[(*held_out)?] as usize;
            Some(list.iter().position(|&other| other == item).unwrap_or(K))
        });
        let ranks: Vec<usize> = ranks.collect();
        let hits = ranks.iter().filter(|&&rank| rank < K).count();
        let hit_ratio = hits as f64 / ranks.len() as f64;
        Judged { name, hit_ratio, ndcg: ndcg_at_k(&ranks, K) }
    };
    let all =
        [("yours", yours), ("the library's", library), ("popularity", popular), ("ideal", ideal)];
    all.into_iter().map(judge).collect()
}

/// The best items that are not touched.
fn best(scores: &[f64], touched: &[usize]) -> Vec<usize> {
    let mut items: Vec<usize> = (1..scores.len()).filter(|item| !touched.contains(item)).collect();
    items.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    items.truncate(K);
    items
}

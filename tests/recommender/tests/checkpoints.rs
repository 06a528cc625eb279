//! The checkpoints do on the built-in data what the book says, when all answers are the solutions.

#[allow(dead_code)]
#[path = "../run/by_hand.rs"]
mod by_hand;
#[allow(dead_code)]
#[path = "../run/network.rs"]
mod network;
#[path = "../run/ranker.rs"]
#[allow(dead_code)]
mod ranker;
#[path = "../run/reading.rs"]
#[allow(dead_code)]
mod reading;
#[path = "../run/training.rs"]
#[allow(dead_code)]
mod training;

#[allow(dead_code)]
mod answers {
    include!(concat!(env!("OUT_DIR"), "/all_borrowed.rs"));
}

use recommender::{Data, library_loss};
use workbook::data::builtin;

fn data() -> Data {
    Data::built_in().unwrap()
}

#[test]
fn the_recommender_learns_more_from_chapter_to_chapter() {
    let data = data();
    let last = |chapter| f64::from(*training::train(&data, chapter).1.last().unwrap());
    let losses = [2, 3, 5].map(last);
    assert!(losses[0] < 0.95, "{losses:?}");
    assert!(losses[1] < losses[0] - 0.03 && losses[2] < losses[1] - 0.01, "{losses:?}");
    let floor = builtin::noise_floor(&data.all, &data.split).unwrap();
    assert!(losses[2] > floor, "{losses:?}, {floor}");
}

#[test]
fn in_chapter_5_it_is_as_good_as_the_library() {
    let data = data();
    let yours = f64::from(*training::train(&data, 5).1.last().unwrap());
    let library = library_loss(5, &data).unwrap();
    assert!((yours - library).abs() < 0.01, "{yours}, {library}");
}

#[test]
fn its_lists_are_nearly_as_good_as_lists_can_be() {
    let data = data();
    let (model, _) = training::train(&data, 5);
    let reading::Stars { yours, best, random, newcomers, before } = reading::stars(&data, &model);
    assert!(random < before && before < newcomers && newcomers < yours && yours < best);
    assert!(best - yours < 0.3 && yours - random > 1.0, "{yours}, {best}, {random}");
}

#[test]
fn the_network_predicts_what_the_library_does_with_the_same_weights() {
    let (yours, library) = network::losses(&data()).unwrap();
    assert!((yours - library).abs() < 1e-4, "{yours}, {library}");
}

#[test]
fn the_ranker_hits_as_often_as_the_library_and_less_often_than_the_truth() {
    let judged = ranker::judged(&data());
    let hit_ratio = |name| judged.iter().find(|judged| judged.name == name).unwrap().hit_ratio;
    assert!((hit_ratio("yours") - hit_ratio("the library's")).abs() < 0.002);
    assert!(hit_ratio("popularity") < hit_ratio("yours") - 0.05);
    assert!(hit_ratio("yours") < hit_ratio("ideal") + 0.005);
}

#[test]
fn by_hand_it_is_as_good_as_the_library() {
    let data = data();
    let (yours, library) = (by_hand::yours(&data).loss, by_hand::library(&data).unwrap().loss);
    assert!((yours - library).abs() < 0.01, "{yours}, {library}");
    assert!(yours > builtin::noise_floor(&data.all, &data.split).unwrap());
}

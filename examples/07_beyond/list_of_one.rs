//! One user's lists, side by side.

use crate::fitted::Fitted;
use crate::methods::Method;
use lab::Report;
use serde_json::json;
use workbook::data::Dataset;

/// The lists that are shown.
const SHOWN: [Method; 3] = [Method::PLAIN, Method::Discount(0.1), Method::Rerank(0.6)];

/// The places of films on three lists for a user.
pub fn show(fitted: &Fitted, data: &Dataset, user: usize, report: &mut Report) {
    let lists = SHOWN.map(|method| fitted.lists(method, user..user + 1).remove(0));
    // Each film once, where it first occurs.
    let mut films: Vec<usize> = Vec::new();
    for &film in lists.iter().flatten() {
        if !films.contains(&film) {
            films.push(film);
        }
    }
    report.say(format_args!(
        "The places of films on three lists for user {}; raters are those in training:",
        lab::shown(data.users.name(user))
    ));
    let names = SHOWN.map(Method::name);
    let taste = fitted.model.taste(user);
    let header =
        ["film", "raters", "predicted"].into_iter().chain(names.iter().map(String::as_str));
    report.list(
        &header.collect::<Vec<_>>(),
        films.into_iter().map(|film| {
            let place = |list: &Vec<usize>| list.iter().position(|&listed| listed == film);
            let places = lists.iter().map(place);
            let title = data.items.name(film).to_owned();
            let raters = fitted.raters[film].to_string();
            let predicted = data.scale().prediction(fitted.model.predict(&taste, film));
            let places = places.map(|place| place.map_or(String::new(), |i| (i + 1).to_string()));
            [title, raters, predicted].into_iter().chain(places).collect::<Vec<_>>()
        }),
    );
    for (name, list) in names.iter().zip(&lists) {
        let titles: Vec<&str> = list.iter().map(|&film| data.items.name(film)).collect();
        let raters: Vec<usize> = list.iter().map(|&film| fitted.raters[film]).collect();
        let values = json!({"films": titles, "raters": raters});
        report.values(&format!("list, {name}"), values);
    }
}

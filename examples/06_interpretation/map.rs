//! The principal components of the films' factors, and a map of the best known films.

use crate::flat;
use lab::{Report, Result, figures};
use nalgebra::DMatrix;
use serde_json::json;
use workbook::Error;
use workbook::data::{Dataset, builtin};
use workbook::interpret::{Learned, PrincipalComponents, canonical_correlations, nearest};

/// How many of its neighbours on the map a film is drawn with in the book.
const NEAR: usize = 5;

/// The two components to draw: those asked for, or else the first two if the model has two.
///
/// # Errors
/// If one of those asked for does not exist.
pub fn axes(asked: Option<(usize, usize)>, factors: usize) -> Result<Option<(usize, usize)>> {
    match asked {
        Some((a, b)) if a.max(b) > factors => {
            let message = format!(
                "there is no component {}: the model has as many as factors, {factors}; choose lower \
                 ones, or train more factors",
                a.max(b)
            );
            Err(Error::Setting { name: "components", message }.into())
        }
        Some(axes) => Ok(Some(axes)),
        None => Ok((factors > 1).then_some((1, 2))),
    }
}

/// Describes the components of these films, the most rated first, and draws the best known on two.
pub fn draw(
    model: &Learned,
    data: &Dataset,
    films: &[usize],
    axes: Option<(usize, usize)>,
    report: &mut Report,
) {
    let found = PrincipalComponents::fit(&model.item_factors.select_rows(films));
    let n = found.explained.len();
    report.say(format_args!(
        "Principal components of the factors of the {} most rated films, and the films at their ends:",
        films.len()
    ));
    report.list(
        &["", "variance", "low end", "high end"],
        (0..n.min(3)).map(|component| {
            let score = |film: usize| found.scores[(film, component)];
            let mut order: Vec<usize> = (0..films.len()).collect();
            order.sort_by(|&i, &j| score(i).total_cmp(&score(j)));
            let end = |place: usize| data.items.name(films[order[place]]).to_owned();
            let variance = format!("{:.1} %", 100.0 * found.explained[component]);
            [(component + 1).to_string(), variance, end(0), end(films.len() - 1)]
        }),
    );
    report.values("principal components", json!({"explained": found.explained}));
    match axes {
        Some(axes) => draw_on(axes, &found, model, data, films, report),
        None => report.say("A single factor makes no map."),
    }
    if data.name == builtin::NAME {
        recovery(&found, data, films, report);
    }
}

/// Draws the best known films on two components, and says what the map loses.
fn draw_on(
    (a, b): (usize, usize),
    found: &PrincipalComponents,
    model: &Learned,
    data: &Dataset,
    films: &[usize],
    report: &mut Report,
) {
    let best_known = films.iter().take(50).enumerate();
    let points: Vec<(String, f64, f64)> = best_known
        .map(|(i, &film)| {
            let title = data.items.name(film).to_owned();
            (title, found.scores[(i, a - 1)], found.scores[(i, b - 1)])
        })
        .collect();
    let axis = |c: usize| format!("component {c} ({:.1} %)", 100.0 * found.explained[c - 1]);
    report.figure(&figures::film_map(&points, (&axis(a), &axis(b))));
    let counts = data.ratings_per_item();
    let on_map = &films[..points.len()];
    let factors = model.item_factors.select_rows(on_map);
    let points: Vec<_> = points
        .iter()
        .enumerate()
        .map(|(i, (title, x, y))| {
            let near = nearest(&factors, i, NEAR, |_| true);
            json!({
                "title": title, "said": figures::article_first(title), "name": figures::short_name(title),
                "x": x, "y": y, "ratings": counts[on_map[i]],
                "near": near.iter().map(|near| near.row).collect::<Vec<_>>(),
            })
        })
        .collect();
    report.figure_data("06_map", &json!({"x": axis(a), "y": axis(b), "films": points}));
    flat::loss(&found.scores.rows(0, on_map.len()).into_owned(), (a, b), on_map, data, report);
}

/// How much of the space of the true factors the learned one holds.
fn recovery(found: &PrincipalComponents, data: &Dataset, films: &[usize], report: &mut Report) {
    let truth = builtin::Truth::builtin();
    let truth = DMatrix::from_fn(films.len(), builtin::N_FACTORS, |row, axis| {
        let film = data.item_records[films[row]].as_ref().expect("every built-in film is known");
        truth.film_factors(film.id.parse().expect("built-in ids are numbers"))[axis]
    });
    let first = found.scores.columns(0, found.scores.ncols().min(10)).into_owned();
    // The same factors, each given to a film far from its own in the list.
    let shuffled = DMatrix::from_fn(first.nrows(), first.ncols(), |row, factor| {
        first[((row + films.len() / 2) % films.len(), factor)]
    });
    let [found, by_chance] = [first, shuffled].map(|table| canonical_correlations(&table, &truth));
    let shown = |of: &[f64]| of.iter().map(|r| format!("{r:.3}")).collect::<Vec<_>>().join(", ");
    report.find(
        "recovery of the truth",
        json!({"canonical_correlations": found, "shuffled": by_chance}),
        format_args!(
            "These films have true factors, three strong and two too weak to learn. Canonical \
             correlations of the first\nten components with them: {}.\nWith the films shuffled: {}.",
            shown(&found),
            shown(&by_chance)
        ),
    );
    report.figure(&figures::recovery(&found, &by_chance));
}

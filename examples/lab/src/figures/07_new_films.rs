//! Chapter 7: new films, and what arrives after the training.

use super::recommendation::cold_start_panel;
use crate::ColdStart;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::Spread;

/// Losses when a share of something arrived late.
#[derive(Clone, Copy, Debug)]
pub struct Arrived {
    /// The share, from 0 to 1.
    pub share: f64,
    /// The validation loss of the model without it.
    pub as_it_is: Spread,
    /// The validation loss with it folded in.
    pub folded_in: Spread,
}

/// The cold start of users above that of films.
pub fn cold_start_of_both(users: &ColdStart, films: &ColdStart) -> Drawing {
    let figure = Figure::new(
        "07_cold_start_of_both",
        "The cold start of users and of films",
        "Two panels: mean squared error against the number of ratings known, for new users above \
         and for new films below. The lines of fold-in fall, those that use no ratings stay level.",
    );
    let users = cold_start_panel(users, "ratings given by a user").title("new users");
    let films = cold_start_panel(films, "ratings given to a film").title("new films");
    line_chart(&figure, &[users, films])
}

/// Validation loss against the share that arrived late, in a panel for each kind of arrivals.
pub fn arrivals(kinds: &[(&str, Vec<Arrived>); 3], anew: Spread) -> Drawing {
    let figure = Figure::new(
        "07_arrivals",
        "Folded in, or trained anew",
        "Three panels, for ratings, users and films that arrive after the training: validation loss \
         against the share that arrived, with the model left as it is, with the arrivals folded in, \
         and trained anew.",
    );
    let panel = |(kind, arrived): &(&str, Vec<Arrived>)| {
        let shares: Vec<f64> = arrived.iter().map(|arrived| 100.0 * arrived.share).collect();
        let line = |label, colour, value: fn(&Arrived) -> Spread| {
            let spreads: Vec<Spread> = arrived.iter().map(value).collect();
            let points = shares.iter().copied().zip(spreads.iter().map(|spread| spread.mean));
            let reach = spreads.iter().filter_map(|spread| spread.sd);
            Series::new(label, colour, points).marked().error_bars(reach)
        };
        let x = Axis::linear(format!("share of the {kind} that arrive late, %"));
        Panel::new(x.ticks(shares.clone()), Axis::linear("validation loss"))
            .title(format!("late {kind}"))
            .labels_at_ends()
            .series(line("as it is", 1, |arrived| arrived.as_it_is))
            .series(line("folded in", 0, |arrived| arrived.folded_in))
            .series(Series::new("anew", 2, shares.iter().map(|&x| (x, anew.mean))).dashed())
    };
    line_chart(&figure, &kinds.each_ref().map(panel))
}

//! Chapter 7, Who is heard: errors by activity, fans heard less, and the loop that explores.

use super::counted;
use super::losses::HIGH;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::Spread;

/// Error of each fifth of the users, or of the films, for each strength of balance.
pub fn balanced_errors(whose: &str, strengths: &[f64], errors: &[Vec<Spread>]) -> Drawing {
    let figure = Figure::new(
        format!("07_balanced_{whose}"),
        format!("Balanced {whose}"),
        format!(
            "Mean squared error on the validation ratings of each fifth of the {whose}, from those with \
             the fewest training ratings to those with the most, for each strength of balance."
        ),
    );
    let x = Axis::categories("fifth by number of ratings", ["1, fewest", "2", "3", "4", "5, most"]);
    let mut panel = Panel::new(x, Axis::linear("mean squared error")).height(HIGH);
    for (colour, (strength, errors)) in strengths.iter().zip(errors).enumerate() {
        let points = (0..5_u32).map(f64::from).zip(errors.iter().map(|error| error.mean));
        let label = if *strength == 0.0 { "usual".to_owned() } else { format!("α = {strength}") };
        let series = Series::new(label, colour, points).marked();
        panel = panel.series(if colour == 0 { series } else { series.dashed() });
    }
    line_chart(&figure, &[panel])
}

/// A genre's share of everyone else's lists against the strength with which users are balanced, without
/// fans and with them.
pub fn muted_fans(
    genre: &str,
    fans: usize,
    strengths: &[f64],
    shares: &[Vec<Spread>; 2],
) -> Drawing {
    let figure = Figure::new(
        "07_muted_fans",
        "Fans heard less",
        format!(
            "The share of the genre {genre} in everyone else's top ten against the strength with which \
             users are balanced, without fans and with {fans} of them."
        ),
    );
    let x = Axis::linear("balance of users, α").ticks(strengths.iter().copied());
    let y = Axis::linear("share of the top tens, %").starting_at(0.0);
    let mut panel = Panel::new(x, y).height(HIGH);
    let labels = [format!("with {fans} fans"), "without fans".to_owned()];
    for (colour, (label, shares)) in labels.into_iter().zip(shares.iter().rev()).enumerate() {
        let points = strengths.iter().copied().zip(shares.iter().map(|share| share.mean));
        let bars = shares.iter().filter_map(|share| share.sd);
        let series = Series::new(label, colour, points).marked().error_bars(bars);
        panel = panel.series(if colour == 0 { series } else { series.dashed() });
    }
    line_chart(&figure, &[panel])
}

/// A loop: its name, the share of the most rated tenth in percent from the start on, and the mean true
/// rating of what was shown in each round.
type Loop<'a> = (&'a str, Vec<f64>, Vec<f64>);

/// The loops by round.
pub fn exploring(loops: &[Loop]) -> Drawing {
    let figure = Figure::new(
        "07_exploring",
        "A share of the list left to chance",
        "Two panels by round, with a line for each way of showing films. Above, the share of all ratings \
         that the most rated tenth of the films has; below, the mean true rating of what is shown.",
    );
    let panel = |first: u32, label: &str, values: fn(&Loop) -> Vec<f64>| {
        let ticks = (first..).take(values(&loops[0]).len()).map(f64::from);
        let panel = Panel::new(Axis::linear("round").ticks(ticks), Axis::linear(label));
        loops.iter().enumerate().fold(panel, |panel, (colour, line)| {
            let series = Series::new(line.0, colour, counted(first, values(line))).marked();
            panel.series(if colour == 0 { series } else { series.dashed() })
        })
    };
    let share = panel(0, "share of ratings, %", |line| line.1.clone())
        .title("ratings of the most rated tenth of the films");
    let rating = panel(1, "mean true rating", |line| line.2.clone()).title("what is shown");
    line_chart(&figure, &[share, rating])
}

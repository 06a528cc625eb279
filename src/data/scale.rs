//! The scale of the ratings: stars, points, anything that is more for better.

use super::Dataset;
use std::fmt::{self, Display};
use std::ops::Range;

/// The range of predictions for ratings from 1 to 5, as in the fastai book.
pub const STARS: Range<f32> = 0.0..5.5;

/// Up to this many different ratings are counted and shown one by one; more are put in bins.
const FEW: usize = 20;

/// Single precision has too few digits for ratings that differ by less than this.
const TINY: f64 = 1e-30;

/// What the ratings of a data set say about their scale.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingScale {
    /// The lowest rating.
    pub lowest: f32,
    /// The highest rating.
    pub highest: f32,
    /// The different ratings, lowest first; `None` if there are more than a few.
    values: Option<Vec<f32>>,
}

/// A bar of a histogram of ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The rating, or the bin, as text: `3.5`, or `40 to 45`.
    pub label: String,
    /// The lowest rating that belongs to it.
    pub from: f64,
    /// The rating itself, or the end of the bin, which belongs to the next one.
    pub to: f64,
    /// How many ratings belong to it.
    pub ratings: usize,
}

impl Dataset {
    /// The scale of all ratings.
    ///
    /// # Panics
    /// If there are none.
    pub fn scale(&self) -> RatingScale {
        RatingScale::new(&self.ratings.values)
    }

    /// The range into which a model squeezes its predictions; [`RatingScale::y_range`] says how far it
    /// reaches.
    ///
    /// # Panics
    /// If there are no ratings.
    pub fn y_range(&self) -> Range<f32> {
        self.scale().y_range()
    }
}

impl RatingScale {
    /// The scale of some ratings.
    ///
    /// # Panics
    /// If there are none.
    pub fn new(ratings: &[f32]) -> Self {
        let mut values = Some(Vec::new());
        let (mut lowest, mut highest) = (f32::INFINITY, f32::NEG_INFINITY);
        for rating in ratings.iter().copied().map(positive_zero) {
            lowest = lowest.min(rating);
            highest = highest.max(rating);
            if let Some(few) = &mut values
                && let Err(place) = few.binary_search_by(|value: &f32| value.total_cmp(&rating))
            {
                few.insert(place, rating);
                if few.len() > FEW {
                    values = None;
                }
            }
        }
        assert!(lowest <= highest, "a scale needs ratings");
        Self { lowest, highest, values }
    }

    /// What differences between ratings are measured by: from the lowest rating to the highest. If all
    /// are equal it is their distance from 0, because no rating tells more.
    pub fn width(&self) -> f64 {
        let width = f64::from(self.highest) - f64::from(self.lowest);
        let equal = f64::from(self.highest.abs());
        [width, equal].into_iter().find(|&width| width > TINY).unwrap_or(1.0)
    }

    /// The unit for differences between ratings: a quarter of their width, which is one star for ratings
    /// from 1 to 5. Whatever is measured in it is the same on any scale.
    pub fn unit(&self) -> f64 {
        self.width() / 4.0
    }

    /// The range into which a model squeezes its predictions. A sigmoid never reaches the ends of its
    /// range, so it goes past the ratings: by a quarter of their width below and an eighth above, which
    /// is [`STARS`] for ratings from 1 to 5. The rule is the same for any scale, so that half stars from
    /// 0.5 to 5 get the range from -0.625 to 5.5625.
    pub fn y_range(&self) -> Range<f32> {
        let width = self.width();
        let start = f64::from(self.lowest) - width / 4.0;
        let end = f64::from(self.highest) + width / 8.0;
        // Ratings near the end of single precision leave no room beyond them.
        let single = |edge: f64| edge.clamp(f32::MIN.into(), f32::MAX.into()) as f32;
        single(start)..single(end)
    }

    /// The rating that someone gives who has this one in mind: the closest of those that occur, and the
    /// higher of two that are equally close. If more than a few occur, any between the lowest and the
    /// highest may.
    pub fn round(&self, rating: f64) -> f32 {
        let Some(values) = &self.values else {
            return (rating as f32).clamp(self.lowest, self.highest);
        };
        let distance = |value: f32| (f64::from(value) - rating).abs();
        let closest = values.iter().rev().min_by(|a, b| distance(**a).total_cmp(&distance(**b)));
        *closest.expect("a scale has values")
    }

    /// How many decimals show the ratings: as many as the few need, up to six, or else as many as a
    /// prediction has.
    pub fn decimals(&self) -> usize {
        let exact = |values: &Vec<f32>| {
            let shows = |decimals: usize| {
                values.iter().all(|value| format!("{value:.decimals$}").parse() == Ok(*value))
            };
            (0..=6).find(|&decimals| shows(decimals))
        };
        self.values.as_ref().and_then(exact).unwrap_or_else(|| self.decimals_of_predictions())
    }

    /// How many decimals show a prediction to a hundredth of the width, or a little more closely.
    fn decimals_of_predictions(&self) -> usize {
        decimals_for(self.width() / 100.0)
    }

    /// A rating as text.
    pub fn label(&self, rating: f32) -> String {
        let decimals = self.decimals();
        if needs_power(rating.into(), decimals) {
            return format!("{rating:e}");
        }
        // In double precision, 0.7 and 1e12 are as close as they can be to what the file says.
        let as_written: f64 = rating.to_string().parse().expect("a number as text is a number");
        format!("{as_written:.decimals$}")
    }

    /// A prediction or a mean of ratings as text, to a hundredth of the width or a little more closely.
    pub fn prediction(&self, rating: f64) -> String {
        let decimals = self.decimals_of_predictions();
        if needs_power(rating, decimals) {
            return format!("{rating:.2e}");
        }
        format!("{rating:.decimals$}")
    }

    /// A range of ratings or predictions as people write it: without the noise of single precision.
    pub fn rounded(&self, range: Range<f32>) -> Range<f64> {
        // Five digits beyond the first of the width.
        let step = 10_f64.powf(self.width().log10().floor() - 5.0);
        let rounded = |edge: f32| {
            let steps = (f64::from(edge) / step).round();
            // A step below 1 has no exact double, but one over it has.
            let number = if step < 1.0 { steps / (1.0 / step).round() } else { steps * step };
            number + 0.0
        };
        rounded(range.start)..rounded(range.end)
    }

    /// How the ratings are spread: a bar for each of the few that occur, or else ten to twenty bins of
    /// equal width between round numbers.
    ///
    /// # Panics
    /// If the scale is not that of these ratings.
    pub fn histogram(&self, ratings: &[f32]) -> Vec<Bar> {
        if let Some(values) = &self.values {
            let mut counts = vec![0; values.len()];
            for &rating in ratings {
                let place =
                    values.binary_search_by(|value| value.total_cmp(&positive_zero(rating)));
                counts[place.expect("the scale has all ratings")] += 1;
            }
            let bar = |(&value, ratings): (&f32, usize)| {
                let at = f64::from(value);
                Bar { label: self.label(value), from: at, to: at, ratings }
            };
            return values.iter().zip(counts).map(bar).collect();
        }
        let step = round_step(self.width() / FEW as f64);
        // A rating such as 0.7 lies a little below itself in binary, and still belongs above an edge
        // at 0.7.
        let bin = |rating: f32| (f64::from(rating) / step + 1e-5).floor();
        let first = bin(self.lowest);
        let mut counts = vec![0; (bin(self.highest) - first) as usize + 1];
        for &rating in ratings {
            counts[(bin(rating) - first) as usize] += 1;
        }
        let decimals = decimals_for(step);
        let bar = |(number, ratings): (usize, usize)| {
            let from = (first + number as f64) * step;
            let to = (first + number as f64 + 1.0) * step;
            let label = if needs_power(from.abs().max(to.abs()), decimals) {
                format!("{from:.2e} to {to:.2e}")
            } else {
                format!("{from:.decimals$} to {to:.decimals$}")
            };
            Bar { label, from, to, ratings }
        };
        counts.into_iter().enumerate().map(bar).collect()
    }
}

/// Says in a line what the scale is and where predictions lie.
impl Display for RatingScale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Range { start, end } = self.rounded(self.y_range());
        let (lowest, highest) = (self.label(self.lowest), self.label(self.highest));
        write!(f, "from {lowest} to {highest}, predicted between ")?;
        let decimals = self.decimals_of_predictions();
        if needs_power(start, decimals) || needs_power(end, decimals) {
            return write!(f, "{start:e} and {end:e}");
        }
        write!(f, "{start} and {end}")
    }
}

/// The same number; zero without its sign, because 0 and -0 are one rating.
fn positive_zero(rating: f32) -> f32 {
    rating + 0.0
}

/// Whether a number is better written with a power of ten than with all its digits.
fn needs_power(number: f64, decimals: usize) -> bool {
    number.abs() >= 1e15 || decimals > 9
}

/// The decimals of a round number of this size: 0 from 1 on, 1 from 0.1 on, 2 from 0.01 on.
fn decimals_for(size: f64) -> usize {
    (-size.log10().floor()).max(0.0) as usize
}

/// The lowest of 1, 2, 5, 10, 20, … and of their tenths, hundredths, … that is not below `least`.
fn round_step(least: f64) -> f64 {
    let ten = 10_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * ten);
    steps.into_iter().find(|&step| step >= least).unwrap_or(10.0 * ten)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(ratings: &[f32]) -> RatingScale {
        RatingScale::new(ratings)
    }

    fn labels(ratings: &[f32]) -> Vec<String> {
        scale(ratings).histogram(ratings).into_iter().map(|bar| bar.label).collect()
    }

    #[test]
    fn the_range_of_predictions_is_that_of_stars_moved_and_stretched() {
        let bits = |range: Range<f32>| [range.start, range.end].map(f32::to_bits);
        assert_eq!(bits(scale(&[3.0, 5.0, 1.0]).y_range()), bits(STARS));
        assert_eq!(scale(&[0.5, 5.0]).y_range(), -0.625..5.5625);
        assert_eq!(scale(&[0.0, 100.0]).y_range(), -25.0..112.5);
        for (factor, offset) in [(1.0, 1.0), (20.0, 20.0), (0.25, -0.25), (-0.01, 0.0)] {
            let image = |stars: f32| factor * stars + offset;
            let range = scale(&[image(1.0), image(5.0)]).y_range();
            let [low, high] = if factor > 0.0 { [0.0, 5.5] } else { [6.0, 0.5] };
            assert!((range.start - image(low)).abs() < 1e-6 * factor.abs(), "{factor}: {range:?}");
            assert!((range.end - image(high)).abs() < 1e-6 * factor.abs(), "{factor}: {range:?}");
        }
    }

    #[test]
    fn equal_ratings_have_a_range_in_proportion_to_them() {
        assert_eq!(scale(&[4.0, 4.0]).y_range(), 3.0..4.5);
        assert_eq!(scale(&[-400.0]).y_range(), -500.0..-350.0);
        for rating in [0.0, 1e-45, 1e-30, 1e30] {
            let range = scale(&[rating]).y_range();
            assert!(range.start < rating && rating < range.end, "{rating}: {range:?}");
        }
    }

    #[test]
    fn the_range_of_the_largest_ratings_is_finite() {
        assert_eq!(scale(&[f32::MIN, f32::MAX]).y_range(), f32::MIN..f32::MAX);
        let line = scale(&[f32::MAX]).to_string();
        assert!(!line.contains("inf"), "{line}");
    }

    #[test]
    fn ratings_are_shown_with_the_decimals_that_they_need() {
        assert_eq!(labels(&[5.0, 1.0, 2.0]), ["1", "2", "5"]);
        assert_eq!(labels(&[0.5, 1.0, 4.5]), ["0.5", "1.0", "4.5"]);
        assert_eq!(labels(&[3.25, 3.0]), ["3.00", "3.25"]);
        assert_eq!(labels(&[0.1, 0.7, 0.3]), ["0.1", "0.3", "0.7"]);
        // No number of decimals shows a third exactly.
        assert_eq!(labels(&[1.0 / 3.0, 1.0]), ["0.333", "1.000"]);
        assert_eq!(labels(&[0.0, -0.0]), ["0"]);
        assert_eq!(labels(&[1e-9, 3e-9]), ["1e-9", "3e-9"]);
        assert_eq!(labels(&[1e-5, 3e-5]), ["0.00001", "0.00003"]);
        assert_eq!(labels(&[1e30, -3e30]), ["-3e30", "1e30"]);
        assert_eq!(scale(&[1.0, 5.0]).prediction(3.1459), "3.15");
        assert_eq!(scale(&[0.0, 100.0]).prediction(3.1459), "3");
        assert_eq!(scale(&[0.0, 1e-12]).prediction(3.1459e-13), "3.15e-13");
    }

    #[test]
    fn a_bar_for_each_of_twenty_ratings_and_bins_for_more() {
        let points = |n: u8| (1..=n).map(f32::from).collect::<Vec<_>>();
        let bars = scale(&points(20)).histogram(&points(20));
        assert_eq!(bars.len(), 20);
        assert!(bars.iter().all(|bar| bar.ratings == 1 && bar.from == bar.to));
        let bars = scale(&points(100)).histogram(&points(100));
        assert_eq!((&*bars[0].label, bars[0].ratings), ("0 to 5", 4));
        assert_eq!((&*bars[20].label, bars[20].ratings), ("100 to 105", 1));
        assert!(bars[1..20].iter().all(|bar| bar.ratings == 5), "{bars:?}");
    }

    #[test]
    fn bins_hold_every_rating_on_the_right_side_of_their_edges() {
        let tenths: Vec<f32> = (-30..=70).map(|tenth| tenth as f32 / 10.0).collect();
        let bars = scale(&tenths).histogram(&tenths);
        assert_eq!((&*bars[0].label, &*bars[20].label), ("-3.0 to -2.5", "7.0 to 7.5"));
        assert!(bars[..20].iter().all(|bar| bar.ratings == 5), "{bars:?}");
        for scale_of in [1e-8, 1.0, 1e9, 1e37] {
            let ratings: Vec<f32> = tenths.iter().map(|x| x * scale_of).collect();
            let bars = scale(&ratings).histogram(&ratings);
            assert!(bars.len() <= 22, "{}", bars.len());
            assert_eq!(bars.iter().map(|bar| bar.ratings).sum::<usize>(), ratings.len());
        }
    }

    #[test]
    fn a_rating_in_mind_becomes_the_closest_that_occurs() {
        let stars = scale(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        let given = [0.2, 1.49, 1.5, 3.7, 8.0].map(|rating| stars.round(rating));
        assert_eq!(given, [1.0, 1.0, 2.0, 4.0, 5.0]);
        assert_eq!(scale(&[0.5, 4.5]).round(2.4), 0.5);
        let many: Vec<f32> = (0..30).map(|x| x as f32).collect();
        assert_eq!([-1.0, 3.25, 99.0].map(|rating| scale(&many).round(rating)), [0.0, 3.25, 29.0]);
    }

    #[test]
    fn a_line_says_what_the_scale_is_and_where_predictions_lie() {
        let line = |ratings: &[f32]| scale(ratings).to_string();
        assert_eq!(line(&[1.0, 5.0]), "from 1 to 5, predicted between 0 and 5.5");
        assert_eq!(line(&[0.5, 5.0]), "from 0.5 to 5.0, predicted between -0.625 and 5.5625");
        // A single outlier decides.
        let far = "from 1000000000000 to 5000000000000, predicted between 0 and 5500000000000";
        assert_eq!(line(&[1e12, 5e12]), far);
        let farther = "from -3.4e38 to 3.4e38, predicted between";
        assert!(line(&[-3.4e38, 3.4e38]).starts_with(farther), "{}", line(&[-3.4e38, 3.4e38]));
        let outlier = "from 1 to 99, predicted between -23.5 and 111.25";
        assert_eq!(line(&[1.0, 5.0, 99.0]), outlier);
        assert_eq!(line(&[0.1, 0.9]), "from 0.1 to 0.9, predicted between -0.1 and 1");
    }
}

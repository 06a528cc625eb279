//! Line charts: one panel or several, one below the other.

use super::{
    Axis, Figure, PlotError,
    error::{check_length, check_values},
    figure::Area,
    frame::Frame,
    geometry::Point,
    legend::{Entry, Legend, Sample},
    plot_area::PlotArea,
    theme::{Dash, Ink, Pen, px},
};

/// One line: its label, its colour and its points.
#[derive(Clone, Debug)]
pub struct Series {
    label: String,
    colour: usize,
    points: Vec<Point>,
    dash: Dash,
    marked: bool,
    error_bars: Vec<f64>,
}

impl Series {
    /// A solid line through `points` in the colour with index `colour`, of which there are six.
    pub fn new(
        label: impl Into<String>,
        colour: usize,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        let points = points.into_iter().collect();
        Series {
            label: label.into(),
            colour,
            points,
            dash: Dash::Solid,
            marked: false,
            error_bars: Vec::new(),
        }
    }

    /// Dashes the line: the book does so with training losses.
    pub fn dashed(mut self) -> Self {
        self.dash = Dash::Dashed;
        self
    }

    /// Marks each point.
    pub fn marked(mut self) -> Self {
        self.marked = true;
        self
    }

    /// Adds a bar to each point, reaching this far up and down.
    pub fn error_bars(mut self, reach: impl IntoIterator<Item = f64>) -> Self {
        self.error_bars = reach.into_iter().collect();
        self
    }

    fn pen(&self) -> Pen {
        Pen { ink: Ink::Series(self.colour), dash: self.dash }
    }

    /// A line through a single point would not be seen without its marker.
    fn has_markers(&self) -> bool {
        self.marked || self.points.len() == 1
    }

    /// Where each error bar stands and where it ends.
    fn whiskers(&self) -> impl Iterator<Item = (f64, [f64; 2])> {
        self.points.iter().zip(&self.error_bars).map(|(&(x, y), reach)| (x, [y - reach, y + reach]))
    }
}

/// One panel of a line chart.
#[derive(Clone, Debug)]
pub struct Panel {
    title: String,
    x: Axis,
    y: Axis,
    series: Vec<Series>,
    references: Vec<Reference>,
}

/// A labelled horizontal line.
#[derive(Clone, Debug)]
struct Reference {
    label: String,
    y: f64,
}

impl Panel {
    /// A panel between two axes.
    pub fn new(x: Axis, y: Axis) -> Self {
        Panel { title: String::new(), x, y, series: Vec::new(), references: Vec::new() }
    }

    /// Puts a title above the panel, for figures that have more than one.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Adds a line. From the second on, a legend tells them apart.
    pub fn series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    /// Adds a labelled horizontal line at `y`, to compare the others with.
    pub fn reference(mut self, label: impl Into<String>, y: f64) -> Self {
        self.references.push(Reference { label: label.into(), y });
        self
    }

    fn check(&self) -> Result<(), PlotError> {
        self.x.check()?;
        self.y.check()?;
        if self.series.iter().all(|series| series.points.is_empty()) {
            return Err(PlotError::Empty(format!(
                "the panel of `{}` over `{}`",
                self.y.label, self.x.label
            )));
        }
        for series in &self.series {
            let name = |part: &str| format!("{part} of the series `{}`", series.label);
            check_values(&name("x"), series.points.iter().map(|point| point.0), |x| {
                self.x.can_show(x)
            })?;
            check_values(&name("y"), series.points.iter().map(|point| point.1), |y| {
                self.y.can_show(y)
            })?;
            if !series.error_bars.is_empty() {
                check_length(name("error bars"), series.points.len(), series.error_bars.len())?;
                check_values(&name("error bars"), series.error_bars.iter().copied(), |reach| {
                    reach.is_finite() && reach >= 0.0
                })?;
                check_values(
                    &name("error bars"),
                    series.whiskers().flat_map(|(_, ends)| ends),
                    |y| self.y.can_show(y),
                )?;
            }
        }
        self.references.iter().try_for_each(|reference| {
            check_values(&reference.label, [reference.y], |y| self.y.can_show(y))
        })
    }

    fn frame(&self, plot_height: f64) -> Frame {
        let points = self.series.iter().flat_map(|series| &series.points);
        let x_values = points.clone().map(|point| point.0).collect();
        let whiskers = self.series.iter().flat_map(Series::whiskers).flat_map(|(_, ends)| ends);
        let references = self.references.iter().map(|reference| reference.y);
        let y_values = points.map(|point| point.1).chain(whiskers).chain(references).collect();
        Frame::new(
            &self.title,
            self.legend(),
            (&self.x, x_values),
            (&self.y, y_values),
            plot_height,
        )
    }

    fn legend(&self) -> Legend {
        let entry = |series: &Series| Entry {
            sample: Some(Sample::Line { pen: series.pen(), marked: series.has_markers() }),
            label: series.label.clone(),
        };
        let shown = if self.series.len() > 1 { &self.series[..] } else { &[] };
        Legend::new(shown.iter().map(entry))
    }

    fn draw(&self, frame: &Frame, area: &Area<'_>) -> Result<(), PlotError> {
        let mut plot = PlotArea::new(frame, area)?;
        for reference in &self.references {
            plot.horizontal(reference.y)?;
        }
        for series in &self.series {
            plot.line(&series.points, series.pen(), 2.2)?;
            plot.whiskers(series.whiskers(), series.pen().ink)?;
            if series.has_markers() {
                plot.markers(&series.points, series.pen().ink)?;
            }
        }
        // Labels come last, when it is known where the lines run.
        self.references.iter().try_for_each(|reference| plot.label(&reference.label, reference.y))
    }
}

/// Height of the plot when it is the only one, and when there are more.
const ALONE: f64 = 220.0;
const STACKED: f64 = 165.0;

/// Draws one panel, or several below each other: side by side they would be too small for a phone.
pub fn line_chart(figure: &Figure, panels: &[Panel]) -> Result<String, PlotError> {
    if panels.is_empty() {
        return Err(PlotError::Empty(format!("the figure `{}`", figure.name())));
    }
    panels.iter().try_for_each(Panel::check)?;
    let plot_height = if panels.len() == 1 { ALONE } else { STACKED };
    let mut frames: Vec<Frame> = panels.iter().map(|panel| panel.frame(plot_height)).collect();
    Frame::align(&mut frames);
    figure.document(frames.iter().map(Frame::height).sum(), |area| {
        let mut rest = area.clone();
        for (panel, frame) in panels.iter().zip(&frames) {
            let (top, below) = rest.split_vertically(px(frame.height()));
            panel.draw(frame, &top)?;
            rest = below;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::{geometry::Window, testing::Drawing};

    fn figure() -> Figure {
        Figure::new("losses", "Losses", "Two lines.")
    }

    fn losses() -> Panel {
        let epochs = [1.0, 2.0, 3.0, 4.0, 5.0];
        Panel::new(Axis::linear("epoch"), Axis::linear("mean squared error"))
            .series(
                Series::new("train <&> é", 0, epochs.map(|epoch| (epoch, 1.2 / epoch))).dashed(),
            )
            .series(
                Series::new(
                    "valid",
                    1,
                    epochs.map(|epoch| (epoch, 0.8 + 0.1 * (epoch - 2.5).abs())),
                )
                .marked(),
            )
    }

    #[test]
    fn shows_its_labels_and_no_two_overlap() {
        let svg = line_chart(
            &figure(),
            &[losses().reference("noise floor 0.74", 0.74), losses().title("again")],
        )
        .expect("drawable");
        let drawing = Drawing::parse(&svg);
        for text in [
            "Losses",
            "again",
            "epoch",
            "mean squared error",
            "train <&> é",
            "valid",
            "noise floor 0.74",
        ] {
            assert!(drawing.says(text), "{text} is missing");
        }
        drawing.assert_legible();
        drawing.assert_follows_theme();
    }

    #[test]
    fn train_and_valid_differ_by_more_than_colour() {
        let svg = line_chart(&figure(), &[losses()]).expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert_eq!(
            drawing.count("polyline", "dashed series-1"),
            2,
            "once in the plot and once in the legend"
        );
        assert_eq!(drawing.count("polyline", "dashed series-2"), 0);
        assert_eq!(drawing.count("circle", "series-2"), 6, "five points and one sample");
    }

    #[test]
    fn a_single_epoch_is_seen() {
        let panel = Panel::new(Axis::linear("epoch"), Axis::linear("loss"));
        let panel = panel.series(Series::new("train", 0, [(1.0, 0.9)]));
        let svg = line_chart(&figure(), &[panel]).expect("drawable");
        assert_eq!(Drawing::parse(&svg).count("circle", "series-1"), 1);
    }

    #[test]
    fn a_reference_beyond_the_range_is_left_out() {
        let y = Axis::linear("loss").range(0.0, 0.5);
        let panel = Panel::new(Axis::linear("epoch"), y)
            .series(Series::new("train", 0, [(1.0, 0.2), (2.0, 0.1)]))
            .reference("far above", 2.0);
        let svg = line_chart(&figure(), &[panel]).expect("drawable");
        assert!(!Drawing::parse(&svg).says("far above"));
    }

    #[test]
    fn a_line_that_leaves_the_range_is_cut_off() {
        let panel = |y| {
            Panel::new(Axis::linear("x"), y).series(Series::new(
                "y",
                0,
                (-10..=10).map(f64::from).map(|x| (x, x * x)),
            ))
        };
        let highest = |panel| {
            let svg = line_chart(&figure(), &[panel]).expect("drawable");
            let lines = Drawing::parse(&svg).polylines("series-1");
            lines.into_iter().flatten().map(|(_, y)| y).fold(f64::INFINITY, f64::min)
        };
        let cut = highest(panel(Axis::linear("y").range(0.0, 10.0)));
        let whole = highest(panel(Axis::linear("y").range(0.0, 100.0)));
        assert!((cut - whole).abs() < 0.2, "both end at the top of the plot: {cut} and {whole}");
    }

    #[test]
    fn the_label_of_a_reference_keeps_clear_of_the_lines() {
        // Everywhere but near the left end, a line runs close above the reference or close below.
        let close = |shift: f64| (3..=10).map(move |x| (f64::from(x), 1.0 + shift));
        let y = Axis::linear("y").range(0.0, 2.0);
        let panel = Panel::new(Axis::linear("x").range(0.0, 10.0), y)
            .series(Series::new("above", 0, close(0.06)))
            .series(Series::new("below", 1, close(-0.06)))
            .reference("goal", 1.0);
        let svg = line_chart(&figure(), &[panel]).expect("drawable");
        let drawing = Drawing::parse(&svg);
        let label = drawing.texts.iter().find(|text| text.text == "goal").expect("the label");
        let window = Window { x: (label.left, label.right), y: (label.top, label.bottom) };
        for line in ["series-1", "series-2"].iter().flat_map(|class| drawing.polylines(class)) {
            let free = line.windows(2).all(|pair| window.clip(pair[0], pair[1]).is_none());
            assert!(free, "{label:?} is crossed");
        }
    }

    #[test]
    fn labels_of_references_close_together_keep_clear_of_each_other() {
        let panel =
            losses().reference("first", 0.7).reference("second", 0.71).reference("third", 0.72);
        let svg = line_chart(&figure(), &[panel]).expect("drawable");
        Drawing::parse(&svg).assert_legible();
    }

    #[test]
    fn error_bars_have_a_stem_and_two_caps() {
        let points = [(0.0, 0.9), (1.0, 0.8)];
        let axis = || Axis::categories("weight decay", ["0", "0.1"]);
        let bare = Series::new("valid", 0, points);
        let count = |series| {
            let svg =
                line_chart(&figure(), &[Panel::new(axis(), Axis::linear("loss")).series(series)])
                    .expect("drawable");
            Drawing::parse(&svg).count("polyline", "series-1")
        };
        assert_eq!(count(bare.clone().error_bars([0.02, 0.03])), count(bare) + 2 * 3);
    }

    #[test]
    fn panels_start_at_the_same_distance_from_the_left() {
        let y = || Axis::linear("number of steps").range(0.0, 1_000_000.0);
        let wide = Panel::new(Axis::linear("epoch"), y()).series(Series::new("s", 2, [(1.0, 5.0)]));
        let svg = line_chart(&figure(), &[losses(), wide]).expect("drawable");
        let ticks = Drawing::parse(&svg)
            .texts
            .into_iter()
            .filter(|text| text.text == "1.0" || text.text == "0");
        let ends: Vec<f64> = ticks.map(|text| text.right).collect();
        assert_eq!(ends.len(), 2);
        assert!((ends[0] - ends[1]).abs() < 0.2, "{ends:?}");
    }

    #[test]
    fn a_value_without_a_place_is_named() {
        let nan = Panel::new(Axis::linear("epoch"), Axis::linear("loss")).series(Series::new(
            "train",
            0,
            [(1.0, f64::NAN)],
        ));
        let zero = Panel::new(Axis::log("wd"), Axis::linear("loss")).series(Series::new(
            "train",
            0,
            [(0.0, 1.0)],
        ));
        let beyond = Panel::new(Axis::categories("wd", ["0", "1"]), Axis::linear("loss"))
            .series(Series::new("train", 0, [(2.0, 1.0)]));
        for panel in [nan, zero, beyond] {
            let error = line_chart(&figure(), &[panel]).expect_err("no place");
            assert!(
                matches!(&error, PlotError::Value { what, .. } if what.contains("`train`")),
                "{error}"
            );
        }
    }

    #[test]
    fn an_axis_cannot_run_backwards_or_stand_still() {
        for y in [Axis::linear("loss").range(1.0, 1.0), Axis::log("loss").range(0.0, 1.0)] {
            let panel =
                Panel::new(Axis::linear("epoch"), y).series(Series::new("train", 0, [(1.0, 1.0)]));
            let error = line_chart(&figure(), &[panel]).expect_err("no such axis");
            assert!(error.to_string().contains("`loss`"), "{error}");
        }
    }

    #[test]
    fn a_loss_that_explodes_can_still_be_drawn() {
        let points = (0..10).map(|epoch| (f64::from(epoch), 10_f64.powi(3 * epoch)));
        let panel = Panel::new(Axis::linear("epoch"), Axis::linear("loss"))
            .series(Series::new("train", 0, points));
        Drawing::parse(&line_chart(&figure(), &[panel]).expect("drawable")).assert_legible();
    }

    #[test]
    fn nothing_to_draw_is_an_error() {
        assert!(matches!(line_chart(&figure(), &[]), Err(PlotError::Empty(_))));
        let empty = Panel::new(Axis::linear("epoch"), Axis::linear("loss"));
        assert!(matches!(line_chart(&figure(), &[empty]), Err(PlotError::Empty(_))));
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let draw =
            || line_chart(&figure(), &[losses().reference("floor", 0.74)]).expect("drawable");
        assert_eq!(draw(), draw());
    }
}

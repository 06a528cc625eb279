//! Line charts: one panel or several, one below the other.

use plotters::{
    coord::ranged1d::Ranged,
    element::{PathElement, Polygon},
    style::text_anchor::{HPos, VPos},
};

use crate::{
    Axis, Drawing, Figure,
    figure::{Area, Drawn, Failed, assert_length},
    frame::Frame,
    legend::Legend,
    scale::number,
    series::Series,
    spread::spread_out,
    style::{Dash, Ink, MARKER, Pen, THIN, TYPE, plain, px},
    text::{fit, width},
    window::Window,
};

/// One panel of a line chart.
#[derive(Clone, Debug)]
pub struct Panel {
    title: String,
    x: Axis,
    y: Axis,
    series: Vec<Series>,
    references: Vec<Reference>,
    labels_at_ends: bool,
    height: Option<f64>,
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
        Panel {
            title: String::new(),
            x,
            y,
            series: Vec::new(),
            references: Vec::new(),
            labels_at_ends: false,
            height: None,
        }
    }

    /// Puts a title above the panel, for figures that have more than one.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Writes the label of each line at its right end instead of in a legend.
    pub fn labels_at_ends(mut self) -> Self {
        self.labels_at_ends = true;
        self
    }

    /// Makes the plot this high, in pixels of a figure 460 wide.
    pub fn height(mut self, height: f64) -> Self {
        self.height = Some(height);
        self
    }

    /// Adds a line. Several lines have a legend.
    pub fn series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    /// Adds a labelled horizontal line at `y`, to compare the others with.
    pub fn reference(mut self, label: impl Into<String>, y: f64) -> Self {
        self.references.push(Reference { label: label.into(), y });
        self
    }

    /// Panics unless there is a line, and everything in the panel has a place on its axes.
    fn assert_drawable(&self, figure: &Figure) {
        figure.assert_data(self.series.iter().map(|series| series.points.len()).sum());
        for series in &self.series {
            let name = &series.label;
            if !series.error_bars.is_empty() {
                let what = format!("error bars of the series `{name}`");
                assert_length(&what, series.points.len(), series.error_bars.len());
            }
            let (x, y): (Vec<f64>, Vec<f64>) = series.extent().unzip();
            self.x.assert_shows(&format!("x of the series `{name}`"), x);
            self.y.assert_shows(&format!("y of the series `{name}`"), y);
        }
        for Reference { label, y } in &self.references {
            self.y.assert_shows(label, [*y]);
        }
    }

    fn frame(&self, plot_height: f64) -> Frame {
        let (x, mut y): (Vec<f64>, Vec<f64>) = self.series.iter().flat_map(Series::extent).unzip();
        y.extend(self.references.iter().map(|reference| reference.y));
        let legend = if self.labels_at_ends {
            Legend::default()
        } else {
            Legend::unless_alone(self.series.iter().map(Series::legend_entry))
        };
        let height = self.height.unwrap_or(plot_height);
        let frame = Frame::new(&self.title, legend, (&self.x, x), (&self.y, y), height);
        if !self.labels_at_ends {
            return frame;
        }
        let longest = self.series.iter().map(|s| width(&end_label(s), TYPE)).fold(0.0, f64::max);
        frame.with_room_at_right(LEADER + longest)
    }

    fn draw(&self, frame: &Frame, area: &Area<'_>) -> Drawn {
        let cut = self.y.cut().unwrap_or(f64::INFINITY);
        let mut chart = frame.draw(area)?;
        let ends = frame.x().range();
        let dotted = Pen { ink: Ink::Text, dash: Dash::Dotted }.line(THIN);
        for Reference { y, .. } in &self.references {
            chart.draw_series([PathElement::new([(ends.start, *y), (ends.end, *y)], dotted)])?;
        }
        for series in &self.series {
            series.draw(&mut chart, cut)?;
        }
        let mut taken = self.draw_cut_off(frame, area, cut)?;
        for reference in &self.references {
            taken.push(self.draw_label(reference, frame, area, &taken)?);
        }
        if self.labels_at_ends { self.draw_end_labels(frame, area) } else { Ok(()) }
    }

    /// Marks the points above a cut at the upper end of the plot, each with its value. Returns the
    /// places of the values.
    fn draw_cut_off(
        &self,
        frame: &Frame,
        area: &Area<'_>,
        cut: f64,
    ) -> Result<Vec<Window>, Failed> {
        let mut taken: Vec<Window> = Vec::new();
        let Window { x: (_, right), y: (top, _) } = frame.plot();
        for series in &self.series {
            for &(x, y) in series.points.iter().filter(|(_, y)| *y > cut) {
                let (x, _) = frame.place((x, cut));
                let text = number(y, 2);
                let length = width(&text, TYPE);
                let is_right = x + MARK + GAP + length <= right;
                let aside = MARK + GAP;
                let left = if is_right { x + aside } else { x - aside - length };
                let mut place =
                    Window { x: (left, left + length), y: (top + GAP, top + GAP + TYPE) };
                while taken.iter().any(|other| other.overlaps(&place)) {
                    (place.y.0, place.y.1) = (place.y.0 + LINE, place.y.1 + LINE);
                }
                let tip = place.y.0 - GAP;
                let corners =
                    [(x, tip), (x - MARK, tip + 2.0 * MARK), (x + MARK, tip + 2.0 * MARK)];
                let corners = corners.map(|(x, y)| (px(x), px(y)));
                area.draw(&Polygon::new(corners, series.pen.ink.fill(1.0)))?;
                let corner = (px(left), px(place.y.0 - 0.1 * TYPE));
                area.draw_text(&text, &plain(HPos::Left, VPos::Top), corner)?;
                taken.push(place);
            }
        }
        Ok(taken)
    }

    /// Writes the label of a reference above or below its line, where it is least in the way of the
    /// data, and returns its place.
    fn draw_label(
        &self,
        Reference { label, y }: &Reference,
        frame: &Frame,
        area: &Area<'_>,
        taken: &[Window],
    ) -> Result<Window, Failed> {
        let plot = frame.plot();
        let Window { x: (left, right), .. } = plot;
        let (_, line) = frame.place((frame.x().range().start, *y));
        let length = width(label, TYPE);
        let starts = [0.01, 0.99, 0.5].map(|share| left + share * (right - left - length));
        let spans = [line - FROM_LINE - TYPE, line + FROM_LINE].map(|top| (top, top + TYPE));
        let places = spans
            .into_iter()
            .flat_map(|y| starts.map(|start| Window { x: (start, start + length), y }));
        let lines: Vec<Vec<(f64, f64)>> = self.series.iter().map(|s| s.on_screen(frame)).collect();
        let others = self.references.iter().filter(|other| other.y != *y);
        let others: Vec<f64> =
            others.map(|r| frame.place((frame.x().range().start, r.y)).1).collect();
        let trouble = |place: &Window| {
            let covered =
                |points: &Vec<(f64, f64)>| points.iter().filter(|p| place.contains(**p)).count();
            let beyond = usize::from(!plot.holds(place));
            let on_labels = taken.iter().filter(|other| other.overlaps(place)).count();
            let on_lines = others.iter().filter(|y| place.y.0 < **y && **y < place.y.1).count();
            1000 * (beyond + on_labels) + 100 * on_lines + lines.iter().map(covered).sum::<usize>()
        };
        let place = places.min_by_key(trouble).expect("there are six places");
        let corner = (px(place.x.0), px((place.y.0 + place.y.1) / 2.0));
        area.draw_text(label, &plain(HPos::Left, VPos::Center), corner)?;
        Ok(place)
    }

    /// Writes the labels of the lines right of the plot, each as near to the end of its line as the
    /// others let it, and tied to it by a thin one.
    fn draw_end_labels(&self, frame: &Frame, area: &Area<'_>) -> Drawn {
        let Window { x: (_, right), y: (top, bottom) } = frame.plot();
        let cut = self.y.cut().unwrap_or(f64::INFINITY);
        let ends: Vec<(f64, f64)> = self
            .series
            .iter()
            .map(|series| *series.points.last().expect("a series has points"))
            .map(|(x, y)| frame.place((x, y.min(cut))))
            .collect();
        let heights: Vec<f64> = ends.iter().map(|end| end.1).collect();
        let spread = spread_out(&heights, 1.15 * TYPE, (top, bottom));
        for ((series, end), height) in self.series.iter().zip(&ends).zip(spread) {
            let tie = [(end.0 + MARKER, end.1), (right + LEADER - GAP, height)];
            let tie = tie.map(|(x, y)| (px(x), px(y)));
            area.draw(&PathElement::new(tie, series.pen.ink.line(1.0)))?;
            let corner = (px(right + LEADER), px(height));
            area.draw_text(&end_label(series), &plain(HPos::Left, VPos::Center), corner)?;
        }
        Ok(())
    }
}

/// The label of a series as it stands at its end.
fn end_label(series: &Series) -> String {
    fit(&series.label, TYPE, LONGEST)
}

/// Distance of a reference's label from its line.
const FROM_LINE: f64 = 3.0;
/// Half the width of the mark of a point that is cut off, and the space around what is written beside
/// it.
const MARK: f64 = 4.5;
const GAP: f64 = 3.0;
/// Distance between two lines of type.
const LINE: f64 = 1.3 * TYPE;
/// Space between the plot and a label at the end of a line, which the tie crosses.
const LEADER: f64 = 14.0;
/// Longest label at the end of a line; a longer one is cut short.
const LONGEST: f64 = 11.0 * TYPE;
/// Height of a single plot, and of each of several.
const ALONE: f64 = 220.0;
const STACKED: f64 = 165.0;

/// Draws one panel, or several below each other; side by side they would be too small for a phone.
pub fn line_chart(figure: &Figure, panels: &[Panel]) -> Drawing {
    figure.assert_data(panels.len());
    for panel in panels {
        panel.assert_drawable(figure);
    }
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

//! Everything around the data of a chart: title, legend, axes and grid.

use std::convert::Infallible;

use plotters::{
    chart::{ChartBuilder, ChartContext, LabelAreaPosition},
    coord::cartesian::Cartesian2d,
    drawing::DrawingAreaErrorKind,
    style::text_anchor::{HPos, VPos},
};

use crate::{
    axis::Axis,
    canvas::Canvas,
    figure::Area,
    legend::Legend,
    scale::{Extent, Scale},
    style::{LEADING, TYPE, WIDTH, bold, grid, outline, plain, px},
    text::{BOLD, fit},
    window::Window,
};

/// A chart ready for its data.
pub(crate) type Chart<'a> = ChartContext<'a, Canvas<'a>, Cartesian2d<Scale, Scale>>;

/// The layout of one chart.
pub(crate) struct Frame {
    title: String,
    legend: Legend,
    x_axis: Axis,
    x_values: Vec<f64>,
    y_label: String,
    y: Scale,
    width: f64,
    left: f64,
    right: f64,
    plot_height: f64,
    gridless: bool,
}

/// `plotters` leaves twice the length of a tick between an axis and its labels.
const TICK: f64 = 4.0;
const TICK_ROOM: f64 = 2.0 * TICK;
/// A line of type with its leading.
const LINE: f64 = LEADING * TYPE;
/// Space between the legend and the plot.
const GAP: f64 = 0.6 * TYPE;
/// Space below the frame.
const BELOW: f64 = TYPE;
/// Space to the right of the plot, for half the label of a tick at the very end of the x axis.
const RIGHT: f64 = 1.5 * TYPE;

impl Frame {
    /// Lays out a frame around a plot of this height, for these values along each axis.
    pub(crate) fn new(
        title: &str,
        legend: Legend,
        x: (&Axis, Vec<f64>),
        y: (&Axis, Vec<f64>),
        plot_height: f64,
    ) -> Self {
        let (x_axis, x_values) = (x.0.clone(), x.1);
        let (y_axis, y_values) = y;
        let y = Scale::new(y_axis, &y_values, Extent::Up(plot_height));
        let y_label = fit(&y_axis.label, TYPE, plot_height);
        let left = LINE + y.label_width() + TICK_ROOM + 0.3 * TYPE;
        let title = fit(title, BOLD * TYPE, WIDTH);
        Frame {
            title,
            legend,
            x_axis,
            x_values,
            y_label,
            y,
            width: WIDTH,
            left,
            right: RIGHT,
            plot_height,
            gridless: false,
        }
    }

    /// Makes the whole frame this wide, and leaves at least this much of it free left of the plot.
    pub(crate) fn with_width(mut self, width: f64, left: f64) -> Self {
        self.width = width;
        self.left = self.left.max(left);
        self
    }

    /// Leaves at least this much room to the right of the plot.
    pub(crate) fn with_room_at_right(mut self, room: f64) -> Self {
        self.right = self.right.max(room);
        self
    }

    /// Leaves out the lines of the grid.
    pub(crate) fn without_grid(mut self) -> Self {
        self.gridless = true;
        self
    }

    /// Starts and ends all plots at the same distance from the left, so that charts below each other
    /// can be compared.
    pub(crate) fn align(frames: &mut [Frame]) {
        let left = frames.iter().map(|frame| frame.left).fold(0.0, f64::max);
        let right = frames.iter().map(|frame| frame.right).fold(0.0, f64::max);
        for frame in frames {
            (frame.left, frame.right) = (left, right);
        }
    }

    /// The scale of the x axis, whose length depends on the labels of the y axis.
    pub(crate) fn x(&self) -> Scale {
        Scale::new(&self.x_axis, &self.x_values, Extent::Across(self.plot_width()))
    }

    /// The scale of the y axis.
    pub(crate) fn y(&self) -> &Scale {
        &self.y
    }

    /// Room left of the plot.
    pub(crate) fn left(&self) -> f64 {
        self.left
    }

    fn plot_width(&self) -> f64 {
        self.width - self.left - self.right
    }

    /// The plot, in pixels from the upper left corner of the frame.
    pub(crate) fn plot(&self) -> Window {
        let top = self.above_plot();
        Window { x: (self.left, self.width - self.right), y: (top, top + self.plot_height) }
    }

    /// Where a point of the data lies, in the same pixels.
    pub(crate) fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let plot = self.plot();
        let across = self.x().fraction(x) * self.plot_width();
        let up = self.y.fraction(y) * self.plot_height;
        (plot.x.0 + across, plot.y.1 - up)
    }

    /// Total height, with a gap below.
    pub(crate) fn height(&self) -> f64 {
        self.above_plot() + self.plot_height + self.below_plot() + BELOW
    }

    fn above_plot(&self) -> f64 {
        self.title_height() + self.legend.height() + GAP
    }

    fn title_height(&self) -> f64 {
        if self.title.is_empty() { 0.0 } else { LINE }
    }

    fn below_plot(&self) -> f64 {
        TICK_ROOM + 2.0 * LINE
    }

    /// Draws the frame at the top of `area` and returns the chart in it.
    pub(crate) fn draw<'a>(
        &self,
        area: &Area<'a>,
    ) -> Result<Chart<'a>, DrawingAreaErrorKind<Infallible>> {
        area.draw_text(&self.title, &bold(plain(HPos::Left, VPos::Top)), (0, 0))?;
        self.legend.draw(area, self.title_height())?;

        let size = |length: f64| px(length).unsigned_abs();
        let (upper, _) = area.split_vertically(px(self.height() - BELOW));
        let mut chart = ChartBuilder::on(&upper)
            .margin_top(size(self.above_plot()))
            .margin_right(size(self.right))
            .set_label_area_size(LabelAreaPosition::Left, size(self.left))
            .set_label_area_size(LabelAreaPosition::Bottom, size(self.below_plot()))
            .build_cartesian_2d(self.x(), self.y.clone())?;
        // `plotters` anchors every label itself.
        let style = plain(HPos::Left, VPos::Top);
        let mut mesh = chart.configure_mesh();
        if self.gridless {
            mesh.disable_y_mesh();
        }
        mesh.disable_x_mesh()
            .axis_style(outline())
            .bold_line_style(grid())
            .label_style(style.clone())
            .axis_desc_style(style)
            .x_desc(self.x_axis.label.clone())
            .y_desc(self.y_label.clone())
            .set_all_tick_mark_size(size(TICK))
            .draw()?;
        Ok(chart)
    }
}

//! Heat maps: a matrix or several, with gaps where there is no value.

use plotters::{
    element::Rectangle,
    style::{
        Color, ShapeStyle,
        text_anchor::{HPos, VPos},
    },
};

use crate::{
    Axis, Drawing, Figure,
    figure::{Area, Drawn, assert_length},
    legend::{Entry, Legend, Sample},
    scale::number,
    style::{Dash, Ink, LEADING, Pen, TYPE, WIDTH, bold, plain, px, type_style, upwards},
    text::{BOLD, fit, width},
};

/// A matrix with labels. A value that is `None` is a gap.
#[derive(Clone, Debug)]
pub struct Matrix {
    title: String,
    rows: Vec<String>,
    columns: Vec<String>,
    values: Vec<Vec<Option<f64>>>,
}

impl Matrix {
    /// A matrix of `values`, row by row, with the labels of its rows and columns. Some 25 columns
    /// still have room for a label each.
    pub fn new<R: Into<String>, C: Into<String>>(
        rows: impl IntoIterator<Item = R>,
        columns: impl IntoIterator<Item = C>,
        values: impl IntoIterator<Item = Vec<Option<f64>>>,
    ) -> Self {
        let rows = rows.into_iter().map(Into::into).collect();
        let columns = columns.into_iter().map(Into::into).collect();
        Matrix { title: String::new(), rows, columns, values: values.into_iter().collect() }
    }

    /// Puts a title above the matrix, for figures that have more than one.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    fn present(&self) -> impl Iterator<Item = f64> {
        self.values.iter().flatten().copied().flatten()
    }

    /// Panics unless there is a row of values for each label, and a value to each row and column.
    fn assert_drawable(&self, label: &str) {
        assert_length("rows of the matrix", self.rows.len(), self.values.len());
        for (row, values) in self.rows.iter().zip(&self.values) {
            assert_length(&format!("values in the row `{row}`"), self.columns.len(), values.len());
            let values = values.iter().copied().flatten();
            Axis::linear(label).assert_shows(&format!("the row `{row}`"), values);
        }
    }
}

/// One matrix or several, shaded by the same scale so that they compare.
#[derive(Clone, Debug)]
pub struct HeatMap {
    label: String,
    decimals: usize,
    gap_label: String,
    matrices: Vec<Matrix>,
}

impl HeatMap {
    /// A heat map of values that mean `label`. Where the cells have room for it, each value is
    /// printed in its cell, with this many decimals.
    pub fn new(
        label: impl Into<String>,
        decimals: usize,
        matrices: impl IntoIterator<Item = Matrix>,
    ) -> Self {
        let matrices = matrices.into_iter().collect();
        HeatMap { label: label.into(), decimals, gap_label: "no value".into(), matrices }
    }

    /// Says what a gap means.
    pub fn gaps(mut self, label: impl Into<String>) -> Self {
        self.gap_label = label.into();
        self
    }

    fn present(&self) -> impl Iterator<Item = f64> {
        self.matrices.iter().flat_map(Matrix::present)
    }

    /// The label of the values, and what gaps mean. Values that are not printed in their cells have
    /// their shades explained too.
    fn legend(&self, shades: &Shades, are_printed: bool) -> Legend {
        let mut entries = vec![Entry { sample: None, label: self.label.clone() }];
        for value in shades.samples().into_iter().filter(|_| !are_printed) {
            let label = number(value, self.decimals);
            // Few decimals can make neighbours read the same.
            if entries.last().is_some_and(|last| last.label != label) {
                let fill = Ink::Cell.fill(shades.strength(value));
                entries.push(Entry { sample: Some(Sample::Swatch(fill)), label });
            }
        }
        let mut values = self.matrices.iter().flat_map(|matrix| &matrix.values).flatten();
        if values.any(Option::is_none) {
            let sample = Some(Sample::Swatch(gap()));
            entries.push(Entry { sample, label: self.gap_label.clone() });
        }
        Legend::new(entries)
    }

    /// Width of the widest value in print.
    fn value_width(&self) -> f64 {
        let printed = self.present().map(|value| width(&number(value, self.decimals), TYPE));
        printed.fold(TYPE, f64::max)
    }
}

/// Space between two matrices, and below the legend.
const BETWEEN: f64 = 1.6 * TYPE;

/// Draws the matrices side by side if their cells have room for that, else below each other.
pub fn heat_map(figure: &Figure, map: &HeatMap) -> Drawing {
    figure.assert_data(map.present().count());
    for matrix in &map.matrices {
        matrix.assert_drawable(&map.label);
    }
    let shades = Shades::over(map.present());
    let lay_out = |total_width: f64| -> Vec<Grid<'_>> {
        map.matrices.iter().map(|matrix| Grid::new(matrix, total_width)).collect()
    };
    let have_room =
        |grids: &[Grid<'_>]| grids.iter().all(|grid| map.value_width() + 0.3 * TYPE <= grid.cell.0);

    let count = map.matrices.len() as f64;
    let share = (WIDTH - (count - 1.0) * BETWEEN) / count;
    let mut grids = lay_out(share);
    let beside = have_room(&grids);
    if !beside {
        grids = lay_out(WIDTH);
    }
    let decimals = have_room(&grids).then_some(map.decimals);
    let legend = map.legend(&shades, decimals.is_some());

    let heights = grids.iter().map(Grid::height);
    let height = if beside {
        heights.fold(0.0, f64::max)
    } else {
        heights.sum::<f64>() + (count - 1.0) * BETWEEN
    };
    let top = legend.height() + 0.5 * BETWEEN;
    figure.document(top + height + 0.25 * BETWEEN, |area| {
        legend.draw(area, 0.0)?;
        let mut corner = (0.0, top);
        for grid in &grids {
            grid.draw(area, corner, &shades, decimals)?;
            if beside {
                corner.0 += share + BETWEEN;
            } else {
                corner.1 += grid.height() + BETWEEN;
            }
        }
        Ok(())
    })
}

/// A matrix laid out: its cells, with labels for rows and columns.
struct Grid<'a> {
    matrix: &'a Matrix,
    rows: Vec<String>,
    columns: Vec<String>,
    /// Whether the columns are too narrow for their labels, which then read upwards.
    upwards: bool,
    left: f64,
    top: f64,
    cell: (f64, f64),
}

/// Longest label of a row or column; a longer one is cut short.
const LABEL: f64 = 13.0 * TYPE;
/// Space between a label and the cells.
const GAP: f64 = 0.5 * TYPE;
/// Heights of a cell, which is square where its width lies in between.
const LOWEST: f64 = 1.25 * TYPE;
const HIGHEST: f64 = 2.0 * TYPE;

impl<'a> Grid<'a> {
    /// Lays the matrix out in this width.
    fn new(matrix: &'a Matrix, total_width: f64) -> Self {
        let (rows, columns) = (shortened(&matrix.rows), shortened(&matrix.columns));
        let left = longest(&rows) + GAP;
        let cell_width = (total_width - left) / columns.len() as f64;
        let upwards = longest(&columns) > cell_width - GAP;
        let title = if matrix.title.is_empty() { 0.0 } else { LEADING * TYPE };
        let top = title + GAP + if upwards { longest(&columns) } else { TYPE };
        let cell = (cell_width, cell_width.clamp(LOWEST, HIGHEST));
        Grid { matrix, rows, columns, upwards, left, top, cell }
    }

    /// Height with title and labels.
    fn height(&self) -> f64 {
        self.top + self.rows.len() as f64 * self.cell.1
    }

    /// Draws the matrix with its upper left corner at `corner`, its values in the cells if
    /// `decimals` says how.
    fn draw(
        &self,
        area: &Area<'_>,
        corner: (f64, f64),
        shades: &Shades,
        decimals: Option<usize>,
    ) -> Drawn {
        let total_width = self.left + self.columns.len() as f64 * self.cell.0;
        let title = fit(&self.matrix.title, BOLD * TYPE, total_width);
        area.draw_text(&title, &bold(plain(HPos::Left, VPos::Top)), (px(corner.0), px(corner.1)))?;
        self.draw_labels(area, corner)?;
        for (row, values) in self.matrix.values.iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                let (left, top) = self.cell_corner(corner, row, column);
                // A hair of background between neighbours.
                let corners = [
                    (px(left + 0.5), px(top + 0.5)),
                    (px(left + self.cell.0 - 0.5), px(top + self.cell.1 - 0.5)),
                ];
                let Some(value) = *value else {
                    area.draw(&Rectangle::new(corners, gap()))?;
                    continue;
                };
                let strength = shades.strength(value);
                area.draw(&Rectangle::new(corners, Ink::Cell.fill(strength)))?;
                if let Some(decimals) = decimals {
                    let style = type_style(TYPE, text_ink(strength), HPos::Center, VPos::Center);
                    let middle = (px(left + self.cell.0 / 2.0), px(top + self.cell.1 / 2.0));
                    area.draw_text(&number(value, decimals), &style, middle)?;
                }
            }
        }
        Ok(())
    }

    fn cell_corner(&self, corner: (f64, f64), row: usize, column: usize) -> (f64, f64) {
        (
            corner.0 + self.left + column as f64 * self.cell.0,
            corner.1 + self.top + row as f64 * self.cell.1,
        )
    }

    fn draw_labels(&self, area: &Area<'_>, corner: (f64, f64)) -> Drawn {
        let beside = plain(HPos::Right, VPos::Center);
        for (row, label) in self.rows.iter().enumerate() {
            let (left, top) = self.cell_corner(corner, row, 0);
            area.draw_text(label, &beside, (px(left - GAP), px(top + self.cell.1 / 2.0)))?;
        }
        let above = if self.upwards {
            upwards(plain(HPos::Left, VPos::Center))
        } else {
            plain(HPos::Center, VPos::Bottom)
        };
        for (column, label) in self.columns.iter().enumerate() {
            let (left, top) = self.cell_corner(corner, 0, column);
            area.draw_text(label, &above, (px(left + self.cell.0 / 2.0), px(top - GAP / 2.0)))?;
        }
        Ok(())
    }
}

fn shortened(labels: &[String]) -> Vec<String> {
    labels.iter().map(|label| fit(label, TYPE, LABEL)).collect()
}

fn longest(labels: &[String]) -> f64 {
    labels.iter().map(|label| width(label, TYPE)).fold(0.0, f64::max)
}

/// The shades that a range of values takes. Each is the ink of cells in some strength over the
/// background of the page, so low values are faint on a light page and on a dark one.
struct Shades {
    low: f64,
    high: f64,
}

/// The outline of an empty cell, dotted so that it cannot be taken for a faint one.
fn gap() -> ShapeStyle {
    let pen = Pen { ink: Ink::Text, dash: Dash::Dotted };
    ShapeStyle { color: pen.mix(0.6), ..pen.line(1.0) }
}

/// The faintest shade, still different from the background.
const FAINTEST: f64 = 0.25;
/// From this strength on, text on a cell is legible in the colour of the background rather than in
/// that of text, on light pages and on dark ones.
const STRONG: f64 = 0.66;

impl Shades {
    fn over(values: impl IntoIterator<Item = f64>) -> Self {
        let ends = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        let (low, high) = values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), ends);
        Shades { low, high }
    }

    /// The opacity of a value's cell.
    fn strength(&self, value: f64) -> f64 {
        let range = self.high - self.low;
        let share = if range > 0.0 { (value - self.low) / range } else { 0.5 };
        FAINTEST + share * (1.0 - FAINTEST)
    }

    /// Five values from end to end, for the legend.
    fn samples(&self) -> [f64; 5] {
        [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| self.low + share * (self.high - self.low))
    }
}

/// The ink of a text on a cell of this strength.
fn text_ink(strength: f64) -> Ink {
    if strength < STRONG { Ink::OnFaint } else { Ink::OnStrong }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_from_faint_to_full() {
        let shades = Shades::over([1.0, 5.0, 3.0]);
        assert_eq!([1.0, 5.0].map(|value| shades.strength(value)), [FAINTEST, 1.0]);
        assert_eq!(shades.samples(), [1.0, 2.0, 3.0, 4.0, 5.0]);
    }

    #[test]
    fn equal_values_have_a_middle_shade() {
        let strength = Shades::over([2.0, 2.0]).strength(2.0);
        assert!(strength > FAINTEST && strength < 1.0);
    }
}

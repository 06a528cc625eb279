//! The layout and drawing of one matrix: cells, with labels for rows and columns.

use plotters::{
    element::Rectangle,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::{
    PlotError,
    figure::Area,
    heat_map::Matrix,
    scale::number,
    shade::Shades,
    text::{BOLD, fit, width},
    theme::{Ink, LEADING, TYPE, bold, outline, px, type_style, upwards},
};

/// A matrix laid out.
pub(super) struct Grid<'a> {
    matrix: &'a Matrix,
    rows: Vec<String>,
    columns: Vec<String>,
    /// Whether the labels of the columns read upwards, for want of room.
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
    pub(super) fn new(matrix: &'a Matrix, total_width: f64) -> Self {
        let short = |labels: &[String]| -> Vec<String> {
            labels.iter().map(|label| fit(label, TYPE, LABEL)).collect()
        };
        let (rows, columns) = (short(&matrix.rows), short(&matrix.columns));
        let left = longest(&rows) + GAP;
        let cell_width = (total_width - left) / columns.len() as f64;
        let upwards = longest(&columns) > cell_width - GAP;
        let title = if matrix.title.is_empty() { 0.0 } else { LEADING * TYPE };
        let top = title + GAP + if upwards { longest(&columns) } else { TYPE };
        Grid {
            matrix,
            rows,
            columns,
            upwards,
            left,
            top,
            cell: (cell_width, cell_width.clamp(LOWEST, HIGHEST)),
        }
    }

    /// Height with title and labels.
    pub(super) fn height(&self) -> f64 {
        self.top + self.rows.len() as f64 * self.cell.1
    }

    /// Whether a text of this width fits into a cell.
    pub(super) fn has_room_for(&self, text_width: f64) -> bool {
        text_width + 0.3 * TYPE <= self.cell.0
    }

    /// Draws the matrix with its upper left corner at `corner`, its values in the cells if
    /// `decimals` says how.
    pub(super) fn draw(
        &self,
        area: &Area<'_>,
        corner: (f64, f64),
        shades: &Shades,
        decimals: Option<usize>,
    ) -> Result<(), PlotError> {
        let style = type_style(TYPE, Ink::Text, Pos::new(HPos::Left, VPos::Top));
        let title = fit(
            &self.matrix.title,
            BOLD * TYPE,
            self.left + self.columns.len() as f64 * self.cell.0,
        );
        area.draw_text(&title, &bold(style), (px(corner.0), px(corner.1)))?;
        self.draw_labels(area, corner)?;
        for (row, values) in self.matrix.values.iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                self.draw_cell(
                    area,
                    self.cell_corner(corner, row, column),
                    *value,
                    shades,
                    decimals,
                )?;
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

    fn draw_labels(&self, area: &Area<'_>, corner: (f64, f64)) -> Result<(), PlotError> {
        let beside = type_style(TYPE, Ink::Text, Pos::new(HPos::Right, VPos::Center));
        for (row, label) in self.rows.iter().enumerate() {
            let (left, top) = self.cell_corner(corner, row, 0);
            area.draw_text(label, &beside, (px(left - GAP), px(top + self.cell.1 / 2.0)))?;
        }
        let above = if self.upwards {
            upwards(type_style(TYPE, Ink::Text, Pos::new(HPos::Left, VPos::Center)))
        } else {
            type_style(TYPE, Ink::Text, Pos::new(HPos::Center, VPos::Bottom))
        };
        for (column, label) in self.columns.iter().enumerate() {
            let (left, top) = self.cell_corner(corner, 0, column);
            area.draw_text(label, &above, (px(left + self.cell.0 / 2.0), px(top - GAP / 2.0)))?;
        }
        Ok(())
    }

    fn draw_cell(
        &self,
        area: &Area<'_>,
        (left, top): (f64, f64),
        value: Option<f64>,
        shades: &Shades,
        decimals: Option<usize>,
    ) -> Result<(), PlotError> {
        // A hair of ground between neighbours.
        let corners = [
            (px(left + 0.5), px(top + 0.5)),
            (px(left + self.cell.0 - 0.5), px(top + self.cell.1 - 0.5)),
        ];
        let Some(value) = value else {
            area.draw(&Rectangle::new(corners, outline()))?;
            return Ok(());
        };
        let shade = shades.shade(value);
        area.draw(&Rectangle::new(corners, shade.ink.fill(shade.strength)))?;
        if let Some(decimals) = decimals {
            let style = type_style(TYPE, shade.text_ink(), Pos::new(HPos::Center, VPos::Center));
            let middle = (px(left + self.cell.0 / 2.0), px(top + self.cell.1 / 2.0));
            area.draw_text(&number(value, decimals), &style, middle)?;
        }
        Ok(())
    }
}

fn longest(labels: &[String]) -> f64 {
    labels.iter().map(|label| width(label, TYPE)).fold(0.0, f64::max)
}

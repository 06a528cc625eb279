//! Heat maps: a matrix or several, with gaps where there is no value.

use super::{
    Figure, PlotError,
    error::{check_length, check_values},
    grid::Grid,
    legend::{Entry, Legend, Sample},
    scale::number,
    shade::Shades,
    text::width,
    theme::{TYPE, WIDTH, outline},
};

/// A matrix with labels. A value that is `None` is a gap.
#[derive(Clone, Debug)]
pub struct Matrix {
    pub(super) title: String,
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<String>,
    pub(super) values: Vec<Vec<Option<f64>>>,
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

    fn has_gaps(&self) -> bool {
        self.values.iter().flatten().any(Option::is_none)
    }

    fn check(&self) -> Result<(), PlotError> {
        check_length("rows of the matrix", self.rows.len(), self.values.len())?;
        for (label, row) in self.rows.iter().zip(&self.values) {
            check_length(format!("values in the row `{label}`"), self.columns.len(), row.len())?;
            check_values(
                &format!("the row `{label}`"),
                row.iter().copied().flatten(),
                f64::is_finite,
            )?;
        }
        if self.present().next().is_none() {
            Err(PlotError::Empty(format!("the matrix `{}`", self.title)))
        } else {
            Ok(())
        }
    }
}

/// One matrix or several, shaded by the same scale so that they compare.
#[derive(Clone, Debug)]
pub struct HeatMap {
    label: String,
    decimals: usize,
    printed: bool,
    gap_label: String,
    matrices: Vec<Matrix>,
}

impl HeatMap {
    /// A heat map of values that mean `label` and read well with this many decimals.
    pub fn new(
        label: impl Into<String>,
        decimals: usize,
        matrices: impl IntoIterator<Item = Matrix>,
    ) -> Self {
        let matrices = matrices.into_iter().collect();
        HeatMap {
            label: label.into(),
            decimals,
            printed: false,
            gap_label: "no value".into(),
            matrices,
        }
    }

    /// Prints each value in its cell, if the cells have room for that.
    pub fn printed(mut self) -> Self {
        self.printed = true;
        self
    }

    /// Says what a gap means.
    pub fn gaps(mut self, label: impl Into<String>) -> Self {
        self.gap_label = label.into();
        self
    }

    fn legend(&self, shades: &Shades) -> Legend {
        let mut entries = vec![Entry { sample: None, label: self.label.clone() }];
        for value in shades.samples() {
            let (shade, label) = (shades.shade(value), number(value, self.decimals));
            // Few decimals can make neighbours read the same.
            if entries.last().is_some_and(|last| last.label != label) {
                entries.push(Entry {
                    sample: Some(Sample::Swatch(shade.ink.fill(shade.strength))),
                    label,
                });
            }
        }
        if self.matrices.iter().any(Matrix::has_gaps) {
            entries.push(Entry {
                sample: Some(Sample::Swatch(outline())),
                label: self.gap_label.clone(),
            });
        }
        Legend::new(entries)
    }

    /// Width of the widest value in print, or of a cell that can just be told from the next.
    fn content_width(&self) -> f64 {
        let printed = |value| {
            if self.printed { width(&number(value, self.decimals), TYPE) } else { 0.0 }
        };
        self.matrices.iter().flat_map(Matrix::present).map(printed).fold(TYPE, f64::max)
    }
}

/// Space between two matrices, and below the legend.
const GAP: f64 = 1.6 * TYPE;

/// Draws the matrices side by side if their cells have room for that, else below each other.
pub fn heat_map(figure: &Figure, map: &HeatMap) -> Result<String, PlotError> {
    if map.matrices.is_empty() {
        return Err(PlotError::Empty(format!("the figure `{}`", figure.name())));
    }
    map.matrices.iter().try_for_each(Matrix::check)?;
    let shades = Shades::over(map.matrices.iter().flat_map(Matrix::present));
    let legend = map.legend(&shades);

    let count = map.matrices.len() as f64;
    let share = (WIDTH - (count - 1.0) * GAP) / count;
    let narrow: Vec<Grid<'_>> =
        map.matrices.iter().map(|matrix| Grid::new(matrix, share)).collect();
    let beside = narrow.iter().all(|grid| grid.has_room_for(map.content_width()));
    let grids = if beside {
        narrow
    } else {
        map.matrices.iter().map(|matrix| Grid::new(matrix, WIDTH)).collect()
    };

    let room = grids.iter().all(|grid| grid.has_room_for(map.content_width()));
    let decimals = (map.printed && room).then_some(map.decimals);

    let heights = grids.iter().map(Grid::height);
    let height = if beside {
        heights.fold(0.0, f64::max)
    } else {
        heights.sum::<f64>() + (count - 1.0) * GAP
    };
    let top = legend.height() + 0.5 * GAP;
    figure.document(top + height + 0.25 * GAP, |area| {
        legend.draw(area, 0.0)?;
        let mut corner = (0.0, top);
        for grid in &grids {
            grid.draw(area, corner, &shades, decimals)?;
            if beside {
                corner.0 += share + GAP;
            } else {
                corner.1 += grid.height() + GAP;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::testing::Drawing;

    fn figure() -> Figure {
        Figure::new("crosstab", "Who rated what", "A matrix.")
    }

    /// A matrix as wide as the crosstab of the first chapter, with a gap in each row and titles
    /// hard to set.
    fn crosstab() -> Matrix {
        let titles = (0..15)
            .map(|film| format!("Tom & Jérôme <{film}>: The Long Way Home to the Lighthouse"));
        let values = (0..15).map(|user| {
            (0..15).map(|film| (user != film).then_some(f64::from(1 + (user + film) % 5))).collect()
        });
        Matrix::new((0..15).map(|user| format!("user {}", 37 * user)), titles, values)
    }

    fn gradient(rows: usize) -> Matrix {
        let values = (0..rows).map(|row| {
            (0..3).map(|column| Some(row as f64 * 0.1 - f64::from(column) * 0.2)).collect()
        });
        Matrix::new((0..rows).map(|row| format!("row {row}")), ["a", "b", "c"], values)
            .title("gradient")
    }

    #[test]
    fn a_wide_crosstab_is_legible() {
        let map = HeatMap::new("rating", 0, [crosstab()]).printed().gaps("not rated");
        let svg = heat_map(&figure(), &map).expect("drawable");
        let drawing = Drawing::parse(&svg);
        drawing.assert_legible();
        drawing.assert_follows_theme();
        assert!(
            drawing
                .texts
                .iter()
                .any(|text| text.text.starts_with("Tom & Jérôme") && text.text.ends_with('…'))
        );
        assert!(drawing.says("user 37") && drawing.says("rating"));
    }

    #[test]
    fn gaps_are_outlined_and_explained() {
        let map = HeatMap::new("rating", 0, [crosstab()]).gaps("not rated");
        let svg = heat_map(&figure(), &map).expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert_eq!(drawing.count("rect", "stroke"), 15 + 1, "one in each row, and a sample");
        assert_eq!(drawing.count("rect", "fill"), 15 * 14 + 5);
        assert!(drawing.says("not rated"));
    }

    #[test]
    fn a_matrix_without_gaps_explains_none() {
        let svg =
            heat_map(&figure(), &HeatMap::new("gradient", 2, [gradient(4)]).gaps("nobody asked"))
                .expect("drawable");
        assert!(!Drawing::parse(&svg).says("nobody asked"));
    }

    #[test]
    fn small_matrices_stand_side_by_side_and_large_ones_do_not() {
        let titles = |map: HeatMap| {
            let svg = heat_map(&figure(), &map.printed()).expect("drawable");
            let drawing = Drawing::parse(&svg);
            drawing.assert_legible();
            let tops = drawing
                .texts
                .into_iter()
                .filter(|text| text.text == "gradient" || text.text == "wide")
                .map(|text| text.top);
            tops.collect::<Vec<_>>()
        };
        let small = titles(HeatMap::new("value", 2, [gradient(5), gradient(5)]));
        assert_eq!(small[0], small[1]);
        let large =
            titles(HeatMap::new("value", 2, [crosstab().title("wide"), crosstab().title("wide")]));
        assert!(large[0] < large[1]);
    }

    #[test]
    fn a_ragged_matrix_names_the_row() {
        let ragged = Matrix::new(["first", "second"], ["a"], [vec![Some(1.0)], vec![None, None]]);
        let error = heat_map(&figure(), &HeatMap::new("rating", 0, [ragged])).expect_err("ragged");
        assert!(error.to_string().contains("`second`"), "{error}");
        let empty = Matrix::new(["first"], ["a"], [vec![None]]);
        assert!(matches!(
            heat_map(&figure(), &HeatMap::new("rating", 0, [empty])),
            Err(PlotError::Empty(_))
        ));
    }
}

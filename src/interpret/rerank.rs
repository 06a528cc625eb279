//! Lists that are not simply the highest predictions.

use super::{Learned, Recommendation};
use nalgebra::{DMatrix, DVector};

impl Learned {
    /// The same model with other numbers in place of its items' biases. It ranks items, and its
    /// predictions are no longer those of ratings.
    ///
    /// # Panics
    /// Unless there is a bias for each item.
    pub fn with_item_bias(&self, item_bias: DVector<f64>) -> Self {
        assert_eq!(item_bias.len(), self.n_items(), "a bias for each item");
        Self { item_bias, ..self.clone() }
    }

    /// The same model without its items' factors, so that it ranks them alike for everyone.
    pub fn without_item_factors(&self) -> Self {
        Self {
            item_factors: DMatrix::zeros(self.n_items(), self.item_factors.ncols()),
            ..self.clone()
        }
    }

    // ANCHOR: discount
    /// The same model with a discount on popularity: each score minus `beta` times log2 of the number of
    /// users who have rated the item. Up to a constant, this is a bonus of `beta` for each bit of
    /// [self-information](super::lists::self_information). An item without raters has none to discount.
    ///
    /// # Panics
    /// Unless `raters` has shape `(n_items,)`.
    pub fn discounting_popularity(&self, raters: &[usize], beta: f64) -> Self {
        assert_eq!(raters.len(), self.n_items(), "a number of raters for each item");
        let discount = |item: usize| beta * (raters[item].max(1) as f64).log2();
        let bias = |item: usize, _| self.item_bias[item] - discount(item);
        self.with_item_bias(DVector::from_fn(self.n_items(), bias))
    }
    // ANCHOR_END: discount
}

/// A list of `n` of the candidates that are good and unlike each other, by maximal marginal relevance
/// (Carbonell and Goldstein, 1998, <https://doi.org/10.1145/290941.291025>). The candidate with the
/// highest score comes first. Each further one has, among those left, the highest
///
/// `(1 − lambda) · score − lambda · (likeness to the most alike of those already chosen)`.
///
/// Among equals, the lower row comes first. The scores should be in a unit in which a difference of 1 is
/// large, such as stars. If there are fewer candidates than `n`, all of them are in the list.
///
/// # Panics
/// Unless `lambda` is from 0 to 1.
///
/// ```
/// use workbook::interpret::{Recommendation, rerank_for_diversity};
///
/// // Five films; 0 and 1 are nearly the same.
/// let scores = [4.6, 4.5, 4.4, 4.1, 3.5];
/// let likeness = [
///     [1.0, 0.9, 0.5, 0.1, 0.0],
///     [0.9, 1.0, 0.4, 0.2, 0.0],
///     [0.5, 0.4, 1.0, 0.3, 0.1],
///     [0.1, 0.2, 0.3, 1.0, 0.2],
///     [0.0, 0.0, 0.1, 0.2, 1.0],
/// ];
/// let candidates: Vec<Recommendation> =
///     (0..5).map(|item| Recommendation { item, score: scores[item] }).collect();
/// let list = |lambda| {
///     let list = rerank_for_diversity(&candidates, |a, b| likeness[a][b], lambda, 3);
///     list.iter().map(|film| film.item).collect::<Vec<_>>()
/// };
/// assert_eq!(list(0.0), [0, 1, 2]);
/// assert_eq!(list(0.5), [0, 3, 2]);
/// assert_eq!(list(1.0), [0, 4, 3]);
/// ```
// ANCHOR: rerank
pub fn rerank_for_diversity(
    candidates: &[Recommendation],
    likeness: impl Fn(usize, usize) -> f64,
    lambda: f64,
    n: usize,
) -> Vec<Recommendation> {
    assert!((0.0..=1.0).contains(&lambda), "lambda is from 0 to 1");
    let mut list: Vec<Recommendation> = Vec::new();
    // Every candidate left, with its likeness to the most alike of those chosen.
    let mut left: Vec<(Recommendation, f64)> =
        candidates.iter().map(|&c| (c, f64::NEG_INFINITY)).collect();
    while list.len() < n && !left.is_empty() {
        let value = |&(candidate, closest): &(Recommendation, f64)| match list.is_empty() {
            true => candidate.score,
            false => (1.0 - lambda) * candidate.score - lambda * closest,
        };
        let best = (0..left.len()).max_by(|&a, &b| {
            let (a, b) = (&left[a], &left[b]);
            value(a).total_cmp(&value(b)).then(b.0.item.cmp(&a.0.item))
        });
        let (chosen, _) = left.swap_remove(best.expect("a candidate is left"));
        for (candidate, closest) in &mut left {
            *closest = closest.max(likeness(candidate.item, chosen.item));
        }
        list.push(chosen);
    }
    list
}
// ANCHOR_END: rerank

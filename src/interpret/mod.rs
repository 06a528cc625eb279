//! What a trained model has learned, and what to do with it: rankings, principal components,
//! neighbours, recommendations, newcomers.
//!
//! Everything here works on a [`Learned`] model, whose tables are matrices in float64.

mod arrivals;
mod biases;
mod canonical;
pub mod cold_start;
pub mod feedback;
mod fold_in;
mod learned;
mod likeness;
pub mod lists;
mod neighbours;
mod predict_then_learn;
mod principal;
pub mod questions;
mod ranking;
mod recommend;
mod rerank;
mod sign_up;

pub use arrivals::{fold_in_later, with_unknown_rows};
pub use biases::{RankedBias, rank_biases};
pub use canonical::canonical_correlations;
pub use fold_in::FoldIn;
pub use learned::{Learned, Taste};
pub use likeness::Likeness;
pub use neighbours::{Neighbour, nearest, rated_by_both};
pub use predict_then_learn::predict_then_learn;
pub use principal::PrincipalComponents;
pub use ranking::{Judge, Placing, Placings, SAMPLED_NEGATIVES, ndcg_of_list};
pub use recommend::{Catalogue, Recommendation, best_unseen, highest, top_lists};
pub use rerank::rerank_for_diversity;
pub use sign_up::SignUpModel;

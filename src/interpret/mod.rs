//! What a trained model has learned, and what to do with it: rankings, principal components,
//! neighbours, recommendations, newcomers.
//!
//! Everything here works on a [`Learned`] model, whose tables are matrices in float64.

mod biases;
mod canonical;
pub mod cold_start;
pub mod feedback;
mod fold_in;
mod learned;
mod neighbours;
mod principal;
mod ranking;
mod recommend;
mod sign_up;

pub use biases::{RankedBias, rank_biases};
pub use canonical::canonical_correlations;
pub use fold_in::FoldIn;
pub use learned::{Learned, Taste};
pub use neighbours::{Neighbour, nearest, rated_by_both};
pub use principal::PrincipalComponents;
pub use ranking::{Judge, Placing, Placings, SAMPLED_NEGATIVES, ndcg_of_list};
pub use recommend::{Catalogue, Recommendation, best_unseen, highest, top_lists};
pub use sign_up::SignUpModel;
